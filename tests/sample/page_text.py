"""The visible words of a sample page, read without any room of firstsaid, so that the truth file is checked against the pages alone."""

from pathlib import Path

import lxml.html

BLOCK = """article aside blockquote br button dd div dl dt figcaption figure footer form h1 h2 h3 h4 header li main nav ol p section table td th time tr ul"""
UNSEEN = ("script", "style", "head", "template")


def page_text(path: Path) -> str:
    content = path.read_text("utf-8")
    if path.suffix == ".txt":
        return content
    blocks = frozenset(BLOCK.split())
    root = lxml.html.document_fromstring(content)
    for element in [*root.iter(*UNSEEN)]:
        element.drop_tree()
    for element in root.iter():
        if element.tag in blocks:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
    return str(root.text_content())


def address(path: Path) -> str | None:
    """The address that the page gives for itself."""
    if path.suffix == ".txt":
        return None
    found = lxml.html.document_fromstring(path.read_text("utf-8")).xpath("//link[@rel='canonical']/@href")
    return str(found[0]) if found else None
