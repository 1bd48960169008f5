"""Review: what people decide, kept apart from what the machine made of the pages, and put back into every run."""

from firstsaid.review.standing import Standing, judgement_of, standing
from firstsaid.review.store import Reviews
from firstsaid.review.wish import Kept, Wish, check

__all__ = ["Kept", "Reviews", "Standing", "Wish", "check", "judgement_of", "standing"]
