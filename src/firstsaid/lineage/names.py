"""Whether two names are of one outlet, agency or body, however a page writes them. Which words names are made of is data (`names.toml`)."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from firstsaid.lineage.words import words

_WORD = re.compile(r"[^\W_]+")
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.|en\.|m\.)?([a-z0-9-]+)(?:\.[a-z0-9-]+)*\.[a-z]{2,12}$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GLOSS = re.compile(r"[,;(|–—].*", re.DOTALL)
_POSSESSIVE = re.compile(r"^.{1,40}?['’]s?\s+(?=\S)")

_LISTS: dict[str, list[str]] = tomllib.loads(files("firstsaid.lineage").joinpath("names.toml").read_text("utf-8"))
FILLERS = frozenset(_LISTS["fillers"])
"""Words that outlets put around their names and that others leave out."""
MASTHEADS = frozenset(_LISTS["mastheads"])
"""Words shared by the names of many outlets: alone they tell nobody apart."""
_STATIONS = frozenset(_LISTS["stations"])
_OF_AGENCIES = frozenset(_LISTS["of_agencies"])
_OF_BROADCASTERS = frozenset(_LISTS["of_broadcasters"])
_AGENCY_AND_BROADCASTER = frozenset(("agency", "broadcaster"))
_GENERIC = re.compile(rf"^(?:(?:{'|'.join(_LISTS['before_generic'])})\s+)*(?:{'|'.join(_LISTS['generic'])})$", re.IGNORECASE)
_AGENCY = re.compile(rf"\b(?:{'|'.join(_LISTS['agency_forms'])})\b", re.IGNORECASE)
_AGENCIES = tuple(_LISTS["agencies"])


def is_masthead(name: str) -> bool:
    """Whether a name of several words is by its form that of a newspaper or station ("The Harm Gazette", "Radio Harm")."""
    words = [w.lower() for w in _WORD.findall(name[:120])]
    return len(words) > 1 and name[:1].isupper() and bool(_STATIONS & set(words) or MASTHEADS & set(words[1:]))


def is_description(name: str) -> bool:
    """Whether a document is called only by what it is ("the second letter"): how a page speaks of what it has told of, not a title or an issuer."""
    describing = words().describing
    return all(w in describing or w in FILLERS for w in (w.lower() for w in _WORD.findall(name[:120])))


@lru_cache(maxsize=65_536)
def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency: by its form, or one of the world's better-known ones."""
    return len(name) <= 120 and (bool(_AGENCY.search(name)) or any(same_name(name, known) for known in _AGENCIES))


def is_generic(name: str) -> bool:
    """Whether a credit names agencies in general ("News Agencies", "wire services") and none in particular."""
    return len(name) <= 80 and bool(_GENERIC.match(" ".join(_WORD.findall(name))))


