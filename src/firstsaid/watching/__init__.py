"""What changed in a case between two readings of it, and what was told of it."""

from firstsaid.watching.compare import events
from firstsaid.watching.event import KINDS, Event
from firstsaid.watching.facts import Facts, facts
from firstsaid.watching.gone import Gone

__all__ = ["KINDS", "Event", "Facts", "Gone", "events", "facts"]
