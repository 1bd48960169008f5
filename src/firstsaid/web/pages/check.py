"""Who said this first? A text that somebody has at hand, held against the case."""

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup, escape

from firstsaid.checking import TOO_SHORT, Answer, Carrier, answer, looked_for, too_short
from firstsaid.dossier.dates import published
from firstsaid.dossier.plain import one_line, visible
from firstsaid.model import Span
from firstsaid.web.rendering import page

router = APIRouter()
LONGEST = 4000
"""Characters that an address can carry; the HTTP API takes longer texts."""
SHOWN = 40
AROUND = 90


@dataclass(frozen=True, slots=True)
class Row:
    """An article that carries words of the text."""

    article: str
    name: str
    title: str
    date: str
    words: int
    passages: tuple[tuple[Span, Markup], ...]
    """Each shared passage: its place in the article, and its words with some of what stands around them."""
    changes: tuple[tuple[str, str, str, bool], ...]
    """There, here, class, and whether it is unmarked inside quotation marks."""
    said: tuple[str, ...]
    """The chains of the statements that the words lie in."""
    derived: bool
    """Whether it came from another article in this list."""


@router.get("/check", response_class=HTMLResponse)
def check(request: Request, text: Annotated[str, Query(max_length=LONGEST)] = "") -> HTMLResponse:
    """The articles that carry words of a text: first those that have them from no other in the list."""
    with request.app.state.desk.reading() as shelf:
        found = answer(shelf.case, text) if text.strip() else Answer((), (), 0, 0)
        among = {one.article.id for one in found.carriers}
        shortest = shelf.case.options.reuse.shortest
        rows = [_row(one, among) for one in found.carriers[:SHOWN]]
    title = "Who said this first?"
    brief = too_short(text)
    total, sought = len(found.carriers), TOO_SHORT if brief else looked_for(shortest)
    told: dict[str, Any] = {"rows": rows, "total": total, "found": found, "brief": brief, "looked_for": sought}
    return page(request, "check.html", title=title, asked=visible(text.strip()), longest=LONGEST, **told)


def _row(one: Carrier, among: set[str]) -> Row:
    article = one.article
    when = published(article)
    spans = sorted({match.b for match in one.matches})
    chains = (" ← ".join(told for told, _ in groupby([article.name(), *(link.name for link in said.chain)])) for said in one.said)
    return Row(
        article=article.id,
        name=one_line(article.name()),
        title=one_line(article.title.value) if article.title else "",
        date=when.words if when else "no date",
        words=one.words,
        passages=tuple((span, _around(article.text, span)) for span in spans[:5]),
        changes=tuple((change.there, change.here, change.kind, change.in_quotation) for change in one.changes[:12]),
        said=tuple(dict.fromkeys(one_line(chain) for chain in chains)),
        derived=bool(among.intersection(one.upstreams)),
    )


def _around(text: str, span: Span) -> Markup:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.stop : span.stop + AROUND]
    return Markup("{}<b>{}</b>{}").format(_edge(before, 0), escape(one_line(span.of(text))), _edge(after, -1))


def _edge(words: str, cut: int) -> str:
    """Words beside a passage, without the one that the cut went through; parted from it by a blank where the text has one."""
    line = visible(" ".join(words.split()))
    whole = line.partition(" ")[2] if cut == 0 else line.rpartition(" ")[0]
    gap = " " if (words[-1:].isspace() and cut == 0) or (words[:1].isspace() and cut) else ""
    return (f"… {whole}{gap}" if cut == 0 else f"{gap}{whole} …") if whole else gap
