"""The page of what watching told: empty, with events, cut into pages, and with articles that are gone."""

import html
import re

from tests.web.conftest import enter

from firstsaid import api
from firstsaid.model import Place
from firstsaid.watching.event import ALTERED, NEW_ORIGIN, Event, Page
from firstsaid.watching.log import WatchLog

AT = "2031-05-08T06:00:00Z"


def text_of(answer):
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def told_of(place):
    """A new origin of the first claim, and an altered quotation of a pair that the run compares; the sentences as the log has them."""
    dossier = api.open_case(place).dossier
    claim, pair = dossier.claims[0], next(d for d in dossier.derivations if d.upstream)
    names = {a.id: a for a in dossier.articles}
    places = tuple(Place(w.article, *w.spans[0]) for w in claim.wordings)
    pages = tuple(Page(p.article, names[p.article].name(), "Fans <off>", "") for p in places[:1])
    both = tuple(Page(a, names[a].name(), "", "") for a in (pair.article_a, pair.article_b))
    gone = Page("0" * 16, "Harn Wire", "A page that is not there", "")
    events = [
        Event(NEW_ORIGIN, "one", "“The fans were <b>off</b>”: independent origins 1 → 2, as far as this pile shows.", places, pages),
        Event(ALTERED, "two", "Inside quotation marks, A differs from B: “one” → “two”.", tuple(Place(p.article, 0, 9) for p in both), (*both, gone)),
    ]
    WatchLog(place).tell(events, AT)
    return claim, pair, events


def test_a_case_that_is_not_watched_says_how_watching_begins(browser, sample_case):
    told = text_of(browser.get("/changes"))
    assert "This case is not watched." in told
    assert "firstsaid watch" in told
    assert "told by watching" not in text_of(browser.get("/"))


def test_each_event_is_told_in_the_words_of_the_log_and_leads_to_its_claim_and_pages(own_browser, own_case):
    claim, pair, events = told_of(own_case)
    shown = own_browser.get("/changes")
    told = text_of(shown)
    assert "2 changes told since watching began." in told
    assert [told.index(events[1].sentence) < told.index(events[0].sentence), told.count("2031-05-08 06:00:00 UTC")] == [True, 2]
    assert f'href="/claim/{claim.id}"' in shown.text
    a, b = sorted((pair.article_a, pair.article_b))
    assert f'href="/pair/{a}/{b}"' in shown.text
    assert f'href="/article/{a}?at=0-9#hit"' in shown.text
    assert "Harn Wire : A page that is not there not among the articles of the newest run" in told
    assert "<b>off</b>" not in shown.text
    for address in re.findall(r"<main.*?</main>", shown.text, re.S)[0].split('href="')[1:]:
        assert own_browser.get(html.unescape(address.split('"')[0])).status_code == 200
    assert re.search(r'href="/changes"><b>2</b>changes', own_browser.get("/").text)


def test_a_long_log_is_cut_and_says_so(own_browser, own_case):
    WatchLog(own_case).tell([Event(NEW_ORIGIN, f"k{n}", f"Claim {n}: 1 → 2.", ()) for n in range(120)], AT)
    first, last = text_of(own_browser.get("/changes")), text_of(own_browser.get("/changes?start=100"))
    assert "shown 1 to 50 of 120" in first
    assert "Claim 119: 1 → 2." in first
    assert "Claim 69:" not in first
    assert "shown 101 to 120 of 120" in last
    assert "Claim 0: 1 → 2." in last


def test_a_case_that_was_never_run_and_a_log_that_is_damaged(tmp_path, own_browser, own_case):
    api.add(tmp_path / "empty", [])
    client = enter(tmp_path / "empty")
    assert "This case is not watched." in text_of(client.get("/changes"))
    client.__exit__(None, None, None)
    (own_case / "watch.jsonl").write_text("no JSON\n", "utf-8")
    answer = own_browser.get("/changes")
    assert (answer.status_code, "line 1 is not JSON" in answer.text) == (409, True)
    assert "their log is damaged" in text_of(own_browser.get("/"))


def test_the_log_tells_of_quiet_polls_in_words(own_browser, own_case):
    facts = {"polls": 4, "from": "2031-05-08T06:00:00Z", "to": "2031-05-08T06:15:00Z", "collected": 0, "unchanged": 12, "listed": 0, "moved": 0, "refused": 0}
    api.open_case(own_case).folder.custody.append("polls", **facts)
    told = text_of(own_browser.get("/log"))
    assert "4 polls brought nothing, from 2031-05-08 06:00:00 to 2031-05-08 06:15:00 UTC; at the last: 12 not changed since" in told
