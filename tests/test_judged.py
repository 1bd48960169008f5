"""Reviewers' decisions are in force in every run, and a count that is done again at once is the count that the next run gives."""

import pyarrow.parquet as pq
import pytest

from firstsaid import api
from firstsaid.engine.rows import to_table
from firstsaid.exports.contract import contract
from firstsaid.model import Place
from firstsaid.recount import recount
from firstsaid.review import Reviews, Wish
from tests.copies import copied

NOW = "2031-04-01T10:00:00.000Z"
RECOUNTED = ("voices", "claims", "conflicts", "evidence", "absent_texts", "derivations", "counts")


@pytest.fixture(scope="module")
def machine(traced_sample):
    return api.open_case(traced_sample)


@pytest.fixture
def case(machine, tmp_path):
    return api.open_case(copied(machine.path, tmp_path))


def decide(case, about, places, verdict, value="", upstream=None):
    Reviews(case.folder.reviews).keep(Wish(about, places, verdict, value, upstream, "Ilse", "Read both pages."), NOW)
    return api.run(case.path)


def whole(article):
    return Place(article, 0, 0)


def story_of(pile, story):
    """The records of one story."""
    articles = {p.article for p in pile.placements if p.story == story}
    told = {name: tuple(r for r in getattr(pile, name) if r.story == story) for name in RECOUNTED}
    told |= {name: tuple(r for r in getattr(pile, name) if r.article in articles) for name in ("statements", "placements", "figures", "judgements")}
    told["articles"] = tuple(a for a in pile.articles if a.id in articles)
    told["matches"] = tuple(m for m in pile.matches if {m.article_a, m.article_b} <= articles)
    return type(pile)(**told)


def same_as_at_once(machine, judged, story):
    """Whether the run with the decision gave what recounting gives at once."""
    (judgement,) = judged.pile.judgements
    at_once = recount(story_of(machine.pile, story), (judgement,), machine.options)
    after = story_of(judged.pile, story)
    for name in RECOUNTED:
        rows = getattr(after, name)
        assert to_table(getattr(at_once, name), type(rows[0])).equals(to_table(rows, type(rows[0]))) if rows else not getattr(at_once, name), name


def a_join(machine):
    """A derivation that a claim's count rests on."""
    held = {role.article: role for count in machine.pile.counts for role in count.roles if role.source}
    return next(d for d in machine.pile.derivations if d.upstream and any(held.get(x) and held[x].source == d.upstream for x in (d.article_a, d.article_b)))


def test_a_rejected_join_leaves_a_wider_range_and_nothing_joined(case, machine):
    join = a_join(machine)
    judged = decide(case, "relation", (whole(join.article_a), whole(join.article_b)), "reject", join.relation, join.upstream)
    now = next(d for d in judged.pile.derivations if d.id == join.id)
    assert (now.relation, now.upstream) == ("undetermined", None)
    before = {c.claim: (c.least, c.most) for c in machine.pile.counts}
    after = {c.claim: (c.least, c.most) for c in judged.pile.counts}
    moved = [claim for claim in before if before[claim] != after[claim]]
    assert moved
    assert all(after[claim][1] >= before[claim][1] for claim in moved)
    same_as_at_once(machine, judged, join.story)
    (told,) = contract(judged.dossier)["judgements"]
    assert (told["verdict"], told["author"], told["reason"]) == ("reject", "Ilse", "Read both pages.")


def test_an_accepted_reading_stands_with_the_machines_as_its_rival(case, machine):
    join = a_join(machine)
    other = join.article_a if join.upstream == join.article_b else join.article_b
    judged = decide(case, "relation", (whole(join.article_b), whole(join.article_a)), "accept", "republished", other)
    now = next(d for d in judged.pile.derivations if d.id == join.id)
    assert (now.relation, now.upstream, now.confidence) == ("republished", other, 1.0)
    assert (now.rival.relation, now.rival.upstream) == (join.relation, join.upstream)
    same_as_at_once(machine, judged, join.story)


def test_what_was_accepted_joins_articles_that_the_machine_has_not_joined(case, machine):
    known = {(d.article_a, d.article_b) for d in machine.pile.derivations}
    stories = {}
    for placed in machine.pile.placements:
        stories.setdefault(placed.story, []).append(placed.article)
    a, b, story = next((a, b, story) for story, ids in sorted(stories.items()) for a in ids for b in ids if a < b and (a, b) not in known)
    judged = decide(case, "relation", (whole(a), whole(b)), "accept", "rewritten", a)
    assert next(d.relation for d in judged.pile.derivations if (d.article_a, d.article_b) == (a, b)) == "rewritten"
    same_as_at_once(machine, judged, story)


