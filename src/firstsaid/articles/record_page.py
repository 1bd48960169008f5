"""Reading a declared record: its text or markup is declared to be the article's, so all of it is body but the lines that say what else they are."""

import json
import re
from collections.abc import Mapping
from typing import Any

from firstsaid.articles.assembly import Reading, reading_of
from firstsaid.articles.dateline import dateline_of
from firstsaid.articles.dates import dates_in, normalised
from firstsaid.articles.decoding import sound
from firstsaid.articles.evidence import LineEvidence, evidence_by_form
from firstsaid.articles.kinds import agency_named
from firstsaid.articles.labels import Choice
from firstsaid.articles.language import language_of
from firstsaid.articles.layout import Layout, laid_out
from firstsaid.articles.markup import laid_out_markup, parsed
from firstsaid.articles.nesting import wrong_shape
from firstsaid.articles.outlets import registered_domain
from firstsaid.articles.record_footer import Footer, footers
from firstsaid.articles.vocabulary import Vocabulary, vocabulary
from firstsaid.model import DeclaredUpstream, Found, Hyperlink, Span, Stamp
from firstsaid.model.options import ArticleOptions

_SHORT_YEAR = re.compile(r"(\d{1,2}[/.]\d{1,2}[/.])(\d\d)")
_IN_UTC = re.compile(r"(?:Z|UTC|GMT|[+-]00:?00)\Z")
_DAY = 10
_MOST_UPSTREAMS = 100


def read_record(payload: bytes, url: str | None, options: ArticleOptions) -> Reading | str:
    """The record as a page, or the sentence that says why it is none."""
    try:
        record = json.loads(payload)
    except (ValueError, RecursionError):
        return "The record is not JSON."
    if not isinstance(record, dict):
        return "The record is not an object."
    title = " ".join(_declared(record, "title").split())
    layout = _laid_out(record, options)
    if isinstance(layout, str):
        return layout
    titled = bool(title) and not layout.text.lstrip().startswith(title)
    layout = _under(title, layout) if titled else layout
    code = language_of(layout.text, _declared(record, "language") or _declared(record, "lang"))
    words = vocabulary(code)
    stands = bool(title) and (titled or layout.words_of(layout.blocks[0]) == title)
    below = footers(layout, title, _declared(record, "outlet").strip(), url)
    lines = [_evidence(layout, at, below.get(at), words) for at in range(len(layout.blocks))]
    body = frozenset(range(stands, len(layout.blocks))) - {at for at, footer in below.items() if not footer.elsewhere}
    reading = reading_of(layout, lines, Choice(body, "the record gives it as the article's text", (0,) if stands else (), "declared"), code, words)
    _declare(reading, record, title, url)
    _first_published(reading, below)
    return reading


