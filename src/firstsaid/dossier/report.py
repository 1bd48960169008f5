"""The report: one file of HTML that opens anywhere, offline, and holds nothing but text, drawings and one style sheet."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from firstsaid.dossier.beside import NOTHING, Beside
from firstsaid.dossier.drawings import BRAND
from firstsaid.dossier.index import Index
from firstsaid.dossier.opening import opening
from firstsaid.dossier.plain import one_line, visible
from firstsaid.dossier.refused import addresses, called, listed, refused_pages
from firstsaid.dossier.views.checks import altered_rows, citation_views, conflict_views, missing_views, otherwise_rows
from firstsaid.dossier.views.claims import claim_views, hero_fan
from firstsaid.dossier.views.pairs import pair_views
from firstsaid.dossier.views.statements import statement_views
from firstsaid.dossier.views.stories import lone_pages, story_views
from firstsaid.dossier.wording import count
from firstsaid.model import Dossier

if TYPE_CHECKING:
    from jinja2 import Environment

REFUSED = 200


def report(dossier: Dossier, beside: Beside = NOTHING) -> str:
    """The dossier as one self-contained HTML file, with what there is to say beside its records.

    No script, no outside asset, no style attribute; the one style sheet is allowed by its own hash. Texts of pages are escaped and never rendered. The same
    dossier gives the same text, to the letter.
    """
    index = Index(dossier)
    told, places = opening(index), addresses(dossier.captures)
    style = _read("static/marks.css") + _read("static/report.css")
    return (
        _templates()
        .get_template("report.html")
        .render(
            style=Markup(style),  # noqa: S704
            policy=f"default-src 'none'; style-src 'sha256-{_digest(style)}'; base-uri 'none'; form-action 'none'",
            brand=BRAND,
            title=told.sentence(),
            opening=told,
            dossier=dossier,
            beside=beside,
            fan=hero_fan(index),
            because=_because(index),
            claims=claim_views(index),
            stories=story_views(index),
            lone=lone_pages(index),
            altered=altered_rows(index),
            otherwise=otherwise_rows(index),
            pairs=pair_views(index),
            conflicts=conflict_views(index),
            citations=citation_views(index),
            missing=missing_views(index),
            statements=statement_views(index),
            refused=refused_pages(dossier),
            left_out=[(called(row, places), row) for row in listed(dossier.rejected)[:REFUSED]],
            refused_most=REFUSED,
            sigla=index.sigla,
            by_capture={article.capture: article.id for article in dossier.articles},
        )
    )


def _because(index: Index) -> str:
    claim = next((c for c in index.dossier.claims if len(c.articles) > 1), None)
    reckoning = index.counts.get(claim.id) if claim else None
    return one_line(reckoning.because) if reckoning else ""


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")


def _read(name: str) -> str:
    return files("firstsaid.dossier").joinpath(name).read_text(encoding="utf-8")


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # slow to load, and needed by nothing else of this room  # noqa: PLC0415

    loader = FunctionLoader(lambda name: _read("templates/" + name.removeprefix("dossier/")))
    made = Environment(autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    made.filters |= {"visible": visible, "one_line": one_line}
    made.globals["count"] = count
    return made
