"""What a pile tells of a page: lines that an outlet prints around distinct stories are none of its stories' own."""

import dataclasses
import random
import tomllib
from pathlib import Path

import pytest
from benchmarks.steps import Columns
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.articles import drafts, lines, repeats, shared_lines, unrepeated
from firstsaid.model import Article, Capture, Found, Lines, Pile, Repeat, content_id
from firstsaid.model.options import ArticleOptions

from .pages import capture_of, words_of

GIVEN = tomllib.loads((Path(__file__).parents[1] / "cases/articles/outlet_lines.toml").read_text("utf-8"))
STORIES = {page["name"]: page["story"] for page in GIVEN["page"]}
OUTLET = Found(GIVEN["outlet"], None, "declared")
OPTIONS = ArticleOptions()


def markup(name: str, told: list[str], around: list[str]) -> Capture:
    paragraphs = "".join(f"<p>{line}</p>" for line in [*told, *around])
    return capture_of(f"<html><body><article><h1>News of the {name}</h1>{paragraphs}</article></body></html>".encode(), "text/html", None, name)


def plain(name: str, told: list[str], around: list[str]) -> Capture:
    menu = ["Home", "Harbour", "Weather", "Sport", "Letters", "Today"]
    return capture_of("\n".join([*menu, f"News of the {name}", *told, *around, *reversed(menu)]).encode(), "text/plain", None, name)


def drafts_of(*captures: Capture) -> list[Article]:
    return [dataclasses.replace(draft, outlet=OUTLET) for draft in drafts(captures, OPTIONS)]


def finished(drafts: list[Article], options: ArticleOptions = OPTIONS) -> dict[str, Article]:
    of_pages = tuple(sorted(lines(drafts, options), key=lambda page: page.article))
    rows = sorted(repeats(Pile(lines=of_pages), options), key=lambda row: (row.outlet, row.line))
    shared = list(shared_lines(Columns({"lines": list(of_pages), "repeats": rows, "carried": []}), options))
    return {article.path: article for article in unrepeated(Columns({"drafts": drafts, "shared_lines": shared, "part_judgements": []}), options)}


def bodies(pages: dict[str, Article]) -> dict[str, str]:
    return {name: words_of(page, "body") for name, page in pages.items()}


def alone(drafts: list[Article]) -> dict[str, Article]:
    return {draft.path: draft for draft in drafts}


@pytest.fixture(params=[markup, plain], ids=["markup", "plain"])
def form(request):
    return request.param


def test_lines_around_four_stories_are_furniture(form):
    pages = finished(drafts_of(*(form(name, told, GIVEN["around"]) for name, told in STORIES.items())))
    for name, told in STORIES.items():
        body = words_of(pages[name], "body")
        assert all(line in body for line in told)
        assert not any(line in body for line in GIVEN["around"])
        assert all(any(line in furniture for furniture in words_of(pages[name], "furniture").split("\n")) for line in GIVEN["around"])


def test_the_reason_says_on_how_many_pages_a_line_stands(form):
    pages = finished(drafts_of(*(form(name, told, GIVEN["around"]) for name, told in STORIES.items())))
    reasons = {part.reason for part in pages["pears"].parts if part.kind == "furniture"}
    assert "stands on 3 other pages of the outlet" in reasons


def test_background_that_a_follow_up_repeats_stays(form):
    background = [STORIES["harbour"][0]]
    drafts = drafts_of(form("harbour", STORIES["harbour"], []), form("school", [*STORIES["school"], *background], []))
    assert bodies(finished(drafts)) == bodies(alone(drafts))


def test_an_update_and_a_second_capture_do_not_take_their_own_text_away(form):
    """An update has another headline, one more paragraph and one changed; a re-capture is the same page."""
    told = STORIES["harbour"]
    update = form("harbour again", [*told[:2], "The vote was called off at midnight, the clerk of the council said on Tuesday."], [])
    drafts = drafts_of(form("harbour", told, []), form("harbour twice", told, []), update, form("harbour thrice", told, []))
    assert finished(drafts) == alone(drafts)


