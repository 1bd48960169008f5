"""What is known of a page before it is decided which of its lines are the body."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from firstsaid.articles.evidence import LineEvidence
from firstsaid.articles.headline import folded
from firstsaid.articles.layout import Block, Layout
from firstsaid.articles.vocabulary import Vocabulary

AWAY = ("nav", "footer", "form", "hidden", "comments")
"""Zones of a site that hold no article."""
MOSTLY_LINKED = 0.5
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Page:
    """Its layout, the evidence of its lines, its headline, and how its head describes it."""

    layout: Layout
    lines: list[LineEvidence]
    titles: tuple[int, ...]
    """Positions of the headline and its repeats above the text."""
    headlines: frozenset[str]
    """Every form of the headline that the page gives, folded."""
    descriptions: tuple[str, ...]
    """What its head says that the text is about, folded."""
    words: Vocabulary
    authors: frozenset[str] = frozenset()
    """Names in its declared bylines, folded."""

    def text(self, at: int) -> str:
        """The words of a block."""
        return self.layout.words_of(self.layout.blocks[at])

    def length(self, positions: Iterable[int]) -> int:
        """Characters of these blocks."""
        return sum(self.layout.blocks[at].stop - self.layout.blocks[at].start for at in positions)

    def linked(self, at: int) -> float:
        """The share of a block that is link text."""
        block = self.layout.blocks[at]
        return block.linked / max(1, block.stop - block.start)

    def folded(self, at: int) -> str:
        """A block by its letters and digits alone."""
        return folded(self.text(at))

    def below_headline(self, first: int, reach: int) -> range:
        """Positions between the headline and the first block of the body; at most `reach` of them where no headline stands above it."""
        above = [at for at in self.titles if at < first]
        return range(max(above) + 1 if above else max(0, first - reach), first)


def names_of(block: Block, depth: int) -> list[str]:
    """Classes and ids of a block's element and those around it, `depth` in all, with hyphens between words that are run together."""
    return [_HUMP.sub("-", name.partition(" ")[2]) for name in block.names[-depth:]]
