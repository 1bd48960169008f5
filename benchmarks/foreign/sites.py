"""Texts become bytes: pages of invented sites, saved text, a feed."""

import datetime as dt
import html
import random
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from benchmarks.foreign.library import table
from benchmarks.foreign.model import Text

PLAIN = ("saved as text", "pasted text")


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the pile."""

    file: str
    content: bytes


def site_of(outlet: str, agency: bool, seed: int) -> dict[str, str]:
    """Each outlet of a pile keeps to one site."""
    sites: list[dict[str, str]] = table("sites")["site"]
    if agency:
        return next(site for site in sites if site["name"] == "wire service")
    others = [site for site in sites if site["name"] != "wire service"]
    return others[random.Random(f"{seed}:{outlet}").randrange(len(others))]


def slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:48]


def paragraphs_of(text: Text) -> list[str]:
    """The paragraphs as printed: dateline before the first, the credit last."""
    printed = [" ".join(said.text for said in paragraph) for paragraph in text.body]
    return [text.dateline + printed[0], *printed[1:]] if printed else []


def page(text: Text, seed: int) -> bytes:
    """A page of its outlet's site."""
    site = site_of(text.outlet.name, text.outlet.agency, seed)
    rng = random.Random(f"{seed}:{text.id}")
    plain = site["name"] in PLAIN
    slots = _slots(text, rng, plain)
    shown = text.shown
    stamp = (
        {}
        if shown is None
        else {"iso": f"{shown:%Y-%m-%dT%H:%M:%S}Z", "day": f"{shown:%d.%m.%Y}" if site["name"] == "broadcaster" else _long(shown), "long": _long(shown)}
    )
    slots["date"] = site["date"].format(**stamp) if stamp else ""
    slots["meta"] = site["meta"].format(**stamp, **slots) if stamp else ""
    slots["byline"] = site["byline"].format(byline=slots["byline"]) if slots["byline"] else ""
    slots["body"] = _body(text, site, slots, rng)
    return str(site["html"]).format(**slots).encode()


def _long(when: dt.datetime) -> str:
    return f"{when.day} {when:%B %Y}"


def _slots(text: Text, rng: random.Random, plain: bool) -> dict[str, str]:
    stock = table("stock")
    mask = (lambda words: words) if plain else html.escape
    related = rng.sample(stock["related"], 4)
    comments = rng.sample(stock["comments"], 2)
    fixed = random.Random(text.outlet.name)
    owner = stock["owner"].format(owner=text.outlet.owner) if text.outlet.owner else ""
    return {
        "outlet": mask(text.outlet.name), "host": text.outlet.host, "title": mask(text.headline), "jtitle": text.headline.replace('"', "'"), "url": text.url, "byline": mask(text.byline),
        "nav": "".join(f"<li><a href='/{n.lower()}'>{n}</a></li>" for n in stock["nav"]), "plainnav": "\n".join(f"    {n}" for n in stock["nav"]),
        "related": "".join(f"<li><a href='/{slug(r)}'>{html.escape(r)}</a></li>" for r in related), "plainrelated": "\n".join(related), "one": mask(related[0]),
        "comments": "".join(f"<div class='comment'><b>{who}</b><p>{html.escape(what)}</p></div>" for who, what in comments), "plaincomments": "\n".join(f"{who} wrote:\n{what}\n" for who, what in comments),
        "cookie": fixed.choice(stock["cookies"]), "newsletter": fixed.choice(stock["newsletter"]), "about": fixed.choice(stock["about"]), "owner": owner if plain or not owner else f"<p>{owner}</p>",
        "caption": mask(text.caption),
    }  # fmt: skip


def _body(text: Text, site: dict[str, str], slots: dict[str, str], rng: random.Random) -> str:
    plain = site["name"] in PLAIN
    printed = paragraphs_of(text) + ([text.credit] if text.credit else [])
    made = [str(site["p"]).format(text=words if plain else html.escape(words, quote=False)) for words in printed]
    if site["between"] and len(made) > 3:
        made.insert(rng.randrange(2, len(made) - 1), str(site["between"]).format(**slots))
    return "".join(made)


def feed(texts: list[Text]) -> bytes:
    """Pages of one outlet as items of its feed."""
    items = []
    for text in texts:
        inner = "".join(f"<p>{html.escape(words, quote=False)}</p>" for words in [*paragraphs_of(text), *([text.credit] if text.credit else [])])
        date = f"<pubDate>{text.shown:%a, %d %b %Y %H:%M:%S} +0000</pubDate>" if text.shown else ""
        author = f"<dc:creator>{escape(text.byline)}</dc:creator>" if text.byline else ""
        items.append(
            f"<item><title>{escape(text.headline)}</title><link>{text.url}</link><guid>{text.url}</guid>{date}{author}<content:encoded><![CDATA[{inner}]]></content:encoded></item>"
        )
    outlet = texts[0].outlet
    head = f"<title>{escape(outlet.name)}</title><link>https://{outlet.host}/</link><description>All news of {escape(outlet.name)}</description>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{head}{"".join(items)}</channel></rss>'.encode()
