"""What a language file may hold, and what is wrong with one that holds something else."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from firstsaid.errors import LanguageError

FRAMES = ("clause", "that", "question", "addressee", "infinitive", "object", "quotation", "relay", "about", "noun")
REQUIRED = ("irregular", "verbs", "limits", "words", "mentions", "way", "guess", "quotation")
OPTIONAL = ("same", "inflection", "separable", "phrases")
KEYS = ("language", "tagger", "order", "compounds")
ORDERS = ("subject first", "verb second")
PHRASES = ("before", "before_document", "after", "after_document", "resumed", "whereby", "beside", "told", "citing", "heard")
VERB_SECOND = (
    "limits.impersonal", "limits.out_of", "limits.tells", "limits.thinking", "words.abbreviations", "words.adverb_endings", "words.adverbial_clauses",
    "words.broadcast_in", "words.counting", "words.datives", "words.demonstratives", "words.focus", "words.genitive_adjectives",
    "words.genitive_ending", "words.genitives", "words.indefinite", "words.infinitive", "words.nominative", "words.oblique", "words.own",
    "words.particles", "words.passive", "words.plural_endings", "words.prepositions", "words.relative", "words.reported_ending",
    "words.reported_mood", "words.reported_sure", "words.said_to_be", "words.sayings", "words.spans_of_time", "words.told_endings", "words.unreal",
    "words.works",
)  # fmt: skip
"""Lists that only languages with the verb in second place need."""
_PAIR = 2


def parse(path: Path, known: frozenset[str]) -> dict[str, Any]:
    """The tables of a language file.

    `known` are the lists that rules look at, by "table.name"; empty when any name may stand.

    Raises:
        LanguageError: what is wrong, each fault with the key it stands under and what to do.

    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageError(f"is no TOML: {error}; mend the line it names", path.name) from error
    faults = list(_faults(data, known))
    if faults:
        raise LanguageError("; ".join(faults), path.name)
    return data


def _faults(data: dict[str, Any], known: frozenset[str]) -> Iterator[str]:
    for key, value in data.items():
        if key in KEYS:
            yield from _setting(key, value)
        elif key not in (*REQUIRED, *OPTIONAL):
            yield f"{key!r} is no table or key of a language file; leave it out, or use one of {', '.join((*REQUIRED, *OPTIONAL, *KEYS))}"
        elif not isinstance(value, dict):
            yield f"{key} is {_type(value)}; make it a table: [{key}]"
        else:
            yield from _lists(key, value)
    missing = [table for table in REQUIRED if table not in data]
    for table in missing:
        yield f"the table [{table}] is missing; add it as en.toml has it"
    if all(isinstance(data.get(table), dict) for table in REQUIRED):
        yield from _verbs(data)
        yield from _quotation(data["quotation"])
        yield from _unknown(data, known)


def _setting(key: str, value: object) -> Iterator[str]:
    if key == "compounds":
        if not isinstance(value, bool):
            yield f"compounds is {_type(value)}; write true or false"
    elif not isinstance(value, str):
        yield f"{key} is {_type(value)}; write a text in quotation marks"
    elif key == "order" and value not in ORDERS:
        yield f"order {value!r} is not known; write one of {', '.join(map(repr, ORDERS))}"


def _lists(table: str, lists: Mapping[str, object], where: str = "") -> Iterator[str]:
    for name, value in lists.items():
        place = f"[{where or table}] {name}"
        if isinstance(value, dict) and (table, name) == ("verbs", "about"):
            yield from _lists(table, value, "verbs.about")
        elif not isinstance(value, str):
            yield f"{place} is {_type(value)}; write its words in one text, with spaces between them"
        elif not value.split() and table != "irregular":
            yield f"{place} is empty; give it words or leave the line out"


def _verbs(data: Mapping[str, Any]) -> Iterator[str]:
    verbs = data["verbs"]
    frames = {name: value for name, value in verbs.items() if isinstance(value, str)}
    about = verbs.get("about")
    prepositions = {f"about.{name}": value for name, value in about.items() if isinstance(value, str)} if isinstance(about, dict) else {}
    for name in verbs:
        if name not in FRAMES:
            yield f"[verbs] {name!r} is no frame; use one of {', '.join(FRAMES)}"
    for name, lemmas in (*frames.items(), *prepositions.items()):
        words = lemmas.split()
        for word in sorted({word for word in words if words.count(word) > 1}):
            yield f"[verbs] {name} has {word!r} twice; leave one out"
    listed = {word for lemmas in (*frames.values(), *prepositions.values()) for word in lemmas.split()}
    joined = {p + base for p, bases in data.get("separable", {}).items() if isinstance(bases, str) for base in bases.split()}
    for lemma in sorted(joined - listed):
        yield f"[separable] {lemma!r} stands under no frame of [verbs]; add it there or leave it out here"
    for name in data.get("phrases", {}):
        if name not in PHRASES:
            yield f"[phrases] {name!r} is not known; use one of {', '.join(PHRASES)}"


def _quotation(table: Mapping[str, object]) -> Iterator[str]:
    for name in table:
        if name != "pairs":
            yield f"[quotation] {name!r} is not known; the one key is pairs"
    pairs = table.get("pairs")
    if pairs is None:
        yield '[quotation] pairs is missing; list the marks that open and close a quotation, two by two: pairs = "“” ‘’"'
    for pair in pairs.split() if isinstance(pairs, str) else ():
        if len(pair) != _PAIR or re.search(r"\w", pair):
            yield f"[quotation] pairs has {pair!r}; write one opening and one closing mark without a space between them"


def _unknown(data: Mapping[str, Any], known: frozenset[str]) -> Iterator[str]:
    """Lists that no rule looks at: most likely a slip of the pen."""
    for table in ("limits", "words", "mentions") if known else ():
        for name in data[table]:
            if f"{table}.{name}" not in known:
                yield f"[{table}] {name!r} is a list that no rule looks at; mend its name or leave it out"


def _type(value: object) -> str:
    named = {str: "a text", list: "a list in brackets", int: "a number", float: "a number", bool: "true or false", dict: "a table"}
    return named.get(type(value), "a value of another type")
