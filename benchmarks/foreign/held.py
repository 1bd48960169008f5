"""One pile held against what was told of it."""

from dataclasses import dataclass

from benchmarks.foreign.model import PileTruth
from benchmarks.foreign.tally import Tally
from benchmarks.foreign.told import Told


@dataclass(frozen=True, slots=True)
class Held:
    """Where the counts and faults go, the pile's name, what is true and what is told."""

    tally: Tally
    name: str
    truth: PileTruth
    told: Told
