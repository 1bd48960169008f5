"""How many sentences that desks reword are joined, and how few that only look like it."""

from .rewordings import scored

LEAST = {"same": 0.7, "apart": 0.95}
"""Shares of the pairs that are told rightly; what is missed says its thing in words that share too little."""
LEAST_PRECISION = 0.95


def test_rewordings_are_joined_and_what_only_looks_alike_is_kept_apart():
    score = scored()
    for label, least in LEAST.items():
        assert score.share(label) >= least, "\n".join(score.wrong)
    assert score.precision() >= LEAST_PRECISION, "\n".join(score.wrong)
    assert sum(score.asked.values()) > 90
