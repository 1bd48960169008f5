"""Untrusted ZIP archives: members are checked and read, never unpacked to disk."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from firstsaid.errors import InputError

MARKS = (b"PK\x03\x04", b"PK\x05\x06")
"""How a ZIP archive begins; the second is an empty one."""
_TAIL = (1 << 16) + 22
_LARGEST_DIRECTORY = 32 << 20
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"


def opened(path: Path) -> ZipFile:
    """The archive. Raises InputError when it is broken, cut off, or lists more members than memory should hold."""
    try:
        if _directory(path) > _LARGEST_DIRECTORY:
            raise InputError("it lists more members than any web archive has")
        return ZipFile(path)
    except (BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError) as error:
        raise InputError(f"it is broken or cut off ({error})") from error


def members(archive: ZipFile) -> Iterator[tuple[ZipInfo, str]]:
    """The members that are files, in the archive's order, each with what speaks against reading it ("" for nothing)."""
    seen: set[str] = set()
    for member in archive.infolist():
        if not member.filename.endswith("/"):
            yield member, "the archive has an earlier member of this name" if member.filename in seen else _against(member)
            seen.add(member.filename)


def _against(member: ZipInfo) -> str:
    name = member.orig_filename.replace("\\", "/")
    if not name:
        return "it has no name"
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/") or "\x00" in name:
        return "its name leads outside the archive"
    if member.flag_bits & 1:
        return "it is encrypted: unpack it with its password and add what comes out"
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return f"its compression method ({member.compress_type}) is not read: pack the archive again without it"
    return ""


def _directory(path: Path) -> int:
    """The size in bytes of the archive's list of members, as its last record states it; 0 when there is none."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _TAIL))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0:
        return 0
    stated = int.from_bytes(tail[at + 12 : at + 16], "little")
    at_64 = tail.rfind(_END_64, 0, at)
    return max(0 if stated == 0xFFFFFFFF else stated, int.from_bytes(tail[at_64 + 40 : at_64 + 48], "little") if at_64 >= 0 else 0)
