"""Words cut out of a longer quotation: “counted in the dark” of the one whom another article quotes with “an election that was counted in the dark”."""

import re
from collections.abc import Iterator, Mapping, Sequence

from firstsaid.claims.wordings import Unit
from firstsaid.model import Article

_WORD = re.compile(r"\w+")
_SHORTEST, _LONGEST = 3, 12
"""Words of a fragment."""
_MOST = 300
"""How many quotations of one voice are looked at."""


def fragments(units: Sequence[Unit], articles: Mapping[str, Article]) -> Iterator[tuple[int, int]]:
    """Pairs of wordings, fragment first, in which another article quotes more of the same voice's words, to the letter; the longer ones of few words first."""
    spoken: dict[str, list[tuple[int, str]]] = {}
    for index, unit in enumerate(units):
        if unit.voice and unit.kind == "statement":
            spoken.setdefault(unit.voice, []).append((index, _words(unit, articles)))
    for said in spoken.values():
        kept = said[:_MOST]
        for cut, words in kept:
            if _SHORTEST <= words.count(" ") - 1 <= _LONGEST and _is_quoted(units[cut], articles):
                yield from ((cut, whole) for whole, more in kept if len(more) > len(words) and words in more and units[whole].article != units[cut].article)


def _words(unit: Unit, articles: Mapping[str, Article]) -> str:
    """All words of a wording in lower case, a blank around each."""
    text = articles[unit.article].text
    found = [word.lower() for span in unit.spans for word in _WORD.findall(text, span.start, span.stop)]
    return f" {' '.join(found)} "


def _is_quoted(unit: Unit, articles: Mapping[str, Article]) -> bool:
    """Whether a mark of quotation stands right before the wording."""
    before = articles[unit.article].text[max(0, unit.spans[0].start - 1) : unit.spans[0].start + 1]
    return any(mark in before for mark in '“"«„‘')
