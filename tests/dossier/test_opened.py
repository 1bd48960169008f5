"""A count opened: how it comes down to its number, what speaks for and against, what would change it, and what only one of two texts has."""

import re

import pytest

from firstsaid.dossier.index import Index
from firstsaid.dossier.views.alone import LEAST, alone
from firstsaid.dossier.views.pairs import evidence_row
from firstsaid.dossier.views.reckoning import rivals, steps, would_change
from firstsaid.dossier.wording import dash

from .fixture import case_dossier


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(case_dossier())


def test_the_tally_begins_with_every_article_and_ends_with_the_count(index: Index) -> None:
    for claim in index.dossier.claims:
        made, count = steps(index, claim), index.counts[claim.id]
        assert made[0].left == str(len(claim.articles))
        assert made[-1].left == dash(count.least, count.most)
        assert len({siglum for step in made for siglum in step.struck}) == sum(len(step.struck) for step in made), "none is taken away twice"


def test_points_say_what_they_speak_for_or_against(index: Index) -> None:
    for piece in index.dossier.evidence:
        row = evidence_row(index, piece.id)
        assert (row.side == "against") == row.points.startswith("−")
        assert "upstream" not in row.favours
    sides = [piece for claim in index.dossier.claims for r in rivals(index, claim) for piece in (*r.ours_evidence, *r.rival_evidence)]
    assert all(re.fullmatch(r"\d+\.\d", piece.points) and piece.told.startswith(("for ", "against ")) for piece in sides)


def test_what_would_change_a_count_names_the_pair_where_it_is_decided(index: Index) -> None:
    told = [would for claim in index.dossier.claims for would in would_change(index, claim)]
    assert told
    assert all(would.pair in index.derivations for would in told if would.pair)


def test_what_only_one_of_two_texts_has_is_what_no_shared_passage_covers(index: Index) -> None:
    for pair in index.derivations:
        matches = index.matches.get(pair, [])
        for article in pair:
            text = index.articles[article].text
            side = alone(index, article, "x", matches)
            covered = {at for m in matches if m.kind != "echo" for at in range(*((m.a.start, m.a.stop) if m.article_a == article else (m.b.start, m.b.stop)))}
            shown = {at for p in side.stretches for at in range(p.start, p.stop)}
            assert not covered & shown
            for part in index.articles[article].spans("title", "body"):
                left = "".join(text[at] if at not in covered | shown else "\n" for at in range(part.start, part.stop))
                assert all(len(run.split()) < LEAST for run in left.split("\n"))
