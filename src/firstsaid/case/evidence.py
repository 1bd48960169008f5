"""The evidence folder: what was added, byte for byte, read-only, named by its SHA-256."""

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from firstsaid.case.saved_pages import left_out, page_of
from firstsaid.errors import CaseError, InputError
from firstsaid.model import written_name

CHUNK = 1024 * 1024
_DIGEST = re.compile("[0-9a-f]{64}")
_TAKE_OVER = "to take its pages over, name the folder `evidence` in it"
_LEADS_OUT = "it is a link that leads out of the folder; to add the file, name it"


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of evidence and the name it came under."""

    sha256: str
    name: str
    how: str
    url: str | None


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that a user named, directly or through its folder."""

    path: Path | None
    """None for standard input."""
    name: str
    """Its name in the case: relative to the folder that was named, with `\\udc..` for bytes that are no UTF-8."""
    left_out: str | None = None
    """Why it is not kept: it is the folder of a page that a browser saved, or a link that leads elsewhere."""


def input_files(inputs: list[str], outside: Path) -> Iterator[InputFile]:
    """The files that the inputs name, folders walked in the order of their names; hidden files and the case folder `outside` are passed over.

    The folder of a page that a browser saved "complete" is one item, with the reason why it is left out; named without its page, it is a folder like any other.
    So is a link in a folder that leads out of it: a folder from somebody else must not bring files of this machine into a case.
    Raises InputError, before it gives any file, for an input that does not exist or is the folder of a case; later for a folder without files.
    """
    check_inputs(inputs)
    named = [Path(given).resolve() for given in inputs if given != "-"]
    for given in inputs:
        if given == "-":
            yield InputFile(None, "standard input")
            continue
        path = Path(given)
        if path.is_dir():
            found = False
            page = page_of(path.resolve(), [other.name for other in named if other.parent == path.resolve().parent])
            for file in _parts(path, written_name(path.name), page) if page else _walk(path, path, outside):
                found = True
                yield file
            if not found:
                raise InputError("the folder holds no files; name a folder with saved pages, or the pages themselves", where=given)
        else:
            yield InputFile(path, written_name(path.name))


def check_inputs(inputs: Sequence[str]) -> None:
    """Raises InputError for an input that does not exist or is the folder of a case."""
    for given in inputs:
        path = Path(given)
        if given != "-" and not (path.exists() or path.is_symlink()):
            raise InputError("there is no such file or folder", where=given)
        if _is_case(path):
            raise InputError(f"it is the folder of a case, not of pages: `firstsaid run {given}` works on it; {_TAKE_OVER}", where=given)


def _is_case(path: Path) -> bool:
    """Whether a folder is that of a case, whose settings, tables and report are no pages."""
    return (path / "case.toml").is_file() and (path / "evidence").is_dir()


def _walk(folder: Path, top: Path, outside: Path) -> Iterator[InputFile]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(f"the folder cannot be read ({error.strerror})", where=str(folder)) from None
    names = [entry.name for entry in entries if entry.is_file()]
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(".") or path.resolve() == outside:
            continue
        name = written_name(path.relative_to(top).as_posix())
        if entry.is_dir(follow_symlinks=False) and _is_case(path):
            yield InputFile(path, name, f"it is the folder of another case; {_TAKE_OVER}")
        elif entry.is_dir(follow_symlinks=False):
            page = page_of(path, names)
            yield from _parts(path, name, page) if page else _walk(path, top, outside)
        elif not (entry.is_symlink() and path.is_dir()):
            yield InputFile(path, name, _LEADS_OUT if entry.is_symlink() and not path.resolve().is_relative_to(top.resolve()) else None)


def _parts(folder: Path, name: str, page: str) -> Iterator[InputFile]:
    reason = left_out(folder, page)
    if reason:
        yield InputFile(folder, name, reason)


def _chunks(file: InputFile) -> Iterator[bytes]:
    """The bytes of a file. Raises InputError when it cannot be read."""
    try:
        with file.path.open("rb") if file.path else nullcontext(sys.stdin.buffer) as incoming:
            while chunk := incoming.read(CHUNK):
                yield chunk
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", where=file.name) from None


class EvidenceFolder:
    """Files named by the digest of their bytes, two levels deep, mode 0444."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes with this digest lie. Raises CaseError for what is no digest, which could lead out of the case."""
        if not _DIGEST.fullmatch(sha256):
            raise CaseError(f"its log names evidence {sha256[:80]!r}, which is no SHA-256: the log was changed by hand", where=str(self.folder.parent))
        return self.folder / sha256[:2] / sha256

    def keep(self, file: InputFile) -> tuple[str, int]:
        """Copy the file's bytes into the folder and give their digest and size.

        A kill leaves at most a `.partial` file, which the next run of `keep` writes over. Raises InputError when the file cannot be read, OSError when its
        copy cannot be written.
        """
        if file.left_out:
            raise InputError(file.left_out, where=file.name)
        if file.path and not file.path.is_file():
            raise InputError("it is not a plain file", where=file.name)
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self.folder / f"incoming.{os.getpid()}.partial"
        digest = hashlib.sha256()
        size = 0
        try:
            with partial.open("wb") as out:
                for chunk in _chunks(file):
                    digest.update(chunk)
                    out.write(chunk)
                    size += len(chunk)
                out.flush()
                os.fsync(out.fileno())
            place = self.path(digest.hexdigest())
            if not place.exists():
                place.parent.mkdir(exist_ok=True)
                partial.chmod(0o444)
                partial.replace(place)
        finally:
            partial.unlink(missing_ok=True)
        return digest.hexdigest(), size

    def verify(self, sha256: str) -> str | None:
        """What is wrong with the bytes kept under this digest, or None."""
        path = self.path(sha256)
        if not path.exists():
            return "the file is missing"
        digest = hashlib.sha256()
        with path.open("rb") as kept:
            while chunk := kept.read(CHUNK):
                digest.update(chunk)
        return None if digest.hexdigest() == sha256 else "its bytes do not have the digest that names it: it was changed"
