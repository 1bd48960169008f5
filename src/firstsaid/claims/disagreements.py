"""Figures about the same matter that do not agree."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from firstsaid.claims.comparison import SAME_SORT, agree, comparable, is_slip, thing
from firstsaid.claims.copied import Copied
from firstsaid.claims.events import Telling, in_step, of_one_outlet, tellings
from firstsaid.claims.language import any_language
from firstsaid.claims.names import CitedPages
from firstsaid.claims.readings import cited_reading, error_reading, own_reading, part_reading, reading, rival_reading
from firstsaid.claims.rivals import Rivals, may_be_rivals, rivals
from firstsaid.claims.terms import content_words
from firstsaid.claims.tokens import phrase_at, tokens
from firstsaid.claims.tolls import one_matter, years
from firstsaid.claims.updates import Told, in_order, joined_updates, ladder
from firstsaid.model import Article, Conflict, Figure, FigurePlace, Pile, content_id
from firstsaid.model.options import ClaimOptions
from firstsaid.model.unions import Unions

_SURE = (0.33, 5)
"""Share of the lighter sentence by weight, and number of content words, that two sentences must have in common when their figures count those who came to
the same harm."""
_LOOSE = (0.36, 6)
"""The same when the harm is the same only in part: "60 dead and injured", "26 killed"."""
_NOT_OF_HARM = (0.5, 6)
"""The same for all other figures: an article may count many things of one sort."""
_ALL = (0.8, 3)
"""Share of the heavier sentence by weight, and number of words, with which two sentences say the same, whatever they count."""
_SLIPPED = 2
"""Words that two sentences must have in common when their figures differ by a nought alone."""
_REACH_BESIDE = 8
"""Words between two figures of which one is counted besides the other."""
_FEW_PLACES = 12
_POSTING = 40
_MOST_VERSIONS = 40
_TELLING_STEMS = 12
_IDLE_UNITS = frozenset(("day", "hour", "minute", "second", "week", "month", "year", "decade", "degree"))
"""Durations: two sentences may name several without speaking of the same."""

_TERMS = frozenset(("month", "year"))
"""Durations that count something where it is told what they are spent with: "12 years in prison"."""


@dataclass(frozen=True, slots=True)
class _Node:
    """One figure in one wording, wherever that is copied to the word."""

    tellings: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        return self.tellings[0]


def conflicts(pile: Pile, options: ClaimOptions) -> list[Conflict]:
    """Conflicts among the figures of one story, or of any group of articles.

    Two figures are held against each other when they count the same sort of thing and their sentences, or the claim that holds both, speak of the same
    matter. Articles that carry both figures, and figures copied as they are, give none.
    """
    del options
    if len(pile.articles) == 1 and not any(figure.part_of for figure in pile.figures) and not _near_rivals(pile.articles[0], pile):
        return []
    told = tellings(pile)
    nodes = _nodes(told) if len(pile.articles) > 1 else []
    copied = Copied(pile.matches)
    pairs = _pairs(nodes, _weights(nodes), copied)
    found = [*_errors(pile, told), *_side_by_side(pile, told), *_disagreements(pile, nodes, pairs, copied), *_parts(pile, nodes, pairs, copied)]
    return sorted({conflict.id: conflict for conflict in found}.values(), key=lambda conflict: ([_place(place) for place in conflict.figures], conflict.id))


def _place(place: FigurePlace) -> tuple[str, int, int]:
    return place.article, place.start, place.stop


def _nodes(told: Sequence[Telling]) -> list[_Node]:
    """Tellings gathered by figure and wording, in the order of these."""
    gathered: dict[tuple[object, ...], list[Telling]] = {}
    for telling in told:
        figure = telling.figure
        if (figure.unit in _IDLE_UNITS and not (figure.unit in _TERMS and figure.object)) or figure.unit == "share" or not (figure.object or figure.unit):
            continue
        place = sum(1 for other in telling.siblings if other.start < figure.start)
        key = (figure.value, figure.unit, figure.object, figure.bound, figure.part_of is None, place, telling.terms.order)
        gathered.setdefault(key, []).append(telling)
    return [_Node(tuple(gathered[key])) for key in sorted(gathered)]


def _weights(nodes: Sequence[_Node]) -> dict[str, float]:
    held = Counter(stem for node in nodes for stem in node.first.terms.stems)
    return {stem: math.log1p(len(nodes) / count) for stem, count in sorted(held.items())}


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The words of a figure's sentence."""

    words: tuple[str, ...]
    """Stems that are no numbers, the rarest first."""
    held: frozenset[str]
    total: float


