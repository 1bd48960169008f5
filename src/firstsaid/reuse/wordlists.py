"""The room's word lists: plain files under `data/`, one entry or more a line, "#" starts a comment."""

from functools import cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    text = files("firstsaid.reuse").joinpath("data", name).read_text("utf-8")
    return [line for raw in text.splitlines() if (line := raw.split("#")[0].strip())]


@cache
def single_words(name: str) -> frozenset[str]:
    """The words of a file of single words, in any arrangement."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def phrases(name: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a file of one phrase a line, as words."""
    return frozenset(tuple(line.split()) for line in _lines(name))


@cache
def equal_forms(name: str) -> dict[str, str]:
    """From each form to the first form of its line, in a file of lines such as "grey = gray"."""
    return {form.strip(): line.split("=")[0].strip() for line in _lines(name) for form in line.split("=")}


@cache
def meanings(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """From each form to all that it may stand for, as words, in a file of lines such as "'s = is"."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in _lines(name):
        form, words = line.split("=")
        found[form.strip()] = (*found.get(form.strip(), ()), tuple(words.split()))
    return found


@cache
def counts(name: str) -> dict[str, int]:
    """How often each word stands in general text, from a file whose lines are a count and the words that have it."""
    rows = (line.split() for line in _lines(name))
    return {word: int(count) for count, *words in rows for word in words}
