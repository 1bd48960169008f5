"""The outside examiner: its piles are the same for the same seed, say what they were made of, and its scorer gives full marks for the truth."""

import html
import json
from itertools import combinations

import pytest
from benchmarks.foreign.library import frames, kind, table
from benchmarks.foreign.metamorphic import with_copy, with_one_less
from benchmarks.foreign.press import printed
from benchmarks.foreign.quotations import differences
from benchmarks.foreign.score_pages import score_pages
from benchmarks.foreign.score_pairs import OPEN, score_pairs
from benchmarks.foreign.sites import paragraphs_of
from benchmarks.foreign.told import read
from benchmarks.foreign.truth import true_of


@pytest.fixture(scope="module")
def pile():
    return printed(7, 1)


@pytest.fixture(scope="module")
def truth(pile):
    return true_of(pile)


def test_the_same_seed_gives_the_same_bytes(pile):
    assert printed(7, 1).files == pile.files
    assert printed(8, 1).files != pile.files


def test_there_are_more_than_300_sentence_frames():
    assert frames() > 300


def test_every_event_has_its_kind_and_every_change_stands_in_its_quotation():
    for event in table("events")["event"]:
        for quote in kind(event["kind"]).quotes:
            assert all(old in quote.text for old, _ in quote.swaps), (event["kind"], quote.key)


def test_every_page_prints_its_sentences(pile, truth):
    files = {page.file: html.unescape(page.content.decode()) for page in pile.files}
    for text in truth.pages.values():
        for paragraph in paragraphs_of(text):
            assert paragraph in files[text.file], (text.id, text.file)


def test_every_pair_has_one_truth(truth):
    assert len(truth.pairs) == len(list(combinations(truth.pages, 2)))
    for pair in truth.pairs:
        assert not pair.upstream or pair.upstream in (pair.page_a, pair.page_b)


def test_claims_are_carried_by_two_pages_or_more(truth):
    assert truth.claims
    for claim in truth.claims:
        assert len(claim.carriers) > 1
        assert all(one.text in " ".join(paragraphs_of(truth.pages[one.page])) for one in claim.said)


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("We lost two boats", "We lost two boats", []),
        ("We lost two boats", "We lost nine boats", [("two", "nine", "number", False)]),
        ("We probably lost it", "We lost it", [("probably", "", "hedge dropped", False)]),
        ("The mayor knew", "[The mayor] knew", [("The mayor", "[The mayor]", "replaced", True)]),
    ],
)
def test_the_difference_between_two_printings(one, two, told):
    assert differences(one, two) == told


def article_of(text):
    body = "\n".join(paragraphs_of(text))
    parts = [{"kind": "body", "start": len(text.dateline), "stop": len(body)}]
    capture = {"path": text.file, "url": text.url, "record": None}
    shown = f"{text.shown:%Y-%m-%d}" if text.shown else None
    known = {
        "title": text.headline,
        "outlet": text.outlet.name,
        "published": shown,
        "credit": text.credited or None,
        "agency": None,
        "byline": None,
        "dateline": None,
    }
    return {"id": text.id, "capture": capture, "text": body, "parts": parts, **known}


def derivation_of(pair):
    told = {"article_a": pair.page_a, "article_b": pair.page_b, "relation": pair.relation, "upstream": pair.upstream or None}
    return {**told, "absent_upstream": pair.absent or None, "confidence": 1.0, "direct": float(pair.direct), "rival": None, "evidence": []}


def test_whoever_tells_the_truth_gets_full_marks(pile, truth):
    pairs = [pair for pair in truth.pairs if pair.relation not in (*OPEN, "independent")]
    events = sorted({text.event for text in truth.pages.values() if text.event})
    case = {
        "articles": [article_of(text) for text in truth.pages.values()],
        "stories": [{"articles": [page for page, text in truth.pages.items() if text.event == event]} for event in events],
        "derivations": [derivation_of(pair) for pair in pairs],
        "absent_texts": [
            {"name": text.outlet.name, "articles": [p for p, t in truth.pages.items() if any(e.parent == name for e in t.edges)]}
            for name, text in truth.absent.items()
        ],
        "rejected": [],
    }
    told = read(pile, json.loads(json.dumps(case)))
    tally = score_pairs(pile.seed, truth, told)
    tally.add(score_pages(pile.seed, truth, told))
    for right, whole in (
        ("relations right", "relations"),
        ("directions right", "directions"),
        ("title right", "pages"),
        ("date right", "pages"),
        ("story pairs right", "story pairs true"),
    ):
        assert tally.share(right, whole) == 1, right
    assert tally.counts["edges right"] == tally.counts["edges true"]
    assert tally.counts["unrelated pairs called related"] == 0


def test_a_copy_adds_one_page_and_a_page_less_takes_one(pile):
    more, copied = with_copy(pile, 0)
    assert len(more.files) == len(pile.files) + 1
    assert paragraphs_of(more.texts[-1]) == paragraphs_of(copied)
    assert copied.outlet != more.texts[-1].outlet
    fewer, left = with_one_less(pile, 0)
    assert left.file not in {page.file for page in fewer.files}
    assert len(fewer.files) == len(pile.files) - 1
