"""Steps over tables give the rows that steps over records give."""

import random
from collections import Counter
from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest

from firstsaid.engine.rows import from_table, schema_of, to_table
from firstsaid.model import Article, Candidate, Fingerprints, Likenesses, Match, Part, Pile, Subjects
from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import (
    candidates,
    fingerprints,
    matches,
    stories,
    tabled_candidates,
    tabled_fingerprints,
    tabled_likenesses,
    tabled_matches,
    tabled_stories,
    tabled_subjects,
)
from firstsaid.reuse.prints import Prints
from tests.reuse.builder import article

OUTLETS = ["Meridian Gazette", "Pier Street Post", "Harbour Wire"]


def vars_of(row):
    return [getattr(row, name) for name in ("id", "article", "article_a", "article_b") if hasattr(row, name)]


class Tabled:
    """Tables in memory, a few rows at a time and in an order of their own."""

    def __init__(self, **tables):
        self.kinds = {"articles": Article, "fingerprints": Fingerprints, "candidates": Candidate, "matches": Match}
        self.kinds |= {"subjects": Subjects, "likenesses": Likenesses, "before": Likenesses}
        self.tables = {name: to_table(rows, self.kinds[name]) for name, rows in tables.items()}

    def count(self, table):
        return self.tables[table].num_rows

    def batches(self, table, columns):
        yield from self.tables[table].select(list(columns)).to_batches(max_chunksize=7)

    def earlier(self, columns):
        if "before" in self.tables:
            yield from self.tables["before"].select(list(columns)).to_batches(max_chunksize=7)

    def records(self, table):
        return sorted(from_table(self.tables[table], self.kinds[table]), key=lambda row: tuple(vars_of(row)))


def pages(count):
    """Texts of invented words, some with long stretches of earlier ones, and a line that each outlet repeats."""
    rng = random.Random(7)
    words = [
        a + b for a in ("bra", "clo", "dru", "fle", "gni", "kru", "plo", "sta", "tre", "vri") for b in ("beck", "dorn", "fald", "gam", "kist", "lund", "mos")
    ]
    made = []
    for number in range(count):
        text = [rng.choice(words) for _ in range(rng.randint(0, 120))]
        for _ in range(rng.randint(0, 2) if made else 0):
            other = rng.choice(made).text.split()
            first = rng.randint(0, len(other))
            text += other[first : first + rng.randint(10, 60)]
        outlet = rng.choice(OUTLETS)
        made.append(
            article(f"{rng.randint(0, 10**9):09}-{number}", " ".join([*text, *(f"{outlet} prints {word} every evening" for word in words[:6])]), outlet)
        )
    return made


def found_over_tables(articles):
    """The candidates of a large pile, over tables."""
    prints = list(fingerprints(articles, ReuseOptions(small=1)))
    (found,) = tabled_candidates(Tabled(articles=articles, fingerprints=prints), ReuseOptions(small=1))
    return from_table(found, Candidate)


def found_over_records(articles):
    """The same over records."""
    return list(candidates(Pile(articles=tuple(articles), fingerprints=tuple(fingerprints(articles, ReuseOptions(small=1)))), ReuseOptions(small=1)))


@pytest.mark.parametrize("small", [1, 1000])
def test_candidates_and_matches_over_tables_are_those_over_records(small):
    options = ReuseOptions(small=small)
    made = pages(60)
    prints = fingerprints(made, options)
    over_records = list(candidates(Pile(articles=tuple(made), fingerprints=tuple(prints)), options))
    pieces = tabled_candidates(Tabled(articles=made, fingerprints=prints), options)
    over_tables = [row for piece in pieces for row in ([piece] if isinstance(piece, Candidate) else from_table(piece, Candidate))]
    assert over_tables == over_records
    assert len(over_records) > 20
    matched = list(tabled_matches(Tabled(articles=made, fingerprints=prints, candidates=list(reversed(over_records))), options))
    known = Pile(articles=tuple(made), fingerprints=tuple(prints), candidates=tuple(over_records))
    assert matched == list(matches(known, options))
    assert len(matched) > 20


@pytest.mark.parametrize("candidates_of", [found_over_tables, found_over_records])
def test_pages_that_share_nothing_with_a_large_pile_move_none_of_its_pairs(candidates_of, monkeypatch):
    for module in ("tabled", "candidacy"):
        monkeypatch.setattr(import_module(f"firstsaid.reuse.{module}"), "SAMPLE", 30)
    before = pages(120)
    other = [article(f"~{number}", " ".join(f"{word}{number}" for word in ("ongu", "ilve", "umbro", "ekki") for _ in range(9)), None) for number in range(25)]
    found = candidates_of(before)
    assert found
    assert candidates_of([*before, *other]) == found


def test_an_empty_pile_has_no_candidates_and_no_matches():
    nothing = Tabled(articles=[], fingerprints=[], candidates=[])
    assert list(tabled_candidates(nothing, ReuseOptions(small=1))) == []
    assert list(tabled_matches(nothing, ReuseOptions(small=1))) == []


