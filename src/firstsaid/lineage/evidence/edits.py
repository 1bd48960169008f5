"""Changes that have a direction: a rewriting desk makes them, and nobody undoes them."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.words import words
from firstsaid.model import Edit, Place, Span

_SHOWN = 6
_BESIDE = 5
_MARK = re.compile(r"[\[\]…]|\.\.\.")


def marked_change(pair: Pair) -> Iterator[Finding]:
    """{down} marks that it changed the words that {up} has ({number:time})."""
    ours, theirs = pair.up.page.article.text, pair.down.page.article.text
    yield from _edits(pair, lambda e: e.marked and _marks(theirs, e.b) and not _marks(ours, e.a), 2)


def changed_quotation(pair: Pair) -> Iterator[Finding]:
    """{down} has fewer words inside quotation marks than {up} ({number:place})."""
    yield from _edits(pair, lambda e: e.in_quotation and e.kind == "cut" and not e.marked, 2)


def scare_quotes_dropped(pair: Pair) -> Iterator[Finding]:
    """{down} drops quotation marks that {up} puts around single words ({number:place})."""
    yield from _edits(pair, lambda e: e.kind == "scare quotes dropped", 2)


def hedge_dropped(pair: Pair) -> Iterator[Finding]:
    """{down} drops a caution that {up} has ({number:place})."""
    yield from _edits(pair, lambda e: e.kind == "hedge dropped", 2)


def spelling_survives(pair: Pair) -> Iterator[Finding]:
    """{down} spells "{name}" where {up} has another spelling, though elsewhere it writes as {up} does: it did not come through {up}."""
    ours, theirs = pair.up.page.article.text, pair.down.page.article.text
    for edit in (e for p in pair.of_kind("narrative", "quotation") for e in p.edits if e.kind == "spelling"):
        form, other = edit.b.of(theirs).strip(), edit.a.of(ours).strip()
        if form[:1].isupper() and other[:1].isupper() and _alone(other, theirs, pair.down.shared):
            yield Finding(UPSTREAM, (Place(pair.up.page.id, *edit.a), Place(pair.down.page.id, *edit.b)), -1.0, form)
            return


def own_voice_changed(pair: Pair) -> Iterator[Finding]:
    """Where both have the same words, {up} was told it itself ("{name}") and {down} says that the press at large was."""
    up = pair.up.page
    for edit in (e for p in pair.of_kind("narrative", "quotation") for e in p.edits if e.a.start < e.a.stop and e.b.start < e.b.stop):
        ours, theirs = edit.a.of(up.article.text), edit.b.of(pair.down.page.article.text)
        said = words().own_voice.search(ours) or next((m for name in up.own if (m := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", ours))), None)
        if said is not None and words().press.search(theirs):
            yield Finding(UPSTREAM, _places(pair, [edit]), name=said[0])
            return


def _alone(form: str, text: str, shared: tuple[Span, ...]) -> bool:
    """Whether a form stands in `text` outside what is shared: the outlet's own way of writing it."""
    found = list(islice(re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text), _SHOWN))
    return bool(found) and not any(s.start <= m.start() < s.stop for m in found for s in shared)


def _marks(text: str, place: Span) -> bool:
    """Whether a bracket or dots that mark a change stand at a place or right beside it."""
    return _MARK.search(text, max(0, place.start - _BESIDE), place.stop + _BESIDE) is not None


def _edits(pair: Pair, wanted: Callable[[Edit], bool], enough: int) -> Iterator[Finding]:
    found = [e for p in pair.of_kind("narrative", "quotation") for e in p.edits if wanted(e)]
    if found:
        yield Finding(UPSTREAM, _places(pair, found), min(1.0, len(found) / enough), number=len(found))


def _places(pair: Pair, edits: list[Edit]) -> tuple[Place, ...]:
    return tuple(
        place for e in edits[:_SHOWN] for place in (Place(pair.up.page.id, e.a.start, e.a.stop), Place(pair.down.page.id, e.b.start, e.b.stop))
    )  # fmt: skip
