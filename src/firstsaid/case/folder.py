"""The case: one folder on disk that holds evidence, settings, the custody log and everything derived."""

import fcntl
import json
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w

import firstsaid
from firstsaid.case.custody import Custody
from firstsaid.case.evidence import EvidenceFolder, Kept, input_files
from firstsaid.case.settings import Values, changed, resolve, settings_hash
from firstsaid.engine.base import Progress, no_progress
from firstsaid.engine.digests import FileDigests, file_digest
from firstsaid.errors import CaseError, InputError
from firstsaid.model import Rejected, written_name
from firstsaid.model.options import Options

FORMAT = 1
_MEDIA_TYPES = {".parquet": "application/vnd.apache.parquet", ".arrow": "application/vnd.apache.arrow.file"}


@dataclass(frozen=True, slots=True)
class Added:
    """What an `add` did."""

    added: int
    """Files that were not in the case."""
    known: int
    """Files whose bytes were there already; they add nothing."""
    refused: tuple[Rejected, ...]


class CaseFolder:
    """A folder with `case.toml`, `evidence/`, `derived/`, `custody.jsonl` and `datapackage.json`."""

    def __init__(self, path: Path) -> None:
        """Raises CaseError for a path that is no UTF-8: tables could not be written there."""
        self.path = path.resolve()
        if written_name(str(self.path)) != str(self.path):
            raise CaseError("a case lies where every folder's name is UTF-8; name another folder", where=written_name(str(path)))
        self.evidence = EvidenceFolder(self.path / "evidence")
        self.custody = Custody(self.path / "custody.jsonl")
        self.derived = self.path / "derived"
        self.reviews = self.path / "review.db"

    @classmethod
    def open(cls, path: Path) -> "CaseFolder":
        """A case that exists. Raises CaseError when the folder is none, or was made by a newer version."""
        case = cls(path)
        case.stored_settings()
        return case

    @classmethod
    def create(cls, path: Path) -> "CaseFolder":
        """The case in this folder, made when the folder is new or empty. Raises CaseError when it holds something else."""
        case = cls(path)
        if (case.path / "case.toml").exists():
            return cls.open(path)
        if case.path.exists() and (not case.path.is_dir() or any(entry.name != "case.lock" for entry in case.path.iterdir())):
            raise CaseError("it exists and is not a case; name a new or an empty folder", where=str(path))
        case.path.mkdir(parents=True, exist_ok=True)
        case._write_settings({})
        return case

    def stored_settings(self) -> Values:
        """The settings of `case.toml`, without the `case` table."""
        try:
            settings = tomllib.loads((self.path / "case.toml").read_text("utf-8"))
        except FileNotFoundError:
            raise CaseError("it is not a case (no case.toml in it); `firstsaid trace INPUT --case DIR` makes one", where=str(self.path)) from None
        except (OSError, ValueError) as error:
            raise CaseError(f"case.toml cannot be read ({error})", where=str(self.path)) from None
        about = settings.pop("case", {})
        if not isinstance(about, dict) or not isinstance(about.get("format", FORMAT), int) or about.get("format", FORMAT) > FORMAT:
            raise CaseError("the case was made by a newer version of firstsaid; install that one", where=str(self.path))
        if not all(isinstance(values, dict) for values in settings.values()):
            raise CaseError("case.toml holds a key outside of a [room]", where=str(self.path))
        return settings

    def options(self, flags: Values) -> Options:
        """The options in force; what flags change is kept in `case.toml`, so that the next run uses it too."""
        stored = self.stored_settings()
        options = resolve(stored, os.environ, flags)
        if flags:
            self._write_settings(changed(resolve(stored, {}, flags)))
        return options

    def _write_settings(self, values: Mapping[str, Any]) -> None:
        text = tomli_w.dumps({"case": {"format": FORMAT, "made_by": firstsaid.__version__}, **values})
        partial = self.path / "case.toml.partial"
        partial.write_text(text, "utf-8")
        partial.replace(self.path / "case.toml")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One writer at a time. Raises CaseError when another process works on the case, or nobody may write to it here."""
        try:
            handle = (self.path / "case.lock").open("w")
        except OSError as error:
            copied = "what is done to a case is noted in it, so copy it to where you may write; show, check and verify read it as it is"
            raise CaseError(f"nothing can be written to the case ({error.strerror}): {copied}", where=str(self.path)) from None
        with handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise CaseError("another firstsaid works on this case; wait until it has finished", where=str(self.path)) from None
            yield

    def add(self, inputs: Sequence[str], progress: Progress = no_progress) -> Added:
        """Keep every file the inputs name as evidence, with a custody line each.

        The same bytes a second time add nothing. A file that cannot be read is refused with its reason. Raises InputError for an input that is not there.
        """
        known = {kept.sha256 for kept in self.register()}
        before = {row.path: row.reason for row in self.refused()}
        refused: list[Rejected] = []
        added = again = 0
        for number, file in enumerate(input_files(list(inputs), outside=self.path), 1):
            try:
                sha256, size = self.evidence.keep(file)
            except InputError as error:
                reason = str(error).removeprefix(f"{file.name}: ")
                refused.append(Rejected(file.name, None, "add", reason))
                if before.get(file.name) != reason:
                    self.custody.append("refuse", path=file.name, reason=reason)
                continue
            if sha256 in known:
                again += 1
            else:
                added += 1
                known.add(sha256)
                self.custody.append("add", sha256=sha256, path=file.name, bytes=size, how="standard input" if file.path is None else "file")
            progress("add", number, 0)
        return Added(added, again, tuple(refused))

    def register(self) -> list[Kept]:
        """Every file of evidence, by name, then digest; from the custody log.

        Raises CaseError when a line of it lacks one of these, or the log is gone: there is evidence that a run has read. (Between a first piece and its line
        of the log a kill may come, before any run.)
        """
        if not self.custody.path.exists() and (self.path / "datapackage.json").exists() and any(self.evidence.folder.glob("*/*")):
            told = "there is evidence and no log of how it came: the log was moved or deleted; put it back, or add the pages to a new case"
            raise CaseError(told, where=str(self.custody.path))
        added = [line for line in self.custody.lines() if line.get("event") == "add"]
        if not all(isinstance(line.get(key), str) for line in added for key in ("sha256", "path", "how")):
            raise CaseError("a line that adds evidence lacks its digest or name: the log was changed by hand", where=str(self.custody.path))
        return sorted((Kept(line["sha256"], line["path"], line["how"], line.get("url")) for line in added), key=lambda file: (file.name, file.sha256))

    def refused(self) -> list[Rejected]:
        """Files that could not be read when they were to be added, and have not been added since under the same name."""
        rows: dict[str, Rejected] = {}
        for line in self.custody.lines():
            if line.get("event") == "refuse":
                rows[line["path"]] = Rejected(line["path"], None, "add", line["reason"])
            elif line.get("event") == "add":
                rows.pop(line["path"], None)
        return [rows[name] for name in sorted(rows)]

    def listed(self) -> dict[str, str]:
        """The derived tables that `datapackage.json` names, by path, with their digests. Raises CaseError when it is no such list."""
        listing = self.path / "datapackage.json"
        if not listing.exists():
            return {}
        try:
            return {str(table["path"]): str(table["hash"]) for table in json.loads(listing.read_text("utf-8"))["resources"]}
        except (ValueError, KeyError, TypeError):
            raise CaseError("datapackage.json cannot be read: it was changed by hand or is damaged; `firstsaid run` makes it anew", str(self.path)) from None

    def derived_faults(self) -> list[str]:
        """What is wrong with the derived tables: each that is missing or does not have the digest of `datapackage.json`."""
        there = {path.relative_to(self.path).as_posix(): path for path in self.derived.rglob("*") if path.is_file()}
        return [
            f"{name}: it is not the table of the last run"
            for name, digest in self.listed().items()
            if name not in there or f"sha256:{file_digest(there[name])}" != digest
        ]

    def write_datapackage(self, options: Options, read: FileDigests) -> None:
        """`datapackage.json` (Frictionless Data Package): every derived table with its size and digest."""
        resources = [
            {
                "name": path.relative_to(self.derived).with_suffix("").as_posix().replace("/", "-"),
                "path": path.relative_to(self.path).as_posix(),
                "format": path.suffix[1:],
                "mediatype": _MEDIA_TYPES[path.suffix],
                "bytes": path.stat().st_size,
                "hash": f"sha256:{read.of(path)}",
            }
            for path in sorted(self.derived.rglob("*"))
            if path.is_file() and path.suffix in _MEDIA_TYPES
        ]
        package = {"name": "firstsaid-case", "firstsaid": {"version": firstsaid.__version__, "settings": settings_hash(options)}, "resources": resources}
        partial = self.path / "datapackage.json.partial"
        partial.write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", "utf-8")
        partial.replace(self.path / "datapackage.json")
