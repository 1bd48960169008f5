"""A language as data: `languages/<code>.toml`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from firstsaid.errors import LanguageError
from firstsaid.statements.inflection import forms_of
from firstsaid.statements.language_file import OPTIONAL, REQUIRED, VERB_SECOND, parse

FOLDER = Path(__file__).parent / "languages"
NOTHING: frozenset[str] = frozenset()
NOUNS = ("persons", "titles", "organisations", "outlets", "named_outlets", "documents", "firms", "collective_outlets", "roles")
"""Lists of nouns that compounds may end in."""
ANYWHERE = ""
"""The place of `Language.phrases` that holds those of all places."""
SHORTEST_HEAD = 4
"""Letters of a noun that a compound may end in."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """A form of a reporting verb."""

    lemma: str
    frames: frozenset[str]
    """What may follow: clause · addressee · infinitive · object · quotation · relay · about."""
    preposition: str
    """What opens the charge after its object ("accused X of"), or ""."""


class Compounds(frozenset[str]):
    """Nouns of a language that writes compounds as one word: a word that ends in one of them is among them."""

    def __contains__(self, word: object) -> bool:
        return frozenset.__contains__(self, word) or (isinstance(word, str) and len(word) > SHORTEST_HEAD and _ends_in(self, word))


@lru_cache(maxsize=65_536)
def _ends_in(nouns: Compounds, word: str) -> bool:
    return any(frozenset.__contains__(nouns, word[cut:]) for cut in range(2, len(word) - SHORTEST_HEAD + 1))


class _Lists(dict[str, frozenset[str]]):
    """Word lists by "table.name", and those joined that are asked for together; they are looked up so often that no function of ours may stand between."""

    def __init__(self, lists: Mapping[str, frozenset[str]], file: str) -> None:
        super().__init__(lists)
        self._file = file

    def __missing__(self, name: str) -> frozenset[str]:
        if "|" not in name:
            raise LanguageError(f"the list {name!r} is missing", self._file)
        self[name] = joined = frozenset().union(*map(self.__getitem__, name.split("|")))
        return joined


@lru_cache(maxsize=256)
def endings(words: frozenset[str]) -> tuple[str, ...]:
    """The words of a list in one order, as `str.endswith` takes them; one that ends nothing where there are none."""
    return tuple(sorted(words)) or ("\0",)


@dataclass(frozen=True, slots=True)
class Language:
    """Reporting verbs by form, and named lists of words."""

    code: str
    tagger: Path | None
    verbs: Mapping[str, Reporting]
    words: Callable[[str], frozenset[str]] = field(compare=False)
    """The list of that name ("table.name" of the file), or all words of several ("words.be|words.perfect"). Raises LanguageError: the file has no such list."""
    lists: Mapping[str, frozenset[str]]
    """Word lists by "table.name" of the file."""
    cues: frozenset[str]
    """Forms of reporting verbs, reporting nouns, "according", "per", and the noun of "in the words of"."""
    ways: Mapping[str, str]
    """Word -> way of speaking."""
    classes: Mapping[str, str]
    """Word of a closed class -> Penn tag."""
    abbreviated: Mapping[str, str]
    """Abbreviated title -> the title in full."""
    endings: tuple[tuple[str, str], ...]
    """Ending -> Penn tag, first fit."""
    verb_second: bool = False
    """The finite verb is the second part of a main clause and the last of a subordinate one, as in German or Dutch."""
    compounds: bool = False
    """Nouns have capitals and are joined to one word, as in German."""
    same: Mapping[str, str] | None = None
    """Word -> the English word that the rules know by name."""
    particles: Mapping[str, tuple[tuple[str, Reporting], ...]] | None = None
    """Form of a verb -> the particles that may stand apart from it, each with the verb that both make."""
    phrases: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]] | None = None
    """Where it stands (before, after, beside, told, citing, heard) and first word -> phrases that name a source without a verb of saying, longest first."""


@lru_cache(maxsize=8)
def load(code: str) -> Language:
    """The language of that ISO 639-1 code; English rules serve where there is no file.

    Raises:
        LanguageError: the file is broken; the sentence names the key and what to do.

    """
    if not has_file(code):
        code = "en"
    english = {} if code == "en" else dict.fromkeys((*load("en").lists, *VERB_SECOND), NOTHING)
    data = parse(FOLDER / f"{code}.toml", frozenset(english))
    same = {word: name for name, words in data.get("same", {}).items() for word in words.split()}
    lists = dict.fromkeys(VERB_SECOND, NOTHING) | english | _lists(data, same)
    ways = {word: way for way, words in data["way"].items() for word in words.split()}
    classes = {word: tag for tag, words in data["guess"].items() if tag != "endings" for word in words.split()}
    endings = tuple((ending, tag) for ending, _, tag in (pair.partition(":") for pair in str(data["guess"].get("endings", "")).split()))
    verbs, particles = _verbs(data)
    return Language(
        code=str(data.get("language", code)),
        tagger=Path(__file__).parent / "data" / data["tagger"] if data.get("tagger") else None,
        verbs=verbs,
        words=_Lists(lists, f"{code}.toml").__getitem__,
        lists=lists,
        cues=frozenset(verbs).union(particles, *(lists.get(f"words.{name}", NOTHING) for name in ("said_nouns", "wordings", "as_told", "according"))),
        ways=ways,
        classes=classes,
        abbreviated={short: full for short, _, full in (pair.partition(":") for pair in sorted(lists.get("mentions.abbreviated", NOTHING)))},
        endings=endings,
        verb_second=data.get("order") == "verb second",
        compounds=bool(data.get("compounds")),
        same=same,
        particles=particles,
        phrases=_phrases(data.get("phrases", {})),
    )


def has_file(code: str) -> bool:
    """Whether a language has a file of its own."""
    return code.isalpha() and (FOLDER / f"{code}.toml").is_file()


def _lists(data: Mapping[str, Any], same: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Every list by "table.name"; words that stand for English ones are listed as these too, but in lists in which forms matter."""
    tables = (*REQUIRED, *OPTIONAL)
    listed = ((f"{table}.{name}", value) for table in tables for name, value in data.get(table, {}).items() if isinstance(value, str))
    found = {name: _split(value, {} if name in VERB_SECOND else same) for name, value in listed}
    found["mentions.roles"] = found.get("mentions.persons", NOTHING) | found.get("mentions.titles", NOTHING)
    if data.get("compounds"):
        found |= {name: Compounds(found[name]) for name in (f"mentions.{noun}" for noun in NOUNS) if name in found}
    return found


