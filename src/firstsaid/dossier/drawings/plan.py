"""What a lineage drawing shows: which text has a lane, what it hangs from, which copies share its lane."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from firstsaid.dossier.dates import Moment, published
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.wording import UNNAMED_KINDS, how_sure
from firstsaid.model import Derivation, Story
from firstsaid.model.lineage import DERIVED

LATE = 1 << 60
OPEN = 6
SINGLE = 4
FEW = 60
"""Up to so many pages a drawing shows every text; beyond, strips of marks."""


@dataclass(frozen=True, slots=True)
class Node:
    """A text in the drawing: an article, or a text that is not in the pile."""

    key: str
    siglum: str
    name: str
    when: Moment | None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """How one text comes from another."""

    upstream: str
    downstream: str
    relation: str
    confidence: float

    @property
    def leaning(self) -> bool:
        """Whether it is more likely than not and yet not decided."""
        return self.confidence < 0.8

    @property
    def width(self) -> float:
        """The thicker, the surer."""
        return 3 if self.confidence >= 0.95 else 2.25 if self.confidence >= 0.8 else 1.25


@dataclass(frozen=True, slots=True)
class VoiceMark:
    """Who said it, at the head of a lane."""

    name: str
    told: str
    named: bool


@dataclass(slots=True)
class Lane:
    """One text with its copies and what comes from it."""

    node: Node
    edge: Edge | None
    depth: int
    copies: list[Node] = field(default_factory=list)
    voice: VoiceMark | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole drawing before it has any measure."""

    lanes: list[Lane]
    more: list[Edge]
    """Further parents of a text that already hangs from one."""
    open: list[tuple[str, str]]
    """Pairs whose direction is undetermined."""
    asked: int
    """How many such pairs there are; the drawing shows the first few."""
    alone: list[Node]
    """Texts that nothing ties to another, when they are many."""

    @property
    def nodes(self) -> list[Node]:
        """Every node that has a place of its own in the drawing."""
        return [node for lane in self.lanes for node in (lane.node, *lane.copies)] + self.alone


def plan(index: Index, story: Story) -> Plan:
    """The drawing of a story."""
    return _Planner(index, story).plan()


