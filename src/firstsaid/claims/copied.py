"""Which figures are one figure in a passage that two articles share."""

from collections.abc import Sequence

from firstsaid.claims.bonds import carried
from firstsaid.claims.events import Telling
from firstsaid.model import Match, Span

_REACH_OF_MATCH = 3
"""Characters between a figure and the edge of a match that it may belong to."""
_LONG_MATCH = 80
"""Characters of a match that tells by itself what a number before it counts."""


class Copied:
    """Which figures stand at the same place of a passage that two articles share."""

    def __init__(self, matches: Sequence[Match]) -> None:
        self._matches: dict[tuple[str, str], list[Match]] = {}
        for match in matches:
            self._matches.setdefault((match.article_a, match.article_b), []).append(match)

    def together(self, one: Telling, other: Telling) -> bool:
        """Whether a match carries one figure to the other."""
        a, b = sorted((one, other), key=lambda telling: telling.article.id)
        span_a, span_b = Span(a.figure.start, a.figure.stop), Span(b.figure.start, b.figure.stop)
        shared = self._matches.get((a.article.id, b.article.id), ())
        edge = bool(shared) and _same_before(a, b)
        return any(_carries(match, span_a, span_b, edge) for match in shared)


def _same_before(a: Telling, b: Telling) -> bool:
    """Whether the same word stands before both figures, or both begin their sentences."""
    before = [telling.article.text[telling.sentence.span.start : telling.figure.start].lower().split()[-1:] for telling in (a, b)]
    return before[0] == before[1]


def _carries(match: Match, a: Span, b: Span, edge: bool) -> bool:
    """Whether two figures stand at the same place of a match, or just before or behind it, where a changed number ends the shared words.

    A short match behind them tells it only where the `edge` before them is alike: not in "Three turbines at the pass fell", "12 of the 36 turbines at the
    pass".
    """
    if match.a.overlap(a) and match.b.overlap(b):
        return carried(match, a).overlap(Span(b.start - 1, b.stop + 1)) > 0
    before, behind = (match.start_a - a.stop, match.start_b - b.stop), (a.start - match.stop_a, b.start - match.stop_b)
    gaps = [before, behind] if edge or match.stop_a - match.start_a >= _LONG_MATCH else [behind]
    return any(0 <= gap_a <= _REACH_OF_MATCH and abs(gap_a - gap_b) <= 2 for gap_a, gap_b in gaps)
