"""One file per export format, listed here; the CLI shows what the list holds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from firstsaid.exports import contract
from firstsaid.model import Dossier


@dataclass(frozen=True, slots=True)
class Export:
    """A format that a case can be written in."""

    name: str
    suffix: str
    write: Callable[[Dossier, TextIO], None]


EXPORTS = (Export("json", ".json", contract.write),)

__all__ = ["EXPORTS", "Export"]
