"""Two articles side by side, prepared once for every rule: what they share, how much of each that is, and what each has alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from firstsaid.lineage.family import Family
from firstsaid.lineage.names import same_name
from firstsaid.lineage.page import Page
from firstsaid.lineage.stretches import of_another
from firstsaid.model import Edit, Match, Place, SharedMark, Span

TEXT_KINDS = ("narrative", "quotation")
_CHANCE = 4
"""Words in a row that any two tellings of one event may have in common."""
_LONG = 12
"""Words in a row that they have not."""
_MISSED = 0.2
"""A sentence is lacking on the other side when less than this share of its words is shared."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A match seen from one side: `up` is the side that a rule tries as upstream."""

    up: Span
    down: Span
    kind: str
    words: int
    same: int
    edits: tuple[Edit, ...]
    """Read from `up` to `down`: a cut stands in `up` only."""
    voiced: bool
    """Whether both articles ascribe these words, which they do not have alike, to one named voice: its words may have reached each on its own."""

    marks: tuple[SharedMark, ...] = ()
    """How its words are set in both, read as the match was."""
    told: float = 0.0
    """Its words as far as they show a common text: those that two pens do not hit on alike when they write of one matter."""

    @property
    def density(self) -> float:
        """Share (0 to 1) of the longer side's words that both have."""
        return self.same / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Side:
    """One article of a pair."""

    page: Page
    shared: tuple[Span, ...]
    """Extents of shared narrative and quotation, merged, in order."""
    covered: int
    """Reported words that the other article has too, in the same order."""
    narrative: int
    """Reported words inside shared narrative."""
    lacking: tuple[Span, ...]
    """Sentences that the other article lacks."""

    @property
    def share(self) -> float:
        """Share (0 to 1) of the reported words that the other article has too."""
        return self.covered / len(self.page.starts) if self.page.starts else 0.0

    @property
    def unbroken(self) -> float:
        """The same share of the stretch from the first shared word to the last: what a page puts before and behind a text it took over does not count."""
        if not self.shared:
            return 0.0
        return min(1.0, self.covered / max(1, self.page.words_in(Span(self.shared[0].start, self.shared[-1].stop))))


@dataclass(frozen=True)
class Pair:
    """Two articles; a directed rule asks "could `up` be upstream of `down`?" and is asked both ways."""

    story: str
    up: Side
    down: Side
    passages: tuple[Passage, ...]
    family: Family

    @cached_property
    def narrative(self) -> int:
        """Words of narrative that both share, as far as two pens do not hit on them alike when they write of one matter."""
        return min(round(sum(p.told for p in self.of_kind("narrative"))), self.up.narrative, self.down.narrative)

    def of_kind(self, *kinds: str) -> tuple[Passage, ...]:
        """The passages of these kinds."""
        if kinds not in self._by_kinds:
            self._by_kinds[kinds] = tuple([p for p in self.passages if p.kind in kinds])
        return self._by_kinds[kinds]

    @cached_property
    def _by_kinds(self) -> dict[tuple[str, ...], tuple[Passage, ...]]:
        """The passages of the kinds that rules have asked for."""
        return {}

    @cached_property
    def taken_in_up(self) -> int:
        """The words of `up` that are a third text's, which it put together with what it shares with `down`, as bits."""
        return of_another(self.family, self.down.page.id, self.up.page.id)

    def turned(self) -> "Pair":
        """The same pair with the sides changed over."""
        return self._turned

    @cached_property
    def _turned(self) -> "Pair":
        turned = Pair(self.story, self.down, self.up, tuple(_turn(p) for p in self.passages), self.family)
        turned.__dict__["_turned"] = self
        return turned

    def places(self, *passages: Passage) -> tuple[Place, ...]:
        """Both sides of the passages, as evidence names them."""
        return tuple(place for p in passages for place in self.up.page.place(p.up) + self.down.page.place(p.down))


def _turn(passage: Passage) -> Passage:
    edits = tuple(edit.turned() for edit in passage.edits)
    return replace(passage, up=passage.down, down=passage.up, edits=edits)


def make_pair(story: str, sides: tuple[Page, Page], matches: Iterable[Match], family: Family) -> Pair:
    """The pair of two pages and their matches, whose article_a is the first page."""
    ordered = sorted(matches, key=lambda m: (m.start_a, m.start_b, m.id))
    passages = tuple(_passage(sides, m) for m in ordered)
    text = [p for p in passages if p.kind in TEXT_KINDS]
    up = make_side(sides[0], [(p.up, p) for p in text])
    down = make_side(sides[1], [(p.down, p) for p in text])
    return Pair(story, up, down, passages, family)


def _passage(sides: tuple[Page, Page], match: Match) -> Passage:
    voiced = bool(match.edits) and _one_voice(sides, match)
    told = _told(sides, match) / (3 if voiced else 1) if match.kind == "narrative" else 0.0
    return Passage(match.a, match.b, match.kind, match.words, match.same, match.edits, voiced, match.typography, told)


def _told(sides: tuple[Page, Page], match: Match) -> float:
    """Words of narrative that show a common text: those of long unbroken runs, or of a whole stretch in which few words differ. Names, and who is given as the
    speaker on either page, do not count.
    """
    ours, theirs = _runs(match.a, [e.a for e in match.edits]), _runs(match.b, [e.b for e in match.edits])
    in_runs = sum(min(_counted(sides[0].telling_words(a)), _counted(sides[1].telling_words(b))) for a, b in zip(ours, theirs, strict=True))
    if not match.words:
        return in_runs
    telling = min(page.telling_words(span) for page, span in zip(sides, (match.a, match.b), strict=True))
    density = match.same / match.words
    return max(in_runs, _counted(telling * density) * max(0.0, 2 * density - 1))


def _runs(whole: Span, edits: Iterable[Span]) -> list[Span]:
    """What stands between the edits of a match."""
    runs, start = [], whole.start
    for edit in sorted(edits):
        runs.append(Span(start, max(start, edit.start)))
        start = max(start, edit.stop)
    return [*runs, Span(start, max(start, whole.stop))]


def _counted(words: float) -> float:
    return words * min(1.0, max(0, words - _CHANCE) / (_LONG - _CHANCE))


def _one_voice(sides: tuple[Page, Page], match: Match) -> bool:
    theirs = sides[1].voices_at(match.b)
    return any(same_name(one, other) for one in sides[0].voices_at(match.a) for other in theirs)


def make_side(page: Page, spans: Sequence[tuple[Span, Passage]]) -> Side:
    """What of `page` is shared, from where its passages stand in it."""
    shared = merge(span for span, _ in spans)
    narrative = merge(span for span, passage in spans if passage.kind == "narrative")
    same = sum(page.words_in(span) * passage.density for span, passage in spans)
    covered = min(round(same), sum(page.words_in(s) for s in shared))
    return Side(page, shared, covered, sum(page.words_in(s) for s in narrative), _lacking(page, shared))


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].stop:
            joined[-1] = Span(joined[-1].start, max(joined[-1].stop, span.stop))
        else:
            joined.append(span)
    return tuple(joined)


def _lacking(page: Page, shared: tuple[Span, ...]) -> tuple[Span, ...]:
    kept: list[Span] = []
    at = 0
    for sentence in page.sentences:
        while at < len(shared) and shared[at].stop <= sentence.start:
            at += 1
        held, look = 0, at
        while look < len(shared) and shared[look].start < sentence.stop:
            held += page.words_in(Span(max(shared[look].start, sentence.start), min(shared[look].stop, sentence.stop)))
            look += 1
        if held < _MISSED * page.words_in(sentence):
            kept.append(sentence)
    return tuple(kept)
