"""A case as flat tables, for programs that know rows and columns: one row a record, lists in tables of their own."""

from collections.abc import Iterable
from typing import Any

from firstsaid.model import Article, Dossier, Judgement, Match, Place, Span, Statement

Row = dict[str, Any]
COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": ("id", "path", "url", "title", "outlet", "byline", "published", "dateline", "agency", "credit", "language", "story", "sha256", "text",
                 "doubts"),
    "parts": ("article", "kind", "start", "stop", "reason"),
    "statements": ("id", "article", "form", "source_start", "source_stop", "cue_start", "cue_stop", "content", "speaker", "speaker_kind", "confidence", "way"),
    "content": ("statement", "article", "start", "stop", "words"),
    "chains": ("statement", "hop", "name", "kind", "start", "stop"),
    "voices": ("id", "story", "name", "kind", "statements", "articles"),
    "claims": ("id", "story", "text", "denied", "articles", "least", "most", "named", "because"),
    "wordings": ("claim", "article", "statement", "start", "stop", "words"),
    "origins": ("claim", "name", "kind", "via", "in_pile", "article", "certain"),
    "roles": ("claim", "article", "role", "source", "confidence"),
    "matches": ("id", "article_a", "start_a", "stop_a", "article_b", "start_b", "stop_b", "kind", "words", "same"),
    "edits": ("match", "kind", "start_a", "stop_a", "start_b", "stop_b", "words_a", "words_b", "in_quotation", "marked"),
    "derivations": ("id", "story", "article_a", "article_b", "relation", "upstream", "absent_upstream", "confidence", "rival_relation", "rival_upstream",
                    "rival_confidence"),
    "evidence": ("id", "article_a", "article_b", "rule", "favours", "score", "sentence"),
    "absent_texts": ("id", "story", "name", "articles", "because"),
    "figures": ("id", "article", "start", "stop", "words", "value", "unit", "object", "bound", "part_of"),
    "conflicts": ("id", "story", "claim", "reading", "because"),
    "conflict_figures": ("conflict", "article", "start", "stop", "value", "words"),
    "citations": ("id", "article", "start", "stop", "words", "cites", "verdict", "in_article"),
    "missing": ("missing", "name", "kind", "article", "start", "stop", "words"),
    "judgements": ("id", "about", "article_1", "start_1", "stop_1", "article_2", "start_2", "stop_2", "verdict", "value", "upstream", "author", "reason"),
    "rejected": ("path", "record", "stage", "reason"),
}  # fmt: skip
"""Every table with its columns, in the order in which a reader wants them."""


_BOTH = 6
"""Columns of two places."""


def tables(dossier: Dossier) -> dict[str, list[Row]]:
    """Every table of `COLUMNS` with its rows, in the dossier's order; each row has the table's columns, in their order."""
    texts = {article.id: article.text for article in dossier.articles}
    made = _texts(dossier) | _spoken(dossier, texts) | _claimed(dossier, texts) | _shared(dossier, texts) | _checked(dossier, texts)
    return {name: [dict(zip(columns, row, strict=True)) for row in made[name]] for name, columns in COLUMNS.items()}


def words(texts: dict[str, str], article: str, span: Span) -> str:
    """The words at a place; "" where the article is not there."""
    return span.of(texts.get(article, ""))


def published(article: Article) -> str | None:
    """The day on the page's own clock where its time in UTC falls on another, else the date as the page gives it."""
    stamp = article.published
    return None if stamp is None else stamp.day if stamp.local_day else stamp.value


def _texts(dossier: Dossier) -> dict[str, list[tuple[Any, ...]]]:
    digests = {capture.id: capture.sha256 for capture in dossier.captures}
    stories = {article: story.id for story in dossier.stories for article in story.articles}
    articles = []
    for a in dossier.articles:
        found = [item.value if item else None for item in (a.title, a.outlet, a.byline)]
        more = [item.value if item else None for item in (a.dateline, a.agency, a.credit)]
        articles.append(
            (a.id, a.path, a.url, *found, published(a), *more, a.language, stories.get(a.id), digests.get(a.capture), a.text, " ".join(a.doubts) or None)
        )
    return {
        "articles": articles,
        "parts": [(a.id, p.kind, p.start, p.stop, p.reason) for a in dossier.articles for p in a.parts],
        "judgements": [_judgement(judgement) for judgement in dossier.judgements],
        "rejected": [(r.path, r.record, r.stage, r.reason) for r in dossier.rejected],
    }


