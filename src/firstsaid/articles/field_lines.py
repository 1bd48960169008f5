"""Fields above a pasted text: "Title: …", "Source: …", "Date: …", as exports of collections and people's own notes have them."""

import re
from typing import NamedTuple

from firstsaid.articles.layout import Layout
from firstsaid.articles.record_page import stamp_value
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Found, Span, Stamp

_FIELD = re.compile(r"[\s#>*_-]{0,6}([^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,2})[*_]{0,2}\s?:[*_]{0,2}\s+(\S.*)")
_RULE = re.compile(r"[-=_*#~\s]{2,}")
_MOST, _FEWEST = 12, 2
"""Lines that are looked at, and fields that make a head: one line alone may be a credit, or an article's own words."""
_LONGEST = 300


class Head(NamedTuple):
    """The fields above a text."""

    lines: frozenset[int]
    """Positions of their blocks."""
    found: dict[str, tuple[Found, int]]
    """Field to its value and the position of its block."""


def head_of(layout: Layout, words: Vocabulary) -> Head:
    """The fields that a text begins with; none when it begins otherwise. What fields are called is in the language files."""
    found: dict[str, tuple[Found, int]] = {}
    lines: set[int] = set()
    for at, block in enumerate(layout.blocks[:_MOST]):
        line = layout.words_of(block)
        match = _FIELD.fullmatch(line) if len(line) <= _LONGEST else None
        field = words.fields.get(match[1].casefold()) if match else None
        if match is None or field is None:
            if _RULE.fullmatch(line):
                continue
            break
        value = match[2].rstrip(" *_")
        start = block.start + match.start(2)
        found.setdefault(field, (Found(value, Span(start, start + len(value)), f'the line "{match[1]}:" above the text'), at))
        lines.add(at)
    return Head(frozenset(lines), found) if len(found) >= _FEWEST and ({"title", "outlet"} & found.keys()) else Head(frozenset(), {})


def stamps(head: Head, words: Vocabulary) -> tuple[list[Stamp], list[str]]:
    """The dates among the fields, and a doubt for each that cannot be read."""
    read: list[Stamp] = []
    doubts: list[str] = []
    for role in ("published", "updated"):
        found = head.found.get(role, (None, 0))[0]
        value = stamp_value(found.value, words) if found else None
        if found and value:
            read.append(Stamp(value, role, found.rule, found.span))
        elif found:
            doubts.append(f'The date "{found.value[:60]}" could not be read.')
    return read, doubts
