"""Parquet: a ZIP with one file a table, for pandas, Polars, DuckDB and R."""

import io
import zipfile
from typing import BinaryIO

from firstsaid.exports.flat import COLUMNS, tables
from firstsaid.exports.zipping import member
from firstsaid.model import Dossier


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write the ZIP."""
    import pyarrow as pa  # noqa: PLC0415 (slow to load)
    import pyarrow.parquet as pq  # noqa: PLC0415

    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables(dossier).items():
            table = pa.table({column: pa.array([row[column] for row in rows]) for column in COLUMNS[name]})
            out = io.BytesIO()
            pq.write_table(table, out, compression="zstd")
            member(archive, f"{name}.parquet", out.getvalue())
