"""What the claims room knows of a language: one TOML file each, no Python."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from firstsaid.claims.deedwords import DeedWords
from firstsaid.claims.numberwords import NumberParticles, NumberWords
from firstsaid.claims.phrases import Phrases
from firstsaid.claims.rivalwords import RivalWords
from firstsaid.errors import LanguageError

_COUPLE = 2
"""Up to this, numbers in words say little of what is counted ("two of them")."""


@dataclass(frozen=True, slots=True)
class ObjectParticles:
    """Small words between a number and what it counts, and between two of them."""

    of: frozenset[str]
    joining: frozenset[str]
    """Between two things of one number, or two fates of one thing."""
    going_on: frozenset[str]
    """Between two parts of one whole."""
    taken_from: frozenset[str]
    """All that stands between a part and its whole: "14 of the 26"."""
    those: frozenset[str]
    """Between "of" and those who were harmed."""
    being: frozenset[str]
    """Behind those harmed, before what they were."""
    behind_units: frozenset[str]
    """Between a unit and what it measures: "tons of wheat"."""
    alone: frozenset[str]
    """How one person is counted."""
    governing: frozenset[str]
    """Prepositions: what a clause tells befell is none of those counted behind one."""


@dataclass(frozen=True, slots=True)
class ObjectWords:
    """How what is counted is named, and what befell it."""

    capitals: bool
    """Whether every noun has a capital: the first behind a number is what it counts."""
    before_heads: tuple[str, ...]
    """How words between a number and such a noun end."""
    verb_last: bool
    """Whether what befell those counted may stand at the end of the clause, or at its second place before them."""
    called: dict[str, str]
    """Words of objects, each with the name that a figure of any language has for it."""
    cases: dict[str, str]
    """Endings of a noun's cases, each with that of the first."""
    ends: frozenset[str]
    skipped: frozenset[str]
    plurals: frozenset[str]
    not_plurals: frozenset[str]
    persons: frozenset[str]
    single: frozenset[str]
    states: frozenset[str]
    auxiliaries: frozenset[str]
    toll: frozenset[str]
    toll_reaches: frozenset[str]
    counts: frozenset[str]
    particles: ObjectParticles
    past_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    not_plural_endings: tuple[str, ...]
    fates: Phrases
    opening: Phrases
    closing: Phrases
    beside: Phrases


@dataclass(frozen=True, slots=True)
class StemWords:
    """How words of one root are told to be one."""

    irregular: dict[str, str]
    """Forms of strong verbs, each with the verb."""
    nouns: dict[str, tuple[str, int]]
    """Endings of nouns of what is done, each with what the verb's stem has in its place and how many letters stand before it at least."""
    not_nouns: frozenset[str]
    spellings: dict[str, tuple[str, int]]
    """Ends of stems in one spelling, each with the other, told in the same way."""


