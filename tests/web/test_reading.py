"""What home, the check box, the wordings, a voice and the pair reader tell."""

import html
import re

import pytest

from firstsaid.api import open_case
from firstsaid.dossier.excerpt import leading_article, shortened
from firstsaid.dossier.index import Index
from firstsaid.dossier.narrow import of_story
from firstsaid.dossier.views.wordings import wording_rows
from firstsaid.dossier.wording import dash, to


@pytest.fixture(scope="module")
def index(sample_case):
    return Index(open_case(sample_case).dossier)


def test_home_tells_of_each_story_the_claim_that_most_of_it_carries(browser, index):
    text = html.unescape(browser.get("/").text)
    claim = next(c for c in index.dossier.claims if len(c.articles) > 1)
    count = index.counts[claim.id]
    assert f"{len(claim.articles)} articles" in text
    assert f"<b>{to(count.least, count.most)} origin" in text
    assert text.count("One article, related to no other here.") == sum(len(s.articles) == 1 for s in index.dossier.stories)
    assert 'action="/check"' in text


def test_a_story_is_called_and_told_alike_at_home_and_on_its_own_page(browser, index):
    text = html.unescape(browser.get("/").text)
    for story in index.dossier.stories:
        titled = leading_article(index, story)
        shared = [c for c in index.claims_of.get(story.id, ()) if len(c.articles) > 1]
        assert f'<a href="/story/{story.id}"><bdi>{shortened(titled.title.value, 24)}</bdi>' in text
        assert all(f"/claim/{claim.id}" in text for claim in shared[:1])


def test_home_leads_to_the_quotations_that_were_altered_in_a_story(browser, index):
    text = browser.get("/").text
    altered = {story.id for story in index.dossier.stories if Index(of_story(index.dossier, story.id)).changes}
    assert 0 < len(altered) < len(index.dossier.stories)
    assert set(re.findall(r'href="/story/(\w+)#altered"', text)) == altered
    assert all('id="altered"' in browser.get(f"/story/{story}").text for story in altered)


def test_a_story_leads_to_every_claim_and_cites_no_place_of_another_story(browser, index):
    for story in index.dossier.stories:
        text = browser.get(f"/story/{story.id}").text
        claims = index.claims_of.get(story.id, ())
        assert {c.id for c in claims} == set(re.findall(r'href="/claim/(\w+)"', text))
        assert "does not fit the stored text" not in text


def test_an_article_leads_to_its_claims_its_voices_and_what_it_is_related_to(browser, index):
    article = index.dossier.claims[0].articles[0]
    text = browser.get(f"/article/{article}").text
    assert {c.id for c in index.dossier.claims if article in c.articles and len(c.articles) > 1} == set(re.findall(r'href="/claim/(\w+)"', text))
    assert set(re.findall(r'href="/voice/(\w+)"', text)) == {index.speakers[s.id] for s in index.statements_of[article] if s.id in index.speakers}


def test_a_claim_says_what_its_count_would_be_if_the_rival_reading_held(own_browser, index):
    found = [(c, t) for c in index.dossier.claims[:12] for t in [own_browser.get(f"/claim/{c.id}").text] if "#judge" in t.split('id="change"')[-1]]
    claim, text = found[0]
    told = re.findall(r'href="/pair/(\w+)/(\w+)#judge".*?<p class="then">([^<]*)</p>', text.split('id="change"')[1], re.S)
    count = index.counts[claim.id]
    assert all(then == f"it stays {dash(count.least, count.most)}" or then.startswith(f"{dash(count.least, count.most)} becomes ") for _, _, then in told)


def test_two_articles_of_one_outlet_are_told_apart_where_they_stand_together(browser, index):
    pairs = [d for d in index.dossier.derivations if index.name(d.article_a) == index.name(d.article_b)]
    assert pairs
    for pair in pairs[:4]:
        one, other = index.told_apart(pair.article_a, pair.article_b)
        assert one != other
        text = html.unescape(browser.get(f"/pair/{pair.article_a}/{pair.article_b}").text)
        assert one in text.split("</h1>")[0]
        assert other in text.split("</h1>")[0]


def test_a_conflict_shows_the_words_of_each_figure(browser, index):
    text = html.unescape(browser.get("/conflicts").text)
    for conflict in index.dossier.conflicts:
        for figure in conflict.figures[:1]:
            assert f"/article/{figure.article}?at={figure.start}-{figure.stop}#hit" in text
            assert f"<b>{index.articles[figure.article].text[figure.start : figure.stop]}</b>" in text


def test_a_sentence_is_held_against_the_case(browser, index):
    article = next(a for a in index.dossier.articles if a.parts)
    body = next(p for p in article.parts if p.kind == "body")
    words = " ".join(article.text[body.start : body.stop].split()[:20])
    text = browser.get("/check", params={"text": words}).text
    assert f"/article/{article.id}?at=" in text
    assert "first here" in text
    assert "No article here has these words." in browser.get("/check", params={"text": "Nobody has ever written these eleven words in just this order."}).text


def test_a_pair_is_drawn_end_to_end(browser, index):
    match = next(m for m in index.dossier.matches if (m.article_a, m.article_b) in index.derivations and m.kind != "boilerplate")
    text = browser.get(f"/pair/{match.article_a}/{match.article_b}").text
    (drawing,) = re.findall(r'<svg class="map".*?</svg>', text, re.S)
    assert drawing.count("<path") == sum(m.kind != "boilerplate" for m in index.matches[match.article_a, match.article_b])
    assert 'role="img" aria-label="' in drawing
    assert "style=" not in drawing


def test_wordings_tell_who_changed_the_words_first(browser, index):
    told = [(c, t) for c in index.dossier.claims if len(c.articles) > 1 for t in [browser.get(f"/wordings/{c.id}").text] if 'class="key"' in t]
    assert told
    numbers = {change.number for change in index.changes.values()}
    for _, text in told:
        assert {int(n) for n in re.findall(r"<sup>(\d+)</sup>", text)} - {1} <= numbers
        assert "first here" in text
        assert "First here." in text.partition('<tr id="w-1"')[2].partition("</tr>")[0], "the oldest wording is held against none"
        assert "0 places differ" not in text


def test_wordings_are_drawn_as_outlet_by_time(browser, index):
    claim = next(c for c in index.dossier.claims if len(wording_rows(index, c)[0]) > 2)
    rows, _ = wording_rows(index, claim)
    text = browser.get(f"/wordings/{claim.id}").text
    (drawing,) = re.findall(r'<svg class="draw wide".*?</svg>', text, re.S)
    assert drawing.count('class="box"') == sum(len(row.carriers) for row in rows)
    assert {f"w-{number}" for number in range(1, len(rows) + 1)} == set(re.findall(r'href="#(w-\d+)"', drawing)) == set(re.findall(r'<tr id="(w-\d+)"', text))


def test_a_voice_says_the_same_words_once(browser, index):
    voice = max(index.dossier.voices, key=lambda v: (len(v.statements), v.id))
    text = browser.get(f"/voice/{voice.id}").text
    assert text.count("<tr><td>") < len(voice.statements) + len(voice.relays)
    assert {index.articles[a].name() for a in voice.articles} <= _names(text)


def _names(text):
    found = html.unescape(text)
    return {name.strip() for name in re.findall(r"<bdi>([^<]+)</bdi>", found) + re.findall(r'class="vh"> ([^<]+)</span>', found)}
