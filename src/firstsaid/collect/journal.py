"""The journal of collecting: what is wanted, what is finished, and the WARC file in the making.

A page is finished when the journal says so, and it says so after the page's records are on the disk. Whatever stands in the WARC file behind the length that
the journal holds was written by a process that was killed in between; it is cut off, and its pages are asked for again. So a kill at any moment loses no
finished page and doubles none.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from firstsaid.collect import vanished
from firstsaid.collect.batch import Batch
from firstsaid.collect.clock import stamp
from firstsaid.collect.records import Kept
from firstsaid.collect.rules import Rules
from firstsaid.collect.wanted import COLLECTED, LISTED, MOVED, PAGE, REFUSED, UNCHANGED, Known, Refused, Result, Taking, Wanted
from firstsaid.errors import CaseError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS rounds (round INTEGER PRIMARY KEY, began TEXT NOT NULL, ended TEXT);
CREATE TABLE IF NOT EXISTS pages (
    round INTEGER NOT NULL, url TEXT NOT NULL, kind TEXT NOT NULL, via TEXT NOT NULL, hops INTEGER NOT NULL,
    outcome TEXT, reason TEXT NOT NULL DEFAULT '', target TEXT NOT NULL DEFAULT '', batch INTEGER, UNIQUE (round, url));
CREATE TABLE IF NOT EXISTS entries (list TEXT NOT NULL, url TEXT NOT NULL, kind TEXT NOT NULL, UNIQUE (list, url));
CREATE TABLE IF NOT EXISTS unsound (round INTEGER NOT NULL, url TEXT NOT NULL, reason TEXT NOT NULL, via TEXT NOT NULL, UNIQUE (round, url, via));
CREATE TABLE IF NOT EXISTS robots (round INTEGER NOT NULL, origin TEXT NOT NULL, text TEXT NOT NULL, fault TEXT NOT NULL, UNIQUE (round, origin));
CREATE TABLE IF NOT EXISTS known (
    url TEXT PRIMARY KEY, record TEXT NOT NULL, date TEXT NOT NULL, payload TEXT NOT NULL, entity TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS moves (url TEXT PRIMARY KEY, target TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS batches (batch INTEGER PRIMARY KEY, name TEXT NOT NULL, length INTEGER NOT NULL, pages INTEGER NOT NULL, state TEXT NOT NULL);
"""
_MOST_MOVES = 50
_OPEN, _CLOSING, _KEPT = "open", "closing", "kept"


