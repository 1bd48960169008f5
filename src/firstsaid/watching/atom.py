"""What was told, as an Atom feed (RFC 4287) that any feed reader opens."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

MOST = 200
"""Entries of the feed, the newest first."""
_NAMED = 3
"""Outlets in a title."""


def atom(lines: Sequence[dict[str, Any]], case: str) -> str:
    """The feed of a case by this name; `lines` are those of the log."""
    told = [line for line in lines if "event" in line][::-1][:MOST]
    updated = told[0]["at"] if told else "1970-01-01T00:00:00Z"
    entries = "".join(_entry(line) for line in told)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:firstsaid:watch:{escape(case)}</id>\n<title>What changed in {escape(case)}</title>\n"
        f"<updated>{updated}</updated>\n<author><name>firstsaid</name></author>\n<generator>firstsaid</generator>\n{entries}</feed>\n"
    )


def _entry(line: dict[str, Any]) -> str:
    """An entry that goes by what happened and to whom, and leads to the pages it is about."""
    pages = line.get("pages", ())
    names = list(dict.fromkeys(page["name"] for page in pages))
    title = f"{line['event']}: {', '.join(names[:_NAMED])}{' …' if len(names) > _NAMED else ''}" if names else line["event"]
    seen = {page["url"]: page["name"] for page in pages if page["url"].startswith(("http://", "https://"))}
    links = "".join(
        f"<link rel={quoteattr('related' if number else 'alternate')} href={quoteattr(_printable(url))} title={quoteattr(_printable(name))}/>\n"
        for number, (url, name) in enumerate(seen.items())
    )
    return (
        f"<entry>\n<id>urn:firstsaid:event:{escape(line['key'])}</id>\n<title>{escape(_printable(title))}</title>\n<updated>{escape(line['at'])}</updated>\n"
        f'<category term="{escape(line["event"])}"/>\n{links}<content type="text">{escape(_printable(line["sentence"]))}</content>\n</entry>\n'
    )


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
