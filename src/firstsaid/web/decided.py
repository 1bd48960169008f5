"""Decisions as pages show them: what was decided, by whom, why, and what became of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from firstsaid.dossier.plain import one_line
from firstsaid.review import Kept, Standing, Wish
from firstsaid.review.users import Session
from firstsaid.sealing.decided import BECAME, VERDICTS, matter


@dataclass(frozen=True, slots=True)
class Row:
    """A decision in a list."""

    number: int
    matter: str
    opens: str
    """Address of what it is about."""
    verdict: str
    reason: str
    by: str
    made_at: str
    machine: str
    became: str
    may_undo: bool


def rows(decisions: Standing, of: Iterable[Kept], name: Callable[[str], str], session: Session) -> list[Row]:
    """Decisions, the newest first; `name` tells what an article is called."""
    newest = sorted({kept.number: kept for kept in of}.values(), key=lambda kept: -kept.number)
    return [row(kept, decisions.status[kept.number], name, session) for kept in newest]


def row(kept: Kept, became: str, name: Callable[[str], str], session: Session) -> Row:
    """One decision."""
    wish = kept.wish
    told = BECAME[became] + (f" {kept.withdrawn}" if kept.withdrawn else "")
    may = kept.withdrawn is None and (wish.author == session.name or session.may("keeper")) and session.may("reviewer")
    by = "by you" if wish.author == session.name else f"by {wish.author}"
    when = kept.made_at[:16].replace("T", " ") + " UTC"
    return Row(kept.number, matter(wish, name), opens(wish), VERDICTS[wish.verdict], one_line(wish.reason), by, when, one_line(wish.machine), told, may)


def opens(wish: Wish) -> str:
    """The address of the page on which the matter can be looked at."""
    if wish.about == "relation":
        return f"/pair/{wish.places[0].article}/{wish.places[1].article}"
    if wish.about == "date":
        return f"/article/{wish.places[0].article}"
    return decide_address(wish.about, wish.places)


def decide_address(about: str, places: Sequence[tuple[str, int, int]]) -> str:
    """The address of the page that asks about a matter."""
    asked = "&".join(f"{key}={article}:{start}-{stop}" for key, (article, start, stop) in zip(("one", "other"), places, strict=False))
    return f"/decide?about={about.replace(' ', '+')}&{asked}"