def said(machine, voice):
    """A place where a voice is heard."""
    statement = next(s for s in machine.pile.statements if s.id == voice.statements[0])
    return Place(statement.article, *statement.content[0])


def test_two_voices_become_one(case, machine):
    story = max({v.story for v in machine.pile.voices}, key=lambda s: sum(v.story == s for v in machine.pile.voices))
    one, other = [v for v in machine.pile.voices if v.story == story and v.statements][:2]
    judged = decide(case, "same voice", (said(machine, one), said(machine, other)), "accept")
    joined = [v for v in judged.pile.voices if v.story == story and set(one.names) <= set(v.names)]
    assert any(set(other.names) <= set(v.names) and set(one.statements + other.statements) <= set(v.statements) for v in joined)
    same_as_at_once(machine, judged, story)


def test_one_voice_becomes_two_though_both_pages_call_it_the_same(case, machine):
    voice = next(v for v in machine.pile.voices if len({s.article for s in machine.pile.statements if s.id in v.statements}) > 1 and len(v.names) == 1)
    first = {s.article: Place(s.article, *s.content[0]) for s in machine.pile.statements if s.id in voice.statements}
    judged = decide(case, "same voice", tuple(first[a] for a in sorted(first)[:2]), "reject")
    halves = [v for v in judged.pile.voices if v.story == voice.story and v.names == voice.names and v.kind == voice.kind]
    assert len(halves) == 2
    assert len({v.id for v in judged.pile.voices}) == len(judged.pile.voices)
    assert sorted(s for v in halves for s in v.statements) == sorted(voice.statements)
    same_as_at_once(machine, judged, voice.story)


def test_a_wording_that_was_rejected_leaves_its_claim(case, machine):
    claim = next(c for c in machine.pile.claims if len(c.articles) > 2)
    last = next(w for w in reversed(claim.wordings) if w.article != claim.place.article)
    judged = decide(case, "same claim", (claim.place, Place(last.article, *last.spans[0])), "reject")
    now = next(c for c in judged.pile.claims if c.id == claim.id)
    assert last not in now.wordings
    same_as_at_once(machine, judged, claim.story)


def test_two_claims_become_one(case, machine):
    story = machine.pile.claims[0].story
    one, other = [c for c in machine.pile.claims if c.story == story][:2]
    judged = decide(case, "same claim", (one.place, other.place), "accept")
    assert any(set(one.wordings) | set(other.wordings) <= set(c.wordings) for c in judged.pile.claims)
    same_as_at_once(machine, judged, story)


def test_a_date_is_the_reviewers(case, machine):
    article = next(a for a in machine.pile.articles if a.published)
    judged = decide(case, "date", (whole(article.id),), "accept", "2031-03-01")
    shown = next(a for a in judged.dossier.articles if a.id == article.id)
    assert (shown.published.value, shown.published.rule) == ("2031-03-01", "decided by Ilse")
    same_as_at_once(machine, judged, next(p.story for p in machine.pile.placements if p.article == article.id))


def test_a_rejected_date_is_none(case, machine):
    article = next(a for a in machine.pile.articles if a.published)
    judged = decide(case, "date", (whole(article.id),), "reject", article.published.value)
    shown = next(a for a in judged.dossier.articles if a.id == article.id)
    assert shown.published is None
    assert article.published.value not in [date.value for date in shown.dates]


def test_a_part_is_what_the_reviewer_says_from_the_next_run_on(case, machine):
    article = next(a for a in machine.pile.articles if len(a.sentences) > 6)
    cut = article.sentences[3]
    judged = decide(case, "part", (Place(article.id, *cut),), "accept", "furniture")
    now = next(a for a in judged.pile.articles if a.id == article.id)
    assert next(p for p in now.parts if p.span == cut).reason == "decided by Ilse"
    assert not any(s.overlap(cut) for s in now.sentences)
    assert not any(s.overlap(cut) for s in now.reported())
    others = {a.id: a for a in machine.pile.articles if a.id != article.id}
    assert {a.id: a for a in judged.pile.articles if a.id != article.id} == others


def test_a_decision_taken_back_leaves_the_tables_as_they_were(case, machine):
    join = a_join(machine)
    decide(case, "relation", (whole(join.article_a), whole(join.article_b)), "reject", join.relation, join.upstream)
    Reviews(case.folder.reviews).withdraw(1, "Ilse", "", NOW)
    again = api.run(case.path)
    for table in machine.tables:
        assert again.made(table).read_bytes() == machine.made(table).read_bytes(), table


def test_tables_of_another_version_are_named_and_not_read(case):
    made = case.made("claims")
    pq.write_table(pq.read_table(made).drop_columns(["text"]), made)
    with pytest.raises(api.CaseError, match="made by another version of firstsaid; `firstsaid run"):
        case.dossier  # noqa: B018
