"""The command: piles are made, traced, scored; a table is printed and the faults are written."""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.foreign.metamorphic import not_raised, unchanged
from benchmarks.foreign.press import Pile, printed
from benchmarks.foreign.report import table, write_faults
from benchmarks.foreign.score_claims import score_claims
from benchmarks.foreign.score_pages import score_pages
from benchmarks.foreign.score_pairs import score_pairs
from benchmarks.foreign.score_words import score_words
from benchmarks.foreign.sites import paragraphs_of
from benchmarks.foreign.tally import Tally
from benchmarks.foreign.told import traced
from benchmarks.foreign.truth import true_of


def scored(pile: Pile, copies: bool = False) -> tuple[Tally, float]:
    """One pile, all through: its faults and figures, and the processor time of the run."""
    truth, told = true_of(pile), traced(pile)
    voices = {key: voice for stage in pile.weave.stages for key, voice in stage.voices().items()}
    tally = Tally()
    for part in (
        score_pages(pile.seed, truth, told),
        score_pairs(pile.seed, truth, told),
        score_claims(pile.seed, truth, told),
        score_words(pile.seed, truth, told, voices),
    ):
        tally.add(part)
    if copies:
        tally.add(unchanged(pile, told))
        tally.add(not_raised(pile, told))
    return tally, told.seconds


def keep(pile: Pile, folder: Path) -> None:
    """The pile's files and what each text of it is, for whoever wants to look."""
    place = folder / pile.seed.replace("/", "-")
    place.mkdir(parents=True, exist_ok=True)
    for page in pile.files:
        (place / page.file).write_bytes(page.content)
    lines = []
    for text in pile.texts:
        edges = "; ".join(f"{e.relation} of {e.parent} by {e.how} ({', '.join(e.clues) or 'no clue'})" for e in text.edges)
        lines += [
            f"== {text.id} {text.file or 'NOT IN THE PILE'} | {text.outlet.name} | {text.recipe} | {edges} | date {text.shown_how} {text.shown}",
            text.headline,
            *paragraphs_of(text),
            text.credit,
            "",
        ]
    (place / "texts.txt").write_text("\n".join(lines), encoding="utf-8")


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.foreign", description="Fictional piles of news pages with exact truth, traced and scored.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--piles", type=int, default=10)
    parser.add_argument("--faults", type=Path, help="where the faults are written; a temporary file if it is not given")
    parser.add_argument("--keep", type=Path, help="a folder in which the piles are kept to look at")
    parser.add_argument(
        "--copies",
        action="store_true",
        help="also run each pile with a word-for-word copy added and with a page taken away: no count may change, no least may rise",
    )
    given = parser.parse_args(arguments)
    whole, seconds = Tally(), 0.0
    for number in range(given.piles):
        pile = printed(given.seed, number)
        if given.keep:
            keep(pile, given.keep)
        tally, spent = scored(pile, given.copies)
        whole.add(tally)
        seconds += spent
    faults = given.faults or Path(tempfile.mkdtemp(prefix="foreign-")) / "faults.txt"
    write_faults(whole, faults)
    print(table(whole, seconds))
    print(f"\nfaults: {faults}")
