"""Who said what in German, measured on the evaluation kit beside the project.

    python -m benchmarks german

The kit's scorer does not know “ as a closing mark, so that it takes all that follows a „quotation“ in its paragraph for quoted too. The second set of
figures is of the same statements with ” in its place, in the kit's text alone.

A quotation amid retold speech is a statement of its own in the kit, beside the whole that holds it; ours is one statement, whose pieces are retold or quoted.
The third and fourth set give ours in the kit's way.
"""

import re
import sys
import time

from benchmarks.kits import scorer
from benchmarks.statements import DATA, OPTIONS, by_article, page, read, spans
from firstsaid.statements import statements

KIT = DATA / "attribution/gnq_de.dev.jsonl"
OPENING = '„“»"'
BETWEEN = 4
"""Characters between two pieces of one stretch: its marks."""
SHOWN = {
    "C.direct.iou50": "direct quotations found",
    "C.speaker.overlap": "direct quotations found with the right speaker",
    "C.speaker.acc": "right speaker of those found",
    "D.indirect.iou50": "indirect statements",
    "D.all.rel_overlap": "all statements with the right speaker",
}


def main() -> None:
    if not KIT.is_file():
        sys.exit("the evaluation kits (../shared) are not on this machine")
    rules, gold = scorer("score_attribution"), read(KIT)
    pages = [page(row["id"], row["text"], language="de") for row in gold]
    statements(pages[:1], OPTIONS)
    start = time.process_time()
    found = by_article(statements(pages, OPTIONS))
    seconds = time.process_time() - start
    given = {row["id"]: {"attributions": [spans(s) for s in found.get(row["id"], [])]} for row in gold}
    nested = {row["id"]: {"attributions": [a for own in given[row["id"]]["attributions"] for a in as_marked(own, row["text"])]} for row in gold}
    closed = [row | {"text": re.sub("„([^„“”\n]*)“", r"„\1”", row["text"])} for row in gold]
    sets = (("as scored", gold, given), ("marks closed", closed, given), ("as the kit marks them", gold, nested), ("as marked, marks closed", closed, nested))
    for name, rows, found_there in sets:
        scores = rules.score(rows, found_there)
        for key, words in SHOWN.items():
            print(f"German, {name}, {words}: {scores[key]}")
    print(f"speed: {sum(len(p.text.encode()) for p in pages) / 1e6 / seconds:.2f} MB a second and core")


def as_marked(own: dict, text: str) -> list[dict]:
    """A statement whose pieces are retold and quoted as the kit has it: the whole, and each quotation in it."""
    whole: list[list[int]] = []
    for start, stop in own["content"]:
        if whole and start - whole[-1][1] <= BETWEEN and not re.search(r"[\w.!?]", text[whole[-1][1] : start]):
            whole[-1][1] = stop
        else:
            whole.append([start, stop])
    if len(whole) == len(own["content"]):
        return [own]
    quoted = [span for span in own["content"] if text[span[0] - 1] in OPENING]
    return [own | {"content": whole}, *(own | {"content": [span]} for span in quoted)]


if __name__ == "__main__":
    main()
