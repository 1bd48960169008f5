"""What a user may set: one frozen dataclass per room.

Each field is a flag (`--reuse-shortest`), an environment variable (`FIRSTSAID_REUSE_SHORTEST`) and a key of `case.toml` (`[reuse] shortest`); its
help text is the field's `help` metadata.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any


def one_or_more(given: float) -> str:
    """What is wrong with a number, "" when nothing is."""
    return "" if given >= 1 else f"{given} is less than 1"


def none_or_more(given: float) -> str:
    """The same for a number that may be nought."""
    return "" if given >= 0 else f"{given} is less than 0"


def share(given: float) -> str:
    """The same for a share."""
    return "" if 0 <= given <= 1 else f"{given} is not between 0 and 1"


def pairs(given: str) -> str:
    """What is wrong with "name=value, name=value", "" when nothing is."""
    broken = (pair for pair in filter(str.strip, given.split(",")) if not all(map(str.strip, pair.partition("="))))
    return next((f'"{pair.strip()}" is no pair name=value' for pair in broken), "")


Check = Callable[[Any], str]


def option(default: Any, help: str, also: str | None = None, choices: tuple[str, ...] = (), wrong: Check = lambda _: "") -> Any:  # noqa: ANN401
    """A dataclass field with its help text, a shorter flag if it has one, the only values that it may have where these are few, and what is wrong with one."""
    return field(default=default, metadata={"help": help, "also": (also,) if also else (), "choices": choices, "wrong": wrong})


@dataclass(frozen=True, slots=True)
class CaptureOptions:
    """How input is taken in."""

    largest: int = option(50 * 1024 * 1024, "Largest page or record, in bytes; a larger one is rejected.", wrong=one_or_more)
    largest_container: int = option(20 * 1024**3, "Largest file of many records, in bytes once inflated; reading stops there.", wrong=one_or_more)
    most_inflation: int = option(200, "How many times compressed input may inflate beyond 10 MiB; beyond that it counts as a bomb.", wrong=one_or_more)
    columns: str = option(
        "",
        'Which columns of a table (CSV, Excel) hold what: "text=Body,title=Headline,date=Published at"; else the usual headers are known.',
        wrong=pairs,
    )


@dataclass(frozen=True, slots=True)
class ArticleOptions:
    """How pages are read."""

    reading: str = option(
        "auto",
        'How pages are read: "careful", "bulk" (faster, less exact), or "auto": careful in piles of up to `careful_up_to` pages.',
        choices=("auto", "careful", "bulk"),
    )
    careful_up_to: int = option(20_000, "Up to how many pages a pile is read carefully when `reading` is auto.", wrong=none_or_more)
    outlets: str = option(
        "", 'Names to use for outlets, by domain or by the name that pages give: "example.com=The Example, Example Online=The Example".', wrong=pairs
    )
    deepest: int = option(2_000, "Deepest nesting of HTML elements; a deeper page is rejected.", wrong=one_or_more)
    most_elements: int = option(500_000, "Most HTML tags on one page; a page with more is rejected.", wrong=one_or_more)
    longest: int = option(5_000_000, "Longest text of a page, in characters; a longer one is no article and is rejected.", wrong=one_or_more)
    repeated_stories: int = option(
        2, "On how many distinct stories of an outlet a line must stand before it can count as the outlet's and not the story's.", wrong=one_or_more
    )
    repeated_share: float = option(
        0.2, "And on what share of the outlet's stories in the pile, when the line is a sentence that may be a story's own.", wrong=share
    )


@dataclass(frozen=True, slots=True)
class ReuseOptions:
    """How shared words are found."""

    shortest: int = option(6, "Fewest words in a shared run that counts as a match, in a pile of up to `small` articles.", wrong=one_or_more)
    shortest_in_bulk: int = option(15, "The same in larger piles.", wrong=one_or_more)
    small: int = option(2_000, "Up to how many articles a pile counts as small.", wrong=none_or_more)
    boilerplate_share: float = option(0.2, "Words held by this share of an outlet's pages (five or more) are boilerplate.", wrong=share)


@dataclass(frozen=True, slots=True)
class StatementOptions:
    """How statements are read."""

    confidence: float = option(0.3, "Below this confidence a speaker is undetermined.", wrong=share)
    second_opinion: str = option("", "An installed model that is asked as well: its name in the entry-point group firstsaid.second_opinion.")


@dataclass(frozen=True, slots=True)
class ClaimOptions:
    """How wordings are joined into claims."""

    similarity: float = option(0.5, "Least similarity (0 to 1) of two wordings of one claim.", wrong=share)


@dataclass(frozen=True, slots=True)
class LineageOptions:
    """How relations are decided."""

    decided: float = option(0.5, "Least probability of a relation or direction; below it the answer is undetermined.", wrong=share)
    owners: str = option(
        "",
        'Who owns which outlets, by domain or by name: "example.com=Example Group, The Example=Example Group". '
        "What outlets of one owner tell in their own name counts once.",
        wrong=pairs,
    )


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """How decisions count."""

    reviewers: int = option(1, "How many people must decide the same before a decision counts.", wrong=one_or_more)


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the work is done; none of these changes a result."""

    processes: int = option(0, "Worker processes; 0 means one for each core.", wrong=none_or_more)
    seconds: int = option(60, "Longest time for one page in one stage; a slower page is rejected.", wrong=one_or_more)
    memory: int = option(4096, "Memory of one worker process, in MiB.", wrong=one_or_more)
    spark: str = option("", "Master of a Spark cluster (spark://HOST:PORT), or local[N]; empty: this machine, without Spark.", also="--engine")


@dataclass(frozen=True, slots=True)
class Options:
    """Every room's options."""

    capture: CaptureOptions = CaptureOptions()
    articles: ArticleOptions = ArticleOptions()
    reuse: ReuseOptions = ReuseOptions()
    statements: StatementOptions = StatementOptions()
    claims: ClaimOptions = ClaimOptions()
    lineage: LineageOptions = LineageOptions()
    review: ReviewOptions = ReviewOptions()
    engine: EngineOptions = EngineOptions()

    def for_pile(self, pages: int) -> "Options":
        """What "auto" means in a pile of so many pages."""
        if self.articles.reading != "auto":
            return self
        return replace(self, articles=replace(self.articles, reading="careful" if pages <= self.articles.careful_up_to else "bulk"))
