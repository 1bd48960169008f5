"""`review.db`: judgements and notes in SQLite, append-only; opens in any SQLite browser."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

from firstsaid.errors import CaseError
from firstsaid.model import Judgement, Place
from firstsaid.review.standing import standing
from firstsaid.review.wish import Kept, Wish, check

PATIENCE = 30.0
"""Seconds to wait while another reviewer's decision is being written."""


class Reviews:
    """The judgements of one case. Each method is one transaction; what it has returned from is on the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keep(self, wish: Wish, made_at: str) -> tuple[int, bool]:
        """Add a decision; give its number and whether it is new. A later one on the same matter by the same author takes the place of the earlier.

        The same token a second time adds nothing and gives the first number. Raises CaseError when the decision is not well formed.
        """
        check(wish)
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
        return list(standing(self.log(), reviewers).in_force)

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
        with self._frozen() if self._is_frozen() else self._connected() as database:
            yield database

    def _is_frozen(self) -> bool:
        """Whether nobody can write to it here: a case on a medium, or of somebody else, that may only be read."""
        return not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK))

    @contextmanager
    def _frozen(self) -> Iterator[sqlite3.Connection]:
        """Read without a lock and without the files that a log of writes needs, unless such a log lies there and holds something."""
        log = self.path.with_name(f"{self.path.name}-wal")
        how = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
        try:
            with closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?{how}", uri=True)) as database:
                database.row_factory = sqlite3.Row
                yield database
        except sqlite3.DatabaseError as error:
            raise CaseError(f"review.db cannot be used ({error})", where=str(self.path)) from error

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


def _kept(row: sqlite3.Row) -> Kept:
    places = tuple(Place(*place) for place in json.loads(row["places"]))
    wish = Wish(row["about"], places, row["verdict"], row["value"], row["upstream"], row["author"], row["reason"], row["machine"], row["token"])
    return Kept(row["number"], wish, row["made_at"], f"{row['w_at']} by {row['w_author']}" if row["w_at"] else None)
