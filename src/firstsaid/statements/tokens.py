"""Words and marks of sentences, with their places."""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from firstsaid.model import Span

_TOKEN = re.compile(
    r"""\s*+([A-Za-z]++(?=[ ,])(?<!cannot)|[,;:?!()“”]|\.(?!\.)|https?://\S+|[@#]\w+|(?:[A-Za-z]\.){2,}
|\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Reps|Sens|Gen|Lt|Col|Sgt|Capt|Maj|Adm|St|Jr|Sr|vs|No|Inc|Corp|Co|Ltd|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Prof|Rev|Hon
|Mass|Calif|Fla|Ariz|Pa|Va|Wis|Conn|Ill|Mich|Minn|Tenn|Ala|Ga|Colo|Nev|Ky|Kan|Tex|Okla|Ore|Wash)\.(?!\n|$)
|\b[A-Z]-[A-Z][a-z]{1,4}\.(?=,)|\b[A-Z]\.(?=\s[A-Z][a-z])|''|``|\d{1,3}\.(?=\s[A-ZÄÖÜ])|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b|['’](?:s|re|ve|ll|d|m|S)\b|n['’]t\b|can(?=not\b)|\w+?(?=n['’]t\b)
|\w(?:\w|[-‑]\w|&\w|['’](?!(?:s|re|ve|ll|d|m|S|t)\b)\w|\.(?=[a-z][a-z]))*|\.{2,}|--+|[^\w\s])""",
    re.VERBOSE,
)

_LETTER = np.array([not chr(code).isspace() for code in range(0x3002)])
"""Whether a character is none of white space, by its number; none above is white."""


def tokens(text: str, span: Span) -> list[str]:
    """The letters of the tokens of a stretch; clitics ("'s", "n't") stand apart, as in the treebanks. Every character but white space is in one."""
    found: list[str] = _TOKEN.findall(text, *span)
    return found


def places_of(text: str, spans: Sequence[Span], words: Iterable[str]) -> tuple[list[int], list[int]]:
    """Starts and stops of all tokens of some stretches, which are in order and apart."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    inside = _LETTER.take(codes, mode="clip")
    at = 0
    for start, stop in spans:
        inside[at:start] = False
        at = stop
    inside[at:] = False
    letters = np.flatnonzero(inside)
    ends = np.cumsum(np.fromiter(map(len, words), np.int64))
    starts = np.append(0, ends)[:-1]
    return letters[starts].tolist(), (letters[ends - 1] + 1).tolist()
