"""The commands that hand a case on, and those that check it. They import what they need when they run, so that the command line starts at once."""
# ruff: noqa: PLC0415

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from firstsaid.errors import FirstsaidError
from firstsaid.progress import progress_shown

if TYPE_CHECKING:
    from firstsaid.api import Case
    from firstsaid.sealing.prepared import Prepared

CASE = click.argument("place", metavar="CASE", type=click.Path(path_type=Path, file_okay=False))
OUTPUT = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
DOSSIER = "dossier"
PACKED = (".zip", ".xlsx", ".db", ".wacz")
"""Ends of names of files that are no text."""


def _named(ctx: click.Context, param: click.Parameter, value: str | tuple[str, ...] | None) -> str | tuple[str, ...]:
    """What was given, as a callback of an option; it must name something. A script's variable that is not set must not hand on a whole case unredacted."""
    for one in (value,) if isinstance(value, str) else value or ():
        if not one.strip():
            raise click.BadParameter("it names nothing: leave the option out, or look whether a variable was left empty", ctx, param)
    return value or ""


def part_of_case(command: Callable[..., None]) -> Callable[..., None]:
    """Which part of a case is handed on, and without what."""
    for option in (
        click.option("--without-notes", is_flag=True, help="Leave out the reasons of decisions."),
        click.option("--redact", "redact", multiple=True, metavar="NAME", callback=_named, help="Hide a name and its spellings; may be given several times."),
        click.option("--claim", metavar="ID", callback=_named, help="Only this claim and the articles that carry it."),
        click.option("--story", metavar="ID", callback=_named, help="Only this story; the beginning of its id will do."),
    ):
        command = option(command)
    return command


@click.command()
@CASE
@click.option("--output", "-o", type=OUTPUT, help="Where it goes [default: report.html or report.pdf in the case; - for stdout].")
@click.option("--format", "form", type=click.Choice(("html", "pdf")), default="html", show_default=True)
@part_of_case
def report(place: Path, output: Path | None, form: str, **wanted: Any) -> None:  # noqa: ANN401
    """Write the report of a case, a story or a claim: one file that opens offline.

    It tells what people decided, by whom and why. With --redact, names are gone from the file, not covered.
    """
    from firstsaid.api import open_case
    from firstsaid.dossier.pdf import pdf
    from firstsaid.sealing.handing import logged

    case = open_case(place)
    target = output or place / f"report.{form}"
    with written(target) as out:
        prepared = _prepared(case, wanted)
        html = prepared.html()
        with progress_shown() as progress:
            out.write(pdf(html, lambda page: progress("pages of the PDF", page, 0)) if form == "pdf" else html.encode())
    case.folder.custody.append("export", format=f"report {form}", **logged(prepared))
    if str(output) != "-":
        click.echo(f"Report: {target}", err=True)


@click.command()
@CASE
@click.option("--format", "form", default="json", show_default=True, help="`firstsaid formats` lists them.")
@click.option("--output", "-o", type=OUTPUT, help="Where it goes [default: stdout].")
@click.option("--without-evidence", is_flag=True, help="Of a dossier, leave out the pages as received; their digests stay.")
@click.option("--with-pdf", is_flag=True, help="Of a dossier, put the report in as PDF too.")
@part_of_case
def export(place: Path, form: str, output: Path | None, without_evidence: bool, with_pdf: bool, **wanted: Any) -> None:  # noqa: ANN401
    """Write the case, a story or a claim in a format that other tools read, or as a sealed dossier that `firstsaid verify` checks anywhere."""
    from firstsaid.api import open_case
    from firstsaid.sealing.handing import FORMATS, Parcel, hand_over

    if form != DOSSIER and (without_evidence or with_pdf):
        raise click.UsageError("--without-evidence and --with-pdf belong to --format dossier")
    case = open_case(place)
    target = str(output or "-")
    packed = next((known.suffix for known in FORMATS if known.name == form and known.suffix.endswith(PACKED)), "")
    if packed and target == "-" and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text: name a file for it, such as --output {place.name}{packed}")
    prepared = _prepared(case, wanted)
    with written(output or Path("-")) as out:
        seal = hand_over(case, prepared, Parcel(form, not without_evidence, with_pdf), out)
    if target != "-":
        unlike = packed and not target.endswith(packed[packed.rindex(".") :])
        click.echo(f"Export: {output}" + (f" (it holds what is usually named {packed})" if unlike else ""), err=True)
    if seal:
        click.echo(f"SHA-256 of its manifest, to be told to whoever gets it: {seal}", err=True)


@click.command()
def formats() -> None:
    """List the formats that `firstsaid export` writes."""
    from firstsaid.sealing.handing import FORMATS

    for form in FORMATS:
        click.echo(f"{form.name:12} {form.suffix:20} {form.about}")


@click.command()
@click.argument("place", metavar="CASE | DOSSIER.zip", type=click.Path(path_type=Path))
@click.option("--trust", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Certificates (PEM) of time-stamping authorities that you trust.")
def verify(place: Path, trust: Path | None) -> None:
    """Check a case or a sealed dossier, and name the first line, file, table or decision that does not fit.

    Of a case: the custody log line by line, every piece of evidence and every table against its digest, the decisions against the log. A dossier needs no case.
    """
    from firstsaid.sealing.case_check import check_case
    from firstsaid.sealing.checking import check_sealed

    if not place.exists():
        raise FirstsaidError("there is no such file or folder", where=str(place))
    click.echo(check_sealed(place, trust).told() if place.is_file() else check_case(place, trust).told())


@click.command()
@CASE
@click.option("--authority", required=True, metavar="URL", help="Address of a time-stamping authority (RFC 3161).")
def stamp(place: Path, authority: str) -> None:
    """Have somebody else attest that the custody log had come so far by now. It asks the network, to which it sends one digest and nothing else."""
    from firstsaid.sealing.stamps import stamp as ask

    done = ask(place, authority)
    click.echo(f"Stamped at {done.at}: everything up to line {done.line} of the custody log.")


def placed(target: Path) -> None:
    """Raises FirstsaidError for a file that is to be written to a folder that is not there."""
    if not target.parent.is_dir():
        raise FirstsaidError("it cannot be written: there is no such folder", where=str(target))


@contextmanager
def written(target: Path) -> Iterator[BinaryIO]:
    """A file that is there whole or not at all; a pipe or device, which is written to and not replaced; - is standard output.

    Raises FirstsaidError when it cannot be written.
    """
    if str(target) == "-":
        yield sys.stdout.buffer
        return
    placed(target)
    replaced = target.is_file() or not target.exists()
    path = target.with_name(f"{target.name}.partial") if replaced else target
    try:
        with path.open("wb") as out:
            yield out
        if replaced:
            path.replace(target)
    except OSError as error:
        raise FirstsaidError(f"it cannot be written ({error.strerror})", where=str(target)) from None
    finally:
        if replaced:
            path.unlink(missing_ok=True)


def _prepared(case: "Case", wanted: dict[str, Any]) -> "Prepared":
    from firstsaid.sealing.prepared import Wanted, prepare

    prepared = prepare(case, Wanted(wanted["story"], wanted["claim"], tuple(wanted["redact"]), wanted["without_notes"]))
    for hidden, name in zip(prepared.beside.hidden, wanted["redact"], strict=False):
        click.echo(f"{hidden.mark} is {name}: {_times(hidden.in_texts)} in the texts, {_times(hidden.beside)} beside them", err=True)
    if prepared.left:
        click.echo(f"Also said of them, and left as it names nobody: {'; '.join(prepared.left)}", err=True)
    return prepared


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