@lru_cache(maxsize=65_536)
def core(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, lower case: "Norland's Vesta news agency" and "Vesta" both give ("vesta",)."""
    name = name.strip()[:120]
    domain = _DOMAIN.match(name.lower())
    if domain:
        name = domain.group(1)
    name = _POSSESSIVE.sub("", name)
    name = _GLOSS.sub("", name) or name
    words = [w.lower() for w in _WORD.findall(_CAMEL.sub(" ", name))]
    kept = tuple(w for w in words if w not in FILLERS)
    if kept[:1] == ("of",):
        return tuple(w for w in words if w not in ("the", "of"))
    return kept or tuple(words)


@lru_cache(maxsize=65_536)
def initials(name: str) -> str:
    """First letters of a name's words ("Associated Press of Norland" gives "apn"), "" for a single word."""
    words = [w for w in _WORD.findall(_GLOSS.sub("", name.strip()[:120])) if w.lower() not in ("the", "of", "and", "for", "de", "la")]
    return "".join(w[0].lower() for w in words) if len(words) > 1 else ""


@lru_cache(maxsize=262_144)
def same_name(one: str, other: str) -> bool:
    """Whether both names are of one outlet or body: equal but for fillers, an acronym of the other, or the other with a word more. An agency and a broadcaster
    are two, whatever country or town both are called by.
    """
    a, b = core(one), core(other)
    if not a or not b or _media(one) | _media(other) == _AGENCY_AND_BROADCASTER:
        return False
    joined_a, joined_b = "".join(a), "".join(b)
    if joined_a == joined_b:
        return True
    if _prefixed(joined_a, joined_b) or _prefixed(joined_b, joined_a) or _acronym(one, other) or _acronym(other, one):
        return True
    few, many = (set(a), set(b)) if len(a) < len(b) else (set(b), set(a))
    more = many - few
    return few < many and len(more) <= 2 and not (few | more) & MASTHEADS and any(len(w) >= 4 for w in few)


@lru_cache(maxsize=65_536)
def _media(name: str) -> frozenset[str]:
    """Whether a name says of itself that it is an agency's, or a broadcaster's."""
    words = {w.lower() for w in _WORD.findall(_CAMEL.sub(" ", name[:120]))}
    return frozenset(kind for kind, named in (("agency", _OF_AGENCIES), ("broadcaster", _OF_BROADCASTERS)) if words & named)


def is_short_for(short: str, name: str) -> bool:
    """Whether a page of the outlet `name` means itself by `short`: "the Gazette" on a page of "The Harm Gazette"."""
    few, many = core(short), core(name)
    return bool(few) and set(few) < set(many) and not _POSSESSIVE.match(short.strip())


def _prefixed(short: str, long: str) -> bool:
    """Whether `long` is `short` run together with a filler, as domains have it ("vestanews")."""
    return len(short) >= 2 and long.startswith(short) and long[len(short) :] in FILLERS


def _acronym(short: str, long: str) -> bool:
    """Whether `short` is made of the first letters of `long`, perhaps with the sign of a service behind a hyphen ("NPA-E")."""
    letters = _letters(short)
    return bool(letters) and initials(long) == letters


@lru_cache(maxsize=65_536)
def _letters(name: str) -> str:
    """The letters of a name that may be an acronym, lower case; "" for any other."""
    letters = name.strip().strip(".").replace(".", "").partition("-")[0]
    return letters.lower() if 2 <= len(letters) <= 6 and letters.isupper() else ""


class NameIndex:
    """Names looked up by what `same_name` can hold them equal for, so that no name is compared with all others."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[str]] = {}
        self._by_form: dict[str, list[str]] = {}
        self._known: set[str] = set()

    def add(self, name: str) -> None:
        """Note a name."""
        if name not in self._known:
            self._known.add(name)
            for word in _words(name):
                self._by_word.setdefault(word, []).append(name)
            for form in _forms(name):
                self._by_form.setdefault(form, []).append(name)

    def like(self, name: str) -> list[str]:
        """The noted names that are the same as `name`, sorted."""
        words = _words(name)
        near = {other for form in _forms(name) for other in self._by_form.get(form, ())}
        beside = {other for word in words for other in self._by_word.get(word, ())}
        near.update(other for other in beside if words <= _words(other) or _words(other) <= words)
        return sorted(other for other in near if same_name(other, name))


@lru_cache(maxsize=65_536)
def _words(name: str) -> frozenset[str]:
    return frozenset(core(name))


@lru_cache(maxsize=65_536)
def _forms(name: str) -> tuple[str, ...]:
    """How a name may be written in one word: run together, also without a filler at its end, and by its first letters."""
    joined = "".join(core(name))
    cut = {joined[: -len(filler)] for filler in FILLERS if joined.endswith(filler)}
    letters = name.strip().replace(".", "").lower().partition("-")[0]
    return tuple(sorted({joined, *cut, initials(name), *([letters] if len(letters) <= 6 else [])} - {""}))


def any_same(name: str, names: tuple[str, ...]) -> bool:
    """Whether `name` is one of `names`."""
    return any(same_name(name, n) for n in names)
