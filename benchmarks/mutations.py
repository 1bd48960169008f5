"""Files made from files: what the fuzzer feeds to the readers. The same seed gives the same files."""

import gzip
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).resolve().parents[1] / "tests/cases"
LONGEST = 1 << 20
_TOKEN = re.compile(rb"<[^<>]{0,200}>|\r?\n|[\w.:-]+|\s+|.", re.DOTALL)
_NUMBER = re.compile(rb"\d+")
NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"99999999999999999999", b"1e999", b"NaN")
BYTES = (
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b"\x1b[2J",
    b"\r\r\n",
    b"\x1f\x8b",
    b"<![CDATA[",
    b"<!--",
    b"]]>",
    b"&#x110000;",
    b'"',
    b"=?utf-8?q?",
)


class Sample(NamedTuple):
    """A file's name and bytes."""

    name: str
    content: bytes


def seeds() -> list[Sample]:
    """Every case file of the rooms that meet bytes from outside."""
    found = [path for room in ("capture", "articles") for path in sorted((CASES / room).rglob("*")) if path.is_file()]
    return [Sample(path.name, path.read_bytes()[:LONGEST]) for path in found]


def mutated(number: int, seed: int, among: list[Sample]) -> Sample:
    """File `number` of the row that `seed` begins: one of `among`, changed one to six times, at times inside its compression or under another's name."""
    chance = random.Random(f"{seed} {number}")
    name, content = chance.choice(among)
    worked = content
    wrap = _unwrapped(content, chance) if chance.random() < 0.7 else None
    if wrap:
        worked, wrapped = wrap
    for _ in range(chance.randint(1, 6)):
        worked = chance.choice(MUTATIONS)(worked, chance, among)[:LONGEST]
    if wrap:
        worked = wrapped(worked)
    if chance.random() < 0.1:
        name = chance.choice(among).name
    return Sample(name, worked)


def _unwrapped(content: bytes, chance: random.Random) -> tuple[bytes, Callable[[bytes], bytes]] | None:
    """What a gzip or ZIP file holds (of a ZIP file one member), and how to wrap it up again."""
    try:
        if content.startswith(b"\x1f\x8b"):
            with gzip.open(BytesIO(content)) as stream:
                return stream.read(LONGEST), lambda inside: gzip.compress(inside, 1, mtime=0)
        if content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(BytesIO(content)) as packed:
                members = {name: packed.read(name) for name in packed.namelist()}
            chosen = chance.choice(list(members))
            return members[chosen], lambda inside: _zipped({**members, chosen: inside})
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError, IndexError):
        return None
    return None


def _zipped(members: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()


def _stretch(content: bytes, chance: random.Random, longest: int = 4_096) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(len(content), start + chance.randint(1, chance.choice((4, 64, longest))))


def _repeated(piece: bytes, times: int) -> bytes:
    return (piece * min(times, LONGEST // max(1, len(piece)) + 1))[:LONGEST]


def _flip(content: bytes, chance: random.Random, _: list[Sample]) -> bytes:
    changed = bytearray(content)
    for _ in range(min(len(changed), chance.choice((1, 4, 64)))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _delete(content: bytes, chance: random.Random, _: list[Sample]) -> bytes:
    start, stop = _stretch(content, chance)
    return content[:start] + content[stop:]


def _double(content: bytes, chance: random.Random, _: list[Sample]) -> bytes:
    start, stop = _stretch(content, chance)
    return content[:stop] + _repeated(content[start:stop], chance.choice((1, 2, 50, 1_000))) + content[stop:]


def _splice(content: bytes, chance: random.Random, among: list[Sample]) -> bytes:
    other = chance.choice(among).content
    return content[: chance.randint(0, len(content))] + other[chance.randint(0, len(other)) :]


def _truncate(content: bytes, chance: random.Random, _: list[Sample]) -> bytes:
    return content[: chance.randint(0, len(content))]


def _insert(content: bytes, chance: random.Random, _: list[Sample]) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(BYTES) * chance.choice((1, 1, 3, 300)) + content[at:]


def _number(content: bytes, chance: random.Random, _: list[Sample]) -> bytes:
    """A number in the text, such as a length or a date, becomes another."""
    found = list(_NUMBER.finditer(content[:65_536]))
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + chance.choice(NUMBERS) + content[one.end() :]


def _tokens(content: bytes, chance: random.Random, _: list[Sample]) -> bytes:
    """Tags, words and line ends are swapped, dropped or doubled, so that the result is still nearly a page."""
    tokens = _TOKEN.findall(content[:200_000])
    for _ in range(chance.randint(1, 8) if tokens else 0):
        a, b = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        what = chance.randrange(3)
        if what == 0:
            tokens[a], tokens[b] = tokens[b], tokens[a]
        elif what == 1:
            tokens[a] = b""
        else:
            tokens[a] = _repeated(tokens[a], chance.choice((2, 20, 3_000)))
    return b"".join(tokens) + content[200_000:]


def _lines(content: bytes, chance: random.Random, among: list[Sample]) -> bytes:
    """Lines are put into another order, or come from another file."""
    lines = content.split(b"\n")
    other = chance.choice(among).content.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at : at + chance.randint(0, 2)] = [chance.choice(other), chance.choice(lines)]
    return b"\n".join(lines)


Mutation = Callable[[bytes, random.Random, list[Sample]], bytes]
MUTATIONS: tuple[Mutation, ...] = (_flip, _delete, _double, _splice, _truncate, _insert, _number, _tokens, _tokens, _lines)
