"""Which stored articles a text is compared with, and what it shares with them, against naive twins."""

import dataclasses
from importlib import import_module

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.engine.rows import to_table
from firstsaid.model import Article, Fingerprints, Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import candidates, confronted, fingerprints, holders, matches, postings
from firstsaid.reuse.asking import Holders
from firstsaid.reuse.winnowing import SHINGLE
from firstsaid.reuse.words import shingle_hashes
from tests.reuse.builder import article

WORDS = ("lantern", "harbour", "glass", "otter", "regatta", "granary")

texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


class Tables:
    """Articles and their fingerprints, some rows at a time."""

    def __init__(self, pages):
        self.tables = {"articles": to_table(pages, Article), "fingerprints": to_table(fingerprints(pages, ReuseOptions()), Fingerprints)}

    def batches(self, table, columns):
        yield from self.tables[table].select(list(columns)).to_batches(max_chunksize=2)


def prints(text):
    [row] = fingerprints([article("asked", text)], ReuseOptions())
    return row


def stored(pages):
    return [piece.column(0).to_numpy() for piece in pa.Table.to_batches(pa.concat_tables(postings(Tables(pages), "fingerprints")))]


def naive(asked, pages):
    words = np.frombuffer(asked.tokens, "<u8")
    held = {int(shingle_hashes(words[at : at + SHINGLE], SHINGLE)[0]) for at in range(len(words) - SHINGLE + 1)}
    kept = [np.frombuffer(row.shingles, "<u8").tolist() for row in fingerprints(pages, ReuseOptions())]
    votes = {number: sum(value in held for value in values) for number, values in enumerate(kept)}
    return {number: count for number, count in votes.items() if count}


@pytest.mark.parametrize(("at_once", "piece"), [(1, 1), (3, 2), (1 << 24, 1 << 20)])
@settings(max_examples=40, deadline=None)
@given(asked=texts, pages=st.lists(texts, max_size=5))
def test_holders_are_those_of_a_naive_search(at_once, piece, asked, pages):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(import_module("firstsaid.reuse.asking"), "_AT_ONCE", at_once)
        patched.setattr(import_module("firstsaid.reuse.asking"), "_PIECE", piece)
        made = [article(f"p{number}", text) for number, text in enumerate(pages)]
        found = holders(prints(asked), stored(made))
        assert dict(zip(found.articles.tolist(), found.votes.tolist(), strict=True)) == naive(prints(asked), made)


def test_postings_stand_in_order_whatever_the_parts(monkeypatch):
    made = [article(f"p{number}", " ".join(WORDS[(number + at) % 6] + str(at % 7) for at in range(40))) for number in range(9)]
    whole = np.concatenate(stored(made))
    assert (whole[1:] >= whole[:-1]).all()
    assert len(whole) > 30
    monkeypatch.setattr(import_module("firstsaid.reuse.asking"), "_AT_ONCE", 10)
    assert np.concatenate(stored(made)).tolist() == whole.tolist()


def test_a_shared_run_of_twelve_words_is_always_found():
    run = "amber lantern over seven harbour glass otters regatta granary violin comet tower"
    made = [article("p0", f"something else here {run} goes on"), article("p1", "nothing of it at all here")]
    assert holders(prints(f"first other words {run} and then more"), stored(made)).articles.tolist() == [0]


def test_of_many_holders_the_earliest_and_the_fullest_are_compared():
    found = Holders(np.array([3, 5, 8, 9, 12]), np.array([10, 4, 6, 9, 1]))
    days = ["2031-05-04", "2031-05-01", None, "2031-05-03", "2031-04-01"]
    assert found.nearest(days, 5).tolist() == [3, 5, 8, 9, 12]
    assert found.nearest(days, 2).tolist() == [3, 9]
    assert found.nearest(days, 4).tolist() == [3, 5, 8, 9]


def test_a_text_shares_with_articles_what_it_would_in_a_pile():
    told = "The ferry to Orlan left the eastern pier an hour late because two deckhands had quarrelled over a brass lantern, the harbour office said."
    others = [
        article("a", f"Morning news. {told} Nobody was hurt."),
        article("b", told.replace("two deckhands", "three sailors")),
        article("c", "A bakery in Vessin will bake rye bread again from next week, its owner told the town's paper."),
    ]
    asked = article("zz", told)
    pile = tuple(sorted([*others, asked], key=lambda one: one.id))
    kept = tuple(fingerprints(pile, ReuseOptions()))
    known = Pile(articles=pile, fingerprints=kept, candidates=tuple(candidates(Pile(articles=pile, fingerprints=kept), ReuseOptions())))
    in_pile = [row for row in matches(known, ReuseOptions()) if "zz" in (row.article_a, row.article_b)]
    found = confronted(asked, others, ReuseOptions())
    assert [(row.article_a, row.article_b) for row in found] == [("zz", "a"), ("zz", "b")]
    assert [(row.start_b, row.stop_b, row.start_a, row.stop_a, row.same, len(row.edits)) for row in found] == [
        (row.start_a, row.stop_a, row.start_b, row.stop_b, row.same, len(row.edits)) for row in in_pile
    ]
    assert confronted(dataclasses.replace(asked, text=""), others, ReuseOptions()) == []
    assert confronted(asked, [], ReuseOptions()) == []
