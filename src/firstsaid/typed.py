"""Types of command-line arguments, with clearer errors than click's own."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click


class CaseFirst(click.Path):
    """The folder of a case, which stands before all inputs."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """The path; a link in its place means that it was left out."""
        if str(value).lower().startswith(("http://", "https://")):
            self.fail(f"it is a link. The folder of the case comes first: firstsaid {ctx.info_name if ctx else ''} my-case {value}", param, ctx)
        return super().convert(value, param, ctx)


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    """The beginning of a day of the calendar in UTC, as a callback of an option."""
    if value is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(value), datetime.min.time(), UTC)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date such as 2031-03-01", ctx, param) from None