def _weighed(node: _Node, weights: Mapping[str, float]) -> _Weighed:
    words = tuple(sorted(content_words(node.first.terms), key=lambda stem: (-weights[stem], stem)))
    return _Weighed(words, frozenset(words), math.fsum(weights[stem] for stem in words))


def _pairs(nodes: Sequence[_Node], weights: Mapping[str, float], copied: Copied) -> list[tuple[int, int]]:
    """Pairs of figures that speak of the same sort of thing in the same matter, through an inverted index of bounded depth."""
    index: dict[str, list[int]] = {}
    found: list[tuple[int, int]] = []
    rows = [_weighed(node, weights) for node in nodes]
    for node, this in enumerate(nodes):
        shared = [stem for stem in rows[node].words if stem in index][:_TELLING_STEMS]
        claim = [f"claim {this.first.claim}"] if this.first.claim else []
        votes = Counter(other for key in shared + claim for other in index.get(key, [])[-_POSTING:])
        for other in sorted(votes):
            first = nodes[other].first
            likely = comparable(first.figure, this.first.figure) if in_step(first, this.first) and not _of_a_toll(first, this.first) else 0
            if not likely:
                continue
            of_one = _bound(first, this.first, likely, copied) or _alike(first, this.first, likely, _common(rows[other], rows[node], weights))
            if of_one and not _of_others(first, this.first):
                found.append((other, node))
        for key in [*rows[node].words, *claim]:
            index.setdefault(key, []).append(node)
    return found


def _of_others(one: Telling, other: Telling) -> bool:
    """Whether two figures count others, as one is of what came to it ("14 new cases"), or are told of two names ("The Greens won", "The Liberals won")."""
    if one.added != other.added:
        return True
    mine, theirs = one.holder, other.holder
    return bool(mine and theirs) and mine.isdisjoint(other.terms.stems) and theirs.isdisjoint(one.terms.stems)


def _of_a_toll(one: Telling, other: Telling) -> bool:
    """Whether the lesser of two counts of the dead may be a part of the other, for where or how they died is told of it alone."""
    if "killed" not in thing(one.figure.object).fates:
        return False
    low, high = (one, other) if one.figure.value < other.figure.value else (other, one)
    return low.narrowed and not high.narrowed


def _bound(one: Telling, other: Telling, likely: int, copied: Copied) -> bool:
    """Whether a match or a claim holds both figures."""
    if one.article.id != other.article.id and copied.together(one, other):
        return True
    return bool(one.claim) and one.claim == other.claim and likely == 2


class _Common(NamedTuple):
    """How much two sentences have in common."""

    words: int
    lighter: float
    """Their share of the lighter one's weight."""
    heavier: float


def _common(one: _Weighed, other: _Weighed, weights: Mapping[str, float]) -> _Common:
    shared = [stem for stem in one.words if stem in other.held]
    lighter, heavier = sorted((one.total, other.total))
    weight = math.fsum(weights[stem] for stem in shared)
    return _Common(len(shared), weight / lighter if lighter else 0.0, weight / heavier if heavier else 0.0)


def _alike(one: Telling, other: Telling, likely: int, common: _Common) -> bool:
    """Whether two sentences share enough to speak of one matter."""
    if one.days and other.days and one.days.isdisjoint(other.days):
        return False
    if (
        likely == SAME_SORT
        and common.heavier >= _ALL[0]
        and common.words >= _ALL[1]
        and one.opposing == other.opposing
        and years(one.terms) == years(other.terms)
    ):
        return True
    if one.figure.unit in _TERMS:
        return False
    if common.words >= _SLIPPED and one.figure.object == other.figure.object and is_slip(one.figure, other.figure):
        return True
    share, least = _NOT_OF_HARM if not thing(one.figure.object).fates else _SURE if likely == 2 else _LOOSE
    return (common.words >= least and common.lighter >= share) or (likely == 2 and (one_matter(one, other) or (common.words > 1 and _of_one_whole(one, other))))


def _of_one_whole(one: Telling, other: Telling) -> bool:
    """As in "cracks in 14 of 52 piles" and "19 of 52 piles were cracked"."""
    wholes = [next((figure for figure in telling.siblings if figure.id == telling.figure.part_of), None) for telling in (one, other)]
    return wholes[0] is not None and wholes[1] is not None and wholes[0].value == wholes[1].value and comparable(wholes[0], wholes[1]) == 2


