"""Words and marks of a sentence, with their places."""

import re

_TOKEN = re.compile(
    r"""[A-Za-z]++(?=[ ,])(?<!cannot)|[,;:?!()“”]|\.(?!\.)|https?://\S+|[@#]\w+|(?:[A-Za-z]\.){2,}
|\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Reps|Sens|Gen|Lt|Col|Sgt|Capt|Maj|Adm|St|Jr|Sr|vs|No|Inc|Corp|Co|Ltd|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Prof|Rev|Hon
|Mass|Calif|Fla|Ariz|Pa|Va|Wis|Conn|Ill|Mich|Minn|Tenn|Ala|Ga|Colo|Nev|Ky|Kan|Tex|Okla|Ore|Wash)\.(?!\n|$)
|\b[A-Z]-[A-Z][a-z]{1,4}\.(?=,)|\b[A-Z]\.(?=\s[A-Z][a-z])|''|``|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b|['’](?:s|re|ve|ll|d|m|S)\b|n['’]t\b|can(?=not\b)|\w+?(?=n['’]t\b)
|\w(?:\w|[-‑]\w|&\w|['’](?!(?:s|re|ve|ll|d|m|S|t)\b)\w|\.(?=[a-z][a-z]))*|\.{2,}|--+|[^\w\s]""",
    re.VERBOSE,
)


def tokens(text: str, start: int, stop: int) -> tuple[list[int], list[int], list[str]]:
    """Starts, stops and letters of the tokens between two places; clitics ("'s", "n't") stand apart, as in the treebanks."""
    matches = list(_TOKEN.finditer(text, start, stop))
    return [m.start() for m in matches], [m.end() for m in matches], [m[0] for m in matches]
