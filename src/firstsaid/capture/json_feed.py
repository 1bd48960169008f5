"""Items of JSON Feed 1.0 and 1.1."""

from collections.abc import Mapping

from firstsaid.capture.record import line, upstream, web_address


def json_feed_item(item: Mapping[str, object], feed: Mapping[str, object]) -> dict[str, object]:
    """What an item says of its article; the address of the page that a link blog speaks of is an upstream."""
    html, text, summary = (_text(item, key) for key in ("content_html", "content_text", "summary"))
    external = web_address(_text(item, "external_url"))
    body = {"html": html} if html.strip() else {"text": text if text.strip() else summary}
    return {
        "id": _text(item, "id"),
        "url": web_address(_text(item, "url")) or web_address(_text(item, "id")),
        "outlet": line(_text(feed, "title")),
        "title": line(_text(item, "title")),
        "date": _text(item, "date_published"),
        "updated": _text(item, "date_modified"),
        "byline": ", ".join(_authors(item)),
        "language": _text(item, "language") or _text(feed, "language"),
        "derived_from": [upstream("JSON Feed external_url", None, external)] if external else [],
        **body,
    }


def _authors(item: Mapping[str, object]) -> list[str]:
    several = item.get("authors")
    given = several if isinstance(several, list) else [item.get("author")]
    return [name for author in given if isinstance(author, dict) and (name := line(_text(author, "name")))]


def _text(item: Mapping[str, object], key: str) -> str:
    value = item.get(key)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
