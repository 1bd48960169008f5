"""Whom a page names as the sender of its text, and where it says it was filed, beside labels read by hand.

    python -m benchmarks credits            recall and precision on the pages of the article kits
    python benchmarks/credits.py --misses   what was missed and what was given too much, page by page
    python benchmarks/credits.py --label    reads "KIT/ID | kind | line | value …" from standard input, prints entries for gold/credits.toml

The labels hold no text: a line and what it names are digests of their folded words. Kinds: dateline; credit (who sent the text or worked on it); sign-off (a
name alone that closes it); byline agency (an agency in the author's place); unscored (may be read either way). A credit of a picture or a chart is none.
"""

import argparse
import gzip
import hashlib
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.kits import SHARED
from firstsaid.articles import drafts
from firstsaid.model import Article, Capture, content_id
from firstsaid.model.options import ArticleOptions

PAGES = SHARED / "data/articles"
GOLD = Path(__file__).parent / "gold/credits.toml"
KITS = ("naeb", "aeb", "fundus")
SENDERS = ("credit", "sign-off", "byline agency")


def digest(words: str) -> str:
    """The first half of the SHA-256 of a line's letters and digits, without "the" at its beginning."""
    folded = " ".join(re.findall(r"[^\W_]+", words)).lower().removeprefix("the ")
    return hashlib.sha256(folded.encode()).hexdigest()[:32]


@dataclass
class Count:
    """Right answers beside all that the gold has, and all that were given."""

    hits: int = 0
    wanted: int = 0
    given: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        recall, precision = self.hits / (self.wanted or 1), self.right / (self.given or 1)
        return f"recall {recall:.3f} ({self.hits} of {self.wanted}), precision {precision:.3f} ({self.right} of {self.given})"


def pages() -> Iterator[tuple[str, Article]]:
    """Every page of the kits that can be read."""
    for kit in KITS:
        for line in (PAGES / kit / "gold.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            payload = gzip.decompress((PAGES / kit / "pages" / f"{row['id']}.html.gz").read_bytes())
            capture = Capture(content_id("capture", row["id"]), "0" * 64, row["id"], None, row.get("url"), "text/html", None, "file", payload)
            for article in drafts([capture], ArticleOptions()):
                if isinstance(article, Article):
                    yield f"{kit}/{row['id']}", article


def line_at(article: Article, start: int) -> str:
    """The line of the text that a place lies in."""
    first = article.text.rfind("\n", 0, start) + 1
    last = article.text.find("\n", start)
    return article.text[first : last if last >= 0 else len(article.text)]


class Scores:
    """What is counted over all pages."""

    def __init__(self) -> None:
        self.counts = {name: Count() for name in ("dateline", "credit line", "credit name", "agency")}

    def add(self, page: str, article: Article, gold: list[dict]) -> None:
        """One page against its labels."""
        self._lines(page, article, gold)
        dated = {value for entry in gold if entry["kind"] == "dateline" for value in entry["values"]}
        self._fact("dateline", page, article.dateline.value if article.dateline else None, dated)
        if any(entry["kind"] == "unscored" for entry in gold):
            return
        named = {value for entry in gold if entry["kind"] in SENDERS for value in entry["values"]}
        agencies = {value for entry in gold if entry["kind"] in SENDERS[1:] for value in entry["values"]}
        agencies |= {value for entry in gold for value in entry.get("agency", [])}
        needed = any(entry["kind"] in SENDERS[:2] and entry["values"] for entry in gold)
        self._fact("credit name", page, article.credit.value if article.credit else None, named, needed)
        told = {value for entry in gold if entry["kind"] == "credit" for value in entry["values"]}
        self._fact("agency", page, article.agency.value if article.agency else None, agencies | told, bool(agencies))

    def _fact(self, name: str, page: str, given: str | None, values: set[str], needed: bool | None = None) -> None:
        count = self.counts[name]
        right = given is not None and digest(given) in values
        wanted = bool(values) if needed is None else needed
        count.wanted += wanted
        count.hits += right and wanted
        count.given += given is not None
        count.right += right
        if wanted != (given is not None) or (given is not None and not right):
            count.misses.append(f"{page}  {'missed' if given is None else 'given'}  {given or ''}")

    def _lines(self, page: str, article: Article, gold: list[dict]) -> None:
        count = self.counts["credit line"]
        wanted = {entry["line"] for entry in gold if entry["kind"] in ("credit", "sign-off")}
        allowed = {entry["line"]: entry["kind"] for entry in gold}
        given = {digest(line_at(article, span.start)): line_at(article, span.start) for span in article.spans("credit")}
        scored = {key: line for key, line in given.items() if allowed.get(key) != "unscored"}
        count.wanted += len(wanted)
        count.hits += len(wanted & set(scored))
        count.given += len(scored)
        count.right += sum(allowed.get(key) in SENDERS for key in scored)
        count.misses += [f"{page}  missed  {key[:8]}" for key in sorted(wanted - set(scored))]
        count.misses += [f"{page}  given  {line[:100]}" for key, line in scored.items() if allowed.get(key) not in SENDERS]


def labelled() -> None:
    """Print an entry for every line of standard input."""
    for line in sys.stdin:
        page, kind, words, *values = (piece.strip() for piece in line.split("|"))
        print(f'[[line]]\npage = "{page}"\nkind = "{kind}"\nline = "{digest(words)}"\nvalues = {json.dumps([digest(value) for value in values])}\n')


def main(misses: bool = False) -> None:
    """Print recall and precision."""
    if not PAGES.is_dir():
        print("the evaluation kits (../shared) are not on this machine")
        return
    gold: dict[str, list[dict]] = defaultdict(list)
    for entry in tomllib.loads(GOLD.read_text("utf-8"))["line"]:
        gold[entry["page"]].append(entry)
    scores = Scores()
    for page, article in pages():
        scores.add(page, article, gold[page])
    for name, count in scores.counts.items():
        print(f"{name:12} {count}")
        if misses:
            print("".join(f"    {miss}\n" for miss in count.misses), end="")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--label", action="store_true")
    chosen = parser.parse_args()
    labelled() if chosen.label else main(chosen.misses)
