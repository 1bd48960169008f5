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


def differences(one: str, two: str) -> list[tuple[str, str, str, bool]]:
    """Each change: what stands in the one and what in the other, its class, and whether it is marked."""
    a, b = one.split(), two.split()
    found = []
    for op, a0, a1, b0, b1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        was, now = " ".join(a[a0:a1]), " ".join(b[b0:b1])
        if op != "equal":
            found.append((was, now, _sort(was, now), "[" in was + now or "]" in was + now))
    return found


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
