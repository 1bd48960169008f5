"""Decisions as pages show them: what was decided, by whom, why, and what became of it."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from firstsaid.dossier.plain import one_line
from firstsaid.model import Judgement
from firstsaid.review import Kept, Standing, Wish
from firstsaid.review.standing import judgement_of
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


def rows(decisions: Standing, of: Iterable[Kept], name: Callable[[str], str], session: Session, late: Container[str] = frozenset()) -> list[Row]:
    """Decisions, the newest first; `name` tells what an article is called, `late` holds the judgements that only the next run heeds (`late_parts`)."""
    newest = sorted({kept.number: kept for kept in of}.values(), key=lambda kept: -kept.number)
    return [row(kept, _became(kept, decisions.status[kept.number], late), name, session) for kept in newest]


def late_parts(run: Iterable[str], in_force: Iterable[Judgement]) -> frozenset[str]:
    """Ids of the judgements about parts that were made or taken back since the newest run; `run` are the ids of those that it read the pages with."""
    return frozenset(run) ^ frozenset(judgement.id for judgement in in_force if judgement.about == "part")


def _became(kept: Kept, status: str, late: Container[str]) -> str:
    told = BECAME[status] + (_withdrawn(kept.withdrawn, kept.wish.author) if kept.withdrawn else "")
    if judgement_of([kept.wish]).id not in late:
        return told
    return f"{told} from the next run on" if status == "counts" else f"{told}; still in the counts until the next run" if status == "withdrawn" else told


def _withdrawn(when: str, author: str) -> str:
    """When a decision was withdrawn, and by whom where that was not its author."""
    at, _, who = when.partition(" by ")
    return f" {at[:16].replace('T', ' ')} UTC" + (f" by {one_line(who)}" if who != author else "")


def row(kept: Kept, became: str, name: Callable[[str], str], session: Session) -> Row:
    """One decision; `became` says what became of it."""
    wish = kept.wish
    may = kept.withdrawn is None and (wish.author == session.name or session.may("keeper")) and session.may("reviewer")
    by = "by you" if wish.author == session.name else f"by {wish.author}"
    when = kept.made_at[:16].replace("T", " ") + " UTC"
    return Row(kept.number, matter(wish, name), opens(wish), VERDICTS[wish.verdict], one_line(wish.reason), by, when, one_line(wish.machine), became, may)


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
