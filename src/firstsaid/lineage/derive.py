"""How every two articles are related, and which came first in the line."""

from dataclasses import dataclass

from firstsaid.lineage.direction import Reading, group, read
from firstsaid.lineage.gather import pairs_of
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.relation import derived_relation, page_relation, unrelated_relation
from firstsaid.lineage.rules import COMMON_UPSTREAM
from firstsaid.lineage.shared_parent import edges_of
from firstsaid.lineage.tree import Tree, arrange
from firstsaid.model import AbsentText, Derivation, Evidence, Pile, Rival, content_id
from firstsaid.model.options import LineageOptions


@dataclass(frozen=True, slots=True)
class _Answer:
    relation: str
    upstream: str | None
    confidence: float


def derivations(pile: Pile, options: LineageOptions) -> list[Derivation]:
    """The relation of every two articles of one story that share words or cite one another, "undetermined" where the evidence does not decide.

    Reads articles, matches, statements, evidence, absent_texts.
    """
    by_pair = {(p.up.page.id, p.down.page.id): p for p in pairs_of(pile)}
    pieces = group(e for e in pile.evidence if (e.article_a, e.article_b) in by_pair)
    tree = arrange(edges_of(by_pair, pile.evidence, options))
    return [_derivation(pair, pieces.get(key, []), tree, pile.absent_texts, options) for key, pair in by_pair.items()]


def _derivation(pair: Pair, pieces: list[Evidence], tree: Tree, texts: tuple[AbsentText, ...], options: LineageOptions) -> Derivation:
    a, b = pair.up.page.id, pair.down.page.id
    answers = answers_of(pair, read(pieces), tree)
    best = answers[0] if answers[0].confidence >= options.decided else _Answer("undetermined", None, answers[0].confidence)
    rival = next((r for r in answers if (r.relation, r.upstream) != (best.relation, best.upstream)), None)
    shared = tuple(sorted({p.kind for p in pair.passages}))
    absent = None
    if best.relation == "siblings" and not any(p.rule == COMMON_UPSTREAM for p in pieces):
        absent = next((t.id for t in texts if a in t.articles and b in t.articles), None)
    story = pair.story
    return Derivation(
        content_id("derivation", story, a, b),
        story,
        a,
        b,
        best.relation,
        shared,
        best.upstream,
        absent,
        round(best.confidence, 4),
        Rival(rival.relation, rival.upstream, round(rival.confidence, 4)) if rival else None,
        tuple(p.id for p in pieces),
    )


def answers_of(pair: Pair, reading: Reading, tree: Tree) -> list[_Answer]:
    """Every reading of a pair with its probability, best first."""
    a, b = pair.up.page.id, pair.down.page.id
    if reading.same_page:
        relation = page_relation(pair)
        return [_Answer(relation, None if relation == "same page" else _first(pair, reading), 0.99), _Answer(derived_relation(pair), None, 0.01)]
    answers = [_Answer("siblings", None, reading.siblings), _Answer(unrelated_relation(pair), None, reading.independent)]
    forward, backward = derived_relation(pair), derived_relation(pair.turned())
    if (a, b) not in tree.refused:
        answers.append(_Answer(forward, a, reading.a_upstream))
    if (b, a) not in tree.refused:
        answers.append(_Answer(backward, b, reading.b_upstream))
    return sorted(answers, key=lambda r: (-r.confidence, r.relation, r.upstream or ""))


def _first(pair: Pair, reading: Reading) -> str | None:
    """The earlier edition, when one direction has most of the odds."""
    if reading.derived and max(reading.a_upstream, reading.b_upstream) >= 0.8 * reading.derived:
        return pair.up.page.id if reading.a_upstream > reading.b_upstream else pair.down.page.id
    return None
