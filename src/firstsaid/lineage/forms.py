"""Pages that may have no more in common than the form by which notices of one kind are written."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from firstsaid.lineage.evidence.succession import scattered
from firstsaid.lineage.gather import gather
from firstsaid.lineage.pair import Pair, Passage, Side
from firstsaid.lineage.rules import RULES
from firstsaid.model import AbsentText, Derivation, Pile
from firstsaid.model.lineage import UNSHOWN
from firstsaid.model.unions import Unions

_NAMING = frozenset(rule.name for rule in RULES if rule.names)
_SCATTERED = scattered.__name__
_SHOWS_FORMS = 3
"""Bits by which a pair's stretches in no common order speak for forms, from which on the story is one in which pages are written by them."""
_RUN, _RUN_OF_FORMS = 16, 20
"""Words of one stretch that show a text by themselves; where a story shows forms, it takes more."""
_BEYOND = 3
"""Words on either side of the end of a sentence, of an unbroken run."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Which pairs of one story's texts may have only their form in common."""

    pairs: frozenset[tuple[str, str]] = frozenset()
    """The lower id first."""
    _texts: Mapping[str, Unions[str]] = field(default_factory=dict)
    """Of absent texts, by id: which of their articles show it by more than their form."""

    def firm(self, one: str, other: str) -> bool:
        """Whether more than their form shows that two articles go back to one text, where anything does."""
        return (min(one, other), max(one, other)) not in self.pairs

    def of_one_text(self, text: AbsentText, one: str, other: str) -> bool:
        """The same of two articles that both come from an absent text."""
        parts = self._texts.get(text.id)
        return parts is None or parts.of(one) == parts.of(other)


def forms_of(pile: Pile) -> Forms:
    """Which pairs that are told to go back to one text share words inside single sentences only, while no page names or links to the other.

    Who takes over a text takes sentences as they follow one another; two pens that write by one form put it to each fact anew. A pair that a reviewer decided
    is none. Reads what `gather` reads, evidence, derivations, absent_texts.
    """
    joined = [d for d in pile.derivations if d.relation not in UNSHOWN]
    named = {(e.article_a, e.article_b) for e in pile.evidence if e.rule in _NAMING and e.score > 0}
    unnamed = [key for d in joined if d.confidence < 1 and (key := (d.article_a, d.article_b)) not in named]
    if not unnamed:
        return Forms()
    pairs = gather(pile).pairs
    shows_forms = any(e.rule == _SCATTERED and e.score >= _SHOWS_FORMS for e in pile.evidence)
    alike = frozenset(key for key in unnamed if key in pairs and within_sentences(pairs[key], shows_forms))
    return Forms(alike, {text.id: _parts(text, joined, alike) for text in pile.absent_texts} if alike else {})


def within_sentences(pair: Pair, shows_forms: bool) -> bool:
    """Whether two pages share narrative, and none that goes on from one sentence into the next; nor, where the story shows forms, such that two sentences may
    stand beside one another by chance.
    """
    shared = pair.of_kind("narrative")
    if not shared or max(p.told for p in shared) >= (_RUN_OF_FORMS if shows_forms else _RUN):
        return False
    goes_on = _unbroken if shows_forms else _over
    return not any(goes_on(pair, p) for p in shared)


def _over(pair: Pair, passage: Passage) -> bool:
    """Whether the end of a sentence lies inside a passage on either side, whatever differs about it."""
    return passage.told >= 1 and _reaches(pair.up, *passage.up) and _reaches(pair.down, *passage.down)


def _unbroken(pair: Pair, passage: Passage) -> bool:
    """Whether some words that both have alike reach from one sentence into the next."""
    edges = [passage.up.start, *(edge for edit in passage.edits for edge in (edit.a.start, edit.a.stop)), passage.up.stop]
    theirs = [passage.down.start, *(edge for edit in passage.edits for edge in (edit.b.start, edit.b.stop)), passage.down.stop]
    runs = zip(zip(edges[::2], edges[1::2], strict=True), zip(theirs[::2], theirs[1::2], strict=True), strict=True)
    return any(_reaches(pair.up, *ours) and _reaches(pair.down, *other) for ours, other in runs)


def _reaches(side: Side, start: int, stop: int) -> bool:
    words = side.page.starts
    first, last = bisect_left(words, start), bisect_left(words, stop)
    if last - first < 2 * _BEYOND:
        return False
    low, high = words[first + _BEYOND - 1], words[last - _BEYOND]
    return any(low < sentence.stop <= high for sentence in side.page.sentences)


def _parts(text: AbsentText, joined: Iterable[Derivation], alike: frozenset[tuple[str, str]]) -> Unions[str]:
    held = set(text.articles)
    parts = Unions[str]()
    for d in joined:
        if d.relation != "undetermined" and d.article_a in held and d.article_b in held and (d.article_a, d.article_b) not in alike:
            parts.join(d.article_a, d.article_b)
    return parts
