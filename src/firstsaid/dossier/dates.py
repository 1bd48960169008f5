"""Dates as pages give them: no more exact than they are."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from firstsaid.model import Article, Stamp

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?)?)?)?")
_ZERO = datetime(1, 1, 1)
DAY = 24 * 60
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Moment:
    """When, as far as a page says: minutes since the year 1, from the first possible to the last."""

    start: int
    stop: int
    exact: str
    """minute · day · month · year."""
    words: str
    """"12 March 2031, 09:12 UTC"."""

    @property
    def middle(self) -> int:
        """The minute that stands for it in a drawing."""
        return (self.start + self.stop) // 2


def moment(stamp: Stamp | None) -> Moment | None:
    """The stamp as a stretch of time; None when there is none or it cannot be read."""
    found = _FORM.fullmatch(stamp.value.strip()) if stamp else None
    if found is None:
        return None
    year, month, day, hour, minute, zone = found.groups()
    try:
        return _moment(int(year), int(month or 0), int(day or 0), (hour, minute, zone))
    except (ValueError, OverflowError):
        return None


def seen_words(seen_at: str | None) -> str:
    """When a page was captured, in words; "" where that is not known."""
    found = moment(Stamp(seen_at, "seen", "", None)) if seen_at else None
    return found.words if found else ""


def _moment(year: int, month: int, day: int, clock: tuple[str | None, str | None, str | None]) -> Moment:
    if not month:
        return Moment(minutes(datetime(year, 1, 1)), minutes(datetime(year, 12, 31)) + DAY, "year", str(year))
    if not day:
        after = datetime(year + month // 12, month % 12 + 1, 1)
        return Moment(minutes(datetime(year, month, 1)), minutes(after), "month", f"{MONTHS[month - 1]} {year}")
    at = datetime(year, month, day)
    hour, minute, zone = clock
    if hour is None or minute is None:
        return Moment(minutes(at), minutes(at) + DAY, "day", day_words(at))
    at = at.replace(hour=int(hour), minute=int(minute))
    if zone:
        at = (at.replace(tzinfo=UTC) - _offset(zone)).replace(tzinfo=None)
    return Moment(minutes(at), minutes(at), "minute", f"{day_words(at)}, {at:%H:%M}{' UTC' if zone else ''}")


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta()
    digits = zone[1:].replace(":", "")
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:
        raise ValueError(zone)
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -size if zone[0] == "-" else size


def minutes(at: datetime) -> int:
    """Minutes since the year 1."""
    return int((at - _ZERO).total_seconds()) // 60


def date_of(minute: int) -> datetime:
    """The date of a minute since the year 1."""
    return _ZERO + timedelta(minutes=minute)


def day_words(at: datetime) -> str:
    """A date as it is printed, whatever the machine's locale: "12 March 2031"."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def published(article: Article) -> Moment | None:
    """When the article says it was published."""
    return moment(article.published)
