"""Forms of verbs: by a language file's own endings, or those of a regular English verb."""

from collections.abc import Mapping

STEM = "-"
"""Stands for the lemma without its ending in an [inflection] list: "-te", "ge-t"."""


def inflect(lemma: str) -> list[str]:
    """The forms of a regular English verb."""
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    if lemma.endswith(("s", "sh", "ch", "x")):
        return [lemma, lemma + "es", lemma + "ed", lemma + "ing"]
    return [lemma, lemma + "s", lemma + "ed", lemma + "ing"]


def forms_of(lemma: str, irregular: Mapping[str, str], endings: Mapping[str, str]) -> list[str]:
    """The lemma and its forms: those that the file lists, else those of its longest ending in `endings`, else those of a regular English verb."""
    if lemma in irregular:
        return [lemma, *irregular[lemma].split()]
    if not endings:
        return inflect(lemma)
    fitting = [ending for ending in endings if lemma.endswith(ending)]
    if not fitting:
        return [lemma]
    ending = max(fitting, key=len)
    stem = lemma[: len(lemma) - len(ending)]
    return [lemma, *(form.replace(STEM, stem) for form in endings[ending].split())]
