"""The truth file agrees with the pages: every word that it quotes stands there, and every trap that it promises is set."""

import json
import re
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest

from firstsaid.model.lineage import RELATIONS
from firstsaid.model.reuse import EDIT_KINDS
from firstsaid.model.statement import VOICE_KINDS
from firstsaid.sample import pages
from tests.sample.page_text import address, page_text
from tests.sample.scoring import read_truth
from tests.sample.words import WORD, count, cut, find, find_all, phrase

TRUTH = read_truth()
TEXT = {path.name: page_text(path) for path in sorted(pages().iterdir())}
SAID = {page["file"]: cut(TEXT[page["file"]], find_all(TEXT[page["file"]], page["body"] + page.get("comment", [])) or []) for page in TRUTH["page"]}
BODY = {page["file"]: cut(TEXT[page["file"]], find_all(TEXT[page["file"]], page["body"]) or []) for page in TRUTH["page"]}
TRAPS = {
    "repost with a generic credit", "repost with no credit", "rewrite that alters quotations", "altered words travel on", "siblings of an absent agency",
    "one press conference, two outlets", "commentary that echoes without credit", "independent witness", "conflicting figures",
    "citation that its source does not bear out", "opinion part", "transliterated names", "one page in two versions", "misleading date", "unrelated story",
    "unrelated page that shares an outlet's boilerplate", "cited but absent upstreams",
}  # fmt: skip
SARVEST, COURIER, TODAY, VOSTREL = "sarvest-terminal-source.html", "melhane-courier-fans.html", "askvara-today-fans.txt", "vostrel-tv-dzhelmen-fans.html"


def runs(a: str, b: str, length: int) -> list[str]:
    """Runs of `length` words that both texts hold."""
    one, other = ([word.lower() for word in WORD.findall(text)] for text in (a, b))
    known = {tuple(other[i : i + length]) for i in range(len(other) - length + 1)}
    return [" ".join(one[i : i + length]) for i in range(len(one) - length + 1) if tuple(one[i : i + length]) in known]


def quoted(text: str, place: tuple[int, int]) -> bool:
    return text.rfind("“", 0, place[0] + 1) > text.rfind("”", 0, place[0] + 1)


def test_the_folder_and_the_truth_file_name_the_same_pages() -> None:
    assert isinstance(pages(), Path)
    assert sorted(page["file"] for page in TRUTH["page"]) == sorted(TEXT)
    assert len(TEXT) == 20
    assert sum(name.endswith(".txt") for name in TEXT) == 4


@pytest.mark.parametrize("page", TRUTH["page"], ids=lambda page: page["file"])
def test_every_stretch_of_a_page_stands_there(page: dict) -> None:
    text = TEXT[page["file"]]
    for kind in ("body", "comment", "note", "correction"):
        for first, last in page.get(kind, ()):
            assert find(text, first, last), f"{page['file']} has no {kind} from {first!r} to {last!r}"
            assert count(text, first) == 1, f"{first!r} stands more than once in {page['file']}"
    for fact in ("title", "dateline", "credit", "agency"):
        assert phrase(page.get(fact, "")) in phrase(text), f"{page['file']} does not show its {fact}"
    assert 400 <= len(BODY[page["file"]]) <= 2500


@pytest.mark.parametrize("statement", TRUTH["statement"], ids=lambda s: f"{s['files'][0]}: {s['content'][0][0]}")
def test_every_statement_stands_in_its_pages(statement: dict) -> None:
    for name in statement["files"]:
        body = SAID[name]
        for first, last in statement["content"]:
            assert count(body, first) == 1, f"{first!r} stands {count(body, first)} times in the body of {name}"
            assert find(body, first, last), f"{name}: no {last!r} after {first!r}"
        for side in ("source", "cue"):
            assert count(body, statement.get(side, "")), f"{name}: {side} {statement[side]!r} is not in the body"
    assert ("source" in statement) == ("cue" in statement)
    assert statement["form"] in ("direct", "indirect", "mixed")
    for reading in [statement["chain"], *statement.get("also", ())]:
        assert reading
        assert all(kind in VOICE_KINDS for _, kind in reading)


