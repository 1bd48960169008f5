"""Can a report do anything but be read? Its text is looked through letter by letter, since a browser may read a page otherwise than a parser of ours does."""

import re

_HEAD = re.compile(
    r'\s*<!doctype html>\s*<html lang="en">\s*<head>\s*<meta charset="utf-8">\s*<meta name="viewport" content="[^"<>]*">\s*'
    r'<meta http-equiv="Content-Security-Policy" content="'
    r"default-src &#39;none&#39;; style-src &#39;sha256-[A-Za-z0-9+/=]+&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"
    r'">\s*<meta name="referrer" content="no-referrer">\s*<title>[^<]*</title>\s*<style>[^<]*</style>\s*</head>'
)
"""How every report of ours begins: the policy (CSP, W3C) comes before anything that it is for, and forbids scripts, and everything that lies elsewhere."""
_TAG = re.compile(r'</?([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*/?>')
_ATTRIBUTE = re.compile(r'([a-zA-Z-]+)(?:="([^"]*)")?')
_TAGS = re.compile(
    "a|b|bdi|body|caption|circle|dd|del|details|div|dl|dt|figcaption|figure|footer|g|h[1-4]|header|html|ins|li|line|main|nav|ol|p|path|polygon|q|rect"
    "|section|small|span|summary|sup|svg|table|tbody|td|text|th|thead|title|tr|ul"
)
_ATTRIBUTES = re.compile(
    "aria-[a-z]+|class|colspan|cx|cy|d|data-[a-z]+|dir|height|href|id|lang|open|points|preserveAspectRatio|r|role|rowspan|rx|scope|stroke-dasharray"
    "|stroke-width|tabindex|text-anchor|viewBox|width|x|x1|x2|y|y1|y2"
)


def inert(report: str) -> bool:
    """Whether a report begins as ours do and holds no tag and no attribute but those that ours have; its links lead to places in itself."""
    head = _HEAD.match(report)
    if head is None:
        return False
    at = head.end()
    while (at := report.find("<", at)) >= 0:
        tag = _TAG.match(report, at)
        if tag is None or not _TAGS.fullmatch(tag[1]) or not all(_harmless(name, value) for name, value in _ATTRIBUTE.findall(tag[2])):
            return False
        at = tag.end()
    return True


def _harmless(name: str, value: str) -> bool:
    return _ATTRIBUTES.fullmatch(name) is not None and (name != "href" or value.startswith("#"))
