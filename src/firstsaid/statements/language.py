"""A language as data: `languages/<code>.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from firstsaid.errors import LanguageError

FOLDER = Path(__file__).parent / "languages"
TABLES = ("irregular", "verbs", "limits", "words", "mentions", "way", "guess")
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reporting:
    """A form of a reporting verb."""

    lemma: str
    frames: frozenset[str]
    """What may follow: clause · addressee · infinitive · object · quotation · relay · about."""
    preposition: str
    """What opens the charge after its object ("accused X of"), or ""."""


@dataclass(frozen=True, slots=True)
class Language:
    """Reporting verbs by form, and named lists of words."""

    code: str
    tagger: Path | None
    verbs: Mapping[str, Reporting]
    lists: Mapping[str, frozenset[str]]
    """Word lists by "table.name" of the file."""
    cues: frozenset[str]
    """Forms of reporting verbs, reporting nouns, and "according"."""
    ways: Mapping[str, str]
    """Word -> way of speaking."""
    classes: Mapping[str, str]
    """Word of a closed class -> Penn tag."""
    abbreviated: Mapping[str, str]
    """Abbreviated title -> the title in full."""
    endings: tuple[tuple[str, str], ...]
    """Ending -> Penn tag, first fit."""

    def words(self, name: str) -> frozenset[str]:
        """The list of that name.

        Raises:
            LanguageError: the file has no such list.

        """
        found = self.lists.get(name)
        if found is None:
            raise LanguageError(f"the list {name!r} is missing", f"{self.code}.toml")
        return found


def inflect(lemma: str) -> list[str]:
    """The forms of a regular English verb."""
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    if lemma.endswith(("s", "sh", "ch", "x")):
        return [lemma, lemma + "es", lemma + "ed", lemma + "ing"]
    return [lemma, lemma + "s", lemma + "ed", lemma + "ing"]


@lru_cache(maxsize=8)
def load(code: str) -> Language:
    """The language of that ISO 639-1 code; English rules serve where there is no file.

    Raises:
        LanguageError: the file is broken.

    """
    path = FOLDER / f"{code}.toml"
    if not code.isalpha() or not path.is_file():
        path = FOLDER / "en.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(f"is no TOML: {error}", path.name) from error
    for table in TABLES:
        if not isinstance(data.get(table), dict):
            raise LanguageError(f"the table [{table}] is missing", path.name)
    lists = {f"{table}.{name}": _split(value) for table in TABLES for name, value in data[table].items() if isinstance(value, str)}
    lists["mentions.roles"] = lists.get("mentions.persons", NOTHING) | lists.get("mentions.titles", NOTHING)
    abbreviated = {short: full for short, _, full in (pair.partition(":") for pair in sorted(lists.get("mentions.abbreviated", NOTHING)))}
    ways = {word: way for way, words in data["way"].items() for word in words.split()}
    tagger = Path(__file__).parent / "data" / data["tagger"] if data.get("tagger") else None
    classes = {word: tag for tag, words in data["guess"].items() if tag != "endings" for word in words.split()}
    endings = tuple((ending, tag) for ending, _, tag in (pair.partition(":") for pair in str(data["guess"].get("endings", "")).split()))
    verbs = _verbs(data)
    cues = frozenset(verbs) | lists.get("words.said_nouns", NOTHING) | {"according"}
    return Language(str(data.get("language", code)), tagger, verbs, lists, cues, ways, classes, abbreviated, endings)


def _split(words: str) -> frozenset[str]:
    return frozenset(words.replace("_", " ").split())


def _verbs(data: Mapping[str, Mapping[str, object]]) -> dict[str, Reporting]:
    frames: dict[str, set[str]] = {}
    prepositions: dict[str, str] = {}
    for frame, lemmas in data["verbs"].items():
        for lemma in lemmas.split() if isinstance(lemmas, str) else ():
            frames.setdefault(lemma, set()).add(frame)
    about = data["verbs"].get("about", {})
    for preposition, lemmas in about.items() if isinstance(about, dict) else ():
        for lemma in lemmas.split():
            frames.setdefault(lemma, set()).add("about")
            prepositions[lemma] = "" if preposition == "none" else preposition
    irregular = data["irregular"]
    found: dict[str, Reporting] = {}
    for lemma, kinds in frames.items():
        verb = Reporting(lemma, frozenset(kinds), prepositions.get(lemma, ""))
        forms = [lemma, *str(irregular[lemma]).split()] if lemma in irregular else inflect(lemma)
        for form in forms:
            found.setdefault(form, verb)
    return found