def _disagreements(pile: Pile, nodes: Sequence[_Node], pairs: Sequence[tuple[int, int]], copied: Copied) -> Iterator[Conflict]:
    """One conflict for each matter whose figures do not agree."""
    agreeing: dict[int, set[int]] = {node: {node} for pair in pairs for node in pair}
    for one, other in pairs:
        if agree(nodes[one].first.figure, nodes[other].first.figure):
            agreeing[one].add(other)
            agreeing[other].add(one)
    articles = {node: {telling.article.id for like in sorted(agreeing[node]) for telling in nodes[like].tellings} for node in agreeing}
    matters = _Matters()
    for one, other in pairs:
        if nodes[one].first.figure.part_of and not nodes[other].first.figure.part_of and thing(nodes[one].first.figure.object).heads == {"persons"}:
            continue
        left = [telling for telling in nodes[one].tellings if telling.article.id not in articles[other]]
        right = [telling for telling in nodes[other].tellings if telling.article.id not in articles[one]]
        if left and right and other not in agreeing[one]:
            matters.join(one, other, [*left, *right])
    read: list[Told] = []
    for told in matters.groups():
        ordered = sorted(told, key=lambda telling: (telling.figure.value, telling.article.id, telling.figure.start))
        steps = ladder(ordered)
        lows = [telling for telling in ordered if telling.figure.value == steps[0].figure.value][:_FEW_PLACES]
        highs = [telling for telling in ordered if telling.figure.value == steps[-1].figure.value][:_FEW_PLACES]
        yield from _versions(pile, ordered)
        citing = _miscited(ordered)
        if citing is not None:
            yield _conflict(pile, *cited_reading(*citing), ordered)
            continue
        pair = _in_one_passage(lows, highs, copied)
        name, because = reading(steps, False) if pair is None else reading([pair[0], *steps[1:-1], pair[1]], True)
        own = own_reading(lows, highs) if name == "altered" else None
        read.append((*(own or (name, because)), ordered))
    for group in joined_updates(read):
        every = in_order(group)
        yield _conflict(pile, *(group[0][:2] if len(group) == 1 else reading(ladder(every), False)), every)


def _in_one_passage(lows: Sequence[Telling], highs: Sequence[Telling], copied: Copied) -> tuple[Telling, Telling] | None:
    """The least and the greatest figure where one passage has them; of several such pairs one of a single outlet, which then changed its own text."""
    pairs = [(low, high) for low in lows for high in highs if copied.together(low, high)]
    return next((pair for pair in pairs if of_one_outlet(*pair)), pairs[0] if pairs else None)


def _versions(pile: Pile, ordered: Sequence[Telling]) -> Iterator[Conflict]:
    """One page captured in two versions with another count in each, where other figures dispute the matter, too."""
    ends = (ordered[0].figure.value, ordered[-1].figure.value)
    if all(telling.figure.value in ends for telling in ordered):
        return
    for index, low in enumerate(ordered[:_MOST_VERSIONS]):
        for high in ordered[index + 1 : _MOST_VERSIONS]:
            if low.figure.value < high.figure.value and low.article.url and low.article.url == high.article.url and low.article.id != high.article.id:
                yield _conflict(pile, *reading([low, high], True), [low, high])


def _miscited(ordered: Sequence[Telling]) -> tuple[Telling, Telling] | None:
    """An article that gives a figure as another's, and that other with a different figure."""
    pages = CitedPages([telling.article for telling in ordered])
    for citing in ordered:
        for name in citing.relays:
            own = {telling.article.id: telling for telling in ordered if telling.article.id != citing.article.id}
            cited = [own[page] for page in pages.of(name) if page in own and not pages.same_issuer(page, citing.article.id)]
            if cited and all(not agree(citing.figure, telling.figure) for telling in cited):
                return citing, cited[0]
    return None


class _Matters:
    """Figures joined by their conflicts."""

    def __init__(self) -> None:
        self._joined = Unions[int]()
        self._told: dict[int, dict[str, Telling]] = {}

    def join(self, one: int, other: int, told: Sequence[Telling]) -> None:
        """Note that two figures disagree, in these places."""
        first, second = sorted((self._joined.of(one), self._joined.of(other)))
        places = self._told.setdefault(first, {})
        if first != second:
            self._joined.join(first, second)
            places.update(self._told.pop(second, {}))
        places.update((telling.figure.id, telling) for telling in told)

    def groups(self) -> list[list[Telling]]:
        """The tellings of each matter."""
        return [list(places.values()) for _, places in sorted(self._told.items())]


