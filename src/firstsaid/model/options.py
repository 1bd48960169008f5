"""What a user may set: one frozen dataclass per room.

Each field is a flag (`--reuse-shortest`), an environment variable (`FIRSTSAID_REUSE_SHORTEST`) and a key of `case.toml` (`[reuse] shortest`); its
help text is the field's `help` metadata.
"""

from dataclasses import dataclass, field
from typing import Any


def option(default: Any, help: str) -> Any:  # noqa: ANN401
    """A dataclass field with its help text."""
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True)
class CaptureOptions:
    """How input is taken in."""

    largest: int = option(50 * 1024 * 1024, "Largest page or record, in bytes; a larger one is rejected.")
    largest_container: int = option(20 * 1024**3, "Largest file of many records, in bytes once inflated; reading stops there.")
    most_inflation: int = option(200, "How many times compressed input may inflate beyond 10 MiB; beyond that it counts as a bomb.")


@dataclass(frozen=True, slots=True)
class ArticleOptions:
    """How pages are read."""

    deepest: int = option(2_000, "Deepest nesting of HTML elements; a deeper page is rejected.")
    most_elements: int = option(500_000, "Most HTML tags on one page; a page with more is rejected.")


@dataclass(frozen=True, slots=True)
class ReuseOptions:
    """How shared words are found."""

    shortest: int = option(6, "Fewest words in a shared run that counts as a match, in a pile of up to `small` articles.")
    shortest_in_bulk: int = option(15, "The same in larger piles.")
    small: int = option(2_000, "Up to how many articles a pile counts as small.")
    boilerplate_share: float = option(0.2, "Words held by this share of an outlet's pages (five or more) are boilerplate.")


@dataclass(frozen=True, slots=True)
class StatementOptions:
    """How statements are read."""

    confidence: float = option(0.3, "Below this confidence a speaker is undetermined.")


@dataclass(frozen=True, slots=True)
class ClaimOptions:
    """How wordings are joined into claims."""

    similarity: float = option(0.5, "Least similarity (0 to 1) of two wordings of one claim.")


@dataclass(frozen=True, slots=True)
class LineageOptions:
    """How relations are decided."""

    decided: float = option(0.6, "Least probability of a relation or direction; below it the answer is undetermined.")


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the work is done; none of these changes a result."""

    processes: int = option(0, "Worker processes; 0 means one for each core.")
    seconds: int = option(60, "Longest time for one page in one stage; a slower page is rejected.")
    memory: int = option(4096, "Memory of one worker process, in MiB.")


@dataclass(frozen=True, slots=True)
class Options:
    """Every room's options."""

    capture: CaptureOptions = CaptureOptions()
    articles: ArticleOptions = ArticleOptions()
    reuse: ReuseOptions = ReuseOptions()
    statements: StatementOptions = StatementOptions()
    claims: ClaimOptions = ClaimOptions()
    lineage: LineageOptions = LineageOptions()
    engine: EngineOptions = EngineOptions()
