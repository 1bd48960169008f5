"""What stands beside a name and tells what it is: patterns made of a language's word lists."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from firstsaid.statements.language import Language, endings, load

_HELPERS = r"(?:(?:has|had|have|also|later|first|then|exclusively|earlier) )*"
_DATELINE = re.compile(r"[)/]\.?(?: [-—–]|\.? )")
_WORD = re.compile(r"[\w&]+(?:[.\-][\w&]+)*")
_NEARBY = 8
_AROUND = 80
"""Characters before a noun that are looked at."""
_TITLED = " The "
_INITIALS = re.compile(r"\b[A-Z](?=[A-Za-z]*[a-z])")


@lru_cache(maxsize=2_000)
def key(name: str) -> tuple[str, ...]:
    """A name's words without case and article."""
    words = tuple(word.lower() for word in _WORD.findall(name.replace("’s", "").replace("'s", "")))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


class Patterns(NamedTuple):
    """What stands beside names, as a language has it; None where the language lists no words for it."""

    noun_before: re.Pattern[str] | None
    noun_after: re.Pattern[str] | None
    told: re.Pattern[str] | None
    reports: re.Pattern[str] | None
    citing: re.Pattern[str] | None
    role_after: re.Pattern[str] | None
    speaks_for: re.Pattern[str] | None
    has_speaker: re.Pattern[str] | None
    its: re.Pattern[str] | None
    heard: re.Pattern[str] | None
    airs: re.Pattern[str] | None
    speaks_with: re.Pattern[str] | None
    person_acts: re.Pattern[str] | None
    has_reporters: re.Pattern[str] | None
    called_again: re.Pattern[str] | None
    firm: re.Pattern[str] | None
    attributes: re.Pattern[str] | None
    opening: re.Pattern[str] | None
    gives: re.Pattern[str] | None
    interview: re.Pattern[str] | None
    that_it: re.Pattern[str] | None
    aired: re.Pattern[str] | None
    by_noun: re.Pattern[str] | None


def _any(language: Language, *names: str) -> str:
    """A pattern of all words of some lists, the longer ones first, by their first letters: a search then tries those of one letter, not hundreds."""
    return _grouped(word for name in names for word in language.words(f"mentions.{name}"))


def _grouped(words: Iterable[str]) -> str:
    """A pattern of words by their first letters; "" of none."""
    alike: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        alike.setdefault(word[0], []).append(re.escape(word[1:]).replace("_", " "))
    return "(?:" + "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in alike.items()) + ")" if alike else ""


_REACTING = 3
"""Words of an opening that only tells where somebody was asked: Asked on the."""


