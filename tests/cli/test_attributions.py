"""`firstsaid attributions` and `firstsaid.attributions`: who said what, without a case."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

import firstsaid
from firstsaid.cli import main
from firstsaid.model.options import StatementOptions

RUNNER = CliRunner()
TEXT = (
    "The harbour at Sundby will stay shut until Friday, a naval source told the Korvan Post.\n\n“We asked for tugs in March,” said harbour master Orla Venn.\n"
)
GERMAN = "Die Küstenwache teilte am Freitag mit, dass der Frachter auf Grund gelaufen sei. „Niemand wurde verletzt“, sagte Orla Venn der Presse.\n"
HTML = """<html lang="en"><head><title>Fire in the port</title></head><body><nav>Home News Sport</nav><article><h1>Fire in the port of Sundby</h1>
<p>The fire began in a shed near the quay, police said on Monday, after a day of storms along the coast of Oria.</p>
<p>“It burned for an hour and nobody came to help us,” said Jan Ostrup, who owns the shed and two others beside it.</p></article></body></html>"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "harbour.txt").write_text(TEXT, "utf-8")
    (tmp_path / "fire.html").write_text(HTML, "utf-8")
    (tmp_path / "hafen.txt").write_text(GERMAN, "utf-8")
    return tmp_path


def run(*words, given=None, exits=0):
    done = RUNNER.invoke(main, ["attributions", *map(str, words)], input=given)
    assert done.exit_code == exits, done.output
    return done


def test_people_see_who_by_which_words_what_and_how_sure(files):
    lines = run(files / "harbour.txt").stdout.splitlines()
    assert lines[0].split() == ["who", "by", "which", "words", "what", "sure"]
    assert any(line.startswith("naval source unnamed person") and "told" in line and line.rstrip()[-4:].startswith("0.") for line in lines)
    assert any(line.startswith("through Korvan Post outlet") for line in lines)
    assert "\x1b" not in run(files / "harbour.txt").stdout


def test_json_has_the_text_that_its_spans_index(files):
    one, two = json.loads(run(files / "harbour.txt", files / "fire.html", "--format", "json").stdout)
    assert one["text"] == TEXT
    assert one["statements"][0]["chain"] == [{"name": "Korvan Post", "kind": "outlet"}, {"name": "naval source", "kind": "unnamed_person"}]
    assert two["title"] == "Fire in the port of Sundby"
    for read in (one, two):
        assert len(read["statements"]) == 2
        for said in read["statements"]:
            assert [read["text"][a:b] for a, b in said["spans"]["content"]] == said["content"]
            assert read["text"][slice(*said["spans"]["cue"])] == said["cue"]


def test_ndjson_and_csv_have_a_row_for_each_statement(files):
    rows = [json.loads(line) for line in run(files / "harbour.txt", files / "fire.html", "--format", "ndjson").stdout.splitlines()]
    assert [row["source"] for row in rows] == ["a naval source", "harbour master Orla Venn", "police", "Jan Ostrup"]
    cells = list(csv.DictReader(io.StringIO(run(files / "harbour.txt", "--format", "csv").stdout)))
    assert cells[0]["chain"] == "Korvan Post (outlet) > naval source (unnamed_person)"
    assert TEXT[int(cells[0]["start"]) : int(cells[0]["stop"])] == cells[0]["content"]


def test_standard_input_and_a_page_on_it(files):
    assert run("-", given=TEXT).stdout == run(files / "harbour.txt").stdout
    assert "Jan Ostrup" in run("-", given=HTML).stdout


def test_the_language_is_told_from_the_letters_or_given(files):
    (read,) = json.loads(run(files / "hafen.txt", "--format", "json").stdout)
    assert (read["language"], read["statements"][0]["cue"]) == ("de", "teilte")
    assert json.loads(run(files / "hafen.txt", "--language", "en", "--format", "json").stdout)[0]["language"] == "en"
    assert "no rules for the language 'xx'" in run(files / "harbour.txt", "--language", "xx").stderr


def test_what_cannot_be_read_is_named_and_the_rest_is_read(files):
    done = run(files / "none.txt", files / "harbour.txt", exits=1)
    assert done.stderr.strip() == f"Error: {files / 'none.txt'}: there is no such file"
    assert "naval source" in done.stdout
    (files / "empty.txt").write_text(" \n", "utf-8")
    (files / "bytes.bin").write_bytes(bytes(range(256)) * 4)
    stderr = run(files / "empty.txt", files / "bytes.bin", files, exits=3).stderr.splitlines()
    assert [line.split(": ")[1] for line in stderr] == [str(files / "empty.txt"), "bytes.bin", str(files)]
    assert "it is a folder; name files" in stderr[2]


def test_below_the_threshold_a_speaker_is_undetermined(files):
    told = run(files / "harbour.txt", "--confidence", "0.99").stdout
    assert "undetermined (a naval" in " ".join(told.split())
    assert all(not said.chain for said in firstsaid.attributions(TEXT, options=StatementOptions(confidence=0.99)))
    assert all(said.chain for said in firstsaid.attributions(TEXT))


def test_a_text_in_which_nobody_speaks():
    assert run("-", given="The lake is blue.").stdout.strip() == "Nobody is said to have said anything."
    assert json.loads(run("-", "--format", "json", given="The lake is blue.").stdout)[0]["statements"] == []


@pytest.mark.parametrize("text", [TEXT.replace("\n", "\r\n"), "  \n" + TEXT, "Home\nNews\n" + TEXT])
def test_spans_index_the_text_as_it_was_given(text):
    said = firstsaid.attributions(text)
    assert [statement.content[0].of(text) for statement in said] == ["The harbour at Sundby will stay shut until Friday", "We asked for tugs in March,"]


def test_nothing_in_a_text_steers_the_terminal():
    done = run("-", given="“Stop \x1b[2J here\u202e,” said Orla\x07 Venn.\n")
    assert not {"\x1b", "\u202e", "\x07"} & set(done.stdout)


@pytest.mark.parametrize("role", ["official", "minister", "senator", "man", "spokeswoman"])
@pytest.mark.parametrize("said", ["The bridge is closed, said the {}", "“The bridge is closed,” said the {}", "The bridge is closed, according to the same {}"])
def test_a_text_that_breaks_off_behind_the_speaker_has_its_statement(said, role):
    (statement,) = firstsaid.attributions("A " + role + " spoke on Monday. " + said.format(role))
    assert statement.chain
