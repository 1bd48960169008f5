"""When a page was published: every place on the page that gives a date."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from itertools import islice

import lxml.html

from firstsaid.articles.clocks import on_the_pages_clock
from firstsaid.articles.dates import Date, dates_in, moment_of, normalised
from firstsaid.articles.declared import Declared, below
from firstsaid.articles.layout import Layout
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Span, Stamp

_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|\D|$)")
_LAST_DAY = "2099-12-31"
_MOST_ELEMENTS = 20_000
_FEW = 5
"""So many elements of a kind are looked at."""
_APART = 1
_OUTWEIGHED = 2
"""So many days a page may appear after the day of its dateline; a date further away is that of the page and not of the text."""
_DAY = 10
"""Characters of a date that names the day."""


def declared_stamps(declared: Declared, words: Vocabulary) -> list[Stamp]:
    """Dates of the page's head, best first."""
    published = [_stamp(found, "published", rule) for given, rule in declared.published if (found := moment_of(given, words))]
    updated = [_stamp(found, "updated", rule) for given, rule in declared.updated if (found := moment_of(given, words))]
    return published + updated


def of_a_live_report(stamps: Sequence[Stamp]) -> list[Stamp]:
    """The dates of a live report, its beginning told by the day alone: what it says may be hours younger, and no page is shown to be later for it."""
    return list(dict.fromkeys(replace(stamp, value=stamp.day, local_day=None) if stamp.role == "published" else stamp for stamp in stamps))


def time_stamps(root: lxml.html.HtmlElement, words: Vocabulary) -> list[Stamp]:
    """Dates of the elements that are marked as the page's own date, then of its first time elements."""
    marked = [*below(root, "*[@itemprop='datePublished']")[:_FEW], *below(root, "*[@itemprop='dateModified']")[:_FEW]]
    stamps = [stamp for element in marked if element.tag != "meta" and (stamp := _marked(element, f"itemprop {element.get('itemprop')}", words))]
    return stamps + [stamp for element in islice(root.iter("time"), _FEW) if (stamp := _marked(element, "time element", words))]


def _marked(element: lxml.html.HtmlElement, rule: str, words: Vocabulary) -> Stamp | None:
    shown = next(iter(dates_in(" ".join(element.text_content()[:400].split()), words)), None)
    found = moment_of(element.get("datetime") or element.get("content") or element.get("title") or "", words) or (shown if rule != "time element" else None)
    if not found:
        return None
    stamp = _stamp(found, "updated" if "modif" in (element.get("itemprop") or "").lower() else "published", rule)
    return on_the_pages_clock(stamp, shown.day) if shown else stamp


def _stamp(found: Date, role: str, rule: str, span: Span | None = None) -> Stamp:
    return Stamp(found.value, role, rule, span, found.local_day)


def searched_stamp(root: lxml.html.HtmlElement, layout: Layout, words: Vocabulary) -> list[Stamp]:
    """What htmldate finds anywhere on the page; the first of a month only if the page says so, since that is what a date without a day becomes."""
    from htmldate import find_date  # noqa: PLC0415 (loading it costs memory that processes which read archives or many pages need not pay)

    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return []
    try:
        found = find_date(deepcopy(root), original_date=True, extensive_search=True, outputformat="%Y-%m-%d", max_date=_LAST_DAY)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, KeyError, IndexError):
        return []
    value = normalised(found) if found else None
    if value is None or (value.endswith("-01") and not _says_so(value, root, layout, words)):
        return []
    return [Stamp(value, "published", "htmldate", None)]


def _says_so(value: str, root: lxml.html.HtmlElement, layout: Layout, words: Vocabulary) -> bool:
    """Whether a day stands on the page in full, in its text or in an attribute."""
    forms = (value, value.replace("-", "/"), value.replace("-", ""))
    if any(form in given[:2_000] for element in root.iter() for given in element.attrib.values() for form in forms):
        return True
    return any(found.day == value for block in layout.blocks for found in dates_in(layout.words_of(block)[:2_000], words))


def url_stamp(url: str | None) -> list[Stamp]:
    """The date in an address such as /2018/12/29/."""
    found = _IN_URL.search(url or "")
    value = normalised("-".join(found.groups())) if found else None
    return [Stamp(value, "url", "address", None)] if value else []


def told_stamp(layout: Layout, span: Span | None, words: Vocabulary) -> list[Stamp]:
    """The full date that a dateline tells."""
    if span is None:
        return []
    found = dates_in(span.of(layout.text), words)
    return [_stamp(found[0], "text", "dateline", span)] if found else []


