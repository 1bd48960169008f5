"""A woven pile goes to print: addresses, dates shown or not or wrong, files."""

import datetime as dt
import random
from dataclasses import dataclass, replace

from benchmarks.foreign.library import table
from benchmarks.foreign.model import Text
from benchmarks.foreign.sites import Page, feed, page, slug
from benchmarks.foreign.weave import Weave, woven

MISSING, WRONG = 0.30, 0.15


@dataclass(frozen=True, slots=True)
class Pile:
    """A pile: the files that firstsaid is given, and the weave that the truth is read from."""

    seed: str
    files: tuple[Page, ...]
    texts: tuple[Text, ...]
    weave: Weave


def printed(seed: int, number: int) -> Pile:
    """The pile of a number: 15 to 30 pages."""
    rng = random.Random(f"foreign {seed} {number}")
    weave = woven(rng, rng.randrange(15, 29))
    place = seed * 1000 + number
    texts = [_dated(rng, text) for text in weave.texts]
    texts = [_addressed(rng, weave, text) for text in texts]
    there = [text for text in texts if text.in_pile]
    rng.shuffle(there)
    in_feed = _feed_outlet(there)
    files, told = [], {text.id: text for text in texts}
    for count, text in enumerate(there):
        if text.outlet.name == in_feed:
            told[text.id] = replace(text, file="feed.xml", record=text.url)
            continue
        content = page(text, place)
        name = f"p{count:02d}.{'html' if content.lstrip().startswith(b'<') else 'txt'}"
        told[text.id] = replace(text, file=name)
        files.append(Page(name, content))
    fed = [text for text in there if text.outlet.name == in_feed]
    files += [Page("feed.xml", feed(fed))] if fed else []
    return Pile(f"{seed}/{number}", tuple(files), tuple(told[text.id] for text in texts), weave)


def _feed_outlet(there: list[Text]) -> str:
    """The outlet with two pages or more that no version belongs to is read from its feed."""
    names = [text.outlet.name for text in there]
    versions = {text.outlet.name for text in there if text.recipe == "version"}
    several = sorted({name for name in names if names.count(name) > 1 and name not in versions})
    return several[0] if several else ""


def _dated(rng: random.Random, text: Text) -> Text:
    drawn = rng.random()
    if drawn < MISSING:
        return replace(text, shown=None, shown_how="missing")
    if drawn < MISSING + WRONG:
        shift = rng.choice([-400, -90, -5, -2, 3, 30, 365])
        return replace(text, shown=text.told + dt.timedelta(days=shift), shown_how="wrong")
    return replace(text, shown=text.told, shown_how="right")


def _addressed(rng: random.Random, weave: Weave, text: Text) -> Text:
    first = next((one for one in weave.texts if text.recipe == "version" and one.id == text.edges[0].parent), text)
    stage = next((one for one in weave.stages if one.id == first.event), weave.stages[0])
    caption = rng.choice(table("stock")["captions"]).format(place=stage.event["place"][0]) if text.event else ""
    return replace(text, url=f"https://{text.outlet.host}/news/{slug(first.headline)}-{first.id[1:]}", caption=caption)
