"""Word-for-word copies: pages that report the same words carry one text, whoever printed it and when.

They fold onto one page before anything is paired or counted. What the others say of the text's authorship is added to it, nothing else is: another copy tells
no more than that somebody printed it again.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from firstsaid.lineage.content import WORD
from firstsaid.lineage.evidence.times import in_line, told_time
from firstsaid.lineage.names import NameIndex, any_same, core, is_masthead
from firstsaid.lineage.page import Page, as_in_copies
from firstsaid.lineage.pair import TEXT_KINDS
from firstsaid.model import Edit, Match, Span
from firstsaid.model.unions import Unions

_FEWEST = 8
"""Words that a page must report at least: fewer may be alike by chance."""
_RIM = 12
_NEARLY = 0.9
_GLANCED = 12
_OPENING = 6


@dataclass(frozen=True, slots=True)
class Copies:
    """Which pages carry one text."""

    texts: Mapping[str, Page]
    """The page that stands for each text, by id, with what its copies say of the authorship."""
    stands: Mapping[str, str]
    """For every article the one that stands for its text."""
    members: Mapping[str, tuple[str, ...]]
    """The articles of each text, the one that stands for it first."""

    _names: NameIndex = field(default_factory=NameIndex)
    _holders: dict[str, frozenset[str]] = field(default_factory=dict)
    _cited: set[tuple[str, ...]] = field(default_factory=set)

    def named(self, name: str) -> frozenset[str]:
        """Ids of the texts of an outlet."""
        if not self._holders:
            for text, page in self.texts.items():
                for own in page.names:
                    self._names.add(own)
                    self._holders[own] = self._holders.get(own, frozenset()) | {text}
        return frozenset(text for own in self._names.like(name) for text in self._holders[own])

    def is_outlet(self, name: str) -> bool:
        """Whether a page of the story cites it as an outlet or names it as the author of its text, or the name is a newspaper's by its form."""
        if not self._cited:
            for page in self.texts.values():
                self._cited.update(core(n) for n in (*page.authors(), *(c.link.name for c in page.citations if c.link.kind == "outlet")))
        return core(name) in self._cited or is_masthead(name)

    def of(self, article: str) -> str:
        """The article that stands for the text of this one."""
        return self.stands.get(article, article)


def fold(pages: Iterable[Page], matches: Iterable[Match]) -> Copies:
    """Pages by their text. An agency's own page stands for it before one that credits somebody, then the one dated first.

    Pages are copies when what they report is the same, word by word, or but for a line that stands by itself in one of them ("Read more in our app").
    """
    known = {page.id: page for page in pages}
    unions = Unions[str]()
    by_words: dict[tuple[str, ...], str] = {}
    openings = {page.id: _opening(page) for page in known.values()}
    begun = Counter(openings.values())
    glances = {page.id: _glance(page) for page in known.values() if begun[openings[page.id]] > 1}
    seen = Counter(glances.values())
    for page in known.values():
        if page.id in glances and seen[glances[page.id]] > 1 and (words := _words(page)):
            unions.join(page.id, by_words.setdefault(words, page.id))
        else:
            unions.of(page.id)
    for one, other in _alike(known, matches):
        unions.join(one, other)
    by_text: dict[str, list[Page]] = {}
    for page in known.values():
        by_text.setdefault(unions.of(page.id), []).append(page)
    texts: dict[str, Page] = {}
    members: dict[str, tuple[str, ...]] = {}
    for carrying in by_text.values():
        first, *others = sorted(carrying, key=_precedence)
        texts[first.id] = _with_authors(first, others) if others else first
        members[first.id] = (first.id, *(p.id for p in others))
    return Copies(dict(sorted(texts.items())), {article: first for first, ids in members.items() for article in ids}, members)


def _alike(pages: Mapping[str, Page], matches: Iterable[Match]) -> Iterator[tuple[str, str]]:
    """Pairs that share all but a line or two, and have no word changed, in order."""
    same: Counter[tuple[str, str]] = Counter()
    edited: set[tuple[str, str]] = set()
    for match in matches:
        if match.kind in TEXT_KINDS and match.article_a in pages and match.article_b in pages:
            same[match.article_a, match.article_b] += match.same
            if not all(_is_line(edit, pages[match.article_a], pages[match.article_b]) for edit in match.edits):
                edited.add((match.article_a, match.article_b))
    for (a, b), number in sorted(same.items()):
        most = max(len(pages[a].starts), len(pages[b].starts)) if (a, b) not in edited else 0
        if most and number >= max(_FEWEST, most - _RIM, _NEARLY * most):
            yield a, b


