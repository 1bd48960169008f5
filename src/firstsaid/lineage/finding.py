"""What a rule hands back."""

from dataclasses import dataclass

from firstsaid.model import Place

UPSTREAM = "upstream"
"""What a directed rule favours when it finds that `up` came first in the line."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation of a rule; the rule's weight times `strength` gives bits."""

    favours: str
    """UPSTREAM, or one of FAVOURS that has no side."""
    spans: tuple[Place, ...] = ()
    strength: float = 1.0
    name: str = ""
    """A name that the sentence speaks of."""
    number: int = 0
    """A count that the sentence speaks of."""
    absent: bool = False
    """Whether `name` is a text that is not one of the two pages."""
