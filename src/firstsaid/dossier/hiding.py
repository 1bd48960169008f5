"""Where in a text the names to be redacted stand, in any spelling."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

LONG = 8
"""A name of several words with so many letters is found inside longer words too: "@IlseMarrin", "ilsemarrin.example"."""
SHORTEST_PART = 3
LIGHT = frozenset(re.findall(r"\w+", "abu and bin bint dal das del della den der dos ibn las los mac mrs san the van vom von zum zur"))
"""Words of names that say nothing by themselves."""
UNLIKE_LENGTH = 2
LONGEST_ADDRESS = 2_000
_ESCAPED = re.compile(r"\S*%[0-9A-Fa-f]{2}\S*")
ALIKE = 0.8
"""From so much likeness on (Ratcliff and Obershelp) two words are spellings of one."""


class Hit(NamedTuple):
    """A stretch of a text that is hidden, and which of the names stands there."""

    start: int
    stop: int
    number: int


@dataclass(frozen=True, slots=True)
class _Term:
    """One spelling that is looked for in folded text."""

    number: int
    pattern: re.Pattern[str]
    any_case: bool
    """Whether it is that name in small letters too: "rose" is not the name Rose, "ilse marrin" is Ilse Marrin."""


class Hiding:
    """The names that are to be hidden, numbered from 1, each with its spellings.

    Case, accents, invisible characters and what stands between two words of a name make no difference. A word of a person's name that stands alone is hidden
    too, where it is written like a name.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = [name for name in dict.fromkeys(given.strip() for given in names) if _words(name)]
        self._terms: dict[tuple[int, str], _Term] = {}
        self._persons = dict.fromkeys(range(1, len(self.names) + 1), True)
        for number, name in enumerate(self.names, 1):
            self.add(number, name)

    def no_person(self, number: int) -> None:
        """Hide this name only whole: it is an outlet's or a document's, and its words stand for other things too."""
        self._persons[number] = False
        self._terms = {key: term for key, term in self._terms.items() if key[0] != number}
        self.add(number, self.names[number - 1])

    def add(self, number: int, spelling: str) -> None:
        """Hide one more spelling of a name: whole, when it is about as long as the name, and each word of it that is nearly one of a person's name."""
        own, said = _words(self.names[number - 1]), _words(spelling)
        if said and len(said) <= len(own) + 1:
            self._keep(number, said, spelling)
        if self._persons[number]:
            for word in said:
                if len(word) >= SHORTEST_PART and word not in LIGHT and any(_alike(word, part) for part in own):
                    self._keep(number, [word], word.title())

    def goes_by(self, number: int, said: str) -> bool:
        """Whether `said` holds the whole of a name."""
        return f" {' '.join(_words(self.names[number - 1]))} " in f" {' '.join(_words(said))} "

    def _keep(self, number: int, said: list[str], spelling: str) -> None:
        together = " *".join(map(re.escape, said))
        inside = len(said) > 1 and sum(map(len, said)) >= LONG
        pattern = re.compile(together if inside else rf"(?<![^ ]){together}(?![^ ])")
        self._terms.setdefault((number, " ".join(said)), _Term(number, pattern, len(said) > 1 or spelling[:1].islower()))

    def spelt(self, number: int, said: str) -> bool:
        """Whether `said` is a spelling of a name: it holds all of it or, of a person's, a word that is nearly one of its words."""
        near = self._persons[number] and any(_alike(a, b) for a in _words(said) for b in _words(self.names[number - 1]))
        return near or self.goes_by(number, said)

    def nearly(self, number: int, text: str) -> set[str]:
        """Every run of words in a text that is spelt nearly like a person's name of several words, each word like the one at its place: "Lejla" for "Leyla"."""
        own = _words(self.names[number - 1])
        said = _words(text) if self._persons[number] and len(own) > 1 else []
        near = [{word for word in set(said) if abs(len(word) - len(part)) <= UNLIKE_LENGTH and _alike(word, part)} for part in own]
        runs = zip(*(said[place:] for place in range(len(own))), strict=False) if all(near) else ()
        return {" ".join(run) for run in runs if all(word in held for word, held in zip(run, near, strict=True))}

    def hits(self, text: str, address: bool = False) -> list[Hit]:
        """Where names stand, in order, none over another; in an `address`, and in one that stands in the text, case says nothing."""
        folded = text.translate(_FOLDED)
        found = [(match, term) for term in self._terms.values() for match in term.pattern.finditer(folded)]
        places = _places(text) if found else []
        spans = self._escaped(text)
        for match, term in found:
            start = places[match.start()]
            if term.any_case or address or not text[start].islower() or _in_address(text, start):
                spans.append(Hit(start, _end(text, places[match.end() - 1]), term.number))
        return _apart(spans)

    def _escaped(self, text: str) -> list[Hit]:
        """Addresses in which a name stands with its letters escaped; such a one is hidden whole."""
        tokens = _ESCAPED.finditer(text) if "%" in text else ()
        return [Hit(*token.span(), hits[0].number) for token in tokens if (hits := self.hits(unquote(token.group()).replace("%", " "), address=True))]

    def hidden(self, text: str, address: bool = False) -> tuple[str, list[Hit]]:
        """The text with a mark for each name, and what was hidden. An address is given with its escapes undone where a name stands in it."""
        if address and "%" in text and self.hits(unquote(text), address=True):
            text = unquote(text)
        hits = self.hits(text, address)
        out, at = [], 0
        for hit in hits:
            out += [text[at : hit.start], mark(hit.number)]
            at = hit.stop
        return "".join([*out, text[at:]]), hits

    def left(self, text: str) -> str | None:
        """A name of several words that still stands in a text, if one does."""
        folded = text.translate(_FOLDED)
        return next((self.names[term.number - 1] for (_, said), term in self._terms.items() if " " in said and term.pattern.search(folded)), None)


