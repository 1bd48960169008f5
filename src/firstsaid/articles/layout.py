"""A page laid out as text: blocks one below the other, with what the markup says of each."""

from dataclasses import dataclass
from typing import NamedTuple

from firstsaid.model import Hyperlink, Span


class Block(NamedTuple):
    """A paragraph, heading, list item or line of the page."""

    start: int
    stop: int
    tag: str = ""
    """The element it stands in ("p", "h1", "li"), "" for plain text."""
    zone: str = ""
    """The part of the site that the markup puts it in: "nav", "footer", "aside", "header", "form", "hidden", "comments", "caption", else ""."""
    linked: int = 0
    """How many of its characters are link text."""
    names: tuple[str, ...] = ()
    """The block elements around it, its own last, each with its classes and id."""

    @property
    def span(self) -> Span:
        """The block's extent."""
        return Span(self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Layout:
    """The stored text with its blocks in order; between two blocks there is only white space."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Hyperlink, ...] = ()

    def words_of(self, block: Block) -> str:
        """The block's text."""
        return self.text[block.start : block.stop]


def laid_out(text: str) -> Layout:
    """Plain text as a layout: every line that is not blank is a block, without the white space around it."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            at = start + line.index(bare[0])
            blocks.append(Block(at, at + len(bare)))
        start += len(line) + 1
    return Layout(text, tuple(blocks))
