"""The stage `shared_lines`: which repeated and carried lines each page has, so that a page is read again only when that changes."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from firstsaid.articles.sites import UNNAMED, repeated_on_sites, site_of
from firstsaid.model import Repeat, RepeatedLine, SharedLines
from firstsaid.model.columns import Columns
from firstsaid.model.options import ArticleOptions

MANY = 5
"""From so many pages on their number is told as that or more: else an outlet's pages, and all stories that hold one, would change whenever it has more."""
_SURE = 3
"""On so many distinct stories no story's own line stands by chance, if they are also the share of the outlet's that the options ask for."""

_Pages = Iterator[tuple[str, str | None, bool, list[int]]]


def shared_lines(columns: Columns, options: ArticleOptions) -> Iterator[SharedLines]:
    """For each page that has any, the lines of it that its outlet repeats and, of plain text, those that several outlets tell."""
    repeats = columns.records("repeats")
    of_outlets: defaultdict[str, dict[int, RepeatedLine]] = defaultdict(dict)
    for row in repeats:
        of_outlets[row.outlet][row.line] = _told(row, options)
    on_sites = repeated_on_sites(repeats)
    several = {row.line for row in columns.records("carried")}
    for article, outlet, plain, lines in _holding(columns, {*several, *(row.line for row in repeats)}):
        of_outlet = of_outlets.get(outlet if outlet and outlet != UNNAMED else _site(lines, on_sites), {})
        repeated = tuple(of_outlet[line] for line in lines if line in of_outlet)
        carried = tuple(line for line in lines if plain and line in several)
        if repeated or carried:
            yield SharedLines(article, repeated, carried)


def _told(repeat: Repeat, options: ArticleOptions) -> RepeatedLine:
    return RepeatedLine(repeat.line, min(repeat.pages - 1, MANY), repeat.stories >= max(_SURE, options.repeated_share * repeat.of))


def _site(lines: Collection[int], on_sites: Mapping[int, Sequence[str]]) -> str:
    return site_of(lines, on_sites) if on_sites else ""


def _holding(columns: Columns, known: Collection[int]) -> _Pages:
    """The pages that hold some of the lines, and which, in order: article, outlet, whether it is of plain text, lines."""
    wanted = np.array(sorted(known), np.int64)
    for batch in columns.batches("lines", ["article", "outlet", "plain", "told", "around"]) if known else ():
        held: defaultdict[int, set[int]] = defaultdict(set)
        for column in (batch.column(3), batch.column(4)):
            for row, line in _among(column, wanted):
                held[row].add(line)
        for row in sorted(held):
            article, outlet, plain = (batch.column(number)[row].as_py() for number in range(3))
            yield article, outlet, plain, sorted(held[row])


def _among(column: Any, wanted: np.ndarray[Any, np.dtype[np.int64]]) -> Iterator[tuple[int, int]]:  # noqa: ANN401
    """The wanted lines of a column of lists, each with the number of its row."""
    lines = column.flatten().to_numpy()
    rows = np.repeat(np.arange(len(column)), column.value_lengths().to_numpy())
    chosen = np.isin(lines, wanted)
    return zip(rows[chosen].tolist(), lines[chosen].tolist(), strict=True)
