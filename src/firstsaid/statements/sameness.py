"""Which names of a story mean the same speaker: spelling, title and transliteration variants, acronyms, shorter forms."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from firstsaid.model.unions import Unions

_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(r"\s(?:of|for|in|on|to)\s")
_SMALL = frozenset(("the", "of", "and", "for", "a", "an", "in", "on", "to", "&", "al", "el", "mr", "mrs", "ms", "dr", "s"))
_BODIES = ("organisation", "outlet")
_NAMED = ("named_person", "organisation", "outlet")
_LEGAL = ("ag", "gmbh", "inc", "llc", "ltd", "plc")
"""Forms that a firm's name may have or lack."""
_CROWDED = 200
"""Names that share a word beyond which that word says nothing."""
_SOUNDS = (
    (re.compile("dzh|dj|(?<=.)zh"), "j"),
    (re.compile("t(?:s?ch|sh)"), "ch"),
    (re.compile("ff$"), "v"),
    (re.compile("x"), "ks"),
    (re.compile("ph"), "f"),
    (re.compile("kh"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("ou|oo"), "u"),
    (re.compile("q|ck|ch"), "k"),
    (re.compile("[yj]"), "i"),
    (re.compile("^ie"), "e"),
    (re.compile("w"), "v"),
    (re.compile("z"), "s"),
    (re.compile("dh"), "d"),
)
_SHORTEST, _SHORT, _FAR, _LONGEST = 3, 4, 3, 40
"""Letters of the shortest names that may vary, of those that may vary in one letter only, a distance that is too far, letters that are compared."""
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


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A word as it may sound, whatever house style wrote it: "Qorbat" and "Korbat" are both "korbat"."""
    plain = fold(word)
    for spelling, letter in _SOUNDS:
        plain = spelling.sub(letter, plain)
    return _DOUBLE.sub(r"\1", plain)


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """What transliterations of a name keep: "Haddad" and "Hadad" are both "hd"."""
    plain = sound(word)
    first = "u" if plain[:1] == "o" else plain[:1]
    return first + _DOUBLE.sub(r"\1", _VOWELS.sub("", plain[1:]).rstrip("h"))


def alike(a: str, b: str) -> bool:
    """Whether two words are spellings of one name: the same consonants, and sounds that differ in a vowel or two at most."""
    if a == b:
        return True
    if any(letter.isdigit() for letter in a + b) or min(len(a), len(b)) < _SHORTEST:
        return False
    return skeleton(a) == skeleton(b) and apart(sound(a), sound(b)) <= (1 if min(len(a), len(b)) <= _SHORT else 2)


def apart(a: str, b: str) -> int:
    """Letters to add, drop or change until two words are the same (Levenshtein 1966); 3 for any greater distance."""
    if abs(len(a) - len(b)) > _FAR - 1:
        return _FAR
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a[:_LONGEST], 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b[:_LONGEST], 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return min(row[-1], _FAR)


def words(name: str) -> tuple[str, ...]:
    """The words of a name that count, folded."""
    found = tuple(w for w in (fold(w) for w in _WORD.findall(plain(name))) if w and w not in _SMALL)
    return found or (fold(name),)


def plain(name: str) -> str:
    """A firm's name without its legal form: Zorna Motors of "Zorna Motors AG"."""
    before, _, last = name.rpartition(" ")
    return before if before and last.casefold().rstrip(".") in _LEGAL else name


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
        self._joined = Unions[int]()
        self._exact()
        self._persons()
        self._spellings()
        self._acronyms()
        self._shorter()
        self._opening()

    def table(self) -> dict[Known, Known]:
        """Every name with the name that stands for its group."""
        return {known: self._known[self._joined.of(number)] for number, known in enumerate(self._known)}

    def _exact(self) -> None:
        first: dict[tuple[str, str], int] = {}
        for number, (kind, name) in enumerate(self._known):
            group = "named" if kind in _NAMED else kind
            self._joined.join(number, first.setdefault((group, fold(name)), number))

    def _spellings(self) -> None:
        """Bodies whose names have the same words in other spellings: Port of Jelmen, Port of Djelmen."""
        by_sound: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, (kind, name) in enumerate(self._known):
            if kind in _BODIES:
                by_sound[(kind, *map(skeleton, words(name)))].append(number)
        for numbers in by_sound.values():
            for one, other in combinations(numbers[:_CROWDED], 2):
                pairs = list(zip(words(self._known[one].name), words(self._known[other].name), strict=True))
                told = min(map(len, pairs[0])) > _SHORT if len(pairs) == 1 else any(a == b for a, b in pairs)
                if told and all(alike(a, b) for a, b in pairs):
                    self._joined.join(one, other)

    def _persons(self) -> None:
        """Same surname and first name in any spelling, or its initial; a surname alone when only one person has it."""
        by_last: dict[str, list[int]] = defaultdict(list)
        for number, (kind, name) in enumerate(self._known):
            if kind == "named_person":
                by_last[skeleton(words(name)[-1])].append(number)
        for numbers in by_last.values():
            full = [n for n in numbers if len(words(self._known[n].name)) > 1][:_CROWDED]
            for one, other in combinations(full, 2):
                a, b = words(self._known[one].name), words(self._known[other].name)
                if alike(a[-1], b[-1]) and alike(a[0], b[0]):
                    self._joined.join(one, other)
            for n in full:
                self._initial(n, full)
            if len({self._joined.of(n) for n in full}) == 1:
                for n in numbers:
                    if n in full or any(alike(words(self._known[n].name)[-1], words(self._known[other].name)[-1]) for other in full):
                        self._joined.join(n, full[0])

    def _initial(self, number: int, full: list[int]) -> None:
        given = words(self._known[number].name)[0]
        if len(given) == 1:
            same = {self._joined.of(n) for n in full if n != number and words(self._known[n].name)[0].startswith(given)}
            if len(same) == 1:
                self._joined.join(number, same.pop())

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
                same = {self._joined.of(n) for n in initials.get(letters.casefold(), ())}
                if len(same) == 1:
                    self._joined.join(number, same.pop())

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
            longer = {self._joined.of(n) for n in rarest[:_CROWDED] if self._known[n].kind == kind and _is_short_for(kind, name, self._known[n].name)}
            longer.discard(self._joined.of(number))
            if len(longer) == 1:
                self._joined.join(number, longer.pop())

    def _opening(self) -> None:
        """Zorna taken for a person where other pages speak of Zorna Motors, and nobody has that surname."""
        persons = [n for n, known in enumerate(self._known) if known.kind == "named_person"]
        surnames = {words(self._known[n].name)[-1] for n in persons if len(words(self._known[n].name)) > 1}
        opened: dict[str, set[int]] = defaultdict(set)
        for number, (kind, name) in enumerate(self._known):
            if kind == "organisation" and len(words(name)) > 1:
                opened[words(name)[0]].add(self._joined.of(number))
        for number in persons:
            mine = words(self._known[number].name)
            bodies = {self._joined.of(n) for n in opened.get(mine[0], ())}
            if len(mine) == 1 and mine[0] not in surnames and len(bodies) == 1:
                self._joined.join(number, bodies.pop())
