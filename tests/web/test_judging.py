"""Decisions in the pages: asked without a choice made beforehand, kept once, shown with their author, counted at once, undone."""

import html
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.web.conftest import HOST, enter

from firstsaid import api, recount
from firstsaid.api import open_case
from firstsaid.case.folder import CaseFolder
from firstsaid.engine.stage import Stage
from firstsaid.model import OriginCount
from firstsaid.model.article import PART_KINDS
from firstsaid.web.access import Access
from firstsaid.web.doubts import doubts, waiting
from firstsaid.web.questions import PARTS


def rejected_joins_are_origins(pile, options):
    """Stands for the lineage room: an article whose join was rejected is an origin of its own."""
    for count in pile.counts:
        cut = [r for r in count.roles if any(j.verdict == "reject" and {p.article for p in j.places} == {r.article, r.source} for j in pile.judgements)]
        yield replace(count, least=count.least + len(cut), most=count.most + len(cut))


@pytest.fixture
def counting(monkeypatch):
    monkeypatch.setattr(recount, "moved", lambda: (Stage("counts", OriginCount, ("counts", "judgements"), "story", rejected_joins_are_origins, "lineage"),))


@pytest.fixture
def join(own_case):
    """A claim that more than one article carries, and the pair through which one of them has it."""
    dossier = open_case(own_case).dossier
    held = {a.id for a in dossier.articles}
    return next((c.claim, r.article, r.source) for c in dossier.counts for r in c.roles if r.source in held)


def form(text, action="/judge"):
    """The fields of the first form with this action, as they are before anybody chose anything."""
    found = re.search(rf'<form[^>]*action="{action}".*?</form>', text, re.S)[0]
    return found, dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', found))


def decide(browser, pair, **answer):
    _, fields = form(browser.get("/pair/{}/{}".format(*pair)).text)
    return fields, browser.post("/judge", data={**fields, **answer})


def test_no_answer_is_chosen_beforehand_and_each_tells_what_it_would_do(own_browser, counting, join):
    claim, *pair = join
    asked, _ = form(own_browser.get("/pair/{}/{}".format(*pair)).text)
    assert "checked" not in asked
    assert asked.count('type="radio"') == 4
    assert "No count changes." in asked
    assert re.search(r"\d origins? now, then \d", asked)
    assert 'name="reason"' in asked
    assert claim


def test_a_decision_counts_at_once_says_by_whom_and_is_undone(own_browser, own_case, counting, join):
    claim, *pair = join
    before = own_browser.get(f"/claim/{claim}").text
    _, answer = decide(own_browser, pair, choice="reject", reason="The page names its own correspondent.")
    assert answer.url.path.startswith("/pair/")
    assert "The page names its own correspondent." in answer.text
    after = own_browser.get(f"/claim/{claim}").text
    hero = re.compile(r'<b class="key">(\S+)')
    assert hero.search(before)[1] != hero.search(after)[1]
    assert "by you" in after
    assert f"The machine alone says {hero.search(before)[1]}." in after
    _, undo = form(answer.text, "/undo")
    own_browser.post("/undo", data=undo)
    assert hero.search(own_browser.get(f"/claim/{claim}").text)[1] == hero.search(before)[1]
    assert "withdrawn" in own_browser.get("/decisions").text
    assert [line["event"] for line in CaseFolder(own_case).custody.lines()][-2:] == ["judgement", "withdrawal"]


