"""How much the pages share, and of what kind."""

from collections.abc import Iterator

from firstsaid.lineage.content import WORD
from firstsaid.lineage.evidence.mention import names_other
from firstsaid.lineage.evidence.relay import cites, relayed
from firstsaid.lineage.finding import Finding
from firstsaid.lineage.pair import Pair, Side
from firstsaid.lineage.words import words
from firstsaid.model import Span

_SHOWN = 6
_LONG = 20
_TRANSLATED = 10
"""Words that two translators hardly hit on alike."""
_NEAR = 250
_WHOLE_TITLE = 0.7


def shared_narrative(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} share {number:word} of narrative."""
    if pair.narrative:
        longest = sorted(pair.of_kind("narrative"), key=lambda p: (-p.same, p.up))[:_SHOWN]
        yield Finding("independent", pair.places(*longest), min(1.0, pair.narrative / 60), number=pair.narrative)


def long_run(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} have {number:word} of narrative in one stretch, and hardly one of them otherwise: two pens do not hit on so many alike."""
    longest = max(pair.of_kind("narrative"), key=lambda p: (p.told, -p.up.start), default=None)
    if longest is not None and longest.told > 0:
        yield Finding("independent", pair.places(longest), min(1.0, longest.told / _LONG), number=longest.same)


def quotation_only(pair: Pair) -> Iterator[Finding]:
    """All that {up} and {down} share stands between quotation marks ({number:word}); each tells the rest in words of its own."""
    quoted = pair.of_kind("quotation")
    if quoted and not pair.narrative and not cites(pair) and not cites(pair.turned()):
        own = min(len(pair.up.lacking), len(pair.down.lacking))
        yield Finding("independent", pair.places(*quoted[:_SHOWN]), min(1.0, 0.4 + 0.2 * own), number=sum(p.same for p in quoted))


def translated_quotation(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} have {number:word} of a translated quotation alike to the letter: two translators would differ, so both have them from one."""
    for passage in pair.of_kind("quotation"):
        if passage.same == passage.words >= _TRANSLATED and not passage.edits and (_translated(pair.up, passage.up) or _translated(pair.down, passage.down)):
            yield Finding("independent", pair.places(passage), min(1.0, passage.same / (2 * _TRANSLATED)), number=passage.same)
            return


def _translated(side: Side, quoted: Span) -> bool:
    near = side.page.article.text[max(0, quoted.start - _NEAR) : quoted.stop + _NEAR]
    return words().translated.search(near) is not None


def nothing_of_weight(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} share no narrative and no quotation, only credits, captions or words that an outlet prints on many pages; neither cites the other."""
    kinds = {p.kind for p in pair.passages}
    if kinds and kinds <= {"credit", "boilerplate", "caption"} and not (names_other(pair) or any(relayed(pair)) or any(relayed(pair.turned()))):
        yield Finding("independent", pair.places(*pair.passages[:_SHOWN]))


def same_headline(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} have the same headline."""
    heads = [p for p in pair.of_kind("headline") if _is_title(pair.up, p.up) and _is_title(pair.down, p.down)]
    if heads:
        yield Finding("independent", pair.places(*heads[:_SHOWN]), min(1.0, sum(p.same for p in heads) / 10))


def _is_title(side: Side, span: Span) -> bool:
    """Whether `span` holds most of the page's title, and not what a site sets beside it."""
    title = side.page.article.title
    words = {w.casefold() for w in WORD.findall(title.value)} if title else set()
    here = {w.casefold() for w in WORD.findall(span.of(side.page.article.text))}
    return bool(words) and len(words & here) >= _WHOLE_TITLE * len(words)


def echo(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} share rare words ({number:word}), too few to be one text: it may be an echo of it."""
    echoes = pair.of_kind("echo")
    if echoes:
        yield Finding("derived", pair.places(*echoes[:_SHOWN]), min(1.0, sum(p.same for p in echoes) / 12), number=sum(p.same for p in echoes))
