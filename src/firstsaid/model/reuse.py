"""What two articles share, to the character."""

from dataclasses import dataclass

from firstsaid.model.span import Span

SHARED_KINDS = ("narrative", "quotation", "headline", "caption", "credit", "boilerplate", "echo")
"""narrative: the article's own telling · quotation: words between quotation marks · headline · caption · credit: credit lines and notes ·
boilerplate: words that an outlet prints on many pages · echo: a few rare words in common, weaker than a match."""

EDIT_KINDS = ("spelling", "replaced", "cut", "added", "number", "hedge dropped", "hedge added", "attribution dropped",
              "attribution added", "scare quotes dropped", "scare quotes added")  # fmt: skip
"""Read from a to b: "cut" stands in a only, "added" in b only."""

_TURNED = {
    "cut": "added", "added": "cut", "hedge dropped": "hedge added", "hedge added": "hedge dropped", "attribution dropped": "attribution added",
    "attribution added": "attribution dropped", "scare quotes dropped": "scare quotes added", "scare quotes added": "scare quotes dropped",
}  # fmt: skip
"""Kinds that are another one when they are read from b to a."""

MARK_KINDS = ("no-break space", "invisible character", "quotation mark", "slip of spacing", "doubled word")
"""What a copy keeps and a retyped text loses. Quotation marks and apostrophes are those that no typewriter has; a slip of spacing is several blanks, a blank
before a comma or full stop, or none after it."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """An article's words and winnowed shingles, packed as little-endian arrays (Schleimer, Wilkerson and Aiken 2003)."""

    article: str
    tokens: bytes
    """uint64 per word: hash of its folded form."""
    starts: bytes
    """uint32 per word: first character in the stored text."""
    stops: bytes
    """uint32 per word: end in the stored text."""
    told: bytes
    """One bit per word, the first word's highest: whether it begins in what the article reports, and not in furniture."""
    shingles: bytes
    """uint64 per shingle of five words that winnowing keeps: hash of its words."""
    positions: bytes
    """uint32 per kept shingle: index of its first word."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two articles that hold enough of the same shingles to be worth aligning. article_a < article_b by id: no direction is meant."""

    article_a: str
    article_b: str
    votes: int
    """How many selected shingles they have in common; 0 where a third article leads from one to the other."""
    runs: bytes
    """Four uint32 per maximal run of equal words: which passage it belongs to, its first word in a, its first word in b, how many words. Little-endian."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What changed inside a match."""

    kind: str
    """One of EDIT_KINDS."""
    a: Span
    """The words in article_a; empty (start = stop) where something was added."""
    b: Span
    """The words in article_b; empty where something was cut."""
    in_quotation: bool
    """Whether the change lies between quotation marks in both articles (or in the one that still has marks there)."""
    marked: bool
    """Whether the page tells the reader that it changed the words: "[…]", "[the]", an ellipsis."""

    def turned(self) -> "Edit":
        """The edit read from b to a."""
        return Edit(_TURNED.get(self.kind, self.kind), self.b, self.a, self.in_quotation, self.marked)


@dataclass(frozen=True, slots=True)
class SharedMark:
    """How the equal words of a match are set on both sides, for one kind of mark."""

    kind: str
    """One of MARK_KINDS."""
    shared: int
    """At how many words both have the same mark."""
    in_a: int
    in_b: int
    """How many such marks stand at the equal words on either side: what only one side has was lost, or added."""
    places_a: tuple[int, ...]
    places_b: tuple[int, ...]
    """Characters of the first shared ones, at most eight, in the texts of article_a and article_b."""


@dataclass(frozen=True, slots=True)
class Match:
    """An aligned pair of spans, with every difference between them. One match is of one kind: a shared stretch that crosses kinds is split."""

    id: str
    article_a: str
    start_a: int
    stop_a: int
    article_b: str
    start_b: int
    stop_b: int
    kind: str
    """One of SHARED_KINDS."""
    words: int
    """Words of the longer side."""
    same: int
    """Words that both sides share in order."""
    edits: tuple[Edit, ...]
    typography: tuple[SharedMark, ...] = ()
    """What the setting of the equal words shows, a row for each kind of mark that either side has there. An echo has none."""

    @property
    def a(self) -> Span:
        """Extent in article_a."""
        return Span(self.start_a, self.stop_a)

    @property
    def b(self) -> Span:
        """Extent in article_b."""
        return Span(self.start_b, self.stop_b)


@dataclass(frozen=True, slots=True)
class Subjects:
    """What an article of a large pile is about, as far as it tells by itself: the words that tell most, each once, in order of their hashes."""

    article: str
    listed: bool
    """Whether there is a list of how often words of its language are used."""
    days: tuple[int, ...]
    """The days on which it says it was published, as ordinals of the Gregorian calendar."""
    length: int
    """How many characters it reports."""
    words: bytes
    """Hashes of words, packed, little-endian, 64 bits each."""
    weights: bytes
    """How much the article makes of each, packed floats of 32 bits."""
    capitals: bytes
    """How much more often each has a telling capital than a small letter, packed, 32 bits."""


@dataclass(frozen=True, slots=True)
class Likenesses:
    """Which articles of a large pile are alike in what they are about, each pair under the article whose id comes first."""

    article: str
    terms: bytes
    """Digest of all of the article that its likenesses hang on: those between two articles are what they were as long as both digests are."""
    others: bytes
    """Which articles, by their numbers in the order of the pile's ids: packed, little-endian, 32 bits each."""
    likeness: bytes
    """How much alike each is, between 0 and 1, packed floats of 64 bits."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event."""

    id: str
    articles: tuple[str, ...]
    """Ids, sorted."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Which story an article belongs to: one row per article."""

    article: str
    story: str
