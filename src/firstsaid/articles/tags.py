"""A page's tags in one pass, without a tree: the quick way's view of HTML.

It follows the tokenization of the HTML standard (WHATWG, section 13.2.5) as far as text depends on it: comments, elements whose content is no markup, quoted
attributes, and signs that begin no tag. What a tree would mend (elements closed by the ones around them) is left to those who ask where an element ends.
"""

import html
import re
from collections.abc import Collection
from typing import NamedTuple

_RAW = (b"script", b"style", b"title", b"textarea", b"iframe", b"xmp", b"noembed", b"noframes")
_DRAWN = (b"svg", b"math", b"select", b"video", b"canvas")
_UNREAD = re.compile(rb"<(?=[!?sStTiIxXnNmMvVcC])(?:[!?]|(?i:(%s))(?=[\s/>]))" % b"|".join((*_RAW, *_DRAWN)))
"""Comments, declarations, elements whose content is no markup, and elements that show no text, of which pages have many."""
_ENDS = {name: re.compile(rb"</(?i:%s)(?=[\s/>])" % name) for name in (*_RAW, *_DRAWN)}
_QUOTED = r"\s*+\"[^\"]*+\"|\s*+'[^']*+'"
_GIVEN = rf"[^>=]*+(?:=(?:{_QUOTED}|(?!{_QUOTED}))[^>=]*+)*"
"""Attributes. No two ways of reading them are open at any place, so that a tag without an end is given up at once. Possessive repeats stand over single
characters only: over groups with choices, Python before 3.11.5 misreads them.
"""
_REST = re.compile(rf"{_GIVEN}>".encode())
_TAG = re.compile(rf"<(/?)([a-zA-Z][^ \t\n\r\f/>]*+)({_GIVEN})>([^<]*+(?:<(?![a-zA-Z/])[^<]*+)*)")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_OPENS = re.compile("<[a-zA-Z/]")
_LINKED_DATA = b"ld+json"
_APART = "<!>"
"""Between the parts of what `cut` gives; markup without declarations holds none."""
_ESCAPE = re.compile(r"&#?\w{1,32};")
_ESCAPE_IN_TEXT = re.compile(r"&(?:#\w{1,32}|\w{1,32});?")
_MOST_ESCAPES = 10_000


class Scanned(NamedTuple):
    """What the scan of a page gives."""

    tags: list[tuple[str, str, str, str]]
    """Of each "/" if it closes, its name, its attributes, and the text that follows it, all as they stand in the markup; tuples, as a page has a thousand."""
    title: str
    """What the first title element says."""
    linked_data: list[str]
    """What its JSON-LD elements hold."""


def scanned(page: str) -> Scanned:
    """The tags of a page that was `cut` and decoded."""
    markup, title, *linked_data = page.split(_APART)
    return Scanned(_TAG.findall(_without_open_tag(markup)), html.unescape(title), linked_data)


def cut(page: bytes) -> bytes:
    """What is left of a page when all that shows no text is cut out, a third or less: its markup, its title and its JSON-LD, for `scanned`.

    Tags must be written in ASCII's bytes (`with_ascii_tags`); the text before the first counts as that of a division.
    """
    kept, titles, linked_data = [b"<div>"], list[bytes](), list[bytes]()
    endless: set[bytes] = set()
    at = 0
    while (found := _UNREAD.search(page, at)) is not None:
        kept.append(page[at : found.start()])
        name = (found[1] or b"").lower()
        if not name:
            at = _behind(page, found.start())
            continue
        opened = _REST.match(page, found.end())
        first = opened.end() if opened else len(page)
        closed = name in _DRAWN and page.startswith(b"/>", first - 2)
        ends = None if closed or name in endless else _ENDS[name].search(page, first)
        if name in _DRAWN and ends is None:
            endless |= set() if closed else {name}
            at = first
            continue
        last = ends.start() if ends else len(page)
        if name == b"script" and _LINKED_DATA in page[found.end() : first].lower():
            linked_data.append(page[first:last])
        elif name == b"title" and not titles:
            titles.append(page[first:last])
        at = page.find(b">", last) + 1 or len(page)
    kept.append(page[at:])
    apart = _APART.encode()
    return apart.join([b"".join(kept).replace(apart, b""), *(given.replace(apart, b"") for given in (titles[:1] or [b""]) + linked_data)])


def _without_open_tag(markup: str) -> str:
    """The markup without a tag at its end that nothing closes; behind every other that begins there is one ">", so that no search for it runs in vain."""
    end = markup.rfind(">") + 1
    opens = _OPENS.search(markup, end)
    return markup[: opens.start()] if opens else markup


def _behind(page: bytes, start: int) -> int:
    """Where a comment or declaration ends."""
    if page.startswith(b"<!--", start):
        end = page.find(b"-->", start + 2)
        return end + 3 if end >= 0 else len(page)
    end = page.find(b">", start)
    return end + 1 if end >= 0 else len(page)


def attributes_of(given: str, among: Collection[str] = ()) -> dict[str, str]:
    """The attributes of a tag by their names in lower case, the first of a name; if some are named, these alone."""
    found: dict[str, str] = {}
    for written, double, single, bare in _ATTRIBUTE.findall(given):
        name = written.lower()
        if not among or name in among:
            value = double or single or bare
            found.setdefault(name, unescaped(value) if "&" in value else value)
    return found


class _Escapes(dict[str, str]):
    """For each escape what it stands for, asked once, as most of a page are the same few."""

    def __missing__(self, escape: str) -> str:
        plain = html.unescape(escape)
        if len(self) < _MOST_ESCAPES:
            self[escape] = plain
        return plain


_ESCAPES = _Escapes()


def _plain(found: re.Match[str]) -> str:
    return _ESCAPES[found[0]]


def unescaped(value: str) -> str:
    """An attribute's value without its escapes; one without its semicolon is none, as addresses hold "&copy=1"."""
    if value.count("&") == value.count("&amp;"):
        return value.replace("&amp;", "&")
    return _ESCAPE.sub(_plain, value)


def unescaped_text(text: str) -> str:
    """Text without its escapes, with a semicolon or, where HTML allows it, without."""
    if text.count("&") == text.count("&amp;"):
        return text.replace("&amp;", "&")
    return _ESCAPE_IN_TEXT.sub(_plain, text)
