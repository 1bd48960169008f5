"""What a report says beside the records: which part of the case it is, what people decided, what was hidden, which settings it was made with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from firstsaid.dossier.redaction import Hidden


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's decision, in words."""

    number: int
    matter: str
    verdict: str
    reason: str
    by: str
    made_at: str
    machine: str
    """What the machine said when it was made."""
    became: str
    """Whether it counts, and why not."""


@dataclass(frozen=True, slots=True)
class MovedCount:
    """A count that decisions have moved."""

    by: str
    """By whom, as it is said beside the count: "by Ilse Marrin"."""
    alone: str
    """What the machine alone says."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a report says beside the records of its dossier."""

    part: str = ""
    """Which part of the case it is, in a sentence; "" for all of it."""
    decisions: tuple[Decision, ...] = ()
    moved: Mapping[str, MovedCount] = field(default_factory=dict)
    """By claim."""
    settings: tuple[tuple[str, str], ...] | None = None
    """Options that are not at their defaults; None where that is not said."""
    hidden: tuple[Hidden, ...] = ()
    without_notes: bool = False
    """Whether reasons were left out."""
    custody: str = ""
    """How long the custody log is and the digest of its last line."""


NOTHING = Beside()
