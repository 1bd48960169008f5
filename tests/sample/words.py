"""Finding the truth file's words in a text, white space folded, and comparing stretches word by word."""

import re
from collections import Counter
from functools import lru_cache

WORD = re.compile(r"\w+(?:['’]\w+)*")
SMALL = frozenset(WORD.findall("the a an of in on to for from by with and or that this these those his her its their"))

Stretch = tuple[int, int]


@lru_cache(maxsize=256)
def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with every run of white space as one space, and for each of its characters the place in the original."""
    kept, places = [], []
    for place, character in enumerate(text):
        if not character.isspace():
            kept.append(character)
            places.append(place)
        elif kept and kept[-1] != " ":
            kept.append(" ")
            places.append(place)
    return "".join(kept), tuple(places)


def phrase(words: str) -> str:
    return folded(words)[0].strip()


def count(text: str, words: str) -> int:
    return folded(text)[0].count(phrase(words))


def find(text: str, first: str, last: str, within: Stretch | None = None) -> Stretch | None:
    """The stretch of `text` from its first to its last words, both included; None when they do not stand there."""
    flat, places = folded(text)
    begin, end = 0, len(flat)
    if within is not None:
        begin = next((i for i, place in enumerate(places) if place >= within[0]), end)
        end = next((i for i, place in enumerate(places) if place >= within[1]), end)
    start = flat.find(phrase(first), begin, end)
    if start < 0:
        return None
    stop = flat.find(phrase(last), start, end)
    if stop < 0:
        return None
    stop = max(stop + len(phrase(last)), start + len(phrase(first)))
    return places[start], places[stop - 1] + 1


def find_all(text: str, stretches: list[list[str]], within: Stretch | None = None) -> list[Stretch] | None:
    """The stretches in order; None when one of them is missing."""
    found = [find(text, first, last, within) for first, last in stretches]
    return [each for each in found if each is not None] if all(found) else None


def cut(text: str, spans: list[Stretch]) -> str:
    return " ".join(text[start:stop] for start, stop in spans)


def bag(text: str) -> Counter[str]:
    return Counter(word.lower() for word in WORD.findall(text))


def overlap(a: str, b: str) -> float:
    """Words in common over words of both, counted with repetition."""
    one, other = bag(a), bag(b)
    return (one & other).total() / ((one | other).total() or 1)


def covered(part: str, whole: str) -> float:
    """The share of the words of `part` that stand in `whole`."""
    one, other = bag(part), bag(whole)
    return (one & other).total() / (one.total() or 1)


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names share a word that is more than a small one."""
    return bool((set(bag(a or "")) & set(bag(b or ""))) - SMALL)


def touch(a: Stretch, b: Stretch, slack: int = 2) -> bool:
    """Whether two stretches overlap or nearly do; an empty one (something was cut there) touches what surrounds it."""
    return a[0] <= b[1] + slack and b[0] <= a[1] + slack
