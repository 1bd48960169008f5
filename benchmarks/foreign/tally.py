"""Counting, and the faults with what one needs to look at them."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that firstsaid told otherwise than it is."""

    sort: str
    pile: str
    pages: tuple[str, ...]
    truth: str
    told: str
    words: str = ""


@dataclass(slots=True)
class Tally:
    """Counts by name, a confusion table, and faults."""

    counts: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_way: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Operator and whether its relation was told right."""
    faults: list[Fault] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.counts += other.counts
        self.confusion += other.confusion
        self.by_way += other.by_way
        self.faults += other.faults

    def share(self, part: str, whole: str) -> float | None:
        """One count over another; None where there is nothing to count."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else None

    def f1(self, right: str, told: str, true: str) -> float | None:
        """The harmonic mean of precision and recall."""
        both = self.counts[told] + self.counts[true]
        return 2 * self.counts[right] / both if both else None
