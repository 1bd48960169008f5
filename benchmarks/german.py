"""Who said what in German, measured on the evaluation kit beside the project.

    python -m benchmarks german

The kit's scorer does not know “ as a closing mark, so that it takes all that follows a „quotation“ in its paragraph for quoted too. The second set of
figures is of the same statements with ” in its place, in the kit's text alone.
"""

import re
import sys
import time

from benchmarks.kits import scorer
from benchmarks.statements import DATA, OPTIONS, by_article, page, read, spans
from firstsaid.statements import statements

KIT = DATA / "attribution/gnq_de.dev.jsonl"
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
    closed = [row | {"text": re.sub("„([^„“”\n]*)“", r"„\1”", row["text"])} for row in gold]
    for name, rows in (("as scored", gold), ("marks closed", closed)):
        scores = rules.score(rows, given)
        for key, words in SHOWN.items():
            print(f"German, {name}, {words}: {scores[key]}")
    print(f"speed: {sum(len(p.text.encode()) for p in pages) / 1e6 / seconds:.2f} MB a second and core")


if __name__ == "__main__":
    main()
