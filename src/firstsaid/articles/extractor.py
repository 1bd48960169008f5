"""Which blocks of an HTML page are its body: a well-kept extractor is asked, and its lines are found again in the page."""

import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy

import lxml.html

from firstsaid.articles.layout import Layout

_MOST_ELEMENTS = 20_000
"""A tree larger than this is not given to the careful extractor, whose time grows faster than the page."""
_MOST_WORK = 50_000_000
"""Characters that the careful extractor reads at most when it asks every element for all the text below it: few on a page, many where elements are nested
hundreds deep around long text."""
MOST_TEXT = 1_000_000
"""So many characters of visible text at most; a longer page is read by its lines alone."""
_MOST_VISITS = 1_000_000
"""Of elements, when each is looked at once for every element around it; real pages of 4,000 elements have 70,000."""
_SHALLOW = 100
_SMALL = f"count(//*) <= $elements and not({'/*' * (_SHALLOW + 1)}) and string-length(string(/)) <= $text"
_WORD = re.compile(r"\w+")
_GRAM = 4
_SHARE = 0.7
"""Of a block's word quadruples this share must stand in the extract."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def extracted_lines(root: lxml.html.HtmlElement, layout: Layout) -> list[str]:
    """What trafilatura's precise settings take for the body, line by line; empty when it finds none or the page is too large for it.

    Raises ImportError when trafilatura's own dependencies are not all installed.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 (loading it costs a second that plain text need not pay)

    if len(layout.text) > MOST_TEXT or (not _is_small(root) and _is_too_much(root)):
        return []
    try:
        found = bare_extraction(deepcopy(root), favor_precision=True, include_comments=False, include_tables=True, include_links=False, with_metadata=False)
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError, AssertionError):
        return []
    text = getattr(found, "text", None)
    return [line for line in (text or "").split("\n") if line.strip()]


def _is_small(root: lxml.html.HtmlElement) -> bool:
    """Whether the tree is surely not too much: few elements, none of them deep, and not so much text that this depth would matter."""
    return bool(root.xpath(_SMALL, elements=_MOST_ELEMENTS, text=_MOST_WORK // _SHALLOW))


def _is_too_much(root: lxml.html.HtmlElement) -> bool:
    """Whether the tree has too many elements, or they are nested so that reading the text below each would take too long."""
    waiting, elements, work, visits = [(root, 1)], 0, 0, 0
    while waiting:
        element, depth = waiting.pop()
        elements += 1
        visits += depth
        work += depth * len(element.text or "") + (depth - 1) * len(element.tail or "")
        if elements > _MOST_ELEMENTS or work > _MOST_WORK or visits > _MOST_VISITS:
            return True
        waiting += [(child, depth + 1) for child in element]
    return False


def located(lines: Sequence[str], layout: Layout) -> frozenset[int]:
    """Positions of the blocks that the lines come from."""
    wanted = [_folded(line) for line in lines]
    whole = Counter(tuple(words) for words in wanted if words)
    joined = [word for words in wanted for word in words]
    grams = set(_grams(joined))
    chosen: set[int] = set()
    told = [_folded(layout.words_of(block)) for block in layout.blocks]
    for position, words in enumerate(told):
        if whole.get(tuple(words), 0) > 0:
            chosen.add(position)
        elif len(words) >= 2 * _GRAM:
            mine = _grams(words)
            if sum(map(grams.__contains__, mine)) >= _SHARE * len(mine):
                chosen.add(position)
    return _without_repeats({position: tuple(told[position]) for position in sorted(chosen)}, whole)


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(_GRAM)), strict=False))


def _without_repeats(chosen: Mapping[int, tuple[str, ...]], whole: Counter[tuple[str, ...]]) -> frozenset[int]:
    """Of blocks with the same words only so many are kept as the extract has, those nearest to the middle of the body."""
    same: dict[tuple[str, ...], list[int]] = {}
    for position, words in chosen.items():
        same.setdefault(words, []).append(position)
    single = sorted(positions[0] for positions in same.values() if len(positions) == 1)
    middle = single[len(single) // 2] if single else 0
    kept: set[int] = set()
    for words, positions in same.items():
        most = max(1, whole.get(words, 1))
        kept.update(sorted(positions, key=lambda at: (abs(at - middle), at))[:most])
    return frozenset(kept)


def _folded(line: str) -> list[str]:
    return _WORD.findall(line.lower())
