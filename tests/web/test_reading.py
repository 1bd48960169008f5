"""What home, the check box, the wordings, a voice and the pair reader tell."""

import html
import re

import pytest

from firstsaid.api import open_case
from firstsaid.dossier.changes import changes
from firstsaid.dossier.index import Index
from firstsaid.dossier.wording import to


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
    found = changes(index)
    told = [(c, t) for c in index.dossier.claims if len(c.articles) > 1 for t in [browser.get(f"/wordings/{c.id}").text] if 'class="key"' in t]
    assert told
    numbers = {change.number for change in found.values()}
    for _, text in told:
        assert {int(n) for n in re.findall(r"<sup>(\d+)</sup>", text)} - {1} <= numbers
        assert "first here" in text


def test_a_voice_says_the_same_words_once(browser, index):
    voice = max(index.dossier.voices, key=lambda v: (len(v.statements), v.id))
    text = browser.get(f"/voice/{voice.id}").text
    assert text.count("<tr><td>") < len(voice.statements) + len(voice.relays)
    assert {index.articles[a].name() for a in voice.articles} <= _names(text)


def _names(text):
    found = html.unescape(text)
    return {name.strip() for name in re.findall(r"<bdi>([^<]+)</bdi>", found) + re.findall(r'class="vh"> ([^<]+)</span>', found)}
