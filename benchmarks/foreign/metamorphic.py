"""What must not change: a word-for-word copy by somebody else adds no origin, and no page that is taken away makes more origins sure."""

import random
from dataclasses import replace

from benchmarks.foreign.model import Text
from benchmarks.foreign.press import Pile
from benchmarks.foreign.sites import Page, page
from benchmarks.foreign.tally import Fault, Tally
from benchmarks.foreign.told import Told, traced


def with_copy(pile: Pile, number: int) -> tuple[Pile, Text]:
    """The pile with one page more: a copy of one of its texts, without credit or date, by an outlet that is not in it."""
    rng = random.Random(f"copy {pile.seed} {number}")
    chosen = rng.choice([text for text in pile.texts if text.in_pile and text.event])
    names = {text.outlet.name for text in pile.texts}
    free = sorted((outlet for outlet in pile.weave.outlets if outlet.name not in names), key=lambda outlet: outlet.name)
    outlet = free[0] if free else replace(chosen.outlet, name="Postscript Weekly", host="postscript.example", owner="", agency=False)
    copy = replace(chosen, id="copy", outlet=outlet, shown=None, credit="", byline="", url=f"https://{outlet.host}/copy", file="copy.html", record="")
    return replace(pile, files=(*pile.files, Page(copy.file, page(copy, number))), texts=(*pile.texts, copy)), chosen


def unchanged(pile: Pile, before: Told, number: int = 0) -> Tally:
    """Hold the claims of the pile against those of the pile with a copy, by their text."""
    more, chosen = with_copy(pile, number)
    after = traced(more)
    tally = Tally()
    was = _counts(before)
    for text, now in _counts(after).items():
        if text not in was:
            continue
        tally.counts["claims after a copy"] += 1
        tally.counts["claims after a copy the same"] += was[text] == now
        if was[text] != now:
            tally.faults.append(
                Fault("copy: a count has changed", pile.seed, (chosen.id, chosen.file), f"{was[text][0]}–{was[text][1]}", f"{now[0]}–{now[1]}", text)
            )
    return tally


def with_one_less(pile: Pile, number: int) -> tuple[Pile, Text]:
    """The pile without one of its pages."""
    rng = random.Random(f"less {pile.seed} {number}")
    chosen = rng.choice([text for text in pile.texts if text.in_pile and text.event and not text.record])
    files = tuple(page for page in pile.files if page.file != chosen.file)
    return replace(pile, files=files, texts=tuple(text for text in pile.texts if text.id != chosen.id)), chosen


def not_raised(pile: Pile, before: Told, number: int = 0) -> Tally:
    """Hold the claims of the pile without one page against those of the whole pile."""
    fewer, chosen = with_one_less(pile, number)
    was, tally = _counts(before), Tally()
    for text, now in _counts(traced(fewer)).items():
        if text in was:
            raised = now[0] > was[text][0]
            tally.counts["claims with a page less"] += 1
            tally.counts["claims with a page less not raised"] += not raised
            if raised:
                tally.faults.append(
                    Fault("page less: least has risen", pile.seed, (chosen.id, chosen.file), f"{was[text][0]}–{was[text][1]}", f"{now[0]}–{now[1]}", text)
                )
    return tally


def _counts(told: Told) -> dict[str, tuple[int, int]]:
    """Claims that two articles or more carry, by text."""
    return {c["text"]: (c["independent"]["least"], c["independent"]["most"]) for c in told.case["claims"] if len(c["articles"]) > 1}