def test_a_standing_paragraph_in_takes_of_one_text_stays(form):
    """Three takes of one column and one other story: the column's paragraph stands on three pages, but they tell one story."""
    told, other = STORIES["bridge"], STORIES["pears"]
    takes = [form(f"bridge {number}", [*told, f"Take {number} of this report added what the milkman told the court."], []) for number in range(3)]
    pages = finished(drafts_of(*takes, form("pears", other, [])))
    for number in range(3):
        assert all(line in words_of(pages[f"bridge {number}"], "body") for line in told)


def test_a_second_copy_of_a_page_changes_no_body(form):
    captures = [form(name, told, GIVEN["around"]) for name, told in STORIES.items()]
    copy = form("harbour once more", STORIES["harbour"], GIVEN["around"])
    before, after = finished(drafts_of(*captures)), finished(drafts_of(*captures, copy))
    assert {name: bodies(after)[name] for name in STORIES} == bodies(before)


def test_a_repeated_credit_stays_a_credit():
    credit = "Source: Norvik News Agency"
    pages = finished(drafts_of(*(markup(name, told, [credit]) for name, told in STORIES.items())))
    for page in pages.values():
        assert words_of(page, "credit") == credit
        assert page.credit.value == "Norvik News Agency"


def test_a_page_without_an_outlet_is_in_no_group():
    drafts = [dataclasses.replace(draft, outlet=None) for draft in drafts_of(*(markup(name, told, GIVEN["around"]) for name, told in STORIES.items()))]
    assert not list(lines(drafts, OPTIONS))
    assert list(finished(drafts).values()) == drafts


MENU = [f"{word} of {place}" for place in ("Lisk", "Norvik") for word in ("Harbour", "Weather", "Letters", "Sport", "Arts", "Motoring")]
NOTICE = "Orla Venn told this paper from Lisk, where she has covered the harbour and its people since 2019."


def pasted(name: str, told: list[str], menu: list[str]) -> Capture:
    return capture_of("\n".join([*menu, f"News of the {name}", *told, NOTICE]).encode(), "text/plain", None, name)


def test_pages_of_plain_text_without_an_outlet_are_known_by_the_site_around_them():
    drafts = [dataclasses.replace(draft, outlet=None) for draft in drafts_of(*(pasted(name, told, MENU) for name, told in STORIES.items()))]
    pages = finished(drafts)
    for name, told in STORIES.items():
        assert words_of(pages[name], "body").split("\n") == told
        assert pages[name].outlet is None


WINNERS = [
    "Album",
    "Nils Aas",
    "Mira Holt",
    "The Tide",
    "Song",
    "Orla Venn",
    "Jon Dahl",
    "The Ropes",
    "Band",
    "Quay Nine",
    "The Nets",
    "Six Gulls",
    "Voice",
    "Runa Oake",
    "Tor Lund",
]


def test_a_list_that_the_text_introduces_goes_on_to_the_lines_of_the_site():
    told = [*STORIES["school"], "The full list of those who won a prize at the fair is this:", *WINNERS]
    captures = [pasted(name, told if name == "school" else story, MENU) for name, story in STORIES.items()]
    captures = [dataclasses.replace(capture, payload=capture.payload + ("\n" + "\n".join(reversed(MENU))).encode()) for capture in captures]
    pages = finished([dataclasses.replace(draft, outlet=None) for draft in drafts_of(*captures)])
    assert words_of(pages["school"], "body").split("\n") == told


def test_a_page_of_another_site_without_an_outlet_is_not_joined_by_a_few_lines():
    other = [*MENU[:4], *(f"{word} of Sellan" for word in ("Pears", "Hail", "Jam", "Cider", "Frost", "Wasps", "Carts", "Fairs"))]
    menus = [MENU, MENU, other, other]
    captures = [pasted(name, told, menu) for (name, told), menu in zip(STORIES.items(), menus, strict=True)]
    drafts = [dataclasses.replace(draft, outlet=None) for draft in drafts_of(*captures)]
    told = tuple(lines(drafts, OPTIONS))
    rows = list(repeats(Pile(lines=told), OPTIONS))
    assert len({row.outlet for row in rows}) == 2
    assert all(row.of == 2 for row in rows)


