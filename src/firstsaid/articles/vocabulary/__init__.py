"""What the reader of pages needs to know of a language: one TOML file for each."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from firstsaid.errors import LanguageError

_DEFAULT = "en"
_FIRST_WORD = re.compile(r"\W{0,8}(\w+)")
_WORD = re.compile(r"\w+")
_MOST_WORDS = 200_000


_CREDITING = ("workers", "contributed", "made", "makes", "published", "permission", "nameless")
"""The lists of what is said of a text before or after the name of who made it."""


class Hint:
    """What a word may be part of, or is: plain numbers to be added up, as every line asks for them several times."""

    SPEECH = 1
    EVENT = 2
    POLICY = 4
    CREDIT = 8
    CAPTION = 16
    OPENING = 32


class Hints(dict[str, int]):
    """For each word in lower case what it hints at, told once, as most words of a text are the same few."""

    def __init__(self, listed: Mapping[int, frozenset[str]], held: Mapping[int, Sequence[str]]) -> None:
        """Of words that are listed, and of words that hold one of those."""
        super().__init__()
        self._listed, self._held = dict(listed), dict(held)

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        told = sum(hint for hint, words in self._listed.items() if word in words)
        told += sum(hint for hint, parts in self._held.items() if any(map(word.casefold().__contains__, parts)))
        self[word] = told
        return told


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of one language, in lower case except for the agencies."""

    speech_verbs: frozenset[str]
    event_words: frozenset[str]
    policy_words: frozenset[str]
    address_words: frozenset[str]
    """Those of the policy words by which an article, too, may speak to its reader."""
    furniture_sentences: re.Pattern[str]
    end_headings: frozenset[str]
    end_openers: re.Pattern[str]
    closing: re.Pattern[str]
    """How a line begins, or what it is, that stands below an article only."""
    rule_words: frozenset[str]
    response_words: frozenset[str]
    paper_words: frozenset[str]
    section_words: frozenset[str]
    """Those of them of which names of sections and kinds of text are made as well."""
    section_openers: frozenset[str]
    """How such names begin."""
    paper_endings: tuple[str, ...]
    """How names of papers end that are one word."""
    placing: frozenset[str]
    """How a line begins that tells a place or a time and is no name."""
    small_words: frozenset[str]
    """Words of a name that are not written with a capital and that a host leaves out."""
    informed: str
    """"told the", before the name of who was told, as one group of a regular expression."""
    release_labels: re.Pattern[str]
    """Lines that say of a text that a body gave it to the press."""
    release_openers: re.Pattern[str]
    """How other such lines begin, that tell more: "Statement of the press service"."""
    teaser_openers: frozenset[str]
    comment_headings: frozenset[str]
    correction_openers: re.Pattern[str]
    correction_inside: re.Pattern[str]
    """How a correction begins behind the sentences of a paragraph; group 1 from there on."""
    note_openers: re.Pattern[str]
    note_verbs: re.Pattern[str]
    credit_openers: frozenset[str]
    credit_published: re.Pattern[str]
    credit_pieces: re.Pattern[str]
    """How a line begins that speaks of the text as a whole ("This is an extract …"); group 1 where it points at this very text."""
    credit_workers: re.Pattern[str]
    credit_contributed: re.Pattern[str]
    credit_made: re.Pattern[str]
    """What stands before the name of who made a text, in a line that begins with what was made."""
    credit_makes: re.Pattern[str]
    credit_permission: re.Pattern[str]
    credit_nameless: re.Pattern[str]
    credit_unnamed: frozenset[str]
    credit_endings: tuple[str, ...]
    credit_pictures: frozenset[str]
    credit_figures: frozenset[str]
    credit_author: re.Pattern[str]
    credit_generic: frozenset[str]
    caption_openers: frozenset[str]
    caption_marks: tuple[str, ...]
    byline_openers: re.Pattern[str]
    byline_stops: frozenset[str]
    byline_nobody: frozenset[str]
    byline_joins: frozenset[str]
    """Between two names of a byline."""
    signing: frozenset[str]
    """What may stand beside the names in a line that does nothing but sign."""
    introducing: tuple[str, ...]
    fields: dict[str, str]
    """What a field above a pasted text is called, to the fact that it gives: title, outlet, byline, published, updated, url."""
    months: dict[str, int]
    month: str
    """The months as one group of a regular expression."""
    weekdays: frozenset[str]
    zones: dict[str, str]
    """Abbreviation of a time zone to its offset ("-05:00"), only those that mean one zone in this language's news."""
    date_published: re.Pattern[str]
    date_updated: re.Pattern[str]
    dateline_labels: frozenset[str]
    dateline_cities: frozenset[str]
    agencies: dict[str, str]
    """Folded name to the name as written."""
    agencies_ambiguous: frozenset[str]
    """As written."""
    agency_words: re.Pattern[str]
    opening_words: frozenset[str]
    """The first words of everything that the patterns of openings tell, case folded."""
    closing_words: frozenset[str]
    """The same of what the pattern of closing lines tells."""
    hints: Hints = field(compare=False)
    """Grows as words are met."""

    def first_word(self, line: str) -> str | None:
        """The word that a line begins with, case folded; None when it begins otherwise."""
        found = _FIRST_WORD.match(line)
        return found[1].casefold() if found else None

    def may_open(self, first_word: str | None) -> bool:
        """Whether a line may begin as a correction, a note, a heading of the site or one of its sentences does; the patterns decide."""
        return first_word is None or first_word in self.opening_words

    def may_close(self, first_word: str | None) -> bool:
        """Whether a line may be one that stands below an article only; the pattern decides."""
        return first_word is None or not (bare := first_word.rstrip("0123456789")) or bare in self.closing_words


