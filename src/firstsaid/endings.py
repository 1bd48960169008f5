"""How a text that somebody asks about begins and ends where an article's sentence begins and ends otherwise."""

import re
from collections.abc import Iterator, Sequence

from firstsaid.dossier.plain import one_line
from firstsaid.model import Article, Match, Span

LONGEST = 12
"""Words of such an edge that are shown."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_AROUND = " \n\t.,;:!?…\"'“”‘’«»„()–—-"

Edge = tuple[str, str, str, bool]
"""What the article has there, what the text has, which edge it is, and whether both stand inside quotation marks."""


def edges(matches: Sequence[Match], asked: Article, article: Article) -> Iterator[Edge]:
    """The beginnings and ends of sentences that the text has otherwise than the article, next to words that both share.

    `matches` are those of the text, on side a, with the article. An edge counts only where at least half of the text's sentence is shared:
    else it is another one. A text that merely stops earlier has no other end.
    """
    for match in sorted(matches, key=lambda row: row.start_a):
        for forward in (False, True):
            if found := _edge(match, matches, asked, article, forward):
                yield found


def _edge(match: Match, matches: Sequence[Match], asked: Article, article: Article, forward: bool) -> Edge | None:
    here, there = _beyond(match.a, asked, forward), _beyond(match.b, article, forward)
    if here is None or there is None or any(here.overlap(other.a) or there.overlap(other.b) for other in matches):
        return None
    told, said = here.of(asked.text), there.of(article.text)
    words, found = _WORD.findall(told), _WORD.findall(said)
    if not words or not found or not _same_sentence(match, asked):
        return None
    quoted = _quotation(here, asked) is not None and _quotation(there, article) is not None
    return _shown(said, forward), _shown(told, forward), "ends otherwise" if forward else "begins otherwise", quoted


def _same_sentence(match: Match, asked: Article) -> bool:
    """Whether at least half of the sentences that shared words lie in is shared."""
    around = [edge for forward in (False, True) if (edge := _beyond(match.a, asked, forward))]
    return sum(len(_WORD.findall(edge.of(asked.text))) for edge in around) <= len(_WORD.findall(match.a.of(asked.text)))


def _beyond(shared: Span, article: Article, forward: bool) -> Span | None:
    """What stands between shared words and the end, or the beginning, of their sentence, or of the quotation that they stand in."""
    at = shared.stop - 1 if forward else shared.start
    around = [span for span in (_holding(article.sentences, at), _quotation(Span(at, at + 1), article)) if span]
    if not around:
        return None
    return (
        Span(shared.stop, max(shared.stop, min(span.stop for span in around)))
        if forward
        else Span(min(shared.start, max(s.start for s in around)), shared.start)
    )


def _quotation(words: Span, article: Article) -> Span | None:
    return next((span for span in article.quotations if span.covers(words)), None)


def _holding(spans: Sequence[Span], at: int) -> Span | None:
    return next((span for span in spans if span.start <= at < span.stop), None)


def _shown(words: str, forward: bool) -> str:
    """At most LONGEST words, those beside the shared ones, without the punctuation around them."""
    told = one_line(words).strip(_AROUND)
    pieces = told.split()
    if len(pieces) <= LONGEST:
        return told
    return f"{' '.join(pieces[:LONGEST])} …" if forward else f"… {' '.join(pieces[-LONGEST:])}"
