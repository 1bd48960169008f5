"""Lines that an outlet prints around story after story, and lines that several outlets tell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one page of a known outlet, as hashes that are the same on every machine (BLAKE2b, 63 bits, of the line in lower case)."""

    article: str
    outlet: str
    """The outlet's name by its letters and digits, in lower case, without "the"; "?" for a page of plain text that names none but has a site around it."""
    told: tuple[int, ...]
    """Lines of body and comment, each once, in order."""
    sizes: tuple[int, ...]
    """How many characters each of them has."""
    around: tuple[int, ...]
    """The page's other lines, each once, in order; only of plain text, where nothing but words tells them from the article's own."""


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
