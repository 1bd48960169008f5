"""Who said what, measured on the evaluation kits beside the project.

    python -m benchmarks.statements [--errors]

Prints one line a figure; --errors lists, for the articles with chains, every statement that is missed, given beyond the gold, or has another chain.
"""

import argparse
import json
import lzma
import re
import sys
import time
from itertools import islice
from pathlib import Path

from benchmarks.kits import SHARED, scorer
from firstsaid.articles.segments import quotations, sentences
from firstsaid.engine.tables import BATCH_ROWS
from firstsaid.model import Article, Part, Statement, content_id
from firstsaid.model.options import StatementOptions
from firstsaid.statements import statements

DATA = SHARED / "data"
OPTIONS = StatementOptions()
EVERY = 10


def page(name: str, text: str, parts: tuple[Part, ...] = (), language: str = "en") -> Article:
    parts = parts or (Part("body", 0, len(text), "all"),)
    extents = [p.span for p in parts if p.kind in ("title", "body", "comment", "caption")]
    marks = sentences(text, extents), quotations(text, extents)
    nothing = dict.fromkeys(("url", "title", "outlet", "byline", "published", "dateline", "agency", "credit"))
    return Article(
        id=name, capture=content_id(text), path=name, text=text, dates=(), language=language, parts=parts, links=(), sentences=marks[0], quotations=marks[1],
        doubts=(), **nothing,
    )  # fmt: skip


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def spans(statement: Statement) -> dict:
    source = statement.source or (statement.chain[-1].span if statement.chain else None)
    return {"source": [source] if source else [], "cue": [statement.cue] if statement.cue else [], "content": list(statement.content)}


def by_article(found: list[Statement]) -> dict[str, list[Statement]]:
    held: dict[str, list[Statement]] = {}
    for statement in found:
        held.setdefault(statement.article, []).append(statement)
    return held


def polnear() -> None:
    rules = scorer("score_attribution")
    gold = read(DATA / "attribution/polnear.dev.jsonl")
    speech = set((DATA / "attribution/speech_cues.txt").read_text("utf-8").split())
    pages = [page(row["id"], row["text"]) for row in gold]
    statements(pages[:1], OPTIONS)
    start = time.process_time()
    found = by_article(statements(pages, OPTIONS))
    rate = speed(pages, time.process_time() - start)
    given = {row["id"]: {"attributions": [spans(s) for s in found.get(row["id"], [])]} for row in gold}
    scores = rules.score(gold, given, speech)
    for key in ("C.direct.iou50", "C.speaker.overlap", "C.speaker.exact", "D.mixed.rel_overlap", "F.indirect.recall"):
        print(f"PolNeAR {key}: {scores[key]}")
    right = count = 0
    for row in gold:
        doc = rules.Doc(row["text"])
        wanted = [g for g in rules.build(doc, row["attributions"]) if g["C"]]
        mine = [m for m in rules.build(doc, given[row["id"]]["attributions"]) if m["C"]]
        matched = {m for _, m in rules.greedy([g["C"] for g in wanted], [m["C"] for m in mine], 0.5)}
        on_list = [n for n, m in enumerate(mine) if m["type"] == "indirect" and any(doc.w[i].lower() in speech for r in m["cue"] for i in range(*r))]
        count += len(on_list)
        right += len(matched & set(on_list))
    print(f"PolNeAR indirect on speech cues, content precision: {right / count:.3f} of {count}")
    print(f"speed on these {len(pages)} articles in a fresh process: {rate}")


