"""What a page says about where its text comes from: dateline, agency, credit, byline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from firstsaid.articles.crediting import REACH_ABOVE, REACH_BELOW
from firstsaid.articles.dateline import dateline_of
from firstsaid.articles.dates import dates_in
from firstsaid.articles.kinds import Kind, agency_named
from firstsaid.articles.layout import Layout
from firstsaid.articles.naming import can_name
from firstsaid.articles.senders import announces, credit_at_end, credit_named
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Found, Part, Span

_DATELINE_BLOCKS, _SURELY_BEGUN = 6, 2
"""So many paragraphs may hold the dateline, as a summary or captions may stand above the text; from the third on only a sure form counts."""
_CLOSING_BLOCKS = 2
_FEW_BRACKETS = 2
_OPENING = 3
_RANK = (
    '"source',
    '"original',
    '"via',
    '"h/t',
    '"hat tip',
    '"courtesy',
    "first published",
    "line that names an agency",
    '"',
    "closing",
    "contributed",
    "line of",
)
_NOT_AUTHORS = ("contributed", "line of", '"contributing')
_NAME = re.compile(r"(?:(?:[^\W\d_a-zß-ÿ][\w.'’-]*|de|la|van|von|der|den|al|el|bin|ibn|da|di|dos|y|and|&|,)[ \u00a0]?){1,14}")


@dataclass(slots=True)
class Facts:
    """Found in the text; each may be missing."""

    dateline: Found | None = None
    agency: Found | None = None
    credit: Found | None = None
    byline: Found | None = None
    date: Span | None = None
    """Where the dateline tells the date."""
    nested: list[Part] = field(default_factory=list)
    """Parts within body blocks."""


def facts_of(layout: Layout, kinds: Sequence[Sequence[Kind]], words: Vocabulary) -> Facts:
    """Reads the lines around and inside the body."""
    facts = Facts()
    body = [at for at, labels in enumerate(kinds) if labels[0].kind == "body" and len(labels) == 1]
    if not body:
        return facts
    _dateline(layout, kinds, body, words, facts)
    _credits(layout, kinds, body, words, facts)
    _corrections(layout, body, words, facts)
    _byline(layout, kinds, body, words, facts)
    return facts


def _dateline(layout: Layout, kinds: Sequence[Sequence[Kind]], body: Sequence[int], words: Vocabulary, facts: Facts) -> None:
    own = [at for at, labels in enumerate(kinds) if labels[0].kind == "dateline"]
    for number, at in enumerate([*own, *body[:_DATELINE_BLOCKS]], -len(own)):
        block = layout.blocks[at]
        found = dateline_of(layout.words_of(block), words)
        if not found or (number >= _SURELY_BEGUN and not found.sure):
            continue
        if layout.text[block.start + found.span.stop - 1] == ":" and not found.agency and _is_transcript(layout, body):
            continue
        place = _shifted(found.place, block.start) if found.place else None
        facts.dateline = Found(place.of(layout.text), place, "dateline") if place else None
        facts.date = _shifted(found.date, block.start) if found.date else None
        if found.agency:
            span = _shifted(found.agency, block.start)
            facts.agency = Found(span.of(layout.text), span, "dateline")
        if at not in own:
            facts.nested.append(Part("dateline", block.start, block.start + found.span.stop, "the words before the dash that name the place"))
        return


_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{2,40}:\s")


def _is_transcript(layout: Layout, body: Sequence[int]) -> bool:
    """Whether lines open with names in capitals and a colon, as speakers' turns do and the headings of set pieces."""
    near = layout.blocks[max(0, body[0] - REACH_ABOVE) : body[-1] + 1]
    return sum(bool(_SPEAKER.match(layout.words_of(block)[:50])) for block in near) > 1


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.stop + by)


def _credits(layout: Layout, kinds: Sequence[Sequence[Kind]], body: Sequence[int], words: Vocabulary, facts: Facts) -> None:
    found: list[Found] = []
    first, last = max(0, body[0] - REACH_ABOVE), min(len(kinds), body[-1] + 1 + REACH_BELOW)
    for at in range(first, last):
        block = layout.blocks[at]
        named = _named(layout, kinds, at, words) if kinds[at][0].kind == "credit" else None
        if named:
            span = _shifted(named[0], block.start)
            found.append(Found(span.of(layout.text), span, named[1]))
    for at in [] if _is_list_of_sources(layout, body) else body[-_CLOSING_BLOCKS:]:
        block = layout.blocks[at]
        closing = credit_at_end(layout.words_of(block), words, facts.agency.value if facts.agency else "")
        extent = _shifted(closing, block.start) if closing else None
        if extent and not _is_linked(extent, layout):
            facts.nested.append(Part("credit", extent.start, extent.stop, "a credit that closes the paragraph"))
            span = _inner(extent, layout.text)
            found.append(Found(span.of(layout.text), span, "closing credit"))
    facts.credit = min(found, key=lambda credit: (_rank(credit.rule), credit.span.start if credit.span else 0), default=None)
    for credit in found:
        agency = agency_named(credit.value, words)
        if agency and facts.agency is None and agency.casefold() in words.agencies and not credit.rule.startswith(_NOT_AUTHORS):
            facts.agency = Found(credit.value, credit.span, f"credit ({credit.rule})")


