"""Small fictional piles, told in tests/cases/lineage/*.toml, against what a careful reader would say of them."""

import pytest

from firstsaid.lineage import origins
from firstsaid.model.options import LineageOptions
from tests.lineage.builder import CASES, between, load, through

PATHS = sorted(CASES.glob("*.toml"))


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_relations_are_those_that_the_case_tells(path):
    case = load(path)
    pile = through(case.pile)
    names = {t.id: t.name for t in pile.absent_texts}
    sentences = {e.id: f"{e.score:+} {e.favours}: {e.sentence}" for e in pile.evidence}
    rules = {e.id: e.rule for e in pile.evidence}
    for wanted in case.told.get("expect", ()):
        got = between(pile, *wanted["pair"])
        why = "\n".join(sentences[i] for i in got.evidence)
        if "relation" in wanted:
            assert (got.relation, got.upstream) == (wanted["relation"], wanted.get("upstream")), f"{wanted['pair']}: rival {got.rival}\n{why}"
        assert got.relation not in wanted.get("not", ()), f"{wanted['pair']}: rival {got.rival}\n{why}"
        assert set(wanted.get("rules", ())) <= {rules[i] for i in got.evidence}, f"{wanted['pair']}:\n{why}"
        if "direct" in wanted:
            assert (got.direct >= 0.5) == wanted["direct"], f"{wanted['pair']}: {got.direct}"
        if "absent" in wanted:
            assert names.get(got.absent_upstream) == wanted["absent"], f"{wanted['pair']}: {pile.absent_texts}"
    behind = {(text.name, text.articles) for text in pile.absent_texts}
    for wanted in case.told.get("expect_absent", ()):
        assert (wanted["name"], tuple(wanted["articles"])) in behind, f"{pile.absent_texts}"


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_counts_are_those_that_the_case_tells(path):
    case = load(path)
    pile = through(case.pile)
    text_of = {c.id: c.text for c in pile.claims}
    counts = {text_of[c.claim]: c for c in origins(pile, LineageOptions(owners=case.told.get("owners", "")))}
    for wanted in case.told.get("claim", ()):
        got = counts[wanted["text"]]
        assert (got.least, got.most, got.named) == (wanted["least"], wanted["most"], wanted["named"]), f"{wanted['text']}: {got}"
        assert got.least == sum(o.certain for o in got.origins), "least counts the certain origins"
        assert got.most == len(got.origins), "most counts all of them"
        if "origins" in wanted:
            assert [[o.name, o.kind, o.via or "", o.in_pile] for o in got.origins] == wanted["origins"]
        assert wanted.get("because", got.because) == got.because
        if "roles" in wanted:
            assert [[role.article, role.role, role.source or ""] for role in got.roles] == wanted["roles"]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_every_piece_of_evidence_opens_into_the_pages(path):
    pile = through(load(path).pile)
    length = {a.id: len(a.text) for a in pile.articles}
    for piece in pile.evidence:
        assert piece.article_a < piece.article_b
        assert "{" not in piece.sentence
        for place in piece.spans:
            assert place.article in (piece.article_a, piece.article_b)
            assert 0 <= place.start <= place.stop <= length[place.article]
