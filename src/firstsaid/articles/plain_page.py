"""Reading a page of plain text: a pasted article, or a browser's "save as text" with the whole site around it."""

import re
from collections.abc import Collection, Mapping

from firstsaid.articles.assembly import Reading, reading_of
from firstsaid.articles.evidence import ELSEWHERE, evidence_of
from firstsaid.articles.field_lines import Head, head_of, stamps
from firstsaid.articles.headline import headlines
from firstsaid.articles.kinds import Kind
from firstsaid.articles.labels import Choice
from firstsaid.articles.language import language_of
from firstsaid.articles.layout import laid_out
from firstsaid.articles.naming import name_above_headline, surroundings
from firstsaid.articles.nearby import weighed_for_carried, weighed_for_doubles, weighed_for_introductions, weighed_for_repeats, weighed_in_lists, weighed_nearby
from firstsaid.articles.outlets import Site, outlet_of_address, outlet_of_text
from firstsaid.articles.printed import printed_stamps
from firstsaid.articles.prose import body_lines
from firstsaid.articles.pruning import without_head
from firstsaid.articles.vocabulary import vocabulary
from firstsaid.model import Article

_ADDRESS = re.compile(r"https?://\S+")
_REASON = "the run of lines that most looks like reporting"
_KNOWN = 5
"""When so many lines of a page are known to be its outlet's, a short line that is not is likelier to be the article's."""
_MOST_SUBHEADINGS = 5
_FEW = 3
"""Lines of a text that is all body when none of them looks like it."""
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
    head = head_of(layout, words)
    lines = [ELSEWHERE if at in head.lines else line for at, line in enumerate(lines)]
    body = body_lines(lines, _MOST_SUBHEADINGS) if enough else body_lines(lines)
    body = without_head(body, layout, lines, words)
    if not body and len(layout.blocks) <= _FEW + len(head.lines):
        body = frozenset(range(len(layout.blocks))) - head.lines
    masthead = name_above_headline(layout, min(body, default=0), words)
    lines = [ELSEWHERE if at == masthead else line for at, line in enumerate(lines)]
    titles = (head.found["title"][1],) if "title" in head.found else headlines(layout, lines, body, words)
    choice = Choice(body, _REASON, titles, "the line above the text that looks like its headline")
    reading = reading_of(layout, lines, choice, code, words)
    for at, reason in known.items():
        if reading.kinds[at][0].kind == "furniture":
            reading.kinds[at] = [Kind("furniture", reason)]
    site = Site(layout, lines, surroundings(layout, body, None, words), min(body, default=0), words)
    address = _ADDRESS.fullmatch(layout.words_of(layout.blocks[0])) if layout.blocks and 0 not in body else None
    reading.url = address[0] if address and url is None else None
    reading.outlet = outlet_of_text(site, reading.kinds, reading.facts.agency, masthead, url or reading.url)
    reading.dates, doubts = printed_stamps(layout, reading.kinds, words, known)
    reading.doubts += doubts
    _declare(reading, head, url)
    return reading


def _declare(reading: Reading, head: Head, url: str | None) -> None:
    """What the fields above a text say of it goes before what its lines look like."""
    given = {field: found for field, (found, _) in head.found.items()}
    reading.title = given.get("title", reading.title)
    reading.byline = given.get("byline", reading.byline)
    reading.url = given["url"].value if url is None and "url" in given else reading.url
    reading.outlet = given.get("outlet") or reading.outlet or outlet_of_address(reading.url)
    told, doubts = stamps(head, reading.words)
    reading.dates = [*told, *(stamp for stamp in reading.dates if stamp.role not in {one.role for one in told})]
    reading.doubts += doubts
    for field, (_, at) in head.found.items():
        if reading.kinds[at][0].kind not in ("title", "body"):
            reading.kinds[at] = [Kind("furniture", f"a field above the text that tells its {field}")]


def is_plain(draft: Article) -> bool:
    """Whether a draft was read from plain text, where nothing but its words tells a line of the article from one of the site."""
    reasons = {part.reason for part in draft.parts if part.kind == "body"}
    return not draft.links and _REASON in reasons and not any(part.reason.startswith(_EDGE) for part in draft.parts)
