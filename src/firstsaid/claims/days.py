"""Days and years that a sentence names: what happened on another one is another thing."""

from collections.abc import Iterator, Sequence

from firstsaid.claims.language import WordingWords

_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_DAYS_OF_A_MONTH = 31


def is_date(low: str, capital: bool, words: WordingWords) -> bool:
    """Whether a folded word may name a day or a year."""
    return (capital and (low in words.months or low in words.weekdays)) or _is_year(low)


def days_named(row: Sequence[str], words: WordingWords) -> Iterator[str]:
    """Days of the week, days of the calendar and years among the words of a sentence, each in one form."""
    for index, word in enumerate(row):
        low = word.lower()
        before, behind = row[index - 1] if index else "", row[index + 1] if index + 1 < len(row) else ""
        if _is_year(low):
            if before.lower() in words.before_years or before.lower() in words.months:
                yield low
        elif word[0].isupper() and low in words.weekdays:
            yield low
        elif word[0].isupper() and low in words.months:
            yield from (f"{int(day)} {low[:3]}" for day in (before, behind) if day.isascii() and day.isdecimal() and 0 < int(day) <= _DAYS_OF_A_MONTH)


def of_other_days(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences name days of one sort, or years, and none in common."""
    return bool(one and other) and any(
        mine and theirs and mine.isdisjoint(theirs) for mine, theirs in ((_of(sort, one), _of(sort, other)) for sort in ("year", "date", "weekday"))
    )


def of_other_dates(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences name days of the calendar, or years, and none in common."""
    return bool(one and other) and any(
        mine and theirs and mine.isdisjoint(theirs) for mine, theirs in ((_of(sort, one), _of(sort, other)) for sort in ("year", "date"))
    )


def _of(sort: str, days: frozenset[str]) -> frozenset[str]:
    return frozenset(day for day in days if sort == ("year" if day.isdecimal() else "date" if day[0].isdecimal() else "weekday"))


def _is_year(low: str) -> bool:
    return len(low) == len(str(_LAST_YEAR)) and low.isascii() and low.isdecimal() and _FIRST_YEAR <= int(low) <= _LAST_YEAR
