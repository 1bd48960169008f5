"""The step that tells which articles are about one event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from firstsaid.model import Article, Match, Part, Pile, Placement, Span, content_id
from firstsaid.model.article import reported
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse.houselines import house_lines
from firstsaid.reuse.likeness import Likeness, Nearness, days
from firstsaid.reuse.linkage import Alike, Tightness, tight_link
from firstsaid.reuse.mending import mended
from firstsaid.reuse.naming import Namings
from firstsaid.reuse.reprints import Shared, as_one, reprinted, unfolded
from firstsaid.reuse.subjects import terms
from firstsaid.reuse.words import I64

TIGHTNESS = Tightness(share=0.65, usual=0.22, pairs=3, most=0.5)
"""How alike the articles of one story are. Any share from .6 to .7 gives nearly the same stories."""

JOINING = ("narrative", "quotation", "headline")
"""Kinds of shared words that speak for one event. Boilerplate, credits, captions and echoes do not."""

_SHARED_WEIGHT = 1.0
"""What it adds to the likeness of two articles when the shorter one stands wholly in the other."""


def length(parts: Sequence[Part]) -> int:
    """How many characters an article of these parts reports."""
    return max(1, sum(span.stop - span.start for span in reported(parts)))


def _shared(matches: Iterable[Match], lengths: dict[str, int]) -> dict[tuple[str, str], float]:
    """For each pair, which share of the shorter article's reported text the two have in common."""
    characters: defaultdict[tuple[str, str], float] = defaultdict(float)
    for match in matches:
        if match.kind in JOINING and match.article_a in lengths and match.article_b in lengths:
            characters[match.article_a, match.article_b] += min(match.stop_a - match.start_a, match.stop_b - match.start_b) * match.same / max(match.words, 1)
    return {pair: min(1.0, total / min(lengths[pair[0]], lengths[pair[1]])) for pair, total in characters.items()}


def _of_the_house(match: Match, house: Mapping[str, list[Span]]) -> bool:
    """Whether a match lies in lines that the outlet prints on several pages."""
    sides = (match.a, house.get(match.article_a, ())), (match.b, house.get(match.article_b, ()))
    return all(any(line.overlap(side) * 2 > side.stop - side.start for line in lines) for side, lines in sides)


def _edges(articles: list[Article], matches: tuple[Match, ...], small: bool) -> tuple[Alike, I64]:
    """Which articles are alike, and the numbers under which they are placed."""
    number = {article.id: k for k, article in enumerate(articles)}
    dated = [days((article.published, *article.dates)) for article in articles]
    house = house_lines(articles) if small else {}
    lengths = {article.id: length(article.parts) for article in articles}

    def shared(some: Iterable[Match]) -> Shared:
        told = sorted((number[a] << 32 | number[b], share) for (a, b), share in _shared(some, lengths).items())
        return Shared(np.array([pair for pair, _ in told], np.int64), np.array([share for _, share in told], np.float64))

    own = shared(match for match in matches if not _of_the_house(match, house))
    found = edges(Likeness(terms(articles, house, small), len(articles), small).pairs(), dated, own)
    placed = reprinted(shared(matches), np.array([lengths[article.id] for article in articles], np.int64))
    return (_named(found, Namings(articles)) if small else found), placed


def _named(found: Alike, namings: Namings) -> Alike:
    """The same where the likeness of two articles of which one names the outlet of the other counts for more."""
    return found._replace(likeness=np.minimum(1.0, found.likeness * namings.of(found.a, found.b)))


def edges(about: Alike, dated: Sequence[tuple[int, ...]], shared: Shared) -> Alike:
    """Pairs of articles that are alike, and how much: by what they are about, in order of the pairs, and when, and by what they share."""
    weight = about.likeness * Nearness(dated).of(about.a, about.b)
    own, shares = about.a << 32 | about.b, _SHARED_WEIGHT * shared.shares
    place = np.searchsorted(own, shared.pairs)
    met = np.append(own, -1)[place] == shared.pairs
    weight[place[met]] += shares[met]
    pairs = shared.pairs[~met]
    a, b = (np.concatenate(columns) for columns in ((about.a, pairs >> 32), (about.b, pairs & 0xFFFFFFFF)))
    return Alike(a, b, np.append(np.minimum(1.0, weight), shares[~met]))


def placements(ids: Sequence[str], alike: Alike, placed: I64) -> Iterator[Placement]:
    """A row for each article, given their ids in order, which of them are alike, and the numbers under which they are placed."""
    alike = as_one(alike, placed) if (placed != np.arange(len(ids))).any() else alike
    for group in unfolded(mended(tight_link(len(ids), alike, TIGHTNESS), alike, TIGHTNESS), placed):
        members = [ids[member] for member in group]
        story = content_id("story", *members)
        for article in members:
            yield Placement(article, story)


def stories(pile: Pile, options: ReuseOptions) -> Iterator[Placement]:
    """One row for each article: the story it belongs to, in order of article ids.

    Articles of one story share passages, or names and matter that are rare in general English, and are not far apart in time; its parts are nearly as much
    alike as the articles within each part, so that a chain of resemblances does not swallow the pile, and two events of one kind stay apart. What was torn by
    that, such as a short page that cites one of the articles, joins its story by its nearest neighbours. Pairs are only compared where they share a rare term.
    """
    articles = sorted(pile.articles, key=lambda article: article.id)
    yield from placements([article.id for article in articles], *_edges(articles, pile.matches, len(articles) <= options.small))
