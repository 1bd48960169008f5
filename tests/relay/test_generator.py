"""The simulated piles themselves: the same seed gives the same bytes, and what the truth says stands in the pages."""

import dataclasses
import html
import json
from collections import Counter

import pytest
from benchmarks.relay.command import truth_json
from benchmarks.relay.library import MIXES, phrases, stories
from benchmarks.relay.piles import make_pile
from benchmarks.relay.records import Page, Pile

from firstsaid.model.lineage import DERIVED, RELATIONS

PILES = [(mix, number) for mix in MIXES for number in range(12)]


@pytest.fixture(scope="module")
def piles() -> dict[tuple[str, int], Pile]:
    return {(mix, number): make_pile(mix, 11, number) for mix, number in PILES}


def words(page: Page) -> str:
    return " ".join(html.unescape(page.content.decode()).split())


def test_the_same_seed_gives_the_same_bytes(piles):
    for mix, number in PILES[::5]:
        assert make_pile(mix, 11, number) == piles[mix, number]


def test_another_seed_gives_another_pile(piles):
    assert make_pile("fit", 12, 0).pages != piles["fit", 0].pages


def test_there_are_twenty_five_kinds_of_event_and_no_two_mixes_share_one():
    kinds = [{story.kind for story in stories(mix)} for mix in MIXES]
    assert sum(map(len, kinds)) >= 25
    assert not kinds[0] & kinds[1]


@pytest.mark.parametrize("key", ["forenames", "surnames"])
def test_the_mixes_share_no_names(key):
    fit, held = ({*phrases(mix)[key]} for mix in MIXES)
    assert not fit & held


def test_the_mixes_share_no_outlet_and_no_credit():
    fit, held = (phrases(mix) for mix in MIXES)
    assert not {o["name"] for o in fit["outlet"]} & {o["name"] for o in held["outlet"]}
    assert not {*fit["credits"]["specific"]} & {*held["credits"]["specific"]}
    assert not {*fit["credits"]["generic"]} & {*held["credits"]["generic"]}


@pytest.mark.parametrize("mix", MIXES)
def test_every_fact_has_three_phrasings_and_speakers_that_the_story_has(mix):
    for story in stories(mix):
        for fact in story.facts:
            assert len(fact.say) >= 3, (story.kind, fact.id)
            assert set(fact.by) <= set(story.voices), (story.kind, fact.id)
        assert len({fact.id for fact in story.facts}) == len(story.facts), story.kind


def test_what_a_claim_is_told_by_stands_in_its_page(piles):
    for pile in piles.values():
        text = {page.name: words(page) for page in pile.pages}
        for claim in pile.truth.claims:
            for told in claim.told:
                assert " ".join(told.words.split()) in text[told.page], (pile.name, told)


def test_altered_quotations_and_cited_words_stand_in_their_pages(piles):
    for pile in piles.values():
        text = {page.name: words(page).lower() for page in pile.pages}
        for edit in pile.truth.edits:
            assert " ".join(edit.was.lower().split()) in text[edit.against], (pile.name, edit)
            assert " ".join(edit.now.lower().split()) in text[edit.page], (pile.name, edit)
        for citation in pile.truth.citations:
            assert citation.in_page in text


def test_every_two_pages_of_an_event_are_told_of_once_and_upstreams_are_pages(piles):
    for pile in piles.values():
        pairs = Counter(frozenset((pair.a, pair.b)) for pair in pile.truth.pairs)
        assert set(pairs.values()) <= {1}
        assert len(pairs) == sum(len(pages) * (len(pages) - 1) // 2 for pages in pile.truth.events)
        for pair in pile.truth.pairs:
            assert pair.relation in (*RELATIONS, "echoes")
            assert (pair.upstream in (pair.a, pair.b)) == (pair.relation in (*DERIVED, "echoes"))


def test_who_comes_from_whom_has_no_circle(piles):
    for pile in piles.values():
        above = {(pair.b if pair.upstream == pair.a else pair.a, pair.upstream) for pair in pile.truth.pairs if pair.upstream}
        assert not {(up, down) for down, up in above} & above
        assert {(a, d) for a, b in above for c, d in above if b == c} <= above, pile.name


def test_an_absent_text_has_no_page_of_its_own_and_at_least_one_that_comes_from_it(piles):
    absent = [(pile, text) for pile in piles.values() for text in pile.truth.absent]
    assert absent
    for pile, text in absent:
        assert set(text.pages) <= {page.name for page in pile.pages}
        assert text.pages


def test_missing_outlets_are_named_in_a_page_and_have_none(piles):
    named = [(pile, name) for pile in piles.values() for name in pile.truth.missing]
    assert named
    for pile, name in named:
        slug = name.lower().replace(" ", "-")
        assert not any(page.name.startswith(f"{slug}-{pile.name}") for page in pile.pages)


def test_every_operator_is_used(piles):
    traps = {trap.split(",")[0] for pile in piles.values() for pair in pile.truth.pairs for trap in pair.traps}
    wanted = {"repost", "trim", "excerpt", "rewrite", "composite", "edition", "cites another outlet", "follow-up", "false citation", "echo"}
    assert wanted <= traps
    assert any(pile.truth.edits for pile in piles.values())
    assert {"update", "rival sources"} <= {conflict.reading for pile in piles.values() for conflict in pile.truth.conflicts}


def test_counts_of_true_origins_differ(piles):
    counts = Counter(len(claim.origins) for pile in piles.values() for claim in pile.truth.claims if len({t.page for t in claim.told}) > 1)
    assert {1, 2, 3} <= set(counts)


def test_no_template_is_left_unfilled(piles):
    for pile in piles.values():
        for page in pile.pages:
            body = page.content.decode()
            assert "{" not in body.replace("{}", ""), page.name
            assert "|" not in body.replace(" | ", ""), page.name
            assert "\x00" not in body


def test_the_truth_is_written_as_json(piles):
    pile = piles["held", 3]
    told = json.loads(truth_json(pile))
    assert set(told) == {field.name for field in dataclasses.fields(pile.truth)}
    assert len(told["pairs"]) == len(pile.truth.pairs)
