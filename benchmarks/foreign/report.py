"""The table that is printed, and the file of faults."""

from collections import Counter
from pathlib import Path

from benchmarks.foreign.tally import Tally

ROWS: tuple[tuple[str, str, str], ...] = (
    ("relation accuracy", "relations right", "relations"),
    ("relation accuracy, open where nothing shows it", "relations right or open", "relations"), ("false relations among unrelated pairs", "unrelated pairs called related", "unrelated pairs"),
    ("direction right where decided", "directions right", "directions decided"), ("direction coverage", "directions decided", "directions"), ("direction coverage, with a clue", "directions decided with a clue", "directions with a clue"),
    ("counts: truth in range", "counts in range", "counts"), ("counts: exact where least = most", "counts sure and right", "counts sure"), ("counts: least = most", "counts sure", "counts"), ("counts: mean width", "counts width", "counts"), ("counts: mean width of a reader", "reader width", "counts"),
    ("counts: the reader’s range", "counts like the reader", "counts"), ("counts: named right", "named right", "counts"), ("claims joined", "claims joined", "claims"), ("claims: carriers joined", "carriers joined", "carriers"), ("claims: pages joined wrongly", "pages joined wrongly", "pages joined"),
    ("missing upstream recall", "missing found", "missing"), ("missing documents recall", "missing documents found", "missing documents"), ("missing upstream precision", "missing told right", "missing told"),
    ("altered quotations recall", "alterations found", "alterations"), ("altered quotations precision", "alterations told right", "alterations told"), ("altered quotations: mark right", "marks right", "alterations found"), ("altered quotations: class right", "classes right", "alterations found"),
    ("false citations flagged", "false citations right", "false citations"), ("true citations borne out", "true citations right", "true citations"),
    ("statements found", "statements found", "statements"), ("statements: voice right", "voices right", "statements found"), ("statements: relay right", "relays right", "relays"),
    ("counts the same after a copy", "claims after a copy the same", "claims after a copy"), ("least not raised with a page less", "claims with a page less not raised", "claims with a page less"),
    ("title right", "title right", "pages"), ("outlet right", "outlet right", "pages"), ("date right", "date right", "pages"), ("credit right", "credits right", "credits"),
)  # fmt: skip


def table(tally: Tally, seconds: float) -> str:
    """All figures, the confusion of relations, the operators."""
    lines = [f"{'pages':<44}{tally.counts['pages']:>8}   {seconds:.0f} s of processor time"]
    lines += [f"{'body F1 (mean)':<44}{tally.counts['body f1 x1000'] / 1000 / max(1, tally.counts['pages']):>8.3f}"]
    for name, right, whole in ROWS:
        share = tally.share(right, whole)
        lines.append(f"{name:<44}{'–' if share is None else f'{share:.3f}':>8}   {tally.counts[right]} of {tally.counts[whole]}")
    for name, stem in (("edge F1", "edges"), ("ancestry F1", "ancestors"), ("story pairs F1", "story pairs")):
        f1 = tally.f1(f"{stem} right", f"{stem} told", f"{stem} true")
        lines.append(
            f"{name:<44}{'–' if f1 is None else f'{f1:.3f}':>8}   right {tally.counts[f'{stem} right']}, told {tally.counts[f'{stem} told']}, true {tally.counts[f'{stem} true']}"
        )
    lines.append(f"{'calibration error of relations':<44}{miscalibration(tally):>8.3f}")
    return "\n".join([*lines, "", *_confusion(tally), "", *_ways(tally), "", *_sorts(tally)])


def miscalibration(tally: Tally) -> float:
    """Mean distance of told confidence and share of right relations, over ten bins (expected calibration error)."""
    whole = sum(tally.counts[f"sureness {n}"] for n in range(10))
    return sum(abs(tally.counts[f"sureness {n} right"] - tally.counts[f"sureness {n} sum x1000"] / 1000) for n in range(10)) / max(1, whole)


def _confusion(tally: Tally) -> list[str]:
    columns = sorted({said for _, said in tally.confusion})
    head = f"{'truth, then told':<24}" + "".join(f"{column[:12]:>14}" for column in columns)
    rows = sorted({true for true, _ in tally.confusion})
    return [head, *(f"{row:<24}" + "".join(f"{tally.confusion[(row, column)]:>14}" for column in columns) for row in rows)]


def _ways(tally: Tally) -> list[str]:
    merged: Counter[tuple[str, str]] = Counter()
    for (way, verdict), count in tally.by_way.items():
        merged[(way, verdict)] += count
    names = sorted({way for way, _ in merged}, key=lambda way: -merged[(way, "right")] - merged[(way, "wrong")])
    return ["relation right by operator", *(f"  {way:<44}{merged[(way, 'right')]:>5} of {merged[(way, 'right')] + merged[(way, 'wrong')]}" for way in names)]


def _sorts(tally: Tally) -> list[str]:
    sorts = Counter(fault.sort for fault in tally.faults)
    return ["faults by class", *(f"  {count:>5}  {sort}" for sort, count in sorts.most_common())]


def write_faults(tally: Tally, to: Path) -> None:
    """Every fault, one block each, class by class, most frequent first."""
    sorts = Counter(fault.sort for fault in tally.faults)
    lines = []
    for sort, count in sorts.most_common():
        lines += [f"# {sort} ({count})", ""]
        for fault in tally.faults:
            if fault.sort == sort:
                lines += [
                    f"pile {fault.pile}  {' '.join(fault.pages)}",
                    f"  truth  {fault.truth}",
                    f"  told   {fault.told}",
                    *([f"  words  {fault.words}"] if fault.words else []),
                    "",
                ]
    to.write_text("\n".join(lines), encoding="utf-8")
