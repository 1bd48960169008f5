"""What is to be collected and what came of it, as the journal keeps it."""

from dataclasses import dataclass
from typing import NamedTuple

from firstsaid.collect.records import Kept

GIVEN, LISTING, PAGE = "given", "listing", "page"
COLLECTED, UNCHANGED, LISTED, MOVED, REFUSED = "collected", "unchanged", "listed", "moved", "refused"
OUTCOMES = (COLLECTED, UNCHANGED, LISTED, MOVED, REFUSED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One address that is to be collected."""

    url: str
    kind: str = GIVEN
    """GIVEN by the user: a page, or a list whose entries are wanted too; LISTING: a list that a list names; PAGE: an entry of a list."""
    via: str = ""
    """The list or the redirect that led here."""
    hops: int = 0
    """Redirects on the way here."""


class Refused(NamedTuple):
    """An address, or a line of a list, that is not collected, and why."""

    url: str
    reason: str
    via: str = ""


@dataclass(frozen=True, slots=True)
class Taking:
    """What is taken up and what is kept."""

    most: int
    """Most addresses in one round."""
    only_new: bool = False
    """Entries of lists that a round has collected are not asked for again."""
    only_changes: bool = False
    """Of an address whose answer is what it was in the round before, nothing is kept: no revisit record, no second redirect or refusal."""
    leaving: bool = False
    """Collected entries that have left their list since it was last read are asked for once more: a page that is taken down leaves its feed too."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an address between rounds."""

    kept: Kept
    entity: str
    """Digest of the page without chunks and compression."""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one address. It is finished as soon as the journal holds it."""

    wanted: Wanted
    outcome: str
    reason: str = ""
    """Why it was refused; for a list, what is missing of it."""
    target: str = ""
    """Where it has moved."""
    records: bytes = b""
    known: Known | None = None
    links: tuple[Wanted, ...] = ()
    unsound: tuple[Refused, ...] = ()
    """Links that are not collected."""
    gone: bool = False
    """Whether the server says that there is no such page, or none that may be shown."""
