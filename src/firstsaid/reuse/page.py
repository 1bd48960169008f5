"""One article as the aligner reads it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstsaid.model import Span
from firstsaid.reuse.kinds import Text
from firstsaid.reuse.scares import REACH_AFTER, REACH_BEFORE

GLUED, TELLING = 1, 2
"""Flags of a coded word: it belongs to the one before it, and it is no function word."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article's words with what is known of each, to ask for single ones: several times faster than an array. Word numbers count from the first word."""

    article: Text
    starts: NDArray[np.uint32]
    coded: bytes
    """Eight bytes for each word, the lowest first, as `coded_words` makes them."""
    weight_before: Sequence[float]
    """How much the words before each word tell together; one entry more than words."""
    quoted: bytes
    """For each word 1 where it is somebody's, and 0."""
    glued: bytes
    """For each word 1 where it belongs to the one before it, and 0."""
    scares: Sequence[int]
    """Characters at which scare quotes may begin, in order."""
    bracketed: bool
    """Whether a square bracket stands anywhere."""
    start_of: Sequence[int]
    stop_of: Sequence[int]
    """The characters of each word, from and up to."""
    sentence_first: Sequence[int]
    sentence_stop: Sequence[int]
    """For each word, the words of its sentence, from and up to."""
    quotation_first: Sequence[int]
    quotation_stop: Sequence[int]
    """For each word, the words of the quotation it stands in, from and up to; 0 and 0 outside all."""

    def span(self, first: int, stop: int) -> Span:
        """Characters from word `first` up to word `stop`, which is not included; an empty span before word `first` when there is none."""
        if first < stop:
            return tuple.__new__(Span, (self.start_of[first], self.stop_of[stop - 1]))
        point = self.start_of[first] if first < len(self.start_of) else self.stop_of[-1]
        return Span(point, point)

    def scares_near(self, span: Span) -> Sequence[int]:
        """Characters at which scare quotes round words of a span may begin."""
        if not self.scares:
            return ()
        return self.scares[bisect_left(self.scares, span.start - REACH_BEFORE) : bisect_left(self.scares, span.stop + REACH_AFTER)]

    def between(self, word: int) -> str:
        """The characters between the previous word and this one."""
        if not 0 < word < len(self.start_of):
            return ""
        return self.article.text[self.stop_of[word - 1] : self.start_of[word]]
