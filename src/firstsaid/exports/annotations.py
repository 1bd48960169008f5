"""W3C Web Annotations (2017): every span that a statement, a credit or a match rests on, with its place and its words."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from firstsaid.exports.names import urn
from firstsaid.model import Article, Dossier, Span

Json = dict[str, Any]
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after that find the words again in a text that has shifted."""


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write one annotation collection on one page of its own."""
    items = list(_annotations(dossier))
    page = {"id": urn("annotations:1"), "type": "AnnotationPage", "startIndex": 0, "items": items}
    whole = {"@context": CONTEXT, "id": urn("annotations"), "type": "AnnotationCollection", "label": "firstsaid", "total": len(items), "first": page}
    to.write((json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def _annotations(dossier: Dossier) -> Iterator[Json]:
    articles = {article.id: article for article in dossier.articles}
    for s in dossier.statements:
        chain = " ← ".join(link.name for link in s.chain) or "speaker undetermined"
        targets = [_target(articles[s.article], span) for span in s.content]
        yield _one(s.id, "describing", f"{s.form}; {chain}; confidence {s.confidence}", targets)
        for name, span in (("source", s.source), ("reporting phrase", s.cue)):
            if span:
                yield _one(f"{s.id}:{name.split()[0]}", "tagging", name, [_target(articles[s.article], span)])
    for article in dossier.articles:
        for name, found in (("dateline", article.dateline), ("agency", article.agency), ("credit", article.credit), ("byline", article.byline)):
            if found and found.span:
                yield _one(f"{article.id}:{name}", "tagging", f"{name}: {found.value} ({found.rule})", [_target(article, found.span)])
    for m in dossier.matches:
        sides = [_target(articles[m.article_a], m.a), _target(articles[m.article_b], m.b)]
        yield _one(m.id, "linking", f"shared {m.kind}: {m.same} of {m.words} words", sides)


def _one(record: str, motivation: str, said: str, targets: list[Json]) -> Json:
    body = {"type": "TextualBody", "value": said, "format": "text/plain", "language": "en"}
    return {
        "id": urn(f"annotation:{record}"),
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": targets if len(targets) > 1 else targets[0],
    }


def _target(article: Article, span: Span) -> Json:
    text = article.text
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.stop}
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.stop : span.stop + AROUND]
    quote = {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": before, "suffix": after}
    return {"source": urn(article.id), "selector": [position, quote]}
