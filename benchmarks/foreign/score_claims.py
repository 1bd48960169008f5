"""Claims: whether one claim gathers the pages that carry it, and how many origins it is given."""

from collections import Counter
from typing import Any

from benchmarks.foreign.claims import range_of
from benchmarks.foreign.held import Held
from benchmarks.foreign.model import Carried, ClaimTruth, PileTruth
from benchmarks.foreign.tally import Fault, Tally
from benchmarks.foreign.told import Told
from benchmarks.foreign.truth import words_of


def score_claims(name: str, truth: PileTruth, told: Told) -> Tally:
    tally = Tally()
    statements = {s["id"]: s for s in told.case["statements"]}
    for claim in truth.claims:
        tally.counts["claims"] += 1
        best, said = _best(claim, told, statements)
        if best is None or len({one.page for one in said}) < 2:
            words = " // ".join(sorted({one.text for one in claim.said})[:3])
            tally.faults.append(Fault("claim: its pages are not joined", name, tuple(claim.carriers), words, "no claim has two of them"))
            continue
        _joined(Held(tally, name, truth, told), claim, best, said)
        _counted(tally, name, claim, best, said)
    return tally


def _best(claim: ClaimTruth, told: Told, statements: dict[str, Any]) -> tuple[dict[str, Any] | None, list[Carried]]:
    """The told claim that gathers most of the pages that carry the true one, and the sentences that it gathers."""
    best: tuple[int, float, dict[str, Any] | None, list[Carried]] = (0, 0.0, None, [])
    for given in told.case["claims"]:
        listed = {told.page_of.get(a) for a in given["articles"]}
        said = [one for one in claim.said if one.page in listed and _says(given, one, told, statements)]
        near = max((_near(given["text"], one.text) for one in said), default=0.0)
        if (len({one.page for one in said}), near) > best[:2]:
            best = (len({one.page for one in said}), near, given, said)
    return best[2], best[3]


def _says(given: dict[str, Any], one: Carried, told: Told, statements: dict[str, Any]) -> bool:
    contents = [told.content(statements[s]) for s in given["statements"] if told.page_of.get(statements[s]["article"]) == one.page]
    wanted = Counter(words_of(one.text))
    for content in contents or [given["text"]]:
        got = Counter(words_of(content))
        shared = (got & wanted).total()
        if shared >= 0.7 * got.total() and shared >= 0.25 * wanted.total():
            return True
    return False


def _near(one: str, two: str) -> float:
    a, b = set(words_of(one)), set(words_of(two))
    return len(a & b) / (len(a | b) or 1)


def _joined(held: Held, claim: ClaimTruth, best: dict[str, Any], said: list[Carried]) -> None:
    tally, name, told = held.tally, held.name, held.told
    listed = {told.page_of[a] for a in best["articles"] if a in told.page_of}
    left = [one for one in claim.said if one.page not in listed]
    tally.counts["claims joined"] += 1
    tally.counts["carriers"] += len(claim.carriers)
    tally.counts["carriers joined"] += len({one.page for one in said})
    tally.counts["pages joined"] += len(listed)
    tally.counts["pages joined wrongly"] += len(listed - set(claim.carriers))
    if left:
        alike = [one for one in left if max(_near(one.text, other.text) for other in said) >= 0.6]
        sort = "claim: carriers left out, in nearly the same words" if alike else "claim: carriers left out, a paraphrase"
        words = " // ".join(one.text for one in (alike or left)[:3])
        tally.faults.append(Fault(sort, name, tuple(one.page for one in (alike or left)), words, f"claim “{best['text']}” with {sorted(listed)}"))
    if listed - set(claim.carriers):
        tally.faults.append(Fault("claim: another thing joined", name, tuple(sorted(listed - set(claim.carriers))), claim.said[0].text, best["text"]))


def _counted(tally: Tally, name: str, claim: ClaimTruth, best: dict[str, Any], said: list[Carried]) -> None:
    true, low, high = range_of(said)
    least, most = best["independent"]["least"], best["independent"]["most"]
    tally.counts["counts"] += 1
    tally.counts["counts in range"] += least <= true <= most
    tally.counts["counts width"] += most - least
    tally.counts["reader width"] += high - low
    tally.counts["counts sure"] += least == most
    tally.counts["counts sure and right"] += least == most == true
    tally.counts["counts like the reader"] += (least, most) == (low, high)
    named = any(one.named for one in said)
    tally.counts["named right"] += best["named"] == named
    origins = "; ".join(f"{o['name']} ({o['kind']}) via {o['via']}" for o in best["origins"])
    truth = f"{true} roots {sorted({one.voice for one in said})}, a reader {low}–{high}"
    given = f"{least}–{most}: {best['independent']['because']} [{origins}]"
    sort = (
        "count: least too high"
        if least > true
        else "count: most too low"
        if most < true
        else "count: wider than a reader’s"
        if most - least > high - low
        else ""
    )
    if sort:
        tally.faults.append(Fault(sort, name, tuple(sorted({one.page for one in said})), truth, given, " // ".join(sorted({one.text for one in said}))))
    elif best["named"] != named:
        tally.faults.append(Fault(f"named: told {best['named']}", name, tuple(sorted({one.page for one in said})), truth, given))
