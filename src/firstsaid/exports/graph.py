"""GraphML and GEXF: the lineage as a graph. Nodes are articles and absent texts, edges go from upstream to downstream."""

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from firstsaid.exports.flat import published
from firstsaid.exports.names import called, printable
from firstsaid.model import Dossier

Attributes = dict[str, str]
NODE = ("kind", "outlet", "title", "published", "story", "url")
EDGE = ("relation", "confidence", "rival", "shared")


def nodes(dossier: Dossier) -> Iterator[tuple[str, str, Attributes]]:
    """Id, label and attributes of every node."""
    stories = {article: story.id for story in dossier.stories for article in story.articles}
    labels = called(dossier)
    for a in dossier.articles:
        found = {"kind": "article", "outlet": a.outlet.value if a.outlet else None, "title": a.title.value if a.title else None, "published": published(a)}
        yield a.id, printable(labels[a.id]), _kept({**found, "story": stories.get(a.id), "url": a.url})
    for text in dossier.absent_texts:
        yield text.id, f"[{printable(text.name or 'unnamed text')}]", _kept({"kind": "not in the pile", "title": text.because, "story": text.story})


def edges(dossier: Dossier) -> Iterator[tuple[str, str, str, Attributes]]:
    """Id, upstream, downstream and attributes of every edge: decided derivations, and siblings from their absent text."""
    seen = set()
    for d in dossier.derivations:
        rival = f"{d.rival.relation} {d.rival.confidence}" if d.rival else None
        about = _kept({"relation": d.relation, "confidence": str(d.confidence), "rival": rival, "shared": " ".join(d.shared)})
        if d.upstream:
            yield d.id, d.upstream, d.article_b if d.upstream == d.article_a else d.article_a, about
        for article in (d.article_a, d.article_b) if d.absent_upstream else ():
            if (d.absent_upstream, article) not in seen:
                seen.add((d.absent_upstream, article))
                yield f"{d.absent_upstream}-{article}", str(d.absent_upstream), article, about


def write_graphml(dossier: Dossier, to: BinaryIO) -> None:
    """Write GraphML, as networkx, Gephi, yEd and igraph read it."""
    root = Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for name in ("label", *NODE):
        SubElement(root, "key", {"id": f"n-{name}", "for": "node", "attr.name": name, "attr.type": "string"})
    for name in EDGE:
        SubElement(root, "key", {"id": f"e-{name}", "for": "edge", "attr.name": name, "attr.type": "double" if name == "confidence" else "string"})
    graph = SubElement(root, "graph", {"id": "lineage", "edgedefault": "directed"})
    for node, label, about in nodes(dossier):
        _data(SubElement(graph, "node", {"id": node}), "n", {"label": label, **about})
    for edge, upstream, downstream, about in edges(dossier):
        _data(SubElement(graph, "edge", {"id": edge, "source": upstream, "target": downstream}), "e", about)
    _write(root, to)


def write_gexf(dossier: Dossier, to: BinaryIO) -> None:
    """Write GEXF 1.3, as Gephi reads it."""
    root = Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    graph = SubElement(root, "graph", {"mode": "static", "defaultedgetype": "directed"})
    for kind, names in (("node", NODE), ("edge", EDGE)):
        listed = SubElement(graph, "attributes", {"class": kind})
        for name in names:
            SubElement(listed, "attribute", {"id": f"{kind[0]}-{name}", "title": name, "type": "double" if name == "confidence" else "string"})
    held, joined = SubElement(graph, "nodes"), SubElement(graph, "edges")
    for node, label, about in nodes(dossier):
        _values(SubElement(held, "node", {"id": node, "label": label}), "n", about)
    for edge, upstream, downstream, about in edges(dossier):
        sure = {"weight": about["confidence"]}
        _values(SubElement(joined, "edge", {"id": edge, "source": upstream, "target": downstream, **sure}), "e", about)
    _write(root, to)


def _kept(about: dict[str, Any]) -> Attributes:
    return {name: printable(str(value)) for name, value in about.items() if value is not None}


def _data(parent: Element, prefix: str, about: Attributes) -> None:
    for name, value in about.items():
        SubElement(parent, "data", {"key": f"{prefix}-{name}"}).text = value


def _values(parent: Element, prefix: str, about: Attributes) -> None:
    values = SubElement(parent, "attvalues")
    for name, value in about.items():
        SubElement(values, "attvalue", {"for": f"{prefix}-{name}", "value": value})


def _write(root: Element, to: BinaryIO) -> None:
    indent(root, " ")
    ElementTree(root).write(to, encoding="utf-8", xml_declaration=True)
    to.write(b"\n")
