"""What every engine can do. Stages describe work; an engine does it on one machine or on many."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyarrow as pa

from firstsaid.engine.stage import EvidenceFile, Stage
from firstsaid.model import Rejected
from firstsaid.model.options import Options

Progress = Callable[[str, int, int], None]
"""(stage, done, of how many)."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class Engine(ABC):
    """Eight verbs over named tables. `load`, `map` and `together` write a stage's table and give back what was rejected on the way."""

    @abstractmethod
    def load(self, stage: Stage, files: Sequence[EvidenceFile], options: Options, recipe: str = "") -> list[Rejected]:
        """Run a stage of scope "load" over files of evidence; for `recipe` see `map`, with the files for its table."""

    @abstractmethod
    def map(self, stage: Stage, options: Options, recipe: str = "") -> list[Rejected]:
        """Run a stage of scope "each" over batches of the table that it reads.

        `recipe` names everything but that table on which the rows depend; an engine may take over rows that it made under the same one.
        """

    @abstractmethod
    def together(self, stage: Stage, options: Options, recipe: str = "", then: Sequence[Stage] = ()) -> list[Rejected]:
        """Run a stage of scope "outlet", "story", "part" or "columns".

        `then` are stages about the same stories (`following`), for which this is asked next with the same options; an engine may do them in one go.
        """

    @abstractmethod
    def lay(self, stage: Stage, sound: bool = False) -> None:
        """Write what lies beside a stage's table to look rows up by, if anything does; `sound` says that what lies there is of the earlier table."""

    @abstractmethod
    def sql(self, query: str) -> pa.Table:
        """Ask the tables in portable SQL."""

    @abstractmethod
    def count(self, table: str) -> int:
        """How many rows a table has."""

    @abstractmethod
    def rows(self, table: str, record: type) -> list[Any]:
        """A table's records, sorted."""

    @abstractmethod
    def put(self, table: str, record: type, records: Iterable[Any]) -> None:
        """Write records as a table; the name may have a folder in it ("rejected/captures")."""
