"""JSON lines: every row of every table as one object, which names its table."""

import json
from typing import BinaryIO

from firstsaid.exports.flat import tables
from firstsaid.model import Dossier


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write the lines, table after table."""
    for name, rows in tables(dossier).items():
        for row in rows:
            to.write(json.dumps({"table": name, **row}, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
