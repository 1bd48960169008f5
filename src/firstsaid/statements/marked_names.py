"""Names that marks show, in languages in which every noun has a capital: Der „Bote“, ein Bericht des „Boten“."""

from firstsaid.statements.document import Document
from firstsaid.statements.reading import Words


def between_marks(d: Document, words: Words) -> Words | None:
    """The name that is all there is between marks behind an article."""
    first = words.first + (d.tag[words.first] == "DT" and words.stop - words.first > 1)
    if not d.language.compounds or first + 2 >= words.stop or not d.quoted(first):
        return None
    quote, inside = d.quotes[d.quote[first]], Words(first + 1, words.stop - 1)
    whole = (quote.first, quote.last) == (first, words.stop - 1)
    return inside if whole and d.word[inside.first][0].isupper() and not d.finite(*inside) else None


def author_between_marks(d: Document, core: Words, head: int) -> Words | None:
    """The name in marks, with them, that stands behind a document: ein Bericht der „Sundby Zeitung“."""
    at = head + 1 + (d.tag[head + 1 : head + 2] == ["DT"])
    if not d.language.compounds or d.low[head] not in d.language.words("mentions.documents") or at >= core.stop or not d.quoted(at):
        return None
    quote = d.quotes[d.quote[at]]
    return Words(at, quote.last + 1) if quote.first == at and quote.last < core.stop else None
