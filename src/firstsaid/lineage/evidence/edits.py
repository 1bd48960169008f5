"""Changes that have a direction: a rewriting desk makes them, and nobody undoes them."""

from collections.abc import Callable, Iterator

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair
from firstsaid.model import Edit, Place

_SHOWN = 6


def marked_change(pair: Pair) -> Iterator[Finding]:
    """{down} marks that it changed the words that {up} has ({number:time})."""
    yield from _edits(pair, lambda e: e.marked and e.b.stop > e.b.start, 2)


def changed_quotation(pair: Pair) -> Iterator[Finding]:
    """{down} has fewer words inside quotation marks than {up} ({number:place})."""
    yield from _edits(pair, lambda e: e.in_quotation and e.kind == "cut" and not e.marked, 2)


def scare_quotes_dropped(pair: Pair) -> Iterator[Finding]:
    """{down} drops quotation marks that {up} puts around single words ({number:place})."""
    yield from _edits(pair, lambda e: e.kind == "scare quotes dropped", 2)


def hedge_dropped(pair: Pair) -> Iterator[Finding]:
    """{down} drops a caution that {up} has ({number:place})."""
    yield from _edits(pair, lambda e: e.kind == "hedge dropped", 2)


def attribution_dropped(pair: Pair) -> Iterator[Finding]:
    """{down} leaves out who said it where {up} tells it ({number:place})."""
    yield from _edits(pair, lambda e: e.kind == "attribution dropped", 2)


def tightened(pair: Pair) -> Iterator[Finding]:
    """In the words that both have, {down} cuts more than it adds ({number:place} more)."""
    edits = [e for p in pair.of_kind("narrative") for e in p.edits]
    cuts, adds = [e for e in edits if e.kind == "cut"], [e for e in edits if e.kind == "added"]
    if len(cuts) - len(adds) >= 2:
        yield Finding(UPSTREAM, _places(pair, cuts), min(1.0, (len(cuts) - len(adds)) / (len(cuts) + len(adds))), number=len(cuts) - len(adds))


def _edits(pair: Pair, wanted: Callable[[Edit], bool], enough: int) -> Iterator[Finding]:
    found = [e for p in pair.of_kind("narrative", "quotation") for e in p.edits if wanted(e)]
    if found:
        yield Finding(UPSTREAM, _places(pair, found), min(1.0, len(found) / enough), number=len(found))


def _places(pair: Pair, edits: list[Edit]) -> tuple[Place, ...]:
    return tuple(
        place for e in edits[:_SHOWN] for place in (Place(pair.up.page.id, e.a.start, e.a.stop), Place(pair.down.page.id, e.b.start, e.b.stop))
    )  # fmt: skip
