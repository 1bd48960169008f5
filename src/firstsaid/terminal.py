"""Printing an article: what it says about itself, then its text with the kind of each part in the margin."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple, TextIO

from rich.console import Console
from rich.text import Text

from firstsaid.checking import TOO_SHORT, Answer, looked_for, too_short
from firstsaid.dossier.plain import json_text, one_line, visible
from firstsaid.engine.rows import to_table
from firstsaid.lookup import Shown
from firstsaid.model import Article, CaptureFacts, Found, Part, Span, Stamp, Statement
from firstsaid.model.article import PART_KINDS

STYLES = {
    "title": "bold", "body": "", "note": "cyan", "comment": "magenta", "caption": "green", "teaser": "blue", "correction": "red",
    "credit": "yellow", "dateline": "yellow", "furniture": "dim",
}  # fmt: skip
MARK = "yellow"
WIDEST = 110
_RECORD = "#<urn:"
"""What parts an archive's name from the record in it."""
MARGIN = max(map(len, PART_KINDS)) + 1
FOLDED = ("furniture", "teaser")
LEAST_FOLDED = 3
"""So many lines in a row at least are folded into one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How much of an article is to be shown."""

    whole: bool = False
    """Furniture and teasers too."""
    statements: bool = False


class Mark(NamedTuple):
    """Words within a line that are named beside it: what they are, and how that is known."""

    span: Span
    label: str
    because: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the stored text, what it is as a whole, and what stands in it."""

    span: Span
    kind: str
    marks: tuple[Mark, ...]


def print_article(shown: Shown, wish: Wish, to: TextIO) -> None:
    """Write the article at the terminal's width, in colour where the terminal has it. Nothing in the page's words steers the terminal."""
    width = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
    console = Console(file=to, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)
    for label, value in _facts(shown.article, shown.capture):
        _print_row(console, label, Text(value, "bold" if label == "title" else ""))
    console.print()
    _print_legend(console, shown.article)
    console.print()
    _print_text(console, shown.article, wish)
    if wish.statements:
        console.print()
        _print_statements(console, shown.article, shown.statements)


def article_json(shown: Shown, wish: Wish) -> dict[str, Any]:
    """The article's record as its table has it, with its capture and, if wished, its statements."""
    record: dict[str, Any] = {
        "article": to_table([shown.article], Article).to_pylist()[0],
        "capture": to_table([shown.capture], CaptureFacts).to_pylist()[0],
    }
    if wish.statements:
        record["statements"] = to_table(list(shown.statements), Statement).to_pylist()
    return record


def print_json(record: dict[str, Any], indent: int | None, to: TextIO) -> None:
    """Write a record as JSON."""
    to.write(json_text(record, indent) + "\n")


def _print_row(console: Console, label: str, words: Text, style: str = "dim") -> int:
    """Words beside the margin; the label stands beside their first line only. Gives the number of lines that they took."""
    words.expand_tabs(4)
    rows = words.wrap(console, max(20, console.width - MARGIN - 2)) or [Text("")]
    for number, row in enumerate(rows):
        row.rstrip()
        console.print(Text.assemble((f"{'' if number else label:<{MARGIN}}", style), ("│ ", "dim"), row), no_wrap=True, overflow="ignore", crop=False)
    return len(rows)


def _found(fact: Found) -> str:
    place = f", {fact.span.start}–{fact.span.stop}" if fact.span else ", not in the text"
    return f"{one_line(fact.value)} ({one_line(fact.rule)}{place})"


def _stamp(stamp: Stamp) -> str:
    local = f", {one_line(stamp.local_day)} on the page's own clock" if stamp.local_day and not stamp.value.startswith(stamp.local_day) else ""
    place = f", {stamp.span.start}–{stamp.span.stop}" if stamp.span else ""
    return f"{one_line(stamp.value)}{local} ({one_line(stamp.rule)}{place})"


def _facts(article: Article, capture: CaptureFacts) -> Iterator[tuple[str, str]]:
    """What the page says of itself and how it came, a line each; what is not known is said to be unknown."""
    yield "title", _found(article.title) if article.title else "–"
    for label, fact in (("outlet", article.outlet), ("byline", article.byline)):
        yield label, _found(fact) if fact else "–"
    yield "published", _stamp(article.published) if article.published else "–"
    for stamp in article.dates:
        if stamp != article.published:
            yield "  date", f"{stamp.role}: {_stamp(stamp)}"
    for label, fact in (("dateline", article.dateline), ("agency", article.agency), ("credit", article.credit)):
        yield label, _found(fact) if fact else "–"
    for upstream in article.declared_upstreams:
        yield "declared", f"from {', '.join(one_line(given) for given in (upstream.name, upstream.url) if given)} ({one_line(upstream.rule)})"
    yield "language", one_line(article.language)
    yield "typography", _typography(article)
    yield "url", one_line(article.url) if article.url else "–"
    seen = f", seen at {one_line(capture.seen_at)}" if capture.seen_at else ""
    yield "came as", f"{one_line(article.path)} ({one_line(capture.how)}, {one_line(capture.media_type)}{seen})"
    yield "sha256", capture.sha256
    yield "id", article.id
    for doubt in article.doubts:
        yield "doubt", one_line(doubt)


