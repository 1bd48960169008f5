"""BibTeX and CSL-JSON: the articles as a list of references."""

import json
import re
from typing import Any, BinaryIO

from firstsaid.exports.flat import published
from firstsaid.exports.names import printable
from firstsaid.model import Article, Dossier

_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{c: "\\" + c for c in "{}$&#%_"}}
_ESCAPED = re.compile(r"[\\~^{}$&#%_]")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def write_bibtex(dossier: Dossier, to: BinaryIO) -> None:
    """Write BibTeX (BibLaTeX's `@online`), one entry an article; the key is the article's id."""
    for article in dossier.articles:
        fields = {
            "title": f"{{{_tex(_title(article))}}}",
            "author": f"{{{_tex(article.byline.value)}}}" if article.byline else None,
            "organization": _tex(article.outlet.value) if article.outlet else None,
            "date": published(article)[:10] if article.published else None,  # type: ignore[index]
            "url": re.sub(r"[{}\\\s]", "", article.url) if article.url else None,
            "langid": article.language,
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        to.write(("@online{" + ",\n".join([f"firstsaid-{article.id}", *lines]) + "\n}\n\n").encode("utf-8", "replace"))


def write_csl(dossier: Dossier, to: BinaryIO) -> None:
    """Write CSL-JSON, as Zotero, pandoc and citeproc read it."""
    items = [_item(article) for article in dossier.articles]
    to.write((json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def _item(article: Article) -> dict[str, Any]:
    item: dict[str, Any] = {"id": article.id, "type": "article-newspaper", "title": _title(article), "language": article.language}
    item |= {"author": [{"literal": article.byline.value}]} if article.byline else {}
    item |= {"container-title": article.outlet.value} if article.outlet else {}
    item |= {"URL": article.url} if article.url else {}
    day = _DAY.match(published(article) or "")
    return item | ({"issued": {"date-parts": [[int(part) for part in day.groups() if part]]}} if day else {})


def _title(article: Article) -> str:
    return " ".join(printable(article.title.value if article.title else article.path).split())


def _tex(text: str) -> str:
    return _ESCAPED.sub(lambda found: _SPECIAL[found[0]], " ".join(printable(text).split()))
