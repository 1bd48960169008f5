"""Which stored articles a text is compared with, against a naive search."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import asking, fingerprints, holders
from firstsaid.reuse.winnowing import SHINGLE
from firstsaid.reuse.words import shingle_hashes
from tests.reuse.builder import article

WORDS = ("lantern", "harbour", "glass", "otter", "regatta", "granary")

texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


def prints(*pages):
    return fingerprints([article(f"p{number}", text) for number, text in enumerate(pages)], ReuseOptions())


def naive(asked, stored):
    words = np.frombuffer(asked.tokens, "<u8")
    held = {int(shingle_hashes(words[at : at + SHINGLE], SHINGLE)[0]) for at in range(len(words) - SHINGLE + 1)}
    votes = {row.article: sum(value in held for value in np.frombuffer(row.shingles, "<u8").tolist()) for row in stored}
    return {article: count for article, count in votes.items() if count}


@pytest.mark.parametrize("at_once", [1, 2, 8192])
@settings(max_examples=40, deadline=None)
@given(asked=texts, pages=st.lists(texts, max_size=5))
def test_holders_are_those_of_a_naive_search(at_once, asked, pages):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(asking, "_AT_ONCE", at_once)
        [row], stored = prints(asked), prints(*pages)
        assert holders(row, ((known.article, known.shingles) for known in stored)) == naive(row, stored)


def test_a_shared_run_of_twelve_words_is_always_found():
    run = "amber lantern over seven harbour glass otters regatta granary violin comet tower"
    [row], stored = prints(f"first other words {run} and then more"), prints(f"something else here {run} goes on", "nothing of it at all here")
    assert list(holders(row, ((known.article, known.shingles) for known in stored))) == ["p0"]
