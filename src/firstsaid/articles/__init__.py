"""Captures become articles: what was reported, apart from everything around it."""

from firstsaid.articles.reading import articles, from_text

__all__ = ["articles", "from_text"]
