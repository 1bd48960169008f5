"""`firstsaid show CASE ARTICLE`: one article as it was understood."""

import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from firstsaid import open_case, terminal
from firstsaid.cli import main
from firstsaid.lookup import find
from firstsaid.model.article import PART_KINDS

WIDTH = 80
PAGES = {
    "news/wire.txt": (
        "Harbour closed after collision\n\nSELLAN (Corvane) - The harbour was closed on Monday after two ships touched in the fog, the port authority said.\n\n"
        "“Two ships touched, and nobody was hurt,” said Ode Hallin, the harbour master. The port opens again on Tuesday.\n\n"
        "Source: News Agencies\n"
    ),
    "news/hostile.txt": (
        "Night \x1b[31mferry\x1b[0m late again \x1b]0;owned\x07\n\nThe night ferry was \x9b2J late on Sunday\u202e, the harbour office said.\n\n"
        "[bold]No markup[/bold] is read here :smile:, the office added in a statement on Monday morning.\n"
    ),
    "saved/site.html": (
        "<html><head><title>Bridge opens | The Sellan Post</title><meta property='og:site_name' content='The Sellan Post'></head><body><nav>"
        + "".join(f"<a href='/{n}'>Section {n}</a><br>" for n in range(12))
        + "</nav><article><h1>Bridge opens</h1><p>The bridge over the Imrel was opened on Monday after four years of work, the mayor of Sellan said.</p>"
        "<p>It carries two lanes and a path for walkers, and it cost 40 million crowns, the mayor added.</p></article></body></html>"
    ),
}


def show(*words, **more):
    return CliRunner().invoke(main, ["show", *map(str, words)], env={"COLUMNS": str(WIDTH)}, **more)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    pile = tmp_path_factory.mktemp("show")
    for name, page in PAGES.items():
        path = pile / "pile" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, "utf-8")
    done = CliRunner().invoke(main, ["trace", str(pile / "pile"), "--case", str(pile / "case"), "--engine-processes", "1"])
    assert done.exit_code == 0, done.output
    return pile / "case"


def article_of(case, name):
    return find(open_case(case), name).article


def test_the_page_shows_what_it_says_of_itself_and_where(case):
    shown = show(case, "wire.txt").stdout
    for words in ("Harbour closed after collision", "SELLAN (dateline, 32–38)", "Corvane (dateline", "News Agencies (", "news/wire.txt (file, text/plain)"):
        assert words in shown, shown
    assert re.search(r"sha256 +│ [0-9a-f]{64}\n", shown)
    assert re.search(r"^published +│ –$", shown, re.MULTILINE), "an unknown date is said to be unknown"


def test_every_line_is_named_in_the_margin_without_colour_and_fits(case):
    shown = show(case, "wire.txt").stdout
    assert "\x1b" not in shown, "no colour in a pipe"
    assert max(map(len, shown.splitlines())) <= WIDTH
    text = shown.split("\n\n")[-1]
    kinds = [line[: terminal.MARGIN].strip() for line in text.splitlines()]
    assert kinds[0] == "title"
    assert {"title", "body"} <= set(kinds) <= {*PART_KINDS, ""}
    assert "⟦dateline: SELLAN (Corvane) -" in text


def test_the_text_is_all_there_in_its_order(case):
    for name in ("wire.txt", "site.html"):
        text = article_of(case, name).text
        shown = show(case, name, "--all").stdout.split("\n\n")[-1]
        rows = " ".join(row.partition("│ ")[2] for row in shown.splitlines())
        bare = re.sub(r"⟦\w+: (.*?) · [^⟧]*⟧", r"\1", rows)
        assert bare.split() == text.split()


def test_furniture_is_folded_until_all_is_asked_for(case):
    folded, whole = show(case, "site.html").stdout, show(case, "site.html", "--all").stdout
    assert re.search(r"… \d+ lines of (furniture|teaser) …", folded)
    assert "Section 3" not in folded
    assert "Section 3" in whole


def test_statements_stand_below_when_asked_for(case):
    assert "Ode Hallin (named person)" not in show(case, "wire.txt").stdout
    shown = show(case, "wire.txt", "--statements").stdout
    assert "Ode Hallin (named person) · said · direct" in shown
    assert "Two ships touched, and nobody was hurt" in shown.split("statements\n")[-1]