class _Planner:
    def __init__(self, index: Index, story: Story) -> None:
        self.index = index
        self.story = story
        self.members = sorted((a for a in story.articles if a in index.articles), key=lambda a: index.rank[a])
        self.heads = list(dict.fromkeys(index.texts[a] for a in self.members))
        self.nodes = {a: Node(a, index.sigla[a], index.name(a), published(index.articles[a])) for a in dict.fromkeys([*self.members, *self.heads])}
        for number, absent in enumerate((t for t in index.dossier.absent_texts if t.story == story.id), 1):
            siglum = f"[{one_line(absent.name)[:1].upper()}]" if absent.name else f"[{number}]"
            self.nodes[absent.id] = Node(absent.id, siglum, index.name(absent.id), None, absent=True)
        self.copies: dict[str, list[str]] = defaultdict(list)
        for article in self.members:
            if index.texts[article] != article:
                self.copies[index.texts[article]].append(article)
        self.edges = self._edges()
        self.parents = self._parents()
        self.children: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.parents.values():
            self.children[edge.upstream].append(edge)

    def plan(self) -> Plan:
        roots = [node for node in self.nodes if node not in self.parents and (node in self.heads or self.children.get(node))]
        few = len(self.members) <= FEW
        asked_pairs = self._open() if few else []
        undirected = asked_pairs[:OPEN]
        tied = [r for r in roots if self.children.get(r)]
        single = sorted((r for r in roots if not self.children.get(r)), key=self._time_then_rank)
        asked = {text for pair in undirected for text in pair}
        alone = [text for text in single if text not in asked and not self.copies.get(text)] if len(single) > SINGLE else []
        folded = set(alone)
        sizes = {root: self._size(root) for root in tied}
        lanes: list[Lane] = []
        for root in [*sorted(tied, key=lambda r: (-sizes[r], self._time(r), r)), *(text for text in single if text not in folded)]:
            lanes += self._lanes(root)
        return Plan(lanes, self._more() if few else [], undirected, len(asked_pairs), [self.nodes[text] for text in alone])

    def _edges(self) -> dict[str, list[Edge]]:
        """Possible parents of each text, the surest first."""
        best: dict[tuple[str, str], Edge] = {}
        for edge in self._claimed():
            key = (edge.upstream, edge.downstream)
            if edge.upstream != edge.downstream and (key not in best or edge.confidence > best[key].confidence):
                best[key] = edge
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in best.values():
            found[edge.downstream].append(edge)
        for edges in found.values():
            edges.sort(key=lambda e: (-e.confidence, e.upstream))
        return found

    def _claimed(self) -> Iterable[Edge]:
        texts = self.index.texts
        sure: dict[tuple[str, str], float] = {}
        for d in self.index.derivations_of[self.story.id]:
            if d.absent_upstream:
                for article in (d.article_a, d.article_b):
                    sure[(d.absent_upstream, article)] = max(d.confidence, sure.get((d.absent_upstream, article), 0.0))
            down = d.article_b if d.upstream == d.article_a else d.article_a
            if d.upstream in self.nodes and d.relation in DERIVED and down in texts and d.upstream is not None:
                yield Edge(texts[d.upstream], texts[down], d.relation, d.confidence)
        for absent in self.index.dossier.absent_texts:
            if absent.story == self.story.id:
                for article in absent.articles:
                    if article in texts:
                        yield Edge(absent.id, texts[article], "siblings", sure.get((absent.id, article), 0.8))

    def _parents(self) -> dict[str, Edge]:
        """One parent for each text that has any, without going round in a circle."""
        parents: dict[str, Edge] = {}
        for text in self.heads:
            for edge in self.edges.get(text, []):
                if text not in self._line(parents, edge.upstream):
                    parents[text] = edge
                    break
        return parents

    @staticmethod
    def _line(parents: dict[str, Edge], text: str) -> list[str]:
        line = [text]
        while line[-1] in parents:
            line.append(parents[line[-1]].upstream)
        return line

    def _tied(self, text: str) -> bool:
        return text in self.parents or bool(self.children.get(text))

    def _root(self, text: str) -> str:
        return self._line(self.parents, text)[-1]

    def _more(self) -> list[Edge]:
        more = []
        for text, edges in self.edges.items():
            line = self._line(self.parents, text)
            above = {e.upstream for other in line for e in self.edges.get(other, []) if other != text}
            more += [e for e in edges if e is not self.parents.get(text) and e.upstream not in line and e.upstream not in above]
        return more

    def _open(self) -> list[tuple[str, str]]:
        texts, found = self.index.texts, {}
        for d in self.index.derivations_of[self.story.id]:
            pair = (texts.get(d.article_a, ""), texts.get(d.article_b, ""))
            tied = d.relation in DERIVED or not any(self._tied(p) for p in pair)
            if tied and self._undirected(d) and all(p in self.nodes for p in pair) and self._root(pair[0]) != self._root(pair[1]):
                found[tuple(sorted(pair))] = pair
        return list(found.values())

    @staticmethod
    def _undirected(derivation: Derivation) -> bool:
        return derivation.upstream is None and derivation.absent_upstream is None and derivation.relation in (*DERIVED, "undetermined")

    def _lanes(self, root: str) -> list[Lane]:
        """The lanes of a tree, each text followed by what comes from it, the earliest first."""
        lanes, waiting = [], [(root, 0)]
        while waiting:
            text, depth = waiting.pop()
            copies = [self.nodes[a] for a in self.copies[text]]
            lane = Lane(self.nodes[text], self.parents.get(text), depth, sorted(copies, key=lambda c: self._time_then_rank(c.key)))
            lane.voice = self._voice(text) if not depth else None
            lanes.append(lane)
            edges = sorted(self.children.get(text, []), key=lambda e: self._time_then_rank(e.downstream), reverse=True)
            waiting += [(edge.downstream, depth + 1) for edge in edges]
        return lanes

    def _size(self, root: str) -> int:
        size, waiting = 0, [root]
        while waiting:
            text = waiting.pop()
            size += 1
            waiting += [edge.downstream for edge in self.children.get(text, [])]
        return size

    def _time(self, text: str) -> int:
        when = self.nodes[text].when
        if when is None and self.nodes[text].absent:
            return min((self._time(e.downstream) for e in self.children.get(text, [])), default=LATE) - 1
        return when.middle if when else LATE

    def _time_then_rank(self, text: str) -> tuple[int, int]:
        return (self._time(text), self.index.rank.get(text, len(self.index.rank)))

    def _voice(self, root: str) -> VoiceMark | None:
        """The voice that most claims of this root go back to, and how many others there are."""
        node = self.nodes[root]
        heard: Counter[tuple[str, str]] = Counter()
        for claim in self.index.claims_of[self.story.id]:
            count = self.index.counts.get(claim.id)
            for origin in count.origins if count else ():
                here = self.index.texts.get(origin.article or "") == root and origin.in_pile
                behind = node.absent and not origin.in_pile and node.name.strip("[]") in (origin.via, origin.name)
                if origin.certain and (here or behind) and origin.kind != "outlet":
                    heard[(one_line(origin.name), origin.kind)] += 1
        if not heard:
            return None
        (name, kind), _ = max(heard.items(), key=lambda item: (item[1], [-ord(c) for c in item[0][0]]))
        more = f", and {len(heard) - 1} more" if len(heard) > 1 else ""
        return VoiceMark(name, ("unnamed" if kind in UNNAMED_KINDS else "document" if kind == "document" else "named") + more, kind not in UNNAMED_KINDS)


def told(edge: Edge | None) -> str:
    """An edge in a few words."""
    if edge is None:
        return ""
    words = {"rewritten": "rewrites", "excerpted": "excerpt", "siblings": "sibling"}.get(edge.relation, edge.relation)
    sure = how_sure(edge.relation, edge.confidence)
    return words if sure == "certain" else f"{words}; {sure}"
