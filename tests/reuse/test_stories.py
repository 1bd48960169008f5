"""Which articles tell of one event."""

import random

from firstsaid.model import Match, Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import stories
from firstsaid.reuse.linkage import average_link
from tests.reuse.builder import article, shared_between

FLOOD = (
    "Flood drowns Kalda market square",
    "The river Ilva broke its dyke at Kalda on Monday and drowned the market square, Mayor Petra Vask said. "
    "Three hundred Kalda families spent the night in the Ilva school.",
    "Petra Vask, mayor of Kalda, asked for boats after the Ilva dyke gave way. "
    "Water stood two metres deep in the market square and families were taken to a school.",
)
STRIKE = (
    "Tram drivers strike in Morven",
    "Tram drivers in Morven stopped work over pensions, union leader Oskar Brandt announced. No trams left the Morven depot and commuters walked.",
    "Morven commuters walked to work as tram drivers struck for better pensions. Union leader Oskar Brandt promised the depot would stay shut.",
)


def placed(*articles):
    known = tuple(sorted(articles, key=lambda entry: entry.id))
    rows = list(stories(Pile(articles=known, matches=tuple(shared_between(*articles))), ReuseOptions()))
    assert sorted(row.article for row in rows) == [entry.id for entry in known]
    groups = {}
    for row in rows:
        groups.setdefault(row.story, set()).add(row.article)
    return sorted(sorted(group) for group in groups.values())


def pages():
    for number, (title, *texts) in enumerate((FLOOD, STRIKE)):
        for take, text in enumerate(texts):
            yield article(f"{number}{take}", text, f"Outlet {take}", title, date="2031-03-04")


def test_two_reports_of_one_event_meet_and_another_event_stays_apart():
    assert placed(*pages()) == [["00", "01"], ["10", "11"]]


def test_the_order_of_articles_makes_no_difference():
    shuffled = list(pages())
    random.Random(1).shuffle(shuffled)
    assert placed(*shuffled) == placed(*pages())


def test_boilerplate_and_echoes_do_not_join():
    a, b = article("a", FLOOD[1]), article("b", STRIKE[1])
    for kind in ("boilerplate", "credit", "echo", "caption"):
        match = Match("m", "a", 0, 120, "b", 0, 120, kind, 20, 20, ())
        rows = list(stories(Pile(articles=(a, b), matches=(match,)), ReuseOptions()))
        assert rows[0].story != rows[1].story, kind


def test_a_text_told_again_in_full_joins_whatever_else_the_page_holds():
    copy = article("b", f"{FLOOD[1]}\n{STRIKE[2]}")
    assert placed(article("a", FLOOD[1]), copy) == [["a", "b"]]


def test_every_article_is_placed_even_an_empty_one():
    assert placed(article("a", ""), article("b", FLOOD[1])) == [["a"], ["b"]]


def test_no_chain_of_resemblances_makes_one_story():
    chain = [(number, number + 1, 0.5) for number in range(5)]
    assert max(len(group) for group in average_link(6, chain, 0.4)) == 2
