"""When a table is fresh: its inputs, options, code and bytes are what they were when it was made. That a file exists says nothing."""

import functools
import hashlib
import importlib.metadata
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import firstsaid
from firstsaid.engine.digests import FileDigests, file_digest
from firstsaid.engine.lookup import FOLDER as LOOKUP
from firstsaid.engine.lookup import place_of
from firstsaid.engine.stage import Stage
from firstsaid.engine.tables import left_under_way

LIBRARIES = (
    "fastwarc", "htmldate", "lxml", "numpy", "openpyxl", "py3langid", "pyarrow", "pypdfium2", "rapidfuzz", "resiliparse", "tldextract", "trafilatura"
)  # fmt: skip
"""Libraries whose version can change a result."""
GROUND = ("model", "engine")


@functools.cache
def code_version(room: str) -> str:
    """A stage's version, which nobody can forget to raise: digest of its room's code and data, of the ground floor and of the libraries' versions."""
    home = Path(firstsaid.__file__).parent
    digest = hashlib.sha256()
    for name in (*GROUND, room):
        for path in sorted((home / name).rglob("*")):
            if path.is_file() and path.suffix not in (".pyc", ".html", ".css"):
                digest.update(f"{path.relative_to(home).as_posix()}\x1f{file_digest(path)}\x1e".encode())
    for library in LIBRARIES:
        digest.update(f"{library}=={importlib.metadata.version(library)}\x1e".encode())
    return digest.hexdigest()[:16]


class Freshness:
    """`derived/stages.json`: for each table the key it was made under and the digest of its bytes."""

    def __init__(self, derived: Path) -> None:
        self.derived = derived
        self.read = FileDigests()
        self.path = derived / "stages.json"
        self.made: dict[str, dict[str, str]] = {}
        if self.path.exists():
            try:
                self.made = json.loads(self.path.read_text("utf-8"))
            except ValueError:
                self.made = {}

    def key(self, stage: Stage, inputs: Sequence[str], room_options: str) -> str:
        """What the table depends on, in one hash."""
        parts = [stage.writes, stage.scope, code_version(stage.options), room_options, *inputs]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def files(self, table: str) -> list[Path]:
        """The table's own file, that of its rejected rows, and the one to look its rows up by."""
        return [self.derived / f"{table}.parquet", self.derived / "rejected" / f"{table}.parquet", place_of(self.derived, table)]

    def is_fresh(self, table: str, key: str) -> bool:
        """Whether the table was made under this key and its bytes are still those."""
        return self.made.get(table, {}).get("key") == key and self.is_sound(table)

    def is_sound(self, table: str) -> bool:
        """Whether the table's bytes are those that were noted, whatever it was made of."""
        return self.made.get(table, {}).get("digest") == self.digest(table)

    def digest(self, table: str) -> str:
        """Digest of what belongs to the table."""
        return hashlib.sha256("".join(self.read.of(path) for path in self.files(table)).encode()).hexdigest()

    def note(self, table: str, key: str) -> str:
        """Keep that the table was made under this key; give its digest."""
        digest = self.digest(table)
        self.made[table] = {"key": key, "digest": digest}
        partial = self.path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as out:
            out.write(json.dumps(self.made, indent=1, sort_keys=True) + "\n")
            out.flush()
            os.fsync(out.fileno())
        partial.replace(self.path)
        return digest

    def forget_others(self, tables: Sequence[str]) -> None:
        """Drop what no stage makes any more, and what a run that was killed left under way."""
        self.made = {name: made for name, made in self.made.items() if name in tables}
        for folder in (self.derived, self.derived / "rejected", self.derived / "known", self.derived / LOOKUP):
            for path in [*folder.glob("*.parquet"), *folder.glob("*.arrow"), *folder.glob("*.partial")]:
                if path.stem not in tables or path.suffix == ".partial":
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
        for scratch in left_under_way(self.derived):
            shutil.rmtree(scratch, ignore_errors=True)
