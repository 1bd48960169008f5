"""Numbers in a sentence, in digits and in words, and which of them are no figures: dates, times, labels, names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from firstsaid.claims.numberwords import NumberWords
from firstsaid.claims.tokens import Token, glued, phrase_at, phrase_before

_DASHES = frozenset("-‐‑–—")
_MINUTES, _HOURS = 59, 24


@dataclass(frozen=True, slots=True)
class Number:
    """A number by the tokens it takes: `[first, behind)`."""

    first: int
    behind: int
    value: float
    bound: str
    unit: str
    """"" for a count, "share" for a fraction of something."""
    digits: bool
    """Whether it is written in digits."""


def numbers(row: Sequence[Token], words: NumberWords) -> list[Number]:
    """Every number of a sentence that is a figure, in order, with its bound and unit."""
    found: list[Number] = []
    for number in _numbers(row, words):
        if found and number.bound == "at most" and number.first == found[-1].behind + 1 and found[-1].bound == "exact" and not found[-1].unit:
            found[-1] = replace(found[-1], bound="at least", unit=number.unit)
        found.append(number)
    return found


def _numbers(row: Sequence[Token], words: NumberWords) -> Iterator[Number]:
    behind = 0
    for index in [at for at, token in enumerate(row) if token.kind == "number" or token.low in words.begin or token.low in words.articles]:
        core = _core(row, index, words) if index >= behind else None
        if core is None:
            continue
        first, behind, value, unit = core
        digits = any(token.kind == "number" for token in row[first:behind])
        if not _is_name_or_date(row, first, behind, words):
            number = _widened(row, Number(first, behind, value, "exact", unit, digits), words)
            if not (number.first and row[number.first - 1].low in words.particles.denying):
                yield number
            behind = max(number.behind, index + 1)


def _core(row: Sequence[Token], index: int, words: NumberWords) -> tuple[int, int, float, str] | None:
    """A number that begins at `index`, without bound and unit: (first, behind, value, unit)."""
    token = row[index]
    if token.kind == "number":
        return _from_digits(row, index, words)
    if token.kind != "word" or not (token.low in words.begin or _is_article(row, index, words)):
        return None
    return _round(row, index, words) or _fraction(row, index, words) or _from_words(row, index, words)


def _is_article(row: Sequence[Token], index: int, words: NumberWords) -> bool:
    """Whether a token is an article with which a number begins: "a third", "a hundred"."""
    return row[index].low in words.articles and index + 1 < len(row) and row[index + 1].low in words.behind_articles


def digits_value(text: str, words: NumberWords) -> float | None:
    """What digits with the marks of a language say: "14,000", "1.5", "2 300"; None when they are no plain number ("04.11.2017")."""
    plain = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")
    for separator in words.thousands:
        groups = plain.split(separator)
        if len(groups) > 1:
            last, _, fraction = groups[-1].partition(words.decimal)
            whole = [*groups[:-1], last]
            if len(whole[0]) <= 3 and all(len(group) == 3 and group.isdecimal() for group in whole[1:]) and whole[0].isdecimal():
                return float("".join(whole) + ("." + fraction if fraction.isdecimal() else ""))
            return None
    if not plain.replace(words.decimal, "", 1).isdecimal() or len(plain) > 30:
        return None
    return float(plain.replace(words.decimal, "."))


def _from_digits(row: Sequence[Token], index: int, words: NumberWords) -> tuple[int, int, float, str] | None:
    value = digits_value(row[index].text, words)
    if value is None:
        return None
    behind = index + 1
    currency = index > 0 and row[index - 1].text in words.currencies
    if behind < len(row) and glued(row, behind) and row[behind].low in words.short_multipliers:
        if currency:
            return index, behind + 1, value * words.short_multipliers[row[behind].low], ""
        if row[behind].low in words.particles.sure_multipliers:
            return index, behind + 1, value * words.short_multipliers[row[behind].low], ""
    while behind < len(row) and row[behind].low in words.multipliers and row[behind].kind == "word":
        value *= words.multipliers[row[behind].low]
        behind += 1
        if row[behind - 1].low in words.particles.dotted and glued(row, behind) and row[behind].text == ".":
            behind += 1
    return index, behind, value, ""


def _round(row: Sequence[Token], index: int, words: NumberWords) -> tuple[int, int, float, str] | None:
    """As in "dozens of", "tens of thousands of", "thousands of"; "tens" alone is none."""
    value, behind = 1.0, index
    while behind < len(row) and row[behind].low in words.rounds:
        value *= words.rounds[row[behind].low]
        behind += 1
        if behind + 1 < len(row) and row[behind].low in words.particles.of and row[behind + 1].low in words.rounds:
            behind += 1
    if behind == index or (row[index].low in words.particles.not_alone and behind == index + 1):
        return None
    return index, behind, value, "round"


def _fraction(row: Sequence[Token], index: int, words: NumberWords) -> tuple[int, int, float, str] | None:
    """As in "half of the", "a third of", "two-thirds of": a share of what follows; "half a million" is left to the number words."""
    count, at = 1.0, index
    if row[at].low in words.values and at + 1 < len(row):
        count = words.values[row[at].low]
        at += 2 if row[at + 1].text in _DASHES else 1
    elif row[at].low in words.articles:
        at += 1
    if at >= len(row) or row[at].low not in words.fractions:
        return None
    follows = row[at + 1].low if at + 1 < len(row) else ""
    if index and row[index - 1].low in words.particles.not_shares:
        return None
    if follows not in words.particles.of and not (row[at].low in words.particles.halves and at == index and follows in words.particles.behind_halves):
        return None
    return index, at + 1, round(count * words.fractions[row[at].low], 4), "share"


def _from_words(row: Sequence[Token], index: int, words: NumberWords) -> tuple[int, int, float, str] | None:
    """As in "twenty-five", "two hundred and fifty", "a dozen", "half a million"."""
    total, current, at, said = 0.0, 0.0, index, False
    particles = words.particles
    if row[at].low in particles.halves and at + 2 < len(row) and row[at + 1].low in particles.one and row[at + 2].low in words.multipliers:
        return at, at + 3, words.multipliers[row[at + 2].low] / 2, ""
    if row[at].low in particles.one and at + 1 < len(row) and row[at + 1].low in words.multipliers and row[at + 1].low not in particles.not_multiplying:
        current, at = 1.0, at + 1
    elif row[at].low not in words.values:
        return None
    while at < len(row):
        low = row[at].low
        if low in words.values:
            if said and ((current % 100 >= 20 and words.values[low] >= 10) or 0 < current % 100 < 20):
                break
            current += words.values[low]
        elif low in words.multipliers and low not in particles.not_multiplying and (current or said):
            current *= words.multipliers[low]
            if words.multipliers[low] >= 1_000:
                total, current = total + current, 0.0
        else:
            joins = said and at + 1 < len(row) and row[at + 1].low in words.values
            if not (
                joins and ((row[at].text in _DASHES and glued(row, at) and glued(row, at + 1)) or (low in particles.joining and (current >= 100 or total)))
            ):
                break
        said, at = True, at + 1
    return (index, at, total + current, "") if said else None


def _is_name_or_date(row: Sequence[Token], first: int, behind: int, words: NumberWords) -> bool:
    return (
        _glued_to_name(row, first, behind, words)
        or _is_ordinal(row, behind, words)
        or _is_date_or_time(row, first, behind, words)
        or _is_label(row, first, behind, words)
        or _is_age(row, first, behind, words)
    )


def _glued_to_name(row: Sequence[Token], first: int, behind: int, words: NumberWords) -> bool:
    """As in "MH17", "F-16", "5th", "9/11", "3-1", "1990s", "08:34", "+963-11", "#5"."""
    if row[first].kind != "number":
        return False
    before = row[first - 1] if glued(row, first) else None
    if before is not None and (before.kind == "word" or before.text in "/:#+_.@&=^*,"):
        return True
    if before is not None and before.text in _DASHES and first > 1 and glued(row, first - 1) and row[first - 2].kind != "mark":
        return row[first - 2].kind == "word" or not _is_range(row, first - 2, behind, words)
    if behind < len(row) and glued(row, behind):
        after = row[behind]
        if after.kind == "word":
            return (after.low,) not in words.units or after.low in words.particles.not_glued
        if after.text in _DASHES and behind + 1 < len(row) and glued(row, behind + 1) and row[behind + 1].kind == "number":
            return not _is_range(row, first, behind + 2, words)
        if after.text in "/:_@&=^*" or (after.text in ".," and behind + 1 < len(row) and glued(row, behind + 1) and row[behind + 1].kind != "mark"):
            return True
    return False


def _is_ordinal(row: Sequence[Token], behind: int, words: NumberWords) -> bool:
    """As in "3. März", "4. Brigade", where a language writes them so; a mark that ends the sentence tells nothing."""
    return behind + 1 < len(row) and glued(row, behind) and row[behind].text in words.particles.ordinal


def _is_range(row: Sequence[Token], first: int, behind: int, words: NumberWords) -> bool:
    """Whether "20-30" is a range of what follows, not a score or a telephone number."""
    if first > 0 and glued(row, first) and row[first - 1].text not in "$€£¥(":
        return False
    low, high = digits_value(row[first].text, words), digits_value(row[first + 2].text, words)
    return low is not None and high is not None and low < high and behind < len(row) and row[behind].kind == "word"


def _is_date_or_time(row: Sequence[Token], first: int, behind: int, words: NumberWords) -> bool:
    before = row[first - 1].low if first else ""
    after = row[behind].low if behind < len(row) else ""
    hour = row[min(behind + 1, len(row) - 1)]
    if after in words.particles.past and behind - first == 1 and _is_up_to(row[first], _MINUTES, words) and _is_up_to(hour, _HOURS, words):
        return True
    value = digits_value(row[first].text, words) if row[first].kind == "number" else None
    if value is None:
        return False
    if (
        behind - first == 1
        and value <= 31
        and (_is_month(row, behind, words) or _is_month(row, first - 1, words) or (before == "." and _is_month(row, first - 2, words)))
    ):
        return True
    if behind < len(row) and after in words.particles.of and _is_month(row, behind + 1, words):
        return True
    if after in words.clock:
        return True
    return behind - first == 1 and _is_year(row, first, behind, words)


def _is_up_to(token: Token, most: int, words: NumberWords) -> bool:
    """Whether a token is a number up to one."""
    value = digits_value(token.text, words) if token.kind == "number" else words.values.get(token.low)
    return value is not None and value <= most


def _is_month(row: Sequence[Token], index: int, words: NumberWords) -> bool:
    return 0 <= index < len(row) and row[index].low in words.months and row[index].text[:1].isupper()


def _is_year(row: Sequence[Token], first: int, behind: int, words: NumberWords) -> bool:
    """A plain four-digit number from 1500 to 2100, unless a bound or a currency before it, or persons and the like after it, make it a count."""
    text = row[first].text
    if len(text) != 4 or not text.isdecimal() or not 1500 <= int(text) <= 2100:
        return False
    if first and row[first - 1].text in words.currencies:
        return False
    bound, begin = phrase_before(row, first, words.bounds)
    if bound and row[begin].low not in words.particles.year_bounds:
        return False
    if phrase_at(row, behind, words.units)[0]:
        return False
    return not (behind < len(row) and row[behind].low in words.not_years)


def _is_label(row: Sequence[Token], first: int, behind: int, words: NumberWords) -> bool:
    """Numbers of articles of law, flights, lists, telephones; a number that belongs to a proper name ("Vessel 9")."""
    token = row[first]
    before = row[first - 1] if first else None
    if before is not None and before.low in words.particles.of and first > 1 and row[first - 2].low in words.labels and row[first - 2].text[0].isupper():
        return True
    if token.kind != "number":
        return token.low in words.values and before is not None and before.low in words.pointing and words.values[token.low] <= 10 and behind - first == 1
    if before is None:
        return behind < len(row) and row[behind].text in ".)" and not (behind + 1 < len(row) and row[behind + 1].text.islower())
    if before.text in "([" and behind < len(row) and row[behind].text in ")]":
        return True
    label = row[first - 2] if before.text == "." and first > 1 else before
    if label.low in words.labels:
        return True
    if first > 1 and before.kind == "number" and not glued(row, first):
        return True
    follows = row[behind] if behind < len(row) else None
    if words.capitals:
        return False
    named = before.kind == "word" and before.text[0].isupper() and first > 1 and not before.text.isupper()
    return named and not any(mark in token.text for mark in words.thousands) and (follows is None or follows.kind != "word" or not follows.text.islower())


def _is_age(row: Sequence[Token], first: int, behind: int, words: NumberWords) -> bool:
    """As in "34-year-old", "5 years old", "Mira Vann, 34, said"."""
    if phrase_at(row, behind, words.ages)[0] or (phrase_at(row, behind + 1, words.ages)[0] and behind < len(row) and row[behind].text in _DASHES):
        return True
    commas = first > 1 and row[first - 1].text in ",(" and behind < len(row) and row[behind].text in ",)"
    return commas and row[first - 2].kind == "word" and row[first - 2].text[0].isupper() and behind - first == 1


def _widened(row: Sequence[Token], number: Number, words: NumberWords) -> Number:
    """The number with the unit behind it, the currency and the bound before it."""
    first, behind, bound, unit = number.first, number.behind, "exact", number.unit
    if unit == "round":
        bound, unit = "at least", ""
    if first and row[first - 1].text in words.currencies and unit == "":
        unit, first = words.currencies[row[first - 1].text], first - 1
        if first and glued(row, first) and row[first - 1].text in words.particles.before_currency:
            first -= 1
    if behind < len(row) and row[behind].text == "+" and glued(row, behind):
        bound, behind = "at least", behind + 1
    if not unit:
        at = behind + 1 if behind < len(row) and row[behind].text in _DASHES and glued(row, behind) and glued(row, behind + 1) else behind
        if number.unit == "round" and behind < len(row) and row[behind].low in words.particles.of:
            at = behind + 1
        unit, stop = phrase_at(row, at, words.units)
        behind = stop if unit else behind
    after, stop = phrase_at(row, behind, words.bounds_after)
    if after:
        bound, behind = after, stop
    before, begin = phrase_before(row, first, words.bounds)
    if before:
        bound, first = _joined(bound, before, number.unit), begin
    return _ranged(row, Number(first, behind, number.value, bound, unit, number.digits), words)


def _joined(bound: str, before: str, unit: str) -> str:
    """A round number keeps its "at least" behind a mere "some"."""
    return bound if unit == "round" and before == "about" else before


def _ranged(row: Sequence[Token], number: Number, words: NumberWords) -> Number:
    """The upper end of "20-30 people" is at most; "between 20 and 30" and "20 to 30" likewise."""
    first = number.first
    if number.bound != "exact" or not number.digits or first < 2 or row[first - 2].kind != "number":
        return number
    between = row[first - 1].low in words.particles.joining and first > 2 and row[first - 3].low in words.particles.opening_range
    joined = row[first - 1].text in _DASHES or row[first - 1].low in words.particles.ranging or between
    low = digits_value(row[first - 2].text, words)
    if joined and low is not None and low < number.value:
        return Number(first, number.behind, number.value, "at most", number.unit, number.digits)
    return number
