"""What a simulated pile consists of: lines, texts, pages and the truth about them. All of it can be written as JSON."""

from dataclasses import dataclass, field

CARRYING = ("edition", "republished", "excerpted", "rewritten")
"""Steps that carry the text on; the others only name it ("quotes", "recalls", "echoes")."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody of the simulated world."""

    key: str
    kind: str
    """One of firstsaid's VOICE_KINDS."""
    full: str
    """As a text mentions it first: "harbour master Jorin Veldt", "a source in the fire service"."""
    short: str
    """As it does afterwards: "Veldt", "the source"."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two of a text."""

    words: str
    fact: str | None = None
    """Which fact of the event it tells; None for scenery."""
    value: str = ""
    """The figure that it gives where texts may differ in it."""
    voice: str | None = None
    """Key of whom it is from; None for the text's own telling."""
    root: str = ""
    """Id of the text in which it was first told."""
    phrasing: int = -1
    """Which of the fact's phrasings it is; -1 for a quotation or scenery."""
    seen: bool = False
    """Whether the writer says to have seen it."""


@dataclass(frozen=True, slots=True)
class Step:
    """How a text came out of another."""

    upstream: str
    relation: str
    """A relation of firstsaid's, or "echoes"."""


@dataclass(frozen=True, slots=True)
class QuoteEdit:
    """Words changed inside quotation marks."""

    against: str
    """Id of the text that has the words as they were."""
    was: str
    now: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """What a text says that another outlet said."""

    outlet: str
    words: str
    verdict: str
    """borne out · not found · contradicted."""
    cited: str
    """Id of the text that was meant."""


@dataclass(slots=True)
class Text:
    """A text of an event, in the pile or not."""

    id: str
    event: str
    outlet: str
    house: str
    when: float
    """Hours since the event."""
    headline: str
    paragraphs: list[list[Line]]
    steps: list[Step] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)
    """The operators that made it, as the breakdown names them."""
    in_pile: bool = True
    credit: str = ""
    """A line of its own below or above the text."""
    dateline: str = ""
    byline: str = ""
    address: str = ""
    """Its url; editions share one."""
    edits: list[QuoteEdit] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """Every line, in order."""
        return [line for paragraph in self.paragraphs for line in paragraph]


@dataclass(frozen=True, slots=True)
class Page:
    """A text as it stands on a site."""

    name: str
    """File name."""
    content: bytes
    url: str | None
    """Where it was found; a pasted text has none."""


@dataclass(frozen=True, slots=True)
class TruePair:
    """How two pages of one event are related."""

    a: str
    b: str
    relation: str
    """One of firstsaid's relations."""
    also: tuple[str, ...]
    """Relations that a careful reader may give as well."""
    upstream: str | None
    direct: bool
    """Whether b came out of a (or a out of b) without a third page of the pile between."""
    absent: str | None
    """Outlet of the text outside the pile that both come from, for siblings."""
    shared: tuple[str, ...]
    traps: tuple[str, ...]
    open: bool = False
    """Whether no answer is wrong."""
    moot: bool = False
    """Whether the pages cannot tell the way: what the one has of the other stands to the letter in a third from which both come."""
    hidden: bool = False
    """Whether no page says whose text it is, so that a reader who cannot ask may take one page's copy for a sibling, or leave the pair undetermined."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where a page tells a claim."""

    page: str
    words: str


@dataclass(frozen=True, slots=True)
class TrueClaim:
    """A fact with its figure, and how many told it independently of each other."""

    event: str
    fact: str
    value: str
    told: tuple[Told, ...]
    origins: tuple[str, ...]
    """Voices, and texts that tell it in their own name."""
    traps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrueConflict:
    """Two figures for one matter."""

    reading: str
    fact: str
    values: tuple[str, ...]
    pages: tuple[tuple[str, ...], ...]
    """Pages that give each value."""


@dataclass(frozen=True, slots=True)
class PageEdit:
    """Words changed inside quotation marks, between two pages of the pile."""

    page: str
    against: str
    was: str
    now: str
    marked: bool


@dataclass(frozen=True, slots=True)
class PageCitation:
    """What a page says that an outlet of the pile said."""

    page: str
    outlet: str
    words: str
    verdict: str
    in_page: str | None


@dataclass(frozen=True, slots=True)
class TrueAbsent:
    """A text outside the pile from which pages of it come."""

    outlet: str
    named: bool
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """What the simulation knows of a pile."""

    events: tuple[tuple[str, ...], ...]
    """Pages of each event."""
    pairs: tuple[TruePair, ...]
    claims: tuple[TrueClaim, ...]
    absent: tuple[TrueAbsent, ...]
    missing: tuple[str, ...]
    """Outlets, agencies and documents that are cited and have no page on the event."""
    may_miss: tuple[str, ...]
    """Names that may be told as missing or not: agencies in general, an outlet cited for what it never said."""
    edits: tuple[PageEdit, ...]
    citations: tuple[PageCitation, ...]
    conflicts: tuple[TrueConflict, ...]


@dataclass(frozen=True, slots=True)
class Pile:
    """Pages with their truth."""

    name: str
    pages: tuple[Page, ...]
    truth: Truth
