"""The same thing said across articles, and the figures in it."""

from dataclasses import dataclass

from firstsaid.model.reuse import Match
from firstsaid.model.span import Place, Span


@dataclass(frozen=True, slots=True)
class Wording:
    """How one article puts a claim."""

    article: str
    statement: str | None
    """The statement that says it, or None when the article says it in its own voice."""
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Wordings of one story that say the same."""

    id: str
    story: str
    text: str
    """The wording that most articles carry, and of those the fullest, to the letter."""
    place: Place
    """Where that wording stands."""
    wordings: tuple[Wording, ...]
    """By article, then position."""
    articles: tuple[str, ...]
    """Ids, sorted."""
    statements: tuple[str, ...]
    """Ids, sorted."""
    denied: bool = False
    """Whether those who speak of it deny it: `text` is then what they say is not so."""
    perhaps: tuple[str, ...] = ()
    """Ids, sorted, of claims of the story that may say the same in other words: nothing decides it."""

    def told(self, words: str) -> str:
        """`words` of the claim as a list gives them; that it is denied stands before them."""
        return f"denied: {words}" if self.denied else words


BOUNDS = ("exact", "about", "at least", "at most", "more than", "less than")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts."""

    id: str
    article: str
    start: int
    stop: int
    """The number with its bound and unit: "more than 60", "55 kilometers"."""
    value: float
    unit: str
    """"" for a count, else "kilometer", "percent", "dollar" … in the singular."""
    object: str
    """What is counted, folded: "people dead and injured", "civilians"; the commonest things and all fates have one name in every language."""
    bound: str
    """One of BOUNDS."""
    part_of: str | None
    """Id of the figure it is a share of ("26 civilians, including 14 children")."""


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """One side of a conflict."""

    article: str
    start: int
    stop: int
    value: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures about the same matter that do not agree."""

    id: str
    story: str
    claim: str | None
    """The claim they belong to, when one holds them."""
    reading: str
    """update · rival sources · two events · altered · error · undetermined."""
    because: str
    """The reading in a sentence."""
    figures: tuple[FigurePlace, ...]


@dataclass(frozen=True, slots=True)
class Ascribed:
    """What a statement ascribes to an outlet, agency or document that has pages in the pile."""

    statement: str
    name: str
    """The outlet, agency or document, as the article names it."""
    content: tuple[Span, ...]
    """The words that are ascribed."""
    pages: tuple[str, ...]
    """The pages that these may come from, those nearest to the article first."""
    spoken: tuple[Place, ...]
    """Where these pages give words of the voice of the statement."""
    claimed: tuple[Place, ...]
    """Where they carry a claim that the statement carries."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What an article cites of pages in the pile."""

    article: str
    pages: tuple[str, ...]
    """All pages that it may cite, sorted."""
    related: tuple[str, ...]
    """Those that share words with it or are of its story."""
    ascribed: tuple[Ascribed, ...]
    """By statement, then link of its chain."""
    matches: tuple[Match, ...]
    """What it shares with these pages."""


@dataclass(frozen=True, slots=True)
class CitationCheck:
    """What an article says another said, held against that other's pages in the pile."""

    id: str
    article: str
    start: int
    stop: int
    """The words that are ascribed."""
    cites: str
    """Name of the outlet, agency or document cited."""
    verdict: str
    """borne out · not found · contradicted."""
    in_article: str | None
    """The cited outlet's article that was compared, None when the pile holds none (then the verdict is "not found" and the name is also a missing upstream)."""
    against: tuple[Span, ...]
    """The passages of that article that bear it out or contradict it."""
