"""Which names of a story mean the same speaker: spelling, title and transliteration variants, acronyms, shorter forms."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(r"\s(?:of|for|in|on|to)\s")
_SMALL = frozenset(("the", "of", "and", "for", "a", "an", "in", "on", "to", "&", "al", "el", "mr", "mrs", "ms", "dr", "s"))
_BODIES = ("organisation", "outlet")
_NAMED = ("named_person", "organisation", "outlet")
_CROWDED = 200
"""Names that share a word beyond which that word says nothing."""
_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("q|ck|ch"), "k"),
    (re.compile("[yj]"), "i"),
    (re.compile("w"), "v"),
    (re.compile("z"), "s"),
    (re.compile("dh"), "d"),
)
_VOWELS = re.compile("[aeiou'’]")
_DOUBLE = re.compile(r"(.)\1+")


class Known(NamedTuple):
    """A name with its kind, as a chain gives it."""

    kind: str
    name: str


def fold(name: str) -> str:
    """Letters and digits of a name, without case, marks, accents and spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def skeleton(word: str) -> str:
    """What transliterations of a name keep: "Haddad" and "Hadad" are both "hd"."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word.casefold()) if letter.isalnum())
    for sound, letter in _SOUNDS:
        plain = sound.sub(letter, plain)
    return plain[:1] + _DOUBLE.sub(r"\1", _VOWELS.sub("", plain[1:]).rstrip("h"))


def words(name: str) -> tuple[str, ...]:
    """The words of a name that count, folded."""
    found = tuple(w for w in (fold(w) for w in _WORD.findall(name)) if w and w not in _SMALL)
    return found or (fold(name),)


def _is_short_for(kind: str, short: str, name: str) -> bool:
    mine, others = words(short), words(name)
    if not set(mine) < set(others):
        return False
    if kind == "outlet":
        return True
    return mine[0] == others[0] if len(mine) == 1 else _head(short) == _head(name)


def _head(name: str) -> str:
    """The head noun of a body's name: "Ministry" of "Ministry of Trade in Oria"."""
    return words(_TAIL.split(name, maxsplit=1)[0])[-1]


class Groups:
    """Names joined step by step: exact, persons, acronyms, shorter forms."""

    def __init__(self, known: Sequence[Known], places: frozenset[str]) -> None:
        self._places = places
        self._known = sorted(set(known))
        self._parent = list(range(len(self._known)))
        self._exact()
        self._persons()
        self._acronyms()
        self._shorter()

    def table(self) -> dict[Known, Known]:
        """Every name with the name that stands for its group."""
        return {known: self._known[self._root(number)] for number, known in enumerate(self._known)}

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def _join(self, a: int, b: int) -> None:
        a, b = sorted((self._root(a), self._root(b)))
        self._parent[b] = a

    def _exact(self) -> None:
        first: dict[tuple[str, str], int] = {}
        for number, (kind, name) in enumerate(self._known):
            group = "named" if kind in _NAMED else kind
            self._join(number, first.setdefault((group, fold(name)), number))

    def _persons(self) -> None:
        """Same surname and first name, or its initial; a surname alone when only one person has it."""
        by_last: dict[str, list[int]] = defaultdict(list)
        for number, (kind, name) in enumerate(self._known):
            if kind == "named_person":
                by_last[skeleton(words(name)[-1])].append(number)
        for numbers in by_last.values():
            full = [n for n in numbers if len(words(self._known[n].name)) > 1][:_CROWDED]
            first: dict[str, int] = {}
            for n in full:
                self._join(n, first.setdefault(skeleton(words(self._known[n].name)[0]), n))
            for n in full:
                self._initial(n, full)
            if len({self._root(n) for n in full}) == 1:
                for n in numbers:
                    self._join(n, full[0])

    def _initial(self, number: int, full: list[int]) -> None:
        given = words(self._known[number].name)[0]
        if len(given) == 1:
            same = {self._root(n) for n in full if n != number and words(self._known[n].name)[0].startswith(given)}
            if len(same) == 1:
                self._join(number, same.pop())

    def _acronyms(self) -> None:
        """AP and Associated Press, when no other name has these initials."""
        initials: dict[str, set[int]] = defaultdict(set)
        for number, (kind, name) in enumerate(self._known):
            counted = words(name)
            if kind in _BODIES and len(counted) > 1:
                initials["".join(word[0] for word in counted)].add(number)
        for number, (kind, name) in enumerate(self._known):
            letters = name.replace(".", "")
            if kind in _BODIES and letters.isupper() and len(letters) > 1:
                same = {self._root(n) for n in initials.get(letters.casefold(), ())}
                if len(same) == 1:
                    self._join(number, same.pop())

    def _shorter(self) -> None:
        """Orian foreign ministry ⊂ Orian Ministry of Foreign Affairs; not when several longer names would fit."""
        held: dict[str, list[int]] = defaultdict(list)
        bodies = [n for n, known in enumerate(self._known) if known.kind in _BODIES]
        for number in bodies:
            for word in set(words(self._known[number].name)):
                held[word].append(number)
        for number in bodies:
            kind, name = self._known[number]
            mine = set(words(name))
            if len(mine) == 1 and (name[:1].islower() or name.casefold() in self._places):
                continue
            rarest = min((held[word] for word in sorted(mine)), key=len)
            longer = {self._root(n) for n in rarest[:_CROWDED] if self._known[n].kind == kind and _is_short_for(kind, name, self._known[n].name)}
            longer.discard(self._root(number))
            if len(longer) == 1:
                self._join(number, longer.pop())
