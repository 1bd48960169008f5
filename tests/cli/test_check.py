"""`firstsaid check`: who said this first?"""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from tests.copies import copied

from firstsaid import api
from firstsaid.cli import main
from firstsaid.reuse import FEWEST

RUNNER = CliRunner()
FANS = "The dust-extraction fans at the grain terminal in the port of Jelmen were switched off for eleven days before the explosion"
NAMES = "We counted the bodies twice, because nobody here could believe the number"


@pytest.fixture(scope="module")
def case(traced_sample, tmp_path_factory):
    return copied(traced_sample, tmp_path_factory.mktemp("check"))


def check(case, *words):
    done = RUNNER.invoke(main, ["check", str(case), *map(str, words)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_article_that_the_others_come_from_stands_first(case):
    lines = [line for line in check(case, FANS).splitlines() if line and line[0] not in " s"]
    assert lines[0].startswith("4 articles of the case have words of this text")
    assert next(line.split(",")[0] for line in lines if "html," in line or "txt," in line) == "Sarvest"
    assert "source in the transport prosecutor" in check(case, FANS)


def test_what_the_text_changed_is_told_with_spans_into_both(case):
    answer = json.loads(check(case, NAMES, "--format", "json"))
    carriers = {one["path"]: one for one in answer["carriers"]}
    assert set(carriers) == {"imrel-ledger-toll.html", "korso-bay-post-toll.html"}
    texts = {article.path: article.text for article in api.open_case(case).pile.articles}
    for path, one in carriers.items():
        ((match),) = one["matches"]
        assert NAMES[slice(*match["text"])].startswith("We counted the bodies twice")
        assert texts[path][slice(*match["article"])].startswith("We counted the bodies twice")
        assert [(change["article"], change["text"], change["kind"]) for change in one["changes"]] == [("first", "", "cut")]
        assert one["statements"][0]["chain"]


def test_the_origins_behind_the_claim_are_told(case):
    answer = json.loads(check(case, FANS, "--format", "json"))
    counts = {count.claim: count for count in api.open_case(case).pile.counts}
    claims = {claim.id: claim for claim in api.open_case(case).pile.claims}
    assert answer["claims"]
    for told in answer["claims"]:
        count = counts[told["id"]]
        assert told["independent"] == {"least": count.least, "most": count.most, "because": count.because}
        assert told["text"] in [" ".join(span.of(article.text).split()) for article in api.open_case(case).pile.articles for w in claims[told["id"]].wordings
                                if w.article == article.id for span in w.spans]  # fmt: skip
    first = answer["claims"][0]
    assert f"behind “{first['text'][:30]}" in " ".join(check(case, FANS).split())


def test_who_else_carries_the_claim_in_other_words_is_told(tmp_path, monkeypatch):
    pages = {
        "ledger": "The pilot of the ferry spoke on Monday.\n\n“There is nothing agreed, but he would listen,” the agent Silje Moss said.",
        "echo": "The owner may sell the ferry.\n\n“There is nothing agreed, and he would leave,” the agent Silje Moss said on Tuesday.",
    }
    for name, text in pages.items():
        (tmp_path / f"{name}.txt").write_text(f"{name.title()} of Lisk\n\n{text}\n", "utf-8")
    asked = "There is nothing agreed, and he would leave"
    made = api.trace([str(tmp_path / f"{name}.txt") for name in pages], case=tmp_path / "case")
    answer = json.loads(check(made.path, asked, "--format", "json"))
    told = [other for claim in answer["claims"] for other in claim["elsewhere"]]
    assert {one["path"] for one in answer["carriers"]} == {"echo.txt"}
    assert [(other["path"], "but he would listen" in other["text"]) for other in told] == [("ledger.txt", True)]
    assert "elsewhere" in (shown := check(made.path, asked))
    assert "in other words" not in shown
    monkeypatch.setattr("firstsaid.checking._MOST_ELSEWHERE", 0)
    assert "shown 0 of 1 articles that carry it in other words" in check(made.path, asked)


def test_a_file_and_standard_input_are_read_too(case, tmp_path):
    (tmp_path / "said.txt").write_text(FANS, "utf-8")
    told = check(case, FANS)
    assert check(case, tmp_path / "said.txt") == told
    done = RUNNER.invoke(main, ["check", str(case), "-"], input=FANS)
    assert done.stdout == told


def test_words_that_nobody_carries_are_told_as_such(case):
    none = (
        "No article of the case has words of this text. Searched for are 6 words in a row that few articles have, 8 of any kind, or the whole of a shorter "
        "text (4 words or more). What says the same in other words is not found."
    )
    assert check(case, "Nobody in all of these pages has written this sentence.").split() == none.split()
    for brief in ("fans", "the fans at", "😀"):
        assert "too short to be looked for: 4 words in a row are the fewest" in " ".join(check(case, brief).split())


@pytest.mark.parametrize(("given", "told"), [("  ", "there is no text"), ("said-nowhere.txt", "said-nowhere.txt: there is no such file")])
def test_no_text_and_the_name_of_no_file_are_told_as_such(case, given, told):
    done = RUNNER.invoke(main, ["check", str(case), given])
    assert (done.exit_code, told in done.stderr) == (1, True)


def test_a_large_case_answers_from_its_fingerprints(case, monkeypatch):
    monkeypatch.setattr(api, "WHOLE", 4)
    answer = json.loads(check(case, FANS, "--format", "json"))
    assert answer["carriers"][0]["path"] == "sarvest-terminal-source.html"
    assert 1 <= len(answer["carriers"]) <= 4


def test_asking_loads_no_pandas(case):
    """A cold start takes a quarter less CPU without it; Arrow would load it unasked."""
    pytest.importorskip("pandas", reason="pandas is not installed")
    code = "import atexit, sys; from firstsaid.cli import program; atexit.register(lambda: print(*sys.modules)); program()"
    done = subprocess.run([sys.executable, "-c", code, "check", str(case), FANS], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "pyarrow" in loaded
    assert "pandas" not in loaded


def test_words_that_one_side_lacks_are_told_without_empty_quotation_marks(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Ferry late\n\nThe ferry to Lisk will not sail before the storm has passed on Friday night, the harbour office said.", "utf-8")
    assert RUNNER.invoke(main, ["trace", str(page), "--case", str(tmp_path / "case")]).exit_code == 0
    told = check(tmp_path / "case", "The ferry to Lisk will not sail again before the storm has passed on Friday, the harbour office said.")
    assert "here also “again”" in told
    assert "there also “night”" in told
    assert "“”" not in told


LEAK = "“They were told in March and again in April that the pump was leaking, and they sailed all the same,” said the person, who asked not to be named."
SOURCES = "The owners “were told in March and again in April that the pump was leaking, and they sailed all the same”, sources said."


@pytest.fixture(scope="module")
def repeated(tmp_path_factory):
    """A case in which many pages repeat one plain sentence, so that no word of it is rare."""
    folder = tmp_path_factory.mktemp("repeated")
    for number, town in enumerate(("Lisk", "Orlan", "Vessin", "Norvik", "Jelmen", "Ostrel", "Varn", "Marrow")):
        (folder / f"page-{number}.txt").write_text(f"Ferry of {town} sailed\n\n{SOURCES if number % 2 else LEAK}\n", "utf-8")
    return api.trace([str(folder)], case=folder / "case").path


@pytest.mark.parametrize(
    "asked",
    [
        "They were told in March and again in April that the old pump was leaking.",
        "told in March and again in April that",
        "they sailed all the same",
        "sailed all the same",
    ],
)
def test_words_that_stand_in_many_articles_are_found(repeated, asked):
    assert len(json.loads(check(repeated, asked, "--format", "json"))["carriers"]) == 8


def test_the_claim_that_a_short_text_is_of_is_told(repeated):
    assert json.loads(check(repeated, "they sailed all the same", "--format", "json"))["claims"]


@pytest.mark.parametrize("asked", ["in and the", "leaking", "The owners were not told of it and nobody sailed in the end."])
def test_a_few_small_words_in_common_are_nothing(repeated, asked):
    assert json.loads(check(repeated, asked, "--format", "json"))["carriers"] == []


START = "They were told in March and again in April that the pump was leaking"
OTHERWISE = [
    (f"“{START}, and they stopped at once,” a clerk said.", ("sailed all the same", "stopped at once", "ends otherwise", True)),
    (f"Nobody knew, but {START.lower()}", None),
    ("The mayor was told in March and again in April that the pump was leaking.", ("They were", "The mayor was", "begins otherwise", False)),
]


@pytest.mark.parametrize(("asked", "told"), OTHERWISE)
def test_a_sentence_that_begins_or_ends_otherwise_is_told_with_both_readings(repeated, asked, told):
    answer = json.loads(check(repeated, asked, "--format", "json"))
    first = next(one for one in answer["carriers"] if one["path"] == "page-0.txt")
    edges = [tuple(change.values()) for change in first["changes"] if "otherwise" in change["kind"]]
    assert (edges[-1:] == [told]) if told else not any(kind == "ends otherwise" for _, _, kind, _ in edges)


def test_words_that_stand_in_headline_and_text_count_once(tmp_path):
    page = tmp_path / "page.html"
    said = "“We asked for a tug twice”"
    page.write_text(
        f"<html><title>{said}: captain speaks</title><h1>{said}: captain speaks</h1><p>{said[:-1]} and were told to wait,” Ines Marrin said.</p></html>",
        "utf-8",
    )
    made = api.trace(page, case=tmp_path / "case")
    (carrier,) = json.loads(check(made.path, "asked for a tug twice", "--format", "json"))["carriers"]
    assert len(carrier["matches"]) == 2
    assert carrier["words"] == 5


def test_the_shortest_text_that_is_looked_for_is_found_wherever_it_stands(case):
    opened = api.open_case(case)
    for article in opened.dossier.articles:
        words = next(w for s in article.sentences if len(w := article.text[s.start : s.stop].split()) > FEWEST)
        asked = " ".join(words[1 : 1 + FEWEST])
        assert article.id in {match.article_b for match in opened.check(asked)}, asked
