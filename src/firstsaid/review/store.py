"""`review.db`: judgements and notes in SQLite, append-only; opens in any SQLite browser."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from firstsaid.errors import CaseError
from firstsaid.model import Judgement, Place, content_id
from firstsaid.model.judgement import JUDGED, VERDICTS

PATIENCE = 30.0
"""Seconds to wait while another reviewer's decision is being written."""
LONGEST_REASON = 4_000


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision that somebody wants to be kept."""

    about: str
    places: tuple[Place, ...]
    verdict: str
    value: str
    upstream: str | None
    author: str
    reason: str
    machine: str = ""
    """What the machine said when it was made, in words."""
    token: str | None = None
    """What tells a form that was sent twice."""

    @property
    def key(self) -> str:
        """What it is about; the two sides of a pair may come in either order."""
        places = sorted(self.places) if self.about in ("relation", "same claim", "same voice") else self.places
        return content_id("judged", self.about, json.dumps(places))

    @property
    def digest(self) -> str:
        """SHA-256 of all that was decided, for the custody log."""
        said = [self.about, self.places, self.verdict, self.value, self.upstream, self.author, self.reason]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision as it is kept."""

    number: int
    wish: Wish
    made_at: str
    withdrawn: str | None
    """When and by whom it was withdrawn, in words; None while it stands."""


class Reviews:
    """The judgements of one case. Each method is one transaction; what it has returned from is on the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keep(self, wish: Wish, made_at: str) -> tuple[int, bool]:
        """Add a decision; give its number and whether it is new. A later one on the same matter by the same author takes the place of the earlier.

        The same token a second time adds nothing and gives the first number. Raises CaseError when the decision is not well formed.
        """
        _check(wish)
        values = (wish.key, wish.about, json.dumps(wish.places), wish.verdict, wish.value, wish.upstream, wish.author, wish.reason, made_at, wish.machine,
                  wish.token)  # fmt: skip
        columns = "key, about, places, verdict, value, upstream, author, reason, made_at, machine, token"
        with self._writing() as database:
            known = database.execute("select number from judgements where token = ?", (wish.token,)).fetchone() if wish.token else None
            if known:
                return int(known[0]), False
            marks = ", ".join("?" * len(values))
            return int(database.execute(f"insert into judgements ({columns}) values ({marks})", values).lastrowid or 0), True  # noqa: S608

    def withdraw(self, number: int, author: str, reason: str, made_at: str) -> None:
        """Take a decision out of force; it stays in the log. Raises CaseError when there is no such decision or it was withdrawn before."""
        with self._writing() as database:
            if not database.execute("select 1 from judgements where number = ?", (number,)).fetchone():
                raise CaseError(f"there is no judgement {number}", where=str(self.path))
            if database.execute("select 1 from withdrawals where judgement = ?", (number,)).fetchone():
                raise CaseError(f"judgement {number} was withdrawn before", where=str(self.path))
            row = (number, author, reason, made_at)
            database.execute("insert into withdrawals (judgement, author, reason, made_at) values (?, ?, ?, ?)", row)

    def log(self, newest: int = 0) -> list[Kept]:
        """Every decision, oldest first; with `newest` only so many of the last."""
        if not self.path.exists():
            return []
        query = "select j.*, w.made_at as w_at, w.author as w_author from judgements j left join withdrawals w on w.judgement = j.number order by j.number desc"
        with self._reading() as database:
            rows = database.execute(f"{query} limit ?", (newest or -1,)).fetchall()
        return [_kept(row) for row in reversed(rows)]

    def in_force(self, reviewers: int = 1) -> list[Judgement]:
        """The decisions that count: of each author the last one on a matter that was not withdrawn.

        Where authors disagree, or fewer than `reviewers` have decided the same, none counts. In the order of their ids.
        """
        latest: dict[tuple[str, str], Wish] = {}
        for kept in self.log():
            if kept.withdrawn is None:
                latest[kept.wish.key, kept.wish.author] = kept.wish
        matters: dict[str, list[Wish]] = {}
        for wish in latest.values():
            matters.setdefault(wish.key, []).append(wish)
        agreed = [wishes for wishes in matters.values() if len({_decision(w) for w in wishes}) == 1 and len(wishes) >= reviewers]
        return sorted((_judgement(wishes) for wishes in agreed), key=lambda j: j.id)

    def version(self) -> tuple[int, int]:
        """How many decisions and withdrawals there are: what tells that something was decided since."""
        if not self.path.exists():
            return (0, 0)
        with self._reading() as database:
            row = database.execute("select (select count(*) from judgements), (select count(*) from withdrawals)").fetchone()
        return (int(row[0]), int(row[1]))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as database:
            database.execute("begin immediate")
            try:
                yield database
            except BaseException:
                database.rollback()
                raise
            database.commit()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as database:
            yield database

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        database = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        try:
            database.row_factory = sqlite3.Row
            database.execute("pragma journal_mode = wal")
            database.execute("pragma synchronous = full")
            database.execute("pragma foreign_keys = on")
            database.executescript(_schema()) if not _is_made(database) else None
            yield database
        except sqlite3.DatabaseError as error:
            raise CaseError(f"review.db cannot be used ({error})", where=str(self.path)) from error
        finally:
            database.close()


def _is_made(database: sqlite3.Connection) -> bool:
    return bool(database.execute("select 1 from sqlite_master where name = 'notes_kept'").fetchone())


def _schema() -> str:
    return files("firstsaid.review").joinpath("schema.sql").read_text("utf-8")


def _check(wish: Wish) -> None:
    if wish.about not in JUDGED or wish.verdict not in VERDICTS:
        raise CaseError(f"a judgement is about {', '.join(JUDGED)} and is one of {', '.join(VERDICTS)}")
    wanted = {"relation": 2, "same claim": 2, "same voice": 2, "date": 1, "part": 1}[wish.about]
    if len(wish.places) != wanted:
        raise CaseError(f"a judgement on {wish.about} names {wanted} place{'s' * (wanted > 1)}, not {len(wish.places)}")
    if not wish.reason.strip():
        raise CaseError("a judgement needs a reason; it is kept in the case and shown in the report")
    if len(wish.reason) > LONGEST_REASON:
        raise CaseError(f"the reason has {len(wish.reason)} characters; at most {LONGEST_REASON} are kept")
    if not wish.author.strip():
        raise CaseError("a judgement needs its author's name")


def _decision(wish: Wish) -> tuple[str, str, str | None]:
    return (wish.verdict, wish.value, wish.upstream)


def _judgement(wishes: Sequence[Wish]) -> Judgement:
    first = min(wishes, key=lambda wish: wish.author)
    key = content_id("judgement", first.key, first.verdict, first.value, first.upstream or "")
    authors = " and ".join(sorted(wish.author for wish in wishes))
    reason = " / ".join(dict.fromkeys(wish.reason for wish in sorted(wishes, key=lambda w: w.author)))
    return Judgement(key, first.about, first.places[0].article, first.places, first.verdict, first.value, first.upstream, authors, reason)


def _kept(row: sqlite3.Row) -> Kept:
    places = tuple(Place(*place) for place in json.loads(row["places"]))
    wish = Wish(row["about"], places, row["verdict"], row["value"], row["upstream"], row["author"], row["reason"], row["machine"], row["token"])
    return Kept(row["number"], wish, row["made_at"], f"{row['w_at']} by {row['w_author']}" if row["w_at"] else None)
