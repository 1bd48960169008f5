"""Make piles, run firstsaid on them, print a table."""

import argparse
import dataclasses
import json
import time
from collections import Counter
from pathlib import Path

from benchmarks.relay.library import MIXES
from benchmarks.relay.piles import make_pile
from benchmarks.relay.records import Pile
from benchmarks.relay.scoring import Tally, score

PILES = 40
SEED = 1
MARKS = (
    ("relation accuracy", "relation", ">= .85"), ("  open where no page shows it", "relation or open", "no mark"),
    ("direction right where decided", "direction", ">= .90"), ("  coverage", "coverage", ">= .75"),
    ("edge F1", "edge", ">= .85"), ("ancestry F1", "ancestry", ">= .90"), ("missing upstream recall", "missing recall", ">= .90"),
    ("missing upstream precision", "missing precision", ">= .90"),
)  # fmt: skip
COUNTS = (
    ("counts of told claims (lineage alone)", "count of told claims"),
    ("counts, as found", "count"),
    ("counts of claims found whole", "count of whole claims"),
)
FURTHER = ("claim found", "claim whole", "absent found", "absent named", "absent precision", "citation seen", "citation borne out", "citation flagged",
           "quotation edit", "edit marked or not", "conflict", "conflict reading")  # fmt: skip


def main() -> None:
    """Both mixes."""
    for mix in MIXES:
        run(mix, PILES, SEED)


def command() -> None:
    """The same with options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relay", description="Simulated piles with exact truth.")
    parser.add_argument("--mix", choices=MIXES, action="append", help="which mix of operators (both)")
    parser.add_argument("--piles", type=int, default=PILES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--first", type=int, default=0, help="number of the first pile")
    parser.add_argument("--errors", type=Path, help="write the errors and the pages of piles that have some into this folder")
    parser.add_argument("--pages", type=Path, help="only write the piles' pages into this folder")
    given = parser.parse_args()
    for mix in given.mix or MIXES:
        if given.pages:
            for number in range(given.first, given.first + given.piles):
                write_pages(make_pile(mix, given.seed, number), given.pages)
        else:
            run(mix, given.piles, given.seed, given.first, given.errors)


def run(mix: str, piles: int, seed: int, first: int = 0, errors: Path | None = None) -> Tally:
    """Score some piles and print what came of it."""
    tally = Tally()
    before = time.process_time()
    for number in range(first, first + piles):
        pile = make_pile(mix, seed, number)
        seen = len(tally.errors)
        score(pile, mix, tally)
        if errors and len(tally.errors) > seen:
            write_pages(pile, errors)
    took = time.process_time() - before
    print(f"\n{mix}: {piles} piles, {tally.pages} pages, seed {seed}; {took:.0f} s CPU")
    show(tally)
    if errors:
        (errors / f"{mix}-errors.txt").write_text("\n".join(sorted(tally.errors)) + "\n", "utf-8")
        print(f"errors and pages: {errors}")
    return tally


def show(tally: Tally) -> None:
    """The figures beside their marks, then what each operator costs."""
    for label, figure, mark in MARKS:
        value = tally.f1(figure) if label.endswith("F1") else tally.share(figure)
        detail = f"  recall {tally.share(figure + ' recall'):.3f} precision {tally.share(figure + ' precision'):.3f}" if label.endswith("F1") else ""
        asked = tally.of[figure + " recall"] if label.endswith("F1") else tally.of[figure]
        print(f"  {label:<32} {value:.3f}  ({mark}; {asked} asked){detail}")
    print(f"  {'ECE of derivations':<32} {tally.calibration():.3f}  (<= .05; {len(tally.confidences)} asked)")
    for label, figure in COUNTS:
        print(
            f"  {label:<38} exact where decided {tally.share(figure + ': exact'):.3f} (>= .90)  decided {tally.share(figure + ': decided'):.3f}"
            f"  in range {tally.share(figure + ': in range'):.3f} (>= .98)  width {tally.share(figure + ': width'):.2f} (<= .5)  of {tally.of[figure + ': in range']}"
        )
    print("  " + " · ".join(f"{figure} {tally.share(figure):.3f} of {tally.of[figure]}" for figure in FURTHER))
    print("\n  pairs by operator                              n   relation   decided   direction")
    for trap, row in sorted(tally.pairs.items(), key=lambda item: -item[1]["n"]):
        print(f"  {trap:<42} {row['n']:>5}   {_ratio(row, 'right', 'n')}      {_ratio(row, 'decided', 'directed')}     {_ratio(row, 'way', 'decided')}")
    print("\n  told claims by operator on their pages         n   in range   decided   exact where decided   width")
    for trap, row in sorted(tally.claims.items(), key=lambda item: -item[1]["n"]):
        shares = (
            f"{_ratio(row, 'inside', 'n')}      {_ratio(row, 'decided', 'n')}     {_ratio(row, 'exact', 'decided')}                 {_ratio(row, 'width', 'n')}"
        )
        print(f"  {trap:<42} {row['n']:>5}   {shares}")
    print("\n  relations: true, given, how often (wrong ones)")
    for (true, got), times in tally.confusion.most_common(30):
        if true != got:
            print(f"    {true:<22} {got:<22} {times}")


def _ratio(row: Counter[str], part: str, whole: str) -> str:
    return f"{row[part] / row[whole]:.3f}" if row[whole] else "    –"


def write_pages(pile: Pile, to: Path) -> None:
    """The pages of a pile, in a folder of its name, with its truth beside them."""
    folder = to / pile.name
    folder.mkdir(parents=True, exist_ok=True)
    for page in pile.pages:
        (folder / page.name).write_bytes(page.content)
    (to / f"{pile.name}.json").write_text(truth_json(pile), "utf-8")


def truth_json(pile: Pile) -> str:
    """The truth as JSON."""
    return json.dumps(dataclasses.asdict(pile.truth), ensure_ascii=False, indent=1)
