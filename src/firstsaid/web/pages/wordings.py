"""The wordings of a claim, and what a voice is made to say."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from firstsaid.dossier.changes import folded
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.versions import carried
from firstsaid.dossier.views.statements import StatementView, statement_view
from firstsaid.dossier.views.wordings import WordingRow, wording_rows, wordings_drawn
from firstsaid.dossier.wording import KINDS, shown
from firstsaid.model import Span, Statement, Voice
from firstsaid.web.decided import decide_address
from firstsaid.web.pages.asking import log_of
from firstsaid.web.rendering import page

router = APIRouter()
SHOWN = 200


@router.get("/wordings/{claim}", response_class=HTMLResponse)
def wordings(request: Request, claim: str) -> HTMLResponse:
    """One row for each wording of a claim, oldest first, with what it changed."""
    with request.app.state.desk.reading() as shelf:
        told = shelf.story_of("claims", claim)
        rows, total = wording_rows(told.index, told.index.claims[claim])
        trail = ((f"/story/{told.id}", "Story"), (f"/claim/{claim}", "Claim"))
        return page(
            request,
            "wordings.html",
            title="Wordings",
            trail=trail,
            rows=rows,
            drawn=wordings_drawn(rows) if len(rows) > 1 else None,
            total=total,
            note=shown(len(rows), total),
            told=(carried(told.index.claims[claim].articles, told.index.articles), *_first_changed(rows)),
        )


@router.get("/voice/{voice}", response_class=HTMLResponse)
def voice(request: Request, voice: str) -> HTMLResponse:
    """All that a voice is made to say in one story, through whom, and what it relays of others."""
    with request.app.state.desk.reading() as shelf:
        told = shelf.story_of("voices", voice)
        index = told.index
        held = next(v for v in index.dossier.voices if v.id == voice)
        groups = []
        for title, ids in (("What this voice is made to say", held.statements), ("What it passes on from others", held.relays)):
            said = sorted((index.statements[s] for s in ids if s in index.statements), key=lambda s: (*index.when(s.article), s.content))
            sayings = _sayings(index, said)
            rows = [_row(index, saying, held) for saying in sayings[:SHOWN]]
            groups.append((title, rows, shown(len(rows), len(sayings))))
        trail = ((f"/story/{told.id}", "Story"),)
        log = log_of(request, told, lambda kept: kept.wish.about == "same voice", held.articles)
        others = {folded(name): name for name in reversed(held.names) if folded(name) != folded(held.name)}
        return page(
            request,
            "voice.html",
            title=one_line(held.name),
            trail=trail,
            voice=held,
            others=[*others.values()][::-1],
            kind=KINDS.get(held.kind, held.kind),
            groups=groups,
            log=log,
        )


@dataclass(frozen=True, slots=True)
class Saying:
    """The same words of a voice, with everybody who passes them on."""

    article: str
    name: str
    siglum: str
    view: StatementView
    asked: str
    """Where it is decided whether they are the voice's own; "" where nothing is to be decided."""
    also: tuple[tuple[str, str, str], ...]
    """Further articles that have them: id, siglum and name."""


def _sayings(index: Index, said: list[Statement]) -> list[list[Statement]]:
    """Statements of the same words (case and typography apart), in the order in which each first stands."""
    found: dict[str, list[Statement]] = {}
    for statement in said:
        text = index.articles[statement.article].text
        found.setdefault(" ".join(folded(span.of(text)) for span in statement.content), []).append(statement)
    return list(found.values())


def _row(index: Index, saying: list[Statement], voice: Voice) -> Saying:
    first = saying[0]
    others = dict.fromkeys(s.article for s in saying[1:] if s.article != first.article)
    also = tuple((article, index.sigla.get(article, "?"), index.name(article)) for article in others)
    name, siglum = index.name(first.article), index.sigla.get(first.article, "?")
    return Saying(first.article, name, siglum, statement_view(index, first), _asked(voice, first, index), also)


def _first_changed(rows: list[WordingRow]) -> tuple[int, list[str]]:
    """How many changes inside quotation marks are in the wordings, and who has the first of them."""
    changes = {altered.number: altered.by for row in rows for altered in row.altered}
    return len(changes), list(dict.fromkeys(changes.values()))


def _asked(voice: Voice, statement: Statement, index: Index) -> str:
    """Where it is decided whether this statement is the voice's own; "" for the one that the others are held against."""
    first = index.statements.get(voice.statements[0]) if voice.statements else None
    if first is None or first.id == statement.id or statement.id not in voice.statements:
        return ""
    return decide_address("same voice", [(s.article, *mention(s)) for s in (first, statement)])


def mention(statement: Statement) -> Span:
    """The words that name the speaker, or where there are none the words that are said."""
    return statement.source or statement.content[0]
