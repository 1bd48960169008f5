"""Claims: wordings of a story that say the same."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from firstsaid.claims.bonds import LEAST_COVER, bonds, hollow
from firstsaid.claims.comparison import thing
from firstsaid.claims.deeds import Deeds, Form
from firstsaid.claims.doubts import MAY_BE_ONE, Side, may_be_one
from firstsaid.claims.figured import figured
from firstsaid.claims.fragments import fragments
from firstsaid.claims.grouping import average_link, edges_near
from firstsaid.claims.judging import judged, parted
from firstsaid.claims.language import any_language
from firstsaid.claims.likeness import Saying, Scales, at_most, likeness, scales
from firstsaid.claims.measuring import Measure, Ties
from firstsaid.claims.subjects import Subjects
from firstsaid.claims.wordings import Unit, units
from firstsaid.model import Article, Claim, Match, Pile, Place, Span, Wording, content_id
from firstsaid.model.options import ClaimOptions

_INTERRUPTION = 45
"""Characters of "…, the source said, …" that the text of a claim may hold."""
_ONE_QUOTATION = 0.75
"""Share of both wordings that shared quoted words must cover to make them one quotation."""
_TELLING_STEMS = 14
"""How many of a wording's rarest words look for its likes."""
_POSTING = 40
"""How many earlier wordings that hold a word are looked at."""
_LEAST_VOTE = 0.3
"""Share of the lighter wording's rare words that two wordings must have in common to be compared."""
_NEIGHBOURS = 20
"""With how many of those that share most words a wording is compared."""
_NEAREST_SHARE = 2
"""Words that two wordings of one voice have in common at least, for the one to be what the other says."""
_TWO = 2
"""Up to so many wordings of bodies, none is nearer than another to what most of them say."""
_APART_FROM_BODY = ("headline", "comment")
_TOUCHING = 0.3
"""Share of both wordings that a match covers from which on some words of both are one text's."""
_UNDATED = "~"
"""Behind every date."""


def claims(pile: Pile, options: ClaimOptions) -> list[Claim]:
    """The claims of one story, in the order of the places where their fullest wordings stand.

    A claim needs a statement, wordings in two articles, or a figure of those killed, injured and so on; headlines and comments join claims, but found none
    by themselves. Two wordings are one claim when they share most of what they say by weight, or when a match binds them; a negation, a hedge or
    another figure for the same object keeps them apart. What a reviewer decided about two passages goes before all of this. Where it cannot be told whether
    two claims are one, each names the other.
    """
    found = units(pile)
    empty = hollow(found, pile.matches)
    found = [unit for index, unit in enumerate(found) if index not in empty]
    nodes = _same_words(found)
    story = pile.story()
    articles = {article.id: article for article in pile.articles}
    weighed = _weighed(pile, found, nodes, options)
    groups = [group for group in judged(weighed.groups, found, pile.judgements) if _worthwhile([found[unit] for unit in group])]
    given = [_claim(articles, story, [found[unit] for unit in group]) for group in groups]
    doubted = _doubted(pile, found, groups, weighed)
    given = [replace(claim, perhaps=tuple(sorted(given[other].id for other in doubted.get(at, ())))) for at, claim in enumerate(given)]
    return sorted(given, key=lambda claim: (claim.place, claim.id))


class _Weighed(NamedTuple):
    """Wordings held against one another."""

    groups: list[list[int]]
    """Indices of wordings, claim by claim."""
    node_of: Mapping[int, int]
    bounds: Mapping[tuple[int, int], float]
    """What the likeness of two nodes does not exceed, where they may be so much alike that they may say the same."""
    alike: Callable[[int, int, float], float]
    """The likeness of two nodes, as far as it is asked whether it is at least so great."""
    shared: Collection[tuple[int, int]]
    """Nodes of which a match holds the same words."""


def _doubted(pile: Pile, found: Sequence[Unit], groups: Sequence[Sequence[int]], weighed: _Weighed) -> Mapping[int, list[int]]:
    """For each group the others of which it cannot be told whether they say the same; not those that a reviewer parted."""
    sides = [_side(found, group, weighed.node_of) for group in groups]
    doubted = may_be_one(sides, weighed.bounds, weighed.alike, weighed.shared)
    decided = parted(groups, found, pile.judgements)
    return {at: [other for other in others if (min(at, other), max(at, other)) not in decided] for at, others in doubted.items()} if decided else doubted


