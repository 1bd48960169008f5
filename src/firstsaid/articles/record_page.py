"""Reading a JSON-lines record: the text is declared to be the article's, so all of it is body but the lines that say what else they are."""

import json
import re
from typing import Any

from firstsaid.articles.assembly import Reading, reading_of
from firstsaid.articles.dates import dates_in, normalised
from firstsaid.articles.decoding import sound
from firstsaid.articles.evidence import evidence_by_form
from firstsaid.articles.labels import Choice
from firstsaid.articles.language import language_of
from firstsaid.articles.layout import laid_out
from firstsaid.articles.outlets import registered_domain
from firstsaid.articles.vocabulary import Vocabulary, vocabulary
from firstsaid.model import Found, Stamp

_SHORT_YEAR = re.compile(r"(\d{1,2}[/.]\d{1,2}[/.])(\d\d)")


def read_record(payload: bytes, url: str | None) -> Reading | None:
    """The record as a page; None when it is no record or its text is blank."""
    try:
        record = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    text = _declared(record, "text") if isinstance(record, dict) else ""
    if not text:
        return None
    title = " ".join(_declared(record, "title").split())
    titled = bool(title) and not text.lstrip().startswith(title)
    layout = laid_out(f"{title}\n{text}" if titled else text)
    code = language_of(text, _declared(record, "language") or _declared(record, "lang"))
    words = vocabulary(code)
    lines = [evidence_by_form(layout.words_of(block), words) for block in layout.blocks]
    stands = bool(title) and (titled or layout.words_of(layout.blocks[0]) == title)
    choice = Choice(frozenset(range(stands, len(layout.blocks))), "the record gives it as the article's text", (0,) if stands else (), "declared")
    reading = reading_of(layout, lines, choice, code, words)
    _declare(reading, record, title, url)
    return reading


def _declared(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    return sound(value.replace("\r\n", "\n").replace("\r", "\n")).strip("\n") if isinstance(value, str) and value.strip() else ""


def _declare(reading: Reading, record: dict[str, Any], title: str, url: str | None) -> None:
    if title and reading.title is None:
        reading.title = Found(title, None, "declared")
    outlet = _declared(record, "outlet").strip()
    domain = registered_domain(url) if url and not outlet else None
    reading.outlet = Found(outlet, None, "declared") if outlet else Found(domain, None, "domain of the address") if domain else None
    byline = _declared(record, "byline").strip()
    if byline:
        reading.byline = Found(byline, None, "declared")
    given = _declared(record, "date").strip()
    value = stamp_value(given, reading.words)
    if value:
        reading.dates.append(Stamp(value, "published", "declared", None))
    elif given:
        reading.doubts.append(f'The declared date "{given[:60]}" could not be read.')


def stamp_value(given: str, words: Vocabulary) -> str | None:
    """A declared date in the form of the records, None when it cannot be read. A year of two digits lies in this century up to 2069."""
    if len(given) == 4 and given.isdigit():
        return given
    short = _SHORT_YEAR.fullmatch(given)
    if short:
        given = f"{short[1]}{'20' if int(short[2]) < 70 else '19'}{short[2]}"
    found = normalised(given)
    return found or next((date.value for date in dates_in(given[:200], words)), None)
