"""The command that watches. It imports what it needs when it runs, so that the command line starts at once."""
# ruff: noqa: PLC0415

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firstsaid.errors import FirstsaidError

if TYPE_CHECKING:
    from firstsaid.collect.options import CollectOptions
    from firstsaid.watch import Polled, Watch


@click.command()
@click.argument("place", metavar="CASE", type=click.Path(path_type=Path, file_okay=False))
@click.argument("inputs", nargs=-1, metavar="[FOLDER | FILE]…")
@click.option("--link", "-l", "links", multiple=True, metavar="LINK | FILE", help="A page, feed, sitemap, or a file of links, fetched anew with every poll.")
@click.option("--new", "only_new", is_flag=True, help="Of feeds and sitemaps, only entries that were not collected before: edits of published pages go unseen.")
@click.option("--once", is_flag=True, help="One poll, then end.")
@click.option("--every", type=click.FloatRange(min=1), default=300.0, show_default=True, help="Seconds from the end of a poll to the next.")
@click.option("--webhook", default="", metavar="ADDRESS", help="Post what is told to this address as JSON; only addresses of the open internet are reached.")
@click.option("--format", "form", type=click.Choice(("text", "ndjson")), default="text", show_default=True)
def watch(place: Path, inputs: tuple[str, ...], links: tuple[str, ...], **wish: object) -> None:
    """Watch folders, feeds and links: add what comes, run the case, tell what changed, each thing once.

    Told is: a new origin of a claim; a published page that reads otherwise; words altered inside quotation marks for the first time; a cited text that was
    missing and has arrived. It goes to stdout, to `watch.jsonl` and to the Atom feed `watch.atom` in the case. Without inputs, what others add is told.
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

        outside = Outside(reach=Reach(proxy=proxy_of(_collecting().proxy)))
        options = _collecting()
        asking = Wish(options, checked_agent(options.user_agent or USER_AGENT), None, bool(wish["only_new"]), only_changes=True)
        sources += [collected(links, asking, outside)] if links else []
        deliver = Webhook(str(wish["webhook"]), outside) if wish["webhook"] else None
    watching = Watch(place, sources, deliver)
    if wish["once"]:
        _tell(watching.poll(), str(wish["form"]))
        return
    try:
        _forever(watching, float(str(wish["every"])), str(wish["form"]))
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)


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
    while True:
        try:
            _tell(watching.poll(), form)
        except FirstsaidError as error:
            click.echo(f"{error}; tried again in {every:g} seconds", err=True)
        time.sleep(every)


def _tell(polled: "Polled", form: str) -> None:
    from firstsaid.dossier.plain import json_text, one_line

    for came in polled.came:
        for said in came.said:
            click.echo(f"  {one_line(said)}", err=True)
    added = sum(came.added for came in polled.came)
    if polled.first:
        click.echo("First reading of this case: what comes later is compared with it.", err=True)
    click.echo(f"{added} added, {len(polled.told)} told", err=True)
    if polled.undelivered:
        click.echo(f"the webhook was not reached ({one_line(polled.undelivered)}); it is tried again with the next poll", err=True)
    for event in polled.told:
        if form == "ndjson":
            click.echo(json_text(json.loads(json.dumps({"event": event.kind, "key": event.key, "sentence": event.sentence, "places": event.places}))))
        else:
            click.echo(f"{event.kind}: {one_line(event.sentence)}")
