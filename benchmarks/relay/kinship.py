"""Who comes from whom among the texts of an event, and how any two pages of it are related."""

import re
from collections.abc import Iterator
from itertools import combinations

from benchmarks.relay.operators import Desk
from benchmarks.relay.outlets import neutral, outlet_named
from benchmarks.relay.pages import body
from benchmarks.relay.records import CARRYING, Line, Page, Step, Text, TruePair

_ORDER = ("edition", "republished", "excerpted", "rewritten", "quotes", "recalls", "echoes")
"""From the step that keeps most of a text to the one that keeps least."""
_ALSO = {"edition": ("same page",), "republished": ("excerpted",), "excerpted": ("republished",), "quotes": ("recalls",), "recalls": ("quotes",)}
_NOT_SHOWN = ("independent", "undetermined", "same quotation only")
_RUN = 6
"""Words in a row that two texts must have in common before a reader could see that one comes from the other."""
_LEAST = 3
"""Such runs of narrative: a run of eight words, or some shorter ones. A name with its office and "told reporters that" are fewer."""
_QUOTATION = re.compile(r"[“\"«]([^”\"»]+)[”\"»]")

Shown = dict[str, Page]
Way = list[Step]


class Kinship:
    """Who comes from whom among the texts of an event."""

    def __init__(self, desk: Desk) -> None:
        self.mix = desk.mix
        self.texts = {t.id: t for t in desk.texts}

    def paths(self, text: str) -> dict[str, Way]:
        """For every text upstream the steps that lead to it, those that carry most."""
        found: dict[str, Way] = {}
        for step in self.texts[text].steps:
            ways = {step.upstream: [step]} | {up: [step, *more] for up, more in self.paths(step.upstream).items()}
            for up, way in ways.items():
                if up not in found or worst(way) < worst(found[up]):
                    found[up] = way
        return found

    def names(self, text: Text, other: Text) -> bool:
        """Whether the one says whose the other is."""
        words = "\n".join((*body(text), text.credit, text.byline))
        owner = outlet_named(self.mix, other.outlet)
        return any(re.search(rf"(?<!\w){re.escape(name.removeprefix('The '))}(?!\w)", words) for name in (owner.name, *owner.also))

    def adds_nothing(self, middle: Text, end: Text) -> bool:
        """Whether what `end` shares with `middle` stands to the letter in a text from which `middle` comes too."""
        above = [self.texts[up] for up, way in self.paths(middle.id).items() if all(s.relation in CARRYING for s in way)]
        kept = _folded(end.lines()) & _folded(middle.lines())
        return any(kept <= _folded(text.lines()) for text in above)


def worst(way: Way) -> tuple[int, int]:
    """The step of a way that keeps least, and how many steps there are."""
    return max(_ORDER.index(step.relation) for step in way), len(way)


def _folded(lines: list[Line]) -> frozenset[str]:
    return frozenset(re.sub(r"[^a-z0-9]", "", neutral(line.words).lower()) for line in lines if line.fact)


def runs(text: Text, quoted: bool) -> set[str]:
    """Runs of words between quotation marks, or of all others, folded."""
    found: set[str] = set()
    for line in text.lines():
        words = neutral(line.words)
        pieces = _QUOTATION.findall(words) if quoted else [_QUOTATION.sub(" | ", words)]
        for piece in (p for whole in pieces for p in whole.split("|")):
            told = re.sub(r"[^a-z0-9 ]", "", piece.lower()).split()
            found |= {" ".join(told[at : at + _RUN]) for at in range(len(told) - _RUN + 1)}
    return found


def shared(one: Text, other: Text) -> tuple[str, ...]:
    """What two texts have in common, to the letter."""
    kinds = (("narrative", False, _LEAST), ("quotation", True, 1))
    return tuple(kind for kind, quoted, least in kinds if len(runs(one, quoted) & runs(other, quoted)) >= least)