def _is_line(edit: Edit, a: Page, b: Page) -> bool:
    """Whether an edit puts in a line of its own, as a site puts a teaser between paragraphs."""
    page, span = (a, edit.a) if edit.b.start == edit.b.stop else (b, edit.b)
    if min(edit.a.stop - edit.a.start, edit.b.stop - edit.b.start) > 0:
        return False
    text = page.article.text
    before, after = text[: span.start].rstrip(" "), text[span.stop :].lstrip(" .!?…")
    return (not before or before.endswith("\n")) and (not after or after.startswith("\n"))


def _opening(page: Page) -> tuple[str, ...]:
    """The first words that the page reports, as copies have them."""
    text = page.article.text
    found = (m[0] for span in page.article.reported() for m in WORD.finditer(text, span.start, span.stop))
    return tuple(as_in_copies(word) for word in islice(found, _OPENING))


def _glance(page: Page) -> tuple[int, ...]:
    """What copies must have alike, at a glance: the number of words, and the lengths of some of them."""
    starts, text = page.starts, page.article.text
    some = starts[:: max(1, len(starts) // _GLANCED)]
    return (len(starts), *(m.end() - m.start() for at in some if (m := WORD.match(text, at))))


def _words(page: Page) -> tuple[str, ...]:
    """The words that the page reports, as no house style changes them."""
    return page.words.plain if len(page.starts) >= _FEWEST else ()


def _precedence(page: Page) -> tuple[bool, bool, bool, str, str]:
    return not page.is_agency, bool(page.borrowed or page.generic), page.article.url is None, in_line(told_time(page.article)), page.id


def _with_authors(first: Page, others: list[Page]) -> Page:
    """The page with the outlets and credits of its copies."""
    also = tuple(name for page in others for name in page.own if not any_same(name, first.own))
    named = (*first.own, *also)
    borrowed = [f for f in first.borrowed if not any_same(f.value, also)]
    for found in (f for page in others for f in page.borrowed):
        if not any_same(found.value, (*named, *(f.value for f in borrowed))):
            borrowed.append(replace(found, span=None))
    generic = first.generic or next((replace(p.generic, span=None) for p in others if p.generic), None)
    return replace(first, also=also, borrowed=tuple(borrowed), generic=generic)


def moved(match: Match, sides: tuple[Page, Page], texts: tuple[Page, Page]) -> Match | None:
    """A match of two copies as it stands in the pages of their texts; None where it lies outside them, or in a line that a copy has more."""
    a, b = (_shift(match.a, sides[0], texts[0]), _shift(match.b, sides[1], texts[1]))
    if a is None or b is None:
        return None
    edits: list[Edit] = []
    for edit in match.edits:
        one, other = _shift(edit.a, sides[0], texts[0]), _shift(edit.b, sides[1], texts[1])
        if one is not None and other is not None:
            edits.append(replace(edit, a=one, b=other))
    if texts[0].id > texts[1].id:
        return Match(match.id, texts[1].id, *b, texts[0].id, *a, match.kind, match.words, match.same, tuple(edit.turned() for edit in edits))
    return Match(match.id, texts[0].id, *a, texts[1].id, *b, match.kind, match.words, match.same, tuple(edits))


def _shift(span: Span, here: Page, there: Page) -> Span | None:
    """A span of one copy in another: its ends keep their distance to the words before them."""
    if here.id == there.id:
        return span
    ends: list[int] = []
    for end in span:
        index = bisect_right(here.starts, end) - 1
        at = _same_word(index, here, there)
        if at is None:
            return None
        nearest = there.starts[at + 1] if at + 1 < len(there.starts) else len(there.article.text)
        ends.append(min(there.starts[at] + end - here.starts[index], nearest))
    return Span(ends[0], max(ends))


def _same_word(index: int, here: Page, there: Page) -> int | None:
    """Which word of one copy is the word of that index in another; they differ in a line or two at most."""
    more = len(there.starts) - len(here.starts)
    if index < 0 or not more:
        return index if index >= 0 else None
    ours, theirs = _words(here), _words(there)
    before = next((i for i, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), min(len(ours), len(theirs)))
    if index < before:
        return index
    behind = next((i for i, (one, other) in enumerate(zip(reversed(ours), reversed(theirs), strict=False)) if one != other), min(len(ours), len(theirs)))
    return index + more if len(ours) - index <= behind else None
