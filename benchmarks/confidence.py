"""How sure a statement is said to be, and how often it is right: reliability on PolNeAR's development articles.

    python -m benchmarks confidence [--picture]

The values are a table by rule, reasoned and then measured; a logistic map over them, fitted on the training articles, gained .0015 there and lost .009 here,
so there is none. Beside the form stands how the speaker was found (`statements/ways_found.py`): eight rounded factors, taken from the training articles, the
project's own gold and read articles. PolNeAR's speakers are words, so that it does not tell whether the right person is meant by a pronoun or a description:
there the confidence ought to lie below the share of right ones. These articles were in view when the factors were chosen: the error is no blind figure.

A statement is right when its content is a gold one's (half of the words of both) and its speaker shares a word with the gold speaker. Expected calibration
error: the mean distance of confidence and share of right ones over ten bins of equal size (Naeini, Cooper and Hauskrecht 2015). --picture writes
`docs/pictures/reliability.svg`.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.kits import scorer
from benchmarks.statements import DATA, OPTIONS, by_article, page, read, spans
from firstsaid.model import Statement
from firstsaid.statements import statements

PICTURE = Path(__file__).resolve().parents[1] / "docs/pictures/reliability.svg"
BINS = 10
FORMS = ("direct", "mixed", "indirect")
PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))


class Judged(NamedTuple):
    """A statement, judged."""

    confidence: float
    form: str
    found: bool
    """Its content is a gold one's."""
    right: bool
    """And its speaker too."""
    told: str
    """By what words the speaker is told: a pronoun, a person's name, a body, or no name."""


def judged(rows: Sequence[dict], language: str = "en") -> list[Judged]:
    """Every statement with a speaker that firstsaid reads in the articles."""
    rules = scorer("score_attribution")
    found = by_article(statements([page(row["id"], row["text"], language=language) for row in rows], OPTIONS))
    verdicts = []
    for row in rows:
        mine = [said for said in found.get(row["id"], []) if said.source or said.chain]
        doc = rules.Doc(row["text"])
        gold = rules.build(doc, row["attributions"])
        given = rules.build(doc, [spans(said) for said in mine])
        matched = {m: g for g, m in rules.greedy([g["C"] for g in gold], [m["C"] for m in given], 0.5)}
        for n, said in enumerate(mine):
            right = n in matched and rules.sp_over(doc, gold[matched[n]]["S"], given[n]["S"])
            verdicts.append(Judged(said.confidence, said.form, n in matched, bool(right), _told(row["text"], said)))
    return verdicts


def _told(text: str, said: Statement) -> str:
    """By what words the speaker is told."""
    kind = said.chain[-1].kind if said.chain else ""
    if said.source and text[slice(*said.source)].lower() in PRONOUNS:
        return "pronoun"
    return "name" if kind == "named_person" else "body" if kind in ("organisation", "outlet") else "no name"


def bins(verdicts: Sequence[Judged]) -> Iterator[tuple[float, float, int]]:
    """Mean confidence, share of right ones and number, for bins of about equal size; statements of one confidence share a bin."""
    ordered = sorted(verdicts)
    start = 0
    for number in range(1, BINS + 1):
        stop = max(start, round(number * len(ordered) / BINS))
        while 0 < stop < len(ordered) and ordered[stop].confidence == ordered[stop - 1].confidence:
            stop += 1
        if stop > start:
            part = ordered[start:stop]
            yield sum(v.confidence for v in part) / len(part), sum(v.right for v in part) / len(part), len(part)
        start = stop


def error(verdicts: Sequence[Judged]) -> float:
    """Expected calibration error."""
    return sum(abs(said - right) * count for said, right, count in bins(verdicts)) / max(1, len(verdicts))


def picture(verdicts: Sequence[Judged]) -> str:
    """The reliability diagram: each bin's share of right statements over its confidence; on the line both are the same."""
    side, edge = 360, 48
    points = [(edge + said * side, edge + (1 - right) * side, 3 + 9 * (count / len(verdicts)) ** 0.5) for said, right, count in bins(verdicts)]
    marks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 2 * edge} {side + 2 * edge}" font-family="sans-serif" font-size="12" role="img">',
        f"<title>Reliability: share of right statements over confidence, PolNeAR dev, {len(verdicts)} statements, error {error(verdicts):.3f}</title>",
        f'<rect width="100%" height="100%" fill="#fff"/><path d="M{edge} {edge + side}L{edge + side} {edge}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<path d="M{edge} {edge}V{edge + side}H{edge + side}" fill="none" stroke="#333"/>',
        *(f'<text x="{edge + m * side:.0f}" y="{edge + side + 18}" text-anchor="middle">{m}</text>' for m in marks),
        *(f'<text x="{edge - 8}" y="{edge + (1 - m) * side + 4:.0f}" text-anchor="end">{m}</text>' for m in marks),
        f'<text x="{edge + side / 2:.0f}" y="{edge + side + 38}" text-anchor="middle">confidence</text>',
        f'<text x="{edge}" y="{edge - 16}">share of statements whose content and speaker are right</text>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#1f6f8b" fill-opacity="0.75"/>' for x, y, r in points),
        "</svg>\n",
    ]
    return "\n".join(lines)


def main() -> None:
    """Print the figures and, if wished, draw them."""
    if not DATA.is_dir():
        sys.exit("the evaluation kits (../shared) are not on this machine")
    verdicts = judged(read(DATA / "attribution/polnear.dev.jsonl"))
    print("confidence  right  statements")
    for said, right, count in bins(verdicts):
        print(f"{said:10.3f}  {right:5.3f}  {count:5d}  {'#' * round(40 * right)}")
    print(f"expected calibration error: {error(verdicts):.3f} of {len(verdicts)} statements")
    for form in FORMS:
        part = [v for v in verdicts if v.form == form]
        print(f"  {form}: {error(part):.3f} of {len(part)}, right {sum(v.right for v in part) / len(part):.3f}")
    for told in ("name", "body", "no name", "pronoun"):
        part = [v for v in verdicts if v.told == told]
        print(
            f"  speaker told by {told}: confidence {sum(v.confidence for v in part) / len(part):.3f} of {len(part)}, right {sum(v.right for v in part) / len(part):.3f}"
        )
    german = judged(read(DATA / "attribution/gnq_de.dev.jsonl"), "de")
    print(f"  German: {error(german):.3f} of {len(german)}, right {sum(v.right for v in german) / len(german):.3f}")
    for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7):
        kept = [v for v in verdicts if v.confidence >= least and v.found]
        told = sum(v.right for v in kept) / len(kept)
        print(f"speakers told at a threshold of {least}: {len(kept) / sum(v.found for v in verdicts):.3f} of found statements, right {told:.3f}")
    if "--picture" in sys.argv:
        PICTURE.write_text(picture(verdicts), "utf-8")


if __name__ == "__main__":
    main()
