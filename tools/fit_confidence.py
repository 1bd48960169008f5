"""Fit the map from the rules' own confidence to how often they are right, on the training articles of the evaluation kits beside the project.

    python tools/fit_confidence.py

Two numbers for each form of English statements and two for German ones, eight in all: thresholds chosen on the kits, no model of their texts. Platt's
targets keep the map off 0 and 1 (Platt 1999; Lin, Lin and Weng 2007). Written to `src/firstsaid/statements/data/confidence.toml`, the same bytes each time.
"""

import math
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.confidence import FORMS, Judged, judged
from benchmarks.statements import DATA, read
from firstsaid.statements import confidence

STEPS = 50
HEAD = """# What sets the rules' confidence right on the whole: share right = logistic(slope * log-odds of the rules' value + intercept).
# By language, then form or "all": [slope, intercept]. Fitted by tools/fit_confidence.py.
"""


def platt(verdicts: Sequence[Judged]) -> tuple[float, float]:
    """Slope and intercept by Newton's method."""
    right = sum(v.right for v in verdicts)
    high, low = (right + 1) / (right + 2), 1 / (len(verdicts) - right + 2)
    points = [(math.log(v.confidence / (1 - v.confidence)), high if v.right else low) for v in verdicts]
    slope, intercept = 1.0, 0.0
    for _ in range(STEPS):
        ga = gb = haa = hab = hbb = 0.0
        for x, target in points:
            p = 1 / (1 + math.exp(-(slope * x + intercept)))
            ga, gb = ga + (p - target) * x, gb + p - target
            weight = p * (1 - p)
            haa, hab, hbb = haa + weight * x * x, hab + weight * x, hbb + weight
        det = haa * hbb - hab * hab
        slope, intercept = slope - (ga * hbb - gb * hab) / det, intercept - (gb * haa - ga * hab) / det
    return slope, intercept


def main() -> None:
    """Fit and write the map."""
    if not DATA.is_dir():
        sys.exit("the evaluation kits (../shared) are not on this machine")
    confidence.maps = dict  # type: ignore[assignment]  # the rules' own values
    english = judged(read(DATA / "attribution/polnear.train.jsonl"))
    german = judged(read(DATA / "attribution/gnq_de.train.jsonl"), "de")
    fits = [("en", form, [v for v in english if v.form == form]) for form in FORMS] + [("de", "all", german)]
    lines, language = [HEAD], ""
    for code, form, verdicts in fits:
        slope, intercept = platt([v for v in verdicts if 0 < v.confidence < 1])
        lines += [f"\n[{code}]\n"] if code != language else []
        lines.append(f"{form} = [{slope:.2f}, {intercept:.2f}] # {len(verdicts)} statements, {sum(v.right for v in verdicts) / len(verdicts):.3f} right\n")
        language = code
    confidence.MAPS.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
