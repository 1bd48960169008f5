"""The kits of reuse that lie beside the project, and what firstsaid finds in them."""

import dataclasses
import json
import resource
import time
from collections import Counter, defaultdict

from benchmarks.kits import SHARED
from firstsaid.articles import from_text
from firstsaid.engine.limits import seldom_collected
from firstsaid.model import Article, Found, Match, Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import candidates, fingerprints, matches

KITS = SHARED / "data/reuse"


def read(name: str) -> list[dict]:
    """The rows of a kit's file."""
    return [json.loads(line) for line in (KITS / name).read_text("utf-8").splitlines()]


def pages(rows: list[dict]) -> tuple[Article, ...]:
    """A kit's texts as articles, in order of id."""
    made = []
    for row in rows:
        outlet = Found(row["publisher"], None, "kit") if row.get("publisher") else None
        made.append(dataclasses.replace(from_text(row["text"], path=row["id"]), id=row["id"], outlet=outlet))
    return tuple(sorted(made, key=lambda page: page.id))


def shared(articles: tuple[Article, ...]) -> list[Match]:
    """The three steps of the room."""
    options = ReuseOptions()
    prints = tuple(fingerprints(articles, options))
    pairs = tuple(candidates(Pile(articles=articles, fingerprints=prints), options))
    return list(matches(Pile(articles=articles, fingerprints=prints, candidates=pairs), options))


def by_pair(found: list[Match]) -> dict[frozenset[str], Counter[str]]:
    """For each pair how many words it shares of each kind."""
    words: defaultdict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for match in found:
        words[frozenset((match.article_a, match.article_b))][match.kind] += match.same
    return words


def measured(articles: tuple[Article, ...]) -> tuple[list[Match], str]:
    """What the articles share, and what it took where garbage is collected as seldom as in the engine."""
    fingerprints(articles[:1], ReuseOptions())
    before = time.process_time()
    with seldom_collected():
        found = shared(articles)
    spent = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found, f"{len(articles):,} pages, {spent:.1f} s of CPU, peak {peak:,} MB, {len(found):,} matches"
