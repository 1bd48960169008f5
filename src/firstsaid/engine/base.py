"""What every engine can do. Stages describe work; an engine does it on one machine or on many."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa

from firstsaid.engine.stage import Stage
from firstsaid.model import Rejected
from firstsaid.model.options import Options

Progress = Callable[[str, int, int], None]
"""(stage, done, of how many)."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class Engine(ABC):
    """Five verbs over named tables. `load`, `map` and `together` write a table and give back what was rejected on the way."""

    @abstractmethod
    def load(self, stage: Stage, records: Iterable[Any]) -> list[Rejected]:
        """Write records that come from outside (captures) as the stage's table."""

    @abstractmethod
    def map(self, stage: Stage, options: Options) -> list[Rejected]:
        """Run a stage of scope "each" over batches of its first table."""

    @abstractmethod
    def together(self, stage: Stage, options: Options) -> list[Rejected]:
        """Run a stage of scope "story" or "pile"."""

    @abstractmethod
    def sql(self, query: str) -> pa.Table:
        """Ask the tables in portable SQL."""

    @abstractmethod
    def rows(self, table: str, record: type) -> list[Any]:
        """A table's records, sorted."""

    @abstractmethod
    def keep_rejected(self, stage: str, rejected: Iterator[Rejected] | list[Rejected]) -> None:
        """Keep a stage's rejected rows as the table `rejected/STAGE`."""
