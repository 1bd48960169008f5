"""What a pile is made of, and what is true of it. Nothing here knows firstsaid."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something: a person, a body, a document."""

    id: str
    full: str
    short: str
    kind: str
    aside: str = ""
    """What stands behind the first mention, between commas."""
    names: tuple[tuple[str, ...], ...] = ()
    """Spellings of the parts of the name."""

    @property
    def named(self) -> bool:
        return self.kind != "unnamed_person"


@dataclass(frozen=True, slots=True)
class Outlet:
    name: str
    host: str
    owner: str = ""
    agency: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a page (or two, where a quotation is split)."""

    text: str
    kind: str
    """fact, quote, background, filler, cite, note, stock"""
    key: str
    """What it says, whoever words it: the fact with its figure, the quotation, the filler's own words."""
    wording: int = 0
    voice: str = ""
    quoted: str = ""
    """The words between quotation marks, halves joined by a full stop."""
    relay: str = ""
    """The outlet, agency or body that the sentence cites."""


Paragraphs = tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """How a text came from another."""

    parent: str
    relation: str
    also: tuple[str, ...] = ()
    how: str = ""
    """Names of the operators, for the confusion by operator."""
    clues: tuple[str, ...] = ()
    """What a reader can see of it: credit, dateline, cited, link, date, trimmed …"""


@dataclass(frozen=True, slots=True)
class Text:
    """A page of the pile, or a text that is not in it."""

    id: str
    outlet: Outlet
    headline: str
    body: Paragraphs
    told: dt.datetime
    edges: tuple[Edge, ...] = ()
    in_pile: bool = True
    dateline: str = ""
    byline: str = ""
    credit: str = ""
    """The line as printed at the end."""
    credited: str = ""
    """Whom it names."""
    url: str = ""
    shown: dt.datetime | None = None
    shown_how: str = "right"
    """right, wrong, missing"""
    stock: tuple[str, ...] = ()
    event: str = ""
    recipe: str = ""
    file: str = ""
    record: str = ""
    caption: str = ""

    def sentences(self) -> list[Said]:
        return [said for paragraph in self.body for said in paragraph]


@dataclass(frozen=True, slots=True)
class Alteration:
    """A change inside quotation marks between two pages that hold the same quotation."""

    page_a: str
    page_b: str
    key: str
    was: str
    now: str
    kind: str
    marked: bool


@dataclass(frozen=True, slots=True)
class PairTruth:
    page_a: str
    page_b: str
    relation: str
    also: tuple[str, ...] = ()
    upstream: str = ""
    absent: str = ""
    direct: bool = False
    how: str = ""
    clues: tuple[str, ...] = ()
    shared: int = 0
    """Sentences that both have to the letter."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim in one sentence of one page."""

    page: str
    text: str
    voice: str
    """The true root."""
    seen: tuple[str, ...]
    """The roots as a reader can tell them apart; an unnamed one begins with '?'."""
    first: tuple[str, ...]
    """The texts that first brought it, as far as a reader sees."""
    named: bool
    """Whether the root has a name."""


@dataclass(frozen=True, slots=True)
class ClaimTruth:
    key: str
    said: tuple[Carried, ...]

    @property
    def carriers(self) -> list[str]:
        """The pages that carry it."""
        return sorted({one.page for one in self.said})


@dataclass(slots=True)
class PileTruth:
    pages: dict[str, Text] = field(default_factory=dict)
    absent: dict[str, Text] = field(default_factory=dict)
    pairs: list[PairTruth] = field(default_factory=list)
    claims: list[ClaimTruth] = field(default_factory=list)
    missing: dict[str, set[str]] = field(default_factory=dict)
    missing_documents: dict[str, set[str]] = field(default_factory=dict)
    neither: set[str] = field(default_factory=set)
    """Names whose being told as missing is neither asked for nor wrong."""
    alterations: list[Alteration] = field(default_factory=list)
    other_alterations: list[Alteration] = field(default_factory=list)
    """Between pages that are not parent and child nor siblings: they follow from the others."""
    false_citations: list[tuple[str, str, str]] = field(default_factory=list)
    """Page, whom it cites, what it says."""
    true_citations: list[tuple[str, str, str]] = field(default_factory=list)
