"""Captures made by hand for the tests of this room."""

from firstsaid.articles import drafts
from firstsaid.model import Article, Capture, Rejected, content_id
from firstsaid.model.options import ArticleOptions


def capture_of(payload: bytes, media_type: str = "text/plain", url: str | None = None, path: str = "page") -> Capture:
    return Capture(content_id("capture", path), "0" * 64, path, None, url, media_type, None, "file", payload)


def page(payload: bytes | str, media_type: str = "text/plain", url: str | None = None) -> Article | Rejected:
    data = payload.encode() if isinstance(payload, str) else payload
    (row,) = drafts([capture_of(data, media_type, url)], ArticleOptions())
    return row


def html(markup: bytes | str, url: str | None = None) -> Article | Rejected:
    return page(markup, "text/html", url)


def words_of(article: Article, *kinds: str) -> str:
    return "\n".join(span.of(article.text) for span in article.spans(*kinds))
