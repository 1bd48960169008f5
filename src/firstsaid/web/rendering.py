"""Templates become pages: everything that comes from a page of the pile is escaped, nothing of it is rendered."""

from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FunctionLoader, StrictUndefined

import firstsaid
from firstsaid.dossier.drawings import BRAND
from firstsaid.dossier.plain import one_line, visible
from firstsaid.dossier.wording import KINDS, count

Start = Annotated[int, Query(ge=0, le=2**53)]
"""How many rows of a list stand on the pages before this one."""
NAVIGATION = (("/", "Stories"), ("/missing", "Missing"), ("/conflicts", "Conflicts"), ("/queue", "Queue"), ("/add", "Add"), ("/report", "Report"))


def page(request: Request, template: str, status: int = 200, **given: object) -> HTMLResponse:
    """One page, from a template of this room; `trail` are the places above it as (address, name), the page's own title is `title`."""
    desk = request.app.state.desk
    text = (
        _templates()
        .get_template(template)
        .render(
            brand=BRAND,
            case_name=one_line(desk.place.resolve().name),
            navigation=NAVIGATION,
            here=request.url.path,
            version=firstsaid.__version__,
            reviewers=desk.reviewers,
            session=getattr(request.state, "session", None),
            **{"trail": (), **given},
        )
    )
    return HTMLResponse(text, status_code=status)


def _read(name: str) -> str:
    """A template of this room, or ("dossier/…") one of the report's."""
    room, _, rest = name.rpartition("/")
    return files(f"firstsaid.{room or 'web'}").joinpath("templates", rest).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    made = Environment(autoescape=True, loader=FunctionLoader(_read), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    made.filters |= {"visible": visible, "one_line": one_line, "kind": lambda kind: KINDS.get(kind, kind)}
    made.globals["count"] = count
    return made
