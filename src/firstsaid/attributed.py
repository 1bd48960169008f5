"""Who said what in texts and pages, without a case: what `firstsaid attributions` reads and prints."""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from firstsaid import api
from firstsaid.articles.language import language_of
from firstsaid.dossier.plain import json_text, one_line
from firstsaid.errors import InputError
from firstsaid.model import ChainLink, Statement
from firstsaid.model.options import StatementOptions
from firstsaid.statements import statements
from firstsaid.statements.language import has_file
from firstsaid.tables import print_rows

MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<rss", b"<feed")
LOOKED_AT = 2_000
WIDEST, CUE = 140, 16
SURE, DOUBTFUL = 0.75, 0.5


@dataclass(frozen=True, slots=True)
class Attributed:
    """One input with what is said in it."""

    name: str
    language: str
    text: str
    """What the spans index: the text as it came, or the article that was read from a page."""
    statements: tuple[Statement, ...]
    title: str | None = None


def read_input(name: str, language: str | None, options: StatementOptions) -> Attributed:
    """Read a file, or standard input if the name is "-": plain text as it stands, a page through the reader of pages.

    Raises:
        InputError: it cannot be read; the error names the input.

    """
    data, shown = _bytes(name)
    text = _plain(data)
    title = None
    if text is None:
        page = api.read(data if name == "-" else name)
        text, language = page.text, language or page.language
        title = page.title.value if page.title else None
        said = statements([page], options)
    else:
        language = language or language_of(text)
        said = api.attributions(text, language, options)
    if not text.strip():
        raise InputError("it holds no text", where=shown)
    return Attributed(shown, language, text, tuple(said), title)


def _bytes(name: str) -> tuple[bytes, str]:
    if name == "-":
        return sys.stdin.buffer.read(), "standard input"
    path = Path(name)
    if path.is_dir():
        raise InputError("it is a folder; name files, or use `firstsaid trace` for a folder", where=name)
    try:
        return path.read_bytes(), name
    except FileNotFoundError:
        raise InputError("there is no such file", where=name) from None
    except OSError as error:
        raise InputError(f"it cannot be read: {os.strerror(error.errno) if error.errno else error}", where=name) from None


def _plain(data: bytes) -> str | None:
    """The text of bytes that are plain UTF-8 text; None for pages, archives, other encodings and whatever else the reader of pages knows."""
    head = data[:LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"\x00" in data[:LOOKED_AT] or head.startswith((b"%pdf", b"{", b"warc/")) or any(mark in head for mark in MARKUP):
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def note_on(found: Attributed) -> str:
    """What a reader should know of how an input was read; "" when there is nothing."""
    if not has_file(found.language):
        return f"{found.name}: no rules for the language {found.language!r}; the English ones were used (--language says another, by its code of two letters)"
    return ""


def print_found(found: Sequence[Attributed], form: str, to: TextIO) -> None:
    """Write statements in one of the formats: json one object per input with its text, ndjson and csv one row per statement, table for people."""
    if form == "json":
        to.write(json_text([_object(one) for one in found], 1) + "\n")
    elif form == "table":
        _print_table(found, to)
    else:
        print_rows([_flat(one, said) if form == "csv" else _row(one, said) for one in found for said in one.statements], form, 0, to)


def _object(one: Attributed) -> dict[str, Any]:
    statements = [{key: value for key, value in _row(one, said).items() if key != "input"} for said in one.statements]
    return {"input": one.name, "language": one.language, "title": one.title, "text": one.text, "statements": statements}


def _row(one: Attributed, said: Statement) -> dict[str, Any]:
    """A statement with its words; spans are [start, stop) in characters of the text."""
    return {
        "input": one.name,
        "source": said.source.of(one.text) if said.source else None,
        "cue": said.cue.of(one.text) if said.cue else None,
        "content": [span.of(one.text) for span in said.content],
        "form": said.form,
        "chain": [{"name": link.name, "kind": link.kind} for link in said.chain],
        "confidence": said.confidence,
        "way": said.way,
        "spans": {
            "source": list(said.source) if said.source else None,
            "cue": list(said.cue) if said.cue else None,
            "content": [list(span) for span in said.content],
        },
    }


def _flat(one: Attributed, said: Statement) -> dict[str, Any]:
    """A statement as a row of a spreadsheet: no lists; the one who said it last stands last in its chain."""
    row = _row(one, said)
    row["content"] = " […] ".join(row["content"])
    row["chain"] = " > ".join(f"{link.name} ({link.kind})" for link in said.chain)
    del row["spans"]
    return row | {"start": said.content[0].start, "stop": said.content[-1].stop}


def _print_table(found: Sequence[Attributed], to: TextIO) -> None:
    width = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
    console = Console(file=to, width=width, highlight=False, emoji=False, markup=False)
    for number, one in enumerate(found):
        if len(found) > 1:
            console.print(Text(("\n" if number else "") + one_line(one.name), "bold"))
        if not one.statements:
            console.print("Nobody is said to have said anything.")
            continue
        grid = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 1, 0))
        grid.add_column("who", ratio=3, overflow="fold")
        grid.add_column("by which words", max_width=CUE, overflow="fold")
        grid.add_column("what", ratio=6, overflow="fold")
        grid.add_column("sure", justify="right", no_wrap=True)
        for said in one.statements:
            grid.add_row(_who(one, said), Text(one_line(said.cue.of(one.text)) if said.cue else "–", "cyan"), _what(one, said), _sure(said))
        console.print(grid)


def _who(one: Attributed, said: Statement) -> Text:
    """The one who said it, then those through whom the text has it; what the text calls an undetermined speaker."""
    if not said.chain:
        mention = f" ({one_line(said.source.of(one.text))})" if said.source else ""
        return Text.assemble(("undetermined", "yellow"), (mention, "dim"))
    last, *relays = reversed(said.chain)
    words = _link(last, "bold")
    for relay in relays:
        words.append("\nthrough ", "dim").append_text(_link(relay, ""))
    return words


def _link(link: ChainLink, style: str) -> Text:
    return Text.assemble((one_line(link.name), style), (f" {link.kind.replace('_', ' ')}", "dim"))


def _what(one: Attributed, said: Statement) -> Text:
    return Text(" […] ".join(one_line(span.of(one.text)) for span in said.content), "" if said.form == "indirect" else "green")


def _sure(said: Statement) -> Text:
    style = "green" if said.confidence >= SURE else "yellow" if said.confidence >= DOUBTFUL else "red"
    return Text(f"{said.confidence:.2f}", style)
