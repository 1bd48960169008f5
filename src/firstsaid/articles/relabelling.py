"""The room's step from drafts to articles: what the outlet prints around story after story is taken out of the story."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from firstsaid.articles.assembly import Identity, assembled
from firstsaid.articles.deciding import decided
from firstsaid.articles.evidence import evidence_of, tells
from firstsaid.articles.hashing import hashed_lines, outlet_key
from firstsaid.articles.layout import laid_out
from firstsaid.articles.plain_page import is_plain, read_plain
from firstsaid.articles.sites import repeated_on_sites, site_of
from firstsaid.articles.vocabulary import Vocabulary, vocabulary
from firstsaid.model import Article, Found, Part, Pile, Repeat, Span
from firstsaid.model.options import ArticleOptions

_SURE = 3
"""On so many distinct stories no story's own line stands by chance, if they are also the share of the outlet's that the options ask for."""
_LEAST_LEFT = 0.5
"""A page that would lose more of its body than the rest is left as it was: it is a take of a text that went by another name."""
_MANY = (5, 10, 20, 50, 100, 200, 500, 1000)
"""From so many pages on their number is told as that or more."""
_KEPT = ("note", "credit", "dateline", "correction")

_Repeats = Mapping[int, Repeat]


def unrepeated(drafts: Sequence[Article], pile: Pile, options: ArticleOptions) -> Iterator[Article]:
    """Each draft as an article; unchanged when none of its lines is repeated or told by other outlets and no reviewer decided about a part of it."""
    of_outlets: dict[str, _Repeats] = {}
    carried = frozenset(row.line for row in pile.carried)
    on_sites = repeated_on_sites(pile.repeats)
    for draft in drafts:
        outlet = outlet_key(draft) or _site(draft, on_sites)
        if outlet not in of_outlets:
            of_outlets[outlet] = _of_outlet(pile.repeats, outlet)
        known = _Known(of_outlets[outlet], carried)
        read = _beside_others(draft, known, options) if known.repeats or carried else draft
        yield decided(read, pile.part_judgements)


def _site(draft: Article, on_sites: Mapping[int, Sequence[str]]) -> str:
    if not on_sites or not is_plain(draft):
        return ""
    return site_of({line for _, line in hashed_lines(draft.text, [Span(0, len(draft.text))])}, on_sites)


def _of_outlet(repeats: Sequence[Repeat], outlet: str) -> _Repeats:
    if not outlet:
        return {}
    first, last = (find(repeats, outlet, key=lambda row: row.outlet) for find in (bisect_left, bisect_right))
    return {row.line: row for row in repeats[first:last]}


class _Known(NamedTuple):
    """What the pile tells of the lines of a page."""

    repeats: _Repeats
    carried: frozenset[int]
    """Lines that several outlets tell."""


def _beside_others(draft: Article, known: _Known, options: ArticleOptions) -> Article:
    plain = is_plain(draft)
    if not plain and not known.repeats:
        return draft
    lines = list(hashed_lines(draft.text, [Span(0, len(draft.text))] if plain else draft.spans("body")))
    held = [(span, known.repeats[line]) for span, line in lines if line in known.repeats]
    told = [span for span, line in lines if plain and line in known.carried]
    if not plain:
        return _cut(draft, held, vocabulary(draft.language), options) if held else draft
    return _read_again(draft, held, told, options) if held or told else draft


def _counts(repeat: Repeat, line: str, words: Vocabulary, options: ArticleOptions, plain: bool) -> bool:
    """Whether a repeated line is the outlet's.

    Until it stands all over the outlet, a sentence that is declared to be the article's may be background that a follow-up repeats, and in plain text one that
    reports may.
    """
    if repeat.stories >= max(_SURE, options.repeated_share * repeat.of):
        return True
    if plain:
        return not tells(line, words)
    shown = evidence_of(line, words)
    return shown.policy or not shown.prose


def _reason(repeat: Repeat) -> str:
    """On how many other pages the line stands: many only roughly, or each page of an outlet would be another one whenever the outlet has one more."""
    others = repeat.pages - 1
    steps = bisect_right(_MANY, others)
    told = f"{_MANY[steps - 1]} or more" if steps else str(others)
    return f"stands on {told} other page{'s' if others != 1 else ''} of the outlet"


def _read_again(draft: Article, held: Sequence[tuple[Span, Repeat]], told: Sequence[Span], options: ArticleOptions) -> Article:
    """A page of plain text, its lines weighed anew."""
    words = vocabulary(draft.language)
    positions = {block.start: at for at, block in enumerate(laid_out(draft.text).blocks)}
    repeated = {
        positions[span.start]: _reason(repeat)
        for span, repeat in held
        if span.start in positions and _counts(repeat, span.of(draft.text), words, options, plain=True)
    }
    bodies = draft.spans("body", "comment")
    carried = [positions[span.start] for span in told if span.start in positions and not any(body.covers(span) for body in bodies)]
    if not repeated and not carried:
        return draft
    reading = read_plain(draft.text, draft.language, repeated, carried=carried)
    reading.outlet = draft.outlet
    reading.title = _declared(draft.title) or reading.title
    reading.byline = _declared(draft.byline) or reading.byline
    reading.dates = [*(stamp for stamp in draft.dates if stamp.span is None), *reading.dates]
    article = assembled(reading, Identity(draft.id, draft.capture, draft.path, draft.url))
    if not article.spans("body"):
        return draft
    return replace(article, declared_upstreams=draft.declared_upstreams, doubts=tuple(dict.fromkeys([*draft.doubts, *article.doubts])))


def _declared(found: Found | None) -> Found | None:
    return found if found and found.span is None else None


def _cut(draft: Article, held: Sequence[tuple[Span, Repeat]], words: Vocabulary, options: ArticleOptions) -> Article:
    """A page whose body the markup or its record gave, without the lines of it that are the outlet's."""
    kept = [part.span for part in draft.parts if part.kind in _KEPT]
    kept += [found.span for found in (draft.dateline, draft.agency, draft.credit) if found and found.span]
    told = sum(span.stop - span.start for span in draft.spans("body"))
    taken = {
        span: _reason(repeat)
        for span, repeat in held
        if not any(span.overlap(inner) for inner in kept) and _counts(repeat, span.of(draft.text), words, options, plain=False)
    }
    if not taken or sum(span.stop - span.start for span in taken) > _LEAST_LEFT * told:
        return draft
    parts = [piece for part in draft.parts for piece in (_pieces(part, taken, draft.text) if part.kind == "body" else [part])]
    return replace(
        draft,
        parts=tuple(sorted(parts, key=lambda part: (part.start, -part.stop, part.kind != "body", part.kind))),
        sentences=tuple(s for s in draft.sentences if not any(span.covers(s) for span in taken)),
        quotations=tuple(s for s in draft.quotations if not any(span.covers(s) for span in taken)),
    )


def _pieces(body: Part, taken: Mapping[Span, str], text: str) -> Iterator[Part]:
    """A body part in pieces: what stays, and the lines that are taken out as furniture."""
    start = body.start
    for span in [*sorted(span for span in taken if body.span.covers(span)), Span(body.stop, body.stop)]:
        left = text[start : span.start]
        if left.strip():
            yield replace(body, start=start + len(left) - len(left.lstrip()), stop=start + len(left.rstrip()))
        if span.start < span.stop:
            yield Part("furniture", span.start, span.stop, taken[span])
        start = span.stop
