"""Passages of pages, to the letter, with what was done to their words."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import visible
from firstsaid.model import Span

WHOLE = 700
"""A passage of so many characters is shown whole."""
AROUND = 150
"""Characters on either side of a marked place that are always shown."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a passage that is marked; an empty one marks the place where words are gone."""

    span: Span
    css: str
    """"" for no mark of its own, else rep · cut · add · marked · u · u on · was."""
    number: int | None = None
    """The note that tells of it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, ready to be shown; `html` is None when its place does not fit the text."""

    article: str
    siglum: str
    name: str
    language: str
    start: int
    stop: int
    html: Markup | None

    @property
    def at(self) -> str:
        """Where it stands: characters of the stored text."""
        return f"{self.start:,}\u2060–\u2060{self.stop:,}"


def passage(index: Index, article: str, span: Span, marks: Sequence[Mark] = (), whole: int = WHOLE) -> Passage:
    """A stretch of an article with its marks. In one of more than `whole` characters, long unmarked parts are left out, and say so."""
    held = index.articles.get(article)
    text = held.text if held else ""
    shown = _apart(marks, span)
    fits = 0 <= span.start < span.stop <= len(text)
    return Passage(
        article=article,
        siglum=index.sigla.get(article, "?"),
        name=index.name(article),
        language=held.language if held else "",
        start=span.start,
        stop=span.stop,
        html=_html(article, _Words(text, index.quoted(article)), _windows(text, span, shown, whole), span, shown) if fits else None,
    )


def _apart(marks: Sequence[Mark], span: Span) -> list[Mark]:
    """Marks inside the passage, in order, none over another."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.span.start, m.span.stop)):
        if span.covers(mark.span) and (not kept or mark.span.start >= kept[-1].span.stop):
            kept.append(mark)
    return kept


def _html(article: str, words: "_Words", shown: Sequence[Span], span: Span, marks: Sequence[Mark]) -> Markup:
    out: list[str] = []
    end, following = span.start, 0
    for window in shown:
        if window.start > end:
            out.append(_gap(words.text[end : window.start]))
        inside = []
        while following < len(marks) and marks[following].span.stop <= window.stop:
            inside.append(marks[following])
            following += 1
        out.append(_segment(article, words, window, inside))
        end = window.stop
    if end < span.stop:
        out.append(_gap(words.text[end : span.stop]))
    return Markup("".join(out))  # noqa: S704


def _gap(left_out: str) -> str:
    words = len(left_out.split())
    return f' <span class="gap">[{words:,} {"word" if words == 1 else "words"} not shown here]</span> '


def _windows(text: str, span: Span, marks: Sequence[Mark], whole: int) -> list[Span]:
    """The parts of a passage that are shown."""
    if span.stop - span.start <= whole:
        return [span]
    head, tail = whole * 3 // 8, whole // 6
    wanted = [Span(span.start, span.start + head), *(Span(m.span.start - AROUND, m.span.stop + AROUND) for m in marks), Span(span.stop - tail, span.stop)]
    windows: list[Span] = []
    for want in wanted:
        part = Span(_edge(text, max(want.start, span.start), span.start, -1), _edge(text, min(want.stop, span.stop), span.stop, 1))
        if windows and part.start <= windows[-1].stop + 40:
            windows[-1] = Span(windows[-1].start, max(windows[-1].stop, part.stop))
        else:
            windows.append(part)
    return windows


def _edge(text: str, at: int, limit: int, way: int) -> int:
    """The next place between words, at most 40 characters on."""
    for step in range(40):
        place = at + way * step
        if place == limit or (0 < place < len(text) and text[place - 1].isspace()):
            return place
    return at


def _segment(article: str, words: "_Words", window: Span, marks: Sequence[Mark]) -> str:
    """One unbroken stretch; its element tells its place, so that a reader can hold it against the stored text."""
    out = [f'<span class="seg" data-at="{escape(article)}:{window.start}-{window.stop}">']
    at = window.start
    for mark in marks:
        out.append(words.html(Span(at, mark.span.start)))
        if words.quoted(mark.span):
            out.append(f'<span class="qg">{_marked(words.plain(mark.span), mark)}</span>')
        else:
            out.append(_marked(words.html(mark.span), mark))
        at = mark.span.stop
    out += [words.html(Span(at, window.stop)), "</span>"]
    return "".join(out)


def _marked(words: str, mark: Mark) -> str:
    number = f"<sup>{mark.number}</sup>" if mark.number else ""
    if mark.span.start == mark.span.stop:
        if not number:
            return ""
        return f'<a class="u hole" href="#c{mark.number}"><sup>‸{mark.number}</sup></a>' if mark.css.startswith("u") else f'<span class="was">{number}</span>'
    if mark.css.startswith("u") and mark.number:
        return f'<a class="{mark.css}" href="#c{mark.number}">{words}{number}</a>'
    tag = {"cut": "del", "add": "ins"}.get(mark.css, "span")
    return f'<{tag} class="{mark.css}">{words}{number}</{tag}>'


class _Words:
    """An article's words as HTML, with a ground where they stand between quotation marks."""

    def __init__(self, text: str, quoted: tuple[list[int], list[int]]) -> None:
        self.text = text
        self.starts, self.stops = quoted

    def plain(self, span: Span) -> str:
        """Words as they are, escaped."""
        return str(escape(visible(span.of(self.text))))

    def quoted(self, span: Span) -> bool:
        """Whether all of the span stands between quotation marks."""
        place = bisect_right(self.starts, span.start) - 1
        return place >= 0 and span.stop <= self.stops[place]

    def html(self, span: Span) -> str:
        """Words, escaped, those between quotation marks on their ground."""
        out, at = [], span.start
        place = bisect_right(self.stops, span.start)
        while place < len(self.starts) and self.starts[place] < span.stop and at < span.stop:
            start, stop = max(at, self.starts[place]), min(self.stops[place], span.stop)
            out += [self.plain(Span(at, start)), f'<span class="qg">{self.plain(Span(start, stop))}</span>']
            at, place = stop, place + 1
        return "".join([*out, self.plain(Span(at, span.stop))])
