"""PROV-O as JSON-LD (W3C 2013): articles as entities, derived from one another; statements attributed to voices; claims with their primary sources."""

import json
from typing import Any, BinaryIO

from firstsaid.exports.flat import published, words
from firstsaid.exports.names import PERSON, urn
from firstsaid.model import Article, Derivation, Dossier
from firstsaid.model.lineage import DERIVED

Json = dict[str, Any]
CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "firstsaid": "urn:firstsaid:vocabulary:",
}


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write the document. What is undetermined is left out here, and counts stand as literals with their reason."""
    texts = {article.id: article.text for article in dossier.articles}
    graph = [*(_article(a, dossier) for a in dossier.articles), *_absent(dossier), *_voices(dossier), *_statements(dossier, texts), *_claims(dossier)]
    to.write((json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def _ref(record: str) -> Json:
    return {"@id": urn(record)}


def _article(article: Article, dossier: Dossier) -> Json:
    node: Json = {"@id": urn(article.id), "@type": "prov:Entity", "dcterms:title": article.title.value if article.title else article.path}
    sources: list[Json] = []
    quoted: list[Json] = []
    for d in dossier.derivations:
        if article.id not in (d.article_a, d.article_b):
            continue
        upstream = _upstream(d, article.id)
        if upstream:
            (quoted if d.relation == "quotes" else sources).append(_ref(upstream))
    outlet = {"dcterms:publisher": article.outlet.value} if article.outlet else {}
    when = {"dcterms:issued": published(article)} if article.published else {}
    place = {"dcterms:source": {"@id": article.url}} if article.url and article.url.startswith(("http://", "https://")) else {}
    derived = {"prov:wasDerivedFrom": _once(sources)} if sources else {}
    cited = {"prov:wasQuotedFrom": _once(quoted)} if quoted else {}
    return node | outlet | when | place | derived | cited


def _upstream(derivation: Derivation, article: str) -> str | None:
    if derivation.upstream and derivation.upstream != article and derivation.relation in DERIVED:
        return derivation.upstream
    return derivation.absent_upstream if derivation.relation == "siblings" else None


def _once(references: list[Json]) -> list[Json]:
    return [{"@id": address} for address in dict.fromkeys(reference["@id"] for reference in references)]


def _absent(dossier: Dossier) -> list[Json]:
    return [
        {
            "@id": urn(t.id),
            "@type": "prov:Entity",
            "dcterms:title": f"[{t.name or 'unnamed text'}]",
            "firstsaid:inThePile": False,
            "dcterms:description": t.because,
        }
        for t in dossier.absent_texts
    ]


def _voices(dossier: Dossier) -> list[Json]:
    kinds = dict.fromkeys(PERSON, "prov:Person") | {"organisation": "prov:Organization", "outlet": "prov:Organization", "document": "prov:Entity"}
    return [
        {"@id": urn(v.id), "@type": kinds.get(v.kind, "prov:Agent"), "foaf:name": v.name, "firstsaid:named": "unnamed" not in v.kind} for v in dossier.voices
    ]


def _statements(dossier: Dossier, texts: dict[str, str]) -> list[Json]:
    speakers = {statement: voice.id for voice in dossier.voices for statement in voice.statements}
    made = []
    for s in dossier.statements:
        node: Json = {"@id": urn(s.id), "@type": "prov:Entity", "prov:value": " … ".join(words(texts, s.article, span) for span in s.content)}
        node["prov:wasQuotedFrom" if s.form == "direct" else "prov:wasDerivedFrom"] = _ref(s.article)
        node |= {"prov:wasAttributedTo": _ref(speakers[s.id])} if s.id in speakers else {}
        made.append(node)
    return made


def _claims(dossier: Dossier) -> list[Json]:
    counts = {count.claim: count for count in dossier.counts}
    made = []
    for c in dossier.claims:
        node: Json = {"@id": urn(c.id), "@type": "prov:Entity", "prov:value": c.text, "prov:wasDerivedFrom": [_ref(s) for s in c.statements]}
        count = counts.get(c.id)
        if count:
            sources = [o.article for o in count.origins if o.article and o.certain]
            node |= {"firstsaid:denied": True} if c.denied else {}
            node |= {"firstsaid:leastOrigins": count.least, "firstsaid:mostOrigins": count.most, "firstsaid:because": count.because}
            node |= {"prov:hadPrimarySource": _once([_ref(a) for a in sources])} if sources else {}
        made.append(node)
    return made