def bulk() -> None:
    """Speed on every tenth of 10,030 real articles, read as a worker of a pass reads them: one batch after the other in one process."""
    with lzma.open(DATA / "perf/merged_10k.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 0, None, EVERY)]
    pages = [page(row["id"], row["text"]) for row in rows]
    start = time.process_time()
    for first in range(0, len(pages), BATCH_ROWS):
        statements(pages[first : first + BATCH_ROWS], OPTIONS)
    print(f"speed in bulk, {len(pages)} real articles: {speed(pages, time.process_time() - start)}")


def speed(pages: list[Article], seconds: float) -> str:
    return f"{sum(len(p.text.encode()) for p in pages) / 1e6 / seconds:.2f} MB a second and core"


def chains(errors: bool) -> None:
    rules = scorer("score_chains")
    rows = read(DATA / "attribution/chains.dev.jsonl")
    found = by_article(statements([page(row["id"], row["text"]) for row in rows], OPTIONS))
    given = {key: [{"content": s.content, "chain": [{"name": link.name, "kind": link.kind} for link in s.chain]} for s in held] for key, held in found.items()}
    for key, value in rules.score({row["id"]: row["attributions"] for row in rows}, given).items():
        print(f"chains {key}: {value}")
    for row in rows if errors else ():
        pairs = list(rules.pairs(row["attributions"], given.get(row["id"], [])))
        matched = {id(x) for pair in pairs for x in pair}
        wrong = [("chain", g, w) for w, g in pairs if len(w["chain"]) != len(g["chain"]) or not all(map(rules.same_link, w["chain"], g["chain"]))]
        wrong += [("missed", None, w) for w in row["attributions"] if id(w) not in matched]
        wrong += [("beyond", g, None) for g in given.get(row["id"], []) if id(g) not in matched]
        for what, mine, gold in wrong:
            names = [[link["name"] for link in x["chain"]] if x else "-" for x in (mine, gold)]
            text = " ".join(row["text"][a:b] for a, b in (gold or mine)["content"])
            print(f"  {what}: given {names[0]}, gold {names[1]}: {text[:100]!r}")


def seeds() -> None:
    rules = scorer("score_case")
    gold = json.loads((DATA / "seeds/gold.json").read_text("utf-8"))
    pages = []
    for row in gold["articles"]:
        text = (DATA / "seeds" / row["doc"]).read_text("utf-8")
        body = row["body"] if isinstance(row["body"][0], list) else [row["body"]]
        parts = [Part("body", a, b, "gold") for a, b in body]
        dateline = re.search(r"[A-Z]{3,} \(\w+\) - ", text)
        parts += [Part("dateline", dateline.start(), dateline.end(), "form")] if dateline else []
        pages.append(page(row["doc"], text, tuple(sorted(parts, key=lambda p: (p.start, -p.stop)))))
    text_of = {p.id: p.text for p in pages}
    given = statements(pages, OPTIONS)
    used: set[int] = set()
    voices = long = right = 0
    for wanted in gold["attributions"]:
        content = text_of[wanted["doc"]][slice(*wanted["content"])]
        rivals = [
            (rules.overlap(content, " ".join(c.of(text_of[s.article]) for c in s.content)), n)
            for n, s in enumerate(given)
            if s.article == wanted["doc"] and n not in used
        ]
        share, best = max(rivals, default=(0, -1))
        long += len(wanted["chain"]) > 1
        if share < 0.5:
            continue
        used.add(best)
        links = given[best].chain
        voices += bool(links) and rules.same_name(links[-1].name, wanted["voice"]["name"])
        readings = [wanted["chain"], *([wanted["chain_also"]] if "chain_also" in wanted else [])]
        fits = any(
            len(links) == len(r) and all(x.kind == y["kind"] and rules.same_name(x.name, y["name"]) for x, y in zip(links, r, strict=True)) for r in readings
        )
        right += fits and len(wanted["chain"]) > 1
    print(f"seeds: {len(used)} of {len(gold['attributions'])} statements, {len(given)} given, {voices} voices, {right} of {long} chains")


def main(errors: bool = False) -> None:
    """Score all three and measure the speed; with `errors`, list what was missed and what was wrong on the articles with chains."""
    if not DATA.is_dir():
        sys.exit("the evaluation kits (../shared) are not on this machine")
    polnear()
    bulk()
    chains(errors)
    seeds()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    main(parser.parse_args().errors)
