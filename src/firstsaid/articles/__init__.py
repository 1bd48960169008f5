"""Captures become articles: the text that was reported, apart from the site around it. A page is first read alone, then beside its outlet's other pages."""

from firstsaid.articles.carrying import carried
from firstsaid.articles.hashing import lines
from firstsaid.articles.reading import drafts, from_text
from firstsaid.articles.relabelling import unrepeated
from firstsaid.articles.repeating import repeats
from firstsaid.articles.sharing import shared_lines

__all__ = ["carried", "drafts", "from_text", "lines", "repeats", "shared_lines", "unrepeated"]
