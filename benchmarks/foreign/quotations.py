"""The difference between two printings of one quotation."""

import difflib
import re

NUMBERS = re.compile(
    r"\b(?:\d+|two|three|five|six|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|third|thirtieth)\b",
    re.I,
)
HEDGES = (
    "probably",
    "apparently",
    "presumably",
    "likely",
    "perhaps",
    "in all likelihood",
    "it seems",
    "we believe",
    "as far as",
    "might",
    "may",
    "should",
    "about",
    "so far",
    "almost",
)


def difference(one: str, two: str) -> tuple[str, str, str, bool] | None:
    """What stands in the one and what in the other, the class of the change, and whether it is marked; None where they are the same."""
    a, b = one.split(), two.split()
    if a == b:
        return None
    blocks = [op for op in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if op[0] != "equal"]
    was, now = " ".join(a[blocks[0][1] : blocks[-1][2]]), " ".join(b[blocks[0][3] : blocks[-1][4]])
    marked = "[" in was or "[" in now
    return was, now, _sort(was, now), marked


def _sort(was: str, now: str) -> str:
    for less, more, tail in ((was, now, "added"), (now, was, "dropped")):
        if any(hedge in more.lower() for hedge in HEDGES) and not any(hedge in less.lower() for hedge in HEDGES):
            return f"hedge {tail}"
    if [n.lower() for n in NUMBERS.findall(was)] != [n.lower() for n in NUMBERS.findall(now)]:
        return "number"
    if not was or was == "[…]":
        return "added"
    if not now or now == "[…]":
        return "cut"
    return "replaced"
