"""The scorer: right answers score one, wrong ones are counted where they belong."""

from dataclasses import replace

import pytest
from benchmarks.relay.answers import Given, claim_id, find
from benchmarks.relay.piles import make_pile
from benchmarks.relay.running import traced
from benchmarks.relay.scoring import Tally, score_pages

from firstsaid.model import Derivation, Origin, OriginCount, content_id

MIX = "fit"


@pytest.fixture(scope="module")
def pile():
    return make_pile(MIX, 11, 1)


@pytest.fixture(scope="module")
def given(pile):
    return Given(*traced(pile.pages), MIX)


def perfect(pile, given, turned=False):
    """The run's tables with derivations and claims as the truth has them."""
    derivations = []
    for pair in pile.truth.pairs:
        a, b = sorted((given.article[pair.a].id, given.article[pair.b].id))
        upstream = given.article[pair.upstream].id if pair.upstream else None
        if turned and upstream:
            upstream = b if upstream == a else a
        relation = "independent" if pair.relation == "echoes" else pair.relation
        derivations.append(Derivation(content_id("d", a, b), "s", a, b, relation, (), upstream, None, 1.0, None, (), float(pair.direct)))
    return Given({**given.tables, "derivations": derivations}, given.page_of, MIX)


def test_the_truth_itself_scores_one(pile, given):
    tally = Tally()
    score_pages(pile, perfect(pile, given), tally)
    assert tally.of["relation"] > 10
    for figure in ("relation", "direction", "coverage"):
        assert tally.share(figure) == 1.0, figure
    assert tally.f1("edge") == tally.f1("ancestry") == 1.0
    assert tally.calibration() == 0.0


def test_turned_round_every_direction_is_wrong(pile, given):
    tally = Tally()
    score_pages(pile, perfect(pile, given, turned=True), tally)
    assert tally.share("relation") == 1.0
    assert tally.share("direction") == 0.0
    assert tally.f1("edge") == tally.f1("ancestry") == 0.0
    assert tally.errors


def test_no_answer_has_no_coverage_and_is_right_where_pages_are_independent_only(pile, given):
    tally = Tally()
    score_pages(pile, Given({**given.tables, "derivations": []}, given.page_of, MIX), tally)
    assert tally.share("coverage") == 0.0
    assert tally.share("relation") == 0.0


def test_true_counts_of_true_claims_are_in_range(pile, given):
    told = given.told_claims(pile.truth.claims)
    assert {claim.id for claim in told} == {claim_id(claim) for claim in pile.truth.claims}
    counts = []
    for claim, wanted in zip(told, pile.truth.claims, strict=True):
        origins = tuple(Origin(name, "outlet", None, True, None, True) for name in wanted.origins)
        counts.append(OriginCount(claim.id, claim.story, len(origins), len(origins), "", True, origins, ()))
    tally = Tally()
    score_pages(pile, Given({**given.tables, "claims": told, "counts": counts}, given.page_of, MIX), tally)
    assert tally.share("claim whole") == tally.share("count: exact") == tally.share("count: in range") == 1.0
    assert tally.share("count: width") == 0.0
    wide = [replace(count, least=0, most=count.most + 1) for count in counts]
    tally = Tally()
    score_pages(pile, Given({**given.tables, "claims": told, "counts": wide}, given.page_of, MIX), tally)
    assert tally.share("count: in range") == 1.0
    assert tally.share("count: decided") == 0.0
    assert tally.share("count: width") > 1.0


def test_words_are_found_whatever_white_space_stands_between_them():
    found = find("It took\u00a09 engines\nto put out", "took 9 engines to")
    assert found is not None
    assert found.of("It took\u00a09 engines\nto put out") == "took\u00a09 engines\nto"
    assert find("It took nine", "took 9") is None


def test_an_agency_is_known_by_all_its_names(given):
    assert {given.canonical(name) for name in ("Talmund", "the Talmund news agency", "Talmund News Agency")} == {"Talmund News Agency"}
    assert given.canonical("local media") == "local media"


def test_calibration_is_the_mean_distance_of_confidence_and_being_right():
    tally = Tally(confidences=[(0.9, True)] * 9 + [(0.9, False)] + [(0.6, True)] * 2 + [(0.6, False)] * 3)
    assert tally.calibration() == pytest.approx(5 * 0.2 / 15)