def _typography(article: Article) -> str:
    counted = article.typography
    signs = (("quotation marks", counted.quotation_marks), ("apostrophe", counted.apostrophe), ("dash", counted.dash))
    words = [f"{name} {visible(sign)}" for name, sign in signs if sign]
    words += [f"{count} {name}" for name, count in (("no-break spaces", counted.no_break_spaces), ("invisible characters", counted.invisible)) if count]
    return ", ".join(words) or "–"


def _print_legend(console: Console, article: Article) -> None:
    """Each kind of part that the article has, in its colour, with the rules that told it."""
    for kind in PART_KINDS:
        reasons = Counter(part.reason for part in article.parts if part.kind == kind)
        if reasons:
            told = "; ".join(f"{one_line(reason)} ({count})" for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])))
            _print_row(console, kind, Text(told, "dim"), STYLES[kind])


def _print_text(console: Console, article: Article, wish: Wish) -> None:
    """The text line by line; a line that takes several of the terminal's is set apart by an empty one."""
    before, gap = "", False
    for folded, run in groupby(lines_of(article), key=lambda line: line.kind if line.kind in FOLDED and not line.marks and not wish.whole else ""):
        lines = list(run)
        if folded and len(lines) >= LEAST_FOLDED:
            _print_row(console, folded, Text(f"… {len(lines)} lines of {folded} … (--all shows them)", "dim"), STYLES[folded])
            before, gap = folded, False
            continue
        for line in lines:
            if gap and line.kind == before:
                _print_row(console, "", Text(""))
            style = STYLES.get(line.kind, "")
            taken = _print_row(console, "" if line.kind == before else line.kind, _words(article.text, line), style or "default")
            before, gap = line.kind, taken > 1


def _words(text: str, line: Line) -> Text:
    """The line's words, with what stands in it between ⟦ and ⟧."""
    style, at, words = STYLES.get(line.kind, ""), line.span.start, Text()
    for span, label, because in line.marks:
        words.append(visible(text[at : span.start]), style)
        words.append(f"⟦{label}: ", MARK)
        words.append(visible(span.of(text)), STYLES.get(label, "") or MARK)
        words.append(f" · {one_line(because)}⟧", MARK)
        at = span.stop
    return words.append(visible(text[at : line.span.stop]), style)


def lines_of(article: Article) -> Iterator[Line]:
    """The lines of the text that are not blank, in order, each with its kind and its marks."""
    facts = [(fact.span, label, fact.rule) for label, fact in _named(article) if fact and fact.span]
    facts += [(stamp.span, stamp.role, stamp.rule) for stamp in article.dates if stamp.span]
    marks = sorted((Mark(*fact) for fact in facts), key=lambda mark: (mark.span.start, -mark.span.stop, mark.label))
    parts = sorted(article.parts, key=lambda part: (part.start, -part.stop))
    lines = _lines(article.text)
    for line, held, stated in zip(lines, _touching(lines, [p.span for p in parts]), _touching(lines, [m.span for m in marks]), strict=True):
        around = [parts[at] for at in held]
        kind = _kind(line, around)
        inner = [Mark(part.span, part.kind, part.reason) for part in around if part.kind != kind and not part.span.covers(line)]
        yield Line(line, kind, tuple(_apart(line, [*inner, *(marks[at] for at in stated)])))


