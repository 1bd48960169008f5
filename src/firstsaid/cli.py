"""The command line: one command per verb. Data goes to stdout, everything else to stderr."""

import dataclasses
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firstsaid import __version__
from firstsaid.collect_command import collect
from firstsaid.errors import FirstsaidError, InputError, machine_fault
from firstsaid.model.options import Options, StatementOptions
from firstsaid.progress import progress_shown
from firstsaid.sealing.commands import export, formats, report, stamp, verify
from firstsaid.watch_command import watch
from firstsaid.web.commands import serve, users

if TYPE_CHECKING:
    from firstsaid.api import Case
    from firstsaid.case.folder import Added

NOTHING_READABLE = 3
FORMATS = ("table", "json", "ndjson", "csv")
INTERRUPTED = "Query interrupted"
"""How the database tells of Ctrl-C."""
FILE_NAME = re.compile(r"[!-~]+\.[a-z]\w{1,4}", re.IGNORECASE)
"""What is no text to be looked for, but looks like a file's name."""
_END = re.compile(r"[:.](?: |$)")
TABLES = frozenset(("trace", "demo", "run", "show", "check", "watch", "report", "export", "serve"))
"""Commands that make tables or read them."""


class Commands(click.Group):
    """A group that tells errors of ours in one sentence."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run the command; a FirstsaidError becomes `Error: where: what` and exit status 1, and so do Ctrl-C, a full disk and rights that are lacking."""
        try:
            return super().invoke(ctx)
        except FirstsaidError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            if not (said := machine_fault(error)):
                raise
            raise click.ClickException(said) from None
        except (KeyboardInterrupt, RuntimeError) as error:
            if isinstance(error, RuntimeError) and str(error) != INTERRUPTED:
                raise
            raise click.ClickException("stopped; a case keeps what was added to it and every table that was finished, and the same command goes on") from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each command is for, in a whole clause: the first sentence of its help up to a colon, never cut off."""
        shown = [(name, command.help or "") for name, command in self.commands.items() if not command.hidden]
        with formatter.section("Commands"):
            formatter.write_dl([(name, _clause(told)) for name, told in shown])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a newcomer needs them."""
        return list(self.commands)


def _clause(told: str) -> str:
    """The first sentence, without what a colon adds to it; a question goes on to its answer."""
    said = " ".join(told.partition("\n\n")[0].split())
    asked, mark, answer = said.partition("? ") if "? " in said else ("", "", said)
    return f"{asked}{mark}{_END.split(answer, maxsplit=1)[0]}."


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="firstsaid")
def main() -> None:
    """Who said it first, who only repeated it, what was altered on the way, and how many independent origins stand behind it.

    Exit status: 0 done (pages that could not be read are listed as rejected) · 1 could not be done · 2 wrong use · 3 done, but no page could be read.
    """


def settings(command: Callable[..., None]) -> Callable[..., None]:
    """Every option of every room as a flag; each is a FIRSTSAID_* variable and a case.toml key as well."""
    for room in reversed(dataclasses.fields(Options)):
        kind = type(getattr(Options(), room.name))
        for field in reversed(dataclasses.fields(kind)):
            default = getattr(kind(), field.name)
            flag = f"--{room.name}-{field.name}".replace("_", "-")
            text = f"{field.metadata['help']} [default: {default}]"
            names = (flag, *field.metadata["also"], f"{room.name}__{field.name}")
            metavar = "|".join(field.metadata["choices"]) or type(default).__name__.upper()
            command = click.option(*names, type=type(default), default=None, help=text, metavar=metavar)(command)
    return command


