"""The claims of a pile: every fact and quotation that two pages or more carry, and the roots behind them."""

from collections.abc import Callable, Iterable

from benchmarks.foreign.kin import Kin
from benchmarks.foreign.model import Carried, ClaimTruth, Said, Text, Voice

Runs = set[tuple[str, ...]]
ENOUGH = 8
"""Runs of words that two texts share before a reader sees that one comes from the other."""


class Sight:
    """What a reader sees of the descent of texts."""

    def __init__(self, kin: Kin, voices: dict[str, Voice], shingled: Callable[[Text], Runs]) -> None:
        self.kin, self.voices = kin, voices
        self._shingled = shingled
        self._known: dict[str, Runs] = {}

    def runs(self, text: Text) -> Runs:
        if text.id not in self._known:
            self._known[text.id] = self._shingled(text)
        return self._known[text.id]

    def first(self, said: Said, text: Text) -> set[str]:
        """The texts that first brought it, as far as a credit, a citation or words in common show."""
        above: set[str] = set()
        for edge in text.edges:
            parent = self.kin.texts[edge.parent]
            carries = any(one.key == said.key and one.voice == said.voice for one in parent.sentences())
            if carries and (edge.clues or len(self.runs(text) & self.runs(parent)) >= ENOUGH):
                above |= self.first(said, parent)
        return above or {text.id}


def claims_of(pages: dict[str, Text], see: Sight) -> list[ClaimTruth]:
    """One claim for each thing said, with its true roots and those that a reader can tell apart."""
    keys = sorted({said.key for text in pages.values() for said in text.sentences() if said.kind in ("fact", "quote", "cite") and said.voice})
    made = [_claim(key, pages, see) for key in keys if not key.startswith("false:")]
    return [claim for claim in made if len(claim.carriers) > 1]


def _claim(key: str, pages: dict[str, Text], see: Sight) -> ClaimTruth:
    said = [_carried(one, text, see) for text in pages.values() for one in text.sentences() if one.key == key and one.voice]
    return ClaimTruth(key, tuple(said))


def _carried(said: Said, text: Text, see: Sight) -> Carried:
    """A named voice is itself wherever it is heard, and so are words that are the same; an unnamed one is told apart by the text that first brought it."""
    first = tuple(sorted(see.first(said, text)))
    named = see.voices[said.voice].named
    seen = (said.voice,) if named or said.kind == "quote" else tuple(f"?{said.voice}@{root}" for root in first)
    return Carried(text.id, said.text, said.voice, seen, first, named)


def range_of(said: Iterable[Carried]) -> tuple[int, int, int]:
    """True number of roots behind a claim in some sentences, and the least and most that a careful reader would give.

    Two voices in one text may count as one; unnamed ones may be the same or one of the named.
    """
    every = list(said)
    seen = {root for one in every for root in one.seen}
    named = {root for root in seen if not root.startswith("?")}
    texts = {first for one in every for first in one.first}
    return len({one.voice for one in every}), max(1, min(len(named), len(texts))), len(seen)
