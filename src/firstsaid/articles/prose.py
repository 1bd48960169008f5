"""The body of a page of plain lines: the run of lines that weighs most (the maximum subsequence of Pasternack and Roth 2009, over lines)."""

from collections.abc import Sequence

from firstsaid.articles.evidence import BREAK, CLOSE, LineEvidence
from firstsaid.model import Span

_NEARLY = 0.6
_AN_ARTICLE = 100.0
"""Weight of a run, about in words, that may be an article: a line that closes one may also stand in the menu above it."""
_BELOW = 0.1
"""What a run weighs below a line that closes an article."""
_SUBHEADINGS = 1


def heaviest_run(scores: Sequence[float]) -> Span:
    """The run of lines whose scores add up to most, as `[first, last + 1)`, or the first run that weighs nearly as much; empty when none is positive.

    Other stories, readers' comments and rules stand below the article and may be longer than it; after a line that closes an article a run weighs less.
    """
    runs: list[tuple[float, Span]] = []
    best, best_run = 0.0, Span(0, 0)
    total, first, share = 0.0, 0, 1.0
    for position, score in enumerate(scores):
        if total <= 0:
            runs.append((best, best_run))
            total, first, best = 0.0, position, 0.0
        if score <= CLOSE and max(best, *(weight for weight, _ in runs)) >= _AN_ARTICLE:
            share, total = _BELOW, 0.0
            continue
        total += max(score, BREAK) if score <= CLOSE else score
        if total * share > best:
            best, best_run = total * share, Span(first, position + 1)
    runs.append((best, best_run))
    heaviest = max(weight for weight, _ in runs)
    return next(run for weight, run in runs if weight >= _NEARLY * heaviest)


def body_lines(lines: Sequence[LineEvidence], subheadings: int = _SUBHEADINGS) -> frozenset[int]:
    """Positions of the lines that are body; more than `subheadings` lines without a sentence, one after the other, are no subheadings of it."""
    run = heaviest_run([line.score for line in lines])
    chosen: set[int] = set()
    strangers: list[int] = []
    cut_off = False
    for position in range(run.start, run.stop):
        line = lines[position]
        if line.score > 0:
            if len(strangers) <= subheadings and not cut_off:
                chosen.update(strangers)
            strangers, cut_off = [], False
            chosen.add(position)
        elif line.form or line.policy or line.ends:
            cut_off = True
        else:
            strangers.append(position)
    return frozenset(chosen)