def _flags(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    chosen: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        if value is not None:
            room, name = key.split("__")
            chosen.setdefault(room, {})[name] = value
    return chosen


def _tell_added(done: "Added", place: Path) -> None:
    words = [f"{done.added} added"]
    if done.known:
        words.append(f"{done.known} already there (the same bytes add nothing)")
    if done.refused:
        words.append(f"{len(done.refused)} refused")
    click.echo(f"{place}: {', '.join(words)}", err=True)
    for row in done.refused:
        click.echo(f"  refused: {row.path}: {row.reason}", err=True)


def _tell_summary(case: "Case") -> None:
    """The first sentence, then a few short tables; a cut one says how many rows it had."""
    from firstsaid import tables
    from firstsaid.dossier import summary

    click.echo(tables.wrapped(case.sentence(), sys.stdout))
    if decided := case.dossier.judgements:
        who = sorted({author for judgement in decided for author in judgement.author.split(" and ")})
        number = "One decision" if len(decided) == 1 else f"{len(decided)} decisions"
        click.echo(f"{number} by {' and '.join(who)} count{'s' * (len(decided) == 1)} here; `firstsaid serve {case.path}` shows what each changed.")
    for table in summary(case.index):
        click.echo(f"\n{table.title}")
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        tables.print_rows(rows, "table", 0, sys.stdout)
        if table.note:
            click.echo(table.note)


def _tell_result(case: "Case", report: Path) -> None:
    """The first sentence, the claims, what was rejected, and where the report lies."""
    from firstsaid.sealing.commands import written
    from firstsaid.sealing.prepared import Wanted, prepare

    _tell_summary(case)
    with written(report) as out:
        out.write(prepare(case, Wanted()).html(custody=False).encode())
    click.echo(f"Report: {report}", err=True)
    if case.dossier.rejected and not case.dossier.articles:
        click.get_current_context().exit(NOTHING_READABLE)


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--case", "place", type=click.Path(path_type=Path, file_okay=False), help="Keep evidence and results in this folder; add to it if it is there.")
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="Where the report goes [default: report.html in the case, or firstsaid-report.html]."
)
@settings
def trace(inputs: tuple[str, ...], place: Path | None, report: Path | None, **flags: Any) -> None:  # noqa: ANN401
    """Read pages (files, folders, or - for standard input) and say who said what first."""
    import tempfile

    from firstsaid import api
    from firstsaid.sealing.commands import placed

    if report:
        placed(report)
    with tempfile.TemporaryDirectory(prefix="firstsaid-") as temporary, progress_shown() as progress:
        folder = place or Path(temporary)
        added = api.add(folder, inputs, progress)
        case = api.run(folder, _flags(flags), progress)
        if place or added.refused:
            _tell_added(added, place or Path("pages"))
        _tell_result(case, report or (folder / "report.html" if place else Path("firstsaid-report.html")))


@main.command()
@click.argument("place", type=click.Path(path_type=Path, file_okay=False), default=Path("firstsaid-demo"))
def demo(place: Path) -> None:
    """Trace the bundled sample case: invented pages of an invented country."""
    from firstsaid import api
    from firstsaid.sample import pages

    with progress_shown() as progress:
        added = api.add(place, [str(pages())], progress)
        case = api.run(place, {}, progress)
    _tell_added(added, place)
    _tell_result(case, place / "report.html")


@main.command()
@click.argument("place", metavar="CASE", type=click.Path(path_type=Path, file_okay=False))
@click.argument("inputs", nargs=-1, required=True)
def add(place: Path, inputs: tuple[str, ...]) -> None:
    """Keep pages as evidence; the case is made if the folder is new."""
    from firstsaid import api

    with progress_shown() as progress:
        added = api.add(place, inputs, progress)
    _tell_added(added, place)


@main.command()
@click.argument("place", metavar="CASE", type=click.Path(path_type=Path, file_okay=False))
@settings
def run(place: Path, **flags: Any) -> None:  # noqa: ANN401
    """Bring a case up to date; only what changed is worked on again."""
    from firstsaid import api

    with progress_shown() as progress:
        case = api.run(place, _flags(flags), progress)
    _tell_result(case, place / "report.html")


@main.command()
@click.argument("place", metavar="CASE", type=click.Path(path_type=Path, file_okay=False))
@click.argument("what", metavar="[TABLE | ARTICLE]", required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(min=0), default=100, show_default=True, help="Most rows of a table shown; 0 for all.")
@click.option("--all", "whole", is_flag=True, help="Of an article, every line of its furniture too.")
@click.option("--statements", is_flag=True, help="Of an article, who says what in it too.")
def show(place: Path, what: str | None, form: str, limit: int, **wish: bool) -> None:
    """Print what a case says first, one of its tables (claims, statements, derivations, matches …, rejected), or one article as it was understood.

    An ARTICLE is named by its id, the beginning of its id, its path or its url.
    """
    from firstsaid import api, tables
    from firstsaid.readable import readable

    if what is not None and not what.strip():
        raise click.UsageError("it names nothing: name a table or an article, or leave it out")
    case = api.open_case(place)
    if what is None:
        _tell_summary(case)
    elif what in (*case.tables, "rejected"):
        rows = readable(case, what) if form == "table" else None
        shown = tables.print_rows(tables.rows_of(case, what) if rows is None else rows, form, limit, sys.stdout)
        if shown:
            click.echo(shown, err=True)
    else:
        _tell_article(case, what, form, wish)


