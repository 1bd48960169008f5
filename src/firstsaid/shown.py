"""A case and its tables in notebooks, and as pandas, Polars and Arrow tables."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from firstsaid.dossier.plain import one_line
from firstsaid.dossier.versions import carried
from firstsaid.dossier.wording import figures
from firstsaid.errors import CaseError
from firstsaid.exports import sheets
from firstsaid.exports.flat import COLUMNS, storable
from firstsaid.model import Dossier

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

Tables = Mapping[str, Sequence[dict[str, Any]]]
SHOWN = 20
"""Rows that a notebook shows of a table."""
LONGEST = 160
"""Characters that it shows of a cell."""


class Rows:
    """One flat table of a case: plain values, one row a record, the columns of `firstsaid.exports.flat` or `.sheets`."""

    def __init__(self, name: str, rows: Sequence[dict[str, Any]], columns: Sequence[str] = ()) -> None:
        self.name = name
        self.columns = tuple(columns) or COLUMNS[name]
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._rows)

    def __getitem__(self, at: int) -> dict[str, Any]:
        return self._rows[at]

    @cached_property
    def _arrow(self) -> "pa.Table":
        import pyarrow as pa  # noqa: PLC0415 (slow to load)

        return pa.table({column: pa.array([storable(row[column]) for row in self._rows]) for column in self.columns})

    def to_arrow(self) -> "pa.Table":
        """As an Arrow table."""
        return self._arrow

    def to_pandas(self) -> Any:  # noqa: ANN401 (a pandas.DataFrame; pandas is an extra)
        """As a pandas data frame. Raises CaseError where pandas is not installed."""
        try:
            return self._arrow.to_pandas()
        except ImportError:
            raise CaseError("pandas is not installed; `pip install firstsaid[notebook]` installs it", where=self.name) from None

    def to_polars(self) -> "pl.DataFrame":
        """As a Polars data frame. Raises CaseError where Polars is not installed."""
        try:
            import polars as pl  # noqa: PLC0415
        except ImportError:
            raise CaseError("Polars is not installed; `pip install firstsaid[notebook]` installs it", where=self.name) from None
        frame = pl.from_arrow(self._arrow)
        assert isinstance(frame, pl.DataFrame)
        return frame

    def __repr__(self) -> str:
        return f"{self.name}: {len(self):,} rows of {', '.join(self.columns)}"

    def _repr_html_(self) -> str:
        """A plain table of the first rows, everything in it escaped."""
        return table_html(self.columns, [[row[column] for column in self.columns] for row in self._rows[:SHOWN]], len(self))


def rows(tables: Tables, name: str, *, beside: bool = False) -> Rows:
    """One of the flat tables, or (`beside`) of the sheets. Raises CaseError for a name that is none."""
    if name not in COLUMNS:
        raise CaseError(f"there are no rows {name}; there are {', '.join(COLUMNS)}")
    return Rows(name, tables[name], sheets.columns(name) if beside else ())


def case_html(sentence: str, dossier: Dossier) -> str:
    """What a notebook shows of a case: the first sentence, then its claims with the range of their origins."""
    counts = {count.claim: count for count in dossier.counts}
    shared = [claim for claim in dossier.claims if len(claim.articles) > 1]
    known = {article.id: article for article in dossier.articles}
    ranges = {claim: figures(reckoning.least, reckoning.most) for claim, reckoning in counts.items()}
    listed = [(claim.told(claim.text), carried(claim.articles, known), ranges[claim.id]) for claim in shared if claim.id in counts]
    about = f"{len(dossier.articles):,} articles, {len(dossier.stories):,} stories, {len(dossier.statements):,} statements, {len(dossier.claims):,} claims"
    return f"<p>{_cell(sentence, 2000)}</p><p><small>{about}</small></p>" + table_html(("claim", "carried by", "origins"), listed[:SHOWN], len(listed))


def table_html(columns: Sequence[str], shown: Sequence[Sequence[object]], of: int) -> str:
    """A table; a cut one says how many rows it had."""
    head = "".join(f'<th style="text-align:left">{escape(column)}</th>' for column in columns)
    body = "".join("<tr>" + "".join(f'<td style="text-align:left">{_cell(value)}</td>' for value in row) + "</tr>" for row in shown)
    note = f"<p><small>shown {len(shown):,} of {of:,} rows</small></p>" if len(shown) < of else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _cell(value: object, longest: int = LONGEST) -> str:
    line = "" if value is None else one_line(str(value))
    return escape(line if len(line) <= longest else line[:longest] + "…")