def _near_rivals(article: Article, pile: Pile) -> bool:
    """Whether figures of one sentence of an article, or of two, may be rivals: of most pages that stand alone nothing else has to be read."""
    starts = [sentence.start for sentence in article.sentences]
    figures = sorted(pile.figures, key=lambda figure: (figure.start, figure.stop))
    for number, one in enumerate(figures):
        last = bisect_right(starts, one.start) + 1
        for other in figures[number + 1 :]:
            if bisect_right(starts, other.start) > last:
                break
            if may_be_rivals(one, other) and (_is_ascribed(pile, one) or _is_ascribed(pile, other)):
                return True
    return False


def _is_ascribed(pile: Pile, figure: Figure) -> bool:
    """Whether somebody is told to have given a figure."""
    return any(
        said.article == figure.article and said.chain and any(part.start <= figure.start < part.stop for part in said.content) for said in pile.statements
    )


def _side_by_side(pile: Pile, told: Sequence[Telling]) -> Iterator[Conflict]:
    """Figures that one page gives as two voices', with all pages that give the same two."""
    pairs: dict[tuple[object, ...], list[Rivals]] = {}
    for pair in rivals(told):
        pairs.setdefault(pair.key(), []).append(pair)
    for alike in pairs.values():
        yield _conflict(pile, *rival_reading(alike[0]), [telling for pair in alike for telling in (pair.low, pair.high)])


def _errors(pile: Pile, told: Sequence[Telling]) -> Iterator[Conflict]:
    """Parts that are larger than their whole."""
    by_id = {telling.figure.id: telling for telling in told}
    for part in told:
        whole = by_id.get(part.figure.part_of or "")
        if (
            whole is None
            or part.figure.unit != whole.figure.unit
            or part.figure.bound in ("at most", "less than")
            or whole.figure.bound not in ("exact", "at most", "less than")
        ):
            continue
        if part.figure.value > whole.figure.value:
            yield _conflict(pile, *error_reading(part, whole), [whole, part])


def _parts(pile: Pile, nodes: Sequence[_Node], pairs: Sequence[tuple[int, int]], copied: Copied) -> Iterator[Conflict]:
    """As in "26 people, including three children" against "26 people and three children"."""
    for one, other in pairs:
        part, beside = (nodes[one].first, nodes[other].first) if nodes[one].first.figure.part_of else (nodes[other].first, nodes[one].first)
        if not part.figure.part_of or beside.figure.part_of or part.figure.value != beside.figure.value or part.article.id == beside.article.id:
            continue
        if comparable(part.figure, beside.figure) != 2 and thing(part.figure.object).heads != thing(beside.figure.object).heads:
            continue
        whole = next((figure for figure in part.siblings if figure.id == part.figure.part_of), None)
        if whole is not None and any(figure.value == whole.value and comparable(figure, whole) and _beside(beside, figure) for figure in beside.siblings):
            yield _conflict(pile, *part_reading(part, beside, copied.together(part, beside)), [part, beside])


def _beside(telling: Telling, whole: Figure) -> bool:
    """Whether a sentence puts a figure beside another one that comes before it: "26 people and three children"."""
    if whole.stop > telling.figure.start:
        return False
    words = any_language(telling.article.language).objects.beside
    row = tokens(telling.article.text, whole.stop, telling.figure.start)
    return len(row) <= _REACH_BESIDE and any(phrase_at(row, index, words)[0] for index in range(len(row)))


def _conflict(pile: Pile, name: str, because: str, told: Sequence[Telling]) -> Conflict:
    places = tuple(sorted((FigurePlace(t.article.id, t.figure.start, t.figure.stop, t.figure.value) for t in told), key=_place))
    claimed = Counter(telling.claim for telling in told if telling.claim)
    claim = min(claimed, key=lambda name: (-claimed[name], name)) if claimed else None
    identity = content_id("conflict", name, *(f"{place.article} {place.start} {place.stop}" for place in places))
    return Conflict(identity, _story(pile, told), claim, name, f"{because[:1].upper()}{because[1:]}.", places)


def _story(pile: Pile, told: Sequence[Telling]) -> str:
    """The story of the first figure's article where placements tell it."""
    for placement in pile.placements:
        if placement.article == told[0].article.id:
            return placement.story
    return pile.story()
