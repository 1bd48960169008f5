"""Pages that were collected and are not there any more: taken down, lost, or withheld by order."""

import sqlite3
from typing import NamedTuple

STATUSES = (404, 410, 451)
"""Not found, gone (RFC 9110 sections 15.5.5 and 15.5.11), unavailable for legal reasons (RFC 7725)."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS vanished (
    url TEXT PRIMARY KEY, entity TEXT NOT NULL, reason TEXT NOT NULL, seen TEXT NOT NULL, at TEXT NOT NULL, back TEXT NOT NULL DEFAULT '');
"""
_SEEN = """
SELECT r.began FROM pages p JOIN rounds r USING (round)
WHERE p.url = ? AND r.ended IS NOT NULL AND p.outcome IN ('collected', 'unchanged') ORDER BY p.round DESC LIMIT 1
"""


class Vanished(NamedTuple):
    """A page that a round had and a later one did not get. Times are those of WARC 1.1."""

    url: str
    entity: str
    """Digest of the page as it was kept last."""
    reason: str
    seen: str
    """When it was last there: the beginning of the round that got it or found it unchanged."""
    at: str
    """When it was first not there."""
    back: str
    """When it was there again, "" while it is not."""


def gone(database: sqlite3.Connection, url: str, reason: str, at: str) -> None:
    """Note that a page is not there, if it has been collected and is not noted as gone."""
    known = database.execute("SELECT entity, date FROM known WHERE url = ?", (url,)).fetchone()
    if known:
        row = database.execute(_SEEN, (url,)).fetchone()
        seen = max(known[1], row[0]) if row else known[1]
        again = "ON CONFLICT (url) DO UPDATE SET entity = ?2, reason = ?3, seen = ?4, at = ?5, back = '' WHERE back <> ''"
        database.execute(f"INSERT INTO vanished (url, entity, reason, seen, at) VALUES (?1, ?2, ?3, ?4, ?5) {again}", (url, known[0], reason, seen, at))  # noqa: S608


def there(database: sqlite3.Connection, url: str, at: str) -> None:
    """Note that a page is there, if it was noted as gone."""
    database.execute("UPDATE vanished SET back = ? WHERE url = ? AND back = ''", (at, url))


def is_gone(database: sqlite3.Connection, url: str) -> bool:
    """Whether a page was not there when it was last asked for."""
    return database.execute("SELECT 1 FROM vanished WHERE url = ? AND back = ''", (url,)).fetchone() is not None


def noted(database: sqlite3.Connection) -> tuple[Vanished, ...]:
    """Every page that is gone, or was and has come back."""
    return tuple(Vanished(*row) for row in database.execute("SELECT url, entity, reason, seen, at, back FROM vanished ORDER BY at, url"))
