"""What an HTML page declares about itself in its head: JSON-LD, meta elements, link elements."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

import lxml.html

from firstsaid.articles.decoding import sound
from firstsaid.articles.links import unwrapped

_LARGEST = 500_000
_MOST_NODES = 2_000
_FEW, _LONGEST_NAME = 3, 80
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S{4,2000}?)\s*-->", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date.issued", "dcterms.created",
    "sailthru.date", "parsely-pub-date", "og:published_time", "article.published", "cxenseparse:recs:publishtime", "date", "dc.date",
)  # fmt: skip
_ORIGINS = ("isBasedOn", "isBasedOnUrl", "translationOfWork", "sourceOrganization", "provider", "creditText", "copyrightHolder")
_AUTHOR_CLASSES = frozenset(("author", "author-name", "article-author", "article__author", "byline", "byline-name", "byline__name", "article-byline"))
_ARTICLE_TYPES = ("article", "posting", "report", "review", "webpage")


class Origin(NamedTuple):
    """Whom or what a page's metadata gives as the source of its text."""

    name: str | None
    url: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Declared:
    """Names and dates from the head of a page. Each list holds value and rule, best first."""

    titles: tuple[tuple[str, str], ...] = ()
    outlets: tuple[tuple[str, str], ...] = ()
    bylines: tuple[tuple[str, str], ...] = ()
    organisations: tuple[str, ...] = ()
    """Those of the bylines that are declared to be organisations."""
    classed: tuple[str, ...] = ()
    """What stands in elements whose class says that they are a byline: of the article, or of whoever comments."""
    published: tuple[tuple[str, str], ...] = ()
    updated: tuple[tuple[str, str], ...] = ()
    urls: tuple[tuple[str, str], ...] = ()
    origins: tuple[Origin, ...] = ()
    language: str | None = None
    title_tag: str | None = None
    text: str = ""
    """The whole article as JSON-LD gives it."""
    live: bool = False
    """Whether it is a live report, whose posts were written over hours or days."""
    paid: bool = False
    """Whether it says that its text is not free to read."""


def saved_from(markup: str) -> str | None:
    """The address that a browser's "save page" wrote into the first lines, else None."""
    found = _SAVED.search(markup[:5_000])
    return sound(unwrapped(found[1])) if found else None