def _judgement(judgement: Judgement) -> tuple[Any, ...]:
    places = [part for place in judgement.places for part in place]
    return (judgement.id, judgement.about, *places, *[None] * (_BOTH - len(places)), judgement.verdict, judgement.value, judgement.upstream,
            judgement.author, judgement.reason)  # fmt: skip


def _spoken(dossier: Dossier, texts: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    said = dossier.statements
    return {
        "statements": [_statement(s, texts) for s in said],
        "content": [(s.id, s.article, *span, words(texts, s.article, span)) for s in said for span in s.content],
        "chains": [(s.id, hop, c.name, c.kind, *(c.span or (None, None))) for s in said for hop, c in enumerate(s.chain, 1)],
        "voices": [(v.id, v.story, v.name, v.kind, len(v.statements), len(v.articles)) for v in dossier.voices],
    }


def _statement(s: Statement, texts: dict[str, str]) -> tuple[Any, ...]:
    content = " … ".join(words(texts, s.article, span) for span in s.content)
    last = (s.chain[-1].name, s.chain[-1].kind) if s.chain else (None, None)
    return (s.id, s.article, s.form, *(s.source or (None, None)), *(s.cue or (None, None)), content, *last, s.confidence, s.way)


def _claimed(dossier: Dossier, texts: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    counts = {count.claim: count for count in dossier.counts}
    claims = []
    for c in dossier.claims:
        n = counts.get(c.id)
        claims.append((c.id, c.story, c.text, c.denied, len(c.articles), *((n.least, n.most, n.named, n.because) if n else (None,) * 4)))
    return {
        "claims": claims,
        "wordings": [(c.id, w.article, w.statement, *span, words(texts, w.article, span)) for c in dossier.claims for w in c.wordings for span in w.spans],
        "origins": [(n.claim, o.name, o.kind, o.via, o.in_pile, o.article, o.certain) for n in dossier.counts for o in n.origins],
        "roles": [(n.claim, r.article, r.role, r.source, r.confidence) for n in dossier.counts for r in n.roles],
    }


def _shared(dossier: Dossier, texts: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    derived = []
    for d in dossier.derivations:
        rival = (d.rival.relation, d.rival.upstream, d.rival.confidence) if d.rival else (None,) * 3
        derived.append((d.id, d.story, d.article_a, d.article_b, d.relation, d.upstream, d.absent_upstream, d.confidence, *rival))
    return {
        "matches": [(m.id, m.article_a, m.start_a, m.stop_a, m.article_b, m.start_b, m.stop_b, m.kind, m.words, m.same) for m in dossier.matches],
        "edits": [row for m in dossier.matches for row in _edits(m, texts)],
        "derivations": derived,
        "evidence": [(e.id, e.article_a, e.article_b, e.rule, e.favours, e.score, e.sentence) for e in dossier.evidence],
        "absent_texts": [(t.id, t.story, t.name, len(t.articles), t.because) for t in dossier.absent_texts],
    }


def _edits(m: Match, texts: dict[str, str]) -> Iterable[tuple[Any, ...]]:
    for e in m.edits:
        yield (m.id, e.kind, *e.a, *e.b, words(texts, m.article_a, e.a), words(texts, m.article_b, e.b), e.in_quotation, e.marked)


def _checked(dossier: Dossier, texts: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    def at(place: Place) -> tuple[Any, ...]:
        return (place.article, place.start, place.stop, words(texts, place.article, place.span))

    return {
        "figures": [(f.id, *at(Place(f.article, f.start, f.stop)), f.value, f.unit, f.object, f.bound, f.part_of) for f in dossier.figures],
        "conflicts": [(c.id, c.story, c.claim, c.reading, c.because) for c in dossier.conflicts],
        "conflict_figures": [
            (c.id, f.article, f.start, f.stop, f.value, words(texts, f.article, Span(f.start, f.stop))) for c in dossier.conflicts for f in c.figures
        ],
        "citations": [(c.id, *at(Place(c.article, c.start, c.stop)), c.cites, c.verdict, c.in_article) for c in dossier.citations],
        "missing": [(m.id, m.name, m.kind, *at(place)) for m in dossier.missing if not m.perhaps for place in m.cited_by],
    }


def storable(value: object) -> object:
    """A cell without surrogates that stand alone, which no table can hold."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
