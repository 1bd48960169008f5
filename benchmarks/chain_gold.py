"""The gold of statements and chains: invented news pages in gold/statements, each with what it reports as said. The guide there tells how they are marked.

    python -m benchmarks.chain_gold            prints every page as one JSON line, for other tools and scorers
    python -m benchmarks.chain_gold PAGE …     prints each statement of the pages in its place, to be read again

A page is a text file: lines "style:", "outlet:", "headline:" (and "hard: yes", "held: yes", "part: 2"), a blank line, the text, a line "===", then a line for each statement:

    source | cue | content | chain

Words stand for places: the loader finds them and says which file and line is at fault when it cannot.
"""

import itertools
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PAGES = Path(__file__).parent / "gold/statements"
KINDS = ("named_person", "unnamed_person", "organisation", "outlet", "unnamed_outlets", "document")
_HEAD = frozenset(("style", "outlet", "headline", "hard", "held", "part"))
_LINK = re.compile(r"(\()?(?P<names>[^\[\]()]+) \[(?P<kind>\w+)\](?(1)\))")
_ORDINAL = re.compile(r"(?P<words>.+?) #(?P<nth>\d+)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|(?<!\w)‘[^\n]*?’(?!\w)|(?<!\w)'[^\n]*?'(?!\w)")

Place = tuple[int, int]


class GoldError(ValueError):
    """A page of the gold is not well formed; the sentence names file and line."""


@dataclass(frozen=True, slots=True)
class Link:
    """One hop of a chain: every name that counts as right, the fullest first."""

    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of the gold. The first reading of its chain is the one meant; the others count as right too."""

    line: int
    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    readings: tuple[tuple[Link, ...], ...]
    doubtful: bool
    """Neither missed when a tool leaves it out nor wrong when it gives it."""


@dataclass(frozen=True)
class Page:
    """An invented page. Places index `text`, which begins with the headline."""

    name: str
    style: str
    outlet: str
    headline: str
    hard: bool
    text: str
    said: tuple[Said, ...]
    held: bool = False
    """Marked before any tool was run on it, and its errors never read."""
    part: int = 1
    """2 for the pages that were added later and are counted by themselves."""

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The characters inside quotation marks."""
        return frozenset(i for found in _QUOTED.finditer(self.text) for i in range(*found.span()))

    def words(self, content: tuple[Place, ...]) -> str:
        """What was said, on one line."""
        return " / ".join(" ".join(self.text[a:b].split()) for a, b in content)

    def form(self, content: tuple[Place, ...]) -> str:
        """direct, indirect or mixed, as the quotation marks tell."""
        inside = {i in self.quoted for a, b in content for i in range(a, b) if self.text[i].isalnum()}
        return "mixed" if len(inside) > 1 else "direct" if True in inside else "indirect"


class _Finder:
    """Finds the words of one line of the gold in its page."""

    def __init__(self, text: str, where: str) -> None:
        self.text, self.where = text, where

    def all(self, words: str) -> list[Place]:
        """Every place where the words stand, or from the first to the last of "first words … last words"."""
        first, *rest = [words] if words in self.text else words.split(" … ")
        places = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(first)}(?!\w)", self.text)]
        for words_on in rest:
            ends = [(a, re.search(rf"(?<!\w){re.escape(words_on)}(?!\w)", self.text[b:]), b) for a, b in places]
            places = [(a, b + found.end()) for a, found, b in ends if found]
        return places

    def one(self, words: str) -> Place:
        """The place meant; `#2` after the words asks for the second one."""
        asked = _ORDINAL.fullmatch(words)
        places = self.all(asked["words"] if asked else words)
        if not places:
            raise GoldError(f"{self.where}: the words “{words}” do not stand in the page")
        if asked and not 0 < int(asked["nth"]) <= len(places):
            raise GoldError(f"{self.where}: “{words}”: the words stand in the page only {len(places)} times")
        if not asked and len(places) > 1:
            raise GoldError(f"{self.where}: “{words}” stands in the page {len(places)} times; add more words, or which one is meant: “{words} #2”")
        return places[int(asked["nth"]) - 1 if asked else 0]

    def near(self, words: str, to: tuple[Place, ...], beside: tuple[Place, ...]) -> Place | None:
        """The place nearest to `to` in the paragraphs of `beside`, outside it; anywhere in the page when the words stand there only once."""
        if words == "-":
            return None
        if _ORDINAL.fullmatch(words):
            return self.one(words)
        low, high = self.text.rfind("\n\n", 0, beside[0][0]), self.text.find("\n\n", beside[-1][1])
        here = [p for p in self.all(words) if p[0] > low and (high < 0 or p[1] <= high)]
        outside = [p for p in here if not any(a < p[1] and p[0] < b for a, b in beside)] or here
        if not outside:
            return self.one(words)
        return min(outside, key=lambda p: min(max(a - p[1], p[0] - b, 0) for a, b in to))


