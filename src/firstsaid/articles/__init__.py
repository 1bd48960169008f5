"""Captures become articles: what was reported, apart from everything around it."""
