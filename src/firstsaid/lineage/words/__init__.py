"""The words that lineage listens for, by language: one file each; English so far."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_NAME = r"\b[A-Z][\w’'-]{0,30}(?:(?: (?:of|for|and|de))?(?: the)? [A-Z][\w’'-]{0,30}){0,6}"


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of one language, ready for searching."""

    definite: re.Pattern[str]
    """"the outlets", "the medical source": group 1 is the noun."""
    own_voice: re.Pattern[str]
    translated: re.Pattern[str]
    press: re.Pattern[str]
    """"reporters": the press at large."""
    issued: re.Pattern[str]
    """"a survey by the …", at the end of what is searched: what follows wrote it."""
    written: re.Pattern[str]
    """The same, of a letter or statement too."""
    had: re.Pattern[str]
    """"seen by": somebody had in hand what was written."""
    papers: frozenset[str]
    """What is written down, drawn or recorded, whoever issued it."""
    issuer: re.Pattern[str]
    """"by the Harbour Office": group 1 is a name, which may be that of a body."""
    bodies: frozenset[str]
    """What bodies are called as part of their names."""
    firms: frozenset[str]
    """"company": what a firm is called whose name is told elsewhere or left out."""
    by_name: re.Pattern[str]
    """"by Morrow": group 1 is a name."""
    matter: re.Pattern[str]
    """"the story was broken", at the end of what is searched: it is a report that somebody broke, and no record."""
    told_by: tuple[str, ...]
    """"broken", as the word before "by" or "first by" that this ends with."""
    first: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    """"it was Morrow that reported", "the report in Morrow appeared": group 1 is the outlet's name. With each, words of which one stands where it is found."""
    was_first: re.Pattern[str]
    """"was the first to report", behind the outlet's name."""
    named_last: re.Pattern[str]
    """A name at the end of what is searched, as group 1."""
    told_to: re.Pattern[str]
    """"in an interview with Sound & Strait": group 1 is the name of whom somebody spoke to."""
    carried_by: re.Pattern[str]
    """"report by", "story in the", before an outlet's name; with a group 1 where only an outlet's can follow."""
    credited: re.Pattern[str]
    """A credit line that is nothing else: group 1 is the author's name."""
    worked: re.Pattern[str]
    """"reporting by", at the end of what is searched: names of persons follow; "with reporting by" may name an outlet."""
    several: re.Pattern[str]
    """"Sources:", at the end of what is searched: a credit to more than one."""
    dateline: re.Pattern[str]
    """"SELLAN (Morrow) –" at the start of a text."""
    updated: re.Pattern[str]
    """How a page says that it was changed after it first stood there."""
    calendar: frozenset[str]
    """Days and months, which stand in texts on any matter."""
    desks: frozenset[str]
    """The last word of a byline that names no person ("News Desk")."""
    anybody: frozenset[str]
    """Words of a description that fit any source."""
    numbers: Mapping[str, str]
    """The digits of numbers that are written as words."""
    plain: frozenset[str]
    """Words that stand in any sentence."""
    powers: frozenset[str]
    """Words for a body whose part or head may be the one that spoke."""
    heads: frozenset[str]
    """What those are called who stand at the head of a body."""
    acts: frozenset[str]
    """Verbs that tell what somebody did as much as what they said."""
    done_by: re.Pattern[str]
    """What stands before the name of one who did a thing and is not cited for it: "funded by"."""
    describing: frozenset[str]
    """Words that call a document only by what it is: "the second letter"."""
    eyes: tuple[str, ...]
    """How a page tells that its own people saw it."""
    pronouns: frozenset[str]
    """Words that name a source only by pointing back."""
    behind_kind: re.Pattern[str]
    """Where a document's kind ends: "letter of the Harbour Office"."""
    whose: re.Pattern[str]
    """A document with the body whose it is, as group 1: "a study by the Harm Institute"."""
    full_name: re.Pattern[str]
    """A name of several words: "Chamber of Shipping"."""


