"""How the pages set the words that they share: what a desk's keyboard or house style loses does not come back."""

from collections.abc import Iterable, Iterator

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair, Passage, Side
from firstsaid.model import Place, Span

_INVISIBLE = "\u00a0\u00ad\u200b\u202f\u2009"
_PRINTED, _TYPED = "“”„«»", '"'
_SET = "“”‘’„«»–—…"
_USUAL = ("quotation mark",)
"""Kinds of marks that any desk may set alike."""
_ENOUGH = 6
_FEWEST = 2
_SHOWN = 4


def shared_typography(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} have the same unusual setting at the same words ({number:place}): invisible characters, slips of spacing, words doubled by mistake.

    Common errors show a common text (Maas 1927): nobody makes the same slip at the same word by chance.
    """
    unusual = [(p, m) for p in pair.of_kind("narrative", "quotation") for m in p.marks if m.kind not in _USUAL]
    number = sum(mark.shared for _, mark in unusual)
    if number:
        shown = [p for p, mark in unusual if mark.shared][:_SHOWN]
        yield Finding("independent", pair.places(*shown), min(1.0, number / 5), number=number)


def flattened_typography(pair: Pair) -> Iterator[Finding]:
    """{up} sets its marks as print does (“ ” ’ —) where {down} has a typewriter's ({number:mark}): who types or strips a text loses them."""
    flat: list[Passage] = []
    number = 0
    for passage in pair.of_kind("narrative", "quotation"):
        ours, theirs = _with_marks(pair.up, passage.up), _with_marks(pair.down, passage.down)
        typed = _typed(theirs) - _typed(ours)
        lost = min(typed, _count(ours, _SET) - _count(theirs, _SET)) if typed > 0 else 0
        if lost > 0:
            number += lost
            flat.append(passage)
    if number >= _FEWEST:
        yield Finding(UPSTREAM, pair.places(*flat[:_SHOWN]), min(1.0, number / _ENOUGH), number=number)


def typographic_seam(pair: Pair) -> Iterator[Finding]:
    """{down} sets the quotation marks of what it shares with {up} otherwise than those of its own sentences; {up} sets all alike."""
    up, down = pair.up, pair.down
    text = down.page.article.text
    if _TYPED not in text or not any(mark in text for mark in _PRINTED):
        return
    shared = _style(down, down.shared)
    if shared is None or _style(down, down.lacking) in (None, shared):
        return
    if _style(up, up.shared) == shared and _style(up, up.lacking) in (None, shared):
        yield Finding(UPSTREAM, tuple(Place(down.page.id, *s) for s in (*down.shared[:_SHOWN], *down.lacking[:_SHOWN])))


def keeps_no_break_spaces(pair: Pair) -> Iterator[Finding]:
    """{down} has no-break spaces in what it shares with {up} and nowhere else; {up} has them throughout."""
    up, down = pair.up, pair.down
    if _held(down, down.shared) >= _FEWEST and not _held(down, down.lacking) and down.lacking and _held(up, up.shared) and (_held(up, up.lacking)):
        yield Finding(UPSTREAM, tuple(Place(down.page.id, *s) for s in down.shared[:_SHOWN]))


def _style(side: Side, spans: Iterable[Span]) -> str | None:
    """Which quotation marks most of the spans have; None where there are too few."""
    text = side.page.article.text
    said = "\n".join([s.of(text) for s in spans])
    printed, typed = _count(said, _PRINTED), _count(said, _TYPED)
    if max(printed, typed) < _FEWEST or 2 * min(printed, typed) > max(printed, typed):
        return None
    return "printed" if printed > typed else "typed"


def _held(side: Side, spans: Iterable[Span]) -> int:
    return sum(_count(s.of(side.page.article.text), _INVISIBLE) for s in spans)


def _with_marks(side: Side, span: Span) -> str:
    """The words with the marks next to them."""
    return side.page.article.text[max(0, span.start - 1) : span.stop + 1]


def _typed(text: str) -> int:
    return _count(text, "\"'") + text.count("--")


def _count(text: str, marks: str) -> int:
    return sum(map(text.count, marks))