def mark(number: int) -> str:
    """What stands in a name's place."""
    return f"█redacted {number}█"


class _Folded(dict[int, str]):
    """Each character as names are compared by: small, without its accents; "" for what cannot be seen, a blank for what is no letter."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.category(char) in ("Cf", "Mn", "Me"):
            self[code] = ""
        else:
            plain = [c for c in unicodedata.normalize("NFKD", char).casefold() if unicodedata.category(c) not in ("Mn", "Me", "Cf")]
            self[code] = "".join(c if c.isalnum() else " " for c in plain)
        return self[code]


_FOLDED = _Folded()


def _words(name: str) -> list[str]:
    return name.translate(_FOLDED).split()


def _places(text: str) -> list[int]:
    """For each character of the folded text, which character of the text it comes from."""
    return [place for place, char in enumerate(text) for _ in char.translate(_FOLDED)]


def _end(text: str, last: int) -> int:
    """The end of a hit: after its last letter and the accents and invisible characters that follow it."""
    stop = last + 1
    while stop < len(text) and not text[stop].translate(_FOLDED):
        stop += 1
    return stop


def _apart(spans: list[Hit]) -> list[Hit]:
    """Hits in order; those that lie over one another are one."""
    kept: list[Hit] = []
    for hit in sorted(spans, key=lambda hit: (hit.start, -hit.stop, hit.number)):
        if not kept or hit.start >= kept[-1].stop:
            kept.append(hit)
        elif hit.stop > kept[-1].stop:
            kept[-1] = kept[-1]._replace(stop=hit.stop)
    return kept


def _in_address(text: str, start: int) -> bool:
    """Whether a place lies in an address of the web or of mail: in a run without blanks that holds a slash or an @."""
    first, last = start, start
    while first and not text[first - 1].isspace() and start - first < LONGEST_ADDRESS:
        first -= 1
    while last < len(text) and not text[last].isspace() and last - start < LONGEST_ADDRESS:
        last += 1
    return "/" in text[first:last] or "@" in text[first:last]


@lru_cache(maxsize=1 << 18)
def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 4 or one in LIGHT or other in LIGHT:
        return one == other and len(one) >= SHORTEST_PART and one not in LIGHT
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
