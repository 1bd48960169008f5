"""How every two articles are related, and which came first in the line."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from firstsaid.lineage.direction import CLEAR, Reading, group, read
from firstsaid.lineage.editions import first_edition
from firstsaid.lineage.evidence.versions import same_outlet
from firstsaid.lineage.gather import gather
from firstsaid.lineage.inherit import inherited
from firstsaid.lineage.judging import judged
from firstsaid.lineage.names import any_same
from firstsaid.lineage.page import Page
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.relation import derived_relation, page_relation, unrelated_relation
from firstsaid.lineage.rules import COMMON_UPSTREAM
from firstsaid.lineage.shared_parent import held_too, steps_of
from firstsaid.lineage.tree import Tree, arrange
from firstsaid.model import AbsentText, Derivation, Evidence, Pile, Rival, content_id
from firstsaid.model.options import LineageOptions

_CITING = ("quotes", "recalls")
_OWN_WORDS = 20
_OWN_SHARE = 0.25
_POSSIBLE = 0.05
"""Least probability of a direction that the tree weighs."""


@dataclass(frozen=True, slots=True)
class _Answer:
    relation: str
    upstream: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class _Story:
    pairs: Mapping[tuple[str, str], Pair]
    tree: Tree
    texts: tuple[AbsentText, ...]


def derivations(pile: Pile, options: LineageOptions) -> list[Derivation]:
    """The relation of every two articles of one story that share words or cite one another, "undetermined" where the evidence does not decide.

    What a reviewer decided about a pair stands in the place of that. Reads articles, matches, statements, evidence, absent_texts, judgements.
    """
    if len(pile.articles) == 1:
        return []
    told = gather(pile)
    pieces = group(pile.evidence)
    story = _Story(told.pairs, arrange(*steps_of(told.pairs, pile.evidence, _POSSIBLE)), pile.absent_texts)
    found = {key: _derivation(pair, pieces.get(key, []), story, options) for key, pair in told.pairs.items()}
    copies = _Story(told.within, arrange(*steps_of(told.within, pile.evidence, _POSSIBLE)), pile.absent_texts)
    within = [_derivation(pair, pieces.get(key, []), copies, options) for key, pair in told.within.items()]
    return judged(chain(found.values(), within, inherited(found, within, told)), pile.judgements, pile.story(), told.copies)


def _derivation(pair: Pair, pieces: list[Evidence], story: _Story, options: LineageOptions) -> Derivation:
    a, b = pair.up.page.id, pair.down.page.id
    answers = answers_of(pair, pieces, story.tree)
    best = _best(pair, answers, read(pieces), options.decided)
    rival = next((r for r in answers if (r.relation, r.upstream) != (best.relation, best.upstream)), None)
    shared = tuple(sorted({p.kind for p in pair.passages}))
    absent = None
    if best.relation == "siblings" and not any(p.rule == COMMON_UPSTREAM for p in pieces):
        absent = next((t.id for t in story.texts if a in t.articles and b in t.articles), None)
    return Derivation(
        content_id("derivation", pair.story, a, b),
        pair.story,
        a,
        b,
        best.relation,
        shared,
        best.upstream,
        absent,
        round(best.confidence, 4),
        Rival(rival.relation, rival.upstream, round(rival.confidence, 4)) if rival else None,
        tuple(p.id for p in pieces),
        _direct(best, pair, story),
    )


def _best(pair: Pair, answers: list[_Answer], reading: Reading, decided: float) -> _Answer:
    """The likeliest reading, if it is likely enough; else that one came from the other, whichever it was, where both directions together are.

    Pages that tell no outlet may both be an agency's customers, which nothing has weighed, and a sentence or two may have come to both from whoever said it:
    of these no more is said than that a text was republished whole.
    """
    if answers[0].confidence >= decided:
        return answers[0]
    way = next((answer for answer in answers if answer.upstream is not None), None)
    weighed = bool(pair.up.page.own and pair.down.page.own) and pair.narrative >= _OWN_WORDS
    if way is not None and reading.derived >= decided and (weighed or way.relation == "republished"):
        return _Answer(way.relation, None, reading.derived)
    return _Answer("undetermined", None, answers[0].confidence)


def _direct(best: _Answer, pair: Pair, story: _Story) -> float:
    """Probability that the downstream article has it from the upstream one itself; 0 where nothing came out of the other.

    The tree gives each text one parent. A page made of several texts has more: an upstream article is another direct one when the page has words of it that
    its parent lacks. One that the page cites, or names among several authors, is direct unless its parent names it too.
    """
    a, b = pair.up.page.id, pair.down.page.id
    if best.upstream is None:
        return 0.0
    downstream, side = (b, pair.down) if best.upstream == a else (a, pair.up)
    tree = story.tree
    direct = tree.direct(best.upstream, downstream)
    parent = tree.parents.get(tree.of(downstream))
    known = story.pairs.get((min(parent, downstream), max(parent, downstream))) if parent else None
    above = pair.up.page if best.upstream == a else pair.down.page
    cites = (best.relation in _CITING and not _stood_earlier(best.upstream, downstream, story)) or _one_of_its_authors(side.page, above)
    if known is None or parent == tree.of(best.upstream):
        return round(max(direct, best.confidence if cites else 0.0), 4)
    mine, through = (known.down, known.up) if known.down.page.id == downstream else (known.up, known.down)
    own = side.covered - held_too(side, mine)
    if own >= max(_OWN_WORDS, _OWN_SHARE * side.covered) or (cites and not any(any_same(name, above.names) for name in through.page.named())):
        direct = max(direct, best.confidence)
    return round(direct, 4)


def _one_of_its_authors(page: Page, above: Page) -> bool:
    """Whether a page names several authors, and one of them is the outlet of another page, which has no second one here."""
    return above.only and len(page.borrowed) > 1 and any(any_same(found.value, above.names) for found in page.borrowed)


def _stood_earlier(upstream: str, downstream: str, story: _Story) -> bool:
    """Whether all words that an article has from another stood in an earlier page of the same outlet, from which that came."""
    for earlier in story.tree.line(upstream):
        step = story.pairs.get((min(earlier, upstream), max(earlier, upstream)))
        if step is not None and same_outlet(step.up.page, step.down.page):
            words = step.family.held(downstream, upstream)
            if words and not words & ~step.family.held(downstream, earlier):
                return True
    return False


def answers_of(pair: Pair, pieces: list[Evidence], tree: Tree) -> list[_Answer]:
    """Every reading of a pair with its probability, best first."""
    reading = read(pieces)
    a, b = pair.up.page.id, pair.down.page.id
    if reading.same_page:
        relation = page_relation(pair)
        return [_Answer(relation, None if relation == "same page" else first_edition(pair, pieces), 0.99), _Answer(derived_relation(pair), None, 0.01)]
    answers = [_Answer("siblings", None, reading.siblings), _Answer(unrelated_relation(pair), None, reading.independent)]
    forward, backward = derived_relation(pair), derived_relation(pair.turned())
    if reading.a_upstream >= CLEAR or not tree.contradicts(a, b):
        answers.append(_Answer(forward, a, reading.a_upstream))
    if reading.b_upstream >= CLEAR or not tree.contradicts(b, a):
        answers.append(_Answer(backward, b, reading.b_upstream))
    return sorted(answers, key=lambda r: (-r.confidence, r.relation, r.upstream or ""))
