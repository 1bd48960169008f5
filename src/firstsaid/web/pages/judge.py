"""Decisions: a question with its choices, the keeping of an answer, the undoing of one."""

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from firstsaid.dossier.dates import moment
from firstsaid.model import Place, Stamp
from firstsaid.model.article import PART_KINDS
from firstsaid.model.judgement import Judged
from firstsaid.model.lineage import RELATIONS
from firstsaid.review import Wish
from firstsaid.web.access import needs
from firstsaid.web.desk import Desk, now
from firstsaid.web.pages.asking import ask, log_of
from firstsaid.web.questions import question as question_of
from firstsaid.web.readings import PAIRED, fitting
from firstsaid.web.rendering import page

router = APIRouter()
_PLACE = re.compile(r"([0-9a-f]{16}):(\d{1,9})-(\d{1,9})")
_BACK = re.compile(r"/(?:[\w-]+(?:/[\w-]+)*)?")


class Answer(BaseModel):
    """A form that was filled in."""

    forgery: str
    token: str = Field(min_length=8, max_length=100)
    about: Judged
    one: str
    other: str = ""
    choice: Literal["accept", "reject", "unsure", "other"]
    value: str = Field("", max_length=100)
    upstream: str = Field("", pattern=r"^([0-9a-f]{16})?$")
    instead: str = Field("", max_length=100)
    """The other reading that was chosen, or the date that was typed."""
    reason: str = Field(max_length=4000)
    back: str = Field("", max_length=300)


@router.get("/decide", response_class=HTMLResponse)
def decide(request: Request, about: Judged, one: str, other: str = "", back: str = "") -> HTMLResponse:
    """One question on a page of its own; the places are given as ARTICLE:START-STOP."""
    places = _places(about, one, other)
    with request.app.state.desk.reading() as shelf:
        told = shelf.story_of("placements", places[0].article)
        fitting(told.index, about, places)
        question = ask(request, told, about, places)
        articles = {place.article for place in places}
        log = log_of(request, told, lambda kept: articles.issuperset(place.article for place in kept.wish.places) and kept.wish.about == about)
        back = back if _BACK.fullmatch(back) and back else f"/story/{told.id}"
        asked = question_of(told, about, places)
        trail = ((f"/story/{told.id}", "Story"),)
        return page(request, "decide.html", title="Decide", trail=trail, said=asked.said, passages=asked.words, question=question, log=log, back=back)


@router.post("/judge")
def judge(request: Request, given: Annotated[Answer, Form()]) -> Response:
    """Keep an answer."""
    session = needs(request, "reviewer", given.forgery)
    places = _places(given.about, given.one, given.other)
    desk: Desk = request.app.state.desk
    wish = Wish(given.about, places, *_decided(given), session.name, given.reason, token=f"{session.name}:{given.token}")
    desk.judge(wish, now())
    return RedirectResponse(f"{_still_there(desk, given.back)}#decisions", 303)


@router.post("/undo")
def undo(request: Request, number: Annotated[int, Form(ge=1, le=2**53)], forgery: Annotated[str, Form()], back: Annotated[str, Form()] = "") -> Response:
    """Take a decision out of force; it stays in the log. A reviewer may undo their own, a keeper any."""
    session = needs(request, "reviewer", forgery)
    desk: Desk = request.app.state.desk
    desk.withdraw(number, session.name, "", now(), whose=None if session.may("keeper") else session.name)
    return RedirectResponse(f"{_still_there(desk, back)}#decisions", 303)


def _decided(given: "Answer") -> tuple[str, str, str | None]:
    """Verdict, value and upstream of an answer. Raises HTTPException 422 when another reading was chosen and none is named."""
    if given.choice != "other":
        return given.choice, given.value, given.upstream or None
    value, _, upstream = given.instead.partition(":") if given.about == "relation" else (given.instead.strip(), "", "")
    fits = {"relation": value in RELATIONS, "date": moment(Stamp(value, "published", "typed", None)) is not None, "part": value in PART_KINDS}
    if not fits.get(given.about):
        dated = "Another date was chosen, and what was typed is none: go back, and type one such as 2031-03-12, or 2031-03-12T09:12:00Z."
        raise HTTPException(422, dated if given.about == "date" else "Another reading was chosen, but not which: go back, and choose it from the list.")
    return "accept", value, upstream or None


def _places(about: str, one: str, other: str) -> tuple[Place, ...]:
    found = [_PLACE.fullmatch(given) for given in ((one, other) if about in PAIRED else (one,))]
    if not all(found):
        raise HTTPException(422, "A place is given as ARTICLE:START-STOP.")
    return tuple(Place(place[1], int(place[2]), int(place[3])) for place in found if place)


def _still_there(desk: Desk, back: str) -> str:
    """Where to go after a decision: back, or to the stories where a decision has taken the claim's page away."""
    if not _BACK.fullmatch(back):
        return "/decisions"
    if back.startswith("/claim/"):
        with desk.reading() as shelf:
            try:
                told = shelf.story_of("claims", back.split("/")[2])
            except KeyError:
                return "/decisions"
            return back if back.split("/")[2] in told.index.claims else f"/story/{told.id}"
    return back
