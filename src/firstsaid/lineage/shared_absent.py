"""Pairs whose sharing is explained by a text from which a third article comes, too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from firstsaid.lineage.direction import CLEAR, Reading, group, read
from firstsaid.lineage.names import same_name
from firstsaid.lineage.page import Page
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.rules import COMMON_ABSENT, COMMON_UPSTREAM, label
from firstsaid.model import Evidence, content_id
from firstsaid.model.options import LineageOptions

_BITS = 1.5
_NAMED_BITS = 7.0
"""Bits where both have that text's words as its name tells, and some words of it alike: more than speaks for two who hit on these by chance."""
_FEW_WORDS = 8
_WORDS = 14
"""Words of narrative alike that show both to be of one text where a single third article joins them: it may be made of two texts."""
_Key = tuple[str, str]
_Names = tuple[str, ...]


@dataclass(slots=True)
class _Known:
    """What the pairs show for themselves."""

    siblings: dict[str, dict[str, _Names]] = field(default_factory=dict)
    """For each article those with which it has a text in common that is not here, with the names that it is given."""
    beside: dict[str, set[str]] = field(default_factory=dict)
    """With which it is a sibling, through a text that is here or through one that is not."""
    above: dict[str, set[str]] = field(default_factory=dict)
    """From which articles each one clearly has its text."""
    undecided: set[_Key] = field(default_factory=set)
    unrelated: set[_Key] = field(default_factory=set)


def common_absent(pairs: Iterable[Pair], found: Iterable[Evidence], options: LineageOptions) -> Iterator[Evidence]:
    """Evidence that two articles are siblings, where each is read as the sibling of a third through a text not in the pile.

    Where their own evidence does not decide, it is enough that each is a sibling of the third, or that one is and the other has its text from it. Where they
    seem unrelated, both must have the text that one name stands for.
    """
    known = _known(found, options)
    by_pair = {(p.up.page.id, p.down.page.id): p for p in pairs}
    pages = {side.page.id: side.page for p in by_pair.values() for side in (p.up, p.down)}
    for key in sorted(known.undecided | known.unrelated):
        pair = by_pair.get(key)
        if pair is None or not pair.passages:
            continue
        named = [(third, name) for third, name in _named_thirds(known, *key) if third in pages]
        words = sum(p.same for p in pair.of_kind("narrative"))
        thirds = sorted(_thirds(known, *key) & pages.keys()) if key in known.undecided else []
        if named and words >= (_FEW_WORDS if len(named) > 1 else _WORDS):
            yield _also_siblings(pair, pages[named[0][0]], named[0][1], _NAMED_BITS)
        elif thirds:
            yield _also_siblings(pair, pages[thirds[0]], "", _BITS)


def _known(found: Iterable[Evidence], options: LineageOptions) -> _Known:
    known = _Known()
    for (a, b), pieces in group(found).items():
        reading = read(pieces)
        if reading.same_page:
            continue
        if reading.siblings >= options.decided:
            names = tuple(p.name for p in pieces if p.favours == "siblings" and p.name)
            _beside(known, (a, b), names, here=any(p.rule == COMMON_UPSTREAM for p in pieces))
        _sort(known, (a, b), reading, options.decided)
    return known


def _beside(known: _Known, key: _Key, names: _Names, here: bool) -> None:
    """Note two siblings, and with which names, where their text is not `here`."""
    for one, other in (key, key[::-1]):
        known.beside.setdefault(one, set()).add(other)
        if not here:
            known.siblings.setdefault(one, {})[other] = names


def _sort(known: _Known, key: _Key, reading: Reading, decided: float) -> None:
    a, b = key
    if reading.a_upstream >= CLEAR:
        known.above.setdefault(b, set()).add(a)
    if reading.b_upstream >= CLEAR:
        known.above.setdefault(a, set()).add(b)
    if reading.independent >= decided:
        known.unrelated.add(key)
    elif max(reading.a_upstream, reading.b_upstream, reading.siblings) < decided:
        known.undecided.add(key)


def _thirds(known: _Known, a: str, b: str) -> set[str]:
    """Articles of which both are siblings, or one is while the other has its text from them."""
    ours, theirs = known.beside.get(a, set()), known.beside.get(b, set())
    return (ours & theirs) | (ours & known.above.get(b, set())) | (theirs & known.above.get(a, set()))


def _named_thirds(known: _Known, a: str, b: str) -> list[tuple[str, str]]:
    """Articles with which both share a text that is given one name, with that name."""
    ours, theirs = known.siblings.get(a, {}), known.siblings.get(b, {})
    return [(third, name) for third in sorted(ours.keys() & theirs.keys()) for name in ours[third][:1] if any(same_name(name, n) for n in theirs[third])]


def _also_siblings(pair: Pair, third: Page, name: str, bits: float) -> Evidence:
    a, b = pair.up.page.id, pair.down.page.id
    one, other = label(pair, "up"), label(pair, "down")
    if name:
        sentence = f"{one} and {other} each share a text of {name}’s, which is not in the pile, with {third.article.name()}; it may be one text."
    else:
        sentence = f"{one} and {other} each share a text with {third.article.name()}; it may be one text, from which both have it."
    identity = content_id("evidence", pair.story, a, b, COMMON_ABSENT, third.id)
    return Evidence(identity, pair.story, a, b, COMMON_ABSENT, "siblings", bits, sentence, (), name or None)
