"""The command that collects. It imports what it needs when it runs, so that the command line starts at once."""
# ruff: noqa: PLC0415

import dataclasses
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firstsaid.collect.options import CollectOptions
from firstsaid.progress import progress_shown
from firstsaid.typed import CaseFirst, day

if TYPE_CHECKING:
    from firstsaid.collecting import Collected

NOTHING_READABLE = 3


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """Every option of the room as a flag and as a FIRSTSAID_COLLECT_* variable."""
    for field in reversed(dataclasses.fields(CollectOptions)):
        kinds = {int: click.IntRange(min=1), float: click.FloatRange(min=0), str: click.STRING}
        default = field.default
        text = f"{field.metadata['help']} [default: {f'{default:g}' if isinstance(default, float) else default}]" if default else field.metadata["help"]
        flag = f"--{field.name.replace('_', '-')}"
        variable = f"FIRSTSAID_COLLECT_{field.name}".upper()
        metavar = type(default).__name__.upper()
        command = click.option(flag, type=kinds[type(default)], default=default, help=text, metavar=metavar, envvar=variable)(command)
    return command


@click.command()
@click.argument("place", metavar="CASE", type=CaseFirst())
@click.argument("inputs", nargs=-1, metavar="[LINK | FILE]…")
@click.option("--column", default="", help='Which column of a table (CSV, Excel) holds the links, by its header [default: "url", "link" …, else by its cells].')
@click.option("--since", metavar="DATE", callback=day, help="Leave out what feeds and sitemaps date earlier, such as 2031-03-01 (UTC).")
@click.option("--new", "only_new", is_flag=True, help="Of feeds and sitemaps, only entries that were not collected before.")
@click.option("--only-changes", is_flag=True, help="Keep no record of pages that have not changed since the round before.")
@click.option("--format", type=click.Choice(("table", "json", "ndjson", "csv")), default="table", show_default=True)
@click.option("--all", "whole", is_flag=True, help="Print every address and what came of it, not only those that were refused.")
@_options
def collect(place: Path, inputs: tuple[str, ...], **flags: Any) -> None:  # noqa: ANN401
    """Fetch pages from the web and keep them as evidence, as WARC files.

    An input is a link (to a page, a feed, a sitemap), a list of links (a text, a CSV, an Excel file), a saved feed or sitemap, or a list of feeds (OPML).
    Without one, a round that was cut short is gone on with. Afterwards `firstsaid run CASE` reads what has come.
    """
    from firstsaid import tables
    from firstsaid.collect.collector import Outside, Wish
    from firstsaid.collect.reach import Reach, proxy_of
    from firstsaid.collect.wanted import REFUSED
    from firstsaid.collecting import USER_AGENT, Given, checked_agent
    from firstsaid.collecting import collect as run

    chosen = CollectOptions(**{field.name: flags[field.name] for field in dataclasses.fields(CollectOptions)})
    wish = Wish(chosen, checked_agent(chosen.user_agent or USER_AGENT), flags["since"], flags["only_new"], flags["only_changes"])
    outside = Outside(reach=Reach(proxy=proxy_of(chosen.proxy)))
    try:
        with progress_shown() as progress:
            done = run(place, Given(inputs, flags["column"]), wish, outside, partial(progress, "addresses"))
    except KeyboardInterrupt:
        raise click.ClickException(f"stopped; nothing that was finished is lost, and `firstsaid collect {place}` goes on") from None
    _tell(done, place)
    rows = [dataclasses.asdict(row) for row in done.outcomes if flags["whole"] or row.outcome == REFUSED]
    if rows or flags["format"] != "table":
        tables.print_rows(rows, flags["format"], 0, sys.stdout)
    counts = done.counts()
    if counts[REFUSED] and counts[REFUSED] == len(done.outcomes):
        click.get_current_context().exit(NOTHING_READABLE)


def _tell(done: "Collected", place: Path) -> None:
    counts = done.counts()
    lists = "list read" if counts["listed"] == 1 else "lists read"
    words = {"collected": "collected", "unchanged": "not changed since", "listed": lists, "moved": "redirected", "refused": "refused"}
    told = ", ".join(f"{counts[key]:,} {word}" for key, word in words.items() if counts[key])
    click.echo(f"{place}: {told or 'nothing to collect'}", err=True)
    for name in done.files:
        click.echo(f"  evidence: {name}", err=True)
    if done.files:
        click.echo(f"`firstsaid run {place}` reads it.", err=True)
