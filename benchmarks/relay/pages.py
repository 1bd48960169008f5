"""A text as a site shows it: HTML with menus, teasers and notices, or plain text, saved or pasted."""

import html
import re
from datetime import datetime, timedelta
from random import Random
from typing import Any

from benchmarks.relay.library import mixture, phrases
from benchmarks.relay.outlets import Outlet, outlet_named
from benchmarks.relay.records import Page, Text

FIRST_DAY = datetime(2021, 1, 4)
"""A Monday."""


def page(text: Text, day: int, mix: str, chance: Random) -> Page:
    """The text on its outlet's site."""
    outlet = outlet_named(mix, text.outlet)
    shown = _date(text, day, mix, chance)
    stem = re.sub(r"[^a-z0-9]+", "-", f"{text.outlet} {text.id}".lower()).strip("-")
    if outlet.page == "bare":
        return Page(f"{stem}.txt", _bare(text, outlet, shown).encode(), None)
    if outlet.page == "saved":
        return Page(f"{stem}.txt", _saved(text, outlet, shown, phrases(mix)["furniture"], chance).encode(), text.address)
    return Page(f"{stem}.html", _html(text, outlet, shown, phrases(mix)["furniture"], chance).encode(), text.address)


def _date(text: Text, day: int, mix: str, chance: Random) -> tuple[datetime, bool] | None:
    """The date that the page gives and whether it has a time of day; it may be missing or wrong."""
    bad = mixture(mix)["dates"]
    draw = chance.random()
    when = FIRST_DAY + timedelta(days=day, hours=text.when + 6)
    if draw < bad["missing"]:
        return None
    if draw < bad["missing"] + bad["wrong"]:
        when += timedelta(hours=chance.choice((-chance.uniform(12, 90), chance.uniform(12, 90), chance.uniform(2000, 20000))))
    return when.replace(second=0, microsecond=0), chance.random() >= bad["day_only"]


def _told(shown: tuple[datetime, bool]) -> str:
    when, timed = shown
    return f"{when.day} {when:%B %Y}" + (f", {when:%H:%M}" if timed else "")


def body(text: Text) -> list[str]:
    """The paragraphs, with the dateline before the first."""
    found = [" ".join(line.words for line in paragraph) for paragraph in text.paragraphs]
    if text.dateline and found:
        found[0] = text.dateline + found[0]
    return found


def _bare(text: Text, outlet: Outlet, shown: tuple[datetime, bool] | None) -> str:
    below = [outlet.name, *([_told(shown)] if shown else []), *([f"By {text.byline}"] if text.byline else [])]
    return "\n\n".join([text.headline, "\n".join(below), *body(text), *([text.credit] if text.credit else [])]) + "\n"


def _saved(text: Text, outlet: Outlet, shown: tuple[datetime, bool] | None, told: dict[str, Any], chance: Random) -> str:
    menu = chance.sample(told["menus"], 6)
    related = chance.sample(told["related"], 3)
    lines = [outlet.name, "Sign in | Subscribe | Apps", "", *(f"    {m}" for m in menu), "", text.headline, ""]
    if shown:
        lines += [_told(shown), ""]
    if text.byline:
        lines += [f"By {text.byline}", ""]
    lines += ["A-  A  A+     Print     Send to a friend", ""]
    for paragraph in body(text):
        lines += [paragraph, ""]
    if text.credit:
        lines += [text.credit, ""]
    lines += [
        f"Also on {outlet.name}",
        "",
        *(f"    {r}" for r in related),
        "",
        chance.choice(told["notices"]),
        "",
        "About us   Terms   Privacy   Jobs",
        f"© {outlet.name}. All rights reserved.",
        "",
    ]
    return "\n".join(lines)


def _html(text: Text, outlet: Outlet, shown: tuple[datetime, bool] | None, told: dict[str, Any], chance: Random) -> str:
    e = html.escape
    menu = "".join(f'<a href="/{m.lower()}">{e(m)}</a>' for m in chance.sample(told["menus"], 6))
    related = "".join(f'<li><a href="/{chance.randrange(10**5)}">{e(r)}</a></li>' for r in chance.sample(told["related"], 3))
    paragraphs = body(text)
    stamp = ""
    meta = ""
    if shown:
        when, timed = shown
        iso = when.strftime("%Y-%m-%dT%H:%M:00Z") if timed else when.strftime("%Y-%m-%d")
        stamp = f'<time datetime="{iso}">{_told(shown)}</time>'
        meta = f'<meta property="article:published_time" content="{iso}">' if chance.random() < 0.7 else ""
    byline = f'<p class="byline">By {e(text.byline)}</p>' if text.byline else ""
    credit = f'<p class="credit">{e(text.credit)}</p>' if text.credit else ""
    inner = [f"<p>{e(p, quote=False)}</p>" for p in paragraphs]
    if outlet.page == "paper" and len(inner) > 3:
        inner.insert(2, f'<div class="newsletter"><p>{e(told["notices"][1])}</p></div>')
    if outlet.page == "agency" and len(inner) > 3:
        inner.insert(3, f'<div class="more"><a href="/{chance.randrange(10**5)}"><strong>READ ALSO: {e(chance.choice(told["related"]))}</strong></a></div>')
    top = '<div class="radio"><button>Play</button> Now on air: <b>Evening Concert</b></div>' if outlet.page == "radio" else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{e(text.headline)} | {e(outlet.name)}</title>
<link rel="canonical" href="{text.address}">
<meta property="og:site_name" content="{e(outlet.name)}"><meta property="og:title" content="{e(text.headline)}">{meta}</head>
<body>{top}<header><a href="/">{e(outlet.name)}</a><nav>{menu}</nav></header>
<main><article><h1>{e(text.headline)}</h1>
{byline}{stamp}
{chr(10).join(inner)}
{credit}
</article>
<aside class="related"><h2>Related</h2><ul>{related}</ul></aside></main>
<footer><p>{e(chance.choice(told["notices"]))}</p><p>© {e(outlet.name)}. All rights reserved.</p></footer></body></html>
"""
