"""Posts that a page shows, each signed with a name and a handle: S — Anna Berg (@berg) 3 May"""

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Reading, Words

_DASHES = frozenset(("—", "–", "-", "--", "―"))
_MOST_NAME, _LEAST = 6, 3
"""Words of a name at most, and of a post at least."""


def posts(d: Document) -> list[Reading]:
    """Every signed post that stands without quotation marks: the lines before a signature, back to where its paragraph starts."""
    found: list[Reading] = []
    for n in range(1, len(d.spans)):
        opens = d.first[n]
        if d.word[opens] not in _DASHES or d.title[n]:
            continue
        bracket = next((i for i in range(opens + 2, min(d.first[n + 1] - 1, opens + _MOST_NAME + 2)) if d.word[i] == "("), None)
        if bracket is None or d.word[bracket + 1][0] != "@":
            continue
        first = d.first[_start(d, n - 1)]
        if opens - first >= _LEAST and not d.quoted(first) and not d.title[n - 1]:
            d.tag[opens + 1 : bracket] = ["NNP"] * (bracket - opens - 1)
            found.append(Reading(Words(opens + 1, bracket), Words(opens, opens + 1), [Words(first, opens)], "post", "signed"))
    return found


def _start(d: Document, n: int) -> int:
    """The first sentence of the paragraph of sentence `n`."""
    while n and "\n" not in d.text[d.spans[n - 1].stop : d.spans[n].start] and d.word[d.first[n - 1]] not in _DASHES:
        n -= 1
    return n
