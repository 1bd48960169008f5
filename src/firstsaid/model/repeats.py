"""Lines that an outlet repeats on pages of several stories, lines that several outlets have, and which of them a page has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one page, as hashes that are the same on every machine (BLAKE2b, 63 bits, of the line in lower case)."""

    article: str
    outlet: str | None
    """The outlet's name by its letters and digits, in lower case, without "the"; for a page of plain text that names none "?", and None where too little stands
    around its text to tell the site by."""
    told: tuple[int, ...]
    """Lines of body and comment, each once, in order."""
    sizes: tuple[int, ...]
    """How many characters each of them has."""
    around: tuple[int, ...]
    """The page's other lines, each once, in order; only of plain text, where nothing but words tells them from the article's own."""
    plain: bool = False
    """Whether the page is of plain text."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A line that stands on pages about distinct stories of one outlet: takes, updates and re-captures of one text count once."""

    outlet: str
    """As in the lines; for a site that names no outlet, "? " and the id of one of its articles."""
    line: int
    pages: int
    """How many pages hold it."""
    stories: int
    """How many distinct stories these pages tell."""
    of: int
    """How many distinct stories the outlet's pages in the pile tell."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A line that pages of several outlets tell, and that stands around the text of another page as far as this can be told from that page alone."""

    line: int
    outlets: int
    """How many outlets tell it."""


@dataclass(frozen=True, slots=True)
class RepeatedLine:
    """A line of a page that its outlet repeats, told so that it mostly stays what it is when the outlet has one page more."""

    line: int
    others: int
    """On how many other pages it stands; 5 for five or more."""
    all_over: bool
    """Whether it stands on so many of the outlet's stories that no story's own line does."""


@dataclass(frozen=True, slots=True)
class SharedLines:
    """What the pile tells of the lines of one page; a page of which it tells nothing has no row."""

    article: str
    repeated: tuple[RepeatedLine, ...]
    """Lines that the page's outlet or site repeats, in order of their hashes."""
    carried: tuple[int, ...]
    """Of plain text, lines that several outlets tell, in order."""
