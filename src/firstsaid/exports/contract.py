"""The JSON contract: a case as one document, stable and described by `contract.schema.json`."""

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from firstsaid.exports.flat import published
from firstsaid.model import Article, CaptureFacts, Claim, Derivation, Dossier, Evidence, Found, Judgement, Match, OriginCount, Place, Span, Statement

Json = dict[str, Any]


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write the contract as UTF-8 JSON, the same bytes for the same dossier."""
    to.write((json.dumps(contract(dossier), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def contract(dossier: Dossier) -> Json:
    """The whole document as plain values. Spans index `articles[].text`, in code points."""
    captures = {capture.id: capture for capture in dossier.captures}
    evidence = {piece.id: piece for piece in dossier.evidence}
    return {
        "firstsaid": {"version": dossier.version, "settings": dossier.settings},
        "articles": [_article(article, captures[article.capture]) for article in dossier.articles],
        "stories": [{"id": story.id, "articles": list(story.articles)} for story in dossier.stories],
        "matches": [_match(match) for match in dossier.matches],
        "statements": [_statement(statement) for statement in dossier.statements],
        "absent_texts": [{"id": text.id, "name": text.name, "articles": list(text.articles)} for text in dossier.absent_texts],
        "derivations": [_derivation(derivation, evidence) for derivation in dossier.derivations],
        "claims": [_claim(claim, count) for claim, count in zip(dossier.claims, dossier.counts, strict=True)],
        "figures": [
            {"article": f.article, "start": f.start, "stop": f.stop, "value": f.value, "unit": f.unit, "object": f.object, "bound": f.bound}
            for f in dossier.figures
        ],
        "conflicts": [
            {
                "claim": conflict.claim,
                "reading": conflict.reading,
                "figures": [{"article": f.article, "start": f.start, "stop": f.stop, "value": f.value} for f in conflict.figures],
            }
            for conflict in dossier.conflicts
        ],
        "citation_checks": [
            {"article": c.article, "start": c.start, "stop": c.stop, "cites": c.cites, "verdict": c.verdict, "in_article": c.in_article}
            for c in dossier.citations
        ],
        "missing_upstream": [{"name": m.name, "kind": m.kind, "cited_by": _places(m.cited_by)} for m in dossier.missing if not m.perhaps],
        "judgements": [_judgement(judgement) for judgement in dossier.judgements],
        "rejected": [{"path": row.path if row.record is None else f"{row.path} ({row.record})", "reason": row.reason} for row in dossier.rejected],
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.stop]


def _places(places: Sequence[Place]) -> list[Json]:
    return [{"article": place.article, "start": place.start, "stop": place.stop} for place in places]


def _value(found: Found | None) -> str | None:
    return found.value if found else None


def _article(article: Article, capture: CaptureFacts) -> Json:
    return {
        "id": article.id,
        "capture": {
            "sha256": capture.sha256,
            "path": capture.path,
            "record": capture.record,
            "url": article.url or capture.url,
            "media_type": capture.media_type,
            "seen_at": capture.seen_at,
        },
        "text": article.text,
        "title": _value(article.title),
        "outlet": _value(article.outlet),
        "byline": _value(article.byline),
        "published": published(article),
        "dateline": _value(article.dateline),
        "agency": _value(article.agency),
        "credit": _value(article.credit),
        "language": article.language,
        "parts": [{"kind": part.kind, "start": part.start, "stop": part.stop} for part in article.parts],
    }


def _match(match: Match) -> Json:
    return {
        "article_a": match.article_a,
        "start_a": match.start_a,
        "stop_a": match.stop_a,
        "article_b": match.article_b,
        "start_b": match.start_b,
        "stop_b": match.stop_b,
        "kind": match.kind,
        "edits": [
            {"kind": edit.kind, "a": _span(edit.a), "b": _span(edit.b), "in_quotation": edit.in_quotation, "marked": edit.marked} for edit in match.edits
        ],
        "typography": [
            {"kind": m.kind, "shared": m.shared, "in_a": m.in_a, "in_b": m.in_b, "places_a": list(m.places_a), "places_b": list(m.places_b)}
            for m in match.typography
        ],
    }


def _statement(statement: Statement) -> Json:
    return {
        "id": statement.id,
        "article": statement.article,
        "source": _span(statement.source),
        "cue": _span(statement.cue),
        "content": [_span(span) for span in statement.content],
        "form": statement.form,
        "chain": [{"name": link.name, "kind": link.kind} for link in statement.chain],
        "confidence": statement.confidence,
        "way": statement.way,
    }


def _derivation(derivation: Derivation, evidence: dict[str, Evidence]) -> Json:
    rival = derivation.rival
    pieces = [evidence[piece] for piece in derivation.evidence]
    return {
        "article_a": derivation.article_a,
        "article_b": derivation.article_b,
        "relation": derivation.relation,
        "shared": list(derivation.shared),
        "upstream": derivation.upstream,
        "absent_upstream": derivation.absent_upstream,
        "confidence": derivation.confidence,
        "direct": derivation.direct,
        "rival": {"relation": rival.relation, "upstream": rival.upstream, "confidence": rival.confidence} if rival else None,
        "evidence": [{"rule": piece.rule, "sentence": piece.sentence, "score": piece.score, "spans": _places(piece.spans)} for piece in pieces],
    }


def _judgement(judgement: Judgement) -> Json:
    return {
        "about": judgement.about,
        "places": _places(judgement.places),
        "verdict": judgement.verdict,
        "value": judgement.value,
        "upstream": judgement.upstream,
        "author": judgement.author,
        "reason": judgement.reason,
    }


def _claim(claim: Claim, count: OriginCount) -> Json:
    return {
        "id": claim.id,
        "text": claim.text,
        "articles": list(claim.articles),
        "statements": list(claim.statements),
        "origins": [{"name": o.name, "kind": o.kind, "via": o.via, "in_pile": o.in_pile} for o in count.origins],
        "independent": {"least": count.least, "most": count.most, "because": count.because},
        "named": count.named,
        "denied": claim.denied,
        "perhaps": list(claim.perhaps),
    }
