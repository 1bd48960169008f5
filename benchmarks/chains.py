"""Who said what, through whom, on the project's own gold of invented pages (benchmarks/gold/statements, where the guide is).

    python -m benchmarks chains                         the figures
    python -m benchmarks.chains --errors FILE           and every error on the pages that are not held out, page by page, into a file
    python -m benchmarks.chains --given ROWS.jsonl      the figures of another tool

A row of another tool: {"id", "attributions": [{"content": [[start, stop]], "chain": [{"name", "kind"}]}]}, places in the text that chain_gold prints.
A statement is found when its content and the gold's share at least half of the characters of their union, one to one, best first. Names agree when they share a
content word. Pages marked "held: yes" are held out: they were annotated before any tool was run on them, and their errors are only counted, never read. The
brackets hold 95 of 100 of 1,000 draws of as many pages from the pages, with replacement.
"""

import argparse
import html
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.chain_gold import Link, Page, Place, Said, pages
from firstsaid import read
from firstsaid.model.options import StatementOptions
from firstsaid.statements import statements

Given = tuple[tuple[Place, ...], tuple[Link, ...]]
"""Content and chain of a statement as a tool gives it."""

_PARTS = {1: "", 2: " of the second part", 3: " of the third part"}
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SMALL = frozenset(re.findall(r"\w+", "the a an of in on to for from by with and or that this these those his her its their mr mrs ms"))
_F1 = {
    "statements": ("found", "given", "gold"),
    "with the right last voice": ("voice", "given", "gold"),
    "with the whole chain": ("chain", "given", "gold"),
    "chains of 2+ links": ("long", "long given", "long gold"),
    "unnamed sources, on found statements": ("unnamed", "unnamed told", "unnamed there"),
    "unnamed sources, on all statements": ("unnamed", "unnamed given", "unnamed gold"),
}
_SHARES = {
    "kind of the last voice, names agreeing": ("last kind", "last named"),
    "kind of any link, names agreeing": ("kind", "named"),
    "direct found": ("found direct", "gold direct"),
    "indirect found": ("found indirect", "gold indirect"),
    "mixed found": ("found mixed", "gold mixed"),
}


def _names(link: Link) -> set[str]:
    return {word.lower() for name in link.names for word in _WORD.findall(name)} - _SMALL


def same_name(a: Link, b: Link) -> bool:
    return bool(_names(a) & _names(b))


def whole(a: tuple[Link, ...], b: tuple[Link, ...]) -> bool:
    return len(a) == len(b) and all(x.kind == y.kind and same_name(x, y) for x, y in zip(a, b, strict=True))


def _unnamed(chain: tuple[Link, ...]) -> bool:
    return bool(chain) and chain[-1].kind.startswith("unnamed")


def _agreement(reading: tuple[Link, ...], chain: tuple[Link, ...]) -> tuple[bool, bool, bool]:
    """Whether the whole chain is right, the last voice's name and kind, its name."""
    last = bool(reading and chain) and same_name(reading[-1], chain[-1])
    return whole(reading, chain), last and reading[-1].kind == chain[-1].kind, last


def _best(said: Said, chain: tuple[Link, ...]) -> tuple[Link, ...]:
    """The reading that the chain fits best, the one meant where they fit alike."""
    return max(said.readings, key=lambda reading: _agreement(reading, chain))


def pairs(gold: tuple[Said, ...], given: list[Given]) -> dict[int, int]:
    """Which given statement answers which of the gold: most overlap first, then the better chain; doubtful ones are answered by what is left."""
    sides = [s.content for s in gold], [content for content, _ in given]
    left, right = ([{i for start, stop in content for i in range(start, stop)} for content in side] for side in sides)
    ranked = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            share = len(a & b) / (len(a | b) or 1)
            if share >= 0.5:
                ranked.append((not gold[i].doubtful, share, _agreement(_best(gold[i], given[j][1]), given[j][1]), -i, -j))
    taken: dict[int, int] = {}
    for *_, i, j in sorted(ranked, reverse=True):
        if -i not in taken and -j not in taken.values():
            taken[-i] = -j
    return taken


def score(page: Page, given: list[Given], errors: list[str]) -> Counter[str]:
    """The counts of one page; what is wrong is added to the errors."""
    count: Counter[str] = Counter()
    answered = pairs(page.said, given)
    for i, said in enumerate(page.said):
        if said.doubtful:
            continue
        chain = given[answered[i]][1] if i in answered else ()
        reading = _best(said, chain) if chain else said.readings[0]
        form = page.form(said.content)
        count.update(("gold", f"gold {form}"), **{"long gold": len(reading) > 1, "unnamed gold": _unnamed(reading)})
        if i in answered:
            count.update(("found", f"found {form}"))
            _links(count, reading, chain)
        if i not in answered or not whole(reading, chain):
            errors.append(_error("chain " if i in answered else "missed", page, said.content, chain, reading))
    excused = {j for i, j in answered.items() if page.said[i].doubtful}
    for j, (content, chain) in enumerate(given):
        if j not in excused:
            count.update(("given",), **{"long given": len(chain) > 1, "unnamed given": _unnamed(chain)})
            if j not in answered.values():
                errors.append(_error("beyond", page, content, chain, ()))
    return count


