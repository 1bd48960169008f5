"""Sigla, dates, safe text, folding and drawings."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from firstsaid.dossier import compose, report
from firstsaid.dossier.dates import DAY, moment
from firstsaid.dossier.drawings import Carried, WordingLane, legend, plan, strips, tall_lanes, wide_lanes, wording_lanes
from firstsaid.dossier.drawings.clock import Clock
from firstsaid.dossier.drawings.fan import Leaf, Root, big_fan
from firstsaid.dossier.drawings.lanes import _wrapped
from firstsaid.dossier.drawings.svg import measure
from firstsaid.dossier.folding import fold
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import visible
from firstsaid.dossier.sigla import sigla
from firstsaid.dossier.wording import how_sure, number_of, with_article
from firstsaid.model import AbsentText, Derivation, Dossier, Found, Named, Pile, Placement, Stamp, content_id, told_apart
from firstsaid.model.lineage import RELATIONS

from .fixture import article, article_id, case_dossier


def test_sigla_are_letters_of_the_outlet_in_its_own_script() -> None:
    given_sigla = Index(case_dossier()).sigla
    assert given_sigla[article_id("harn-wire.html")] == "H"
    assert given_sigla[article_id("lantern.txt")] == "L", "a leading article is no name"
    assert given_sigla[article_id("نشرة.html")] == "ن"
    assert given_sigla[article_id("vestnik-tary.html")] == "Вт", "В would look like the B of Brackwater Herald"


@given(st.lists(st.text(max_size=12), max_size=60))
def test_sigla_are_unique(names: list[str]) -> None:
    first = article("lantern.txt")
    articles = [replace(first, id=str(i), outlet=Found(name, None, ""), url=None) for i, name in enumerate(names)]
    assert len(set(sigla(articles).values())) == len(names)


@pytest.mark.parametrize(
    ("value", "words", "exact"),
    [
        ("2031-05-04T08:10:00Z", "4 May 2031, 08:10 UTC", "minute"),
        ("2031-05-04T08:10:00", "4 May 2031, 08:10", "minute"),
        ("2031-05-04T01:10+03:00", "3 May 2031, 22:10 UTC", "minute"),
        ("2031-05-04", "4 May 2031", "day"),
        ("2031-12", "December 2031", "month"),
        ("2031", "2031", "year"),
    ],
)
def test_dates_are_no_more_exact_than_the_page(value: str, words: str, exact: str) -> None:
    when = moment(Stamp(value, "published", "", None))
    assert when is not None
    assert (when.words, when.exact) == (words, exact)


@pytest.mark.parametrize("value", ["", "yesterday", "2031-13", "2031-02-30", "0000", "9999-12", "2031-05-04T25:00", "2031-05-04T08:10+99:99"])
def test_what_is_no_date_is_no_date(value: str) -> None:
    assert moment(Stamp(value, "published", "", None)) is None


@given(st.lists(st.integers(0, 400_000), min_size=1, max_size=20))
def test_time_runs_to_the_right(days: list[int]) -> None:
    stamps = [moment(Stamp(f"{2000 + d % 80}-{d % 12 + 1:02}-{d % 28 + 1:02}", "published", "", None)) for d in days]
    moments = [m for m in stamps if m]
    clock = Clock(moments, 100, 900)
    places = [clock.x(m.middle) for m in sorted(moments, key=lambda m: m.middle)]
    assert places == sorted(places)
    assert all(100 <= x <= 900 for x in places)
    assert len(clock.ticks()) < 40


def test_empty_weeks_are_shortened() -> None:
    moments = [m for v in ("2031-05-04", "2031-05-05", "2033-01-01") if (m := moment(Stamp(v, "published", "", None)))]
    clock = Clock(moments, 0, 1000)
    assert len(clock.breaks()) == 1
    assert clock.x(moments[0].start + DAY) - clock.x(moments[0].start) > 100


@given(st.text())
def test_nothing_that_steers_is_left(text: str) -> None:
    left = visible(text + "\x1b\u202e\x00\udc00\u2066")
    assert not set(left) & set("\x1b\u202e\x00\udc00\u2066\x07\x9b")
    left.encode("utf-8")


def test_no_words_of_the_axis_run_into_the_next() -> None:
    moments = [m for v in ("2031-08-13", "2031-11-20", "2032-02-11", "2033-08-09") if (m := moment(Stamp(v, "published", "", None)))]
    said = [tick for tick in Clock(moments, 228, 800).ticks() if tick.words]
    assert len(said) > 2
    assert all(later.x - tick.x >= measure(tick.words, 12.5) for tick, later in pairwise(said))


def test_articles_of_one_outlet_get_their_date_and_else_their_headline() -> None:
    named = {
        "a": Named("Ostvale Courier", "4 May 2031", "Pier closed"),
        "b": Named("Ostvale Courier", "5 May 2031", "Pier open"),
        "c": Named("Harn Wire", "4 May 2031", "Pier"),
    }
    assert told_apart(named) == {"a": "Ostvale Courier (4 May 2031)", "b": "Ostvale Courier (5 May 2031)", "c": "Harn Wire"}
    same = {"a": Named("Harn Wire", "", "Pier closed"), "b": Named("Harn Wire", "", "Pier open"), "c": Named("Harn Wire", "", "")}
    assert told_apart(same) == {"a": "Harn Wire (“Pier closed”)", "b": "Harn Wire (“Pier open”)", "c": "Harn Wire"}
    versions = {key: Named("Harn Wire", "4 May 2031", "Pier closed", seen) for key, seen in (("a", "5 May 2031, 08:00 UTC"), ("b", "6 May 2031, 09:00 UTC"))}
    assert told_apart(versions) == {"a": "Harn Wire (as of 5 May 2031, 08:00 UTC)", "b": "Harn Wire (as of 6 May 2031, 09:00 UTC)"}


def test_a_voice_beside_a_lane_is_told_in_lines_that_end_before_its_mark() -> None:
    for name in ("Talsperrenbetriebsaufsichtsratsvorsitzende Dr. Annegret", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "Mira Holt"):
        lines = _wrapped(name)
        assert "".join(lines).replace(" ", "").startswith(name[:40].replace(" ", ""))
        assert all(measure(line, 14.6) <= 172 for line in lines)


def test_names_of_origins_in_the_fan_never_touch() -> None:
    long = "Aufsichtsratsvorsitzende der Süddeutschen Talsperrenrundschau und Wasserwirtschaft"
    drawing = str(
        big_fan([Root("named", long)] * 3, [Leaf(name[0], name, root, False) for root, name in enumerate(("Küstenblatt", "Diener", "Abendblick"))], "")
    )
    heights = [float(y) for y in re.findall(r'<text class="dim" text-anchor="end" x="92" y="([\d.]+)"', drawing)]
    assert len(heights) > 9
    assert all(later - y >= 13.9 for y, later in pairwise(heights))
    assert min(heights) > 10
    assert max(heights) < float(re.findall(r'viewBox="0 0 360 ([\d.]+)"', drawing)[0])


def test_of_too_many_articles_for_a_row_the_first_is_a_box_and_strokes_stand_for_all() -> None:
    def lane(count: int, dated: bool) -> str:
        days = [moment(Stamp(f"2031-05-{1 + n % 28:02}", "published", "", None)) if dated else None for n in range(count)]
        return str(wording_lanes([WordingLane("Wording 1", "first here", "w-1", tuple(Carried("V1", f"{n}", day) for n, day in enumerate(days)))], ""))

    assert lane(20, True).count('class="box"') == 20
    assert lane(300, True).count('class="box"') == 1
    assert lane(4, False).count('class="box"') == 4
    assert (lane(30, False).count('class="box"'), "+27" in lane(30, False)) == (3, True)


def test_the_legend_tells_of_the_marks_that_are_drawn_and_of_no_other() -> None:
    dossier = family(9, 3)
    told = legend(plan(Index(dossier), dossier.stories[0]), many=False)
    assert "quotes it and says so" in told
    assert "leaning: not decided" in told
    assert "not in the pile" not in told
    assert "direction undetermined" not in told


def test_copies_fold_into_one_text_and_the_upstream_stands_for_it() -> None:
    texts = Index(case_dossier()).texts
    harn = article_id("harn-wire.html")
    assert texts[article_id("ostvale-courier.html")] == texts[article_id("vestnik-tary.html")] == harn
    assert texts[article_id("dunmere-gazette.html")] == article_id("dunmere-gazette.html")
    assert fold([], []) == {}


def test_a_long_word_beside_an_origin_is_broken_so_that_it_has_room() -> None:
    label = "Donaudampfschifffahrtsgesellschaftskapitänswitwe"
    drawn = str(big_fan([Root("named", label)], [Leaf("A", "Harn Wire", 0, False)], "the claim"))
    lines = re.findall(r'text-anchor="end"[^>]*>([^<]+)<', drawn)
    assert len(lines) == 4
    assert all(measure(line, 12) <= 92 for line in lines)


def test_words_for_how_sure() -> None:
    assert how_sure("republished", 0.999) == "certain"
    assert how_sure("rewritten", 0.998) == "very likely, .998"
    assert how_sure("rewritten", 1.0) == "very likely, over .999"
    assert how_sure("siblings", 0.9) == "likely, .90"
    assert how_sure("rewritten", 0.55) == "leaning, .55"
    assert how_sure("rewritten", 0.5) == "undetermined"
    assert number_of(0.0) == "under .01"


def test_articles_before_descriptions() -> None:
    assert with_article("engineering officer") == "an engineering officer"
    assert with_article("source in the ministry") == "a source in the ministry"
    assert with_article("Quelle in der Brigade") == "Quelle in der Brigade", "no English article before a German noun"
    assert with_article("Pentagon official") == "a Pentagon official"
    assert with_article("officials") == "officials"
    assert with_article("source in the prosecutor’s office") == "a source in the prosecutor’s office"
    assert with_article("the officer") == "the officer"
    assert with_article("US official") == "a US official"


def family(size: int, copies: int, dated: bool = True) -> Dossier:
    """A story of so many texts, each from the one before it in threes, and copies of the first."""
    first = article("lantern.txt")
    articles = []
    for i in range(size + copies):
        day = Stamp(f"2031-05-{1 + i % 9:02}" + ("T10:00:00Z" if i % 3 else ""), "published", "", None) if dated and i % 7 else None
        articles.append(
            replace(first, id=content_id("f", str(i)), path=f"{i:04}", outlet=Found(f"{chr(65 + i % 26)}utlet of the {i}th city", None, ""), published=day)
        )
    pairs = []
    for i in range(1, size + copies):
        up, relation = (articles[0], "republished") if i >= size else (articles[i // 3], ("rewritten", "quotes", "excerpted")[i % 3])
        a, b = sorted((up.id, articles[i].id))
        pairs.append(Derivation(str(i), "s", a, b, relation, (), up.id, None, (0.97, 0.85, 0.7)[i % 3], None, ()))
    return compose(Pile(articles=tuple(articles), placements=tuple(Placement(a.id, "s") for a in articles), derivations=tuple(pairs)), "1", "x")


@pytest.mark.parametrize(("size", "copies", "dated"), [(1, 0, True), (2, 0, False), (9, 3, True), (14, 20, True), (40, 0, False), (30, 200, True)])
def test_drawings_of_any_size_are_sound(size: int, copies: int, dated: bool) -> None:
    dossier = family(size, copies, dated)
    drawn = plan(Index(dossier), dossier.stories[0])
    assert {node.key for node in drawn.nodes} == {a.id for a in dossier.articles}, "every page is in the drawing"
    for svg in (wide_lanes(drawn, "x"), tall_lanes(drawn, "x"), strips(drawn, "x"), strips(drawn, "x", tall=True)):
        tree = etree.fromstring(svg)
        width = float(tree.get("viewBox").split()[2])
        assert not tree.xpath("//@style")
        for box in tree.iter("rect"):
            left = float(box.get("x"))
            assert left >= 0, etree.tostring(box)
            assert left + float(box.get("width")) <= width + 1, etree.tostring(box)
    assert "<h1" in report(dossier)


@st.composite
def tangles(draw: st.DrawFn) -> Dossier:
    """A story whose pages are tied in any way at all, absent texts among them."""
    dossier = family(draw(st.integers(1, 9)), 0, draw(st.booleans()))
    ids = sorted(a.id for a in dossier.articles)
    pairs = []
    for i in range(draw(st.integers(0, 14))):
        a, b = sorted((draw(st.sampled_from(ids)), draw(st.sampled_from(ids))))
        absent = draw(st.sampled_from([None, "x0", "x1", "gone"]))
        upstream = draw(st.sampled_from([None, a, b, "gone"]))
        pairs.append(Derivation(str(i), "s", a, b, draw(st.sampled_from(RELATIONS)), (), upstream, absent, draw(st.floats(0, 1)), None, ("gone",)))
    texts = tuple(AbsentText(f"x{i}", "s", draw(st.sampled_from([None, "Quillon"])), tuple(ids[: draw(st.integers(0, 4))]), "") for i in range(2))
    return replace(dossier, derivations=tuple(pairs), absent_texts=texts)


@given(tangles())
def test_any_tangle_of_relations_is_drawn_whole(dossier: Dossier) -> None:
    drawn = plan(Index(dossier), dossier.stories[0])
    keys = [node.key for node in drawn.nodes if not node.absent]
    assert sorted(keys) == sorted(a.id for a in dossier.articles), "every page once"
    for svg in (wide_lanes(drawn, "x"), tall_lanes(drawn, "x"), strips(drawn, "x"), strips(drawn, "x", tall=True)):
        etree.fromstring(svg)
    assert "<h1" in report(dossier)


def test_a_circle_of_descent_is_drawn_as_a_line() -> None:
    dossier = family(3, 0)
    ids = [a.id for a in dossier.articles]
    ring = tuple(Derivation(str(i), "s", *sorted((ids[i], ids[(i + 1) % 3])), "rewritten", (), ids[i], None, 0.9, None, ()) for i in range(3))
    drawn = plan(Index(replace(dossier, derivations=ring)), dossier.stories[0])
    assert sorted(lane.depth for lane in drawn.lanes) == [0, 1, 2]
