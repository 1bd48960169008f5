"""Edges: each page and where it has its words from directly, a page of the pile or a text that is not in it."""

from typing import Any

from benchmarks.foreign.model import PileTruth
from benchmarks.foreign.tally import Fault, Tally
from benchmarks.foreign.told import Told

DERIVED = ("republished", "excerpted", "rewritten", "quotes", "recalls", "edition")
Edges = set[tuple[str, str]]


def score_edges(tally: Tally, name: str, truth: PileTruth, told: Told, given: dict[frozenset[str], dict[str, Any]]) -> None:
    closed = {frozenset((p.page_a, p.page_b)) for p in truth.pairs if p.relation == "nothing to see" or p.how == "false citation"}
    true = {
        (p.upstream, p.page_b if p.upstream == p.page_a else p.page_a)
        for p in truth.pairs
        if p.direct and p.how != "false citation" and p.relation != "nothing to see"
    }
    said: Edges = set()
    for key, derivation in given.items():
        up = told.page_of.get(derivation["upstream"] or "", "")
        if key not in closed and up in key and derivation["relation"] in DERIVED and derivation["direct"] >= 0.5:
            said.add((up, min(key - {up})))
    true |= {(absent, page) for absent in truth.absent for page in children(truth, absent)}
    placed = {down for _, down in said}
    said |= {(up, page) for up, page in _absent(truth, told) if page not in placed}
    _contradictions(tally, name, told)
    tally.counts["edges true"] += len(true)
    tally.counts["edges told"] += len(said)
    tally.counts["edges right"] += len(true & said)
    _faults(tally, name, truth, true, said)


def children(truth: PileTruth, absent: str) -> set[str]:
    return {page for page, text in truth.pages.items() if any(edge.parent == absent for edge in text.edges)}


def _absent(truth: PileTruth, told: Told) -> Edges:
    """Each absent text that is told counts as the true one with which it shares most pages."""
    edges: Edges = set()
    for number, text in enumerate(told.case["absent_texts"]):
        pages = {told.page_of[a] for a in text["articles"] if a in told.page_of}
        near = max(sorted(truth.absent), key=lambda name: len(pages & children(truth, name)), default=None)
        found = near if near and pages & children(truth, near) else f"unnamed absent text {number}"
        edges |= {(f"{text['name']}, taken for {found}" if found != near else found, page) for page in pages}
    return edges


def _contradictions(tally: Tally, name: str, told: Told) -> None:
    """A text that is said not to be in the pile, under the name of an outlet whose pages are."""
    outlets = {str(article["outlet"]).lower(): page for page, article in told.articles.items() if article["outlet"]}
    for text in told.case["absent_texts"]:
        for part in str(text["name"] or "").split(", "):
            if part.lower() in outlets:
                pages = tuple(told.page_of[a] for a in text["articles"] if a in told.page_of)
                tally.faults.append(
                    Fault(
                        "absent text: named after an outlet whose page is in the pile", name, pages, f"{outlets[part.lower()]} is by {part}", str(text["name"])
                    )
                )


def _faults(tally: Tally, name: str, truth: PileTruth, true: Edges, said: Edges) -> None:
    above = {(p.upstream, p.page_b if p.upstream == p.page_a else p.page_a) for p in truth.pairs if p.upstream}
    parents = {page: sorted(up for up, down in true if down == page) for page in truth.pages}
    for up, page in sorted(said - true):
        if up not in truth.pages:
            sort = (
                "a page of its own given an absent parent"
                if not truth.pages[page].edges
                else "a child of a page in the pile given an absent parent"
                if up not in truth.absent
                else "given the wrong absent parent"
            )
            if up in truth.absent and any(e.parent in truth.pages for e in truth.pages[page].edges):
                sort = "a grandchild of the absent text, told as its child"
        elif (page, up) in true:
            sort = "turned round"
        elif (up, page) in above:
            sort = "an ancestor told as parent"
        else:
            sort = "no descent there"
        how = (
            ", ".join(f"{e.relation} of {e.parent} ({e.how}; {', '.join(e.clues) or 'no clue'})" for e in truth.pages[page].edges)
            or f"own text ({truth.pages[page].recipe})"
        )
        tally.faults.append(Fault(f"edge told: {sort}", name, (up, page), f"{page}: {how}", f"from {up}"))
    for up, page in sorted(true - said):
        others = sorted(other for other, down in said if down == page)
        sort = "absent parent" if up in truth.absent else "parent in the pile"
        edge = next(e for e in truth.pages[page].edges if e.parent == up)
        tally.faults.append(
            Fault(
                f"edge not told: {sort}{', another told' if others else ''}",
                name,
                (up, page),
                f"{edge.relation} ({edge.how}; {', '.join(edge.clues) or 'no clue'})",
                f"parents told: {others}; true {parents[page]}",
            )
        )
