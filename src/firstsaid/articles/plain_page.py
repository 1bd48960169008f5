"""Reading a page of plain text: a pasted article, or a browser's "save as text" with the whole site around it."""

from firstsaid.articles.assembly import Reading, reading_of
from firstsaid.articles.evidence import evidence_of
from firstsaid.articles.headline import headlines
from firstsaid.articles.labels import Choice
from firstsaid.articles.language import language_of
from firstsaid.articles.layout import laid_out
from firstsaid.articles.naming import surroundings
from firstsaid.articles.nearby import weighed_nearby
from firstsaid.articles.outlets import Site, outlet_of_text
from firstsaid.articles.prose import body_lines
from firstsaid.articles.stamps import printed_stamps
from firstsaid.articles.vocabulary import vocabulary


def read_plain(text: str, language: str | None = None) -> Reading:
    """The page by the evidence of its lines."""
    code = language or language_of(text)
    words = vocabulary(code)
    layout = laid_out(text)
    lines = weighed_nearby(layout, [evidence_of(layout.words_of(block), words) for block in layout.blocks], words)
    body = body_lines(lines)
    if not body and len(layout.blocks) <= 3:
        body = frozenset(range(len(layout.blocks)))
    choice = Choice(
        body, "the run of lines that most looks like reporting", headlines(layout, lines, body, words), "the line above the text that looks like its headline"
    )
    reading = reading_of(layout, lines, choice, code, words)
    site = Site(layout, lines, surroundings(layout, body, None), min(body, default=0), words)
    reading.outlet = outlet_of_text(site, reading.kinds, reading.facts.agency)
    reading.dates, doubts = printed_stamps(layout, reading.kinds, words)
    reading.doubts += doubts
    return reading
