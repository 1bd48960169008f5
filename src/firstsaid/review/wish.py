"""A decision that somebody wants to be kept, and one that is kept."""

import hashlib
import json
from dataclasses import dataclass

from firstsaid.errors import CaseError
from firstsaid.model import Place, content_id
from firstsaid.model.judgement import JUDGED, VERDICTS

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
    def decision(self) -> tuple[str, str, str | None]:
        """What two authors who decide the same have in common."""
        return (self.verdict, self.value, self.upstream)

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


def check(wish: Wish) -> None:
    """Whether a decision can be kept. Raises CaseError, with what is wrong, when it cannot."""
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