@lru_cache(maxsize=1)
def words() -> Words:
    """The English lists."""
    lists = tomllib.loads(files(__name__).joinpath("en.toml").read_text("utf-8"))
    definite = rf"\b[Tt]he (?:(?:{_any(lists['between'])}) )?({_any(lists['referents'])})\b"
    own_voice, translated, press = (re.compile(rf"\b(?:{_any(lists[name])})\b", re.IGNORECASE) for name in ("own_voice", "translated", "press_at_large"))
    written = rf"\b(?:{_any([*lists['documents'], *lists['letters']])}) (?:by|from|of|in) (?:the )?"
    return Words(
        re.compile(definite),
        own_voice,
        translated,
        press,
        re.compile(rf"\b(?:{_any(lists['documents'])}) (?:by|from|of|in) (?:the )?$"),
        re.compile(rf"{written}$"),
        re.compile(rf"\b(?:{_any(lists['had'])}) \w", re.IGNORECASE),
        frozenset(word for name in ("documents", "letters", "recorded") for word in lists[name]),
        re.compile(rf" (?:by|from|of|in) (?:the )?({_NAME})"),
        frozenset(lists["bodies"]),
        frozenset(lists["firms"]),
        re.compile(rf" by (?:the )?({_NAME})"),
        re.compile(rf"\b(?:{_any(lists['matters'])})\b[^.“”\"]{{0,40}}\b(?:{_any(lists['told_by'])})(?: first)?$", re.IGNORECASE),
        tuple(word + end for word in lists["told_by"] for end in ("", " first")),
        _first(lists),
        re.compile(rf" was (?:the )?first to (?:{_any(lists['tell_first'])})\b"),
        re.compile(rf"({_NAME})(?: news)?(?: agency)?$"),
        re.compile(rf"\b(?:{_any(lists['told_to'])}) (?:the )?({_NAME}(?: & [A-Z][\w’'-]{{0,30}})?)"),
        re.compile(rf"^(?:the )?(?:{_any(lists['reports'])}) (?:(on|in)|by|from|of) ", re.IGNORECASE),
        re.compile(rf"[(\[]?(?:{_any(lists['credited'])}):? (?:the )?({_NAME})[)\]]?[ .»→]{{0,3}}", re.IGNORECASE),
        re.compile(rf"(?:^|[^\w\s]\s*|\n)(?:{_any(lists['worked'])}):?\s*$", re.IGNORECASE),
        re.compile(rf"\b(?:{_any(lists['several'])}):?\s*$", re.IGNORECASE),
        re.compile(rf"\W*[A-Z][A-Z .'’-]{{2,40}}(?:[,–—-] ?)*\(({_NAME})\) ?[-–—]"),
        re.compile(rf"\b(?:{_any(lists['updated'])})", re.IGNORECASE),
        frozenset(lists["calendar"]),
        frozenset(lists["desks"]),
        frozenset(lists["anybody"]),
        {word: str(value) for word, value in lists["numbers"].items()},
        frozenset(lists["plain"]),
        frozenset(lists["powers"]),
        frozenset(lists["heads"]),
        frozenset(lists["acts"]),
        re.compile(rf"\b(?:{_any(lists['deeds'])}) by (?:the )?$"),
        frozenset(lists["describing"]),
        tuple(lists["eyes"]),
        frozenset(lists["pronouns"]),
        re.compile(rf" (?:{_any(lists['behind_kind'])}) "),
        re.compile(rf"[a-z][\w’' -]{{0,80}}? (?:{_any(lists['whose'])}) (?:the )?([A-Z][\w’'-]*(?: (?:{_any(lists['within_names'])}|[A-Z][\w’'-]*))*)"),
        re.compile(rf"[A-Z][\w’'&-]{{0,30}}(?: (?:{_any([*lists['within_names'], *lists['within_foreign_names']])}|[A-Z][\w’'&-]{{0,30}})){{1,5}}"),
    )


def _first(lists: dict[str, list[str]]) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    name = rf"(?:the )?({_NAME})"
    return (
        (
            ("t was ",),
            re.compile(rf"t was(?<=\b[Ii]t was) {name}(?: news)?(?: agency)? (?:that|which|who) (?:first )?(?:{_any(lists['told_first'])})\b"),
        ),
        (
            tuple(f" {word}" for word in lists["appeared"]),
            re.compile(rf"\b(?:{_any(lists['reports'])}) (?:on|in|by|from|of) {name} (?:{_any(lists['appeared'])})\b"),
        ),
    )


def _any(listed: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda w: (-len(w), w)))
