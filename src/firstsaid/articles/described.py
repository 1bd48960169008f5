"""The descriptions of the text that a page's head gives."""

import html
import json
import re
from collections.abc import Iterator
from itertools import islice

import lxml.html

from firstsaid.articles.headline import folded

_NAMES = frozenset(["description", "og:description", "twitter:description", "dc.description", "sailthru.description"])
_IN_JSON = re.compile(r'"(?:description|alternativeHeadline|alternateName)"\s*:\s*("(?:[^"\\\n]|\\.){1,5000}")')
_MOST, _LONGEST = 12, 5_000
_LARGEST = 500_000


def descriptions(root: lxml.html.HtmlElement) -> tuple[str, ...]:
    """Descriptions in meta elements and JSON-LD, folded, each once."""
    given = dict.fromkeys(folded(html.unescape(text[:_LONGEST])) for text in islice(_given(root), _MOST))
    return tuple(text for text in given if text)


def _given(root: lxml.html.HtmlElement) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in _NAMES:
            yield meta.get("content") or ""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _LARGEST:
            for found in _IN_JSON.finditer(script.text):
                try:
                    yield str(json.loads(found[1], strict=False))
                except ValueError:
                    continue
