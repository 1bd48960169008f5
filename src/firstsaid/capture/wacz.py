"""Web archives packed with their indexes (WACZ 1.1.1, Webrecorder), and plain ZIP archives that hold WARC files."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZipFile, ZipInfo

from firstsaid.capture.intake import Intake
from firstsaid.capture.record import sound
from firstsaid.capture.signatures import not_read
from firstsaid.capture.source import Source
from firstsaid.capture.unpacked import BLOCK, BROKEN, Allowance
from firstsaid.capture.warc import NAMES
from firstsaid.capture.zip_members import MARKS, members, opened
from firstsaid.errors import InputError
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

_LISTS = ("datapackage.json", "datapackage-digest.json")
_DIGESTS = ("sha256", "sha512", "sha1", "md5")
_LONGEST_LIST = 16 << 20
_NAMED = 6
"""So many files that lie beside web archives are named."""


@dataclass(frozen=True, slots=True)
class WaczReader:
    """Any ZIP archive that packs no other files: the WARC files in it are read, one without any is turned away."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the file begins as ZIP archives do."""
        return head.startswith(MARKS)

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """The captures of each WARC file, and a row for each member that cannot be read or is not what its digest says."""
        try:
            archive = opened(source.path)
        except InputError as error:
            yield source.rejected(f"The ZIP archive cannot be read: {error}. Fetch or copy it again.")
            return
        with archive:
            if not archive.infolist():
                yield source.rejected("The ZIP archive is empty.")
                return
            yield from _Package(source, options, archive).read()


class _Package:
    """One archive and its members."""

    def __init__(self, source: Source, options: CaptureOptions, archive: ZipFile) -> None:
        self._source = source
        self._options = options
        self._archive = archive
        self._members = list(members(archive))

    def read(self) -> Iterator[Capture | Rejected]:
        """Captures and rows, as `WaczReader.read` has them."""
        ours = [(member, against) for member, against in self._members if member.filename.lower().endswith((*NAMES, ".wacz"))]
        listed = any(member.filename == _LISTS[0] for member, _ in self._members)
        if not ours and not listed and not self._source.name.lower().endswith(".wacz"):
            yield self._source.rejected(not_read(_packed([member.filename for member, _ in self._members])))
            return
        yield from (self._left_out(member, against) for member, against in self._members if against)
        if ours and not listed:
            yield from self._beside([member.filename for member, against in self._members if not against and (member, against) not in ours])
        yield from self._differing()
        sound = [member for member, against in ours if not against and not member.filename.lower().endswith(".wacz")]
        for member, against in ours:
            if not against and member.filename.lower().endswith(".wacz"):
                yield self._left_out(member, "it is a WACZ inside this one: unpack it and add it by itself")
        if not ours:
            yield self._source.rejected("The WACZ holds no WARC file, so there are no pages in it.")
        elif sound:
            yield from self._pages(sound)

    def _beside(self, names: list[str]) -> Iterator[Rejected]:
        """A row about what lies beside the WARC files in a ZIP archive that is no web archive by itself."""
        if names:
            what, these = ("1 other file", "It was") if len(names) == 1 else (f"{len(names):,} other files", "They were")
            listed = ", ".join(sound(name[:80]) for name in names[:_NAMED]) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")
            yield self._source.rejected(f"The archive holds {what} beside web archives: {listed}. {these} not read: unpack the archive and add the folder.")

    def _pages(self, sound: list[ZipInfo]) -> Iterator[Capture | Rejected]:
        intake = Intake(self._source, self._options, "wacz")
        for member in sound:
            yield from self._opened(member, intake.first)
        for member in sound if intake.repeats else ():
            yield from self._opened(member, intake.again)
        yield from intake.rest()

    def _opened(self, member: ZipInfo, step: Callable[[IO[bytes], str], Iterator[Capture | Rejected]]) -> Iterator[Capture | Rejected]:
        try:
            stream = self._archive.open(member)
        except BROKEN as error:
            yield self._left_out(member, f"it cannot be opened ({error})")
            return
        with stream:
            yield from step(stream, member.filename)

    def _differing(self) -> Iterator[Rejected]:
        """Rows for members whose digest is not the one that the package lists, or that are missing."""
        allowance = Allowance(self._source.path.stat().st_size, self._options)
        present = {member.filename: (member, against) for member, against in reversed(self._members)}
        for name in _LISTS:
            if name not in present or present[name][1]:
                continue
            try:
                stated = _stated(self._archive, present[name][0])
            except BROKEN as error:
                yield self._left_out(present[name][0], f"it cannot be read, so no digest was checked ({error})")
                continue
            for path, digest in sorted(stated.items()):
                if path not in present:
                    yield self._source.rejected(f"The member {path[:200]} is missing, though {name} lists it: the archive is incomplete.", path[:200])
                elif not present[path][1]:
                    yield from self._checked(present[path][0], digest, name, allowance)

    def _checked(self, member: ZipInfo, digest: str, listing: str, allowance: Allowance) -> Iterator[Rejected]:
        kind, _, wanted = digest.partition(":")
        if kind not in _DIGESTS:
            yield self._left_out(member, f'its digest cannot be checked: {listing} gives it as "{digest[:20]}"', read=True)
            return
        try:
            given = hashlib.new(kind, usedforsecurity=False)
            with self._archive.open(member) as stream:
                while block := stream.read(BLOCK):
                    allowance.take(len(block))
                    given.update(block)
        except BROKEN as error:
            yield self._left_out(member, f"its digest cannot be checked ({error})", read=True)
            return
        if given.hexdigest() != wanted.strip().lower():
            yield self._left_out(member, f"its {kind} digest is not the one in {listing}: it was changed or damaged after the archive was made", read=True)

    def _left_out(self, member: ZipInfo, reason: str, read: bool = False) -> Rejected:
        name = sound(member.filename[:200])
        return self._source.rejected(f"The member {name} {'is read all the same' if read else 'was not read'}: {reason}.", name)


def _packed(names: list[str]) -> str:
    """What a ZIP archive without a WARC file is."""
    if "[Content_Types].xml" in names:
        return "an office document"
    return "an OpenDocument text" if "mimetype" in names and "content.xml" in names else "a ZIP archive without WARC files"


def _stated(archive: ZipFile, member: ZipInfo) -> dict[str, str]:
    """Digests by path as a list states them. Raises what `BROKEN` names when the list is broken."""
    with archive.open(member) as stream:
        content = stream.read(_LONGEST_LIST + 1)
    if len(content) > _LONGEST_LIST:
        raise InputError(f"it has more than {_LONGEST_LIST:,} bytes")
    try:
        told = json.loads(content)
    except RecursionError as error:
        raise InputError("it is nested too deeply") from error
    if not isinstance(told, dict):
        raise InputError("it is no JSON object")
    resources = told.get("resources", [told])
    if not isinstance(resources, list):
        raise InputError('its key "resources" holds no list')
    pairs = [(entry.get("path"), entry.get("hash")) for entry in resources if isinstance(entry, dict)]
    return {path: digest for path, digest in pairs if isinstance(path, str) and isinstance(digest, str)}