@pytest.mark.parametrize("form", ["table", "json", "ndjson"])
def test_nothing_in_a_page_steers_the_terminal(case, form):
    shown = show(case, "hostile.txt", "--all", "--statements", "--format", form).stdout
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown)
    if form == "table":
        assert "[bold]No markup[/bold] is read here :smile:" in " ".join(shown.replace("│", "").split())


def test_colour_of_ours_is_the_only_escape_on_a_terminal(case, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    to = io.StringIO()
    terminal.print_article(find(open_case(case), "hostile.txt"), terminal.Wish(whole=True, statements=True), to)
    assert "\x1b[" in to.getvalue()
    assert not re.search(r"\x1b(?!\[[\d;]*m)", to.getvalue()), "colours only: no title, no cursor, no clearing"
    assert "\x1b[31mferry" not in to.getvalue()


def test_json_gives_the_record_to_the_letter(case):
    for name in ("wire.txt", "hostile.txt"):
        article = article_of(case, name)
        given = json.loads(show(case, name, "--format", "json", "--statements").stdout)
        assert given["article"]["text"] == article.text
        assert given["article"]["id"] == article.id
        assert given["capture"]["path"] == f"news/{name}"
        assert all(said["article"] == article.id for said in given["statements"])
    assert len(show(case, "wire.txt", "--format", "ndjson").stdout.splitlines()) == 1


def test_an_article_goes_by_its_id_its_beginning_its_path_and_its_url(case, tmp_path):
    article = article_of(case, "wire.txt")
    assert article_of(case, article.id) == article_of(case, "news/wire.txt") == article
    others = [article_of(case, name).id for name in ("hostile.txt", "site.html")]
    shortest = next(article.id[:n] for n in range(1, 17) if not any(other.startswith(article.id[:n]) for other in others))
    assert article_of(case, shortest) == article
    page = Path(tmp_path / "page.jsonl")
    page.write_text(json.dumps({"id": "7", "url": "https://www.sellanpost.example/bridge/", "text": PAGES["news/wire.txt"]}) + "\n", "utf-8")
    done = CliRunner().invoke(main, ["trace", str(page), "--case", str(tmp_path / "case"), "--engine-processes", "1"])
    assert done.exit_code == 0, done.output
    for name in ("https://www.sellanpost.example/bridge/", "sellanpost.example/bridge", "page.jsonl#7"):
        assert article_of(tmp_path / "case", name).path == "page.jsonl#7"


@pytest.mark.parametrize(
    ("name", "words"),
    [("wyre.txt", "near it are news/hostile.txt"), ("\x1b[2J", "nor is there an article")],
    ids=["misspelt", "escape"],
)
def test_an_unknown_article_is_one_sentence_that_names_those_near(case, name, words):
    done = show(case, name)
    assert done.exit_code == 1
    assert words in done.stderr
    assert "\x1b" not in done.stderr


def test_a_name_that_fits_several_lists_them(tmp_path):
    lines = [json.dumps({"id": n, "url": "https://sellanpost.example/bridge", "text": PAGES["news/wire.txt"] + f"Take {n}."}) for n in ("1", "2")]
    (tmp_path / "page.jsonl").write_text("\n".join(lines), "utf-8")
    CliRunner().invoke(main, ["trace", str(tmp_path / "page.jsonl"), "--case", str(tmp_path / "case"), "--engine-processes", "1"])
    done = show(tmp_path / "case", "https://sellanpost.example/bridge")
    assert done.exit_code == 1
    assert "2 articles fit" in done.stderr
    assert "page.jsonl#1" in done.stderr


def test_an_article_is_no_table(case):
    done = show(case, "wire.txt", "--format", "csv")
    assert done.exit_code == 2
    assert "an article is no table" in done.stderr


def test_an_unknown_name_is_answered_with_the_tables_that_a_reader_is_to_see(case):
    done = show(case, "gantry")
    assert done.exit_code == 1
    assert "there are captures, articles, matches, placements, statements" in done.stderr
    assert "shared_lines" not in done.stderr
