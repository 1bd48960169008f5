"""What must hold of counts whatever the pile: a copy adds nothing, a removed page never raises the least, order does not matter."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.lineage import origins
from firstsaid.lineage.arborescence import Step
from firstsaid.lineage.tree import arrange
from firstsaid.model import Article, Pile
from firstsaid.model.options import LineageOptions
from tests.lineage.builder import CASES, load, matches, through, voices

PILES = [load(path).pile for path in sorted(CASES.glob("*.toml"))]
ARTICLES = [(pile, a.id) for pile in PILES for a in pile.articles]


def cited(pile: Pile, article: Article) -> bool:
    """Whether others have something through the page's outlet: it may show that it does not say so, and without it the citation stands."""
    return article.outlet is not None and any(link.name == article.outlet.value for s in pile.statements if s.article != article.id for link in s.chain[:-1])


def hands_on(pile: Pile, article: Article) -> bool:
    """Whether only this page shows that somebody whom others hear hands on another's words: without it they may be two."""
    relays = {link.name for s in pile.statements if s.article == article.id for link in s.chain[:-1] if link.kind == "named_person"}
    return any(s.chain and s.chain[-1].name in relays for s in pile.statements if s.article != article.id)


REDUCIBLE = [(pile, a.id) for pile in PILES for a in pile.articles if pile.claims and len(pile.articles) > 1 and not (cited(pile, a) or hands_on(pile, a))]


def ranges(pile: Pile) -> dict[str, tuple[int, int]]:
    return {c.claim: (c.least, c.most) for c in origins(through(pile), LineageOptions())}


def with_copy(pile: Pile, article: str, name: str) -> Pile:
    """The pile with a word-for-word copy of one article on a page that names itself and nobody else."""
    original = next(a for a in pile.articles if a.id == article)
    copy = replace(original, id="z" + name, capture="cz" + name, path=name + ".txt", url=None, outlet=None, links=())
    said = {s.id: replace(s, id="z" + s.id, article=copy.id) for s in pile.statements if s.article == article}
    claims = tuple(
        replace(
            c,
            wordings=c.wordings + tuple(replace(w, article=copy.id, statement=w.statement and "z" + w.statement) for w in c.wordings if w.article == article),
            articles=tuple(sorted({*c.articles, copy.id})) if article in c.articles else c.articles,
        )
        for c in pile.claims
    )
    articles = tuple(sorted((*pile.articles, copy), key=lambda a: a.id))
    statements = tuple(sorted((*pile.statements, *said.values()), key=lambda s: s.id))
    return replace(pile, articles=articles, statements=statements, matches=matches(articles), voices=voices(statements), claims=claims, placements=())


def without(pile: Pile, article: str) -> Pile:
    """The pile with one article taken out; claims that nobody carries any more go with it."""
    claims = tuple(
        replace(c, wordings=tuple(w for w in c.wordings if w.article != article), articles=tuple(a for a in c.articles if a != article)) for c in pile.claims
    )
    statements = tuple(s for s in pile.statements if s.article != article)
    return replace(
        pile,
        articles=tuple(a for a in pile.articles if a.id != article),
        statements=statements,
        matches=tuple(m for m in pile.matches if article not in (m.article_a, m.article_b)),
        voices=voices(statements),
        claims=tuple(c for c in claims if c.articles),
        placements=(),
    )


@pytest.mark.parametrize(("pile", "article"), ARTICLES, ids=lambda x: x if isinstance(x, str) else "")
def test_a_word_for_word_copy_changes_no_count(pile, article):
    assert ranges(with_copy(pile, article, "copy")) == ranges(pile), f"a copy of {article} changed a count"


@pytest.mark.parametrize(("pile", "article"), REDUCIBLE, ids=lambda x: x if isinstance(x, str) else "")
def test_taking_a_page_out_never_raises_the_least(pile, article):
    before, after = ranges(pile), ranges(without(pile, article))
    for claim, (least, _) in after.items():
        assert least <= before[claim][0], f"without {article}, the least of {claim} rose from {before[claim]} to {after[claim]}"


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(PILES), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(pile: Pile, chance: random.Random):
    shuffled = {
        name: tuple(chance.sample(rows, len(rows))) for name in ("articles", "matches", "statements", "voices", "claims") for rows in [getattr(pile, name)]
    }
    one, other = through(pile), through(replace(pile, **shuffled))
    assert one.evidence == other.evidence
    assert one.derivations == other.derivations
    assert origins(one, LineageOptions()) == origins(other, LineageOptions())


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.floats(0.1, 9)), max_size=40), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8))))
def test_the_tree_has_no_circle_and_captures_of_one_page_share_their_line(steps, same):
    tree = arrange([Step(str(a), str(b), weight) for a, b, weight in steps if a != b], [(str(a), str(b)) for a, b in same])
    for article in tree.parents:
        assert article not in tree.line(article)
    for a, b in same:
        assert tree.line(str(a)) == tree.line(str(b))