@lru_cache(maxsize=8)
def patterns(code: str) -> Patterns:
    """The patterns of a language."""
    language = load(code)
    sure, maybe, newsy, roles = (_any(language, *names) for names in (("media_sure",), ("media_maybe",), ("media_words",), ("titles", "persons")))
    told, hearing, by, reports = (_any(language, name) for name in ("tells", "heard_with", "heard_through", "reporting"))
    wrote, alone, events = (_any(language, name) for name in ("wrote_in", "media_alone", "press_events"))
    printed, confirms, opening = (_any(language, name) for name in ("own_talks", "confirms", "opens_hearing"))
    airs, recordings, speaks_with = _any(language, "airs"), _any(language, "recordings"), _any(language, "speaks_with")
    citings, again, attributes = (_any(language, name) for name in ("citing", "called_again", "attributing"))
    acts, staff, also, meets = (_any(language, name) for name in ("person_acts", "reporters", "heard_also", "meets"))
    opens = _grouped(word.title() for word in language.words("mentions.opens_name")) or "(?!)"
    gives, talks = _any(language, "gives"), _any(language, "speaking_ways")
    parts, speaks, spoke = _any(language, "body_parts"), _any(language, "speaks_for"), _any(language, "spoke_on")

    def made(pattern: str, *needed: str) -> re.Pattern[str] | None:
        return re.compile(pattern) if all(needed) else None

    return Patterns(
        made(rf"\b(?:{sure}|{opens}|{newsy}[- ](?:{newsy} )?{maybe})(?:[,:]? | [\"“‘'«])$", sure, maybe, newsy),
        made(rf"[\"”’'»]? (?:{sure}|(?:{newsy} )*{newsy} {maybe}|{alone})\b(?! (?:[A-Z\"“]|{events}\b))", sure, maybe, newsy, alone, events),
        made(
            rf"\b(?:{told}(?: \w+ly)?|(?i:{hearing})(?: \w+){{0,2}}? (?:to|with|for)|(?i:{by}) by|{airs} on|(?:{told} \w+|{confirms}) to|"
            rf"(?i:{wrote}) (?:in|for)|(?:{hearing}|{printed}) {airs} in|quoted(?: as saying)? in) "
            r"(?P<the>[Tt]he )?[\"“‘'«]?$",
            told, hearing, by, wrote, airs, printed, confirms,
        ),
        made(rf"[\"”’'»]?,? (?:(?:has|had|have|also|first|later|earlier|previously|separately|then) )*{reports}\b(?! (?:to|for|from)\b)", reports),
        made(rf",? {citings} (?:[\w’'-]+ ){{0,4}}?{roles}\b", citings, roles),
        made(rf"(?:, (?:\d\d\b|{roles}\b|(?:an?|the|one of|his|her|its|their) [^,.;:()\n]*\b{roles}\b)|,? who\b)", roles),
        made(rf"\b(?:{speaks} (?:for|at|of|from)|{parts} (?:of|at)) (?:the )?$", speaks, parts),
        made(rf"(?:['’]s? (?:[a-z]+ ){{0,2}}{parts}| {speaks})\b", speaks, parts),
        made(r"(?: \w+){1,3},? (?:that )?(?:(?P<only>it (?:had|has|expected|plans|planned|intends|intended)\b)|its\b)", roles),
        made(
            rf"\b(?:(?i:{hearing}|{also})(?: \w+){{0,2}}? (?:to|with)|(?i:{spoke})(?: \w+)? on|{by} by|{meets}) (?:[Tt]he )?(?:[a-z]+ ){{0,3}}[\"“‘'«]?$",
            hearing, spoke, by, also, meets,
        ),
        made(rf"(?: {sure})? {_HELPERS}{airs}\b[^.;\n]*?\b(?P<what>{recordings})s?\b(?P<rest>[^.\n]*)", airs, recordings),
        made(rf" {_HELPERS}{speaks_with}\b", speaks_with),
        made(rf" {_HELPERS}{acts}\b", acts),
        made(rf"['’]s? (?:[a-z]+ ){{0,2}}{staff}\b", staff),
        made(rf"[^.?!\n]+\. [^.?!\n]*\b[Tt]he {again}\b", again),
        behind_space(tuple(word.title() for word in sorted(language.words("mentions.corporate")))) if language.words("mentions.corporate") else None,
        made(rf"\b(?i:{attributes}) $", attributes),
        made(rf"(?:^|[.!?][\"”’']* )[\"“]?(?i:{opening}) [^.!?\n]*$", opening),
        made(rf"\b(?P<what>{talks} (?:(?:that|which) )?[^.;:,\n]*)?\b{gives} (?:[Tt]he )?[\"“‘'«]?$", gives, talks),
        made(rf"(?: {sure})? (?:an?|the|this|his|her|their|one|its) (?:[\w-]+ ){{0,4}}{talks}\b", talks, sure),
        made(rf"\b{talks} (?:(?:that|which) )?(?:[Tt]he )?[\"“‘'«]?$", talks),
        made(rf"(?: {sure})? {_HELPERS}{airs}\b", airs, sure),
        made(rf"\b[Tt]he (?P<noun>{again})\b(?! \w+['’])", again),
    )  # fmt: skip


@lru_cache(maxsize=8)
def behind_space(nouns: tuple[str, ...]) -> re.Pattern[str]:
    """Nouns with a capital behind a space; their first letters come first, as a search skips all that is none of them."""
    letters = "".join(sorted({noun[0] for noun in nouns}))
    return re.compile(rf"[{letters}](?:{'|'.join(rf'(?<= {noun[0]}){noun[1:]}' for noun in nouns)})")


def sees(pattern: re.Pattern[str] | None, before: str) -> bool:
    """Whether a pattern ends what stands before a name."""
    return pattern is not None and pattern.search(before) is not None


def says_its(pattern: re.Pattern[str] | None, after: str) -> int:
    """2 for "said its", 1 for "said it had"."""
    match = pattern.match(after) if pattern is not None else None
    return 0 if match is None else 1 if match["only"] else 2


def begins(pattern: re.Pattern[str] | None, after: str) -> bool:
    """Whether a pattern opens what stands behind a name."""
    return pattern is not None and pattern.match(after) is not None


def shows(language: Language, before: str, after: str) -> bool:
    """Whether the words behind a medium's name tell that somebody spoke to it or through it: aired an interview; published a letter in which.

    After the Lantern published a letter, somebody may speak anywhere.
    """
    p = patterns(language.code)
    called = p.noun_after.match(after) if p.noun_after is not None else None
    after = after[called.end() :] if called is not None else after
    if begins(p.speaks_with, after) or (begins(p.aired, after) and sees(p.that_it, before)) or is_given(language, before, after):
        return True
    aired = p.airs.match(after) if p.airs is not None else None
    if aired is None or aired["what"] == "interview":
        return aired is not None
    before_it = "," in after and last_word(before.removesuffix("the ")) in language.words("words.time_clauses")
    return aired.end() == len(after) and not before_it