@dataclass(frozen=True, slots=True, eq=False)
class WordingWords:
    """How wordings are told apart. There is one for each language, so that what is known of a word can be kept by it."""

    diacritics: bool
    """Whether words of these lists may differ by a diacritic only ("könnte", "konnte"); else they are folded."""
    capitals: bool
    """Whether every noun has a capital, which then tells no name."""
    function: frozenset[str]
    weak: frozenset[str]
    hedges: frozenset[str]
    word_hedges: frozenset[str]
    open_modals: frozenset[str]
    asking: frozenset[str]
    """What opens what is asked or supposed."""
    plans: frozenset[str]
    """Words that tell, before one of the next, of what is not done yet."""
    purposes: frozenset[str]
    negations: frozenset[str]
    negation_endings: tuple[str, ...]
    subject_negations: frozenset[str]
    """Those with which a subject is denied, and what its verb tells with it: "neither of the two was working"."""
    subject_openers: frozenset[str]
    """Behind these such a clause may begin, besides at the words that open any; before them it ends."""
    not_negations: Phrases
    clauses: frozenset[str]
    """Words that open a clause."""
    auxiliaries: frozenset[str]
    denials: frozenset[str]
    untrue: frozenset[str]
    """Words that deny what stands before them."""
    numerals: dict[str, str]
    """Numbers that are written as one word, each in digits."""
    months: frozenset[str]
    before_months: frozenset[str]
    """Behind these a word that is a hedge as well is the month: "in May"."""
    weekdays: frozenset[str]
    before_years: frozenset[str]
    adverb_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    same: dict[str, str]
    """Words that one may stand for another in a rewrite, each with the first of its group."""
    generic_names: frozenset[str]
    turning: frozenset[str]
    """Small words with which the same content words may say something else."""
    updates: Phrases


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """How places are told by what stands beside their names."""

    before: tuple[str, ...]
    kinds: tuple[str, ...]
    """Nouns for places, before the name with one of the next between them, or behind it."""
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words."""

    code: str
    numbers: NumberWords
    objects: ObjectWords
    stems: StemWords
    wordings: WordingWords
    places: PlaceWords
    rivals: RivalWords
    deeds: DeedWords


@cache
def language(code: str) -> Language | None:
    """The words of a language by its ISO 639-1 code; None when there is no file for it.

    Raises LanguageError when the file is not what it should be.
    """
    if not code.isalpha():
        return None
    file = resources.files("firstsaid.claims") / "languages" / f"{code.lower()}.toml"
    if not file.is_file():
        return None
    try:
        return _read(code, tomllib.loads(file.read_text("utf-8")))
    except (KeyError, AttributeError, TypeError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"the claims room's words of this language cannot be read ({error})", where=file.name) from error


def any_language(code: str) -> Language:
    """The words of a language, English where there is no file for it: content words are told apart by their rarity first and by this list second."""
    found = language(code) or language("en")
    if found is None:
        raise LanguageError("the words of English are missing from the installation", where="claims/languages/en.toml")
    return found


def _read(code: str, table: dict[str, Any]) -> Language:
    places = PlaceWords(**{name: tuple(listed) for name, listed in table["places"].items()})
    rivals, deeds = RivalWords(**_lists(table["rivals"])), DeedWords(**_lists(table["deeds"]))
    return Language(code, _numbers(table), _objects(table), _stems(table), _wordings(table), places, rivals, deeds)


def _numbers(table: dict[str, Any]) -> NumberWords:
    numbers, nots = table["numbers"], table["not_figures"]
    said = sorted({word for name in ("values", "multipliers", "rounds", "fractions") for word in numbers[name]})
    return NumberWords(
        hint=re.compile(rf"\b(?=[{''.join(map(re.escape, sorted({word[0] for word in said})))}]){_any_of(said)}"),
        begin=frozenset([*numbers["values"], *numbers["rounds"], *numbers["fractions"]]),
        behind_articles=frozenset([*numbers["fractions"], *numbers["multipliers"]]),
        thousands=tuple(map(_mark, numbers["thousands"])),
        decimal=_mark(numbers["decimal"]),
        capitals=bool(table["objects"]["capitals"]),
        values=_values(numbers["values"]),
        multipliers=_values(numbers["multipliers"]),
        short_multipliers=_values(numbers["short_multipliers"]),
        rounds=_values(numbers["rounds"]),
        fractions=_values(numbers["fractions"]),
        pointing=frozenset(numbers["pointing"]),
        articles=frozenset(numbers["articles"]),
        particles=NumberParticles(**_lists(numbers["particles"])),
        bounds=_phrases(table["bounds"]),
        bounds_after=_phrases(table["bounds_after"]),
        units=_phrases(table["units"]),
        currencies=dict(table["currencies"]),
        labels=frozenset(nots["labels"]),
        months=frozenset(nots["months"]),
        not_years=frozenset(nots["not_years"]),
        weekdays=frozenset(nots["weekdays"]),
        clock=frozenset(nots["clock"]),
        ages=_phrases({"age": [phrase.replace("-", " - ") for phrase in nots["ages"]]}),
    )


def _mark(given: object) -> str:
    if not isinstance(given, str) or len(given) != 1 or given.isalnum():
        raise TypeError(f"a mark in digits is one character, not {given!r}")
    return given


def _any_of(words: Sequence[str]) -> str:
    """A pattern for any of some whole words, a letter after the other: a list of words would be tried word by word at every place."""
    behind = {first: [word[1:] for word in words if word[:1] == first] for first in sorted({word[:1] for word in words}, reverse=True)}
    ways = [re.escape(first) + _any_of(rests) if first else r"\b" for first, rests in behind.items()]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _objects(table: dict[str, Any]) -> ObjectWords:
    objects, parts = table["objects"], table["parts"]
    return ObjectWords(
        capitals=bool(objects["capitals"]),
        before_heads=tuple(objects["before_heads"]),
        verb_last=bool(objects["verb_last"]),
        called={word: name for name, forms in objects["called"].items() for word in forms},
        cases=dict(objects["cases"]),
        ends=frozenset(objects["ends"]),
        skipped=frozenset(objects["skipped"]),
        plurals=frozenset(objects["plurals"]),
        not_plurals=frozenset(objects["not_plurals"]),
        persons=frozenset(objects["persons"]),
        single=frozenset(objects["single"]),
        states=frozenset(objects["states"]),
        auxiliaries=frozenset(objects["auxiliaries"]),
        toll=frozenset(objects["toll"]),
        toll_reaches=frozenset(objects["toll_reaches"]),
        counts=frozenset(objects["counts"]),
        particles=ObjectParticles(**_lists(objects["particles"])),
        past_endings=tuple(table["wordings"]["past_endings"]),
        plural_endings=tuple(objects["plural_endings"]),
        not_plural_endings=tuple(objects["not_plural_endings"]),
        fates=_phrases(table["fates"]),
        opening=_phrases({"part": parts["opening"]}),
        closing=_phrases({"part": parts["closing"]}),
        beside=_phrases({"beside": parts["beside"]}),
    )


def _stems(table: dict[str, Any]) -> StemWords:
    stems = table["stems"]
    return StemWords(
        irregular={form: verb for verb, forms in stems["irregular"].items() for form in forms.split()},
        nouns={ending: (instead, least) for ending, instead, least in stems["nouns"]},
        not_nouns=frozenset(stems["not_nouns"]),
        spellings={ending: (instead, least) for ending, instead, least in stems["spellings"]},
    )


def _wordings(table: dict[str, Any]) -> WordingWords:
    wordings = table["wordings"]
    return WordingWords(
        capitals=bool(table["objects"]["capitals"]),
        diacritics=bool(wordings["diacritics"]),
        function=frozenset(wordings["function"]),
        weak=frozenset(wordings["weak"]),
        hedges=frozenset(wordings["hedges"]),
        word_hedges=frozenset(wordings["word_hedges"]),
        open_modals=frozenset(wordings["open_modals"]),
        asking=frozenset(wordings["asking"]),
        plans=frozenset(wordings["plans"]),
        purposes=frozenset(wordings["purposes"]),
        negations=frozenset(wordings["negations"]),
        negation_endings=tuple(wordings["negation_endings"]),
        subject_negations=frozenset(wordings["subject_negations"]),
        subject_openers=frozenset(wordings["subject_openers"]),
        not_negations=_phrases({"none": wordings["not_negations"]}),
        clauses=frozenset(wordings["clauses"]),
        auxiliaries=frozenset(wordings["auxiliaries"]),
        denials=frozenset(wordings["denials"]),
        untrue=frozenset(wordings["untrue"]),
        numerals={word: str(value) for word, value in table["numbers"]["values"].items() if value > _COUPLE},
        months=frozenset(table["not_figures"]["months"]),
        before_months=frozenset(wordings["before_months"]),
        weekdays=frozenset(table["not_figures"]["weekdays"]),
        before_years=frozenset(wordings["before_years"]),
        adverb_endings=tuple(wordings["adverb_endings"]),
        past_endings=tuple(wordings["past_endings"]),
        same={word: group[0] for group in wordings["same"] for word in group},
        generic_names=frozenset(wordings["generic_names"]),
        turning=frozenset(wordings["turning"]),
        updates=_phrases({"update": table["updates"]["cues"]}),
    )


def _lists(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in table.items()}


def _values(table: dict[str, Any]) -> dict[str, float]:
    return {word: float(value) for word, value in table.items()}


def _phrases(table: dict[str, list[str]]) -> Phrases:
    """Every phrase as its words, with the name it stands for."""
    return Phrases({tuple(phrase.split()): name for name, phrases in table.items() for phrase in phrases})
