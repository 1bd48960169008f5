"""Marks of the design system as strings of SVG: classes only, never a style attribute; every text escaped."""

from dataclasses import dataclass
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from firstsaid.dossier.plain import one_line

NARROW, BROAD = frozenset("ijltfrI.,:;!|'’‘ ()[]"), frozenset("mwMW@%")


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a drawing, in px."""

    x: float
    y: float


def n(value: float) -> str:
    """A length as it is written: at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def cut(name: str, letters: int) -> str:
    """A name on one line, no longer than so many letters."""
    line = one_line(name)
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"


def measure(words: str, size: float = 13.5) -> float:
    """How wide a line is, in px, as far as one can tell without a font; rather too wide than too narrow."""
    return sum(map(_letter, words)) * size / 13.5


def fit(name: str, wide: float, size: float = 13.5) -> str:
    """A name on one line, no wider than so many px."""
    line = one_line(name)[:200]
    if measure(line, size) <= wide:
        return line
    room, kept = wide - measure("…", size), 0
    while kept < len(line) and (room := room - _letter(line[kept]) * size / 13.5) >= 0:
        kept += 1
    return line[:kept].rstrip() + "…"


def _letter(letter: str) -> float:
    if letter in NARROW:
        return 5.0
    if letter in BROAD or east_asian_width(letter) in "WF":
        return 13.5
    return 9.4 if letter.isupper() or letter.isdigit() or letter == "_" else 8.2


def text(at: Point, words: str, css: str = "", anchor: str = "") -> str:
    """A line of text."""
    css_part = f' class="{css}"' if css else ""
    anchor_part = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text{css_part}{anchor_part} x="{n(at.x)}" y="{n(at.y)}">{escape(words)}</text>'


def path(d: str, css: str, width: float | None = None, dash: str = "") -> str:
    """A line."""
    width_part = f' stroke-width="{n(width) if width not in (1.25, 2.25) else width}"' if width else ""
    dash_part = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path class="{css}"{width_part}{dash_part} d="{d}"/>'


def disc(at: Point, radius: float = 8, named: bool = True) -> str:
    """A voice; an unnamed one has a bar across, as a redaction has."""
    bar = f'<rect class="slot" x="{n(at.x - radius * 0.62)}" y="{n(at.y - radius * 0.2)}" width="{n(radius * 1.24)}" height="{n(radius * 0.4)}"/>'
    return f'<circle class="disc" cx="{n(at.x)}" cy="{n(at.y)}" r="{n(radius)}"/>{"" if named else bar}'


def maybe(at: Point, radius: float = 8) -> str:
    """A possible origin, which counts only in "at most"."""
    return f'<circle class="may" cx="{n(at.x)}" cy="{n(at.y)}" r="{n(radius)}"/>'


def ghost(at: Point, side: float = 14) -> str:
    """An origin that is not in the pile."""
    return f'<rect class="may" x="{n(at.x - side / 2)}" y="{n(at.y - side / 2)}" width="{n(side)}" height="{n(side)}"/>'


def box(at: Point, siglum: str, size: tuple[float, float] = (28, 24), absent: bool = False, stack: bool = False) -> str:
    """An article with its siglum; dashed when it is not in the pile, with a second edge when it stands for its copies too."""
    wide, high = max(size[0], len(siglum) * 8 + 10), size[1]
    x, y = at.x - wide / 2, at.y - high / 2
    back = path(f"M{n(x + 6)} {n(y + high + 3)}H{n(x + wide + 3)}V{n(y + 6)}", "edge", 1.5) if stack else ""
    css = "box gh" if absent else "box"
    mark = text(Point(at.x, at.y + 4.6), siglum, "boxsig gh-t" if absent else "boxsig")
    return f'{back}<rect class="{css}" x="{n(x)}" y="{n(y)}" width="{n(wide)}" height="{n(high)}" rx="2"/>{mark}'


def head(at: Point, way: str = "r", hollow: bool = False) -> str:
    """An arrow head that points right, left or down."""
    x, y = at.x, at.y
    points = {"r": (x, y, x - 8, y - 4.5, x - 8, y + 4.5), "l": (x, y, x + 8, y - 4.5, x + 8, y + 4.5), "d": (x, y, x - 4.5, y - 8, x + 4.5, y - 8)}[way]
    pairs = " ".join(f"{n(a)},{n(b)}" for a, b in zip(points[::2], points[1::2], strict=True))
    return f'<polygon class="head{" open" if hollow else ""}" points="{pairs}"/>'


def link(target: str, title: str, inner: str) -> str:
    """A part of a drawing that leads to a place in the same report."""
    return f'<a href="#{escape(target)}"><title>{escape(title)}</title>{inner}</a>'


def drawing(css: str, size: tuple[float, float], label: str, inner: str) -> Markup:
    """A whole drawing with its sentence for those who do not see it."""
    role = "group" if "<a " in inner else "img"
    return Markup(f'<svg class="{css}" viewBox="0 0 {n(size[0])} {n(size[1])}" role="{role}" aria-label="{escape(label)}">{inner}</svg>')  # noqa: S704
