"""Review: what people decide, kept apart from what the machine made of the pages, and put back into every run."""

from firstsaid.review.store import Kept, Reviews, Wish

__all__ = ["Kept", "Reviews", "Wish"]
