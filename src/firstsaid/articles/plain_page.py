"""Reading a page of plain text: a pasted article, or a browser's "save as text" with the whole site around it."""

from collections.abc import Collection, Mapping

from firstsaid.articles.assembly import Reading, reading_of
from firstsaid.articles.evidence import evidence_of
from firstsaid.articles.headline import headlines
from firstsaid.articles.kinds import Kind
from firstsaid.articles.labels import Choice
from firstsaid.articles.language import language_of
from firstsaid.articles.layout import laid_out
from firstsaid.articles.naming import surroundings
from firstsaid.articles.nearby import weighed_for_carried, weighed_for_doubles, weighed_for_introductions, weighed_for_repeats, weighed_in_lists, weighed_nearby
from firstsaid.articles.outlets import Site, outlet_of_text
from firstsaid.articles.printed import printed_stamps
from firstsaid.articles.prose import body_lines
from firstsaid.articles.pruning import without_head
from firstsaid.articles.vocabulary import vocabulary
from firstsaid.model import Article

_REASON = "the run of lines that most looks like reporting"
_KNOWN = 5
"""When so many lines of a page are known to be its outlet's, a short line that is not is likelier to be the article's."""
_MOST_SUBHEADINGS = 5
_EDGE = "stands at the edge of the pages"


def read_plain(
    text: str, language: str | None = None, repeated: Mapping[int, str] | None = None, url: str | None = None, carried: Collection[int] = ()
) -> Reading:
    """The page by the evidence of its lines.

    `repeated` gives the positions of lines that are known to be the outlet's, each with the reason, `carried` those of lines that other outlets tell.
    """
    code = language or language_of(text)
    words = vocabulary(code)
    layout = laid_out(text)
    lines = weighed_nearby(layout, [evidence_of(layout.words_of(block), words) for block in layout.blocks], words)
    known = repeated or {}
    enough = len(known) >= _KNOWN
    lines = weighed_for_introductions(layout, weighed_for_doubles(layout, lines), words)
    lines = weighed_in_lists(layout, lines, known if enough else ())
    lines = weighed_for_carried(weighed_for_repeats(lines, known, enough), carried)
    body = body_lines(lines, _MOST_SUBHEADINGS) if enough else body_lines(lines)
    body = without_head(body, layout, lines, words)
    if not body and len(layout.blocks) <= 3:
        body = frozenset(range(len(layout.blocks)))
    choice = Choice(body, _REASON, headlines(layout, lines, body, words), "the line above the text that looks like its headline")
    reading = reading_of(layout, lines, choice, code, words)
    for at, reason in known.items():
        if reading.kinds[at][0].kind == "furniture":
            reading.kinds[at] = [Kind("furniture", reason)]
    site = Site(layout, lines, surroundings(layout, body, None), min(body, default=0), words)
    reading.outlet = outlet_of_text(site, reading.kinds, reading.facts.agency, url)
    reading.dates, doubts = printed_stamps(layout, reading.kinds, words, known)
    reading.doubts += doubts
    return reading


def is_plain(draft: Article) -> bool:
    """Whether a draft was read from plain text, where nothing but its words tells a line of the article from one of the site."""
    reasons = {part.reason for part in draft.parts if part.kind == "body"}
    return not draft.links and _REASON in reasons and not any(part.reason.startswith(_EDGE) for part in draft.parts)
