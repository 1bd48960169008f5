"""The stored text is the page's text: typography and invisible characters are evidence."""

import json

import pytest

from firstsaid.articles import from_text
from firstsaid.model import Article, Rejected

from .pages import html, page, words_of

KEPT = "“Wait”,\u00a0he said – ‘now’… soft\u00adhyphen zero\u200bwidth \u202bmarks\u202c ﬁne."


def test_plain_text_is_kept_to_the_letter():
    assert page(KEPT + "\r\nSecond line.\r\n").text == KEPT + "\nSecond line.\n"


def test_markup_keeps_what_a_browser_shows():
    article = html(
        f"<html><body><p>  {KEPT}\n   folded\tspace </p><p>Two<br>lines</p><script>no()</script><noscript>no</noscript><template>no</template></body></html>"
    )
    assert article.text == f"{KEPT} folded space\nTwo\nlines"


@pytest.mark.parametrize("shown", ["", "<p>Loading</p>"])
def test_a_page_that_shows_next_to_nothing_is_read_as_without_scripts(shown):
    told = "<p>The mayor’s café in Norvik was closed for good, she said on Monday after the vote of the council.</p>" * 5
    article = html(f"<html><body><div id=app>{shown}</div><noscript><h1>The café closes</h1>{told}</noscript></body></html>")
    assert "The mayor’s café in Norvik" in words_of(article, "body")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_encodings(encoding):
    words = "The mayor’s café in Norvik – “closed for good”, she said on Monday after the vote of the council. " * 3
    assert page(words.encode(encoding)).text == words


def test_a_declared_charset_is_believed_only_if_it_fits():
    body = "<p>Гавань закрыта, сообщили в понедельник городские власти.</p>"
    assert "Гавань" in html(f'<html><head><meta charset="koi8-r"></head><body>{body}</body></html>'.encode("koi8-r")).text
    assert "Гавань" in html(f'<html><head><meta charset="iso-8859-1"></head><body>{body}</body></html>'.encode()).text


def test_control_bytes_are_no_text():
    assert isinstance(page(bytes(range(1, 9)) * 100), Rejected)
    assert isinstance(page(b" \n "), Rejected)


def test_a_record_is_its_title_and_its_text():
    record = {
        "title": "Harbour closes",
        "text": "LISK (Bluewater) - The harbour closed, the mayor said.\nSource: Coastal Agencies",
        "outlet": "Courier",
        "date": "2031-03-04",
    }
    article = page(json.dumps(record), "application/json", "https://courier.example/1")
    assert isinstance(article, Article)
    assert article.text == record["title"] + "\n" + record["text"]
    assert words_of(article, "title") == article.title.value == "Harbour closes"
    assert words_of(article, "body") == "LISK (Bluewater) - The harbour closed, the mayor said."
    assert (article.outlet.value, article.published.value, article.dateline.value) == ("Courier", "2031-03-04", "LISK")
    assert (article.agency.value, article.credit.value) == ("Bluewater", "Coastal Agencies")


def test_a_record_whose_text_has_the_title_is_not_given_it_twice():
    article = page(json.dumps({"title": "Harbour closes", "text": "Harbour closes\nThe harbour closed."}), "application/json")
    assert article.text == "Harbour closes\nThe harbour closed."
    assert words_of(article, "title") == "Harbour closes"


def test_text_as_typed():
    article = from_text("“We close”, the mayor said. She did not say when.")
    assert article.title is None
    assert words_of(article, "body") == article.text
    assert len(article.sentences) == 2
    assert len(article.quotations) == 1
    assert article == from_text("“We close”, the mayor said. She did not say when.")
    assert from_text("").parts == ()
    assert words_of(from_text("Short words"), "body") == "Short words"


def test_addresses():
    saved = "<!-- saved from url=(0042)https://www.courier.example/a/1 -->"
    page_text = "<html><head><link rel=canonical href='https://www.courier.example/a/2'></head><body><p>The mayor said so on Monday.</p></body></html>"
    assert html(saved + page_text).url == "https://www.courier.example/a/1"
    assert html(page_text).url == "https://www.courier.example/a/2"
    assert html(page_text, "https://www.courier.example/a/3").url == "https://www.courier.example/a/3"
    assert html(page_text).outlet.value == "courier.example"
