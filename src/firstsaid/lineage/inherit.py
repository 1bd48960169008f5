"""Copies of a text are related to other articles as the text is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from firstsaid.lineage.gather import Gathered
from firstsaid.lineage.names import any_same
from firstsaid.lineage.page import Page
from firstsaid.model import Derivation, Rival, content_id

_THROUGH_ANOTHER = 0.5
"""Least probability that a copy has its text from one beside it and not from where that has it."""
_SHOWN = 0.5
"""Probability that a copy came from another from which what comes from the one comes from the other, too."""


@dataclass(frozen=True, slots=True)
class _Copied:
    """What is known of the copies of one text."""

    direct: Mapping[str, float]
    """How probable it is that a copy has it from one beside it."""
    ways: Mapping[tuple[str, str], float]
    """The same of each two copies, upstream one first."""


def inherited(found: Mapping[tuple[str, str], Derivation], within: Iterable[Derivation], told: Gathered) -> Iterator[Derivation]:
    """The relations of copies, given those of their texts and those between copies of one text.

    Where an article has a text that stands in several copies, its upstream is the copy that it names, else the one that stands for the text; with the others
    it is a sibling, unless that copy came from them. An edition is one of the copy of its own outlet, also where another outlet's copy stands for the text.
    """
    copied = _copied(within)
    another = {key: d.shared for key, d in found.items() if _another_copy(d, told)}
    for (a, b), shared in {**told.across, **another}.items():
        one, other = told.copies.of(a), told.copies.of(b)
        known = found.get((min(one, other), max(one, other)))
        if known is not None:
            identity = content_id("derivation", known.story, a, b)
            copy = replace(known, id=identity, article_a=a, article_b=b, shared=shared, upstream=None, rival=None, direct=0.0)
            yield _related(known, copy, {one: a, other: b}, told, copied)


def _copied(within: Iterable[Derivation]) -> _Copied:
    direct: dict[str, float] = {}
    ways: dict[tuple[str, str], float] = {}
    for d in within:
        for upstream, confidence in ((d.upstream, d.confidence), *([(d.rival.upstream, d.rival.confidence)] if d.rival else [])):
            if upstream is not None:
                ways[upstream, d.article_b if upstream == d.article_a else d.article_a] = confidence
        if d.upstream is not None:
            downstream = d.article_b if d.upstream == d.article_a else d.article_a
            direct[downstream] = max(d.direct, direct.get(downstream, _THROUGH_ANOTHER))
    return _Copied(direct, ways)


def _another_copy(known: Derivation, told: Gathered) -> bool:
    """Whether it is not the articles that stand for two texts, but other copies of these, of which one has its text from the other."""
    a, b = told.pages[known.article_a], told.pages[known.article_b]
    if known.upstream is None:
        return known.relation == "edition" and _two_outlets(a, b)
    several = len(told.copies.members[known.upstream]) > 1
    return several and _giver(known.upstream, known.relation, b if known.upstream == a.id else a, told) != known.upstream


def _related(known: Derivation, copy: Derivation, here: Mapping[str, str], told: Gathered, copied: _Copied) -> Derivation:
    a, b = (told.pages[here[text]] for text in (known.article_a, known.article_b))
    rival = known.rival and Rival(known.rival.relation, here[known.rival.upstream] if known.rival.upstream else None, known.rival.confidence)
    relation = "republished" if known.relation == "edition" and _two_outlets(a, b) else known.relation
    if known.upstream is None:
        one_page = known.relation == "same page" and _two_outlets(a, b)
        return replace(copy, relation="siblings" if one_page else relation, rival=rival)
    upstream, downstream = (a, b) if known.upstream == known.article_a else (b, a)
    giver = _giver(known.upstream, known.relation, downstream, told)
    if upstream.id == giver:
        through = 0.0 if downstream.id in told.copies.texts else copied.direct.get(downstream.id, _THROUGH_ANOTHER)
        return replace(copy, relation=relation, upstream=upstream.id, rival=rival, direct=round(known.direct * (1 - through), 4))
    above = copied.ways.get((upstream.id, giver), 0.0)
    if above >= _SHOWN:
        beside = Rival("siblings", None, round(1 - known.confidence * above, 4))
        return replace(copy, relation=relation, upstream=upstream.id, absent_upstream=None, confidence=round(known.confidence * above, 4), rival=beside)
    sure = round(known.confidence * (1 - above), 4)
    return replace(copy, relation="siblings", absent_upstream=None, confidence=sure, rival=Rival(relation, upstream.id, round(1 - sure, 4)))


def _giver(text: str, relation: str, downstream: Page, told: Gathered) -> str:
    """Which of a text's copies an article has it from: that of the author whom it credits, else of an outlet that it names."""
    names = downstream.own if relation == "edition" else (*sorted(downstream.authors()), *downstream.named())
    return next((i for name in names for i in told.copies.members[text] if any_same(name, told.pages[i].own)), text)


def _two_outlets(a: Page, b: Page) -> bool:
    return bool(a.own and b.own) and not any(any_same(name, b.own) for name in a.own)