@lru_cache(maxsize=32)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language (ISO 639-1): its lists added to the English ones, which stand alone when it has none.

    Raises LanguageError for a file that is not what it should be.
    """
    folder = files(__name__)
    name = f"{language}.toml"
    if not language.isalpha() or not folder.joinpath(name).is_file():
        name = f"{_DEFAULT}.toml"
    try:
        lists = tomllib.loads(folder.joinpath(f"{_DEFAULT}.toml").read_text("utf-8"))
        if name != f"{_DEFAULT}.toml":
            _add(lists, tomllib.loads(folder.joinpath(name).read_text("utf-8")))
        return _built(lists)
    except (KeyError, TypeError, AttributeError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"the word lists cannot be read ({error})", name) from error


def _add(lists: dict[str, dict[str, list[Any]]], further: dict[str, dict[str, list[Any]]]) -> None:
    """Adds the lists of a language to those of the default; the names of one month stay together. Raises KeyError for a list of an unknown name."""
    for section, named in further.items():
        for key, words in named.items():
            known = lists[section][key]
            if key == "months":
                lists[section][key] = [[*first, *(word for word in second if word not in first)] for first, second in zip(known, words, strict=True)]
            else:
                lists[section][key] = [*known, *(word for word in words if word not in known)]


def _words(given: list[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in given)


def _any(given: list[str], before: str = "", after: str = "") -> re.Pattern[str]:
    longest_first = sorted(given, key=lambda word: (-len(word), word))
    return re.compile(f"{before}(?:{'|'.join(re.escape(word) for word in longest_first)}){after}", re.IGNORECASE)


def _first_words(given: list[str]) -> frozenset[str]:
    return frozenset(found[0].casefold() for phrase in given if (found := _WORD.search(phrase)))


def _telling_words(given: list[str]) -> tuple[str, ...]:
    """Of each phrase its longest word, and of words that hold others only those others."""
    longest = {max(_WORD.findall(phrase), key=len, default="").casefold() for phrase in given}
    return tuple(sorted(word for word in longest if not any(other in word for other in longest - {word})))


def _made(credit: dict[str, list[str]]) -> re.Pattern[str]:
    what = "|".join(sorted(map(re.escape, [*credit["pieces"], *credit["programmes"]]), key=lambda word: (-len(word), word)))
    how = "|".join(sorted(map(re.escape, credit["made"]), key=lambda word: (-len(word), word)))
    return re.compile(rf"^\W{{0,3}}(?:This\s(?:[a-z]{{1,12}}\s){{0,2}}?)?(?:{what})\b[^.:;]{{0,60}}?\b(?:{how})\s", re.IGNORECASE)


def _closing(furniture: dict[str, list[str]]) -> re.Pattern[str]:
    keys = ("closes", "closes_open", "responses")
    whole, begun, left = ("|".join(sorted(map(re.escape, furniture[key]), key=lambda word: (-len(word), word))) for key in keys)
    counted = rf"\d{{1,5}}\W{{1,3}}(?:{left})|(?:{left})\W{{1,3}}\d{{1,5}}|(?:{whole})\W{{0,3}}\d{{0,5}}"
    return re.compile(rf"\W{{0,3}}(?:(?:{counted})\W{{0,3}}$|(?:{begun})\b)", re.IGNORECASE)


def _credit_lists(credit: dict[str, list[str]]) -> dict[str, Any]:
    """The fields of a vocabulary that tell credits."""
    return {
        "credit_openers": _words(credit["openers"]),
        "credit_published": _any(credit["published"], r"\b(?:originally |first )?", r"\b"),
        "credit_pieces": _any(credit["pieces"], r"^\W{0,3}(?:(This)|The|An?)\s(?:[a-z]{1,12}\s){0,4}?", r"\b"),
        "credit_workers": _any(credit["workers"], r"\W{0,3}", r"\b"),
        "credit_contributed": _any(credit["contributed"], r"\b", r"\b"),
        "credit_made": _made(credit),
        "credit_makes": _any(credit["makes"], r"\b", r"\b"),
        "credit_permission": _any(credit["permission"], r"(?:^\W{0,3}|[.!?”\"]\s)", r"\s"),
        "credit_nameless": _any(credit["nameless"], r"\b", r"\b"),
        "credit_unnamed": _words(credit["unnamed"]),
        "credit_endings": tuple(sorted(_words(credit["endings"]))),
        "credit_pictures": _words(credit["pictures"]),
        "credit_figures": _words(credit["figures"]),
        "credit_author": _any(credit["author"], r"\W{0,3}", r"\b"),
        "credit_generic": _words(credit["generic"]),
    }


def _outlet_lists(outlet: dict[str, list[str]]) -> dict[str, Any]:
    """The fields of a vocabulary that tell names of outlets."""
    return {
        "paper_words": _words(outlet["words"]),
        "section_words": _words(outlet["sections"]),
        "section_openers": _words(outlet["section_openers"]),
        "paper_endings": tuple(sorted(_words(outlet["endings"]))),
        "placing": _words(outlet["placing"]),
        "small_words": _words(outlet["small"]),
        "informed": f"(?:{'|'.join(map(re.escape, outlet['informed']))})",
        "release_labels": _any(outlet["labels"], r"\W{0,3}", r"\W{0,3}"),
        "release_openers": _any(outlet["releases"], r"\W{0,3}", r"\b"),
    }


def _byline_lists(byline: dict[str, list[str]]) -> dict[str, Any]:
    """The fields of a vocabulary that tell who wrote a text."""
    return {
        "byline_openers": _any(byline["openers"], r"\W{0,3}", r"\b[:\s]\s*"),
        "byline_stops": _words(byline["stops"]),
        "byline_nobody": _words(byline["nobody"]),
        "byline_joins": _words(byline["joins"]),
        "signing": _words(byline["signing"]),
        "introducing": tuple(sorted(_words(byline["introducing"]))),
    }


def _date_lists(date: dict[str, list[Any]]) -> dict[str, Any]:
    """The fields of a vocabulary that tell dates."""
    months = {name: number for number, names in enumerate(date["months"], 1) for name in names}
    return {
        "months": months,
        "month": "(?:" + "|".join(sorted(map(re.escape, months), key=lambda word: (-len(word), word))) + ")",
        "weekdays": _words(date["weekdays"]),
        "zones": dict(pair.split() for pair in date["zones"]),
        "date_published": _any(date["published"], r"\W{0,3}", r"\b"),
        "date_updated": _any(date["updated"], r"\W{0,3}", r"\b"),
    }


def _hints(data: dict[str, dict[str, list[str]]]) -> Hints:
    listed = {Hint.SPEECH: data["speech"]["verbs"], Hint.EVENT: data["speech"]["events"], Hint.POLICY: data["furniture"]["policy"]}
    crediting = [phrase for key in _CREDITING for phrase in data["credit"][key]]
    held = {Hint.CREDIT: _telling_words(crediting), Hint.CAPTION: _telling_words(data["caption"]["marks"])}
    return Hints({hint: _words(given) for hint, given in listed.items()}, held)


def _built(data: dict[str, dict[str, list[str]]]) -> Vocabulary:
    credit, furniture, date = data["credit"], data["furniture"], data["date"]
    return Vocabulary(
        speech_verbs=_words(data["speech"]["verbs"]),
        event_words=_words(data["speech"]["events"]),
        policy_words=_words(furniture["policy"]),
        address_words=_words(furniture["address"]),
        furniture_sentences=_any(furniture["sentences"], r"\W{0,3}", r"\b"),
        end_headings=_words(furniture["ends"]),
        end_openers=_any(furniture["ends_open"], r"\W{0,3}", r"\s"),
        closing=_closing(furniture),
        rule_words=_words(furniture["rules"]),
        response_words=_words(furniture["responses"]),
        **_outlet_lists(data["outlet"]),
        teaser_openers=_words(data["teaser"]["openers"]),
        comment_headings=_words(data["comment"]["headings"]),
        correction_openers=_any(data["correction"]["openers"], r"\W{0,3}", r"\b"),
        correction_inside=_any(data["correction"]["inside"], r"(?<=[.!?”\"’)]\s)([\[(]?", r"\b)"),
        note_openers=_any(data["note"]["openers"], r"\W{0,3}", r"\b"),
        note_verbs=_any(data["note"]["verbs"], r"\b", r"\b"),
        **_credit_lists(credit),
        caption_openers=_words(data["caption"]["openers"]),
        caption_marks=tuple(sorted(_words(data["caption"]["marks"]))),
        **_byline_lists(data["byline"]),
        fields={name.casefold(): fact for fact, names in data["fields"].items() for name in names},
        **_date_lists(date),
        dateline_labels=_words([*data["dateline"]["labels"], *date["published"], *date["updated"]]),
        dateline_cities=_words(data["dateline"]["cities"]),
        agencies={name.casefold(): name for name in data["agencies"]["names"]},
        agencies_ambiguous=frozenset(data["agencies"]["ambiguous"]),
        agency_words=_any(data["agencies"]["words"], r"\b", r"\b"),
        opening_words=_first_words([*furniture["sentences"], *furniture["ends_open"], *data["correction"]["openers"], *data["note"]["openers"]]),
        closing_words=_first_words([*furniture["closes"], *furniture["closes_open"], *furniture["responses"]]),
        hints=_hints(data),
    )