def _same_words(found: Sequence[Unit]) -> list[list[int]]:
    """Wordings gathered by their content words, so that copies are one node; in the order of these words, so that copies change nothing."""
    nodes: dict[tuple[object, ...], list[int]] = {}
    for index, unit in enumerate(found):
        said = unit.terms
        figures = tuple([(figure.value, figure.bound, figure.object) for figure in unit.figures or unit.of_title])
        own = not unit.statements and unit.kind != "headline"
        key = (said.order, tuple(sorted(said.negated)), tuple(sorted(said.hedged)), said.modality, tuple(sorted(said.turning)), unit.denied, own, figures)
        nodes.setdefault(key, []).append(index)
    return [nodes[key] for key in sorted(nodes)]


def _side(found: Sequence[Unit], group: Sequence[int], node_of: Mapping[int, int]) -> Side:
    said = {node_of[unit]: found[unit].terms for unit in group}
    return Side({node: frozenset(said[node].stems) - said[node].names for node in sorted(said)}, frozenset(found[unit].article for unit in group))


def _weighed(pile: Pile, found: Sequence[Unit], nodes: Sequence[Sequence[int]], options: ClaimOptions) -> _Weighed:
    """The wordings grouped, and what may be alike beside."""
    words = any_language(_main_language(pile))
    weighing = scales([found[node[0]].terms for node in nodes], words.wordings)
    sayings = [_saying([found[index] for index in node], weighing) for node in nodes]
    node_of = {unit: node for node, members in enumerate(nodes) for unit in members}
    touching = bonds(found, pile.matches, _TOUCHING)
    bound = _bound({pair: share for pair, share in touching.items() if share >= LEAST_COVER}, node_of) | _cut_out(pile, found, node_of)
    held = _bound(touching, node_of).keys() | bound.keys()
    altered = _one_quotation(found, pile.matches, node_of)
    said = _said(pile, found, nodes)
    subjects = _subjects(pile, found, nodes, said)
    done = Deeds(_told(pile, found, nodes, said), [found[node[0]].terms for node in nodes], [_form(found[node[0]]) for node in nodes], words)
    likely = sorted(_likely_pairs(sayings, weighing))
    same_figure = figured(found, nodes, sayings)
    nearest = _nearest_of_a_voice(likely, sayings, [{found[unit].article for unit in node} for node in nodes], weighing)
    measure = Measure(sayings, weighing, Ties(bound, altered, nearest, same_figure), done, subjects)

    def alike(one: int, other: int) -> float:
        return measure.like(one, other, options.similarity)

    tied = bound.keys() | nearest.keys() | same_figure.keys()
    pairs = sorted({*likely, *tied})
    most = {pair: 1.0 if pair in tied else at_most(sayings[pair[0]], sayings[pair[1]], weighing) for pair in pairs}
    like = [pair for pair in pairs if most[pair] >= options.similarity]
    groups = average_link(len(nodes), edges_near(like, pairs, options.similarity, alike), options.similarity, alike)
    units_of = [sorted(unit for node in group for unit in nodes[node]) for group in groups]
    return _Weighed(units_of, node_of, {pair: value for pair, value in most.items() if value >= MAY_BE_ONE}, measure.like_at_least, held)


def _one_quotation(found: Sequence[Unit], matches: Iterable[Match], node_of: Mapping[int, int]) -> set[tuple[int, int]]:
    """Nodes that are one quotation, altered or not."""
    quoted = _bound(bonds(found, [match for match in matches if match.kind == "quotation"]), node_of)
    return {pair for pair, bond in quoted.items() if bond >= _ONE_QUOTATION}


