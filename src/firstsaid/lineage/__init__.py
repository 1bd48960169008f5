"""Lineage: from shared passages, chains, credits and dates to what came from what, and how many origins stand behind a claim."""

from firstsaid.lineage.absent import absent_texts
from firstsaid.lineage.citing import citing
from firstsaid.lineage.derive import derivations
from firstsaid.lineage.gather import evidence
from firstsaid.lineage.missing import missing_upstream
from firstsaid.lineage.origins import origins

__all__ = ["absent_texts", "citing", "derivations", "evidence", "missing_upstream", "origins"]