def pairs(kin: Kinship, shown: Shown) -> Iterator[TruePair]:
    """Every two pages of an event."""
    for one, other in combinations(sorted(shown), 2):
        first, second = sorted((kin.texts[one], kin.texts[other]), key=lambda t: (t.when, t.id))
        up, down = kin.paths(second.id), kin.paths(first.id)
        if first.id in up:
            yield _derived(kin, (first, second), up[first.id], shown)
        elif second.id in down:
            yield _derived(kin, (second, first), down[second.id], shown)
        else:
            yield _unlinked(kin, (first, second), (down, up), shown)


def _unlinked(kin: Kinship, two: tuple[Text, Text], ways: tuple[dict[str, Way], dict[str, Way]], shown: Shown) -> TruePair:
    first, second = two
    a, b = shown[first.id].name, shown[second.id].name
    common = sorted(set(ways[0]) & set(ways[1]), key=lambda t: (max(worst(ways[0][t]), worst(ways[1][t])), t))
    carrying = [t for t in common if all(s.relation in CARRYING for way in ways for s in way[t])]
    both = shared(first, second)
    if carrying:
        source = kin.texts[carrying[0]]
        label = f"siblings of {'a page' if source.in_pile else 'an absent text'}"
        bare = "narrative" not in both
        moot = _may_be_copy(first, second) or _may_be_copy(second, first)
        also = ("republished", "excerpted", "rewritten", "undetermined") if moot else ()
        hidden = not (kin.names(first, source) or kin.names(second, source))
        absent = None if source.in_pile else source.outlet
        return TruePair(a, b, "siblings", also, None, False, absent, both, (label,), open=bare, moot=moot, hidden=hidden)
    if common:
        return TruePair(a, b, "independent", (), None, False, None, both, ("kin by citation",), open=True)
    relation = "same quotation only" if "quotation" in both else "independent"
    return TruePair(a, b, relation, (), None, False, None, both, ("same quotation" if "quotation" in both else "independent",))


def _may_be_copy(whole: Text, part: Text) -> bool:
    """Whether the one could be a copy of the other, though it is not."""
    return _folded(part.lines()) <= _folded(whole.lines())


def _derived(kin: Kinship, two: tuple[Text, Text], way: Way, shown: Shown) -> TruePair:
    up, down = two
    relations = [step.relation for step in way]
    relation = max(relations, key=_ORDER.index)
    direct = not any(kin.texts[step.upstream].in_pile for step in way[:-1])
    removes = f"at {len(way)} removes" if len(way) < 4 else "at 4 removes or more"
    trap = next(iter(down.traps), "") if len(way) == 1 else removes
    carried = all(r in CARRYING for r in relations)
    both = shared(up, down)
    lost = "narrative" not in both and (not kin.names(down, up) or len(way) > 1)
    moot = relation in ("republished", "excerpted") and not kin.names(down, up) and kin.adds_nothing(up, down)
    if relation == "edition" and up.outlet != down.outlet:
        relation = "republished"
    also = _also(relation, relations, trap, len(down.steps)) + (("siblings", "undetermined") if moot else ())
    is_open = "echoes" in relations or (not carried and len(way) > 1) or (carried and lost)
    names = shown[up.id].name, shown[down.id].name
    hidden = carried and not (kin.names(down, up) or any(kin.names(down, kin.texts[step.upstream]) for step in way))
    return TruePair(*names, relation, also, names[0], direct, None, both, (trap, *down.traps[1:]), is_open, moot, hidden)


def _also(relation: str, relations: list[str], trap: str, parents: int) -> tuple[str, ...]:
    """What else a careful reader may call it."""
    if relation == "quotes" and "false citation" in trap:
        return ("recalls", *_NOT_SHOWN)
    if relation == "rewritten" and len(relations) == 1:
        named = ("quotes",) if "credit" in trap and "no credit" not in trap else ()
        return (*named, "republished", "excerpted") if "light" in trap else named
    if relation == "rewritten" or (parents > 1 and relation in ("republished", "excerpted")) or ("edition" in relations and len(relations) > 1):
        return ("quotes", "rewritten", "republished", "excerpted")
    return _ALSO.get(relation, ())
