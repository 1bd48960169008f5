"""Full names in an article: "Berg" -> "Anna Berg"."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from firstsaid.statements.language import Language

CAPITAL = r"[^\W\d_a-z]"
FIRST_CAPITAL = rf"[A-Z\u00aa-\U0010ffff](?<={CAPITAL})(?<![\w'’\-‑].)"
"""The capital at the head of a run of words with capitals; a plain set of characters first, for which a search skips what is none of them."""
_REST = r"[\w'’\-‑]*+\.?"
_WORD = CAPITAL + _REST
_RUN = re.compile(rf"{FIRST_CAPITAL}{_REST}(?:[ \u00a0](?:(?:al|el|bin|ibn|ben|de|del|della|der|da|dos|du|la|le|van|von|abu)[ \u00a0]|[ae]l-)?{_WORD}){{0,6}}")
_APOSTROPHES = frozenset("'’")
_CLITICS = ("'s", "’s")
_ABBREVIATED = 3
_BESIDE = 40
"""Characters before a name that are looked at."""
MOST = 4
_TWO = 2


def _runs(text: str) -> list[str]:
    """Runs of two words or more."""
    return [run for run in _RUN.findall(text) if " " in run or "\u00a0" in run]


def first_name(words: Sequence[str], language: Language) -> int:
    """Where a first name opens the personal name in a run of words: Comedian Anna Berg; 0 where none does, and behind an initial or a saint."""
    given = language.words("mentions.given_names")
    if not words[1:] or words[0].lower() in given:
        return 0
    at = next((n for n, word in enumerate(words[:-1]) if word.lower() in given), 0)
    before = words[at - 1].lower().rstrip(".") if at else ""
    return 0 if len(before) == 1 or before in language.words("mentions.before_place") else at


def surnames(runs: Iterable[tuple[int, str]], text: str, language: Language) -> frozenset[str]:
    """Last words of the runs of words, each with its place, that have a first name, or a role before two names: Health Minister Zorin Berg."""
    given, roles, found = language.words("mentions.given_names"), language.words("mentions.roles"), set[str]()
    for at, run in runs:
        if " " not in run:
            continue
        words = run.split()
        if not given.isdisjoint(word.lower() for word in words[:-1]):
            found.add(words[-1])
        elif len(words) <= MOST:
            before = words[-3:-2] or text[max(0, at - _BESIDE) : at].rpartition("\n")[2].split()[-1:]
            found.update(words[-1:] if before and before[0].lower() in roles else ())
    return frozenset(found)


class FullNames:
    """The article's runs of two to four capitalised words, by their last word."""

    def __init__(self, text: str, language: Language) -> None:
        self._titles = language.words("mentions.titles")
        self._others = language.words("mentions.organisations|mentions.outlet_names|mentions.agencies|mentions.places|mentions.news_word|mentions.days")
        self._no_name = language.words("mentions.days|mentions.articles")
        self._openers = language.words("mentions.no_names|words.subordinators|mentions.by_trade")
        self._suffixes = language.words("mentions.suffixes")
        self._juniors = language.words("mentions.juniors")
        self._given = language.words("mentions.given_names")
        self._honorifics = language.words("mentions.honorifics")
        self._postnominals = language.words("mentions.postnominals")
        self._name_articles = language.words("mentions.name_articles")
        self._telling = {gender: language.words(f"mentions.gender_{gender}") for gender in ("f", "m")}
        self._language = language
        self._roles = language.words("mentions.roles")
        self._text = text

    @cached_property
    def _by_last(self) -> dict[str, list[tuple[int, int, tuple[str, ...]]]]:
        """Last word -> the names that end in it, each with how often it stands there (below zero) and which of the text's names it is."""
        counts: Counter[tuple[str, ...]] = Counter()
        for run, times in Counter(_runs(self._text)).items():
            words = self._plain(run)
            if 1 < len(words) <= MOST:
                counts[words] += times
        found: dict[str, list[tuple[int, int, tuple[str, ...]]]] = {}
        for order, (words, count) in enumerate(counts.items()):
            last = words[-2] if words[-1].lower() in self._suffixes and len(words) > 2 else words[-1]
            found.setdefault(last.lower(), []).append((-count, order, words))
            bare = next((last.lower().removeprefix(article) for article in self._name_articles if last.startswith(article)), "") if "-" in last else ""
            if bare:
                found.setdefault(bare, []).append((-count, order, words))
        return found

    @cached_property
    def _titled_alone(self) -> frozenset[str]:
        """Surnames that a title stands before, and never before the name of a younger one: President Brandt, who is not Karl Brandt Jr."""
        alone, younger = set[str](), set[str]()
        for run in [run.split() for run in _runs(self._text)]:
            low = [word.lower().rstrip(".") for word in run]
            if low[-1] in self._suffixes:
                younger |= {low[-2]} if any(word in self._titles for word in low[:-2]) else set()
            elif low[-2] in self._titles and low[-2] not in self._honorifics:
                alone.add(low[-1])
        return frozenset(alone - younger)

    def _plain(self, run: str) -> tuple[str, ...]:
        """Words without the titles before the name; a possessive ends a name."""
        words: list[str] = []
        for word in run.split():
            low = word.lower()
            surname = bool(words) and words[-1].lower() in self._given
            if (low.rstrip(".") in self._titles and not surname) or (not words and (low in self._no_name or low in self._openers)):
                words = []
                continue
            if low in self._postnominals and len(words) > 1:
                break
            words.append(word[:-2] if len(word) > 2 and word.endswith(_CLITICS) else word.rstrip("'’") if word[-1] in _APOSTROPHES else word)
            if words[-1] != word or (word.endswith(".") and len(word) > _ABBREVIATED and low not in self._suffixes):
                break
        while words and words[-1].endswith(".") and words[-1].lower() not in self._suffixes:
            words[-1] = words[-1].rstrip(".")
        first = first_name(words, self._language)
        while first < len(words) - _TWO and words[first].lower() in self._roles and words[first].lower() not in self._given:
            first += 1
        return tuple(words[first:])

    def person(self, words: list[str]) -> str | None:
        """The full personal name in a run of capitalised words, titles aside; None when it is no full name."""
        plain = self._plain(" ".join(words))
        if not 2 <= len(plain) <= MOST or any(word.lower() in self._others for word in plain) or plain[0].lower() in self._openers:
            return None
        return " ".join(plain)

    def honoured(self, words: list[str]) -> str | None:
        """Mr Calder, or the full name of which the article has the surname; None when the words do not end so."""
        title, surname = ["", *words][-2:]
        if title.lower() not in self._honorifics:
            return None
        return self.titled(surname, (title,)) or f"{title} {surname}"

    def persons_in(self, text: str) -> list[tuple[str, str]]:
        """The full personal names in a text, each with the words of its run."""
        found = [(run, name) for run in _runs(text) if (name := self.person(run.split()) or self.honoured(run.split())) is not None]
        short = [name.count(" ") == 1 and name.rsplit(" ", 1)[-1].lower() in self._suffixes for _, name in found]
        return [(run, (self.of(name.split()[0]) or name) if lone else name) for (run, name), lone in zip(found, short, strict=True)]

    def surname(self, name: str) -> str | None:
        """The full name that a word ends, when a first name opens it: Dean, where Anna Dean was named."""
        full = self.of(name) if " " not in name else None
        return full if full is not None and full.split()[0].lower() in self._given else None

    def in_role(self, name: str) -> str | None:
        """Anna Quill for "Lawyer Quill", where the text has "lawyer Anna Quill"; None where it has nobody in that role with that surname."""
        role, _, surname = name.partition(" ")
        full = (" ".join(words) for _, _, words in self._by_last.get(surname.lower(), ()) if words[0] != role)
        return next((one for one in full if f"{role} {one}" in self._text or f"{role.lower()} {one}" in self._text), None)

    def titled(self, surname: str, titles: Iterable[str]) -> str | None:
        """The full name of somebody whose titles are known: Ida Berg for Mrs Berg, whom the text names beside Tom Berg."""
        known = [title.lower().rstrip(".") for title in titles]
        gender = next((gender for gender in ("f", "m") if not self._telling[gender].isdisjoint(known)), "")
        if not gender:
            return self.of(surname)
        full = [words for _, _, words in sorted(self._by_last.get(surname.lower(), ()))]
        fits = [words for words in full if self._gender(words[0]) == gender] or [words for words in full if not self._gender(words[0])]
        return " ".join(fits[0]) if fits else None

    def _gender(self, given: str) -> str:
        """The gender that a first name tells; "" of one that is none, or either's."""
        words, low = self._language.words, given.lower()
        if low not in self._given or low in words("mentions.given_either"):
            return ""
        return "f" if low in words("mentions.given_f") else "m"

    def _first_named(self, found: list[tuple[int, int, tuple[str, ...]]]) -> tuple[str, ...]:
        """The name that the text has first."""
        return min(found, key=lambda one: self._text.find(" ".join(one[2])) % (len(self._text) + 1))[2]

    def _stands_alone(self, name: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether both open with a first name, and the surname stands alone behind the one and before the other: President Tom Berg … Berg … Ida Berg."""
        if name == other or any(words[0].lower() not in self._given for words in (name, other)):
            return False
        start, stop = (self._text.find(" ".join(words)) for words in (name, other))
        between = self._text[start + len(" ".join(name)) : stop] if 0 <= start < stop else ""
        return re.search(rf"(?:^|[^\w\s]|[a-z]|\n)\s+{re.escape(name[-1])}\b", between) is not None

    def last_words(self) -> frozenset[str]:
        """The last words of all runs."""
        return frozenset(self._by_last)

    def of(self, surname: str) -> str | None:
        """The most frequent full name that ends in a surname, or the first one where the surname stands alone before the others; None when there is none."""
        found = self._by_last.get(surname.lower())
        if not found:
            return None
        name = min(found)[2]
        if len(found) > 1:
            earlier = self._first_named(found)
            name = earlier if self._stands_alone(earlier, name) else name
        junior = name[-1].lower() in self._juniors and surname.lower() in self._titled_alone
        return None if junior else " ".join(name)
