"""The commands of the web app. They import what they need when they run, so that the command line starts at once."""
# ruff: noqa: PLC0415

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from firstsaid.case.folder import CaseFolder
    from firstsaid.review.users import Users

CASE = click.argument("place", metavar="CASE", type=click.Path(path_type=Path, file_okay=False))


@click.command()
@CASE
@click.option("--port", type=click.IntRange(0, 65535), default=8471, show_default=True, help="Port on this machine; 0 takes any that is free.")
@click.option("--users", "accounts", is_flag=True, help="Ask for name and password (see `firstsaid users`); else one browser is let in by a one-time address.")
@click.option("--name", "names", multiple=True, metavar="HOST[:PORT]", help="A further name this server goes by, behind a proxy that ends TLS.")
@click.option("--reviewers", type=click.IntRange(1, 9), help="How many people must decide the same before it counts; kept in the case (1 at first).")
def serve(place: Path, port: int, accounts: bool, names: tuple[str, ...], reviewers: int | None) -> None:
    """Work on a case in the browser, on this machine and offline; on a new one if the folder is new."""
    from firstsaid.web.serving import Wanted
    from firstsaid.web.serving import serve as run

    new = not (place / "case.toml").exists()

    def tell(address: str) -> None:
        if new:
            click.echo(f"{place}: a new case; pages are added in the browser or by `firstsaid add`", err=True)
        click.echo(f"Open {address}")
        click.echo("Only this machine can reach it. Stop it with Ctrl-C.", err=True)

    run(place, Wanted(port, accounts, names, reviewers), tell)


def _opened(_: click.Context, __: click.Parameter, place: Path) -> "CaseFolder":
    """The case, opened as soon as it is named: nobody is asked for a password where there is none."""
    from firstsaid.case.folder import CaseFolder

    return CaseFolder.open(place)


MADE = click.argument("folder", metavar="CASE", type=click.Path(path_type=Path, file_okay=False), callback=_opened)


@click.group()
def users() -> None:
    """Who may work on a case that is served with --users."""


@users.command("add", short_help="Make an account, or give it a new password and role.")
@MADE
@click.argument("name")
@click.option("--role", type=click.Choice(("reader", "reviewer", "keeper")), default="reviewer", show_default=True)
@click.option("--password", help="Asked for when it is not given, or read from standard input when that is no terminal; at least 12 characters.")
def add_user(folder: "CaseFolder", name: str, role: str, password: str | None) -> None:
    """Make an account, or give it a new password and role. reader: sees; reviewer: also decides; keeper: also adds pages, runs and exports."""
    _accounts(folder).add(name, _asked() if password is None else password, role, time.time())
    folder.custody.append("account", name=name, role=role)
    click.echo(f"{name} may come in as {role}.", err=True)


def _asked() -> str:
    """A password, typed twice unseen, or the first line of what a script hands over. Raises UsageError for none."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    if line := sys.stdin.readline().rstrip("\r\n"):
        return line
    raise click.UsageError("there is no password: type it in a terminal, give --password, or hand it over in a line on standard input")


@users.command("remove", short_help="Take an account away.")
@MADE
@click.argument("name")
def remove_user(folder: "CaseFolder", name: str) -> None:
    """Take an account away, with its sessions and tokens; what it decided stays."""
    _accounts(folder).remove(name)
    folder.custody.append("account", name=name, role="none")
    click.echo(f"{name} may not come in any more.", err=True)


@users.command("list")
@MADE
def list_users(folder: "CaseFolder") -> None:
    """Print every account and its role."""
    accounts = list(_accounts(folder).names())
    for name, role in accounts:
        click.echo(f"{name}\t{role}")
    if not accounts:
        click.echo(f"Nobody has an account yet: `firstsaid users add {folder.path} NAME` makes one.", err=True)


@users.command("token")
@MADE
@click.argument("name")
@click.option("--scope", type=click.Choice(("read", "judge", "keep")), default="read", show_default=True)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Last day on which it holds (UTC).")
def token(folder: "CaseFolder", name: str, scope: str, until: datetime) -> None:
    """Make a token for a program that uses the HTTP API. It is printed once."""
    ends_at = until.replace(tzinfo=UTC).timestamp() + 24 * 3600
    click.echo(_accounts(folder).grant(name, scope, ends_at))
    folder.custody.append("token", name=name, scope=scope, until=until.date().isoformat())


def _accounts(folder: "CaseFolder") -> "Users":
    from firstsaid.review.users import Users

    return Users(folder.path / "review.db")
