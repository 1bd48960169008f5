"""Spans: the one way in which firstsaid points at words."""

from typing import NamedTuple


class Span(NamedTuple):
    """`[start, stop)` in characters (code points) of an article's stored text, as W3C TextPositionSelector counts them."""

    start: int
    stop: int

    def of(self, text: str) -> str:
        """The words that the span points at."""
        return text[self.start : self.stop]

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.stop <= self.stop

    def overlap(self, other: "Span") -> int:
        """Number of characters that both spans hold; 0 when they do not touch."""
        return max(0, min(self.stop, other.stop) - max(self.start, other.start))


class Place(NamedTuple):
    """A span together with the article in whose stored text it lies."""

    article: str
    start: int
    stop: int

    @property
    def span(self) -> Span:
        """The span without its article."""
        return Span(self.start, self.stop)
