"""How deep and how large a page is, told in one pass over its tags, before any parser sees it."""

import re
from typing import NamedTuple

from firstsaid.model.options import ArticleOptions

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_EMPTY = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_NOT_CLOSING = re.compile("<[^/]")
_SELF_CLOSING = frozenset(["p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead"])
"""Elements that a parser closes by itself when the next one opens; they are not counted, as nothing can nest through them alone."""


class Shape(NamedTuple):
    """What the tags of a page add up to."""

    depth: int
    """Most elements open at a time, at most as deep as the parser will go."""
    tags: int


def shape(markup: str, enough: int) -> Shape:
    """Depth and number of opening tags; counting stops when there are more than `enough`."""
    depth = deepest = tags = 0
    for tag in _TAG.finditer(markup):
        name = tag[2].lower()
        if name in _EMPTY or name in _SELF_CLOSING:
            tags += not tag[1]
        elif tag[1]:
            depth = max(0, depth - 1)
        else:
            tags += 1
            depth += 1
            deepest = max(deepest, depth)
        if tags > enough:
            break
    return Shape(deepest, tags)


def wrong_shape(markup: str, most: int, options: ArticleOptions) -> str | None:
    """The sentence for markup that is larger or deeper than allowed, before any parser sees it; `most` is how many "<" it has at most."""
    enough = min(options.deepest, options.most_elements)
    if most <= enough or len(_NOT_CLOSING.findall(markup)) <= enough:
        return None
    depth, tags = shape(markup, options.most_elements)
    if tags > options.most_elements:
        return f"The page has more than {options.most_elements:,} tags, more than any article needs."
    if depth > options.deepest:
        return f"The page nests its elements more than {options.deepest:,} deep ({depth:,}), which no article does."
    return None