def reacts(language: Language, low: Sequence[str]) -> bool:
    """Whether words in small letters tell what somebody reacts to: asked about, in response to."""
    reacting, to = language.words("mentions.reacting"), language.words("mentions.reacting_to")
    return any(a in reacting and b in to for a, b in pairwise(low))


def opens_reacting(language: Language, before: str) -> bool:
    """Whether the sentence before a name opens with what somebody reacts to: Responding to the emails published by."""
    opens = before.rpartition(". ")[2].lower().split()
    return len(opens) > _REACTING and reacts(language, opens[:2])


def heard_by_noun(language: Language, text: str, start: int, stop: int) -> tuple[int, str]:
    """Place and noun of the medium that somebody spoke to in a stretch of a text, where it is told by a noun: the paper spoke to X."""
    p = patterns(language.code)
    if (
        p.by_noun is None
        or p.by_noun.search(text, start, stop) is None
        or language.words("mentions.shown_talking").isdisjoint(text[start:stop].lower().split())
    ):
        return start, ""
    for found in p.by_noun.finditer(text, start, stop):
        before, after = text[max(start, found.start() - _AROUND) : found.start()], text[found.end() : stop]
        if shows(language, before, after) or sees(p.heard, before):
            return found.start(), found["noun"]
    return start, ""


def is_given(language: Language, before: str, after: str) -> bool:
    """Whether somebody gave it an interview: gave the Lantern an interview, the interview that she gave the Lantern."""
    if last_word(before.removesuffix("the ").removesuffix("The ")) not in language.words("mentions.gives"):
        return False
    p = patterns(language.code)
    gave = p.gives.search(before) if p.gives is not None else None
    return gave is not None and (gave["what"] is not None or begins(p.interview, after))


def last_word(before: str) -> str:
    """The last word before a name, in lower case."""
    words = before[-30:].rstrip(" ,:“\"‘'«").rsplit(" ", 1)
    return words[-1].lower()


def without_title(before: str) -> str:
    """What stands before a name, without an article of the name's own amid a sentence: according to The Ledgerman."""
    kept = before[: -len(_TITLED)]
    return f"{kept} " if before.endswith(_TITLED) and kept.rstrip()[-1:].isalpha() else before


def may_mean(language: Language, noun: str, name: Sequence[str]) -> bool:
    """Whether a noun may mean a medium of a name of these words: no paper is a channel or radio, and the Zorna Post is no agency."""
    words = language.words
    if noun in words("mentions.many_things"):
        return name[-1] not in words("mentions.outlet_names") or not words("mentions.agencies|mentions.many_things|mentions.news_word").isdisjoint(name)
    return noun not in language.words("mentions.in_print") or language.words("mentions.on_air").isdisjoint(name)


def in_dateline(before: str, after: str) -> bool:
    """Whether a name stands where a dateline has its agency: PORT ANSEL (Norwire) –."""
    return before.endswith(("(", "/")) and _DATELINE.match(after) is not None


def abbreviates(name: str, before: str) -> bool:
    """Whether a name is the initials of the words before it."""
    return name.isupper() and "".join(_INITIALS.findall(before))[-len(name) :] == name


def telling(language: Language, last: str, before: str) -> re.Match[str] | None:
    """Whether somebody told it something: "told", "in an interview with"."""
    pattern = patterns(language.code).told
    return pattern.search(before) if pattern and last in language.words("mentions.bringing") else None


def is_spoken_for(language: Language, last: str, before: str) -> bool:
    """As in "a spokesman for Zorna"."""
    return last in language.words("mentions.bringing") and sees(patterns(language.code).speaks_for, before)


def is_officer(language: Language, last: str, before: str) -> bool:
    """As in "the chairman of the company, Zorna"."""
    words = language.words
    there = last in words("mentions.firms|mentions.firms_more") and before.endswith(", ")
    return there and not words("mentions.roles").isdisjoint(before.lower().split()[-_NEARBY:])


def goes_with(language: Language, after: str) -> bool:
    """Whether a name only tells which people or body is meant: told Norland lawmakers."""
    word = after[1:].split(" ", 1)[0].strip(".,")
    return after[:1] == " " and (word in language.words("mentions.roles") or word in language.words("mentions.organisations"))


def like_a_medium(language: Language, name: str) -> bool:
    """Whether the last word of a name is one that media have: the Zorna Herald."""
    return name.rsplit(" ", 1)[-1].lower() in language.words("mentions.outlet_names")


def adjective(language: Language, name: str) -> bool:
    """Whether the name may be of a country, as in Orian television."""
    return " " not in name and name.lower().endswith(endings(language.words("mentions.adjective_endings")))