def _corrections(layout: Layout, body: Sequence[int], words: Vocabulary, facts: Facts) -> None:
    """A correction that closes a paragraph of the text, from its first sentence on: it tells what the page no longer says."""
    for at in body[-_CLOSING_BLOCKS:]:
        block = layout.blocks[at]
        begun = words.correction_inside.search(layout.words_of(block))
        if begun:
            facts.nested.append(Part("correction", block.start + begun.start(1), block.stop, "a correction that closes the paragraph"))


def _named(layout: Layout, kinds: Sequence[Sequence[Kind]], at: int, words: Vocabulary) -> tuple[Span, str] | None:
    """What a credit line names, on the line itself or, where it ends before the name, on the next."""
    block = layout.blocks[at]
    named = credit_named(layout.words_of(block), words)
    if named or at + 1 >= len(kinds) or not announces(layout.words_of(block), words):
        return named
    following = layout.blocks[at + 1]
    alone = kinds[at + 1][0].kind in ("furniture", "credit") and can_name(layout.words_of(following), words)
    return (_shifted(following.span, -block.start), f'the line below "{layout.words_of(block)[:40]}"') if alone else None


def _is_linked(extent: Span, layout: Layout) -> bool:
    """Whether square brackets around a link close a paragraph: a reference, not a credit."""
    return layout.text[extent.start] == "[" and any(link.span is not None and link.span.overlap(extent) for link in layout.links)


_IN_BRACKETS = re.compile(r"\[[^\[\]]{2,40}\]$")


def _is_list_of_sources(layout: Layout, body: Sequence[int]) -> bool:
    """Whether several paragraphs close with a name in square brackets, as lists of links to other outlets do."""
    return sum(bool(_IN_BRACKETS.search(layout.words_of(layout.blocks[at])[-60:])) for at in body) > _FEW_BRACKETS


def _rank(rule: str) -> int:
    return next((number for number, start in enumerate(_RANK) if rule.startswith(start)), len(_RANK))


_BEFORE = re.compile(
    r"[(\[–—\s-]*(?:/\s?|(?:©|\([cC]\)|[Cc]opyright)\s?(?:©\s?)?(?:(?:19|20)\d\d)?,?\s?(?:by\s)?|"
    r"(?:[Ww]ith|[Ss]ource:|[Vv]ia|[Rr]eporting by|[Cc]ourtesy:?|[Hh]/[Tt])\s)?\s*"
)
_BEHIND = re.compile(r"(?:\s[Aa]ll [Rr]ights [Rr]eserved)?[\s.)\]/]*$")


def _inner(extent: Span, text: str) -> Span:
    words = extent.of(text)
    opening, ending = _BEFORE.match(words), _BEHIND.search(words)
    return Span(extent.start + (opening.end() if opening else 0), extent.start + (ending.start() if ending else len(words)))


def _byline(layout: Layout, kinds: Sequence[Sequence[Kind]], body: Sequence[int], words: Vocabulary, facts: Facts) -> None:
    titles = [at for at, labels in enumerate(kinds) if labels[0].kind == "title" and at < body[0]]
    for at in range(max(0, body[0] - REACH_ABOVE, *titles[-1:]), min(body[:_OPENING][-1] + 1, len(kinds))):
        block = layout.blocks[at]
        line = layout.words_of(block)
        if len(line) > 120 or kinds[at][0].kind in ("title", "teaser", "caption"):
            continue
        span = _name_in(line, words)
        if span:
            place = _shifted(span, block.start)
            facts.byline = Found(place.of(layout.text), place, "byline")
            if facts.agency is None and agency_named(facts.byline.value, words):
                facts.agency = Found(facts.byline.value, place, "byline")
            return
        named = _before_date(line, words)
        if facts.agency is None and kinds[at][0].kind in ("furniture", "credit") and agency_named(named, words) and len(named.split()) <= 5:
            span = Span(block.start, block.start + len(named))
            facts.agency = Found(named, span, "a line above the text that names an agency and nothing else but a date")


def _before_date(line: str, words: Vocabulary) -> str:
    """A line without the date that ends it: "Bluewater / Updated: 3 May 2031, 10:05"."""
    date = next(iter(dates_in(line, words)), None)
    if date is None:
        return line
    before = re.sub(rf"(?:{words.date_updated.pattern}|{words.date_published.pattern})\W*$", "", line[: date.start], flags=re.IGNORECASE)
    return re.sub(r"[\s,|/•·:–—-]+$", "", before)


def _name_in(line: str, words: Vocabulary) -> Span | None:
    opening = words.byline_openers.match(line)
    if not opening:
        return None
    name = _NAME.match(line, opening.end())
    if not name:
        return None
    kept: list[str] = []
    for word in name[0].split():
        if word.lower().strip(",.") in words.byline_stops - words.byline_joins or word.lower().strip(",.") in words.months:
            break
        kept.append(word)
        if word.endswith(",") and len(kept) >= 2:
            break
    while kept and (kept[-1].lower() in words.byline_joins or not kept[-1].strip(",&")):
        kept.pop()
    if not kept or not line[name.start() :].startswith(" ".join(kept)):
        return None
    value = " ".join(kept).rstrip(",. ")
    return Span(name.start(), name.start() + len(value)) if len(value) >= 3 else None