def _readings(written: str, where: str) -> tuple[tuple[Link, ...], ...]:
    readings = []
    for reading in written.split(" OR "):
        choices: list[tuple[Link | None, ...]] = []
        for link in reading.split(" > ") if reading != "-" else ():
            parsed = _LINK.fullmatch(link.strip())
            if parsed is None or parsed["kind"] not in KINDS:
                raise GoldError(f"{where}: “{link}” is not a link: name [kind], the kind one of {', '.join(KINDS)}")
            said = Link(tuple(name.strip() for name in parsed["names"].split(" / ")), parsed["kind"])
            choices.append((said, None) if parsed[1] else (said,))
        readings += [tuple(link for link in links if link) for links in itertools.product(*choices)]
    return tuple(dict.fromkeys(readings))


def _statement(line: str, number: int, text: str, where: str) -> Said:
    fields = [field.strip() for field in line.removeprefix("?").split(" | ")]
    if len(fields) != 4:
        raise GoldError(f"{where}: a statement is source | cue | content | chain, here are {len(fields)} fields")
    finder = _Finder(text, where)
    content = tuple(finder.one(words) for words in fields[2].split(" + "))
    cue = finder.near(fields[1], content, content)
    source = finder.near(fields[0], (cue,) if cue else content, content)
    return Said(number, source, cue, content, _readings(fields[3], where), line.startswith("?"))


def page(path: Path) -> Page:
    """One page of the gold. Raises GoldError."""
    head, _, rest = path.read_text("utf-8").partition("\n\n")
    body, ruled, marked = rest.partition("\n===\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())
    if not ruled or not {"style", "outlet", "headline"} <= told.keys() <= _HEAD:
        raise GoldError(f"{path.name}: a page begins with style, outlet and headline, and a line === stands between text and statements")
    text = f"{told['headline']}\n\n{body.strip()}\n"
    above = len(f"{head}\n\n{body}\n===\n".splitlines())
    lines = [(n, line) for n, line in enumerate(marked.splitlines(), above + 1) if line.strip() and not line.startswith("#")]
    said = tuple(_statement(line, n, text, f"{path.name}, line {n}") for n, line in lines)
    keys = [(s.cue, s.content, s.readings[0]) for s in said]
    twice = [n for (n, _), key in zip(lines, keys, strict=True) if keys.count(key) > 1]
    if twice:
        raise GoldError(f"{path.name}: the statements on lines {twice} are the same")
    hard, held = (told.get(key) == "yes" for key in ("hard", "held"))
    return Page(path.stem, told["style"], told["outlet"], told["headline"], hard, text, said, held, int(told.get("part", "1")))


def pages() -> list[Page]:
    """Every page of the gold, in the order of their names."""
    return [page(path) for path in sorted(PAGES.glob("*.txt"))]


def row(given: Page) -> dict:
    """A page as other tools read it: offsets into its text."""

    marks = [
        {
            "source": [s.source] if s.source else [], "cue": [s.cue] if s.cue else [], "content": s.content, "form": given.form(s.content),
            "chain": chains[0], "chain_also": chains[1:], "doubtful": s.doubtful,
        }
        for s in given.said
        for chains in [[[{"name": x.names[0], "also": x.names[1:], "kind": x.kind} for x in reading] for reading in s.readings]]
    ]  # fmt: skip
    told = {"id": given.name, "outlet": given.outlet, "title": given.headline, "style": given.style, "hard": given.hard, "held": given.held, "part": given.part}
    return {**told, "text": given.text, "attributions": marks}


def shown(given: Page) -> Iterator[str]:
    """Each statement as it is understood."""
    for s in given.said:
        source, cue = (given.text[slice(*place)] if place else "–" for place in (s.source, s.cue))
        chains = " OR ".join(" > ".join(f"{x.names[0]} [{x.kind}]" for x in reading) for reading in s.readings)
        yield f"{'?' if s.doubtful else ' '} {s.line} {given.form(s.content)}: ({source}) <{cue}> {given.words(s.content)}\n      {chains}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print("\n".join(shown(page(PAGES / f"{name}.txt"))))
    for every in pages() if len(sys.argv) == 1 else ():
        print(json.dumps(row(every), ensure_ascii=False))