def _links(count: Counter[str], reading: tuple[Link, ...], chain: tuple[Link, ...]) -> None:
    right, _, voice = _agreement(reading, chain)
    count.update({"voice": voice, "chain": right, "long": right and len(reading) > 1, "unnamed": _unnamed(reading) and _unnamed(chain)})
    count.update({"unnamed told": _unnamed(chain), "unnamed there": _unnamed(reading)})
    if voice:
        count.update({"last named": 1, "last kind": reading[-1].kind == chain[-1].kind})
    for link in reading:
        alike = [other.kind for other in chain if same_name(link, other)]
        count.update({"named": bool(alike), "kind": link.kind in alike})


def _error(what: str, page: Page, content: tuple[Place, ...], chain: tuple[Link, ...], gold: tuple[Link, ...]) -> str:
    told = [" > ".join(f"{link.names[0]} [{link.kind}]" for link in links) or "–" for links in (chain, gold)]
    return f"{page.name}  {what}  {page.words(content)}\n    given {told[0]}\n    gold  {told[1]}\n"


def _figures(count: Counter[str]) -> dict[str, tuple[float, ...]]:
    found: dict[str, tuple[float, ...]] = {}
    for name, (right, given, gold) in _F1.items():
        p, r = count[right] / (count[given] or 1), count[right] / (count[gold] or 1)
        found[name] = (2 * p * r / (p + r or 1), p, r)
    return found | {name: (count[right] / (count[of] or 1),) for name, (right, of) in _SHARES.items()}


def report(counts: list[Counter[str]], draws: int = 1000) -> Iterator[str]:
    """A line for each figure, with its interval."""
    drawn = np.random.default_rng(5).integers(len(counts), size=(draws, len(counts)))
    keys = sorted(set().union(*counts))
    table = np.array([[count[key] for key in keys] for count in counts])
    trials = [_figures(Counter(dict(zip(keys, table[rows].sum(axis=0).tolist(), strict=True)))) for rows in drawn]
    total = sum(counts, Counter())
    for name, (value, *rest) in _figures(total).items():
        low, high = np.quantile([trial[name][0] for trial in trials], (0.025, 0.975))
        ratios = f" (precision {rest[0]:.3f}, recall {rest[1]:.3f})" if rest else ""
        yield f"{name}: {value:.3f} [{low:.3f}–{high:.3f}]{ratios}, {' / '.join(str(total[key]) for key in (_F1 | _SHARES)[name])}"


def ours(page: Page) -> list[Given]:
    """What firstsaid gives for the page as HTML, with places in the gold's text."""
    lines = [line for line in page.text.splitlines() if line][1:]
    title = html.escape(page.headline)
    head = f'<meta charset="utf-8"><title>{title}</title><meta property="og:site_name" content="{html.escape(page.outlet)}">'
    body = f"<h1>{title}</h1>" + "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    article = read(f'<!doctype html><html lang="en"><head>{head}</head><body><article>{body}</article></body></html>'.encode())
    place, here, there = {}, 0, 0
    for line in (page.headline, *lines):
        here, stands = page.text.index(line, here), article.text.find(line, there)
        if stands >= 0:
            place.update({stands + i: here + i for i in range(len(line))})
            there = stands + len(line)
        here += len(line)
    found = []
    for s in statements([article], StatementOptions()):
        spans = [[place[i] for i in range(*span) if i in place] for span in s.content]
        content = tuple((span[0], span[-1] + 1) for span in spans if span)
        found.append((content, tuple(Link((link.name,), link.kind) for link in s.chain)))
    return found


def theirs(row: dict | None) -> list[Given]:
    """What a row of another tool gives."""
    given = row["attributions"] if row else []
    return [(tuple((a, b) for a, b in said["content"]), tuple(Link((link["name"],), link["kind"]) for link in said["chain"])) for said in given]


def main(errors: Path | None = None, given: Path | None = None) -> None:
    """Print the figures."""
    gold = pages()
    rows = {row["id"]: row for row in map(json.loads, given.read_text("utf-8").splitlines())} if given else {}
    wrong: list[str] = []
    counts = [score(page, theirs(rows.get(page.name)) if given else ours(page), [] if page.held else wrong) for page in gold]
    print("\n".join(report([count for page, count in zip(gold, counts, strict=True) if page.part == 1])))
    for part, held in itertools.product(_PARTS, (False, True)):
        chosen = [count for page, count in zip(gold, counts, strict=True) if (page.part, page.held) == (part, held)]
        figures = _figures(sum(chosen, Counter()))
        name = f"{'held-out pages' if held else 'pages whose errors are read'}{_PARTS[part]}"
        print(f"the {len(chosen)} {name}: " + ", ".join(f"{key} {figures[key][0]:.3f}" for key in (*_F1, *list(_SHARES)[:2])))
    hard = sum((count for page, count in zip(gold, counts, strict=True) if page.hard and page.part == 1), Counter())
    print(
        f"on the {sum(page.hard and page.part == 1 for page in gold)} hard pages: "
        + ", ".join(f"{name} {_figures(hard)[name][0]:.3f}" for name in list(_F1)[:4])
    )
    if errors:
        errors.write_text("\n".join(wrong), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--given", type=Path)
    main(**vars(parser.parse_args()))
