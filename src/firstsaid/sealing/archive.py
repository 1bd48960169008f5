"""Reading an untrusted sealed dossier: nothing is unpacked to disk, nothing may be larger than it says."""

import hashlib
import json
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firstsaid.errors import CaseError
from firstsaid.sealing.shape import FORMAT, MANIFEST

MEMBERS = 500_000
LARGEST_TOLD = 4 << 30
"""Bytes of a member that is not evidence."""
LARGEST_MANIFEST = 256 << 20
LARGEST = 200 << 30
"""Bytes of all members together."""
FREE = 64 << 20
"""So many bytes may come out of a file of any size; beyond, at most `INFLATION` times its own."""
INFLATION = 200
CHUNK = 1 << 20
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


class Sealed:
    """A ZIP that says it is a sealed dossier. Raises CaseError, with what does not fit first, when it is none or is not safe to read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN as error:
            raise CaseError(f"it is not a whole ZIP file ({error})", where=str(path)) from None
        try:
            self._about = self._looked_through()
            self._most = max(FREE, INFLATION * path.stat().st_size)
            self.manifest_bytes = b"".join(self._read(MANIFEST, min(LARGEST_MANIFEST, self._most)))
            self.manifest = self._understood()
            self.listed = self._listed()
        except BaseException:
            self._zip.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def fail(self, said: str) -> CaseError:
        """What does not fit, ready to be raised."""
        return CaseError(said, where=str(self.path))

    def check(self, name: str) -> None:
        """Whether a member has the size and digest that the manifest gives. Raises CaseError when it has not."""
        digest, size, expected = hashlib.sha256(), 0, self.listed[name]
        for chunk in self._read(name, expected[0]):
            digest.update(chunk)
            size += len(chunk)
        if (size, digest.hexdigest()) != expected:
            raise self.fail(f"{name} does not have the digest of the manifest: it was changed")

    def read(self, name: str) -> bytes:
        """A member that was checked, whole. Raises CaseError when it is too large for that."""
        size = self.listed[name][0]
        if size > LARGEST_TOLD:
            raise self.fail(f"{name} has {size:,} bytes, which is more than can be looked into")
        return b"".join(self._read(name, size))

    def _looked_through(self) -> dict[str, zipfile.ZipInfo]:
        """Its members by name, once none of them can do harm."""
        members = self._zip.infolist()
        if len(members) > MEMBERS:
            raise self.fail(f"it has {len(members):,} members; at most {MEMBERS:,} are read")
        found: dict[str, zipfile.ZipInfo] = {}
        for about in members:
            wrong = _unsafe(about)
            if wrong or about.filename in found:
                raise self.fail(f"member {about.filename[:200]!r} {wrong or 'is there twice'}")
            found[about.filename] = about
        ends = 0
        for about in sorted(members, key=lambda about: about.header_offset):
            if about.header_offset < ends:
                raise self.fail(f"member {about.filename[:200]!r} lies over another")
            ends = about.header_offset + about.compress_size
        if MANIFEST not in found:
            raise self.fail(f"it has no {MANIFEST}, so it is no dossier that firstsaid sealed")
        return found

    def _read(self, name: str, most: int) -> Iterator[bytes]:
        size = 0
        try:
            with self._zip.open(self._about[name]) as member:
                while chunk := member.read(CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise self.fail(f"{name} holds more than the {most:,} bytes that it may hold")
                    yield chunk
        except BROKEN as error:
            raise self.fail(f"{name} cannot be read ({error}): the file was changed or is cut off") from None

    def _understood(self) -> dict[str, Any]:
        try:
            manifest = json.loads(self.manifest_bytes)
        except (ValueError, RecursionError):
            raise self.fail(f"{MANIFEST} is not JSON") from None
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise self.fail(f"{MANIFEST} does not say “{FORMAT}”: it is no dossier of ours, or one of a newer version")
        return manifest

    def _listed(self) -> dict[str, tuple[int, str]]:
        """What the manifest says of each member. Raises CaseError when it does not list what is there."""
        try:
            listed = {str(row["name"]): (int(row["bytes"]), str(row["sha256"])) for row in self.manifest["members"]}
        except (KeyError, TypeError, ValueError, OverflowError):
            raise self.fail(f"{MANIFEST} does not list the members") from None
        for name in listed:
            if name not in self._about:
                raise self.fail(f"{name} is missing")
        for name in self._about:
            if name not in listed and name != MANIFEST:
                raise self.fail(f"{name} is not in the manifest: it was put in afterwards")
        most = min(LARGEST, self._most)
        if sum(max(0, size) for size, _ in listed.values()) > most:
            raise self.fail(f"it says that it holds more than {most:,} bytes, which is more than is read of a file of its size")
        return listed


def _unsafe(about: zipfile.ZipInfo) -> str:
    """Why a member is not read; "" when it is harmless."""
    name, mode = about.orig_filename, about.external_attr >> 16
    if name.startswith("/") or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in name.split("/")) or not name.isprintable():
        return "has a name that leads elsewhere, or is no file's"
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return "is no plain file but a link or a device"
    if about.flag_bits & 0x1:
        return "is encrypted"
    return "" if about.compress_type in PACKED else "is packed in a way that we never use"
