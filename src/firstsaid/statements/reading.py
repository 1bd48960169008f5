"""What the rules hand on: a statement found, in word numbers."""

import bisect
from dataclasses import dataclass, field
from typing import NamedTuple

from firstsaid.statements.document import Document
from firstsaid.statements.language import NOTHING

_NEAREST = 12
"""Quotations on either side of a word that are looked at; no statement has more pieces."""
UNNAMED = "unnamed"
"""The rule of a reading that is no statement, only a mention of somebody who asks not to be named."""


class Words(NamedTuple):
    """Words [first, stop)."""

    first: int
    stop: int


class Cue(NamedTuple):
    """A word that may report: where it stands and what it takes."""

    at: int
    lemma: str
    frames: frozenset[str] = NOTHING
    preposition: str = ""


class Subject(NamedTuple):
    """A verb's subject: its words, and the last word of its head phrase."""

    first: int
    last: int
    head: int

    @property
    def words(self) -> Words:
        """The words [first, last]."""
        return Words(self.first, self.last + 1)


class Content(NamedTuple):
    """Pieces of content and the form they were found in."""

    pieces: list[Words]
    rule: str


@dataclass(slots=True)
class Reading:
    """One statement as a rule read it."""

    source: Words | None
    cue: Words
    content: list[Words]
    lemma: str
    rule: str
    """Which form was recognised: before-that, before, after, around, after-quotation, according, passive …"""
    relay: Words | None = None
    carried: bool = False
    """The speaker was taken over from another clause."""
    nested: bool = False
    """Its cue stands in another statement's content."""
    inner: bool = False
    """Most of its content belongs to another statement that was read first."""
    floating: bool = False
    """A quotation without a cue of its own."""
    partner: "Reading | None" = None
    """For a floating quotation that goes on in a later paragraph: the statement there."""
    within: "Reading | None" = None
    """For speech inside a quotation: the statement whose words the quotation is."""
    opinion: str = ""
    """What a second model says of it: agreed, disputed, or alone when the rules had no such statement or no speaker; "" when it said nothing."""

    @property
    def start(self) -> int:
        """First word of the content."""
        return self.content[0].first if len(self.content) == 1 else min([words.first for words in self.content])

    @property
    def stop(self) -> int:
        """The word after the content."""
        return self.content[0].stop if len(self.content) == 1 else max([words.stop for words in self.content])


@dataclass(slots=True)
class Frame:
    """Sentences that hold whole every quotation they touch, with the cues in them and what was read so far."""

    d: Document
    first: int
    stop: int
    cues: list[Cue] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    """Numbers of the quotations that stand in it, in order."""
    unnamed: list[Reading] = field(default_factory=list)
    """Who asks not to be named: no statements, but mentions that tell why there is no name."""
    found: list[Reading] = field(default_factory=list)
    parted: dict[int, tuple[Words, Words]] = field(default_factory=dict)
    """Reporting verbs that a clause parts from their subject, with that subject and the clause's: X, Y reported, told Z."""

    def opens(self, quote: int) -> int:
        """First word of a quotation."""
        return self.d.quotes[quote].first

    def closes(self, quote: int) -> int:
        """The word after a quotation."""
        return self.d.quotes[quote].last + 1

    def left_of(self, i: int) -> list[int]:
        """Quotations that end before word `i`, the nearest last."""
        end = bisect.bisect_right(self.quotes, i, key=self.closes)
        return self.quotes[max(0, end - _NEAREST) : end]

    def right_of(self, i: int) -> list[int]:
        """Quotations that begin behind word `i`, the nearest first."""
        start = bisect.bisect_right(self.quotes, i, key=self.opens)
        return self.quotes[start : start + _NEAREST]

    def big(self, quote: int) -> bool:
        """Whether a quotation is more than a few words."""
        return self.closes(quote) - self.opens(quote) >= 6
