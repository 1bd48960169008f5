"""What a change in the wording is: a number, a spelling, a hedge, an attribution, or other words."""

from typing import NamedTuple

from firstsaid.reuse.differences import Pair, Step, Unit, units
from firstsaid.reuse.page import Page
from firstsaid.reuse.spelling import same_word
from firstsaid.reuse.wordlists import equal_forms, phrases, single_words

_WHOLE_HEDGE = 0.5
"""Share of the words cut or added that a hedge must make up to give the edit its name."""

_LONGEST = 40
"""Units on one side up to which a change is looked at closely; a longer one is words replaced, cut or added."""


class Change(NamedTuple):
    """An edit before it has spans."""

    kind: str
    step: Step


def _text(page: Page, unit: Unit) -> str:
    return page.article.text[int(page.starts[unit.first]) : int(page.stops[unit.stop - 1])]


def _words(page: Page, side: list[Unit]) -> list[str]:
    return [_text(page, unit).casefold().replace("’", "'") for unit in side]


def number_value(text: str) -> str | None:
    """A number, in figures or in letters, as figures; None when the word is none."""
    folded = text.casefold()
    if any(c.isdigit() for c in folded):
        return "".join(c for c in folded if c.isdigit() or c == ".").strip(".")
    return equal_forms("numbers.txt").get(folded)


def _relation(a: str, b: str) -> str | None:
    """How two words belong together: one word or number written in two ways, or two numbers."""
    number_a, number_b = number_value(a), number_value(b)
    if number_a is not None and number_b is not None:
        return "spelling" if number_a == number_b else "number"
    return "spelling" if same_word(a, b) else None


def _step(pair: tuple[list[Unit], list[Unit]], whole: Step, a: tuple[int, int], b: tuple[int, int]) -> Step:
    edges_a = [unit.first for unit in pair[0]] + [whole.stop_a]
    edges_b = [unit.first for unit in pair[1]] + [whole.stop_b]
    return Step(False, edges_a[a[0]], edges_a[a[1]], edges_b[b[0]], edges_b[b[1]])


def _kin(pair: Pair, a: list[Unit], b: list[Unit]) -> list[tuple[int, int, str]]:
    """Units that are the same word in two spellings, or two numbers, in order on both sides."""
    found, begin = [], 0
    texts_b = [_text(pair.b, unit) for unit in b]
    for number, unit in enumerate(a):
        text = _text(pair.a, unit)
        for other in range(begin, len(b)):
            kind = _relation(text, texts_b[other])
            if kind:
                found.append((number, other, kind))
                begin = other + 1
                break
    return found


def _hedge(words: list[str]) -> tuple[int, int] | None:
    """The first and longest hedge among words."""
    known = phrases("hedges.txt")
    longest = max(len(phrase) for phrase in known)
    for first in range(len(words)):
        for size in range(min(longest, len(words) - first), 0, -1):
            if tuple(words[first : first + size]) in known:
                return first, first + size
    return None


def _has_cue(words: list[str]) -> bool:
    return not single_words("cues.txt").isdisjoint(words)


def _one_sided(words: list[str], gone: bool) -> str:
    """The kind of words that only one side has; `gone` when that is a."""
    if _has_cue(words):
        return "attribution dropped" if gone else "attribution added"
    hedge = _hedge(words)
    if hedge and hedge[1] - hedge[0] >= _WHOLE_HEDGE * len(words):
        return "hedge dropped" if gone else "hedge added"
    return "cut" if gone else "added"


def _other_words(pair: Pair, whole: Step) -> list[Change]:
    """A change without numbers or spellings that belong together."""
    a, b = units(pair.a, whole.a, whole.stop_a), units(pair.b, whole.b, whole.stop_b)
    if not a and not b:
        return []
    words_a, words_b = _words(pair.a, a), _words(pair.b, b)
    if not b or not a:
        return [Change(_one_sided(words_a or words_b, bool(a)), whole)]
    if _has_cue(words_a) != _has_cue(words_b):
        return [Change("attribution dropped" if _has_cue(words_a) else "attribution added", whole)]
    hedge_a, hedge_b = _hedge(words_a), _hedge(words_b)
    if hedge_a and not hedge_b:
        return _around(pair, whole, (a, b), (hedge_a, (0, 0) if hedge_a[0] == 0 else (len(b), len(b))), "hedge dropped")
    if hedge_b and not hedge_a:
        return _around(pair, whole, (a, b), ((0, 0) if hedge_b[0] == 0 else (len(a), len(a)), hedge_b), "hedge added")
    return [Change("replaced", whole)]


def _around(pair: Pair, whole: Step, sides: tuple[list[Unit], list[Unit]], at: tuple[tuple[int, int], tuple[int, int]], kind: str) -> list[Change]:
    """A hedge inside replaced words as an edit of its own, and what stands before and after it."""
    (a, stop_a), (b, stop_b) = at
    before = _step(sides, whole, (0, a), (0, b))
    after = _step(sides, whole, (stop_a, len(sides[0])), (stop_b, len(sides[1])))
    return [*_other_words(pair, before), Change(kind, _step(sides, whole, (a, stop_a), (b, stop_b))), *_other_words(pair, after)]


def changes(pair: Pair, whole: Step) -> list[Change]:
    """One change of an alignment as one or more edits, in order."""
    a, b = units(pair.a, whole.a, whole.stop_a), units(pair.b, whole.b, whole.stop_b)
    if max(len(a), len(b)) > _LONGEST:
        return [Change("replaced" if a and b else "cut" if a else "added", whole)]
    if a and b and (len(a) != len(b) or len(a) == 1):
        text_a = pair.a.span(whole.a, whole.stop_a).of(pair.a.article.text)
        text_b = pair.b.span(whole.b, whole.stop_b).of(pair.b.article.text)
        if same_word(text_a, text_b):
            return [Change("spelling", whole)]
    found: list[Change] = []
    last = (0, 0)
    for at_a, at_b, kind in _kin(pair, a, b):
        found.extend(_other_words(pair, _step((a, b), whole, (last[0], at_a), (last[1], at_b))))
        if a[at_a].key != b[at_b].key:
            found.append(Change(kind, _step((a, b), whole, (at_a, at_a + 1), (at_b, at_b + 1))))
        last = (at_a + 1, at_b + 1)
    found.extend(_other_words(pair, _step((a, b), whole, (last[0], len(a)), (last[1], len(b)))))
    return found
