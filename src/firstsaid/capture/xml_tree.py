"""Untrusted XML: no entities of its own, no network, bounded depth and size; what comes before a fault is kept."""

import re
from collections.abc import Iterator
from copy import deepcopy
from html.entities import html5
from typing import NamedTuple

from lxml import etree

_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_OPENING = re.compile(
    r"(?:(?><\?.{0,2000}?\?>)|(?><!--.{0,20000}?-->)|(?><!DOCTYPE[^\[>]{0,2000}(?:\[[^\]]{0,20000}\]\s{0,9})?>)|\s++)*+<(?:[\w.-]{1,80}:)?([\w.-]{1,80})[\s/>]",
    re.DOTALL,
)
_NEVER_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_OWN = ("amp;", "lt;", "gt;", "quot;", "apos;")
_ENTITIES = "it declares entities of its own, as decompression bombs do"
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


class Tree(NamedTuple):
    """What could be read of an XML document."""

    root: etree._Element | None
    items: list[etree._Element]
    """The complete elements with one of the names asked for, none inside another, in order."""
    fault: str
    """Where and why reading stopped, for a sentence; "" for a sound document."""


def root_name(head: bytes) -> str:
    """The local name of the first element, "" when the bytes do not begin as XML does."""
    return found[1] if (found := _OPENING.match(_characters(head).lstrip("\ufeff"))) else ""


def tree_of(payload: bytes, names: tuple[str, ...]) -> Tree:
    """Parses a document; one that is not well formed is tried again with the usual slips mended: names of HTML characters, lone ampersands, control characters.

    Entities that the document declares itself are refused ("billion laughs"), and nothing outside it is opened.
    """
    bare = payload.removeprefix(b"\xef\xbb\xbf").lstrip()
    tree = _parsed(bare, names, None)
    if not tree.fault or tree.fault == _ENTITIES:
        return tree
    mended = _parsed(_mended(_characters(bare)).encode("utf-8"), names, "utf-8")
    return mended if not mended.fault or len(mended.items) >= len(tree.items) else tree


def _parsed(payload: bytes, names: tuple[str, ...], encoding: str | None) -> Tree:
    parser = etree.XMLPullParser(
        events=("end",), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True, encoding=encoding
    )
    fault = ""
    try:
        parser.feed(payload)
        parser.close()
    except etree.XMLSyntaxError as error:
        fault = str(error).removesuffix(" (<string>, line %s)" % (error.lineno,))  # noqa: UP031
    root: etree._Element | None = None
    items: list[etree._Element] = []
    for _, element in parser.read_events():
        if root is None:
            root = element.getroottree().getroot()
            internal = root.getroottree().docinfo.internalDTD
            if internal is not None and any(True for _ in internal.iterentities()):
                return Tree(None, [], _ENTITIES)
        if local(element) in names and not any(local(outer) in names for outer in element.iterancestors()):
            items.append(element)
    if fault.startswith("Maximum entity amplification"):
        return Tree(None, [], _ENTITIES)
    return Tree(root, items, fault)


def _characters(payload: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if payload.startswith(mark):
            return payload.decode(encoding, "replace")
    declared = _DECLARED.match(payload.lstrip())
    for encoding in ("utf-8", declared[1].decode("ascii") if declared else "cp1252"):
        try:
            return payload.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return payload.decode("cp1252", "replace")


def _mended(text: str) -> str:
    """With the slips mended outside CDATA sections, where nothing can be one but a control character."""
    text = _NEVER_XML.sub("\ufffd", text)
    kept: list[str] = []
    at = 0
    while (start := text.find(_CDATA, at)) >= 0 and (stop := text.find(_CDATA_END, start)) >= 0:
        kept += [_AMPERSAND.sub(_character, text[at:start]), text[start : stop + len(_CDATA_END)]]
        at = stop + len(_CDATA_END)
    return "".join([*kept, _AMPERSAND.sub(_character, text[at:])])


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _OWN or name.startswith("#"):
        return found[0]
    return html5[name].replace("&", "&amp;").replace("<", "&lt;") if name in html5 else f"&amp;{name}"


def local(element: etree._Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children with these local names, in the order of the names."""
    for name in names:
        yield from (child for child in element if local(child) == name)


def text_of(element: etree._Element | None) -> str:
    """All text in an element, without the white space around it."""
    return "".join(element.itertext(with_tail=False)).strip() if element is not None else ""


def markup_of(element: etree._Element, renamed: dict[str, str]) -> str:
    """The inside of an element as HTML, without namespaces; `renamed` gives other names to elements that HTML does not have."""
    for inner in element.iter(etree.Element):
        inner.tag = renamed.get(local(inner), local(inner))
    inside: list[str] = []
    for child in element:
        alone = deepcopy(child)
        etree.cleanup_namespaces(alone)
        inside.append(etree.tostring(alone, encoding="unicode", method="html"))
    return (element.text or "").replace("&", "&amp;").replace("<", "&lt;") + "".join(inside)
