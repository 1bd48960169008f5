"""The report is one file that opens anywhere, shows text as text, and shows it to the letter."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from lxml import html

from firstsaid.dossier import compose, first_sentence, report
from firstsaid.dossier.index import Index
from firstsaid.dossier.narrow import cited_in
from firstsaid.dossier.plain import visible
from firstsaid.dossier.summary import summary
from firstsaid.exports.contract import contract
from firstsaid.model import Article, Claim, Dossier, Found, MissingUpstream, OriginCount, Pile, Span, content_id

from .fixture import OUTLETS, article, case_dossier, pile


@pytest.fixture(scope="module")
def told() -> str:
    return report(case_dossier())


def words_of(element: html.HtmlElement) -> str:
    """The text of an element without the numbers of its notes."""
    for sup in element.xpath(".//sup"):
        sup.drop_tree()
    return element.text_content()


def test_is_one_page_with_a_head_and_one_first_sentence(told: str) -> None:
    page = html.document_fromstring(told)
    assert told.startswith("<!doctype html>")
    assert len(page.xpath("//h1")) == 1
    assert "1 traced origin" in page.xpath("//h1")[0].text_content()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), "ids must be unique"


def test_asks_nothing_of_the_network_and_runs_nothing(told: str) -> None:
    page = html.document_fromstring(told)
    assert not page.xpath("//script | //link | //img | //iframe | //object | //embed | //form | //base | //svg//*[local-name()='image' or local-name()='use']")
    assert not page.xpath("//@src | //@style | //@srcset | //@action")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert {target[0] for target in page.xpath("//@href")} == {"#"}, "links lead to places in the same file only"
    assert "url(" not in page.xpath("//style")[0].text
    assert "@import" not in page.xpath("//style")[0].text


def test_every_link_has_a_target(told: str) -> None:
    page = html.document_fromstring(told)
    ids = set(page.xpath("//@id"))
    assert [target for target in page.xpath("//@href") if target[1:] not in ids] == []


def test_policy_allows_its_own_style_sheet_and_nothing_else(told: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', told)
    style = re.search(r"<style>(.*?)</style>", told, re.S)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    allowed = html.fromstring(f'<p title="{policy.group(1)}">').get("title")
    assert allowed.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "unsafe" not in allowed


def test_shows_every_span_to_the_letter(told: str) -> None:
    page, texts = html.document_fromstring(told), {a.id: a.text for a in case_dossier().articles}
    shown = page.xpath("//*[@data-at]")
    assert len(shown) > 40
    for element in shown:
        article_id, start, stop = re.fullmatch(r"(\w+):(\d+)-(\d+)", element.get("data-at")).groups()
        assert words_of(element) == visible(texts[article_id][int(start) : int(stop)])


def test_shows_hostile_text_as_text(told: str) -> None:
    for hostile in ("<script", "<img", "<b>Friday", "<!-- -->", "\u202e", "\x1b", "\x07"):
        assert hostile not in told.split("</style>")[1].replace("<bdi>", ""), hostile
    text = html.document_fromstring(told).text_content()
    assert '"><img src=x onerror=alert(1)>' in text
    assert "{{ 7*7 }}" in text
    assert "⟨U+202E⟩" in text


def test_hostile_strings_in_every_field_stay_text() -> None:
    bad = '</style><script>alert(1)</script>" onload="x" \'\x00\u202e\udc80'
    records = pile()
    claims = tuple(replace(c, text=bad + c.text) for c in records.claims)
    counts = tuple(replace(c, because=bad, origins=tuple(replace(o, name=bad + o.name, via=bad) for o in c.origins)) for c in records.counts)
    evidence = tuple(replace(e, sentence=bad, name=bad) for e in records.evidence)
    articles = tuple(replace(a, outlet=Found(bad + a.path, None, bad), path=bad + a.path, language='en"><x') for a in records.articles)
    page = report(compose(replace(records, claims=claims, counts=counts, evidence=evidence, articles=articles), bad, bad))
    page.encode("utf-8")
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //x | //@onload")
    assert "\x00" not in page


def test_passages_carry_language_and_direction(told: str) -> None:
    page = html.document_fromstring(told)
    assert all(q.get("dir") == "auto" for q in page.xpath("//q[@lang]"))
    assert page.xpath("//q[@lang='ar'] | //p[@lang='ar'] | //small[@lang='ar']")
    assert all(siglum.xpath("./bdi") for siglum in page.xpath("//span[contains(@class, 'sig')]")), "a siglum may be of any script"


def test_unmarked_changes_are_numbered_and_every_number_has_its_note(told: str) -> None:
    page = html.document_fromstring(told)
    notes = {note.get("id") for note in page.xpath("//*[@id='altered']//tr[@id]")}
    assert notes == {"c1", "c2", "c3", "c4"}
    assert {link.get("href")[1:] for link in page.xpath("//a[contains(@class, 'u')][starts-with(@href, '#c')]") if link.get("class") != "skip"} >= notes


def test_drawings_name_what_they_show_and_stand_before_a_table(told: str) -> None:
    page = html.document_fromstring(told)
    drawings = page.xpath("//section[contains(@class, 'lineage')]/svg")
    assert [d.get("class") for d in drawings] == ["draw wide", "draw tall"]
    assert all(d.get("aria-label") and d.get("role") for d in drawings)
    named = " ".join(drawings[0].xpath(".//text/text()"))
    for outlet in OUTLETS.values():
        if "img" not in outlet and outlet not in ("Ostvale Courier", "Вестник Тары"):
            assert outlet in named, f"{outlet} has no lane"
    assert "[Quillon]" in named
    assert "no date" in named
    assert page.xpath("//section[contains(@class, 'lineage')]//table")


def test_same_dossier_gives_the_same_bytes(told: str) -> None:
    assert report(case_dossier()) == told


def test_tells_what_it_rests_on(told: str) -> None:
    text = html.document_fromstring(told).text_content()
    for capture in case_dossier().captures:
        assert capture.sha256 in text
    for words in ("0.1.0", "9c41e7f0a1b2c3d4", "as far as this pile shows", "No text is left when the furniture is taken off.", "not found"):
        assert words in text


def many(number: int) -> Dossier:
    """A pile of so many pages that say the same thing, no two of them tied."""
    first = article("lantern.txt")
    articles = tuple(replace(first, id=content_id("a", str(i)), path=f"{i:05}.txt", outlet=Found(f"Outlet {i}", None, "")) for i in range(number))
    claims: list[Claim] = []
    template = pile().claims[2]
    ids = tuple(sorted(a.id for a in articles))
    for i in range(number):
        wordings = tuple(replace(template.wordings[0], article=a, statement=None, spans=(Span(0, 20),)) for a in ids[:4])
        claims.append(replace(template, id=content_id("c", str(i)), wordings=wordings, articles=ids[: max(2, number // 2)], statements=()))
    placements = tuple(replace(pile().placements[0], article=a.id) for a in articles)
    counts = tuple(OriginCount(c.id, c.story, 0, 2, "", False, (), ()) for c in claims)
    return compose(Pile(articles=articles, claims=tuple(claims), placements=placements, counts=counts), "1", "x")


def test_cut_lists_say_so() -> None:
    text = html.document_fromstring(report(many(130))).text_content()
    assert "Shown 20 of 130" in text
    assert "shown 40 of 65" in text
    assert "shown 100 of 130" in text


def test_an_empty_pile_has_a_report_too() -> None:
    page = html.document_fromstring(report(compose(Pile(), "1", "x")))
    assert page.xpath("//h1")[0].text_content().strip() == "0 pages: the pile is empty."


def test_a_place_that_does_not_fit_its_text_is_not_drawn() -> None:
    records = pile()
    matches = tuple(replace(m, stop_b=m.stop_b + 10_000) for m in records.matches)
    text = html.document_fromstring(report(compose(replace(records, matches=matches), "1", "x"))).text_content()
    assert "does not fit the stored text" in text


def test_records_that_point_nowhere_do_not_stop_the_report() -> None:
    records = pile()
    kept: tuple[Article, ...] = records.articles[:2]
    assert "<h1" in report(compose(replace(records, articles=kept), "1", "x"))
    assert "<h1" in report(compose(replace(records, articles=(), claims=records.claims), "1", "x"))


def test_who_carries_a_change_is_told_by_the_words_that_a_page_has(told: str) -> None:
    rows = html.document_fromstring(told).xpath("//*[@id='altered']//tr[@id]")
    assert [row.xpath("./td[last()]")[0].text_content() for row in rows] == ["D"] * 4, "the copies of the first wording carry no change"


def test_a_change_without_a_direction_says_so() -> None:
    records = pile()
    apart = tuple(replace(d, upstream=None, relation="undetermined") for d in records.derivations)
    text = html.document_fromstring(report(compose(replace(records, derivations=apart), "1", "x"))).text_content()
    assert "which came first is undetermined" in text


def test_what_may_be_in_the_pile_is_told_as_that_and_not_as_missing() -> None:
    dossier = case_dossier()
    own = dossier.articles[0].id
    doubtful = tuple(replace(one, perhaps=(own,)) for one in dossier.missing)
    page = html.document_fromstring(report(replace(dossier, missing=doubtful))).text_content()
    assert page.count(f"It may be in the pile, as {Index(dossier).name(own)}.") == len(doubtful) > 0
    assert "Cited but not in the pile" in first_sentence(Index(dossier))
    assert "Cited but not in the pile" not in first_sentence(Index(replace(dossier, missing=doubtful)))
    assert {table.name for table in summary(Index(dossier))} - {table.name for table in summary(Index(replace(dossier, missing=doubtful)))} == {"missing"}
    assert contract(replace(dossier, missing=doubtful))["missing_upstream"] == []


def test_what_may_be_its_own_and_is_not_shown_is_not_told_of() -> None:
    (missing, *_) = case_dossier().missing
    citing = missing.cited_by[0].article
    doubtful = replace(missing, perhaps=("elsewhere",))
    assert cited_in(doubtful, {citing}).cited_by == ()
    assert cited_in(doubtful, {citing, "elsewhere"}).perhaps == ("elsewhere",)
    assert cited_in(missing, {citing}).cited_by != ()


def test_a_cited_outlet_with_a_page_of_its_own_is_told_apart_from_one_without() -> None:
    dossier = case_dossier()
    cited = dossier.missing[0].cited_by
    outlet = next(a.outlet.value for a in dossier.articles if a.outlet is not None)
    here = MissingUpstream(content_id("here"), outlet.upper(), "outlet", cited)
    page = html.document_fromstring(report(replace(dossier, missing=(*dossier.missing, here))))
    assert page.text_content().count("Its page here does not say so.") == 1