def _cut_out(pile: Pile, found: Sequence[Unit], node_of: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """A whole bond between a wording and the longer one that it is cut out of, between their nodes."""
    pairs = [sorted((node_of[cut], node_of[whole])) for cut, whole in fragments(found, {article.id: article for article in pile.articles})]
    return {(one, other): 1.0 for one, other in pairs if one != other}


def _main_language(pile: Pile) -> str:
    return Counter(sorted(article.language for article in pile.articles)).most_common(1)[0][0] if pile.articles else "en"


def _said(pile: Pile, found: Sequence[Unit], nodes: Sequence[Sequence[int]]) -> list[str]:
    """What each node's wording says, as far as it is said in one stretch."""
    texts = {article.id: article.text for article in pile.articles}
    return [found[node[0]].spans[0].of(texts[found[node[0]].article]) for node in nodes]


def _told(pile: Pile, found: Sequence[Unit], nodes: Sequence[Sequence[int]], said: Sequence[str]) -> list[str]:
    """The same, with who says it of whom before it."""
    texts = {article.id: article.text for article in pile.articles}
    opened = (found[node[0]].opened for node in nodes)
    return [f"{span.of(texts[found[node[0]].article])} {words}" if span else words for node, span, words in zip(nodes, opened, said, strict=True)]


def _form(unit: Unit) -> Form:
    return Form(unit.kind == "headline", unit.opened is not None)


def _subjects(pile: Pile, found: Sequence[Unit], nodes: Sequence[Sequence[int]], said: Sequence[str]) -> Subjects:
    """Of whom each node's wording speaks, and whom the articles that hold it name; a headline's capitals tell nothing."""
    texts = {article.id: article.text for article in pile.articles}
    of_body = [words if found[node[0]].kind != "headline" else "" for node, words in zip(nodes, said, strict=True)]
    return Subjects(of_body, [sorted({found[index].article for index in node}) for node in nodes], texts)


def _bound(held: Mapping[tuple[int, int], float], node_of: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """The bonds of wordings, between their nodes."""
    bound: dict[tuple[int, int], float] = {}
    for (one, other), bond in held.items():
        pair = (min(node_of[one], node_of[other]), max(node_of[one], node_of[other]))
        if pair[0] != pair[1]:
            bound[pair] = max(bond, bound.get(pair, 0.0))
    return bound


def _saying(same: Sequence[Unit], weighing: Scales) -> Saying:
    said = same[0].terms
    voices = frozenset([unit.voice for unit in same if unit.voice])
    ascribed = any(unit.statements or unit.kind == "headline" for unit in same)
    return Saying(said, same[0].figures, voices, same[0].denied, ascribed, frozenset(said.stems), weighing.sum(said.stems), same[0].of_title)


def _likely_pairs(sayings: Sequence[Saying], weighing: Scales) -> Iterator[tuple[int, int]]:
    """Pairs that share rare words, through an inverted index of bounded depth."""
    weight = weighing.weights
    held = Counter(chain.from_iterable([saying.terms.stems for saying in sayings]))
    ranked = sorted((stem for stem, times in held.items() if times > 1), key=lambda stem: (-weight[stem], stem))
    rank = {stem: at for at, stem in enumerate(ranked)}
    index: list[tuple[float, list[int]]] = [(weight[stem], []) for stem in ranked]
    enough: list[float] = []
    for node, saying in enumerate(sayings):
        telling = sorted([rank[stem] for stem in saying.terms.stems if stem in rank])[:_TELLING_STEMS]
        total = 0.0
        votes: defaultdict[int, float] = defaultdict(float)
        for at in telling:
            this, posting = index[at]
            total += this
            for other in posting[-_POSTING:]:
                votes[other] += this
            posting.append(node)
        own = _LEAST_VOTE * total
        enough.append(own)
        likely = [(-vote, other) for other, vote in votes.items() if vote >= own or vote >= enough[other]]
        if len(likely) > _NEIGHBOURS:
            likely = sorted(likely)[:_NEIGHBOURS]
        for _, other in likely:
            yield other, node


def _nearest_of_a_voice(
    pairs: Iterable[tuple[int, int]], sayings: Sequence[Saying], held: Sequence[set[str]], weighing: Scales
) -> dict[tuple[int, int], float]:
    """Pairs of wordings of one voice in different articles, each of which is the nearest to the other of all that the voice says there, with how much that
    tells: all where the voice says one thing in either, less the more it says.
    """
    near: dict[tuple[int, int], float] = {}
    best: defaultdict[tuple[int, str], float] = defaultdict(float)
    for one, other in pairs:
        if sayings[one].voices.isdisjoint(sayings[other].voices) or held[one] & held[other] or len(sayings[one].stems & sayings[other].stems) < _NEAREST_SHARE:
            continue
        near[one, other] = like = likeness(sayings[one], sayings[other], weighing)
        for node, beside in ((one, other), (other, one)):
            for article in held[beside]:
                best[node, article] = max(best[node, article], like)
    said = Counter((voice, article) for saying, articles in zip(sayings, held, strict=True) for voice in saying.voices for article in articles)

    def least_said(voice: str, node: int) -> int:
        return min(said[voice, article] for article in held[node])

    found: dict[tuple[int, int], float] = {}
    for (one, other), like in near.items():
        if like > 0 and all(best[one, article] <= like for article in held[other]) and all(best[other, article] <= like for article in held[one]):
            common = sayings[one].voices & sayings[other].voices
            found[one, other] = 1 / math.sqrt(min(max(least_said(voice, one), least_said(voice, other)) for voice in common))
    return found


def _claim(articles: Mapping[str, Article], story: str, group: Sequence[Unit]) -> Claim:
    """The claim that a group of wordings makes."""
    fullest = _fullest(group, articles)
    span = _extent(fullest)
    place = Place(fullest.article, span.start, span.stop)
    wordings = sorted(
        {Wording(unit.article, statement, unit.spans) for unit in group for statement in unit.statements or (None,)},
        key=lambda wording: (wording.article, wording.spans, wording.statement or ""),
    )
    return Claim(
        id=content_id("claim", story, place.article, str(place.start), str(place.stop)),
        story=story,
        text=place.span.of(articles[place.article].text),
        place=place,
        wordings=tuple(wordings),
        articles=tuple(sorted({unit.article for unit in group})),
        statements=tuple(sorted({statement for unit in group for statement in unit.statements})),
        denied=fullest.denied,
    )


def _extent(unit: Unit) -> Span:
    """Where a wording stands in one stretch: with the words that interrupt it when they are few, else its longest part."""
    first, last = unit.spans[0], unit.spans[-1]
    if unit.statements and last.stop - first.start - unit.length <= _INTERRUPTION * len(unit.spans):
        return Span(first.start, last.stop)
    return max(unit.spans, key=lambda span: (span.stop - span.start, -span.start))


def _worthwhile(group: Sequence[Unit]) -> bool:
    """Whether a group of wordings makes a claim."""
    if any(unit.kind == "statement" or (unit.kind == "headline" and unit.statements) for unit in group):
        return True
    grounds = [unit for unit in group if unit.kind != "comment"]
    if len({unit.article for unit in grounds}) > 1:
        return True
    return any(thing(figure.object).fates for unit in grounds for figure in unit.figures)


def _fullest(group: Sequence[Unit], articles: Mapping[str, Article]) -> Unit:
    """The wording that most articles carry, then the one nearest to what most of them say, then the one that says most; one of the body before a headline,
    one in a single stretch before one with gaps, unless none of the former says half as much. Then dates decide, and words before ids, so that ids choose
    among copies only.
    """
    if len(group) == 1:
        return group[0]
    carriers = Counter(unit.terms.order for unit in group)
    told = {unit.terms.order: unit.terms.stems for unit in group if unit.kind not in _APART_FROM_BODY}
    held = Counter(stem for stems in told.values() for stem in stems) if len(told) > _TWO else Counter[str]()
    cut = max((len(unit.terms.stems) for unit in group if len(unit.spans) > 1), default=0)
    whole = any(2 * len(unit.terms.stems) >= cut for unit in group if len(unit.spans) == 1)
    return min(
        group,
        key=lambda unit: (
            unit.kind in _APART_FROM_BODY,
            whole and len(unit.spans) > 1,
            -carriers[unit.terms.order],
            sum(len(told) - 2 * held[stem] for stem in unit.terms.stems) if held else 0,
            -len(unit.terms.stems),
            dated.value if (dated := articles[unit.article].published) else _UNDATED,
            unit.terms.order,
            unit.article,
            unit.spans,
        ),
    )
