"""How deep and how large a page is, told in one pass over its tags, before any parser sees it."""

import re
from typing import NamedTuple

import numpy as np

from firstsaid.model.options import ArticleOptions

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
"""Elements that hold nothing and have no end tag."""
_SELF_CLOSING = frozenset(["p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead"])
"""Elements that a parser closes by itself when the next one opens; they are not counted, as nothing can nest through them alone."""
_OPENS = ord("<")
_SHORTEST_TAG = 3
_MANY = "The page has more than {:,} tags, more than any article needs."


class Shape(NamedTuple):
    """What the tags of a page add up to."""

    depth: int
    """Most elements open at a time, at most as deep as the parser will go."""
    tags: int


def shape(markup: str, enough: int) -> Shape:
    """Depth and number of opening tags; counting stops when there are more than `enough`.

    A closing tag closes an element of its own name only, as in a parser, so that stray ones make no page look shallow.
    """
    depth = deepest = tags = 0
    open_of: dict[str, int] = {}
    for tag in _TAG.finditer(markup):
        name = tag[2].lower()
        if name in VOID or name in _SELF_CLOSING:
            tags += not tag[1]
        elif not tag[1]:
            tags += 1
            depth += 1
            open_of[name] = open_of.get(name, 0) + 1
            deepest = max(deepest, depth)
        elif open_of.get(name):
            depth -= 1
            open_of[name] -= 1
        if tags > enough:
            break
    return Shape(deepest, tags)


def _openings(markup: bytes) -> int:
    """How many tags open, told in one glance at all bytes."""
    given = np.frombuffer(markup + b" ", np.uint8)
    letter = given[np.flatnonzero(given[:-1] == _OPENS) + 1] | 32
    return int(((letter >= ord("a")) & (letter <= ord("z"))).sum())


def too_many_tags(markup: bytes, options: ArticleOptions) -> str | None:
    """The sentence for a page with more tags than allowed; none can hold so many that has not three characters for each."""
    if len(markup) <= _SHORTEST_TAG * options.most_elements or _openings(markup) <= options.most_elements:
        return None
    return _MANY.format(options.most_elements)


def wrong_shape(markup: str, encoded: bytes | None, options: ArticleOptions) -> str | None:
    """The sentence for markup that is larger or deeper than allowed, before any parser sees it.

    `encoded` is the same as bytes, if they are at hand; where they hold a NUL, as UTF-16 does, they are not looked at.
    """
    plain = encoded if encoded is not None and b"\x00" not in encoded else markup.encode("utf-8", "replace")
    if _openings(plain) <= min(options.deepest, options.most_elements):
        return None
    depth, tags = shape(markup, options.most_elements)
    if tags > options.most_elements:
        return _MANY.format(options.most_elements)
    if depth > options.deepest:
        return f"The page nests its elements more than {options.deepest:,} deep ({depth:,}), which no article does."
    return None
