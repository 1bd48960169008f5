"""Stories: B³ F1 on two kits of news coverage, and how little it hangs on the cut.

    python -m benchmarks stories

Articles are read as the pass reads them, but for lines that an outlet repeats; matches are those of the pass.
B³ (Bagga and Baldwin 1998): for each article, which share of its story belongs with it
(precision), and which share of what belongs with it is in its story (recall), averaged over articles.
"""

import json
import time
from collections import defaultdict
from collections.abc import Mapping

from benchmarks.kits import SHARED
from firstsaid.articles import drafts
from firstsaid.capture import Source, read
from firstsaid.model import Article, Capture, Match, Pile, content_id
from firstsaid.model.options import ArticleOptions, CaptureOptions, ReuseOptions
from firstsaid.reuse import candidates, fingerprints, matches, storying

MARKS = {"basil": 0.98, "ecbplus": 0.92}
SHARES = (0.55, 0.6, 0.65, 0.7)
"""Cuts tried beside the one in use."""


def b_cubed(given: Mapping[str, str], wanted: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of stories against events, each by article."""
    together: list[defaultdict[str, set[str]]] = [defaultdict(set), defaultdict(set)]
    for article in wanted:
        together[0][given[article]].add(article)
        together[1][wanted[article]].add(article)
    precision = recall = 0.0
    for article in wanted:
        story, event = together[0][given[article]], together[1][wanted[article]]
        precision += len(story & event) / len(story) / len(wanted)
        recall += len(story & event) / len(event) / len(wanted)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pile(kit: str) -> tuple[Pile, dict[str, str]]:
    """A kit's articles with their matches, and the event of each."""
    path = SHARED / f"data/stories/{kit}.docs.jsonl"
    events = {row["id"]: row["story"] for row in map(json.loads, path.read_text("utf-8").splitlines())}
    captured = [c for c in read(Source(path, path.name, content_id(kit), "file", None), CaptureOptions()) if isinstance(c, Capture)]
    known = tuple(sorted((a for a in drafts(captured, ArticleOptions(reading="careful")) if isinstance(a, Article)), key=lambda a: a.id))
    found = _matches(known, ReuseOptions())
    return Pile(articles=known, matches=found), {article.id: events[article.path.rsplit("#", 1)[-1]] for article in known}


def _matches(known: tuple[Article, ...], options: ReuseOptions) -> tuple[Match, ...]:
    prints = tuple(sorted(fingerprints(known, options), key=lambda row: row.article))
    pairs = tuple(sorted(candidates(Pile(articles=known, fingerprints=prints), options), key=lambda row: (row.article_a, row.article_b)))
    found = matches(Pile(articles=known, fingerprints=prints, candidates=pairs), options)
    return tuple(sorted(found, key=lambda m: (m.article_a, m.article_b, m.start_a, m.start_b, m.kind)))


def main() -> None:
    """Print one line for each kit and cut."""
    usual = storying.TIGHTNESS
    for kit, mark in MARKS.items():
        together, events = pile(kit)
        for share in SHARES:
            storying.TIGHTNESS = usual._replace(share=share)
            started = time.process_time()
            given = {row.article: row.story for row in storying.stories(together, ReuseOptions())}
            precision, recall, f1 = b_cubed(given, events)
            used = ", in use" if share == usual.share else ""
            print(f"{kit:8} cut {share:.2f}{used}: B³ precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} (mark {mark}), "
                  f"{time.process_time() - started:.1f} s CPU")  # fmt: skip
    storying.TIGHTNESS = usual
