"""The claims of a pile: every fact and quotation that two pages or more carry, and the roots behind them."""

from collections.abc import Callable

from benchmarks.foreign.kin import Kin
from benchmarks.foreign.model import ClaimTruth, Said, Text, Voice


def claims_of(pages: dict[str, Text], see: "Sight") -> list[ClaimTruth]:
    """One claim for each thing said, with its true roots and those that a reader can tell apart."""
    keys = sorted({said.key for text in pages.values() for said in text.sentences() if said.kind in ("fact", "quote", "cite") and said.voice})
    made = [_claim(key, pages, see) for key in keys if not key.startswith(("false:", "report:"))]
    return [claim for claim in made if len(claim.carriers) > 1]


def _claim(key: str, pages: dict[str, Text], see: "Sight") -> ClaimTruth:
    carriers: dict[str, tuple[str, ...]] = {}
    visible: dict[str, tuple[str, ...]] = {}
    wording: dict[str, str] = {}
    for name, text in pages.items():
        said = [one for one in text.sentences() if one.key == key and one.voice]
        if said:
            carriers[name] = tuple(sorted({one.voice for one in said}))
            visible[name] = tuple(sorted({root for one in said for root in _visible(one, text, see)}))
            wording[name] = said[0].text
    named = any(see.voices[root].named for roots in carriers.values() for root in roots)
    return ClaimTruth(key, tuple(sorted(set(wording.values()))), carriers, wording, visible, named)


def _visible(said: Said, text: Text, see: "Sight") -> tuple[str, ...]:
    """A named voice is itself wherever it is heard, and so are words that are the same; an unnamed one is told apart by the text that first brought it."""
    if see.voices[said.voice].named or said.kind == "quote":
        return (said.voice,)
    return tuple(f"?{said.voice}@{root}" for root in sorted(_first(said, text, see)))


def _first(said: Said, text: Text, see: "Sight") -> set[str]:
    """The texts that first brought it, as far as a reader sees the descent: by a credit, a citation or words in common."""
    above: set[str] = set()
    for edge in text.edges:
        parent = see.kin.texts[edge.parent]
        carries = any(one.key == said.key and one.voice == said.voice for one in parent.sentences())
        shared = len(see.runs(text) & see.runs(parent))
        if carries and (edge.clues or shared >= 8):
            above |= _first(said, parent, see)
    return above or {text.id}


class Sight:
    """What a reader sees of the descent of texts."""

    def __init__(self, kin: Kin, voices: dict[str, Voice], shingled: Callable[[Text], set[tuple[str, ...]]]) -> None:
        self.kin, self.voices = kin, voices
        self._shingled = shingled
        self._known: dict[str, set[tuple[str, ...]]] = {}

    def runs(self, text: Text) -> set[tuple[str, ...]]:
        if text.id not in self._known:
            self._known[text.id] = self._shingled(text)
        return self._known[text.id]


def range_of(claim: ClaimTruth, pages: set[str]) -> tuple[int, int, int]:
    """True number of roots behind the claim on some pages, and the least and most that a careful reader would give."""
    true = {root for page in pages for root in claim.carriers[page]}
    seen = {root for page in pages for root in claim.visible[page]}
    named = {root for root in seen if not root.startswith("?")}
    return len(true), max(len(named), 1), len(seen)