def test_there_are_statements_of_many_forms() -> None:
    all_of_them = TRUTH["statement"]
    assert sum(len(s["files"]) for s in all_of_them) >= 60
    assert len({name for s in all_of_them for name in s["files"]}) >= 8
    assert {s["form"] for s in all_of_them} == {"direct", "indirect", "mixed"}
    assert {link[1] for s in all_of_them for reading in [s["chain"], *s.get("also", [])] for link in reading} == set(VOICE_KINDS)
    assert sum(len(s["chain"]) > 1 for s in all_of_them) >= 20


def test_every_trap_is_set() -> None:
    assert {trap["name"] for trap in TRUTH["trap"]} == TRAPS
    for trap in TRUTH["trap"]:
        for name, words in trap["shows"]:
            assert count(TEXT[name], words), f"{trap['name']}: {name} does not say {words!r}"


def test_everything_has_its_reason() -> None:
    matters = ("trap", "page", "story", "derivation", "same_quotation", "independent", "echo", "altered", "claim", "conflict", "citation", "missing")
    for matter in matters:
        assert all(entry.get("why") for entry in TRUTH[matter]), f"a {matter} has no 'why'"


def test_stories_hold_every_page_once() -> None:
    filed = [name for story in TRUTH["story"] for name in story["pages"] + story.get("loose", [])]
    assert sorted(filed) == sorted(TEXT)


def test_relations_are_those_of_the_model() -> None:
    for entry in TRUTH["derivation"]:
        assert {entry["relation"], *entry.get("also", ())} <= set(RELATIONS)
        assert entry.get("upstream") in [*entry["pair"], None]
        assert ("upstream" in entry) != ("absent" in entry)
    for entry in TRUTH["derivation"] + TRUTH["same_quotation"] + TRUTH["independent"]:
        assert set(entry["pair"]) <= set(TEXT)


def test_altered_quotations_stand_as_told_inside_quotation_marks() -> None:
    for entry in TRUTH["altered"]:
        assert entry["kind"] in EDIT_KINDS
        for words, name in ((entry["was"], entry["against"]), (entry["now"], entry["file"])):
            assert count(TEXT[name], words) == 1, f"{words!r} should stand once in {name}"
            assert quoted(TEXT[name], find(TEXT[name], words, words)), f"{words!r} is not inside a quotation of {name}"
        assert count(TEXT[entry["file"]], entry["was"]) == 0
    assert {entry["kind"] for entry in TRUTH["altered"]} >= {"replaced", "scare quotes dropped", "hedge dropped", "number"}
    assert any(entry["marked"] for entry in TRUTH["altered"])


def test_claims_conflicts_citations_and_missing_upstreams_quote_their_pages() -> None:
    for claim in TRUTH["claim"]:
        assert set(claim["articles"]) | set(claim.get("also_articles", ())) <= set(TEXT)
        assert claim["least"] <= claim["most"]
        assert all(origin["kind"] in VOICE_KINDS for origin in claim["origins"])
    places = [words for conflict in TRUTH["conflict"] for side in conflict["sides"] for words in side["words"]]
    places += [words for entry in TRUTH["missing"] for words in entry["cited_by"]]
    places += [[entry["file"], entry["words"]] for entry in TRUTH["citation"]]
    places += [[entry["file"], words] for entry in TRUTH["echo"] for words in entry["words"]]
    places += [[name, words] for entry in TRUTH["same_quotation"] for name in entry["pair"] for words in entry["words"]]
    for name, words in places:
        assert count(BODY[name], words), f"{name} does not say {words!r}"


