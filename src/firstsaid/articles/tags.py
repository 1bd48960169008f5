"""A page's tags in one pass, without a tree: the quick way's view of HTML.

It follows the tokenization of the HTML standard (WHATWG, section 13.2.5) as far as text depends on it: comments, elements whose content is no markup, quoted
attributes, and signs that begin no tag. What a tree would mend (elements closed by the ones around them) is left to those who ask where an element ends.
"""

import html
import re
from collections.abc import Collection
from typing import NamedTuple

_RAW = ("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes")
_DRAWN = ("svg", "math", "select", "video", "canvas")
_UNREAD = re.compile(rf"<(?=[!?sStTiIxXnNmMvVcC])(?:[!?]|(?i:({'|'.join((*_RAW, *_DRAWN))})(?=[\s/>])))")
"""Comments, declarations, elements whose content is no markup, and elements that show no text, of which pages have many."""
_ENDS = {name: re.compile(rf"</(?i:{name})(?=[\s/>])") for name in (*_RAW, *_DRAWN)}
_GIVEN = r"[^>=]*+(?:=(?>\s*+\"[^\"]*+\"|\s*+'[^']*+')?+[^>=]*+)*+"
_PLAIN = r"(?:[^>=]*+=\"[^\"]*+\")*+"
"""Attributes as most pages write them, told in less time."""
_REST = re.compile(rf"{_GIVEN}>")
_TAG = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)({_PLAIN}(?:[^>=]*+|{_GIVEN}))>([^<]*+(?:<(?![a-zA-Z/])[^<]*+)*+)")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_OPENS = re.compile("<[a-zA-Z/]")
_LINKED_DATA = "ld+json"
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


def scanned(markup: str) -> Scanned:
    """The tags of a page; the text before the first counts as that of a division."""
    kept, titles, linked_data = ["<div>"], list[str](), list[str]()
    endless: set[str] = set()
    at = 0
    while (found := _UNREAD.search(markup, at)) is not None:
        kept.append(markup[at : found.start()])
        name = (found[1] or "").lower()
        if not name:
            at = _behind(markup, found.start())
            continue
        opened = _REST.match(markup, found.end())
        first = opened.end() if opened else len(markup)
        closed = name in _DRAWN and markup.startswith("/>", first - 2)
        ends = None if closed or name in endless else _ENDS[name].search(markup, first)
        if name in _DRAWN and ends is None:
            endless |= set() if closed else {name}
            at = first
            continue
        last = ends.start() if ends else len(markup)
        if name == "script" and _LINKED_DATA in markup[found.end() : first].lower():
            linked_data.append(markup[first:last])
        elif name == "title" and not titles:
            titles.append(html.unescape(markup[first:last]))
        at = markup.find(">", last) + 1 or len(markup)
    kept.append(markup[at:])
    return Scanned(_TAG.findall(_without_open_tag("".join(kept))), "".join(titles), linked_data)


def _without_open_tag(markup: str) -> str:
    """The markup without a tag at its end that nothing closes; behind every other that begins there is one ">", so that no search for it runs in vain."""
    end = markup.rfind(">") + 1
    opens = _OPENS.search(markup, end)
    return markup[: opens.start()] if opens else markup


def _behind(markup: str, start: int) -> int:
    """Where a comment or declaration ends."""
    if markup.startswith("<!--", start):
        end = markup.find("-->", start + 2)
        return end + 3 if end >= 0 else len(markup)
    end = markup.find(">", start)
    return end + 1 if end >= 0 else len(markup)


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
