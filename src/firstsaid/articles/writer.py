"""Running text becomes blocks, one a line, white space folded as a browser folds it."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from firstsaid.articles.decoding import sound
from firstsaid.articles.layout import Block, Layout
from firstsaid.model import Hyperlink, Span

_SPACE = re.compile("[ \t\n\r\f]+")


class Place(NamedTuple):
    """Where running text stands: its block element, its zone, and the names of the elements around it, the nearest last."""

    tag: str
    zone: str
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Writer:
    """Collects blocks while the tree is walked."""

    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    spaced: bool = True
    linked: int = 0
    open_links: list[tuple[str, int]] = field(default_factory=list)
    waiting: list[tuple[str, int, int]] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Adds running text, white space folded as a browser folds it."""
        folded = text if "  " not in text and text.isprintable() else _SPACE.sub(" ", text)
        if self.spaced and folded.startswith(" "):
            folded = folded[1:]
        if folded:
            self.pieces.append(folded)
            self.size += len(folded)
            self.linked += len(folded) if self.open_links else 0
            self.spaced = folded.endswith(" ")

    def close(self, place: Place) -> None:
        """Ends the block that is being written, if there is anything in it."""
        if not self.pieces:
            return
        line = "".join(self.pieces).rstrip(" ")
        if not line.isspace():
            start = self.length
            self.blocks.append(Block(start, start + len(line), place.tag, place.zone, min(self.linked, len(line)), place.names))
            self.lines.append(line)
            self.length += len(line) + 1
            self.links.extend(hyperlink for anchor in self.waiting if (hyperlink := _hyperlink(anchor, line, start)))
        self.pieces, self.waiting, self.size, self.linked, self.spaced = [], [], 0, 0, True
        if self.open_links:
            self.open_links = [(url, 0) for url, _ in self.open_links]

    def layout(self) -> Layout:
        """What was written."""
        return Layout("\n".join(self.lines), tuple(self.blocks), tuple(self.links))

    def open_link(self, url: str) -> None:
        """From here on text is link text."""
        self.open_links.append((url, self.size))

    def close_link(self) -> None:
        """Notes the anchor that ends here."""
        url, first = self.open_links.pop()
        if self.size > first:
            self.waiting.append((url, first, self.size))


def _hyperlink(anchor: tuple[str, int, int], line: str, start: int) -> Hyperlink | None:
    url, first, last = anchor
    words = line[first:last]
    bare = words.strip(" ")
    if not bare:
        return None
    first += len(words) - len(words.lstrip(" "))
    return Hyperlink(sound(url), bare, Span(start + first, start + first + len(bare)))
