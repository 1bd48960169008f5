"""Articles made of plain text, for the tests of this room."""

from firstsaid.articles.segments import quotations, sentences
from firstsaid.model import Article, Part, Span, content_id


def page(text: str, *parts: Part, name: str = "page", language: str = "en") -> Article:
    """An article that is all body, or made of `parts`."""
    parts = parts or (Part("body", 0, len(text), "the whole text"),)
    extents = [Span(p.start, p.stop) for p in parts if p.kind in ("title", "body", "comment", "caption", "dateline", "note")]
    return Article(
        id=content_id(name, text),
        capture=content_id(text),
        path=f"{name}.txt",
        url=None,
        text=text,
        title=None,
        outlet=None,
        byline=None,
        published=None,
        dates=(),
        dateline=None,
        agency=None,
        credit=None,
        language=language,
        parts=parts,
        links=(),
        sentences=sentences(text, extents),
        quotations=quotations(text, extents),
        doubts=(),
    )
