"""Which articles tell of one event."""

import dataclasses
import math
import random
import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.model import Match, Pile
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import stories
from firstsaid.reuse.linkage import Alike, tight_link
from firstsaid.reuse.storying import TIGHTNESS
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


def clusters(count, edges):
    """The clusters of numbers of which some pairs are alike."""
    a, b, likeness = zip(*edges, strict=True) if edges else ((), (), ())
    return tight_link(count, Alike(np.array(a, np.int64), np.array(b, np.int64), np.array(likeness, np.float64)), TIGHTNESS)


def test_no_chain_of_resemblances_makes_one_story():
    chain = [(number, number + 1, 0.4) for number in range(40)]
    assert max(len(group) for group in clusters(41, chain)) <= 3


def within(members, likeness):
    return [(a, b, likeness) for a in members for b in members if a < b]


def across(left, right, likeness):
    return [(a, b, likeness) for a in left for b in right]


def test_two_narrow_events_that_are_much_alike_stay_apart_where_loose_coverage_of_one_meets():
    left, right = range(5), range(5, 10)
    narrow = within(left, 0.5) + within(right, 0.5) + across(left, right, 0.2)
    loose = within(left, 0.25) + within(right, 0.25) + across(left, right, 0.2)
    assert clusters(10, narrow) == [list(left), list(right)]
    assert clusters(10, loose) == [list(range(10))]


def test_copies_of_one_text_do_not_make_an_event_narrow():
    copies = within(range(6), 1.0) + [(copy, 6, 0.35) for copy in range(6)]
    assert clusters(7, copies) == [list(range(7))]


@given(st.integers(1, 12).flatmap(lambda count: st.tuples(st.just(count), st.dictionaries(
    st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1]), st.sampled_from((0.1, 0.2, 0.3, 0.5, 1.0)),
))))  # fmt: skip
def test_clusters_are_those_of_the_naive_twin(drawn):
    count, likeness = drawn
    edges = [(a, b, value) for (a, b), value in sorted(likeness.items())]
    assert clusters(count, edges) == naive(count, likeness, TIGHTNESS)


def naive(count, likeness, tightness):
    groups = [[number] for number in range(count)]

    def total(left, right, most):
        return math.fsum(min(most, likeness.get((min(a, b), max(a, b)), 0.0)) for a in left for b in right)

    def inner(group):
        pairs = len(group) * (len(group) - 1) / 2
        return (total(group, group, tightness.most) / 2 + tightness.pairs * tightness.usual) / (pairs + tightness.pairs)

    def share(left, right):
        return round(total(left, right, 1.0) / (len(left) * len(right)) / math.sqrt(inner(left) * inner(right)), 9)

    while True:
        good = {pair: share(*(groups[side] for side in pair)) for pair in combinations(range(len(groups)), 2)}
        best = [max((value for pair, value in good.items() if group in pair), default=0.0) for group in range(len(groups))]
        equal = [(a, b) for (a, b), value in good.items() if value >= tightness.share and value == best[a] == best[b]]
        joined = [pair for pair in equal if pair == min(other for other in equal if set(other) & set(pair))]
        if not joined:
            return sorted(sorted(group) for group in groups)
        taken = {b: a for a, b in joined}
        groups = sorted(sorted(sum((groups[b] for b in taken if taken[b] == a), groups[a])) for a in range(len(groups)) if a not in taken)


PILES = sorted((Path(__file__).parents[1] / "cases/reuse/stories").glob("*.toml"))


@pytest.mark.parametrize("file", PILES, ids=[file.stem for file in PILES])
def test_small_piles_fall_into_their_events(file):
    pages = tomllib.loads(file.read_text("utf-8"))["page"]
    event = {page["name"]: page["story"] for page in pages}
    related = {page["name"]: page["may_join"] for page in pages if "may_join" in page}
    groups = placed(*(article(p["name"], f"{p['title']}\n{p['text']}", p["outlet"], p["title"], date=p.get("date")) for p in pages))
    wanted = sorted(sorted(name for name in event if event[name] == story) for story in set(event.values()))
    told_apart = [[name for name in group if name not in related or set(group) <= related.keys()] for group in groups]
    assert sorted(group for group in told_apart if group) == sorted(group for group in wanted if not set(group) <= related.keys() or group in groups)
    for name, story in related.items():
        [group] = [group for group in groups if name in group]
        assert {event[other] for other in group if other not in related} <= {story}, f"{name} may only stand alone or with {story}"


def test_names_alone_do_not_join():
    library = "The library of Kalda reopens on Saturday with a new roof. Librarian Nora Pell dried every atlas and invites the children of Kalda to tea."
    pages = [article(name, text, date="2031-03-04") for name, text in zip("abc", (*FLOOD[1:], library), strict=True)]
    assert placed(*pages) == [["a", "b"], ["c"]]


def test_pages_a_month_apart_need_more_in_common():
    near = [article("a", FLOOD[1], date="2031-03-04"), article("b", FLOOD[2], date="2031-03-05")]
    far = [article("a", FLOOD[1], date="2031-03-04"), article("b", FLOOD[2], date="2031-09-05")]
    assert placed(*near) == [["a", "b"]]
    assert placed(*far) == [["a"], ["b"]]


def test_house_lines_do_not_join():
    note = "Write to the editors of the Ilva Herald at Dyke Lane; letters about Kalda are read by Petra Vask every Monday."
    flood = article("a", f"{FLOOD[1]}\n{note}", "Ilva Herald", date="2031-03-04")
    strike = article("b", f"{STRIKE[1]}\n{note}", "Ilva Herald", date="2031-03-04")
    assert placed(flood, strike) == [["a"], ["b"]]


def test_a_name_in_two_spellings_is_one_name():
    respelt = FLOOD[2].replace("Kalda", "Qalda").replace("Vask", "Wask")
    assert placed(article("a", FLOOD[1], date="2031-03-04"), article("b", respelt, date="2031-03-04")) == [["a", "b"]]


def test_languages_without_a_list_are_told_apart_by_the_pile():
    texts = {
        "a": "Der Damm bei Kalda brach am Montag, sagte Bürgermeisterin Petra Vask. Die Ilva überflutete den Marktplatz von Kalda.",
        "b": "Petra Vask bat um Boote, nachdem die Ilva den Marktplatz von Kalda überflutete. Der Damm war am Montag gebrochen.",
        "c": "In Morven streiken die Fahrer der Tram. Oskar Brandt von der Gewerkschaft fordert höhere Renten im Depot.",
    }
    pages = [dataclasses.replace(article(name, text, date="2031-03-04"), language="de") for name, text in texts.items()]
    assert placed(*pages) == [["a", "b"], ["c"]]
