"""How two texts of a pile came about, from the edges that the weaving recorded."""

from dataclasses import replace

from benchmarks.foreign.model import Edge, PairTruth, Text

TEXTUAL = ("republished", "excerpted", "rewritten", "edition")
ORDER = ("edition", "republished", "excerpted", "rewritten")


class Kin:
    """The texts of a pile with their edges."""

    def __init__(self, texts: dict[str, Text]) -> None:
        self.texts = texts

    def path(self, upstream: str, downstream: str) -> list[Edge] | None:
        """The edges from a text down to another, nearest the downstream one first; None where there is no way."""
        for edge in self.texts[downstream].edges:
            if edge.parent == upstream:
                return [edge]
        for edge in self.texts[downstream].edges:
            rest = self.path(upstream, edge.parent)
            if rest is not None:
                return [edge, *rest]
        return None

    def ancestors(self, name: str, textual: bool = True) -> set[str]:
        """All texts that stand above, through copying alone or through citing too."""
        above: set[str] = set()
        for edge in self.texts[name].edges:
            if not textual or edge.relation in TEXTUAL:
                above |= {edge.parent} | self.ancestors(edge.parent, textual)
        return above

    def related(self, one: Text, two: Text) -> PairTruth | None:
        """The relation of two pages, or None where neither descent nor a common ancestor joins them."""
        for up, down in ((one, two), (two, one)):
            way = self.path(up.id, down.id)
            if way is not None:
                return self._descent(one, two, up, way)
        return self._common(one, two)

    def _descent(self, one: Text, two: Text, up: Text, way: list[Edge]) -> PairTruth:
        first = way[0]
        base = PairTruth(one.id, two.id, first.relation, first.also, up.id, direct=len(way) == 1, how=first.how, clues=first.clues)
        if len(way) == 1:
            return base
        if any(edge.relation not in TEXTUAL for edge in way):
            return replace(base, relation="cited through another", direct=False)
        weakest = max((edge.relation for edge in way), key=ORDER.index)
        also = {relation for edge in way for relation in (edge.relation, *edge.also)} | ({"excerpted"} if len(way) > 1 else set())
        return replace(base, relation=weakest, also=tuple(sorted(also - {weakest})), how="through another page")

    def _common(self, one: Text, two: Text) -> PairTruth | None:
        common = self.ancestors(one.id) & self.ancestors(two.id)
        if not common and ({one.id} | self.ancestors(one.id, textual=False)) & ({two.id} | self.ancestors(two.id, textual=False)):
            return PairTruth(one.id, two.id, "cited through another", how="one page cites what the other has")
        if not common:
            return None
        here = {name for name in common if self.texts[name].in_pile}
        if here:
            return PairTruth(one.id, two.id, "cousins", how="one parent in the pile")
        keys = {s.key for s in one.sentences()} & {s.key for s in two.sentences()}
        relation = "siblings" if keys else "nothing to see"
        clues = tuple(sorted({clue for text in (one, two) for edge in text.edges for clue in edge.clues if "credit" in clue or "cited" in clue}))
        return PairTruth(one.id, two.id, relation, absent=min(common), how="an absent parent", clues=clues)
