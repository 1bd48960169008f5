"""Where a page names an outlet of its story, however it does so: "first reported by Corvane", "[Corvane]", "told Corvane"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from firstsaid.lineage.content import tells, wanted_words
from firstsaid.lineage.names import MASTHEADS, NameIndex, any_same
from firstsaid.lineage.page import Mention, Page
from firstsaid.model import Article, Span

_OUTLETS, _ACTING = ("outlet", "unnamed_outlets"), ("organisation", "named_person")
_SEVERAL = 2
_TOLD = ("body", "credit", "note", "dateline")
_LINE = 9
"""Words of a line of its own that does nothing but name an author."""
_SHORTEST = 3
_WORD = re.compile(r"\w+")


def with_mentions(pages: Sequence[Page]) -> dict[str, Page]:
    """The pages of a story by id, with the other outlets that each names, where it names them first (those of the story's pages, and those that its pages cite
    or credit), and which of all that it names have a page.
    """
    cited = {name for page in pages for name in page.authors()}
    cited |= {c.link.name for page in pages for c in page.citations if c.link.kind == "outlet"}
    names = sorted({name for page in pages for name in page.names} | cited)
    known: dict[str, list[str]] = {}
    for name in (n for n in names if _tells_apart(n)):
        known.setdefault(_WORD.findall(name.removeprefix("The "))[0], []).append(name)
    named = (replace(page, mentions=tuple(_mentions(page, known))) for page in pages)
    holders = NameIndex()
    by_name: dict[str, list[Page]] = {}
    for page in pages:
        for name in page.names:
            holders.add(name)
            by_name.setdefault(name, []).append(page)

    def of(name: str) -> list[Page]:
        return [page for own in holders.like(name) for page in by_name[own]]

    acting = _acting(pages)
    return {
        page.id: replace(page, here=tuple(n for n in page.named() if of(n)), mentions=tuple(_told(page, m, of(m.name), acting) for m in page.mentions))
        for page in named
    }


def _acting(pages: Sequence[Page]) -> NameIndex:
    """Those whom the pages let speak as bodies or persons and never as outlets."""
    links = sorted({(link.name, link.kind) for page in pages for s in page.statements for link in s.chain})
    outlets, acting = NameIndex(), NameIndex()
    for name in (name for name, kind in links if kind in _OUTLETS):
        outlets.add(name)
    for name in (name for name, kind in links if kind in _ACTING and not outlets.like(name)):
        acting.add(name)
    return acting


def _told(page: Page, mention: Mention, holders: Sequence[Page], acting: NameIndex) -> Mention:
    """The mention; of an outlet that has several pages, with those of them that tell what its sentence tells."""
    mention = replace(mention, acts=bool(acting.like(mention.name)))
    if mention.alone or len(holders) < _SEVERAL:
        return mention
    wanted = wanted_words(page.article, (mention.sentence,))
    return replace(mention, told_by=tuple(sorted({holder.id for holder in holders if tells(holder.article, wanted)})))


def _mentions(page: Page, known: Mapping[str, list[str]]) -> Iterator[Mention]:
    """`known` are names by their first word."""
    text, spans = page.article.text, _own_words(page.article)
    for name in sorted(name for word in page.words.held & known.keys() for name in known[word]):
        if name.removeprefix("The ") not in text or any_same(name, page.names):
            continue
        found = [place for place in _whole(name, text) if any(s.start <= place.start < s.stop for s in spans)]
        if found:
            place = next((place for place in found if _stands_alone(text, place)), found[0])
            sentence = next((s for s in page.article.sentences if s.start <= place.start < s.stop), place)
            yield Mention(name, place, sentence, _stands_alone(text, place))


def _own_words(article: Article) -> tuple[Span, ...]:
    """What the page says itself, without teasers and comments in it."""
    aside = article.spans("teaser", "comment", "caption", "furniture")
    return tuple(s for s in article.spans(*_TOLD) if not any(a.covers(s) and a != s for a in aside))


def _stands_alone(text: str, found: Span) -> bool:
    """Whether the name stands in a short line of its own, as an author's does."""
    start = text.rfind("\n", 0, found.start) + 1
    stop = text.find("\n", found.stop)
    words = _WORD.finditer(text, start, stop if stop >= 0 else len(text))
    return sum(1 for _ in islice(words, _LINE + 1)) <= _LINE


def _tells_apart(name: str) -> bool:
    """Whether the name is long enough, and no word that many outlets go by."""
    words = _WORD.findall(name.removeprefix("The "))
    return len(name) >= _SHORTEST and bool(words) and not all(w.lower() in MASTHEADS for w in words) and name[:1].isupper()


def _whole(name: str, text: str) -> Iterator[Span]:
    """Where the name stands as whole words. A pattern for each of a pile's names would take longer to make than to search for."""
    letters = name.removeprefix("The ")
    at = text.find(letters)
    while at >= 0:
        stop = at + len(letters)
        free = not (at and _goes_on(text[at - 1], "@/.-")) and not (stop < len(text) and _goes_on(text[stop], "@-"))
        if free:
            yield Span(at, stop)
        at = text.find(letters, stop if free else at + 1)


def _goes_on(letter: str, joining: str) -> bool:
    """Whether a letter beside a name is of the same word."""
    return letter.isalnum() or letter == "_" or letter in joining