def declared(root: lxml.html.HtmlElement) -> Declared:
    """Everything the page says about itself."""
    meta = _meta(root)
    given = _nodes(root)
    nodes = list(_article_nodes(given))
    title_tag = next((_line(t.text_content()) for t in root.iter("title") if (t.getparent() is None or t.getparent().tag != "svg")), None)
    return Declared(
        titles=_listed(_pick(meta, ("og:title", "twitter:title", "dc.title", "sailthru.title")), _ld(nodes, "headline")),
        outlets=_listed(
            _pick(meta, ("og:site_name",)), _ld(nodes, "publisher"), _pick(meta, ("application-name", "publisher", "dc.publisher")), _site_names(given)
        ),
        bylines=_listed(
            _ld(nodes, "author"),
            _pick(meta, ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author", "cxenseparse:author")),
            _marked_authors(root),
            _written_by(meta),
        ),
        organisations=tuple(dict.fromkeys(_line(name) for node in nodes for name in _organisations(node.get("author")))),
        classed=_classed_authors(root),
        published=_listed(_ld(nodes, "datePublished"), _pick(meta, _PUBLISHED)),
        updated=_listed(_ld(nodes, "dateModified"), _pick(meta, ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod"))),
        urls=_listed(_canonical(root), _pick(meta, ("og:url", "twitter:url"))),
        origins=tuple(_origins(meta, nodes)),
        language=root.get("lang") or next((value for value, _ in _pick(meta, ("og:locale", "content-language", "language"))), None),
        title_tag=title_tag or None,
        text=max((sound(unescape(body.strip())) for node in nodes if isinstance(body := node.get("articleBody"), str)), key=len, default=""),
        live=any("liveblogposting" in _types(node).split() for node in given),
        paid=any(str(node.get("isAccessibleForFree")).lower() == "false" for node in nodes),
    )


def _origins(meta: dict[str, str], nodes: list[dict[str, Any]]) -> Iterator[Origin]:
    for value, rule in _pick(meta, ("original-source", "syndication-source")):
        if value.startswith(("http://", "https://")):
            yield Origin(None, value, rule)
    for node in nodes:
        for key in _ORIGINS:
            for item in node[key][:20] if isinstance(node.get(key), list) else [node.get(key)]:
                yield from _origin(item, f"schema.org {key}")


def _origin(item: object, rule: str) -> Iterator[Origin]:
    """A source given as a name, an address, or a thing that has either."""
    given = {"name": item} if isinstance(item, str) and item.strip() else item
    if not isinstance(given, dict):
        return
    texts = {key: _line(value) for key in ("name", "headline", "url", "@id") if isinstance(value := given.get(key), str)}
    name, url = texts.get("name") or texts.get("headline"), texts.get("url") or texts.get("@id")
    if name and name.startswith(("http://", "https://")):
        name, url = None, name
    yield Origin(name or None, url if url and url.startswith(("http://", "https://")) else None, rule)


def _listed(*groups: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for group in groups for pair in group)


def _line(text: str) -> str:
    return sound(" ".join(text.split()))[:1_000]


def _meta(root: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = _line(element.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _pick(meta: dict[str, str], names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(meta[name], f"meta {name}") for name in names if name in meta]


def below(root: lxml.html.HtmlElement, path: str) -> list[lxml.html.HtmlElement]:
    """Elements anywhere below the root, in order; libxml2 looks for them where the tree is its own."""
    return list(root.xpath(f"descendant::{path}") if hasattr(root, "xpath") else root.iterfind(f".//{path}"))


def _marked_authors(root: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    """The first element that is marked as the author, by schema.org's or HTML's own attribute."""
    found: list[tuple[str, str]] = []
    for path, rule in (("*[@itemprop='author']", "itemprop author"), ("a[@rel='author']", "rel author")):
        for element in below(root, path)[:_FEW]:
            inner = next((named for named in element.iterfind(".//*[@itemprop='name']")), element)
            name = _line(inner.get("content") or inner.text_content()[:400])
            if name and len(name) <= _LONGEST_NAME:
                found.append((name, rule))
                break
    return found


def _classed_authors(root: lxml.html.HtmlElement) -> tuple[str, ...]:
    """The text of the first elements with one of the usual classes for a byline."""
    marked = (element for path in ("span[@class]", "p[@class]", "div[@class]", "a[@class]") for element in below(root, path))
    named = (element for element in marked if not _AUTHOR_CLASSES.isdisjoint(element.get("class").lower().split()))
    return tuple(dict.fromkeys(_line(element.text_content()[:_LONGEST_NAME]) for element in islice(named, _FEW)))


def _written_by(meta: dict[str, str]) -> list[tuple[str, str]]:
    told = [n for n in (1, 2) if meta.get(f"twitter:label{n}", "").lower() == "written by"]
    return [(meta[f"twitter:data{n}"], "meta twitter:data") for n in told if f"twitter:data{n}" in meta]


def _canonical(root: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    return [(_line(link.get("href")), "link canonical") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical" and link.get("href")]


def _nodes(root: lxml.html.HtmlElement) -> list[dict[str, Any]]:
    """Everything that the page describes in JSON-LD."""
    nodes: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _LARGEST:
            try:
                nodes.extend(_walk(json.loads(script.text, strict=False)))
            except (ValueError, RecursionError):
                continue
    return nodes


def _site_names(nodes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What the page calls the site that it stands on."""
    sites = (node for node in nodes if "website" in _types(node).split())
    return [(_line(name), "json-ld WebSite") for node in sites for name in _names(node.get("name"))[:1]]


def _article_nodes(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Nodes of JSON-LD that describe an article, articles proper first."""
    named = {str(node["@id"]): node["name"] for node in nodes if isinstance(node.get("@id"), str) and isinstance(node.get("name"), str)}
    for kind in _ARTICLE_TYPES:
        yield from (_resolved(node, named) for node in nodes if kind in _types(node))


def _resolved(node: dict[str, Any], named: dict[str, str]) -> dict[str, Any]:
    """The node with the names of authors and publishers that it gives by their "@id" alone."""
    return {key: _by_id(value, named) if key in ("author", "publisher", "creator") else value for key, value in node.items()}


def _by_id(value: object, named: dict[str, str]) -> object:
    if isinstance(value, list):
        return [_by_id(item, named) for item in value[:20]]
    if isinstance(value, dict) and "name" not in value and str(value.get("@id")) in named:
        return {**value, "name": named[str(value["@id"])]}
    return value


def _types(node: dict[str, Any]) -> str:
    given = node.get("@type")
    return " ".join(str(item) for item in (given if isinstance(given, list) else [given])).lower()


def _walk(data: object) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if isinstance(item.get(key), dict | list))


def _ld(nodes: list[dict[str, Any]], key: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for node in nodes:
        names = _names(node.get(key))
        if names:
            found.append((_line(", ".join(names)), f"json-ld {key}"))
    return found


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:20] for name in _names(item)]
    return []


def _organisations(value: object) -> list[str]:
    given = value[:20] if isinstance(value, list) else [value]
    return [name for item in given if isinstance(item, dict) and "organization" in _types(item) for name in _names(item)]
