"""The body of a page in bulk: what it takes to tell it, and nothing else of the article."""

import re
from dataclasses import dataclass
from functools import cached_property

from firstsaid.articles.bulk import Anchor, laid_out_tags
from firstsaid.articles.bulk_head import DeclaringElement, declaring_elements
from firstsaid.articles.choosing import Chosen, chosen_from_head, chosen_in_bulk
from firstsaid.articles.declared import Declared, declared
from firstsaid.articles.evidence import ELSEWHERE, LineEvidence, remembered_evidence
from firstsaid.articles.language import language_of
from firstsaid.articles.layout import Block, Layout
from firstsaid.articles.page import AWAY
from firstsaid.articles.tags import Scanned, attributes_of, scanned
from firstsaid.articles.unshown import with_declared_text
from firstsaid.articles.vocabulary import vocabulary

_FIRST_TAGS = 8
_ABOVE, _BELOW = 12, 14
"""So many lines above and below a body are near it."""
_WHOLE_TEXT = "articleBody"
_FIRST_WORDS = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\\s]+ ){8})')


class BulkPage:
    """A page by its tags. What its head declares is read when it is asked for."""

    def __init__(self, scan: Scanned) -> None:
        """The page of this scan."""
        self.scan = scan

    @cached_property
    def root(self) -> DeclaringElement:
        """The elements that declare something."""
        return declaring_elements(self.scan)

    @cached_property
    def head(self) -> Declared:
        """What they declare."""
        return declared(self.root)

    def language(self) -> str | None:
        """The language that the page declares, mostly by its first element."""
        first = next((given for closes, name, given, _ in self.scan.tags[:_FIRST_TAGS] if name.lower() == "html" and not closes), "")
        return attributes_of(first, ("lang",)).get("lang") or self.head.language

    def text_unless_in(self, layout: Layout) -> str:
        """The whole article as its JSON-LD gives it, if it does and the page does not show its first words."""
        given = [data for data in self.scan.linked_data if _WHOLE_TEXT in data]
        told = _FIRST_WORDS.findall(given[0]) if len(given) == 1 else []
        return "" if not given or (len(told) == 1 and " ".join(told[0].split()) in layout.text) else self.head.text


@dataclass(frozen=True, slots=True)
class BulkBody:
    """A page as far as its body."""

    page: BulkPage
    layout: Layout
    """Without its links."""
    anchors: list[Anchor]
    declared: frozenset[int]
    """Where the text stands that the page only declares, if it shows none."""
    code: str
    """The language."""
    lines: list[LineEvidence]
    """Of lines that are links as a whole, as of those in menus and forms, where they stand says enough to leave them out of a body."""
    choice: Chosen

    def lines_around(self) -> list[LineEvidence]:
        """The lines, those of links near the body, too, by what they say: they may name a sender or lead to other stories."""
        body, blocks, lines = self.choice.body, self.layout.blocks, list(self.lines)
        near = range(max(0, min(body) - _ABOVE), min(len(blocks), max(body) + _BELOW)) if body else range(len(blocks))
        for at in near:
            if blocks[at].zone not in AWAY and (blocks[at].zone or _is_link(blocks[at])):
                lines[at] = remembered_evidence(self.layout.words_of(blocks[at]), self.code)
        return lines


def body_in_bulk(markup: str) -> BulkBody:
    """The body of a page that was `cut` and decoded."""
    page = BulkPage(scanned(markup))
    shown, anchors = laid_out_tags(page.scan.tags)
    layout, unshown = with_declared_text(shown, page.text_unless_in(shown))
    code = language_of(layout.text, page.language())
    words_of = layout.words_of
    lines = [ELSEWHERE if block.zone or _is_link(block) else remembered_evidence(words_of(block), code) for block in layout.blocks]
    choice = chosen_from_head(unshown) if unshown else chosen_in_bulk(layout, lines, vocabulary(code))
    return BulkBody(page, layout, anchors, unshown, code, lines, choice)


def _is_link(block: Block) -> bool:
    return block.linked >= block.stop - block.start
