"""Words that one page quotes and that another gives as they were said: a transcript, a speech, a body's own statement."""

from collections.abc import Iterator
from itertools import pairwise

from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.names import any_same
from firstsaid.lineage.page import Page
from firstsaid.lineage.pair import Pair, Passage
from firstsaid.model import Place, Span

_FEWEST = 5
"""Words in a row between quotation marks that show where a quotation is from."""
_HEAD = 150
"""Characters of the text that still belong to a page's head, which says whose words follow."""


def spoken_there(pair: Pair) -> Iterator[Finding]:
    """{down} quotes {name} in words that {up} gives without quotation marks as {name}'s own ({number:word}): {up} is what was said.

    {up} is {name}'s own page, or names {name} at its head and puts no reporting phrase to the words, as a transcript or a speech does.
    """
    up, down = pair.up.page, pair.down.page
    for passage in pair.of_kind("narrative", "quotation") if down.article.quotations else ():
        quoted = [q for q in down.article.quotations if q.start < passage.down.stop and passage.down.start < q.stop]
        for ours, theirs in _runs(passage) if quoted else ():
            for quotation in [q for q in quoted if q.start < theirs.stop and theirs.start < q.stop]:
                place = Span(max(quotation.start, theirs.start), min(quotation.stop, theirs.stop))
                number = down.words_in(place)
                if number >= _FEWEST and _as_said(up, ours):
                    name = next((v for v in down.voices_at(place) if _speaks_here(up, v)), None)
                    if name is not None:
                        yield Finding(UPSTREAM, (Place(up.id, *ours), Place(down.id, *place)), 1.0, name, number)
                        return


def _runs(passage: Passage) -> Iterator[tuple[Span, Span]]:
    """What stands alike in both between the edits of a passage."""
    edits = sorted(passage.edits, key=lambda e: (e.a, e.b))
    ours = [passage.up.start, *(end for e in edits for end in e.a), passage.up.stop]
    theirs = [passage.down.start, *(end for e in edits for end in e.b), passage.down.stop]
    spans = zip(pairwise(ours), pairwise(theirs), strict=True)
    for at, ((start, stop), (begin, end)) in enumerate(spans):
        if at % 2 == 0 and start < stop and begin < end:
            yield Span(start, stop), Span(begin, end)


def _as_said(page: Page, run: Span) -> bool:
    """Whether a page's text gives words without quotation marks, and without a phrase that says who reports them."""
    article = page.article
    if any(q.overlap(run) for q in article.quotations) or not any(body.covers(run) for body in article.spans("body")):
        return False
    told = (s for s in page.statements if any(c.overlap(run) for c in s.content))
    return all(s.cue is None or not s.cue.of(article.text).strip()[-1:].isalpha() for s in told)


def _speaks_here(page: Page, name: str) -> bool:
    """Whether the page is the speaker's own, or says at its head whose words follow and quotes the speaker nowhere."""
    if any_same(name, page.names):
        return True
    reported = page.article.reported()
    named = bool(reported) and name in page.article.text[: reported[0].start + _HEAD]
    return named and not any(name in page.voices_at(quotation) for quotation in page.article.quotations)
