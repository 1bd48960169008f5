"""A user's own model, asked beside the rules: where both agree a statement is surer, where they do not the speaker is undetermined.

A model is a function `(text, language) -> answers`. An answer is a mapping with `source`, `content` and, if told, `cue`, each either the words as they stand
in the text or their [start, stop). What does not stand in the text is dropped: a model may not make up words. Models are found by name in the entry-point group
`firstsaid.second_opinion` of installed packages, so that a case that somebody sends can name no code that its reader has not installed.
"""

import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import entry_points
from typing import Any, NamedTuple

from firstsaid.errors import SettingsError, StageError
from firstsaid.model import Span
from firstsaid.statements.document import Document
from firstsaid.statements.links import Link
from firstsaid.statements.reading import Reading, Words

GROUP = "firstsaid.second_opinion"
WHERE = "[statements] second_opinion"
Model = Callable[[str, str], Iterable[Mapping[str, Any]]]
MOST = 2_000
"""Answers that are looked at for one text; real articles have fewer."""
_SAME = 0.5
"""Share of the words of both contents from which they are one statement."""


class Opinion(NamedTuple):
    """One answer, in word numbers of the text."""

    source: Words
    cue: Words | None
    content: Words


@lru_cache(maxsize=4)
def find(name: str) -> Model:
    """The installed model of that name.

    Raises:
        SettingsError: none is installed under that name, or it cannot be loaded.

    """
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        known = f"installed are {', '.join(sorted(found))}" if found else "none is installed"
        raise SettingsError(f"there is no model {name!r} in the entry-point group {GROUP}; {known}", where=WHERE)
    try:
        model = found[name].load()
    except Exception as error:
        raise SettingsError(f"the model {name!r} cannot be loaded: {type(error).__name__}: {error}", where=WHERE) from error
    if not callable(model):
        raise SettingsError(f"the model {name!r} is no function of (text, language)", where=WHERE)
    return model  # type: ignore[no-any-return]


def opinions(d: Document, model: Model) -> list[Opinion]:
    """What a model answers about a text, as far as it stands there.

    Raises:
        StageError: the model failed; the text is not read without it, since its reader asked for both.

    """
    try:
        answers = list(model(d.text, d.language.code))[:MOST]
    except Exception as error:
        raise StageError(f"the second opinion failed on this text: {type(error).__name__}: {error}", where=WHERE) from error
    found = []
    for answer in answers:
        content = _words(d, _place(d.text, answer.get("content"), None))
        near = d.starts[content.first] if content else None
        source = _words(d, _place(d.text, answer.get("source"), near))
        if content and source:
            found.append(Opinion(source, _words(d, _place(d.text, answer.get("cue"), near)), content))
    return found


def _place(text: str, given: object, near: int | None) -> Span | None:
    """The place of words that stand in the text, nearest to `near`, or of a [start, stop) within it."""
    if isinstance(given, str) and given.strip():
        places: list[int] = []
        at = text.find(given)
        while at >= 0 and len(places) < MOST:
            places.append(at)
            at = text.find(given, at + 1)
        start = min(places, key=lambda place: (abs(place - (near or 0)), place), default=None)
        return Span(start, start + len(given)) if start is not None else None
    if isinstance(given, Sequence) and not isinstance(given, str) and len(given) == 2 and all(type(place) is int for place in given):
        return Span(*given) if 0 <= given[0] < given[1] <= len(text) else None
    return None


def _words(d: Document, span: Span | None) -> Words | None:
    """The words that a span touches; None when it touches none that were read."""
    if span is None:
        return None
    first, stop = bisect.bisect_right(d.stops, span.start), bisect.bisect_left(d.starts, span.stop)
    return Words(first, stop) if first < stop else None


def beside(readings: list[Reading], given: Sequence[Opinion]) -> list[Reading]:
    """The rules' statements, with those that only the model has, and with the model's speakers for those that have none."""
    for one in given:
        same = _matching(readings, one)
        if same is None:
            readings.append(Reading(one.source, one.cue or one.source, [one.content], "", "second opinion", opinion="alone"))
        elif same.source is None:
            same.source, same.floating, same.opinion = one.source, False, "alone"
    return readings


def weigh(d: Document, links: Sequence[Link], given: Sequence[Opinion]) -> None:
    """Mark each statement that a model has too: agreed, or disputed when it names another speaker."""
    for one in given:
        readings = [link.reading for link in links]
        same = _matching(readings, one)
        if same is None or same.opinion:
            continue
        link = next(link for link in links if link.reading is same)
        same.opinion = "agreed" if _same_speaker(d, link, one.source) else "disputed"


def _matching(readings: Sequence[Reading], one: Opinion) -> Reading | None:
    """The statement that shares most of its words with an answer."""
    wanted = set(range(*one.content))
    best, share = None, 0.0
    for reading in readings:
        mine = {i for piece in reading.content for i in range(*piece)}
        both = len(mine & wanted) / len(mine | wanted)
        if both > share:
            best, share = reading, both
    return best if share >= _SAME else None


def _same_speaker(d: Document, link: Link, source: Words) -> bool:
    """Whether the model's mention is the rules' mention, or names the same voice."""
    mine = link.source or link.reading.source
    if mine is not None and max(mine.first, source.first) < min(mine.stop, source.stop):
        return True
    told = {d.low[i] for i in range(*source) if d.word[i][0].isalnum()}
    return link.voice is not None and bool(told & (link.voice.names | link.voice.heads | {link.voice.name.lower()}))
