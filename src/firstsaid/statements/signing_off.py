"""Verbs that close a sentence and tell whose it is, taken for nouns: S, the Lantern reports · S, a document seen by Zorna shows."""

from firstsaid.statements.document import Document

_TAILS = frozenset(("IN", "DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS"))
_SPEAKER = 9
"""Words that a speaker of that kind has at most."""


def signs_off(d: Document, i: int) -> bool:
    """“S,” X said, the Lantern reports · S, new research suggests. – the last word, with a comma and no more than a name, document or person before it."""
    stop, first = d.first[d.sentence[i] + 1], d.first[d.sentence[i]]
    comma = next((k for k in range(i - 1, max(first, i - _SPEAKER), -1) if d.word[k] in (",", "”", '"')), first)
    if i + 2 < stop or (i + 2 == stop and d.word[i + 1][0].isalnum()) or comma == first or i - comma < 2:
        return False
    opens = comma + 1
    if all(d.tag[k] in ("NNP", "NNPS") or (d.tag[k] == "CD" and k == i - 1 > opens) for k in range(opens + (d.tag[opens] == "DT"), i)):
        return True
    speakers = d.language.words("mentions.documents|mentions.roles")
    speaks = not speakers.isdisjoint(d.low[opens:i]) or _ends_medium(d, opens, i)
    return speaks and all(d.tag[k] in _TAILS or d.tag[k] == "CD" for k in range(opens, i))


def _ends_medium(d: Document, opens: int, i: int) -> bool:
    """Whether the words [opens, i) are a medium's noun, or end in a name behind one: state television, the news agency Zorna; not "despite media"."""
    media = d.language.words("mentions.outlets|mentions.collective_outlets|mentions.media_nouns")
    named = d.tag[i - 1] in ("NNP", "NNPS") and not media.isdisjoint(d.low[opens:i])
    return d.tag[opens] != "IN" and (d.low[i - 1] in media or named)


def documents_close(d: Document) -> None:
    """Let such a verb behind a document be one."""
    for i in [i for i in d.reporting if d.tag[i] in ("NN", "NNS") and _document_closes(d, i)]:
        d.tag[i] = "VBP" if d.low[i] == d.language.verbs[d.low[i]].lemma else "VBZ"


def _document_closes(d: Document, i: int) -> bool:
    """…, a document seen by Zorna shows. – the last word of a sentence, behind a document and who has seen it."""
    first, stop = d.first[d.sentence[i]], d.first[d.sentence[i] + 1]
    seen = next((k for k in range(i - 1, max(first, i - _SPEAKER), -1) if d.tag[k] == "VBN" and d.low[k + 1] == "by"), first)
    if i + 1 < stop - 1 or seen - 2 <= first or d.low[i] not in d.language.verbs or d.low[seen - 1] not in d.language.words("mentions.documents"):
        return False
    comma = next((k for k in range(seen - 1, max(first, seen - _SPEAKER), -1) if d.word[k] == ","), first)
    return comma > first and all(d.tag[k] in _TAILS for k in (*range(comma + 1, seen), *range(seen + 1, i)))
