"""Who may work on a case that is served to several people: accounts, sessions and tokens in `review.db`."""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from firstsaid.errors import CaseError

ROLES = ("reader", "reviewer", "keeper")
"""reader: sees · reviewer: also decides · keeper: also adds pages, runs, exports."""
SCOPES = {"read": "reader", "judge": "reviewer", "keep": "keeper"}
"""What a token may do, and the role that this takes."""
TRIES = 5
LOCKED_SECONDS = 15 * 60
SESSION_SECONDS = 12 * 3600
SHORTEST_PASSWORD = 12


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has been let in."""

    name: str
    role: str
    forgery: str
    """What a form must carry to count as theirs (a CSRF token); empty for an API token, which no browser sends by itself."""

    def may(self, role: str) -> bool:
        """Whether they have this role or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Users:
    """The accounts of one case. Times are seconds since 1970 and are given by the caller."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, name: str, password: str, role: str, now: float) -> None:
        """Make an account, or give an existing one a new password and role, which ends its sessions. Raises CaseError when a value does not fit."""
        from argon2 import PasswordHasher  # noqa: PLC0415 (needed by a server with accounts only)

        if role not in ROLES:
            raise CaseError(f"there is no role {role}; there are {', '.join(ROLES)}")
        if not name.strip() or len(name) > 80 or any(not c.isprintable() for c in name):
            raise CaseError("a name has 1 to 80 printable characters")
        if len(password) < SHORTEST_PASSWORD:
            raise CaseError(f"a password has at least {SHORTEST_PASSWORD} characters")
        with self._open() as database:
            database.execute("delete from users where name = ?", (name,))
            database.execute("insert into users (name, password, role, made_at) values (?, ?, ?, ?)", (name, PasswordHasher().hash(password), role, now))

    def remove(self, name: str) -> None:
        """Take an account away with its sessions and tokens; its judgements stay. Raises CaseError when there is none of that name."""
        with self._open() as database:
            if not database.execute("delete from users where name = ?", (name,)).rowcount:
                raise CaseError(f"there is no account {name}", where=str(self.path))

    def names(self) -> list[tuple[str, str]]:
        """Every account and its role, by name."""
        with self._open() as database:
            return [(row["name"], row["role"]) for row in database.execute("select name, role from users order by name")]

    def enter(self, name: str, password: str, now: float) -> str:
        """Let somebody in and give what their browser keeps.

        Raises CaseError for a wrong name or password, in the same words and about the same time; after five wrong ones in a row the account rests 15 minutes.
        """
        from argon2 import PasswordHasher  # noqa: PLC0415
        from argon2.exceptions import Argon2Error, InvalidHashError  # noqa: PLC0415

        hasher = PasswordHasher()
        with self._open() as database:
            row = database.execute("select * from users where name = ?", (name,)).fetchone()
            if row and row["locked_until"] > now:
                raise CaseError("this account rests after five wrong passwords; try again in a quarter of an hour")
        try:
            right = hasher.verify(row["password"] if row else _nobody(), password) and row is not None
        except (Argon2Error, InvalidHashError):
            right = False
        with self._open() as database:
            if not right:
                database.execute(
                    "update users set failures = (failures + 1) % ?, locked_until = iif(failures + 1 >= ?, ?, locked_until) where name = ?",
                    (TRIES, TRIES, now + LOCKED_SECONDS, name),
                )
                database.commit()
                raise CaseError("name or password is wrong")
            database.execute("update users set failures = 0 where name = ?", (name,))
            database.execute("delete from sessions where ends_at < ?", (now,))
            key = secrets.token_urlsafe(32)
            values = (_digest(key), name, secrets.token_urlsafe(32), now + SESSION_SECONDS)
            database.execute("insert into sessions (digest, user, forgery, ends_at) values (?, ?, ?, ?)", values)
            return key

    def leave(self, key: str) -> None:
        """End a session."""
        with self._open() as database:
            database.execute("delete from sessions where digest = ?", (_digest(key),))

    def session(self, key: str, now: float) -> Session | None:
        """Whose session it is, unless it has ended."""
        query = "select u.name, u.role, s.forgery from sessions s join users u on u.name = s.user where s.digest = ? and s.ends_at > ?"
        with self._open() as database:
            row = database.execute(query, (_digest(key), now)).fetchone()
        return Session(row["name"], row["role"], row["forgery"]) if row else None

    def grant(self, name: str, scope: str, ends_at: float) -> str:
        """Make a token for programs; it is shown once and kept as a digest. Raises CaseError when the account's role does not allow the scope."""
        with self._open() as database:
            row = database.execute("select role from users where name = ?", (name,)).fetchone()
            if row is None:
                raise CaseError(f"there is no account {name}", where=str(self.path))
            if scope not in SCOPES:
                raise CaseError(f"there is no scope {scope}; there are {', '.join(SCOPES)}")
            if not Session(name, row["role"], "").may(SCOPES[scope]):
                raise CaseError(f"{name} is a {row['role']} and cannot hold a token that may {scope}")
            token = secrets.token_urlsafe(32)
            database.execute("insert into tokens (digest, user, scope, ends_at) values (?, ?, ?, ?)", (_digest(token), name, scope, ends_at))
        return token

    def bearer(self, token: str, now: float) -> Session | None:
        """Whose token it is, with no more than the token's scope, unless it has ended."""
        query = "select u.name, u.role, t.scope from tokens t join users u on u.name = t.user where t.digest = ? and t.ends_at > ?"
        with self._open() as database:
            row = database.execute(query, (_digest(token), now)).fetchone()
        return Session(row["name"], min(row["role"], SCOPES[row["scope"]], key=ROLES.index), "") if row else None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        database = sqlite3.connect(self.path, timeout=30.0)
        try:
            database.row_factory = sqlite3.Row
            database.execute("pragma journal_mode = wal")
            database.execute("pragma foreign_keys = on")
            database.executescript(files("firstsaid.review").joinpath("users.sql").read_text("utf-8"))
            yield database
            database.commit()
        except sqlite3.DatabaseError as error:
            raise CaseError(f"review.db cannot be used ({error})", where=str(self.path)) from error
        finally:
            database.close()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _nobody() -> str:
    """A hash that no password fits, so that a wrong name takes as long as a wrong password."""
    return "$argon2id$v=19$m=65536,t=3,p=4$bm9ib2R5LW5vYm9keQ$ZJcvvWkWYvX2jzCVCUpVPmTVbGyzHZzlxFkK2q3o0Zk"
