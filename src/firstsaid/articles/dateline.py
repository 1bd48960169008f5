"""Where a report says that it was filed: "SELLAN (Corvane) -", "BEIRUT, May 3 (AFP) —", "14.06.2031, Norland."."""

import re
from dataclasses import dataclass

from firstsaid.articles.dates import dates_in
from firstsaid.articles.kinds import agency_named, spaced
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Span

_LONGEST = 120
_CITY = r"[^\W\d_a-zß-ÿ][\w.'’-]*(?:[ \u00a0](?:of|the|de|la|el|al|on|upon|[^\W\d_a-zß-ÿ][\w.'’-]*)){0,4}"
_PLACE = rf"{_CITY}(?:\s?[,/]\s?{_CITY}){{0,3}}"
_DASH = r"(?:\s?[–—―]\s?|\s-{1,2}\s|\s?--\s?|-\s)"
_WITH_AGENCY = re.compile(rf"(?P<head>[^()\n:;“”\"]{{2,70}}?)[,\s\u00a0]*\((?P<agency>[^()\n]{{2,50}})\)[.:]?(?P<mark>{_DASH}|\s|(?=[A-Z“\"]))")
_PLAIN = re.compile(rf"(?P<head>[^()–—―\n:;“”\"]{{2,70}}?)(?P<mark>{_DASH}|:\s)")
_STOPPED = re.compile(r"(?P<head>[A-Z][^()–—―\n:;.“”\"]{4,60})\.\s(?=[A-Z“\"‘'])")
_SLASHED = re.compile(rf"(?P<head>{_CITY})\s?/(?P<agency>[A-Z][\w .-]{{1,30}}?)(?P<mark>/?{_DASH}|\s?/\s|/?:\s)")
_BETWEEN_SLASHES = re.compile(rf"(?P<head>[^()/\n:;“”\"]{{2,70}}?)[,\s]*/(?P<agency>[A-Z][\w .-]{{1,40}}?)/[.:]?(?P<mark>{_DASH}|\s|$)")
_AGENCY_AFTER_COMMA = re.compile(rf"(?P<head>{_CITY}),\s(?P<agency>[A-Z]{{2,8}})(?P<mark>{_DASH})")
_KNOWN = re.compile(
    rf"(?P<city>{_CITY}(?<!\s))(?P<region>(?:,\s{_CITY}){{1,2}})?\s{{0,2}}(?:\((?P<agency>[A-Z][^()\n]{{1,40}})\)\s?|(?P<mark>{_DASH}|:\s))(?=[A-Z“\"‘'])"
)
_TOKEN = re.compile(r"[^\s\u00a0,]+")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline and what it names; spans are in the line."""

    span: Span
    place: Span | None
    """None where it tells the day and the agency only ("May 3 (Corvane) -")."""
    agency: Span | None
    date: Span | None
    whole_line: bool
    sure: bool = True
    """Whether its form alone makes it a dateline: capitals, an agency, a date; else a well-known place does."""


def dateline_of(line: str, words: Vocabulary) -> Dateline | None:
    """The dateline that opens a line, or that the line is; None when it opens otherwise."""
    line = spaced(line)
    head = line[:_LONGEST]
    if (not head[:1].isupper() and not head[:1].isdigit()) or words.byline_openers.match(head):
        return None
    return _line_of_date_and_place(line, words) or _with_agency(head, words) or _plain(head, words) or _known_place(head, words)


def _known_place(head: str, words: Vocabulary) -> Dateline | None:
    """A well-known place before a dash, or one with its region ("Lisk, Norvik—Talks went on"); an agency or outlet may follow it in brackets."""
    found = _KNOWN.match(head)
    if not found:
        return None
    place = Span(found.start("city"), found.end("city"))
    city = found["city"].lower() in words.dateline_cities
    if found["agency"]:
        agency = Span(found.start("agency"), found.end("agency"))
        named = city and _names_sender(found["agency"], words)
        return Dateline(Span(0, len(found[0].rstrip())), place, agency, None, whole_line=False, sure=False) if named else None
    dashed = found["mark"].strip() != ":"
    if (city and (dashed or found["region"])) or (found["region"] and dashed and not found["mark"].startswith("-")):
        return Dateline(Span(0, len(found[0].rstrip())), place, None, None, whole_line=False, sure=False)
    return None


def _with_agency(head: str, words: Vocabulary) -> Dateline | None:
    for mark, pattern in (("(", _WITH_AGENCY), ("/", _BETWEEN_SLASHES), ("/", _SLASHED), (",", _AGENCY_AFTER_COMMA)):
        found = pattern.match(head) if mark in head else None
        where = (_place_and_date(found["head"], words) or _day_alone(found["head"], words)) if found else None
        if not found or not where:
            continue
        name = found["agency"].strip()
        known = agency_named(name, words)
        told = where[1] is not None or (where[0] is not None and where[0].of(head).isupper())
        formed = told if pattern is _BETWEEN_SLASHES else bool(found["mark"].strip()) and pattern is _WITH_AGENCY
        if known or (formed and _names_sender(name, words)):
            start = found.start("agency") + len(found["agency"]) - len(found["agency"].lstrip())
            return Dateline(Span(0, len(found[0].rstrip())), where[0], Span(start, start + len(name)), where[1], whole_line=False)
    return None


def _names_sender(name: str, words: Vocabulary) -> bool:
    """Whether the words in brackets can be an agency or outlet rather than a date or an abbreviation's gloss."""
    return name[:1].isupper() and not _is_date(name, words) and len(name.split()) <= 6


