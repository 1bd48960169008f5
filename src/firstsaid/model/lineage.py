"""What came from what: evidence, derivations, absent texts, origins, missing upstreams."""

from dataclasses import dataclass

from firstsaid.model.article import Found
from firstsaid.model.span import Place, Span

RELATIONS = ("same page", "edition", "republished", "excerpted", "rewritten", "quotes", "recalls", "siblings", "same quotation only", "independent",
             "undetermined")  # fmt: skip
"""same page: a re-capture · edition: an update or take of the same text · republished: the whole text, word for word or nearly · excerpted: a stretch of
it · rewritten · quotes: cites it · recalls: a follow-up that sums it up · siblings: both from a text that is not in the pile · same quotation only: a third
party's words, nothing else · independent · undetermined."""

DERIVED = ("edition", "republished", "excerpted", "rewritten", "quotes", "recalls")
"""Relations in which one article came out of the other."""

UNSHOWN = ("independent", "same quotation only")
"""Relations in which nothing shows that two articles go back to one text."""

FAVOURS = ("a upstream", "b upstream", "siblings", "derived", "independent", "same page")
"""What a piece of evidence speaks for; "derived" is without a direction."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence about a pair of articles (article_a < article_b by id)."""

    id: str
    story: str
    article_a: str
    article_b: str
    rule: str
    favours: str
    """One of FAVOURS."""
    score: float
    """Bits: each point doubles the odds of what it favours. Negative speaks against."""
    sentence: str
    """What the reader sees, with the articles' own names in it."""
    spans: tuple[Place, ...]
    name: str | None
    """The absent text that it points to ("AFP"), if any."""


@dataclass(frozen=True, slots=True)
class AbsentText:
    """A text that is not in the pile but from which articles of it must come."""

    id: str
    story: str
    name: str | None
    """Who issued it, when a credit or dateline says so."""
    articles: tuple[str, ...]
    """Its descendants in the pile, sorted."""
    because: str


@dataclass(frozen=True, slots=True)
class Rival:
    """The best other reading of a pair."""

    relation: str
    upstream: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Derivation:
    """How two articles are related, and which came first in the line if either did."""

    id: str
    story: str
    article_a: str
    article_b: str
    relation: str
    """One of RELATIONS."""
    shared: tuple[str, ...]
    """Kinds of what is shared, from SHARED_KINDS."""
    upstream: str | None
    """The article the other came from; None when undetermined or neither."""
    absent_upstream: str | None
    """The AbsentText both came from."""
    confidence: float
    rival: Rival | None
    evidence: tuple[str, ...]
    """Ids, strongest first."""
    direct: float = 0.0
    """Probability (0 to 1) that the downstream article has it from the upstream one itself, and not through another article of the pile."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A root of a claim: a voice through the article or absent text that first carried it."""

    name: str
    """As pages call it; of the telling of an absent text that no page names, the outlets behind which it stands ("a text behind Harn Post and Lantern")."""
    kind: str
    """One of VOICE_KINDS."""
    via: str | None
    """The outlet or agency through which the pile has it; None when the article hears the voice itself."""
    in_pile: bool
    """Whether the article or text that first carried it is in the pile."""
    article: str | None
    """The article that first carries it here."""
    certain: bool
    """False for a possible origin, which counts only in "most"."""


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many independent origins stand behind a claim, as far as the pile shows."""

    claim: str
    story: str
    least: int
    most: int
    because: str
    named: bool
    """Whether any origin is named."""
    origins: tuple[Origin, ...]
    roles: tuple["Role", ...]
    """Every article that carries the claim and how it came by it."""


@dataclass(frozen=True, slots=True)
class Role:
    """What an article is to a claim."""

    article: str
    role: str
    """"origin" or one of RELATIONS (then `source` says of whom)."""
    source: str | None
    """Upstream article or absent text."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that a page cites: a relay, document, agency or body. Whether it is in the pile is not asked here."""

    called: str
    """What the page calls it."""
    name: str
    """What others call it: the body whose document it is, where that is told."""
    kind: str
    """One of VOICE_KINDS."""
    span: Span
    """The words that cite it."""
    statement: str | None
    """The statement that they stand in."""
    pronoun: bool
    """Whether the page says only "it said"."""
    heading: bool
    """Whether just this name stands in a line of the page's menu; not asked of a page that tells its outlet."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A name in a byline or below the text, which tells whose text it is if the pile knows an outlet of that name."""

    name: str
    authors: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """What a page tells by itself of whom it is by and whom it cites."""

    article: str
    outlet: str | None
    agency: str | None
    dated: bool
    """Whether the agency stands in the dateline and nobody else at the head, so that it is the outlet where no other is told."""
    heads: tuple[str, ...]
    """Lines at the head of a page that tells no outlet: one may be its name."""
    outlets: tuple[str, ...]
    """Outlets that its statements come through."""
    named: tuple[str, ...]
    """These with the words behind them that may belong to the name, and whom it credits."""
    authors: tuple[Found, ...]
    signed: tuple[Signed, ...]
    first: tuple[Found, ...]
    """Those of whom it says that they had the matter first."""
    cites: tuple[Reference, ...]
    wanted: tuple[tuple[str, ...], ...]
    """For each of these the content words of what is ascribed; none where they are too few to be recognised."""
    things: tuple[str, ...]
    """Names and figures in it, which tell one matter from another."""


@dataclass(frozen=True, slots=True)
class MissingUpstream:
    """A relay, document or agency that is cited and not in the pile."""

    id: str
    name: str
    kind: str
    """One of VOICE_KINDS."""
    cited_by: tuple[Place, ...]
    """The words that cite it."""
    perhaps: tuple[str, ...] = ()
    """Articles of the pile, sorted, that may be its own: they have a fuller name at their head ("County Police Ostmark" for "police"). Where there are any,
    nobody can say that it is not in the pile."""
