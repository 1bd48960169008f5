"""The words that firstsaid says things in: one place, so that a count, a doubt or a relation is told alike everywhere."""

import re
from collections.abc import Sequence

from firstsaid.dossier.plain import one_line
from firstsaid.model import Origin

AS_FAR = "as far as this pile shows"
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
UNNAMED_TEXT = "unnamed text"
UNNAMED_KINDS = ("unnamed_person", "unnamed_outlets")
_AFTER_HEAD = re.compile(r" (?:of|in|from|with|at|near|on|who|familiar|close) ")
_AS_YOU = re.compile(r"eu|uni[cftvo]|ukr|us[ae]|uti|one\b")
EXACT_RELATIONS = ("same page", "republished", "quotes")

ROLES = {
    "origin": "first carrier here",
    "same page": "the same page, captured again",
    "edition": "edition",
    "republished": "copy, word for word",
    "excerpted": "excerpt",
    "rewritten": "rewrites",
    "quotes": "quotes",
    "recalls": "recalls",
    "siblings": "sibling",
    "same quotation only": "same quotation only",
    "independent": "independent",
    "undetermined": "undetermined",
}
KINDS = {
    "named_person": "person, named",
    "unnamed_person": "person, unnamed",
    "organisation": "organisation",
    "outlet": "outlet or agency",
    "unnamed_outlets": "outlets, unnamed",
    "document": "document",
}
EDITS = {
    "spelling": "spelling",
    "replaced": "words replaced",
    "cut": "words cut",
    "added": "words added",
    "number": "figure changed",
    "hedge dropped": "hedge dropped",
    "hedge added": "hedge added",
    "attribution dropped": "attribution dropped",
    "attribution added": "attribution added",
    "scare quotes dropped": "scare quotes dropped",
    "scare quotes added": "scare quotes added",
}


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 story", "3 stories"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_words(number: int) -> str:
    """A small number in words, a larger one in figures."""
    return SMALL[number] if 0 <= number < len(SMALL) else f"{number:,}"


def to(least: int, most: int) -> str:
    """A range in prose: "1", "2 to 3"."""
    return str(least) if least == most else f"{least} to {most}"


def figures(least: int, most: int) -> str:
    """A range in figures: "1", "2–3"."""
    return str(least) if least == most else f"{least}–{most}"


def dash(least: int, most: int) -> str:
    """The same with a dash that never breaks a line."""
    return figures(least, most).replace("–", "\u2060–\u2060")


def shown(number: int, total: int) -> str:
    """What a cut list says of itself; "" when nothing was cut."""
    return f"shown {number:,} of {total:,}" if number < total else ""


def listed(words: Sequence[str], most: int) -> str:
    """Words in a row, at most `most` of them, and how many more there are."""
    head = ", ".join(words[:most])
    return f"{head} (shown {most} of {len(words):,})" if len(words) > most else head


def number_of(confidence: float) -> str:
    """A probability as it is printed: ".74", ".998", "over .999"."""
    if confidence < 0.005:
        return "under .01"
    if confidence >= 0.9995:
        return "over .999"
    return f"{confidence:.3f}"[1:] if confidence >= 0.985 else f"{confidence:.2f}".removeprefix("0")


def how_sure(relation: str, confidence: float) -> str:
    """The word for a probability, and the probability."""
    if relation == "origin":
        return "origin"
    if relation in EXACT_RELATIONS and confidence >= 0.99:
        return "certain"
    if relation == "undetermined" or confidence <= 0.5:
        return "undetermined"
    word = "very likely" if confidence >= 0.95 else "likely" if confidence >= 0.8 else "leaning"
    return f"{word}, {number_of(confidence)}"


def bracketed(name: str) -> str:
    """The name of something that is not in the pile."""
    return f"[{name.strip('[]')}]"


def who(origin: Origin) -> str:
    """An origin as prose: "a harbour official, through Corvane"; what is not in the pile stands in brackets."""
    name, via = one_line(origin.name), one_line(origin.via) if origin.via else None
    if origin.kind == "outlet" and via in (None, name):
        return f"{name}, in its own words" if origin.in_pile else bracketed(name)
    if origin.kind == "unnamed_person":
        name = with_article(name)
    if origin.kind in ("organisation", "document") and name[:1].islower() and name.isascii() and not name.startswith(("the ", "a ", "an ")):
        name = f"the {name}"
    if via is None:
        return f"{name}, through {bracketed(UNNAMED_TEXT)}" if is_heard_elsewhere(origin) else name if origin.in_pile else bracketed(name)
    return f"{name}, through {via if origin.in_pile else bracketed(via)}"


def is_heard_elsewhere(origin: Origin) -> bool:
    """Whether somebody is heard through a text that is not in the pile and that no page names: then it is the text that the pile lacks, not the voice."""
    return not origin.in_pile and origin.via is None and origin.kind in ("named_person", "unnamed_person")


def namedness(origin: Origin) -> str:
    """Whether an origin is named, in a word; "" for an outlet's own telling, where the word says nothing."""
    if origin.kind in UNNAMED_KINDS:
        return "unnamed"
    return {"outlet": "", "document": "a document"}.get(origin.kind, "named")


def with_article(description: str) -> str:
    """An unnamed speaker's description with its indefinite article: "an engineering officer"; plurals, what has an article, and what is not English ("Quelle in
    der Brigade": its noun has a capital) stay.
    """
    first, *rest = description.split(" ", 1)
    head = _AFTER_HEAD.split(description, maxsplit=1)[0].rsplit(" ", 1)[-1]
    plural = head.endswith("s") and not head.endswith("ss")
    if not (first + head).isascii() or plural or head in ("people", "media", "police") or first.lower() in ("a", "an", "the", "one", "two", "some", "several"):
        return description
    if first[:1].isupper() and not first.isupper() and (not rest or head[:1].isupper()):
        return description
    letter_by_letter = first.isupper() and len(first) <= 4
    vowel = first[:1] in "AEFHILMNORSX" if letter_by_letter else first[:1].lower() in "aeiou" and not _AS_YOU.match(first.lower())
    return f"{'an' if vowel else 'a'} {description}"


def said_by(origins: Sequence[Origin], most: int = 3) -> str:
    """Origins in a row, at most `most`."""
    told = [who(origin) for origin in origins]
    rest = len(told) - most
    return "; ".join(told[:most]) + (f"; and {in_words(rest)} more" if rest > 0 else "")
