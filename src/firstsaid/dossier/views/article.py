"""One article as it was understood: what it says of itself and how we know, its text part by part, who says what in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.views.passages import Mark, Passage, passage
from firstsaid.dossier.views.statements import StatementView, statement_view
from firstsaid.dossier.wording import count, shown
from firstsaid.model import Article, Found, Part, Span, Stamp, Statement

LINES = 1_500
FOLDED = ("furniture", "teaser")
LABELS = {
    "title": "Headline",
    "body": "Body",
    "note": "Note",
    "comment": "Comment",
    "caption": "Caption",
    "teaser": "Other stories",
    "correction": "Correction",
    "credit": "Credit",
    "dateline": "Dateline",
    "furniture": "Furniture",
}
WHOLE_LINE = 100_000


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the page says of itself."""

    name: str
    value: str
    """"" when it says nothing."""
    how: tuple[str, ...]
    words: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text, or a run of lines that were left out."""

    kind: str
    label: str
    reason: str
    lines: tuple[Passage, ...]
    folded: bool
    statements: tuple[StatementView, ...]
    hit: bool
    """Whether it holds the place that the address asks for."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article, ready to be shown."""

    id: str
    name: str
    title: str
    language: str
    url: str | None
    path: str
    sha256: str
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    blocks_note: str
    doubts: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    spoken: str
    """How many statements by how many voices."""


def article_view(index: Index, article: str, at: Span | None = None) -> ArticleView:
    """An article of the dossier; `at` is a place in its text that is to be marked. Raises KeyError when the dossier lacks it."""
    held = index.articles[article]
    capture = next((c for c in index.dossier.captures if c.id == held.capture), None)
    blocks = list(_blocks(index, held, at))
    said = index.statements_of.get(article, [])
    voices = len({s.chain[-1].name for s in said if s.chain})
    return ArticleView(
        id=article,
        name=index.name(article),
        title=one_line(held.title.value) if held.title else "",
        language=held.language,
        url=held.url,
        path=one_line(held.path),
        sha256=capture.sha256 if capture else "",
        facts=_facts(index, held),
        blocks=tuple(blocks[:LINES]),
        blocks_note=shown(min(LINES, len(blocks)), len(blocks)),
        doubts=tuple(one_line(doubt) for doubt in held.doubts),
        links=tuple((one_line(link.url), one_line(link.anchor)) for link in held.links),
        spoken=f"{count(len(said), 'statement')}, {count(voices, 'voice')} told" if said else "No statement by anybody",
    )


def _facts(index: Index, article: Article) -> tuple[Fact, ...]:
    stamps = [_stamp(index, article, stamp) for stamp in article.dates]
    published = Fact("Published", article.published.value if article.published else "", *_joined([s for s in stamps if s[0] == "published"]))
    others = Fact("Other dates", ", ".join(s.value for s in article.dates if s.role != "published"), *_joined([s for s in stamps if s[0] != "published"]))
    named = (("Outlet", article.outlet), ("Author", article.byline), ("Dateline", article.dateline), ("Agency", article.agency), ("Credit", article.credit))
    declared = tuple(f"{one_line(d.name or d.url or '')}: {one_line(d.rule)}" for d in article.declared_upstreams)
    return (
        *(_found(index, article, name, found) for name, found in named),
        published,
        *([others] if others.value else []),
        *([Fact("Declared upstreams", "; ".join(declared), ("declared by the page’s own metadata, not shown",), ())] if declared else []),
    )


def _found(index: Index, article: Article, name: str, found: Found | None) -> Fact:
    if found is None:
        return Fact(name, "", (), ())
    words = (passage(index, article.id, found.span),) if found.span else ()
    return Fact(name, one_line(found.value), (one_line(found.rule),), words)


def _stamp(index: Index, article: Article, stamp: Stamp) -> tuple[str, str, Passage | None]:
    return stamp.role, f"{stamp.value}, {one_line(stamp.role)}: {one_line(stamp.rule)}", passage(index, article.id, stamp.span) if stamp.span else None


def _joined(stamps: Sequence[tuple[str, str, Passage | None]]) -> tuple[tuple[str, ...], tuple[Passage, ...]]:
    return tuple(dict.fromkeys(told for _, told, _ in stamps)), tuple(words for _, _, words in stamps if words)


def _blocks(index: Index, article: Article, at: Span | None) -> Iterator[Block]:
    """Line after line; lines that were left out stand together, as long as they were left out for one reason."""
    said = sorted(index.statements_of.get(article.id, []), key=lambda s: s.content[0].start if s.content else 0)
    waiting: list[Span] = []
    kind = reason = ""
    for line in _lines(article.text):
        part = _part_of(article.parts, line)
        its_kind, why = (part.kind, part.reason) if part else ("furniture", "no part of the article")
        if waiting and (its_kind not in FOLDED or its_kind != kind):
            yield _folded(index, article, waiting, (kind, reason), at)
            waiting = []
        if its_kind in FOLDED:
            waiting.append(line)
            kind, reason = its_kind, why
            continue
        here = [s for s in said if s.content and line.start <= s.content[0].start < line.stop]
        shown_line = passage(index, article.id, line, _marks(here, line, at), whole=WHOLE_LINE)
        yield Block(
            its_kind, LABELS.get(its_kind, its_kind), one_line(why), (shown_line,), False, tuple(statement_view(index, s) for s in here), _hit(line, at)
        )
    if waiting:
        yield _folded(index, article, waiting, (kind, reason), at)


def _folded(index: Index, article: Article, lines: Sequence[Span], why: tuple[str, str], at: Span | None) -> Block:
    kind, reason = why
    hit = any(_hit(line, at) for line in lines)
    passages = tuple(passage(index, article.id, line, _marks((), line, at)) for line in lines)
    return Block(kind, LABELS[kind], one_line(reason), passages, True, (), hit)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _part_of(parts: Sequence[Part], line: Span) -> Part | None:
    """The narrowest part that holds most of the line."""
    over = [part for part in parts if part.span.overlap(line) * 2 > line.stop - line.start]
    return min(over, key=lambda part: part.stop - part.start, default=None)


def _marks(said: Sequence[Statement], line: Span, at: Span | None) -> list[Mark]:
    marks = [Mark(at, "hit")] if at and line.covers(at) else []
    for statement in said:
        marks += [Mark(span, css) for span, css in ((statement.source, "src"), (statement.cue, "cue")) if span]
    return marks


def _hit(line: Span, at: Span | None) -> bool:
    return at is not None and line.start <= at.start < line.stop
