"""The words and marks with which a language writes numbers."""

import re
from dataclasses import dataclass

from firstsaid.claims.phrases import Phrases


@dataclass(frozen=True, slots=True)
class NumberParticles:
    """Small words that make a number of several, or none of one."""

    one: frozenset[str]
    """Articles that stand for one: "a hundred"."""
    of: frozenset[str]
    """Between a number and what it counts or is taken from."""
    joining: frozenset[str]
    """Inside a number: "two hundred and fifty"."""
    ranging: frozenset[str]
    """Between the ends of a range."""
    opening_range: frozenset[str]
    """Before a range whose ends are joined as the parts of a number are: "between 20 and 30"."""
    halves: frozenset[str]
    """Fractions that may do without an "of", before the words of the next list."""
    behind_halves: frozenset[str]
    not_shares: frozenset[str]
    """Behind these a fraction is no share: "cut in half"."""
    not_alone: frozenset[str]
    """Round numbers that say nothing without another: "tens of thousands"."""
    not_multiplying: frozenset[str]
    """Multipliers that mean other things too: "a score"."""
    sure_multipliers: frozenset[str]
    """Short multipliers that need no currency sign."""
    not_glued: frozenset[str]
    """Units that glued to digits tell no figure: "5ft"."""
    before_currency: frozenset[str]
    """Whose dollar it is, as written: "US$5"."""
    year_bounds: frozenset[str]
    """Bounds behind which a year stays a year: "about 1990"."""
    denying: frozenset[str]
    """Before a number these say that it is not the one: "17, not 42"."""
    ordinal: frozenset[str]
    """Marks that, glued behind digits, make them an ordinal."""
    past: frozenset[str]
    """Between minutes and an hour: "ten past four"."""
    dotted: frozenset[str]
    """Multipliers that are abbreviations, with a dot behind them."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How numbers are written."""

    hint: re.Pattern[str]
    """What any number in words has, in lower case: one of the words below."""
    begin: frozenset[str]
    """Words with which a number in words may begin."""
    thousands: tuple[str, ...]
    """Marks between groups of three digits."""
    decimal: str
    """The mark before a fraction in digits."""
    capitals: bool
    """Whether every noun has a capital, so that one before a number makes it no name."""
    behind_articles: frozenset[str]
    """Words with which it goes on where it begins with an article."""
    values: dict[str, float]
    multipliers: dict[str, float]
    short_multipliers: dict[str, float]
    rounds: dict[str, float]
    fractions: dict[str, float]
    pointing: frozenset[str]
    articles: frozenset[str]
    particles: NumberParticles
    bounds: Phrases
    bounds_after: Phrases
    units: Phrases
    currencies: dict[str, str]
    labels: frozenset[str]
    months: frozenset[str]
    not_years: frozenset[str]
    weekdays: frozenset[str]
    clock: frozenset[str]
    ages: Phrases
