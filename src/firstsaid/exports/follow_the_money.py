"""FollowTheMoney entities as NDJSON, as Aleph, OpenSanctions and their tools read them: articles, outlets, voices, and who is quoted where."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from firstsaid.exports.flat import published
from firstsaid.exports.names import printable
from firstsaid.model import Dossier, content_id

Json = dict[str, Any]
SCHEMATA = {"named_person": "Person", "organisation": "Organization", "outlet": "Organization"}
"""Voices without a name are no entities; what they say stands in the articles' notes."""


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write one entity a line."""
    for entity in _entities(dossier):
        to.write(json.dumps(entity, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def _entity(record: str, schema: str, **properties: Any) -> Json:  # noqa: ANN401
    kept = {name: [printable(str(v)) for v in (value if isinstance(value, list | tuple) else [value])] for name, value in properties.items() if value}
    return {"id": f"firstsaid-{record}", "schema": schema, "properties": kept}


def _entities(dossier: Dossier) -> Iterator[Json]:
    digests = {capture.id: capture for capture in dossier.captures}
    outlets = sorted({a.outlet.value for a in dossier.articles if a.outlet})
    for outlet in outlets:
        yield _entity(content_id("outlet", outlet), "Organization", name=outlet)
    for a in dossier.articles:
        capture = digests.get(a.capture)
        yield _entity(
            a.id,
            "Article",
            title=a.title.value if a.title else a.path,
            fileName=a.path.rsplit("/", 1)[-1],
            publisher=a.outlet.value if a.outlet else None,
            author=a.byline.value if a.byline else None,
            sourceUrl=a.url if a.url and a.url.startswith(("http://", "https://")) else None,
            publishedAt=(published(a) or "")[:19],
            bodyText=a.text,
            mimeType=capture.media_type if capture else None,
        )
        if a.outlet:
            edge = content_id("published", a.id, a.outlet.value)
            yield _entity(edge, "Documentation", document=f"firstsaid-{a.id}", entity=f"firstsaid-{content_id('outlet', a.outlet.value)}", role="publisher")
    for v in dossier.voices:
        if v.kind not in SCHEMATA:
            continue
        yield _entity(v.id, SCHEMATA[v.kind], name=v.name, alias=[name for name in v.names if name != v.name])
        for article in v.articles:
            yield _entity(
                content_id("quoted", v.id, article), "Documentation", document=f"firstsaid-{article}", entity=f"firstsaid-{v.id}", role="quoted or cited"
            )
    for d in dossier.derivations:
        if d.upstream:
            other = d.article_b if d.upstream == d.article_a else d.article_a
            role = f"{d.relation}, {d.confidence}"
            yield _entity(d.id, "UnknownLink", subject=f"firstsaid-{other}", object=f"firstsaid-{d.upstream}", role=role)
