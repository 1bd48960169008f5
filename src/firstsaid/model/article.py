"""An article: what was read from a page. Its text, its parts, and what it says about itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from firstsaid.model.span import Span

PART_KINDS = ("title", "body", "note", "comment", "caption", "teaser", "correction", "credit", "dateline", "furniture")
"""title: a headline · body: what was reported · note: a gloss of the outlet's ("*The group is banned in Norland") · comment: the outlet's
own opinion · caption · teaser: links to other stories · correction: a correction notice · credit: "Source: News Agencies" · dateline: "SELLAN (Corvane) -" ·
furniture: everything else. Parts are in order of start. They may nest, the narrower one being the more exact: a note,
dateline or credit inside the body's extent is its own part within a body part."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the stored text and what it is."""

    kind: str
    """One of PART_KINDS."""
    start: int
    stop: int
    reason: str
    """Which rule decided, in words that a reader can check."""

    @property
    def span(self) -> Span:
        """The part's extent."""
        return Span(self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Found:
    """A fact that the page states about itself, and where."""

    value: str
    span: Span | None
    """Where in the stored text; None when it stands in the page's metadata only."""
    rule: str
    """How it was found: "json-ld", "meta og:title", "declared", "dateline", "credit line" …"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that the page gives: ISO 8601, no more precise than the page is."""

    value: str
    """"2018-12-29T08:34:00Z", "2018-12-29", "2018-12" or "2018"; in UTC when the page gives the zone."""
    role: str
    """published · updated · text (told in the text or its dateline) · url."""
    rule: str
    span: Span | None
    local_day: str | None = None
    """The day as the page's own clock has it, "2018-12-29", where `value` is a time in UTC that may fall on another day."""

    @property
    def day(self) -> str:
        """The day on the page's own clock; shorter where the page gives no day."""
        return self.local_day or self.value[:10]


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An outgoing link of the page."""

    url: str
    anchor: str
    span: Span | None
    """Where the anchor stands in the stored text; None when it is not part of it."""


@dataclass(frozen=True, slots=True)
class DeclaredUpstream:
    """Where the page's own metadata says that the text comes from: a provider, an item it was derived from. Declared, not shown."""

    name: str | None
    url: str | None
    rule: str
    """Which field says so: "ninjs provider", "NewsML-G2 rel:derivedFrom", "schema.org isBasedOn", "meta syndication-source" …"""


@dataclass(frozen=True, slots=True)
class Typography:
    """How the stored text is set, counted before anything is folded."""

    quotation_marks: str = ""
    """The opening and closing marks used most ("“”", "«»", '""'); empty when there are none."""
    apostrophe: str = ""
    """The apostrophe used most ("’" or "'"); empty when there is none."""
    dash: str = ""
    """The dash between words used most ("—", "–", "--", "-"); empty when there is none."""
    no_break_spaces: int = 0
    """No-break spaces of every width."""
    invisible: int = 0
    """Characters that cannot be seen: soft hyphens, zero-width spaces and joiners, marks of direction, byte-order marks."""


@dataclass(frozen=True, slots=True)
class Article:
    """One page: its stored text and what it says of itself. Every span in firstsaid indexes `text`."""

    id: str
    capture: str
    """Id of the capture it was read from."""
    path: str
    """The capture's name; for a record of a container "NAME#RECORD"."""
    url: str | None
    text: str
    """The page's text exactly as it has it, furniture included: no-break spaces, quotation marks and invisible characters are kept. Blocks of an HTML page are
    separated by a newline."""
    title: Found | None
    outlet: Found | None
    byline: Found | None
    published: Stamp | None
    """The date chosen from `dates`."""
    dates: tuple[Stamp, ...]
    """Every date the page gives, best first."""
    dateline: Found | None
    """The place ("MOSCOW")."""
    agency: Found | None
    """The agency that the page itself names as the text's author, in its dateline ("(Corvane)"), byline or credit."""
    credit: Found | None
    """What a credit line names ("News Agencies")."""
    language: str
    """ISO 639-1."""
    parts: tuple[Part, ...]
    links: tuple[Hyperlink, ...]
    sentences: tuple[Span, ...]
    """Sentences of title, body, comment and caption parts, in order; none crosses a line break or a part."""
    quotations: tuple[Span, ...]
    """Stretches between quotation marks, marks included, in title, body and comment parts; scare quotes of one to three words are included too."""
    doubts: tuple[str, ...]
    """What the reader was unsure of, one sentence each."""
    declared_upstreams: tuple[DeclaredUpstream, ...] = ()
    typography: Typography = Typography()

    def spans(self, *kinds: str) -> tuple[Span, ...]:
        """Extents of the parts of these kinds, in order."""
        return tuple(p.span for p in self.parts if p.kind in kinds)

    def reported(self) -> tuple[Span, ...]:
        """Body without the notes, datelines, credits, captions and comments nested in it: what the article reports."""
        return reported(self.parts)

    def name(self) -> str:
        """What to call the article when one line must do: its outlet, else its file's name."""
        return self.outlet.value if self.outlet else self.path.rsplit("/", 1)[-1]


def reported(parts: Sequence[Part]) -> tuple[Span, ...]:
    """What an article of these parts reports: its body without what is nested in it and is not the outlet's own telling."""
    holes = [p.span for p in parts if p.kind not in ("body", "title")]
    left: list[Span] = []
    for body in (p.span for p in parts if p.kind == "body"):
        start = body.start
        for hole in holes:
            if hole.overlap(body):
                if hole.start > start:
                    left.append(Span(start, hole.start))
                start = max(start, hole.stop)
        if start < body.stop:
            left.append(Span(start, body.stop))
    return tuple(left)