def test_parts_of_the_hash_space_make_no_difference(monkeypatch):
    options = ReuseOptions(small=1)
    made = pages(80)
    prints = fingerprints(made, options)
    tables = Tabled(articles=made, fingerprints=prints)
    whole = list(tabled_candidates(tables, options))
    for module, name, most in (("tabled", "_AT_ONCE", 100), ("boilerplate", "_AT_ONCE", 30), ("voting", "_PART", 50), ("linking", "_PART", 20)):
        monkeypatch.setattr(import_module(f"firstsaid.reuse.{module}"), name, most)
        (parted,) = tabled_candidates(tables, options)
        assert parted.equals(whole[0]), module
    assert whole[0].num_rows > 20


def test_fingerprints_over_tables_are_those_over_records():
    options = ReuseOptions()
    made = [*pages(300), article("empty", "", "Pier Street Post"), article("wide", "Às três horas — “Olá” — ſtraße, ﬁne. Żółć ß", "Harbour Wire")]
    cut = [replace(one, parts=(Part("body", 0, len(one.text), "x"), Part("note", 4, 9, "x"))) if len(one.text) > 20 else one for one in made]
    given = [row for table in tabled_fingerprints(Tabled(articles=cut), options) for row in from_table(table, Fingerprints)]
    assert given == fingerprints(cut, options)
    assert list(tabled_fingerprints(Tabled(articles=[]), options)) == []


@pytest.mark.parametrize("small", [1, 1000])
@pytest.mark.parametrize("heard", [10, 1 << 22])
def test_stories_over_tables_are_those_over_records(small, heard, monkeypatch):
    monkeypatch.setattr(import_module("firstsaid.reuse.subjects"), "_HEARD", heard)
    options = ReuseOptions(small=small)
    told = pages(60)
    told += [replace(one, id=f"{one.id}-other", text=one.text[::-1]) for one in told[:30]]
    made = [replace(one, title=article("t", "", "x", f"Ferry {number % 9} to Orlan sinks").title) for number, one in enumerate(told)]
    prints = tuple(fingerprints(made, options))
    pairs = tuple(candidates(Pile(articles=tuple(made), fingerprints=prints), options))
    shared = tuple(matches(Pile(articles=tuple(made), fingerprints=prints, candidates=pairs), options))
    over_records = list(stories(Pile(articles=tuple(made), matches=shared), options))
    subjects = [row for table in tabled_subjects(Tabled(articles=made), options) for row in from_table(table.cast(schema_of(Subjects)), Subjects)]
    assert len(subjects) == (len(made) if small == 1 else 0)
    tables = {"articles": made, "subjects": list(reversed(subjects))}
    alike = [row for table in tabled_likenesses(Tabled(**tables), options) for row in from_table(table.cast(schema_of(Likenesses)), Likenesses)]
    tables |= {"likenesses": list(reversed(alike)), "matches": list(reversed(shared))}
    assert list(tabled_stories(Tabled(**tables), options)) == over_records
    assert 1 < len({row.story for row in over_records}) < 90


@pytest.mark.parametrize("added", [1, 5, 60])
def test_likenesses_of_a_pile_that_grew_are_those_of_one_that_came_at_once(added):
    """Pages are added, one is left out and one is changed; the words of the many that stay are common in the pile, so that few steps of rarity are crossed."""
    options = ReuseOptions(small=1)
    made = pages(240)
    changed = [replace(made[3], text=made[4].text), *made[5 : 240 - added]]

    def subjects(articles):
        return [row for table in tabled_subjects(Tabled(articles=articles), options) for row in from_table(table.cast(schema_of(Subjects)), Subjects)]

    def alike(articles, **before):
        (table,) = tabled_likenesses(Tabled(articles=articles, subjects=subjects(articles), **before), options)
        return table.cast(schema_of(Likenesses))

    before = from_table(alike(made[:3] + changed), Likenesses)
    whole, grown = alike(made[1:]), alike(made[1:], before=before)
    assert grown.equals(whole)
    assert sum(len(row.others) for row in from_table(whole, Likenesses)) // 4 > 200
    if added < 60:
        assert len({row.terms for row in before} & set(grown.column("terms").to_pylist())) > 20


def test_votes_are_as_many_as_links_however_few_are_made_at_once(monkeypatch):
    linking = import_module("firstsaid.reuse.linking")
    chance = np.random.default_rng(5)
    holders = np.sort(chance.integers(0, 40, 4_000)).astype(np.uint32)
    shingles = chance.integers(0, 300, 4_000).astype(np.uint64) << np.uint64(40)
    prints = Prints(shingles, holders, np.arange(4_000, dtype=np.uint32), holders > 3, np.arange(40) % 7)
    for full in (3, 24):
        naive = Counter((int(a), int(b)) for part in linking.links([prints], 0.4, full).parts for a, b in zip(part.a, part.b, strict=True))
        assert len(naive) > 500
        for at_once in (1, 70, 1 << 19):
            monkeypatch.setattr(linking, "_AT_ONCE", at_once)
            pairs, counts = linking.votes(prints, 0.4, full)
            assert pairs.tolist() == sorted(pairs.tolist())
            assert {(pair >> 32, pair & 0xFFFFFFFF): count for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True)} == naive