def dated(dates: Sequence[Stamp], layout: Layout, span: Span | None, words: Vocabulary) -> tuple[Stamp | None, list[str]]:
    """The date of publication, and a sentence when the dateline tells another day.

    It is what the page gives first, unless the text's own dateline tells a day with its year that is not near: a page may be far younger than its text. Of a
    page that tells only when it was updated, that is taken, with a doubt.
    """
    given = next((stamp for role in ("published", "text", "url", "updated") for stamp in dates if stamp.role == role), None)
    if given is not None and given.role == "updated":
        return given, [f"The page tells when it was updated ({given.day}) and not when it was published, which may be earlier."]
    shown = _shown_beside(given, dates) if given else None
    if given is not None and shown is not None and (instead := _by_what_it_shows(given, shown, dates, told=span is not None)):
        return instead
    if given is None or span is None or len(given.value) < _DAY or given.span == span:
        return given, []
    words_of_date, day = span.of(layout.text), given.day
    told = told_stamp(layout, span, words)
    if told and len(told[0].value) >= _DAY and _days_apart(date.fromisoformat(told[0].day), date.fromisoformat(day)) > _OUTWEIGHED:
        return told[0], [f'The dateline says "{words_of_date}", but {given.rule} gives {day}; the day that the text itself tells is taken.']
    apart = _least_apart(words_of_date, date.fromisoformat(day), words)
    return given, [f'The dateline says "{words_of_date}", but the date given by {given.rule} is {day}.'] if apart > _APART else []


def _shown_beside(given: Stamp, dates: Sequence[Stamp]) -> Stamp | None:
    """The day that a page prints beside its text as its own, where the metadata put another first."""
    shown = next((stamp for stamp in dates if stamp.role == "published" and stamp.rule == "printed beside the text"), None)
    if shown is None or given.span or min(len(shown.value), len(given.value)) < _DAY or shown.day in (given.day, given.value[:_DAY]):
        return None
    return shown


def _known_otherwise(shown: Stamp, dates: Sequence[Stamp]) -> bool:
    """Whether the metadata know the day that a page shows, and yet put another first: what stands there is of the day shown."""
    known = (stamp for stamp in dates if stamp.span is None and stamp.rule != "htmldate")
    return any(shown.day in (stamp.day, stamp.value[:_DAY]) for stamp in known)


def _by_what_it_shows(given: Stamp, shown: Stamp, dates: Sequence[Stamp], told: bool) -> tuple[Stamp, list[str]] | None:
    """The date of a page that shows another day than its metadata put first; None where that decides nothing.

    The day shown is taken where the metadata know it too, and where it is well after theirs: a page does not show itself early by a date that it contradicts.
    A day shown before theirs may be that of another page's headline, so it is only named, unless a dateline, `told`, has more to say.
    """
    later = (date.fromisoformat(shown.day) - date.fromisoformat(given.day)).days
    sentence, known = f"The page shows its readers {shown.day}, while {given.rule} gives {given.day}", _known_otherwise(shown, dates)
    if known or later > _OUTWEIGHED:
        return shown, [f"{sentence}; the day that it shows{', which its metadata know too,' if known else ''} is taken."]
    return (given, [f"{sentence}."]) if later < -_OUTWEIGHED and not told else None


def _days_apart(one: date, other: date) -> int:
    return abs((one - other).days)


def _least_apart(words_of_date: str, day: date, words: Vocabulary) -> int:
    """Days between a date as told and a day; where no year is told, the nearest year counts."""
    told = _day_told(words_of_date, day.year, words)
    if told is None:
        return 0
    if dates_in(words_of_date, words):
        return _days_apart(told, day)
    years = (day.year - 1, day.year, day.year + 1)
    return min((_days_apart(told.replace(year=year), day) for year in years if (told.month, told.day) != (2, 29)), default=0)


def _day_told(text: str, year: int, words: Vocabulary) -> date | None:
    full = dates_in(text, words)
    if full:
        return date.fromisoformat(full[0].day) if len(full[0].value) >= _DAY else None
    found = re.search(rf"\b({words.month})\b\.?\s(\d{{1,2}})\b|\b(\d{{1,2}})\s({words.month})\b", text, re.IGNORECASE)
    if not found:
        return None
    try:
        return date(year, words.months[(found[1] or found[4]).lower()], int(found[2] or found[3]))
    except ValueError:
        return None
