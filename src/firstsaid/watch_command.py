"""The command that watches. It imports what it needs when it runs, so that the command line starts at once."""
# ruff: noqa: PLC0415

import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firstsaid.errors import FirstsaidError
from firstsaid.progress import progress_shown
from firstsaid.typed import CaseFirst

if TYPE_CHECKING:
    from firstsaid.collect.options import CollectOptions
    from firstsaid.watch import Polled, Watch


@click.command()
@click.argument("place", metavar="CASE", type=CaseFirst())
@click.argument("inputs", nargs=-1, metavar="[FOLDER | FILE]…")
@click.option("--link", "-l", "links", multiple=True, metavar="LINK | FILE", help="A page, feed, sitemap, or a file of links, fetched anew with every poll.")
@click.option("--new", "only_new", is_flag=True, help="Of feeds and sitemaps, only entries that were not collected before: edits of published pages go unseen.")
@click.option("--once", is_flag=True, help="One poll, then end.")
@click.option("--every", type=click.FloatRange(min=1), default=300.0, show_default=True, help="Seconds from the end of a poll to the next.")
@click.option("--webhook", default="", metavar="ADDRESS", help="Post what is told to this address as JSON; only addresses of the open internet are reached.")
@click.option("--format", "form", type=click.Choice(("text", "ndjson")), default="text", show_default=True)
def watch(place: Path, inputs: tuple[str, ...], links: tuple[str, ...], **wish: object) -> None:
    """Watch folders, feeds and links: add what comes, run the case, tell what changed, each thing once.

    Told is: a new origin of a claim; a published page that reads otherwise; words altered inside quotation marks for the first time; a quotation that two pages
    have in different words; a cited text that was missing and has arrived; a fetched page that is gone (status 404, 410 or 451), or back.
    It goes to stdout, to `watch.jsonl` and to the Atom feed `watch.atom` in the case.
    Without inputs, what others add is told.
    How links are fetched is set by the FIRSTSAID_COLLECT_* variables of `firstsaid collect`.
    """
    from firstsaid.watch import Files, Source, Watch

    sources: list[Source] = [Files(inputs)] if inputs else []
    deliver = None
    if links or wish["webhook"]:
        from firstsaid.collect.collector import Outside, Wish
        from firstsaid.collect.reach import Reach, proxy_of
        from firstsaid.collecting import USER_AGENT, checked_agent
        from firstsaid.watch import Webhook
        from firstsaid.watch import links as collected

        webhook = _webhook(str(wish["webhook"]))
        outside = Outside(reach=Reach(proxy=proxy_of(_collecting().proxy)))
        options, only_new = _collecting(), bool(wish["only_new"])
        asking = Wish(options, checked_agent(options.user_agent or USER_AGENT), None, only_new, only_changes=True, leaving=not only_new)
        sources += [collected(links, asking, outside)] if links else []
        deliver = Webhook(webhook, outside) if webhook else None
    watching, form = Watch(place, sources, deliver), str(wish["form"])
    if wish["once"]:
        with progress_shown() as progress:
            polled = watching.poll(progress)
        _tell(polled, form)
        return
    every = float(str(wish["every"]))
    _announce(place, (*inputs, *links), every)
    try:
        _forever(watching, every, form)
    except KeyboardInterrupt:
        watching.end()
        click.echo("Stopped.", err=True)


def _announce(place: Path, names: tuple[str, ...], every: float) -> None:
    """Tell what is watched and how to stop it."""
    from firstsaid.dossier.plain import one_line

    what = ", ".join(one_line(name) for name in names) or "what others add"
    click.echo(f"{one_line(str(place))}: watching {what}, a poll every {every:g} s. Ctrl-C stops it; the same command goes on.", err=True)


def _webhook(address: str) -> str:
    """The address, which can be posted to as far as its spelling tells. Raises BadParameter: an event must not be the first to find out."""
    from firstsaid.collect.faults import RefusedError
    from firstsaid.collect.links import web_address

    try:
        return web_address(address) if address else ""
    except RefusedError as error:
        raise click.BadParameter(str(error), param_hint="--webhook") from None


def _collecting() -> "CollectOptions":
    """How pages are fetched: the FIRSTSAID_COLLECT_* variables, as `firstsaid collect` has them. Raises SettingsError for a value of the wrong kind."""
    import dataclasses
    import os

    from firstsaid.collect.options import CollectOptions
    from firstsaid.errors import SettingsError

    chosen: dict[str, Any] = {}
    for field in dataclasses.fields(CollectOptions):
        variable = f"FIRSTSAID_COLLECT_{field.name}".upper()
        if variable in os.environ:
            try:
                kind: Any = type(field.default)
                chosen[field.name] = kind(os.environ[variable])
            except ValueError:
                raise SettingsError(f"{os.environ[variable]!r} is no number", where=variable) from None
    return CollectOptions(**chosen)


def _forever(watching: "Watch", every: float, form: str) -> None:
    """Poll until somebody stops it, by Ctrl-C or SIGTERM. What a poll says again of what could not be had is counted, not repeated."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    said: frozenset[str] = frozenset()
    while True:
        try:
            with progress_shown(logged=False) as progress:
                polled = watching.poll(progress)
            said = _tell(polled, form, said, time.strftime("%H:%M:%S  "))
        except FirstsaidError as error:
            click.echo(f"{error}; tried again in {every:g} seconds", err=True)
        time.sleep(every)


def _tell(polled: "Polled", form: str, before: frozenset[str] = frozenset(), at: str = "") -> frozenset[str]:
    """Tell what came of a poll: events to stdout, all else to stderr, each line with the time `at`. Give what was said of what could not be had."""
    from firstsaid.dossier.plain import json_text, one_line

    said = [one_line(line) for came in polled.came for line in came.said]
    for line in said:
        if line not in before:
            click.echo(f"{at}{line}", err=True)
    again = sum(line in before for line in said)
    click.echo(f"{at}{_outcome(polled)}{f'; still not had: {again:,}' if again else ''}", err=True)
    for event in polled.told:
        click.echo(json_text(event.told()) if form == "ndjson" else f"{event.kind}: {one_line(event.sentence)}")
    if polled.unsent:
        events = "1 event that was" if polled.unsent == 1 else f"{polled.unsent:,} events that were"
        click.echo(f"{at}the webhook gets what is told from now on; {events} told before it was given stay in watch.jsonl and watch.atom", err=True)
    if polled.undelivered:
        click.echo(f"{at}the webhook was not reached ({one_line(polled.undelivered)}); it is tried again with the next poll", err=True)
    return frozenset(said)


def _outcome(polled: "Polled") -> str:
    pages = "1 page" if polled.pages == 1 else f"{polled.pages:,} pages"
    if polled.first:
        return f"first reading of this case, {pages}: what comes later is compared with it" if polled.pages else "nothing in the case yet"
    if not polled.pages:
        return "nothing new"
    events = "1 event" if len(polled.told) == 1 else f"{len(polled.told):,} events"
    return f"{pages} new or changed, {events}"
