"""An article is put together from its layout and what was found on the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from firstsaid.articles.clocks import with_local_days
from firstsaid.articles.crediting import settled
from firstsaid.articles.evidence import LineEvidence
from firstsaid.articles.facts import Facts, facts_of
from firstsaid.articles.headline import folded, unmarked
from firstsaid.articles.kinds import Kind
from firstsaid.articles.labels import Choice, labels
from firstsaid.articles.layout import Layout
from firstsaid.articles.parts import parts_of, told
from firstsaid.articles.segments import quotations, sentences
from firstsaid.articles.stamps import dated, told_stamp
from firstsaid.articles.typography import typography_of
from firstsaid.articles.upstreams import credited_address
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Article, DeclaredUpstream, Found, Span, Stamp


@dataclass(slots=True)
class Identity:
    """What the capture says of the page."""

    article: str
    """The article's id."""
    capture: str
    path: str
    url: str | None


@dataclass(slots=True)
class Reading:
    """A page as far as its labels: what every way of reading ends in."""

    layout: Layout
    kinds: list[list[Kind]]
    facts: Facts
    language: str
    words: Vocabulary
    title: Found | None = None
    outlet: Found | None = None
    byline: Found | None = None
    url: str | None = None
    """The address that the text itself gives as its own, where the capture has none."""
    dates: list[Stamp] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    declared_upstreams: tuple[DeclaredUpstream, ...] = ()


def reading_of(layout: Layout, lines: Sequence[LineEvidence], choice: Choice, language: str, words: Vocabulary) -> Reading:
    """Labels the blocks and reads the facts that stand in the text."""
    kinds = settled(layout, labels(layout, lines, choice, words), words)
    facts = facts_of(layout, kinds, words)
    reading = Reading(layout, kinds, facts, language, words, byline=facts.byline)
    titled = next((at for at, labelled in enumerate(kinds) if labelled[0].kind == "title"), None)
    if titled is not None:
        block = layout.blocks[titled]
        bare = unmarked(layout.words_of(block))
        span = Span(block.start + bare.start, block.start + bare.stop)
        reading.title = Found(span.of(layout.text), span, choice.title_reason)
    if not any(labelled[0].kind == "body" for labelled in kinds):
        reading.doubts.append("No body could be told from the rest of the page.")
    return reading


def assembled(reading: Reading, identity: Identity) -> Article:
    """The finished record."""
    layout, facts = reading.layout, reading.facts
    parts = parts_of(layout, reading.kinds, facts.nested)
    dates = with_local_days(_unique([*reading.dates, *told_stamp(layout, facts.date, reading.words)]))
    published, contradictions = dated(dates, layout, facts.date, reading.words)
    doubts = [*reading.doubts, *contradictions]
    return Article(
        id=identity.article,
        capture=identity.capture,
        path=identity.path,
        url=identity.url or reading.url,
        text=layout.text,
        title=reading.title,
        outlet=reading.outlet,
        byline=reading.byline,
        published=published,
        dates=tuple(dates),
        dateline=facts.dateline,
        agency=_other_sender(facts.agency, reading.outlet),
        credit=facts.credit,
        language=reading.language,
        parts=parts,
        links=layout.links,
        sentences=sentences(layout.text, told(parts, "title", "body", "comment", "caption")),
        quotations=quotations(layout.text, told(parts, "title", "body", "comment")),
        doubts=tuple(dict.fromkeys(doubts)),
        declared_upstreams=(*reading.declared_upstreams, *credited_address(facts.credit, identity.url)),
        typography=typography_of(layout.text),
    )


def _other_sender(agency: Found | None, outlet: Found | None) -> Found | None:
    """Of two senders in a dateline the one that is not the page's own outlet: LISK (Ferrin Post/Corvane) — on a page of the Ferrin Post."""
    if agency is None or agency.span is None or outlet is None or agency.value.count("/") != 1:
        return agency
    first, last = agency.value.split("/")
    own = [folded(part) == folded(outlet.value) for part in (first, last)]
    if own[0] == own[1]:
        return agency
    name, start = (first, agency.span.start) if own[1] else (last, agency.span.stop - len(last))
    left = len(name) - len(name.lstrip())
    return Found(name.strip(), Span(start + left, start + left + len(name.strip())), agency.rule)


def _unique(stamps: list[Stamp]) -> list[Stamp]:
    seen: set[tuple[str, str, Span | None]] = set()
    kept: list[Stamp] = []
    for stamp in stamps:
        key = (stamp.value, stamp.rule, stamp.span)
        if key not in seen:
            seen.add(key)
            kept.append(stamp)
    return kept