def test_the_reposts_are_word_for_word() -> None:
    assert phrase(BODY[COURIER]) == phrase(BODY[SARVEST])
    assert phrase(BODY[SARVEST]).startswith(phrase(BODY[TODAY]))
    assert BODY[SARVEST].count("\N{NO-BREAK SPACE}") == BODY[COURIER].count("\N{NO-BREAK SPACE}") >= 10
    assert BODY[TODAY].count("\N{NO-BREAK SPACE}") >= 5
    assert "\N{NO-BREAK SPACE}" not in BODY[VOSTREL]


def test_absent_upstreams_are_absent() -> None:
    outlets = {page.get("outlet") for page in TRUTH["page"]}
    assert not {"Talwire", "Corriden", "Lantern Quay"} & outlets


def test_siblings_each_have_what_the_other_lacks() -> None:
    post, ledger = BODY["korso-bay-post-toll.html"], BODY["imrel-ledger-toll.html"]
    assert (count(post, "Windows were broken"), count(ledger, "Windows were broken")) == (1, 0)
    assert (count(post, "spreading tarpaulins"), count(ledger, "spreading tarpaulins")) == (0, 1)


def test_the_press_conference_is_shared_in_the_ministers_words_only() -> None:
    entry = TRUTH["same_quotation"][0]
    post, radio = (re.sub('[“"][^”"]*[”"]', " ", BODY[name]) for name in entry["pair"])
    assert runs(BODY[entry["pair"][0]], BODY[entry["pair"][1]], 20)
    assert not runs(post, radio, 5)


@pytest.mark.parametrize("entry", TRUTH["independent"], ids=lambda entry: " and ".join(entry["pair"]))
def test_independent_pages_share_no_run_of_words(entry: dict) -> None:
    a, b = (BODY[name] for name in entry["pair"])
    assert not runs(a, b, 6)


def test_the_pasted_note_has_vostrels_changes() -> None:
    note = BODY["pasted-note.txt"]
    for words in ("40 sensors", "before the explosion, in order", "a planned pause turned", "In 2018 a dust fire at the same terminal injured seven dockers"):
        assert [count(text, words) for text in (note, BODY[VOSTREL], BODY[SARVEST])] == [1, 1, 0], words


def test_the_two_versions_have_one_address() -> None:
    morning, afternoon = (address(pages() / f"radio-melhane-explosion-{when}.html") for when in ("morning", "afternoon"))
    assert morning == afternoon
    assert morning


def test_the_misleading_date_contradicts_the_dateline() -> None:
    root = lxml.html.document_fromstring((pages() / "jelmen-observer-night-shift.html").read_text("utf-8"))
    recorded = json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])["datePublished"]
    assert recorded.startswith("2024-05-03")
    assert count(TEXT["jelmen-observer-night-shift.html"], "JELMEN, 13 October 2021 — The fans")


def test_outlets_repeat_their_furniture() -> None:
    for prefix in ("sarvest", "askvara-today", "korso-bay-post", "imrel-ledger", "radio-melhane", "jelmen-observer"):
        own = [name for name in sorted(TEXT) if name.startswith(prefix)]
        assert len(own) >= 2
        for one, other in pairwise(own):
            outside = [TEXT[name].replace(BODY[name], " ") for name in (one, other)]
            assert runs(*outside, 8), f"{one} and {other} should share their outlet's furniture"


def test_not_every_page_says_what_it_is() -> None:
    html = {path.name: path.read_text("utf-8") for path in pages().glob("*.html")}
    for mark in ("application/ld+json", "og:title", "article:published_time", "canonical", "<time", "figcaption"):
        holders = [name for name, content in html.items() if mark in content]
        assert 0 < len(holders) < len(html), f"{mark} should stand on some pages and be missing on others"


def test_the_addresses_can_never_be_anyones() -> None:
    for path in pages().glob("*.html"):
        for host in re.findall(r"https?://([^/\"\s<]+)", path.read_text("utf-8")):
            assert host.endswith(".example") or host == "schema.org", f"{path.name} points to {host}"
