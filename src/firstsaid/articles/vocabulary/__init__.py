"""What the reader of pages needs to know of a language: one TOML file for each."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from firstsaid.errors import LanguageError

_DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of one language, in lower case except for the agencies."""

    speech_verbs: frozenset[str]
    event_words: frozenset[str]
    policy_words: frozenset[str]
    furniture_sentences: re.Pattern[str]
    end_headings: frozenset[str]
    end_openers: re.Pattern[str]
    rule_words: frozenset[str]
    response_words: frozenset[str]
    paper_words: frozenset[str]
    teaser_openers: frozenset[str]
    comment_headings: frozenset[str]
    correction_openers: re.Pattern[str]
    note_openers: re.Pattern[str]
    note_verbs: re.Pattern[str]
    credit_openers: frozenset[str]
    credit_published: re.Pattern[str]
    credit_pieces: re.Pattern[str]
    """How a line begins that speaks of the text as a whole ("This is an extract …"); group 1 where it points at this very text."""
    credit_workers: re.Pattern[str]
    credit_contributed: re.Pattern[str]
    credit_generic: frozenset[str]
    caption_openers: frozenset[str]
    caption_marks: tuple[str, ...]
    byline_openers: re.Pattern[str]
    byline_stops: frozenset[str]
    introducing: tuple[str, ...]
    months: dict[str, int]
    month: str
    """The months as one group of a regular expression."""
    weekdays: frozenset[str]
    date_published: re.Pattern[str]
    date_updated: re.Pattern[str]
    dateline_labels: frozenset[str]
    agencies: dict[str, str]
    """Folded name to the name as written."""
    agency_words: tuple[str, ...]


@lru_cache(maxsize=32)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language (ISO 639-1), or the English one when there is none. Raises LanguageError for a file that is not what it should be."""
    folder = files(__name__)
    name = f"{language}.toml"
    if not language.isalpha() or not folder.joinpath(name).is_file():
        name = f"{_DEFAULT}.toml"
    try:
        return _built(tomllib.loads(folder.joinpath(name).read_text("utf-8")))
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"the word lists cannot be read ({error})", name) from error


def _words(given: list[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in given)


def _any(given: list[str], before: str = "", after: str = "") -> re.Pattern[str]:
    longest_first = sorted(given, key=lambda word: (-len(word), word))
    return re.compile(f"{before}(?:{'|'.join(re.escape(word) for word in longest_first)}){after}", re.IGNORECASE)


def _built(data: dict[str, dict[str, list[str]]]) -> Vocabulary:
    credit, furniture, date = data["credit"], data["furniture"], data["date"]
    months = {name: number for number, names in enumerate(date["months"], 1) for name in names}
    return Vocabulary(
        speech_verbs=_words(data["speech"]["verbs"]),
        event_words=_words(data["speech"]["events"]),
        policy_words=_words(furniture["policy"]),
        furniture_sentences=_any(furniture["sentences"], r"\W{0,3}", r"\b"),
        end_headings=_words(furniture["ends"]),
        end_openers=_any(furniture["ends_open"], r"\W{0,3}", r"\s"),
        rule_words=_words(furniture["rules"]),
        response_words=_words(furniture["responses"]),
        paper_words=_words(data["outlet"]["words"]),
        teaser_openers=_words(data["teaser"]["openers"]),
        comment_headings=_words(data["comment"]["headings"]),
        correction_openers=_any(data["correction"]["openers"], r"\W{0,3}", r"\b"),
        note_openers=_any(data["note"]["openers"], r"\W{0,3}", r"\b"),
        note_verbs=_any(data["note"]["verbs"], r"\b", r"\b"),
        credit_openers=_words(credit["openers"]),
        credit_published=_any(credit["published"], r"\b(?:originally |first )?", r"\b"),
        credit_pieces=_any(credit["pieces"], r"^\W{0,3}(?:(This)|The|An?)\s(?:[a-z]{1,12}\s){0,4}?", r"\b"),
        credit_workers=_any(credit["workers"], r"\W{0,3}", r"\b"),
        credit_contributed=_any(credit["contributed"], r"\b", r"\b"),
        credit_generic=_words(credit["generic"]),
        caption_openers=_words(data["caption"]["openers"]),
        caption_marks=tuple(sorted(_words(data["caption"]["marks"]))),
        byline_openers=_any(data["byline"]["openers"], r"\W{0,3}", r"\b[:\s]\s*"),
        byline_stops=_words(data["byline"]["stops"]),
        introducing=tuple(sorted(_words(data["byline"]["introducing"]))),
        months=months,
        month="(?:" + "|".join(sorted(map(re.escape, months), key=lambda word: (-len(word), word))) + ")",
        weekdays=_words(date["weekdays"]),
        date_published=_any(date["published"], r"\W{0,3}", r"\b"),
        date_updated=_any(date["updated"], r"\W{0,3}", r"\b"),
        dateline_labels=_words(data["dateline"]["labels"]),
        agencies={name.casefold(): name for name in data["agencies"]["names"]},
        agency_words=tuple(sorted(_words(data["agencies"]["words"]))),
    )