def test_texts_with_no_site_around_them_are_in_no_group():
    drafts = [dataclasses.replace(draft, outlet=None) for draft in drafts_of(*(pasted(name, told, MENU[:3]) for name, told in STORIES.items()))]
    of_pages = tuple(lines(drafts, OPTIONS))
    assert {page.outlet for page in of_pages} == {None}
    assert not list(repeats(Pile(lines=of_pages), OPTIONS))


def test_a_page_of_plain_text_that_names_no_outlet_goes_by_its_address():
    (draft,) = drafts([dataclasses.replace(plain("harbour", STORIES["harbour"], []), url="https://www.ternmail.example/harbour")], OPTIONS)
    assert draft.outlet.value == "ternmail.example"
    assert draft.outlet.rule == "domain of the address"


def test_outlets_keep_their_lines_apart():
    drafts = drafts_of(*(markup(name, told, GIVEN["around"]) for name, told in STORIES.items()))
    drafts = [dataclasses.replace(draft, outlet=Found(f"Paper {number}", None, "declared")) for number, draft in enumerate(drafts)]
    assert list(finished(drafts).values()) == drafts


def test_the_order_of_pages_does_not_matter(form):
    drafts = drafts_of(*(form(name, told, GIVEN["around"]) for name, told in STORIES.items()))
    wanted = finished(drafts)
    for seed in range(4):
        assert finished(random.Random(seed).sample(drafts, len(drafts))) == wanted


def test_facts_point_at_their_words_and_sentences_lie_in_what_is_told(form):
    for page in finished(drafts_of(*(form(name, told, GIVEN["around"]) for name, told in STORIES.items()))).values():
        told = page.spans("title", "body", "comment", "caption")
        assert all(any(span.covers(sentence) for span in told) for sentence in page.sentences)
        assert [part.start for part in page.parts] == sorted(part.start for part in page.parts)
        assert page.title.span.of(page.text) == page.title.value


PAGES = st.lists(st.lists(st.integers(0, 12), min_size=0, max_size=6, unique=True), min_size=0, max_size=6)


def rows_of(pages: list[list[int]]) -> list[Repeat]:
    """Every line is as long as any other, so that shares can be counted by hand."""
    given = [Lines(content_id("article", str(number)), "tern mail", tuple(page), (40,) * len(page), ()) for number, page in enumerate(pages)]
    return list(repeats(Pile(lines=tuple(given)), OPTIONS))


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_no_line_is_said_to_stand_on_more_pages_or_stories_than_there_are(pages):
    for row in rows_of(pages):
        holders = [page for page in pages if row.line in page]
        assert row.pages == len(holders)
        assert OPTIONS.repeated_stories <= row.stories <= row.pages
        assert row.stories <= row.of <= len(pages)


@settings(max_examples=200, deadline=None)
@given(PAGES.filter(lambda pages: len({frozenset(page) for page in pages}) == 1))
def test_copies_of_one_page_tell_one_story(pages):
    assert rows_of(pages) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(100, 400), min_size=2, max_size=6, unique=True))
def test_pages_that_share_one_line_in_five_tell_stories_of_their_own(firsts):
    pages = [[7, *(first * 10 + number for number in range(4))] for first in firsts]
    (row,) = rows_of(pages)
    assert (row.line, row.pages, row.stories, row.of) == (7, len(pages), len(pages), len(pages))


_TOLD = ("Matter", "Story", "Account", "Letter", "Report", "Notice", "Song", "Tale")


def test_one_page_more_of_an_outlet_with_many_leaves_the_others_as_they_are(form):
    told = [[f"{part} {number} was told by {number} of them on the quay, who had seen it." for part in _TOLD] for number in range(14)]
    every = drafts_of(*(form(f"matter {number}", own, GIVEN["around"]) for number, own in enumerate(told)))
    before, after = finished(every[:13]), finished(every)
    assert {name: after[name] for name in before} == before
    assert "stands on 5 or more other pages of the outlet" in {part.reason for page in after.values() for part in page.parts}
