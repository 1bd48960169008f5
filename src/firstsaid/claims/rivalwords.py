"""How a language gives one figure beside another one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RivalWords:
    """How a page gives one figure beside another one."""

    giving: frozenset[str]
    """Verbs with which somebody gives a figure."""
    counting: frozenset[str]
    """Those of them behind which a bare number counts what the one before it does."""
    contrast: frozenset[str]
    """Words that open the clause with the other figure."""
    adding: frozenset[str]
    """Beside a number these say that it counts others, or is the change of a number."""
    coming: frozenset[str]
    """Those of them with which a number is surely no total, whatever is counted."""
    shifting: frozenset[str]
    """Words that tell of another time, so that both figures may be right."""
    until: frozenset[str]
    """Words that before a day tell the same."""
    narrowing: frozenset[str]
    """Phrases that tell, behind a count of the dead, where or how some of them died."""
    opposing: frozenset[str]
    """Words that tell the other side of a vote or a dispute: "against"."""
    pronouns: frozenset[str]
    """Speakers that name nobody."""
