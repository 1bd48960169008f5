"""The stage `articles`: each draft again, with the lines that its outlet repeats marked as furniture."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from firstsaid.articles.assembly import Identity, assembled
from firstsaid.articles.deciding import decided
from firstsaid.articles.evidence import evidence_of, tells
from firstsaid.articles.hashing import hashed_lines
from firstsaid.articles.layout import laid_out
from firstsaid.articles.plain_page import is_plain, read_plain
from firstsaid.articles.sharing import MANY
from firstsaid.articles.vocabulary import Vocabulary, vocabulary
from firstsaid.model import Article, Found, Part, RepeatedLine, SharedLines, Span
from firstsaid.model.columns import Columns
from firstsaid.model.options import ArticleOptions

_LEAST_LEFT = 0.5
"""A page that would lose more of its body than the rest is left as it was: it is a take of a text that went by another name."""
_KEPT = ("note", "credit", "dateline", "correction")

_Held = Sequence[tuple[Span, RepeatedLine]]


def unrepeated(columns: Columns, options: ArticleOptions) -> Iterator[Article]:
    """Each draft as an article; unchanged when none of its lines is repeated or told by other outlets and no reviewer decided about a part of it."""
    del options
    shared = {row.article: row for row in columns.records("shared_lines")}
    judgements = columns.records("part_judgements")
    for draft in columns.records("drafts"):
        known = shared.get(draft.id)
        yield decided(_beside_others(draft, known) if known else draft, judgements)


def _beside_others(draft: Article, known: SharedLines) -> Article:
    plain = is_plain(draft)
    repeated = {row.line: row for row in known.repeated}
    lines = list(hashed_lines(draft.text, [Span(0, len(draft.text))] if plain else draft.spans("body")))
    held = [(span, repeated[line]) for span, line in lines if line in repeated]
    if not plain:
        return _cut(draft, held, vocabulary(draft.language)) if held else draft
    carried = frozenset(known.carried)
    told = [span for span, line in lines if line in carried]
    return _read_again(draft, held, told) if held or told else draft


def _counts(repeated: RepeatedLine, line: str, words: Vocabulary, plain: bool) -> bool:
    """Whether a repeated line is the outlet's.

    Until it stands all over the outlet, a sentence that is declared to be the article's may be background that a follow-up repeats, and in plain text one that
    reports may.
    """
    if repeated.all_over:
        return True
    if plain:
        return not tells(line, words)
    shown = evidence_of(line, words)
    return shown.policy or not shown.prose


def _reason(repeated: RepeatedLine) -> str:
    others = repeated.others
    told = str(others) if others < MANY else f"{others} or more"
    return f"stands on {told} other page{'s' if others != 1 else ''} of the outlet"


def _read_again(draft: Article, held: _Held, told: Sequence[Span]) -> Article:
    """A page of plain text, its lines weighed anew."""
    words = vocabulary(draft.language)
    positions = {block.start: at for at, block in enumerate(laid_out(draft.text).blocks)}
    repeated = {positions[span.start]: _reason(row) for span, row in held if span.start in positions and _counts(row, span.of(draft.text), words, plain=True)}
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


def _cut(draft: Article, held: _Held, words: Vocabulary) -> Article:
    """A page whose body the markup or its record gave, without the lines of it that are the outlet's."""
    kept = [part.span for part in draft.parts if part.kind in _KEPT]
    kept += [found.span for found in (draft.dateline, draft.agency, draft.credit) if found and found.span]
    told = sum(span.stop - span.start for span in draft.spans("body"))
    taken = {
        span: _reason(row) for span, row in held if not any(span.overlap(inner) for inner in kept) and _counts(row, span.of(draft.text), words, plain=False)
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