def _tell_article(case: "Case", name: str, form: str, wish: dict[str, bool]) -> None:
    from firstsaid import lookup, terminal

    asked = terminal.Wish(**wish)
    found = lookup.find(case, name)
    if form == "csv":
        raise click.UsageError("an article is no table: --format csv does not fit; use json, or leave it out")
    if form == "table":
        terminal.print_article(found, asked, sys.stdout)
    else:
        terminal.print_json(terminal.article_json(found, asked), 1 if form == "json" else None, sys.stdout)


@main.command()
@click.argument("place", metavar="CASE", type=click.Path(path_type=Path, file_okay=False))
@click.argument("text", metavar="TEXT | FILE | -")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def check(place: Path, text: str, form: str) -> None:
    """Who said this first? Hold a sentence, a paragraph or a whole article against a case.

    Prints which of its articles carry words of the text, the first ones first, what is changed in the text, and who is quoted there.
    """
    from firstsaid import api, checking, terminal

    case = api.open_case(place)
    found = checking.answer(case, given := _given_text(text))
    if form == "json":
        terminal.print_json(checking.as_json(found, given), 1, sys.stdout)
    else:
        terminal.print_carriers(found, given, case.options.reuse.shortest, sys.stdout)


def _given_text(text: str) -> str:
    """What was typed, or what the file of that name or standard input holds. Raises InputError for nothing, and for the name of a file that is not there."""
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    if not text.strip():
        raise InputError("there is no text to hold against the case")
    try:
        if "\n" not in text and Path(text).is_file():
            from firstsaid import api

            return api.read(text).text
    except OSError:
        pass
    if FILE_NAME.fullmatch(text):
        raise InputError("there is no such file", where=text)
    return text


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE | - …")
@click.option("--language", metavar="CODE", help="ISO 639-1 code of the texts' language [default: told from their letters].")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--confidence", type=click.FloatRange(0, 1), help=f"Below it a speaker is undetermined [default: {StatementOptions().confidence}].")
@click.option("--second-opinion", metavar="NAME", default="", help="An installed model that is asked as well (entry-point group firstsaid.second_opinion).")
def attributions(inputs: tuple[str, ...], language: str | None, form: str, confidence: float | None, second_opinion: str) -> None:
    """Who said what in texts or pages, through whom: without a case, and nothing is kept.

    A FILE may be plain text, which is read as it stands, or a page (HTML, PDF, Word, mail …); - is standard input.
    Exit status: 1 some inputs could not be read · 3 none could.
    """
    from firstsaid import attributed

    options = StatementOptions(StatementOptions().confidence if confidence is None else confidence, second_opinion)
    found, refused = [], 0
    for name in inputs:
        try:
            found.append(attributed.read_input(name, language, options))
        except FirstsaidError as error:
            refused += 1
            click.echo(f"Error: {error}", err=True)
    for note in filter(None, map(attributed.note_on, found)):
        click.echo(note, err=True)
    if found:
        attributed.print_found(found, form, sys.stdout)
    if refused:
        click.get_current_context().exit(1 if found else NOTHING_READABLE)


for command in (collect, watch, report, export, formats, verify, stamp, serve, users):
    main.add_command(command)


def program() -> None:
    """The command line in a process of its own. None of them needs pandas, which Arrow would load wherever it is installed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that is no UTF-8 lacks letters: they are told by number
    try:
        if TABLES.intersection(sys.argv[1:2]):
            import firstsaid.engine.arrow_alone  # noqa: F401
        main()
    except KeyboardInterrupt:
        sys.exit("Error: stopped before anything was done")


if __name__ == "__main__":
    program()
