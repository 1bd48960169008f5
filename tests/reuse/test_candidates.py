"""Which pairs are worth aligning."""

from firstsaid.model import Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import candidates, fingerprints
from tests.reuse.builder import article, shared_between

STORY = "Lightning set the granary of Ostrava Minor ablaze while farmers watched the brass band rehearse."
FOOTER = "Reprints only with written consent from Meridian Gazette Holdings, Pier Street."
TOPICS = ("otters", "violins", "comets", "bridges", "cheese", "glaciers", "ferries", "tulips", "owls", "canals")


def pairs(pages, **options):
    known = tuple(sorted(pages, key=lambda page: page.id))
    prints = tuple(fingerprints(known, ReuseOptions()))
    found = candidates(Pile(articles=known, fingerprints=prints), ReuseOptions(**options))
    return {(row.article_a, row.article_b): row.votes for row in found}


def distinct(topic):
    return f"Collectors of {topic} met near {topic}ville; a jury praised {topic}like patience, {topic}ian humour, and {topic}esque songs."


def test_pages_that_share_a_sentence_are_a_pair_and_others_are_not():
    found = pairs([article("a", STORY), article("b", f"Reported here first. {STORY}"), article("c", distinct("owls"))])
    assert set(found) == {("a", "b")}
    assert found["a", "b"] >= 3


def test_the_first_id_is_the_lesser_one():
    assert all(a < b for a, b in pairs([article(name, STORY) for name in "dbca"]))


def test_in_a_small_pile_every_pair_of_a_few_holders_is_linked():
    assert len(pairs([article(name, STORY) for name in "abcde"])) == 10


def test_many_holders_are_linked_as_a_star_and_not_to_each_other():
    found = pairs([article(f"{number:03}", STORY) for number in range(80)])
    assert {(f"{0:03}", f"{number:03}") for number in range(1, 80)} <= set(found)
    assert sum(votes > 0 for votes in found.values()) < 3 * 80


def test_what_an_outlet_prints_on_many_pages_gives_no_pair():
    pages = [article(f"p{k}", f"{distinct(topic)} {FOOTER}", "Meridian Gazette") for k, topic in enumerate(TOPICS)]
    assert pairs(pages) == {}


def test_the_same_words_in_pages_of_different_outlets_do():
    pages = [article(f"p{k}", f"{distinct(topic)} {FOOTER}", f"Outlet {k}") for k, topic in enumerate(TOPICS[:5])]
    assert len(pairs(pages)) == 10


def test_takes_of_one_text_in_one_outlet_are_no_boilerplate():
    pages = [article(f"p{k}", f"{STORY} Update {k}.", "Meridian Gazette") for k in range(6)]
    assert len(pairs(pages)) == 15


def test_a_large_pile_asks_for_more():
    short = "Lightning set the granary of Ostrava Minor ablaze"
    pages = [article("a", f"{short}. "), article("b", f"{short}. Owls slept.")]
    assert [m.kind for m in shared_between(*pages)] == ["narrative"]
    assert shared_between(*pages, options=ReuseOptions(small=1)) == []


def test_no_articles_no_pairs():
    assert pairs([]) == {}
    assert pairs([article("a", "")]) == {}
    assert pairs([article("a", ""), article("b", "of the and")]) == {}
