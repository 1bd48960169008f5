"""Claims: whether one claim gathers the pages that carry it, and how many origins it is given."""

from collections import Counter
from typing import Any

from benchmarks.foreign.claims import range_of
from benchmarks.foreign.model import ClaimTruth, PileTruth
from benchmarks.foreign.tally import Fault, Tally
from benchmarks.foreign.told import Told
from benchmarks.foreign.truth import words_of


def score_claims(name: str, truth: PileTruth, told: Told) -> Tally:
    tally = Tally()
    statements = {s["id"]: s for s in told.case["statements"]}
    for claim in truth.claims:
        tally.counts["claims"] += 1
        best, pages = _best(claim, told, statements)
        if best is None or len(pages) < 2:
            tally.faults.append(
                Fault("claim: its pages are not joined", name, tuple(claim.carriers), " // ".join(claim.wordings[:3]), "no claim has two of them")
            )
            continue
        _joined(tally, name, claim, best, pages, told)
        _counted(tally, name, claim, best, pages)
    return tally


def _best(claim: ClaimTruth, told: Told, statements: dict[str, Any]) -> tuple[dict[str, Any] | None, set[str]]:
    """The told claim that gathers most of the pages that carry the true one."""
    best: tuple[int, float, dict[str, Any] | None, set[str]] = (0, 0.0, None, set())
    for given in told.case["claims"]:
        pages = {page for page in (told.page_of.get(a) for a in given["articles"]) if page in claim.carriers and _says(given, page, claim, told, statements)}
        near = max((_near(given["text"], wording) for wording in claim.wordings), default=0.0)
        if (len(pages), near) > best[:2]:
            best = (len(pages), near, given, {page for page in pages if page})
    return best[2], best[3]


def _says(given: dict[str, Any], page: str, claim: ClaimTruth, told: Told, statements: dict[str, Any]) -> bool:
    said = [told.content(statements[s]) for s in given["statements"] if told.page_of.get(statements[s]["article"]) == page]
    wanted = Counter(words_of(claim.wording_of[page]))
    for content in said or [given["text"]]:
        got = Counter(words_of(content))
        shared = (got & wanted).total()
        if shared >= 0.7 * got.total() and shared >= 0.25 * wanted.total():
            return True
    return False


def _near(one: str, two: str) -> float:
    a, b = set(words_of(one)), set(words_of(two))
    return len(a & b) / (len(a | b) or 1)


def _joined(tally: Tally, name: str, claim: ClaimTruth, best: dict[str, Any], pages: set[str], told: Told) -> None:
    listed = {told.page_of[a] for a in best["articles"] if a in told.page_of}
    tally.counts["claims joined"] += 1
    tally.counts["carriers"] += len(claim.carriers)
    tally.counts["carriers joined"] += len(pages)
    tally.counts["pages joined"] += len(listed)
    tally.counts["pages joined wrongly"] += len(listed - set(claim.carriers))
    left = sorted(set(claim.carriers) - listed)
    if left:
        alike = [p for p in left if max(_near(claim.wording_of[p], claim.wording_of[q]) for q in pages) >= 0.6]
        sort = "claim: carriers left out, in nearly the same words" if alike else "claim: carriers left out, a paraphrase"
        words = " // ".join(claim.wording_of[p] for p in (alike or left)[:3])
        tally.counts["carriers left out in nearly the same words"] += len(alike)
        tally.faults.append(Fault(sort, name, tuple(alike or left), words, f"claim “{best['text']}” with {sorted(listed)}"))
    if listed - set(claim.carriers):
        tally.faults.append(Fault("claim: another thing joined", name, tuple(sorted(listed - set(claim.carriers))), claim.wordings[0], best["text"]))


def _counted(tally: Tally, name: str, claim: ClaimTruth, best: dict[str, Any], pages: set[str]) -> None:
    true, low, high = range_of(claim, pages)
    least, most = best["independent"]["least"], best["independent"]["most"]
    tally.counts["counts"] += 1
    tally.counts["counts in range"] += least <= true <= most
    tally.counts["counts width"] += most - least
    tally.counts["reader width"] += high - low
    tally.counts["counts sure"] += least == most
    tally.counts["counts sure and right"] += least == most == true
    tally.counts["counts like the reader"] += (least, most) == (low, high)
    tally.counts["named right"] += best["named"] == claim.named
    origins = "; ".join(f"{o['name']} ({o['kind']}) via {o['via']}" for o in best["origins"])
    truth = f"{true} roots {sorted({r for p in pages for r in claim.carriers[p]})}, a reader {low}–{high}"
    said = f"{least}–{most}: {best['independent']['because']} [{origins}]"
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
        tally.faults.append(Fault(sort, name, tuple(sorted(pages)), truth, said, " // ".join(sorted({claim.wording_of[p] for p in pages}))))