def test_home_counts_with_a_decision_at_once_and_without_it_when_it_is_undone(own_browser, own_case, counting):
    """The first claim of a story, whose count stands on the home page."""
    dossier = open_case(own_case).dossier
    held = {a.id for a in dossier.articles}
    shown = re.compile(r'<a href="/claim/([0-9a-f]+)"><b>([^<]+)</b></a>(?:, <b>([^<]+)</b>)?')
    before = {claim: (origins, by) for claim, origins, by in shown.findall(own_browser.get("/").text)}
    claim, *pair = next((c.claim, r.article, r.source) for c in dossier.counts for r in c.roles if r.source in held and c.claim in before)
    _, answer = decide(own_browser, pair, choice="reject", reason="The page names its own correspondent.")
    after = {found[1]: (found[2], found[3]) for found in shown.finditer(own_browser.get("/").text)}
    assert after[claim][0] != before[claim][0]
    assert after[claim][1] == "by you"
    _, undo = form(answer.text, "/undo")
    own_browser.post("/undo", data=undo)
    assert {claim: (origins, by) for claim, origins, by in shown.findall(own_browser.get("/").text)} == before


def test_a_date_can_be_typed_and_what_is_no_date_is_refused_in_a_sentence(own_browser, own_case):
    article = next(a for a in open_case(own_case).dossier.articles if a.published)
    for typed, status in (("9 March", 422), ("2031-03-09", 200), ("2031-03-09T07:30:00Z", 200)):
        forms = re.findall(r'<form[^>]*action="/judge".*?</form>', own_browser.get(f"/article/{article.id}").text, re.S)
        dated = next(one for one in forms if 'name="about" value="date"' in one)
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', dated))
        answer = own_browser.post("/judge", data={**fields, "choice": "other", "instead": typed, "reason": "The paper's own archive."})
        assert answer.status_code == status
        assert ("type one such as 2031-03-12" in html.unescape(answer.text)) == (status == 422)
    assert "9 March 2031, 07:30 UTC" in own_browser.get(f"/article/{article.id}").text


def test_a_form_sent_twice_counts_once(own_browser, join):
    fields, _ = decide(own_browser, join[1:], choice="unsure", reason="Cannot tell.")
    own_browser.post("/judge", data={**fields, "choice": "unsure", "reason": "Cannot tell."})
    assert len(own_browser.app.state.desk.decisions().log) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "  "},
        {"choice": "other"},
        {"choice": ""},
        {"forgery": "guessed"},
        {"one": "no place"},
        {"one": "0000000000000000:0-0"},
        {"upstream": "0" * 16},
    ],
)
def test_a_decision_that_is_not_well_formed_is_refused_in_a_sentence(own_browser, join, wrong):
    _, answer = decide(own_browser, join[1:], **{"choice": "reject", "reason": "Why not.", **wrong})
    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.text
    assert not own_browser.app.state.desk.decisions().log


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "/claim/gone", "javascript:alert(1)"])
def test_after_a_decision_nobody_is_sent_elsewhere(own_browser, join, back):
    _, answer = decide(own_browser, join[1:], choice="unsure", reason="Cannot tell.", back=back)
    assert str(answer.url).startswith(f"http://{HOST}/decisions")


def test_another_reading_can_be_chosen(own_browser, join):
    _, one, other = join
    decide(own_browser, (one, other), choice="other", instead=f"quotes:{one}", reason="It cites it.")
    (kept,) = own_browser.app.state.desk.decisions().log
    assert (kept.wish.verdict, kept.wish.value, kept.wish.upstream) == ("accept", "quotes", one)
    assert kept.wish.machine


def test_with_two_reviewers_one_alone_does_not_count(own_case, join):
    CaseFolder(own_case).options({"review": {"reviewers": 2}})
    client = enter(own_case, Access((HOST,)))
    _, answer = decide(client, join[1:], choice="reject", reason="Not so.")
    assert "it waits for another reviewer" in answer.text
    assert "It waits for another reviewer." in client.get("/queue").text
    assert client.app.state.desk.in_force() == ()
    client.__exit__(None, None, None)


def test_a_decision_against_another_reading_goes_to_the_queue_and_still_counts(own_browser, join):
    _, one, other = join
    decide(own_browser, (one, other), choice="reject", reason="Not so.")
    with own_browser.app.state.desk.reading() as shelf:
        (kept,) = own_browser.app.state.desk.decisions().log
        assert waiting(shelf, own_browser.app.state.desk.decisions()) == []
        shelf._once = {key: "They had it each from elsewhere." if said == kept.wish.machine else said for key, said in shelf._once.items()}
    assert "They had it each from elsewhere." in own_browser.get("/queue").text
    assert len(own_browser.app.state.desk.in_force()) == 1