def _plain(head: str, words: Vocabulary) -> Dateline | None:
    stopped = _STOPPED.match(head)
    where = _place_and_date(stopped["head"], words) if stopped else None
    if stopped and where and where[1] and where[0].of(head).isupper():
        return Dateline(Span(0, len(stopped[0].rstrip())), where[0], None, where[1], whole_line=False)
    found = _PLAIN.match(head)
    where = _place_and_date(found["head"], words) if found else None
    if not found or not where:
        return None
    place, date = where
    first = re.split(r"[,/]", place.of(head))[0]
    letters = _LETTERS.findall(first)
    capitals = len(letters) >= 3 and "".join(letters).isupper()
    colon = found["mark"].startswith(":")
    if not (capitals or date) or (colon and not (capitals and len(letters) >= 4 and len(found["head"].split()) <= 3)):
        return None
    return Dateline(Span(0, len(found[0].rstrip())), place, None, date, whole_line=False)


def _place_and_date(head: str, words: Vocabulary) -> tuple[Span, Span | None] | None:
    """The town that the words before a dash or bracket begin with, and the date that may follow it; None when they are something else."""
    cut = next((token.start() for token in _TOKEN.finditer(head) if token.start() and _tells_time(token[0], words)), len(head))
    place = head[:cut].rstrip(" ,.\u00a0") if cut < len(head) else head.rstrip(" ,\u00a0")
    if (
        not re.fullmatch(_PLACE, place)
        or _tells_time(place.partition(",")[0], words)
        or place.lower() in words.dateline_labels
        or re.split(r"[,/]", place)[0].lower() in words.dateline_labels
    ):
        return None
    town = Span(0, len(place.partition(",")[0].rstrip()))
    if cut == len(head):
        return town, None
    date = Span(cut, len(head.rstrip(" ,\u00a0")))
    return (town, date) if _is_date(date.of(head), words) else None


def _day_alone(head: str, words: Vocabulary) -> tuple[None, Span] | None:
    """The date that the words before a bracket are."""
    first = _TOKEN.match(head)
    dated = first is not None and _tells_time(first[0], words) and _is_date(head, words)
    return (None, Span(0, len(head.rstrip(" ,\u00a0")))) if dated else None


def _tells_time(token: str, words: Vocabulary) -> bool:
    bare = token.strip(".").lower()
    return token[0].isdigit() or bare in words.months or bare in words.weekdays


def _is_date(words_between: str, words: Vocabulary) -> bool:
    """Whether a few words are a month with a day, or a weekday, with or without the year."""
    found = [word.lower() for word in re.findall(r"[^\W\d_]+", words_between)]
    named = any(word in words.months or word in words.weekdays for word in found)
    return (named and len(found) <= 4) or bool(dates_in(words_between, words))


def _line_of_date_and_place(line: str, words: Vocabulary) -> Dateline | None:
    """A short line of its own that holds a date and a place and nothing else."""
    if len(line) > 80:
        return None
    dates = dates_in(line, words)
    if len(dates) != 1:
        return None
    date = dates[0]
    before, after = line[: date.start], line[date.stop :]
    place = before if before.strip(" ,.") else after
    if before.strip(" ,.") and after.strip(" ,."):
        return None
    bare = place.strip(" ,.–—-|\u00a0")
    if not bare or not re.fullmatch(_PLACE, bare) or len(bare.split()) > 4 or bare.lower() in words.weekdays or not _separated(place, before, words):
        return None
    if bare.split()[-1].lower() in words.paper_words:
        return None
    start = line.index(bare, date.stop if place is after else 0)
    return Dateline(Span(0, len(line)), Span(start, start + len(bare)), None, Span(date.start, date.stop), whole_line=True)


def _separated(place: str, before: str, words: Vocabulary) -> bool:
    """Whether a mark stands between place and date; a dash or bar stands after an author as well, so the place must be in capitals or well known."""
    beside = place.rstrip()[-1:] if place is before else place.lstrip()[:1]
    bare = place.strip(" ,.–—-|")
    return beside in (",", ".") or (beside in ("–", "—", "-", "|") and bool(beside) and (bare.isupper() or bare.lower() in words.dateline_cities))
