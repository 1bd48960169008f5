"""What a headline gives as somebody's: S - X · X: S · 'S': X on Y."""

from collections.abc import Callable

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Reading, Words

_DASHES = frozenset(("-", "–", "—", "--"))
_MOST_NAME, _LEAST_SAID = 5, 3
_OPENING_MARKS = frozenset("'‘“\"«")


def headline(d: Document, first: int, stop: int, known: Callable[[Words], bool], said: frozenset[str]) -> Reading | None:
    """The statement of the headline [first, stop) when no verb gives one; `known` tells the names that the article knows.

    `said` are the last words of those whose statements the article gives: before a colon stands as often what a headline is about (World Cup: …).
    """
    least = _LEAST_SAID - any(d.tag[i] == "CD" for i in range(first, min(stop, first + _LEAST_SAID)))
    dash = next((i for i in range(stop - 2, max(first + least - 1, stop - _MOST_NAME - 2), -1) if d.word[i] in _DASHES), None)
    if dash is not None and _speaks(d, dash + 1, stop, known):
        return Reading(Words(dash + 1, _end(d, dash + 1, stop)), Words(dash, dash + 1), [Words(first, dash)], "—", "headline")
    last = next((i for i in range(stop - 2, max(first + _LEAST_SAID, stop - _MOST_NAME - 2), -1) if d.word[i] == ":"), None)
    if last is not None and d.finite(first, last) and _is_source(d, last + 1, stop):
        return Reading(Words(last + 1, _end(d, last + 1, stop)), Words(last, last + 1), [Words(first, last)], ":", "headline")
    colon = next((i for i in range(first + 1, min(stop, first + _MOST_NAME + 12)) if d.word[i] == ":"), None)
    if colon is None:
        return None
    label = colon == first + 1 and d.low[first] in d.language.words("mentions.labels")
    if stop - colon > least and colon - first <= _MOST_NAME and not label and _speaks(d, first, colon, known, said):
        named = _named(d, first, colon)
        return Reading(Words(named, colon), Words(colon, colon + 1), [Words(colon + 1, stop)], ":", "headline")
    if d.word[first] in _OPENING_MARKS and colon - first > _LEAST_SAID:
        name = _name(d, colon + 1, stop)
        if name is not None and known(name):
            return Reading(name, Words(colon, colon + 1), [Words(first, colon)], ":", "headline")
    return None


def told_once(d: Document, readings: list[Reading]) -> list[Reading]:
    """The readings without those of a headline that an earlier headline of the page has word for word."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Reading] = []
    for r in readings:
        if d.title[d.sentence[r.start]]:
            said = tuple(d.low[i] for piece in r.content for i in range(*piece) if d.word[i][0].isalnum())
            if said in seen:
                continue
            seen.add(said)
        kept.append(r)
    return kept


def _end(d: Document, first: int, stop: int) -> int:
    return stop - 1 if stop - 1 > first and not d.word[stop - 1][0].isalnum() else stop


def _name(d: Document, first: int, stop: int) -> Words | None:
    end = first
    while end < stop and d.word[end][0].isupper() and end - first < _MOST_NAME:
        end += 1
    return Words(first, end) if end > first else None


def _named(d: Document, first: int, colon: int) -> int:
    """Where the name begins behind a role with a capital: Surgeon Berg."""
    roles = d.language.words("mentions.roles")
    at = next((i for i in range(colon - 1, first, -1) if d.low[i - 1] in roles), first)
    return at if at < colon and all(d.word[i][0].isupper() and d.low[i] not in roles for i in range(at, colon)) else first


def _is_source(d: Document, first: int, stop: int) -> bool:
    """Whether no more than one or several who can say something stand there, by a common noun: police, sources, two officials."""
    stop = _end(d, first, stop)
    plain = 0 < stop - first <= _MOST_NAME and not any(d.verb[i] or not d.word[i][0].isalnum() for i in range(first, stop))
    return plain and d.low[stop - 1] in d.language.words("mentions.roles|mentions.organisations|mentions.headline_sources")


def _speaks(d: Document, first: int, stop: int, known: Callable[[Words], bool], said: frozenset[str] | None = None) -> bool:
    """Whether the words are no more than somebody who can say something: sources, the army, a name of the article; one who has `said` something there."""
    stop = _end(d, first, stop)
    words = d.language.words
    if not 0 < stop - first <= _MOST_NAME or d.finite(first, stop) or any(not d.word[i][0].isalnum() for i in range(first, stop)):
        return False
    last = d.low[stop - 1]
    if last in words("mentions.roles") or last in words("mentions.headline_sources"):
        return True
    speaks = said is None or last in said
    if last in words("mentions.organisations"):
        return speaks
    if not d.word[stop - 1][0].isupper():
        return False
    if said is not None and "IN" in d.tag[first:stop]:
        return False
    return (known(Words(first, stop)) and speaks) or _named(d, first, stop) > first
