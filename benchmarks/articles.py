"""Articles from real pages: how much of each body is found, what the page says of itself, and what it costs, beside other tools in one run."""

import argparse
import dataclasses
import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree

from benchmarks import kits, peers
from benchmarks.kits import Page
from benchmarks.steps import articles_of
from firstsaid.articles import bulk, evidence, headline, repeats
from firstsaid.articles.bulk_body import body_in_bulk
from firstsaid.articles.decoding import decoded, with_ascii_tags
from firstsaid.articles.hashing import line_hash
from firstsaid.articles.tags import cut
from firstsaid.model import Article, Capture, Lines, Pile, content_id
from firstsaid.model.options import Options

RUNS = 3
"""Of which the median counts."""
HOLES = ("caption", "teaser", "furniture")
"""Parts that are no body where they stand inside of one."""


@dataclass
class Read:
    """What a tool made of a kit."""

    bodies: dict[str, str] = field(default_factory=dict)
    facts: dict[str, dict[str, str | None]] = field(default_factory=dict)
    cpu: float = 0.0
    """Microseconds a page."""


def floor(page: Page) -> None:
    """The least that any reader of the page must do."""
    content = page.content()
    HTMLTree.parse_from_bytes(content, detect_encoding(content))


def captured(page: Page) -> Capture:
    """The page as it came."""
    return Capture(content_id("capture", page.id), page.id, f"{page.id}.html", None, page.url, "text/html", None, "file", page.content())


def flattened(page: Page) -> Capture:
    """The whole page as a browser would save it as text."""
    content = page.content()
    tree = HTMLTree.parse_from_bytes(content, detect_encoding(content))
    text = extract_plain_text(tree, main_content=False, preserve_formatting=True, list_bullets=False, alt_texts=False, links=False, form_fields=False)
    return dataclasses.replace(captured(page), path=f"{page.id}.txt", media_type="text/plain", payload=text.encode("utf-8", "replace"))


def body(article: Article) -> str:
    """The text of the body parts without captions and other stories' links in them."""
    holes = list(article.spans(*HOLES))
    lines = []
    for whole in article.spans("body"):
        start = whole.start
        for hole in [hole for hole in holes if whole.covers(hole)]:
            lines.append(article.text[start : max(start, hole.start)])
            start = max(start, hole.stop)
        lines.append(article.text[start : whole.stop])
    return "\n".join(lines)


def facts(article: Article) -> dict[str, str | None]:
    """What the page says of itself; a date as the page's own day."""
    published = article.published
    day = (published.local_day or published.value) if published else None
    return {"title": article.title and article.title.value, "date": day, "author": article.byline and article.byline.value}


def as_at_work() -> None:
    """The collector of garbage as worker processes have it (`engine/limits.py`)."""
    gc.set_threshold(20_000, 20, 20)


def forget() -> None:
    """What lines and elements of pages were remembered, and what earlier runs left behind, so that no run gains or loses by the one before it."""
    for remembered in (bulk.tells_part, evidence.evidence_of_short, headline.folded_short):
        remembered.cache_clear()
    gc.collect()
    gc.freeze()


