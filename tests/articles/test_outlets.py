"""Who published a page: the names that count, and those that do not."""

import tomllib
from pathlib import Path

import pytest

from firstsaid.articles import drafts, from_text
from firstsaid.articles.links import unwrapped
from firstsaid.articles.outlets import registered_domain
from firstsaid.model.options import ArticleOptions

from .pages import capture_of, html, page

CASES = Path(__file__).parents[1] / "cases/articles"
TOLD = "<p>The harbour of Lisk will close on Friday, the mayor told the council on Monday after a long debate about the quay.</p>" * 3


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.harbourdaily.co.uk/a/1", "harbourdaily.co.uk"),
        ("https://news.harbourdaily.com/a/1", "harbourdaily.com"),
        ("https://www.bluewater.example/a", "bluewater.example"),
        ("https://news.bluewater.example/a", "news.bluewater.example"),
        ("http://192.0.2.7/a", None),
        ("http://localhost/a", None),
        ("no address", None),
    ],
)
def test_registered_domain(url, domain):
    assert registered_domain(url) == domain


def test_a_section_in_the_title_is_no_outlet():
    markup = f"<html><head><title>Opinion | Close the harbour | The Lisk Mail</title></head><body><nav>Opinion</nav><h1>Close the harbour</h1>{TOLD}"
    article = html(markup + "<footer>© 2031 The Lisk Mail Ltd</footer></body></html>")
    assert article.outlet.value == "The Lisk Mail"
    assert article.title.value == "Close the harbour"


def test_a_menu_is_no_masthead():
    text = (
        "News\nSport\nWeather\n\nHarbour of Lisk to close on Friday, mayor says\n\n"
        + "The harbour of Lisk will close, the mayor said on Monday in the town hall.\n" * 4
    )
    assert page(text + "\nMore News\nSport News\nWorld News\n").outlet is None


@pytest.mark.parametrize("told", ["told Fjordwire", "said"])
def test_a_byline_is_an_agency_only_if_the_text_was_told_by_it(told):
    authors = '"author": {"@type": "Organization", "name": "Fjordwire"}, "publisher": {"name": "Lisk Mail"}'
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", {authors}}}</script>'
    body = f"<p>The harbour of Lisk will close on Friday, the mayor {told} on Monday after a long debate about the quay.</p>" * 3
    article = html(f"<html><head>{head}</head><body><article><h1>Harbour closes</h1>{body}</article></body></html>")
    assert (article.agency.value if article.agency else None) == ("Fjordwire" if told == "told Fjordwire" else None)


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("https://archive.example/web/20310609041112/https://daily.example/harbour/pier?a=1", "https://daily.example/harbour/pier?a=1"),
        ("https://archive.example/web/20310609041112id_/http:/daily.example/", "http://daily.example/"),
        ("/web/20310609041112/https://daily.example/news", "https://daily.example/news"),
        ("https://daily.example/share?to=https://other.example/", "https://daily.example/share?to=https://other.example/"),
        ("https://daily.example/harbour/https-for-all", "https://daily.example/harbour/https-for-all"),
        ("https://daily.example/a#/https://other.example/", "https://daily.example/a#/https://other.example/"),
        ("https://daily.example/http://", "https://daily.example/http://"),
    ],
)
def test_an_address_within_an_address_is_the_one_that_is_meant(address, meant):
    assert unwrapped(address) == meant


@pytest.mark.parametrize("way", ["careful", "bulk"])
def test_a_page_from_an_archive_is_the_outlets_page(way):
    told = "<p>The long pier of Lisk will close on Monday, the harbour board said.</p>" * 4
    page = f'<title>Pier to close</title><link rel="canonical" href="https://daily.example/harbour/pier"><h1>Pier to close</h1>{told}'
    url = "https://archive.example/web/20310609041112/https://daily.example/harbour/pier"
    (article,) = drafts([capture_of(page.encode(), "text/html", url)], ArticleOptions(reading=way))
    assert article.url == "https://daily.example/harbour/pier"
    assert article.outlet.value == "daily.example"
    assert article.published is None, "the day of the snapshot is no day of publication"
    assert article.declared_upstreams == ()


