"""A ZIP archive of saved pages and other files, as a colleague sends them: each file in it is read as if it had been added by itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

from firstsaid.capture.record import sound
from firstsaid.capture.source import Source
from firstsaid.capture.unpacked import BLOCK, BROKEN, Allowance
from firstsaid.capture.warc import NAMES
from firstsaid.capture.zip_members import MARKS, members, opened
from firstsaid.errors import InputError
from firstsaid.model import Capture, Rejected, content_id
from firstsaid.model.capture import PASSED_OVER
from firstsaid.model.options import CaptureOptions

MOST = 20_000
"""Files of one archive that are read."""
_LONGEST_NAME = 200
_WACZ = ("datapackage.json", ".wacz")
_OFFICE = ("[Content_Types].xml", "mimetype")
"""What only a document of an office program has at its top."""
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_PARTS = re.compile(r"[_.]files")
_PERHAPS_PARTS = re.compile(r"[_. -][^\W\d_]{3,20}")
"""What browsers put behind a saved page's name to call the folder of its parts: whatever their language, and translated ("-Dateien")."""
_LOADED = (".css", ".js", ".mjs", ".download", ".woff", ".woff2", ".ttf", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".ico")
_SYSTEM = ("__MACOSX", "Thumbs.db", "desktop.ini")

Read = Callable[[Source, CaptureOptions], Iterator[Capture | Rejected]]


def packs_files(source: Source) -> bool:
    """Whether a file is a ZIP archive that is neither a web archive nor a document, and can be opened."""
    if not _begins_so(source.path):
        return False
    try:
        with opened(source.path) as archive:
            names = [member.filename for member, _ in members(archive)]
    except InputError:
        return False
    archived = source.name.lower().endswith(".wacz") or any(name.lower().endswith((*NAMES, *_WACZ)) for name in names)
    return bool(names) and not archived and not any(name in names for name in _OFFICE)


def _begins_so(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(4) in MARKS
    except OSError:
        return False


def packed(source: Source, options: CaptureOptions, read: Read) -> Iterator[Capture | Rejected]:
    """What the files of an archive hold, by `read`, in its order; each has the archive's name and digest, and its own name as the place there.

    Nothing is written under a name from the archive. Together the files may inflate no further than one archive may. An archive inside the archive is not read.
    """
    allowance = Allowance(source.path.stat().st_size, options)
    with opened(source.path) as archive, TemporaryDirectory(prefix="firstsaid-") as folder:
        pack = _Pack(source, options, archive, Path(folder) / "member")
        names = {member.filename for member, _ in members(archive)}
        for number, (member, against) in enumerate(entry for entry in members(archive) if not _of_system(entry[0].filename)):
            if number == MOST:
                yield source.rejected(f"The archive holds more than {MOST:,} files; the rest was not read. Split it.")
                break
            if not against and _part_of(member.filename, names):
                pack.parts += 1
                continue
            try:
                yield from [pack.left_out(member, against)] if against else pack.opened(member, allowance, read)
            except _FarTooLargeError as error:
                yield source.rejected(f"The rest of the archive was not read: {error}.")
                break
        if pack.parts:
            yield source.rejected(f"{PASSED_OVER}, {pack.parts:,} in all: parts that saved pages load ({pack.parts:,}).")


class _FarTooLargeError(Exception):
    """The archive inflates further than it may."""


class _Pack:
    """One archive while it is read; `place` is where the member at hand lies."""

    def __init__(self, source: Source, options: CaptureOptions, archive: ZipFile, place: Path) -> None:
        self.parts = 0
        self._source = source
        self._options = options
        self._archive = archive
        self._place = place

    def opened(self, member: ZipInfo, allowance: Allowance, read: Read) -> Iterator[Capture | Rejected]:
        """What one member holds."""
        name = sound(member.filename.replace("\\", "/"))
        try:
            self._unpack(member, allowance)
        except BROKEN as error:
            yield self.left_out(member, f"it is broken or cut off ({error})")
            return
        if _begins_so(self._place) and packs_files(replace(self._source, path=self._place, name=name)):
            yield self.left_out(member, "it is a ZIP archive inside this one: unpack it and add it by itself")
            return
        for row in read(replace(self._source, path=self._place, name=name, how="zip"), self._options):
            yield self._ours(row, name)

    def left_out(self, member: ZipInfo, reason: str) -> Rejected:
        """A row about a member that is not read."""
        name = sound(member.filename[:_LONGEST_NAME])
        return self._source.rejected(f"The file {name} in the archive was not read: {reason}.", name)

    def _unpack(self, member: ZipInfo, allowance: Allowance) -> None:
        with self._archive.open(member) as stream, self._place.open("wb") as to:
            while block := stream.read(BLOCK):
                try:
                    allowance.take(len(block))
                except InputError as error:
                    raise _FarTooLargeError(str(error)) from error
                to.write(block)

    def _ours(self, row: Capture | Rejected, name: str) -> Capture | Rejected:
        """The row as one of the archive: a page's place is its name there, a record's its name and its place in it."""
        place = name if row.record is None else f"{name}, {row.record}"
        if isinstance(row, Capture):
            return replace(row, id=content_id("capture", row.id, name), path=self._source.name, record=place)
        return replace(row, path=self._source.name, record=place)


def _of_system(name: str) -> bool:
    """Whether a system put a file there that nobody sees."""
    pieces = name.replace("\\", "/").split("/")
    return any((piece.startswith(".") and piece != "..") or piece in _SYSTEM for piece in pieces)


def _part_of(name: str, names: set[str]) -> bool:
    """Whether a file lies in the folder of a saved page's parts, beside that page: whatever is there, or under a translated name what pages load."""
    pieces = name.split("/")
    for depth, folder in enumerate(pieces[:-1]):
        above = "/".join([*pieces[:depth], ""])
        for word in (_PARTS, _PERHAPS_PARTS):
            for found in word.finditer(folder):
                page = any(f"{above}{folder[: found.start()]}{ending}" in names for ending in _PAGES) and found.end() == len(folder)
                if page and (word is _PARTS or name.lower().endswith(_LOADED)):
                    return True
    return False
