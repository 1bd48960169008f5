"""Decisions about pairs of which one is a copy."""

from firstsaid.lineage.copies import Copies
from firstsaid.lineage.judging import judged
from firstsaid.model import Derivation, Judgement, Place

COPIES = Copies({}, {"b2": "b1", "b1": "b1"}, {"b1": ("b1", "b2")})


def derivation(a, b, relation, upstream=None):
    return Derivation(f"{a}{b}", "story", a, b, relation, ("narrative",), upstream, None, 0.8, None, ())


def decision(a, b, verdict, value, upstream=None):
    return Judgement(f"j{a}{b}", "relation", a, (Place(a, 0, 0), Place(b, 0, 0)), verdict, value, upstream, "Ilse", "Read both.")


def told(found):
    return {(d.article_a, d.article_b): (d.relation, d.upstream) for d in found}


def test_what_is_decided_about_a_copy_holds_for_its_text():
    found = [derivation("a", "b1", "republished", "a"), derivation("a", "b2", "republished", "a")]
    after = judged(found, [decision("a", "b2", "reject", "republished", "a")], "story", COPIES)
    assert told(after) == {("a", "b1"): ("undetermined", None), ("a", "b2"): ("undetermined", None)}


def test_the_upstream_becomes_the_text_that_the_copy_carries():
    found = [derivation("a", "b1", "siblings"), derivation("a", "b2", "siblings")]
    after = judged(found, [decision("a", "b2", "accept", "rewritten", "b2")], "story", COPIES)
    assert told(after) == {("a", "b1"): ("rewritten", "b1"), ("a", "b2"): ("rewritten", "b2")}


def test_a_text_that_was_decided_by_itself_keeps_its_decision():
    found = [derivation("a", "b1", "republished", "a"), derivation("a", "b2", "republished", "a")]
    decisions = [decision("a", "b2", "reject", "republished", "a"), decision("a", "b1", "accept", "republished", "a")]
    assert told(judged(found, decisions, "story", COPIES))["a", "b1"] == ("republished", "a")


def test_two_copies_of_one_text_are_decided_alone():
    found = [derivation("b1", "b2", "republished", "b1")]
    assert told(judged(found, [decision("b1", "b2", "unsure", "")], "story", COPIES)) == {("b1", "b2"): ("undetermined", None)}