def test_the_queue_is_sorted_by_what_a_decision_could_move(own_browser):
    with own_browser.app.state.desk.reading() as shelf:
        found, _ = doubts(shelf, own_browser.app.state.desk.decisions())
    assert all(one.gap >= other.gap for one, other in pairwise(found))


def test_a_kill_between_a_decision_and_its_line_in_the_log_loses_neither(own_case, join, monkeypatch):
    client = enter(own_case)
    monkeypatch.setattr(client.app.state.desk.case.folder.custody, "append", lambda *a, **k: None)
    decide(client, join[1:], choice="reject", reason="Not so.")
    client.__exit__(None, None, None)
    assert "judgement" not in [line["event"] for line in CaseFolder(own_case).custody.lines()]
    enter(own_case).__exit__(None, None, None)
    assert [line["event"] for line in CaseFolder(own_case).custody.lines()].count("judgement") == 1


def test_a_part_is_decided_where_it_stands(own_browser, own_case):
    assert set(PARTS) == set(PART_KINDS)
    article = open_case(own_case).dossier.articles[0].id
    address = html.unescape(re.search(r'href="(/decide\?about=part[^"]*)"', own_browser.get(f"/article/{article}").text)[1])
    asked, fields = form(own_browser.get(address).text)
    assert "counts from the next run on" in asked
    answer = own_browser.post("/judge", data={**fields, "choice": "other", "instead": "comment", "reason": "It is the outlet's own view."})
    assert answer.url.path == f"/article/{article}"
    assert "It is the outlet&#39;s own view." in answer.text


def test_a_decision_on_a_part_says_that_it_waits_for_the_next_run_and_then_counts(own_browser, own_case):
    """The stretch that holds the only wording of an origin's page is taken out: its article no longer carries the claim. Withdrawn, all is as before."""
    case = open_case(own_case)
    dossier = case.dossier
    before = {c.claim: (c.least, c.most) for c in dossier.counts}
    claim, wording = next(
        (c, c.wordings[0]) for c in dossier.claims if len(c.articles) > 1 and len([w for w in c.wordings if w.article == c.wordings[0].article]) == 1
    )
    span = wording.spans[0]
    asked, fields = form(own_browser.get(f"/decide?about=part&one={wording.article}:{span.start}-{span.stop}").text)
    assert "Reject: nothing of it is read" in asked
    own_browser.post("/judge", data={**fields, "choice": "reject", "reason": "A teaser for another page."})
    waits = "1 decision on a part of a page</b>, made or taken back since the last run, is in no count yet."
    assert waits in own_browser.get("/").text
    assert waits in own_browser.get("/decisions").text
    assert "1 decision, of which 0 count now." in own_browser.get("/decisions").text
    assert "counts from the next run on" in own_browser.get("/decisions").text
    assert "counts from the next run on" in own_browser.get(f"/article/{wording.article}").text
    api.run(own_case)
    assert waits not in own_browser.get("/").text
    assert "counts from the next run on" not in own_browser.get("/decisions").text
    assert "1 decision, of which 1 counts now." in own_browser.get("/decisions").text
    now = open_case(own_case).dossier
    carried = {(w.article, tuple(w.spans)) for c in now.claims for w in c.wordings}
    assert (wording.article, tuple(wording.spans)) not in carried
    _, undo = form(own_browser.get("/decisions").text, "/undo")
    told = own_browser.post("/undo", data=undo).text
    assert "still in the counts until the next run" in told
    assert waits in own_browser.get("/").text
    api.run(own_case)
    assert {c.claim: (c.least, c.most) for c in open_case(own_case).dossier.counts} == before
    assert waits not in own_browser.get("/").text
    assert claim.id in before