class Journal:
    """`collecting/journal.db` of a case, and the WARC file beside it. One process at a time, one thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._db = sqlite3.connect(folder / "journal.db", isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.executescript(_SCHEMA + vanished.SCHEMA)
        except sqlite3.DatabaseError as error:
            raise CaseError(f"the journal of collecting cannot be read ({error}); move the folder away to begin anew", where=str(folder)) from None
        self.round = self._one("SELECT round FROM rounds WHERE ended IS NULL")
        """The round that is under way, 0 for none."""
        self.batch = self._unfinished()
        """The WARC file in the making."""

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def begin(self, now: datetime) -> None:
        """Begin a round, or go on with the one under way."""
        if not self.round:
            self._db.execute("INSERT INTO rounds (began) VALUES (?)", (stamp(now),))
            self.round = self._one("SELECT max(round) FROM rounds")

    def end(self, now: datetime) -> None:
        """The round is done. What it knows of robots.txt is forgotten, the next one asks again; so are earlier rounds, of which custody tells."""
        with self._transaction():
            self._db.execute("UPDATE rounds SET ended = ? WHERE round = ?", (stamp(now), self.round))
            self._db.execute("DELETE FROM robots")
            self._db.execute("DELETE FROM pages WHERE round <> ?", (self.round,))
            self._db.execute("DELETE FROM unsound WHERE round <> ?", (self.round,))
        self.round = 0

    def want(self, wanted: Iterable[Wanted], unsound: Iterable[Refused], most: int) -> list[Wanted]:
        """Take up addresses and give those that are new in this round; those beyond `most` are refused."""
        with self._transaction():
            return self._want(wanted, unsound, most)

    def _want(self, wanted: Iterable[Wanted], unsound: Iterable[Refused], most: int) -> list[Wanted]:
        taken: list[Wanted] = []
        held = self._one("SELECT count(*) FROM pages WHERE round = ?", self.round)
        for one in wanted:
            if held >= most and not self._one("SELECT count(*) FROM pages WHERE round = ? AND url = ?", self.round, one.url):
                reason = f"it is beyond the {most:,} addresses of one round (--most)"
                self._db.execute("INSERT OR IGNORE INTO unsound VALUES (?, ?, ?, ?)", (self.round, one.url, reason, one.via))
                continue
            row = (self.round, one.url, one.kind, one.via, one.hops)
            if self._db.execute("INSERT OR IGNORE INTO pages (round, url, kind, via, hops) VALUES (?, ?, ?, ?, ?)", row).rowcount:
                taken.append(one)
                held += 1
        rows = ((self.round, row.url, row.reason, row.via) for row in unsound)
        self._db.executemany("INSERT OR IGNORE INTO unsound VALUES (?, ?, ?, ?)", rows)
        return taken

    def waiting(self) -> list[Wanted]:
        """Addresses of this round that are not finished, in the order in which they came."""
        rows = self._db.execute("SELECT url, kind, via, hops FROM pages WHERE round = ? AND outcome IS NULL ORDER BY rowid", (self.round,))
        return [Wanted(*row) for row in rows]

    def finish(self, results: Sequence[Result], taking: Taking, now: datetime) -> list[Wanted]:
        """Write the records of results, then note that they are finished; give the addresses that they brought. `start_batch` comes first."""
        kept = [result for result in results if result.records and not (taking.only_changes and self._as_before(result))]
        number = self._append(b"".join(result.records for result in kept), pages=len(kept))
        taken: list[Wanted] = []
        with self._transaction():
            self._note_batch()
            for result in results:
                row = (result.outcome, result.reason, result.target, number if result in kept else None, self.round, result.wanted.url)
                self._db.execute("UPDATE pages SET outcome = ?, reason = ?, target = ?, batch = ? WHERE round = ? AND url = ?", row)
                if result.target:
                    self._db.execute("INSERT OR REPLACE INTO moves VALUES (?, ?)", (result.wanted.url, result.target))
                if result.known:
                    self._remember(result.wanted.url, result.known)
                if result.gone and (held := self._held(result.wanted.url)):
                    vanished.gone(self._db, held, result.reason, stamp(now))
                elif result.outcome in (COLLECTED, UNCHANGED):
                    vanished.there(self._db, result.wanted.url, stamp(now))
                left = self._relisted(result) if result.outcome == LISTED else []
                taken += self._want(left if taking.leaving else [], (), taking.most)
                again = taking.only_new and result.outcome in (LISTED, UNCHANGED)
                taken += self._want((link for link in result.links if not (again and self._collected(link))), result.unsound, taking.most)
        return taken

    def _relisted(self, result: Result) -> list[Wanted]:
        """Keep which entries a list has now; give those that it had, that were collected, and that it has no more."""
        url = result.wanted.url
        now = {link.url for link in result.links}
        left = [entry for entry in self.listed(url) if entry.url not in now and self._collected(entry)]
        self._db.execute("DELETE FROM entries WHERE list = ?", (url,))
        self._db.executemany("INSERT OR IGNORE INTO entries VALUES (?, ?, ?)", ((url, link.url, link.kind) for link in result.links))
        return left

    def _as_before(self, result: Result) -> bool:
        """Whether the round before had the same answer."""
        if result.outcome not in (MOVED, REFUSED):
            return result.outcome == UNCHANGED and not vanished.is_gone(self._db, result.wanted.url)
        query = "SELECT outcome, reason, target FROM pages WHERE url = ? AND round < ? ORDER BY round DESC LIMIT 1"
        row = self._db.execute(query, (result.wanted.url, self.round)).fetchone()
        return bool(row == (result.outcome, result.reason, result.target))

    def learn(self, origin: str, rules: Rules, records: bytes) -> None:
        """Note what robots.txt says of an origin. `start_batch` comes first."""
        self._append(records, pages=0)
        with self._transaction():
            self._note_batch()
            self._db.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", (self.round, origin, rules.text, rules.fault))

    def next_batch(self) -> int:
        """The number that the next WARC file will have."""
        return self._one("SELECT max(batch) FROM batches") + 1

    def start_batch(self, name: str, opening: bytes) -> None:
        """Begin a WARC file with its first record, unless one is in the making."""
        if self.batch is None:
            batch = Batch(self.next_batch(), name, 0, 0)
            batch.append(self._folder, opening)
            self._db.execute("INSERT INTO batches VALUES (?, ?, ?, 0, ?)", (batch.number, batch.name, batch.length, _OPEN))
            self.batch = batch

    def finish_batch(self, keep: Callable[[Path, str], None]) -> None:
        """Hand the WARC file over, if one is in the making and holds a page.

        From the first step on nothing more is written to it, so that after a kill the same bytes are handed over again; `keep` must take the same file twice.
        """
        if self.batch is None:
            return
        batch = self.batch
        path = batch.checked(self._folder)
        self._db.execute("UPDATE batches SET state = ? WHERE batch = ?", (_CLOSING, batch.number))
        if batch.pages:
            keep(path, batch.name)
        self._db.execute("UPDATE batches SET state = ? WHERE batch = ?", (_KEPT, batch.number))
        path.unlink()
        self.batch = None

    def settle(self, keep: Callable[[Path, str], None]) -> None:
        """Hand over a WARC file whose handing over was cut short by a kill."""
        if self.batch and self._one("SELECT count(*) FROM batches WHERE batch = ? AND state = ?", self.batch.number, _CLOSING):
            self.finish_batch(keep)

    def _append(self, records: bytes, pages: int) -> int:
        if self.batch is None:
            raise CaseError("no WARC file is in the making", where=str(self._folder))
        if records:
            self.batch.append(self._folder, records)
            self.batch.pages += pages
        return self.batch.number

    def _note_batch(self) -> None:
        if self.batch:
            self._db.execute("UPDATE batches SET length = ?, pages = ? WHERE batch = ?", (self.batch.length, self.batch.pages, self.batch.number))

    def _unfinished(self) -> Batch | None:
        row = self._db.execute("SELECT batch, name, length, pages FROM batches WHERE state <> ?", (_KEPT,)).fetchone()
        for left in self._folder.glob("*.warc.gz"):
            if row is None or left.name != row[1]:
                left.unlink()
        if row is None:
            return None
        batch = Batch(*row)
        batch.checked(self._folder)
        return batch

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it or nothing: a kill in between undoes what was done."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def rules(self) -> dict[str, Rules]:
        """Every robots.txt that this round has read."""
        rows = self._db.execute("SELECT origin, text, fault FROM robots WHERE round = ?", (self.round,))
        return {origin: Rules(text, fault) for origin, text, fault in rows}

    def known(self, url: str) -> Known | None:
        """What an earlier round kept of an address."""
        row = self._db.execute("SELECT record, date, payload, entity, etag, modified FROM known WHERE url = ?", (url,)).fetchone()
        return Known(Kept(*row[:3]), *row[3:]) if row else None

    def _collected(self, link: Wanted) -> bool:
        """Whether a round has collected the page of an entry, or the one that it redirects to."""
        return link.kind == PAGE and bool(self._held(link.url))

    def _held(self, url: str) -> str:
        """The address whose page a round has collected: this one or the one that it redirected to; "" for neither."""
        for _ in range(_MOST_MOVES):
            if self.known(url):
                return url
            row = self._db.execute("SELECT target FROM moves WHERE url = ?", (url,)).fetchone()
            if row is None:
                return ""
            url = row[0]
        return ""

    def vanished(self) -> tuple[vanished.Vanished, ...]:
        """Every page that was collected and is gone, or was gone and has come back."""
        return vanished.noted(self._db)

    def listed(self, url: str) -> list[Wanted]:
        """The entries that a list had when it was last read."""
        return [Wanted(entry, kind, url) for entry, kind in self._db.execute("SELECT url, kind FROM entries WHERE list = ? ORDER BY rowid", (url,))]

    def _remember(self, url: str, known: Known) -> None:
        kept = known.kept
        row = (url, kept.record, kept.date, kept.payload_digest, known.entity, known.etag, known.last_modified)
        self._db.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def outcomes(self) -> list[tuple[str, str, str, str, str]]:
        """(address, outcome, reason, target, via) of every finished address of this round, in the order in which they came."""
        columns = "SELECT url, outcome, reason, target, via FROM pages WHERE round = ? AND outcome IS NOT NULL ORDER BY rowid"
        pages = self._db.execute(columns, (self.round,)).fetchall()
        unsound = self._db.execute("SELECT url, ?, reason, '', via FROM unsound WHERE round = ? ORDER BY rowid", (REFUSED, self.round)).fetchall()
        return pages + unsound

    def _one(self, query: str, *values: object) -> int:
        row = self._db.execute(query, values).fetchone()
        return int(row[0]) if row and row[0] is not None else 0