def timed(work: Callable[[], object], runs: int) -> tuple[float, object]:
    """Seconds of CPU of this process, the median of the runs, and what came of it."""
    seconds, given = [], None
    for _ in range(runs):
        forget()
        started = time.process_time()
        given = work()
        seconds.append(time.process_time() - started)
    return sorted(seconds)[runs // 2], given


@dataclass(frozen=True)
class Way:
    """One of our own ways to read a page."""

    name: str
    form: Callable[[Page], Capture]
    pile: Callable[[Page], str]
    """Pages for which it gives the same are read together."""
    reading: str


def ours(kit: list[Page], way: Way, runs: int) -> Read:
    """Our own reading of a kit."""
    options = Options()
    options = dataclasses.replace(options, articles=dataclasses.replace(options.articles, reading=way.reading))
    piles = [list(group) for _, group in groupby(sorted(kit, key=way.pile), key=way.pile)]
    prepared = {page.id: flattened(page) for page in kit} if way.form is flattened else {}

    def work() -> list[tuple[Page, Article]]:
        found: list[tuple[Page, Article]] = []
        for pile in piles:
            captures = {page.id: prepared.get(page.id) or way.form(page) for page in pile}
            pages = {capture.id: page for page, capture in zip(pile, captures.values(), strict=True)}
            found += [(pages[article.capture], article) for article in articles_of(list(captures.values()), options)[0]]
        return found

    articles_of([way.form(page) for page in kit[:2]], options)
    seconds, found = timed(work, runs)
    read = Read(cpu=seconds / len(kit) * 1e6)
    for page, article in found:
        read.bodies[page.id], read.facts[page.id] = body(article), facts(article)
    return read


def body_alone(page: Page) -> list[str]:
    """The lines of the body in bulk, as the pass tells them before it asks for anything else of the article."""
    found = body_in_bulk(decoded(cut(with_ascii_tags(page.content())), markup=True) or "")
    return [found.layout.words_of(found.layout.blocks[at]) for at in sorted(found.choice.body)]


def unrepeated(kit: list[Page], bodies: dict[str, list[str]]) -> dict[str, str]:
    """The bodies without the lines that stand on two or more stories of their outlet and on a fifth of them."""
    options, hashes = Options().articles, {page: [line_hash(line) for line in lines] for page, lines in bodies.items()}
    held = []
    for page in kit:
        sizes = {known: len(line) for known, line in zip(hashes[page.id], bodies[page.id], strict=True) if known is not None}
        held.append(Lines(page.id, page.outlet, tuple(sizes), tuple(sizes.values()), ()))
    found = repeats(Pile(lines=tuple(held)), options)
    sites = {(repeat.outlet, repeat.line) for repeat in found if repeat.stories >= options.repeated_share * repeat.of}
    outlet = {page.id: page.outlet for page in kit}
    return {
        page: "\n".join(line for line, known in zip(lines, hashes[page], strict=True) if (outlet[page], known) not in sites) for page, lines in bodies.items()
    }


def bodies_alone(kit: list[Page], runs: int, beside: bool) -> Read:
    """What the mark for bulk compares: the body, without dates, credits, title and the rest of an article; if `beside` others, without the repeated lines."""
    for page in kit[:2]:
        body_alone(page)

    def work() -> dict[str, str]:
        bodies = {page.id: body_alone(page) for page in kit}
        return unrepeated(kit, bodies) if beside else {page: "\n".join(lines) for page, lines in bodies.items()}

    seconds, found = timed(work, runs)
    return Read(found, {}, seconds / len(kit) * 1e6)


def others(kit: list[Page], runs: int) -> tuple[float, dict[str, Read | None]]:
    """The floor in the peers' process, and their reading; every one None when they are not installed."""
    given = peers.read_pages([{"id": page.id, "url": page.url, "path": str(page.path)} for page in kit], runs)
    if given is None:
        return 0.0, dict.fromkeys(peers.PACKAGES)
    print("peers: " + ", ".join(f"{name} {version}" for name, version in given["versions"].items()))
    found: dict[str, Read | None] = {}
    for name, row in given["peers"].items():
        bodies = {page: read["body"] for page, read in row["pages"].items() if "body" in read}
        found[name.replace("_", " ")] = Read(bodies, row["pages"], row["cpu"])
    return given["floor"], found


WAYS = (
    Way("firstsaid careful, page by page", captured, lambda page: page.id, "careful"),
    Way("firstsaid careful, an outlet's pages", captured, lambda page: page.outlet, "careful"),
    Way("firstsaid bulk, page by page", captured, lambda page: page.id, "bulk"),
    Way("firstsaid bulk, an outlet's pages", captured, lambda page: page.outlet, "bulk"),
    Way("firstsaid, flattened to text", flattened, lambda page: page.id, "careful"),
    Way("firstsaid, flattened, an outlet's", flattened, lambda page: page.outlet, "careful"),
)
HEADS = ("F1", "precision", "recall", "title", "date", "author")


def row(name: str, kit: list[Page], read: Read | None, least: float) -> str:
    """One line of the table; `least` is the floor, in microseconds a page."""
    if read is None:
        return f"{name:<38}not installed"
    gold = {page.id: page.gold["body"] for page in kit}
    scores = kits.scorer("score_articles").score(gold, read.bodies) if read.bodies else {}
    told = kits.right(kit, read.facts)
    cells = [scores.get(key) for key in ("f1", "precision", "recall")] + [told[key] for key in ("title", "date", "author")]
    shares = "".join(f"{'–':>10}" if cell is None else f"{cell:>10.3f}" for cell in cells)
    return f"{name:<38}{shares}{read.cpu:>12,.0f}{read.cpu / least:>9.1f}"


def table(name: str, runs: int) -> None:
    """Every way on one kit."""
    kit = kits.pages(name)
    print(f"\n{name}, {len(kit)} pages\n{'':<38}{''.join(f'{head:>10}' for head in HEADS)}{'µs a page':>12}{'× floor':>9}", flush=True)
    least = timed(lambda: [floor(page) for page in kit], max(3, runs))[0] / len(kit) * 1e6
    print(f"{'floor':<38}{'':>60}{least:>12,.0f}{1:>9.1f}")
    for way in WAYS:
        print(row(way.name, kit, ours(kit, way, runs), least), flush=True)
    print(row("firstsaid bulk, body alone", kit, bodies_alone(kit, runs, beside=False), least), flush=True)
    print(row("firstsaid bulk, body alone, an outlet's", kit, bodies_alone(kit, runs, beside=True), least), flush=True)
    beside, found = others(kit, runs)
    for peer, read in found.items():
        print(row(peer, kit, read, beside), flush=True)


def main() -> None:
    """One table a kit. By itself: python -m benchmarks.articles [--runs N] [KIT …]."""
    alone = Path(sys.argv[0]).name == "articles.py"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of which the median time counts")
    parser.add_argument("kit", nargs="*", default=kits.KITS)
    asked = parser.parse_args(sys.argv[1:] if alone else [])
    if not kits.SHARED.is_dir():
        print("the evaluation kits (../shared) are not on this machine")
        return
    as_at_work()
    for name in asked.kit:
        table(name, asked.runs)


if __name__ == "__main__":
    main()