def _declared(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return sound(value.replace("\r\n", "\n").replace("\r", "\n")).strip("\n") if isinstance(value, str) and value.strip() else ""


def _laid_out(record: Mapping[str, Any], options: ArticleOptions) -> Layout | str:
    """The article's own text, without the headline that the record gives beside it."""
    text, markup = _declared(record, "text"), _declared(record, "html")
    if text:
        return laid_out(text)
    if not markup:
        return "The record holds no text."
    wrong = wrong_shape(markup, None, options)
    if wrong:
        return wrong
    root = parsed(markup)
    layout = laid_out_markup(root) if root is not None else None
    return layout if layout and layout.blocks else "The record's markup shows no text."


def _under(title: str, layout: Layout) -> Layout:
    """The layout below a headline of its own."""
    by = len(title) + 1
    head = laid_out(title).blocks
    blocks = tuple(block._replace(start=block.start + by, stop=block.stop + by) for block in layout.blocks)
    links = tuple(Hyperlink(link.url, link.anchor, Span(link.span.start + by, link.span.stop + by) if link.span else None) for link in layout.links)
    return Layout(f"{title}\n{layout.text}", (*head, *blocks), links)


def _evidence(layout: Layout, at: int, footer: Footer | None, words: Vocabulary) -> LineEvidence:
    line = evidence_by_form(layout.words_of(layout.blocks[at]), words)
    return line._replace(form=footer.kind if footer.elsewhere else None) if footer else line


def _declare(reading: Reading, record: Mapping[str, Any], title: str, url: str | None) -> None:
    if title and reading.title is None:
        reading.title = Found(title, None, "declared")
    outlet = _declared(record, "outlet").strip()
    domain = registered_domain(url) if url and not outlet else None
    reading.outlet = Found(outlet, None, "declared") if outlet else Found(domain, None, "domain of the address") if domain else None
    byline, place, credit = (_declared(record, key).strip() for key in ("byline", "dateline", "credit"))
    if byline:
        reading.byline = Found(byline, None, "declared")
    if place and reading.facts.dateline is None:
        _declare_dateline(reading, place)
    if credit and reading.facts.credit is None:
        reading.facts.credit = Found(credit, None, "declared")
    if credit and reading.facts.agency is None and agency_named(credit, reading.words):
        reading.facts.agency = Found(credit, None, "declared credit")
    reading.declared_upstreams = _upstreams(record.get("derived_from"))
    for key, role in (("date", "published"), ("updated", "updated")):
        given = _declared(record, key).strip()
        value = stamp_value(given, reading.words)
        if value:
            reading.dates.append(Stamp(value, role, "declared", None, _local_day(given, value)))
        elif given:
            reading.doubts.append(f'The declared date "{given[:60]}" could not be read.')


def _declare_dateline(reading: Reading, given: str) -> None:
    """A place, or a whole dateline ("LISK, March 4 (Bluewater) -")."""
    line = given if given.endswith(("-", "–", "—")) else f"{given} –"
    found = dateline_of(f"{line} ", reading.words)
    reading.facts.dateline = Found(found.place.of(line) if found and found.place else given, None, "declared")
    if found and found.agency and reading.facts.agency is None:
        reading.facts.agency = Found(found.agency.of(line), None, "declared dateline")


def _upstreams(given: object) -> tuple[DeclaredUpstream, ...]:
    found: list[DeclaredUpstream] = []
    for item in given[:_MOST_UPSTREAMS] if isinstance(given, list) else []:
        name, address, rule = (_declared(item, key).strip() if isinstance(item, dict) else "" for key in ("name", "url", "rule"))
        if name or address:
            found.append(DeclaredUpstream(name or None, address or None, rule or "declared"))
    return tuple(dict.fromkeys(found))


def _first_published(reading: Reading, below: Mapping[int, Footer]) -> None:
    """A footer that names another site tells an upstream, and is the credit where no other line is."""
    for footer in below.values():
        if footer.elsewhere:
            upstream = DeclaredUpstream(footer.elsewhere.value, footer.address, "footer of the feed")
            reading.declared_upstreams = tuple(dict.fromkeys((*reading.declared_upstreams, upstream)))
            credit, name = reading.facts.credit, footer.elsewhere
            if credit is None or (credit.span and name.span and credit.span.overlap(name.span)):
                reading.facts.credit = name


def _local_day(given: str, value: str) -> str | None:
    """The day as declared with a zone of its own, where the value is in UTC and may fall on another day."""
    zoned = value.endswith("Z") and not _IN_UTC.search(given)
    return given[:_DAY] if zoned and normalised(given[:_DAY]) == given[:_DAY] else None


def stamp_value(given: str, words: Vocabulary) -> str | None:
    """A declared date in the form of the records, None when it cannot be read. A year of two digits lies in this century up to 2069."""
    if len(given) == 4 and given.isdigit():
        return given
    short = _SHORT_YEAR.fullmatch(given)
    if short:
        given = f"{short[1]}{'20' if int(short[2]) < 70 else '19'}{short[2]}"
    found = normalised(given)
    return found or next((date.value for date in dates_in(given[:200], words)), None)
