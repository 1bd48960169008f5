"""The stage `carried`: lines that several outlets have. In plain text, where nothing else tells, such a line is the article's."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from firstsaid.articles.sites import UNNAMED
from firstsaid.model import Carried
from firstsaid.model.columns import Columns
from firstsaid.model.options import ArticleOptions

_FEWEST = 2
"""So many outlets tell a line that others may carry by right."""
_SHORTEST = 60
"""Characters of a line that no two outlets write by chance."""


def carried(columns: Columns, options: ArticleOptions) -> Iterator[Carried]:
    """The long lines that stand around a text of some page and are told by pages of two outlets or more, if no outlet repeats them on several stories.

    What the publisher of several outlets prints around all their stories is repeated by one of them as soon as it has a few pages in the pile.
    """
    del options
    around = np.unique(np.concatenate([np.zeros(0, np.int64), *(batch.column(1).flatten().to_numpy() for batch in _of_sites(columns, "around"))]))
    if not len(around):
        return
    tellers: defaultdict[int, set[str]] = defaultdict(set)
    for batch in _of_sites(columns, "told", "sizes"):
        told, sizes = (batch.column(at).flatten().to_numpy() for at in (1, 2))
        outlets = np.repeat(np.arange(batch.num_rows), batch.column(1).value_lengths().to_numpy())
        for at in np.flatnonzero((sizes >= _SHORTEST) & np.isin(told, around)).tolist():
            tellers[int(told[at])].add(batch.column(0)[int(outlets[at])].as_py())
    repeated = {row.line for row in columns.records("repeats")}
    for line in sorted(tellers):
        number = len(tellers[line] - {UNNAMED})
        if number >= _FEWEST and line not in repeated:
            yield Carried(line, number)


def _of_sites(columns: Columns, *names: str) -> Iterator[Any]:
    """Outlet and further columns of the pages whose outlet or site can be told."""
    for batch in columns.batches("lines", ["outlet", *names]):
        yield batch.filter(batch.column(0).is_valid())