def _lines(text: str) -> list[Span]:
    """Extents of the lines, without the white space around them; blank ones are left out."""
    found, start = [], 0
    for words in text.split("\n"):
        found.append(Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
        start += len(words) + 1
    return [line for line in found if line.start < line.stop]


def _touching(lines: Sequence[Span], spans: Sequence[Span]) -> Iterator[list[int]]:
    """For each line the positions of the spans that lie on it; both are in order of start."""
    live: list[int] = []
    at = 0
    for line in lines:
        live = [n for n in live if spans[n].stop > line.start]
        while at < len(spans) and spans[at].start < line.stop:
            live += [at] if spans[at].stop > line.start else []
            at += 1
        yield live


def _named(article: Article) -> tuple[tuple[str, Found | None], ...]:
    return (("byline", article.byline), ("agency", article.agency), ("credit", article.credit), ("dateline", article.dateline))


def _kind(line: Span, parts: list[Part]) -> str:
    """The narrowest part that holds the whole line, else the one that holds most of it."""
    around = [part for part in parts if part.span.covers(line)]
    if around:
        return min(around, key=lambda part: (part.stop - part.start, -part.start)).kind
    return max(parts, key=lambda part: (part.span.overlap(line), -part.start)).kind if parts else "furniture"


def _apart(line: Span, marks: list[Mark]) -> Iterator[Mark]:
    """The marks within the line, the widest where several lie over each other."""
    taken: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start - mark.span.stop, mark.span.start)):
        inside = Span(max(line.start, mark.span.start), min(line.stop, mark.span.stop))
        if all(not inside.overlap(other.span) for other in taken):
            taken.append(Mark(inside, mark.label, mark.because))
    yield from sorted(taken)


def _print_statements(console: Console, article: Article, statements: tuple[Statement, ...]) -> None:
    console.print(Text(f"{len(statements)} statement{'' if len(statements) == 1 else 's'}", "bold"))
    for number, said in enumerate(statements, 1):
        who = ", through ".join(f"{one_line(link.name)} ({link.kind.replace('_', ' ')})" for link in reversed(said.chain)) or "undetermined"
        cue = f" · {one_line(said.cue.of(article.text))}" if said.cue else ""
        way = f" · by {one_line(said.way)}" if said.way else ""
        place = ", ".join(f"{span.start}–{span.stop}" for span in said.content)
        _print_row(console, str(number), Text.assemble((who, "bold"), f"{cue}{way} · {said.form}, confidence {said.confidence:.2f}, {place}"))
        _print_row(console, "", Text(" […] ".join(one_line(span.of(article.text)) for span in said.content)))


def _changed(there: str, here: str) -> str:
    """What the page has and the text that was asked about: either may lack the words."""
    if not there:
        return f"here also “{here}”"
    return f"there “{there}”, here “{here}”" if here else f"there also “{there}”"


def _found_at(article: Article) -> str:
    """Where a person finds a page again: its file, or the address of one that is a record in an archive."""
    return article.url if article.url and _RECORD in article.path else article.path


def print_carriers(answer: Answer, text: str, shortest: int, to: TextIO) -> None:
    """Write who carried the words of a text that somebody asked about; `shortest` is how many words in a row are looked for."""
    console = Console(file=to, width=min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns), highlight=False, emoji=False, markup=False)
    found = answer.carriers
    if not found:
        console.print(TOO_SHORT if too_short(text) else f"No article of the case has words of this text. {looked_for(shortest)}")
        return
    articles = "1 article of the case has" if len(found) == 1 else f"{len(found)} articles of the case have"
    console.print(Text(f"{articles} words of this text. The order is by what was derived from what, as far as this pile shows, then by date."))
    if answer.compared < answer.found:
        which = "the earliest that hold much of it, and those that hold most"
        some = f"{answer.found:,} articles may hold words of it; it was compared with {answer.compared} of them: {which}."
        console.print(Text(some))
    for one in found:
        console.print()
        day = one.article.published.day if one.article.published else "no date"
        console.print(Text(f"{one_line(one.article.name())}, {day}", "bold") + Text(f"  {one_line(_found_at(one.article))}, {one.words} words", "dim"))
        for said in {tuple(link.name for link in statement.chain): statement for statement in one.said if statement.chain}.values():
            _print_row(console, "said by", Text(", through ".join(f"{one_line(link.name)} ({link.kind.replace('_', ' ')})" for link in reversed(said.chain))))
        for change in one.changes:
            where = "changed inside quotation marks, unmarked" if change.in_quotation else change.kind
            _print_row(console, "changed", Text(f"{_changed(change.there, change.here)} ({where})"), MARK if change.in_quotation else "dim")
    for claim in answer.claims:
        console.print()
        span = f"{claim.least} origin{'' if claim.least == 1 else 's'}" if claim.least == claim.most else f"{claim.least} to {claim.most} origins"
        named = "named" if claim.named else "none of them named" if claim.most > 1 else "not named"
        denied = " the denial that" if claim.denied else ""
        console.print(Text(f"{span}, {named}", "bold") + Text(f"  behind{denied} “{claim.wording}”", "dim"))
        _print_row(console, "because", Text(claim.because))
        for other in claim.elsewhere:
            day = other.article.published.day if other.article.published else "no date"
            _print_row(console, "elsewhere", Text(f"{one_line(other.article.name())}, {day}: “{other.wording}”"))
        if claim.cut():
            _print_row(console, "", Text(claim.cut(), "dim"))