def _split(words: str, same: Mapping[str, str]) -> frozenset[str]:
    listed = words.split()
    return frozenset(listed) | frozenset(same[word] for word in listed if word in same)


def _phrases(places: Mapping[str, str]) -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for place, phrases in places.items():
        for words in sorted((tuple(phrase.split("_")) for phrase in phrases.split()), key=lambda words: (-len(words), words)):
            found.setdefault((place, words[0]), []).append(words)
            found.setdefault((ANYWHERE, words[0]), []).append(words)
    return {key: tuple(phrases) for key, phrases in found.items()}


def _verbs(data: Mapping[str, Any]) -> tuple[dict[str, Reporting], dict[str, tuple[tuple[str, Reporting], ...]]]:
    """Reporting verbs by form, and by form of their verb those that are parted from a particle: "teilte … mit"."""
    irregular, endings = data["irregular"], data.get("inflection", {})
    lemmas = _reporting(data["verbs"])
    found: dict[str, Reporting] = {}
    parted: dict[str, list[tuple[str, Reporting]]] = {}
    for particle, bases in data.get("separable", {}).items():
        for base in bases.split():
            verb = lemmas[particle + base]
            for form in forms_of(base, irregular, endings):
                parted.setdefault(form, []).append((particle, verb))
                found.setdefault(particle + form, verb)
    for lemma, verb in lemmas.items():
        for form in forms_of(lemma, irregular, endings):
            found.setdefault(form, verb)
    return found, {form: tuple(sorted(verbs, key=lambda pair: pair[0])) for form, verbs in parted.items()}


def _reporting(verbs: Mapping[str, Any]) -> dict[str, Reporting]:
    frames: dict[str, set[str]] = {}
    prepositions: dict[str, str] = {}
    for frame, lemmas in verbs.items():
        for lemma in lemmas.split() if isinstance(lemmas, str) else ():
            frames.setdefault(lemma, set()).add(frame)
    about = verbs.get("about", {})
    for preposition, lemmas in about.items() if isinstance(about, dict) else ():
        for lemma in lemmas.split():
            frames.setdefault(lemma, set()).add("about")
            prepositions[lemma] = "" if preposition == "none" else preposition
    return {lemma: Reporting(lemma, frozenset(kinds), prepositions.get(lemma, "")) for lemma, kinds in frames.items()}
