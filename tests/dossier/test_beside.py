"""What a report says beside its records: decisions, moved counts, the part of the case, settings; and a report on paper."""

import importlib
import io
import re
import urllib.request
from dataclasses import replace

import pypdfium2
import pytest

from firstsaid.dossier import Beside, Decision, MovedCount, of_claim, of_story, report
from firstsaid.dossier.pdf import pdf
from firstsaid.errors import CaseError, FirstsaidError

from .fixture import case_dossier

DECISION = Decision(
    7, "Harn Wire and Lantern: rewritten", "Rejected", "The ledger <b>says</b> otherwise.", "Pell Undry", "2031-04-01 09:00 UTC", "Lantern rewrites.", "counts"
)


@pytest.fixture(scope="module")
def dossier():
    return case_dossier()


def flat(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("</style>")[1]))


def test_a_decision_is_told_with_who_when_and_why(dossier):
    told = report(dossier, Beside(decisions=(DECISION,)))
    said = flat(told)
    assert "The ledger &lt;b&gt;says&lt;/b&gt; otherwise." in said
    for words in ("Pell Undry", "2031-04-01 09:00 UTC", "Rejected", "Lantern rewrites.", "What people decided"):
        assert words in said
    assert 'href="#decisions"' in told


def test_a_count_that_a_decision_moved_says_by_whom(dossier):
    claim = next(c for c in dossier.claims if len(c.articles) > 1)
    told = report(dossier, Beside(decisions=(DECISION,), moved={claim.id: MovedCount("by Pell Undry", "4–5")}))
    assert told.count('<a class="byyou" href="#decisions"><bdi>by Pell Undry</bdi></a>') == 2
    assert "the machine alone says 4–5" in told


def test_reasons_that_were_left_out_are_said_to_be(dossier):
    told = flat(report(dossier, Beside(decisions=(replace(DECISION, reason=""),), without_notes=True)))
    assert "left out of this report" in told
    assert "Reasons of decisions are left out." in told


def test_settings_part_and_custody_are_told(dossier):
    told = flat(report(dossier, Beside(part="One story of 3 in the case.", settings=(("lineage.decided", "0.7"),), custody="The first 9 lines …")))
    assert "lineage.decided = 0.7" in told
    assert "One story of 3 in the case." in told
    assert "Counted over every page" not in told
    assert "The first 9 lines" in told
    assert "All are as they come" in flat(report(dossier, Beside(settings=())))


def test_a_story_stands_by_itself(dossier):
    story = dossier.stories[0]
    alone = of_story(dossier, story.id[:8])
    assert {a.id for a in alone.articles} == set(story.articles)
    assert {c.id for c in alone.claims} == {c.id for c in dossier.claims if c.story == story.id}
    assert len(alone.counts) == len(alone.claims)
    assert all({d.article_a, d.article_b} <= set(story.articles) for d in alone.derivations)
    assert all(p.article in story.articles for m in alone.missing for p in m.cited_by)
    held = {*story.articles, None}
    assert alone.citations == tuple(c for c in dossier.citations if {c.article, c.in_article} <= held) != ()
    assert alone.matches == tuple(m for m in dossier.matches if {m.article_a, m.article_b} <= held) != ()
    assert alone.evidence == tuple(e for e in dossier.evidence if {e.article_a, e.article_b} <= held) != ()
    assert "<h1" in report(alone)


def test_a_claim_stands_by_itself_with_what_its_articles_came_from(dossier):
    claim = dossier.claims[0]
    alone = of_claim(dossier, claim.id)
    assert [c.id for c in alone.claims] == [claim.id]
    assert {a.id for a in alone.articles} >= set(claim.articles)
    assert "<h1" in report(alone)


@pytest.mark.parametrize("wanted", ["", "zzzz"])
def test_a_part_that_is_not_there_is_told(dossier, wanted):
    with pytest.raises(CaseError, match="there is no story"):
        of_story(dossier, wanted)
    with pytest.raises(CaseError, match="there is no claim"):
        of_claim(dossier, wanted)


def test_on_paper_it_says_the_same_asks_for_nothing_and_is_the_same_again(dossier, monkeypatch):
    pytest.importorskip("weasyprint", reason="the extra firstsaid[pdf] is not installed")
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: pytest.fail("asked the network"))
    claim = dossier.claims[-1]
    html = report(of_claim(dossier, claim.id), Beside(decisions=(DECISION,)))
    told: list[int] = []
    data = pdf(html, told.append)
    assert data == pdf(html)
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    assert told == list(range(1, len(document) + 1))
    text = re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_bounded() for page in document))
    for words in ("Pell Undry", " ".join(claim.text.split()[:4]), "Method, settings, limits"):
        assert words in text
    assert b"/JavaScript" not in data
    assert b"/CreationDate" not in data


def test_a_page_cannot_make_paper_fetch_or_open_anything(monkeypatch):
    pytest.importorskip("weasyprint", reason="the extra firstsaid[pdf] is not installed")
    monkeypatch.setattr(urllib.request.OpenerDirector, "open", lambda *_, **__: pytest.fail("something was opened"))
    asks = "<link rel=stylesheet href='http://evil.example/x.css'><img src='file:///etc/hostname'><img src='data:image/svg+xml,<svg/>'>"
    data = pdf(f"<html><style>p {{ background: url(file:///etc/passwd) }} @import 'https://evil.example/y.css';</style>{asks}<p>text</p></html>")
    assert data.startswith(b"%PDF")


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    def gone(name):
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", gone)
    with pytest.raises(FirstsaidError, match=r"pip install 'firstsaid\[pdf\]'"):
        pdf("<html></html>")
