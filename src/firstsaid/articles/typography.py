"""How a text is set, counted before anything is folded: marks that a house style changes and a copy keeps."""

import re
from collections.abc import Mapping

from firstsaid.model import Typography

_QUOTATION = {
    "“”": re.compile(r"“(?=[\s\u00a0\u202f]?[\w…$£€\[(‘])(?<!\w“)"),
    "„“": re.compile(r"„"),
    "«»": re.compile(r"«(?=[\s\u00a0\u202f]?[\w…])"),
    "»«": re.compile(r"»(?=[\w…])(?<!\w»)"),
    "「」": re.compile("「"),
    '""': re.compile(r'"(?=[\w…$£€])(?<!\w")'),
    "‘’": re.compile(r"‘(?=[\w…])"),
    "``''": re.compile(r"``(?=\w)"),
}
"""How the opening mark of each pair is told; what stands before a word opens, which keeps inches, feet and closing marks out. The mark comes first in every
pattern, as the search for a character is quick."""
_APOSTROPHE = {mark: re.compile(rf"{mark}(?<=[^\W\d_]{mark})(?=[^\W\d_])") for mark in ("’", "'", "\u02bc")}
_DASH = {
    "—": re.compile("—"),
    "–": re.compile(r"–(?!\d)"),
    "--": re.compile(r"--(?<!---)(?!-)"),
    "-": re.compile(r"-(?<=[\s\u00a0]-)(?=[\s\u00a0])"),
}
_NO_BREAK = "\u00a0\u2007\u202f"
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def typography_of(text: str) -> Typography:
    """The marks that the text uses most, and how many characters of it cannot be told from a plain space or cannot be seen at all."""
    return Typography(
        quotation_marks=_most(_QUOTATION, text),
        apostrophe=_most(_APOSTROPHE, text),
        dash=_most(_DASH, text),
        no_break_spaces=sum(map(text.count, _NO_BREAK)),
        invisible=len(_INVISIBLE.findall(text)),
    )


def _most(marks: Mapping[str, re.Pattern[str]], text: str) -> str:
    """The mark that is used most, the first listed of equals; "" when none is used."""
    counts = {mark: len(pattern.findall(text)) if mark[0] in text else 0 for mark, pattern in marks.items()}
    best = max(counts.values())
    return next(mark for mark, count in counts.items() if count == best) if best else ""
