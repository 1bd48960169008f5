"""Dates as pages print them, read no more precisely than they are printed."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from firstsaid.articles.vocabulary import Vocabulary

_BEHIND = r"(?!\d(?!\d?:\d\d))"
"""Behind a year: no digit, but for a time of day that flattening a page has run together with it."""
_YEAR = re.compile(r"(?:19|20)\d\d")
"""Without which no line holds a full date."""
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?)?(?![\d-])")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<![\d/])((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?![\d/])")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?\d{4,6}Z?)?")
_UNNAMED_ZONE = re.compile(r"\d\s?[+-]\d{4}\Z")
_RUN_TOGETHER = re.compile(r"(?:GMT|UTC)\s?[+-]\s?(\d{3,4})\Z")
_FARTHEST_ZONE = 14


class Date(NamedTuple):
    """A date in a line of text."""

    value: str
    """ISO 8601."""
    start: int
    stop: int
    doubt: str
    """Why it may be read in another way; "" when it cannot."""
    local_day: str | None = None
    """The day as printed, where the value in UTC falls on another."""

    @property
    def day(self) -> str:
        """The day as printed, as far as there is one."""
        return self.local_day or self.value[:10]


@lru_cache(maxsize=8)
def _named(month: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    day_first = re.compile(rf"(\d{{1,4}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?({month})\b\.?,?\s+((?:19|20)\d\d){_BEHIND}", re.IGNORECASE)
    month_first = re.compile(
        rf"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))({month})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:at\s+)?((?:19|20)\d\d){_BEHIND}", re.IGNORECASE
    )
    return day_first, month_first


@lru_cache(maxsize=8)
def _clock(zones: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(map(re.escape, zones)) or r"\b\B"
    return re.compile(
        r"(?<!\d)(\d{1,2})[:.](\d\d)(?::\d\d)?\s?([ap]\.?m\.?)?\s?"
        rf"\(?(GMT|UTC|Z|(?-i:{named})\b)?(?:\s?([+-])\s?(\d{{1,2}})(?::?(\d\d))?(?!\d))?",
        re.IGNORECASE,
    )


def moment_of(given: str, words: Vocabulary) -> Date | None:
    """The date that a field gives, in ISO 8601 or as people write it; None when it gives none."""
    value = normalised(given)
    if value:
        return Date(value, 0, len(given), "", _moved(given.strip()[:10], value))
    compact = _COMPACT.fullmatch(given.strip())
    day = _day(int(compact[1]), int(compact[2]), int(compact[3])) if compact else None
    return Date(day, 0, len(given), "") if day else next(iter(dates_in(given[:200], words)), None)


def _moved(day: str, value: str) -> str | None:
    """The day as written, if the value in UTC falls on another."""
    return day if value.endswith("Z") and value[:10] != day else None


def dates_in(line: str, words: Vocabulary) -> tuple[Date, ...]:
    """Every full date in a line, in order of place."""
    if ("20" not in line and "19" not in line) or not _YEAR.search(line):
        return ()
    day_first, month_first = _named(words.month)
    found = [date for match in _ISO.finditer(line) if (date := _iso(match))]
    found += [date for match in _DOTTED.finditer(line) if (date := _numeric(match))]
    found += [
        Date(value, match.start(), match.end(), "") for match in _YEAR_FIRST.finditer(line) if (value := _day(int(match[1]), int(match[2]), int(match[3])))
    ]
    found += [date for match in day_first.finditer(line) if (date := _day_first(line, match, words))]
    found += [
        Date(value, match.start(), match.end(), "")
        for match in month_first.finditer(line)
        if (value := _day(int(match[3]), words.months[match[1].lower()], int(match[2])))
    ]
    return tuple(_timed(line, date, words) for date in sorted(found, key=lambda date: (date.start, date.stop)))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime(year, month, day, tzinfo=UTC).date().isoformat()
    except ValueError:
        return None


def _iso(match: re.Match[str]) -> Date | None:
    value = normalised(match[0])
    return Date(value, match.start(), match.end(), "", _moved(match[0][:10], value)) if value else None


def _numeric(match: re.Match[str]) -> Date | None:
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    as_day, as_month = _day(year, second, first), _day(year, first, second)
    if mark == "." or not as_month or first == second:
        return Date(as_day, match.start(), match.end(), "") if as_day else None
    if not as_day:
        return Date(as_month, match.start(), match.end(), "")
    doubt = f'"{match[0]}" can be read as {as_day} or as {as_month}, so only the year is taken.'
    return Date(match[4], match.start(), match.end(), doubt)


def _day_first(line: str, match: re.Match[str], words: Vocabulary) -> Date | None:
    digits, month, year = match[1], words.months[match[2].lower()], int(match[3])
    if len(digits) <= 2 and not line[match.start() - 1 : match.start()].isdigit():
        value = _day(year, month, int(digits))
        return Date(value, match.start(), match.end(), "") if value else None
    stuck = _RUN_TOGETHER.search(line[max(0, match.start() - 12) : match.start() + len(digits)])
    if not stuck:
        return None
    readings = [(digits[:cut], digits[cut:]) for cut in (1, 2) if len(digits) - cut in (1, 2)]
    days = sorted({value for zone, day in readings if int(zone) <= _FARTHEST_ZONE and (value := _day(year, month, int(day)))})
    if len(days) == 1:
        start = match.start() + len(digits) - len(str(int(days[0][-2:])))
        return Date(
            days[0],
            start,
            match.end(),
            f'The page prints the time zone and the day in one ("{line[max(0, match.start() - 12) : match.end()].strip()}"), so only the day is taken.',
        )
    return Date(f"{year:04}-{month:02}", match.start(), match.end(), f'In "{match[0]}" the day and the time zone run together, so only the month is taken.')


def _timed(line: str, date: Date, words: Vocabulary) -> Date:
    """The date with its time of day, when the line gives one with a zone right beside it."""
    if date.doubt or len(date.value) != 10:
        return date
    around = line[max(0, date.start - 24) : date.stop + 28]
    times = [time for time in _clock(tuple(words.zones)).finditer(around) if time[4] or _UNNAMED_ZONE.search(time[0])]
    if len(times) != 1:
        return date
    value = _moment(date.value, times[0], words)
    return date._replace(value=value, local_day=_moved(date.value, value)) if value else date


def _moment(day: str, time: re.Match[str], words: Vocabulary) -> str | None:
    hour, minute = int(time[1]), int(time[2])
    if time[3]:
        hour = hour % 12 + 12 * (time[3][0] in "pP")
    if hour > 23 or minute > 59 or int(time[6] or 0) > _FARTHEST_ZONE:
        return None
    zone = words.zones.get(time[4] or "") or (f"{time[5]}{int(time[6]):02}:{time[7] or '00'}" if time[5] else "+00:00")
    return normalised(f"{day}T{hour:02}:{minute:02}:00{zone}")


def normalised(value: str) -> str | None:
    """An ISO-like stamp in the form of the records: in UTC with "Z" when it has a zone, else as precise as it is; None when it is no date."""
    found = _ISO.match(value.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    if not day:
        return f"{year}-{month}" if 1 <= int(month) <= 12 else None
    whole = _day(int(year), int(month), int(day))
    if not whole or not hour:
        return whole
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return whole
    clock = f"{whole}T{hour}:{minute}:{second or '00'}"
    return _in_utc(clock, zone) if zone else clock


def _in_utc(clock: str, zone: str) -> str:
    """The clock time in UTC, or as it stands when the zone is none that exists."""
    if zone in ("Z", "UTC", "GMT"):
        return f"{clock}Z"
    digits = zone[1:].replace(":", "")
    if int(digits[:2]) > _FARTHEST_ZONE or int(digits[2:]) > 59:
        return clock
    try:
        return datetime.fromisoformat(f"{clock}{zone[0]}{digits[:2]}:{digits[2:]}").astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return clock