PASTED = [
    "The port of Lisk will be closed from Monday because sand has filled the basin, the harbour master said on Friday.",
    "Ferries will leave from Norvik until the dredger has finished its work, which may take until the end of May, officials said.",
    "“We are sorry”, said Orla Venn, who runs the port.",
]


@pytest.mark.parametrize("case", tomllib.loads((CASES / "pasted_outlets.toml").read_text("utf-8"))["pasted"], ids=lambda case: " / ".join(case["above"]))
def test_a_pasted_text_names_its_outlet_in_a_line_above_it(case):
    outlet = from_text("\n".join([*case["above"], *PASTED])).outlet
    assert (outlet.value if outlet else "") == case["outlet"]


def test_a_name_above_the_headline_that_the_text_was_told_something_by_is_the_outlet_and_not_the_headline():
    lines = [
        "The Evening Lamp",
        "4 May 2031",
        "",
        "Venn: 'I would close it again'",
        *PASTED,
        "Two officials who saw the plans told The Evening Lamp that the basin was empty.",
    ]
    article = from_text("\n".join(lines))
    assert (article.outlet.value, article.title.value) == ("The Evening Lamp", "Venn: 'I would close it again'")


def test_a_paper_named_in_the_text_is_still_the_name_above_the_headline():
    lines = ["The Harbour Post", "4 May 2031", "", "Memo warned of an empty basin", "By Per Lund", *PASTED, "A memo seen by the Harbour Post says so."]
    article = from_text("\n".join(lines))
    assert (article.outlet.value, article.title.value) == ("The Harbour Post", "Memo warned of an empty basin")


def test_a_german_byline_begins_with_von():
    text = (
        "Hafen von Lisk wird geschlossen\nVon Merle Quast\n4. Mai 2031\n\nDer Hafen von Lisk wird am Montag geschlossen, teilte die Behörde am Freitag mit.\n"
    )
    text += "Von den neun Fähren fahren drei weiter, sagte ein Sprecher der Behörde am Freitag in Lisk.\n"
    article = from_text(text, language="de")
    assert article.byline.value == "Merle Quast"
    assert "Von den neun Fähren" in "".join(article.text[part.start : part.stop] for part in article.parts if part.kind == "body")


def test_a_name_of_one_word_that_ends_as_papers_do_stands_above_a_german_text():
    text = "Abendpost\n11. Februar 2031\nVon Ute Harms\n\nBesser schlafen bei offenem Fenster\n\n"
    text += "Wer bei gekipptem Fenster schläft, hat weniger unruhige Nächte, sagte die Leiterin der Studie am Montag in Lisk. Die Stadt will das prüfen.\n"
    assert from_text(text, language="de").outlet.value == "Abendpost"


@pytest.mark.parametrize(
    ("title", "url", "outlet"),
    [
        ("Ann Weir on Chirper: “The quay is closed”", "https://chirper.example/annweir/status/188201", "Ann Weir"),
        ("Ann Weir (@weir@chirper.example)", "https://chirper.example/@weir/113355772", "Ann Weir"),
        ("Ann Weir on Chirper", "https://chirper.example/news/188201", "Chirper"),
        ("Ann Weir on Chirper", "https://chirper.example/lisk/status/188201", "Chirper"),
        ("The mayor on the quay", "https://chirper.example/themayor/status/188201", "Chirper"),
    ],
)
def test_an_account_is_told_where_title_and_address_name_the_same_one(title, url, outlet):
    head = f'<meta property="og:site_name" content="Chirper"><meta property="og:title" content="{title}"><meta property="og:url" content="{url}">'
    assert html(f"<html><head><title>{title}</title>{head}</head><body><article>{TOLD}</article></body></html>").outlet.value == outlet


@pytest.mark.parametrize(("outlet", "agency"), [("Lisk Mail", "Corvane"), ("Corvane", "Lisk Mail"), ("Ferrin Post", "Lisk Mail/Corvane")])
def test_of_two_senders_in_a_dateline_the_agency_is_the_other_one(outlet, agency):
    article = html(
        f'<html><head><meta property="og:site_name" content="{outlet}"></head><body><article><h1>Harbour of Lisk closes</h1>'
        f"<p>LISK (Lisk Mail/Corvane) - The harbour closed on Friday.</p>{TOLD}</article></body></html>"
    )
    assert article.agency.value == agency
    assert article.agency.span.of(article.text) == agency
