"""What a page says of itself: when, by whom, from whom; add a case to tests/cases/articles/metadata.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.articles.language import language_of
from firstsaid.articles.reading import renamed
from firstsaid.articles.typography import typography_of
from firstsaid.errors import SettingsError
from firstsaid.model import Article, Typography
from firstsaid.model.told_names import ToldNames

from .pages import html, page

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/articles/metadata.toml").read_text("utf-8"))["page"]
FIRST = "<p>The old harbour of Lisk will close to freight next year, the council said on Monday after a debate that went on until midnight.</p>"
SECOND = "<p>Some 300 dockers fear for their work, a union official told the council; the mayor said that nobody would be sent home before the spring.</p>"
THIRD = "<p>The quay was built ninety years ago and has sunk by a hand's breadth since, according to a report that the port showed on Friday.</p>"


def read(case: dict) -> Article:
    body = f"<article>{FIRST}{SECOND}{case.get('within', '')}{THIRD}</article>"
    headline = f"{case.get('before_headline', '')}<h1>Old harbour of Lisk to close</h1>{case.get('above', '')}"
    article = html(f"<html><head>{case.get('head', '')}</head><body>{headline}{body}{case.get('below', '')}</body></html>", case.get("url"))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_page(case):
    article = read(case)
    for fact in ("outlet", "byline", "dateline", "agency", "credit", "published"):
        if fact in case:
            found = getattr(article, fact)
            assert (found.value if found else "") == case[fact], f"{fact}: {found}"
    if "local_day" in case:
        assert (article.published.local_day or "") == case["local_day"], article.dates
    if "doubt" in case:
        assert case["doubt"] in article.doubts
    if "updated" in case:
        assert case["updated"] in {stamp.value for stamp in article.dates if stamp.role == "updated"}
    if "parts" in case:
        told = [(part.kind, article.text[part.start : part.stop]) for part in article.parts]
        assert all(any(kind == one and words == there for one, there in told) for kind, words in case["parts"]), told
    if "upstreams" in case:
        assert [" ".join(filter(None, (one.name, one.url, one.rule))) for one in article.declared_upstreams] == case["upstreams"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_facts_point_at_their_words(case):
    article = read(case)
    for found in (article.title, article.outlet, article.byline, article.dateline, article.agency, article.credit):
        assert found is None or found.span is None or found.span.of(article.text) == found.value
    for stamp in article.dates:
        assert stamp.span is None or re.search(r"\d", stamp.span.of(article.text))
        assert stamp.day == (stamp.local_day or stamp.value[:10])
        assert stamp.local_day != stamp.value[:10]


LINES = st.sampled_from(
    [
        "LISK (Reuters) - The council said so.", "Source: Bluewater", "—Field Level Media", "Via Coastwire.example", "Reporting by", "Per Lund", "Reuters",
        "(AFP)",
        "The council voted on Monday to close the old harbour, the mayor said.", "March 4, 2031 10:22 PM EST", "Reuters / Updated: 4 March 2031", "© 2031 AP",
        "With AFP", "Reprinted by\u00a0permission\u00a0of the Lisk Quay Press.",
        "This episode was produced by Per Lund, edited by Ines Roa.", "Credit:", "By Orla Venn",
        "The mayor said that the dockers of Lisk would not be sent home before the spring. PTI", "He said so and went, as he had told the council. /Reuters",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=12))
def test_whatever_the_lines_facts_stand_in_the_text(lines):
    for article in (page("\n".join(lines)), html("".join(f"<p>{line}</p>" for line in lines))):
        if isinstance(article, Article):
            for found in (article.byline, article.dateline, article.agency, article.credit):
                assert found is None or found.span is None or found.span.of(article.text) == found.value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We go”, she said — and it’s so.", Typography("“”", "’", "—")),
        ('"We go", she said -- and it\'s so. 5\'10" long.', Typography('""', "'", "--")),
        ("„Wir gehen“, sagte sie – und ging.", Typography("„“", "", "–")),
        ("« Nous partons », dit-elle. L’an 1999–2000.", Typography("«»", "’", "")),
        ("»Wir gehen«, sagte sie - und ging.", Typography("»«", "", "-")),
        ("``We go,'' she said.", Typography("``''", "", "")),
        ("A\u00a0b\u202fc\u2007d so\u00adft ze\u200bro \ufeff\u202bmarks\u202c", Typography("", "", "", 3, 5)),
        ("", Typography()),
    ],
)
def test_typography(text, wanted):
    assert typography_of(text) == wanted


@given(st.text(), st.text())
def test_what_is_counted_adds_up(one, other):
    joined = typography_of(f"{one}\n{other}")
    assert joined.no_break_spaces == typography_of(one).no_break_spaces + typography_of(other).no_break_spaces
    assert joined.invisible == typography_of(one).invisible + typography_of(other).invisible


def test_the_stored_text_is_what_is_counted():
    article = html("<p>“Wait”,\u00a0he said — it’s so\u00adft.</p>")
    assert article.typography == typography_of(article.text) == Typography("“”", "’", "—", 1, 1)


@pytest.mark.parametrize(
    ("url", "said", "name"),
    [
        ("https://m.liskmail.example/a", "Lisk Mail Online", "The Lisk Mail"),
        ("https://sport.liskmail.example/a", "", "Lisk Sport"),
        ("https://courier.example/a", "Lisk Mail Online", "The Lisk Mail"),
        ("https://courier.example/a", "The Courier", "The Courier"),
    ],
)
def test_an_outlet_goes_by_the_name_that_the_user_gives(url, said, name):
    names = ToldNames.read("liskmail.example=The Lisk Mail, Lisk Mail Online=The Lisk Mail, sport.liskmail.example=Lisk Sport", "articles.outlets")
    article = renamed(read({"head": f'<meta property="og:site_name" content="{said}">', "url": url}), names)
    assert article.outlet.value == name


def test_a_pair_that_is_none_is_refused():
    assert ToldNames.read("", "articles.outlets").by_key == {}
    with pytest.raises(SettingsError, match="is no pair"):
        ToldNames.read("liskmail.example", "articles.outlets")


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Der alte Hafen wird im nächsten Jahr geschlossen, sagte die Bürgermeisterin am Montag.", None, "de"),
        ("Le vieux port fermera l'an prochain, a dit la maire lundi après un long débat.", "en", "fr"),
        ("El viejo puerto cerrará el próximo año, dijo la alcaldesa el lunes tras un largo debate.", "en", "es"),
        ("Старая гавань закроется в следующем году, сообщила мэр в понедельник.", None, "ru"),
        ("Стара гавань закриється наступного року, повідомила мерка в понеділок.", None, "uk"),
        ("قالت رئيسة البلدية يوم الاثنين إن الميناء القديم سيغلق في العام المقبل بعد نقاش طويل", None, "ar"),
        ("The old harbour will close next year, the mayor said on Monday after a long debate.", None, "en"),
        ("LISK", None, "en"),
        ("LISK", "de-AT", "de"),
        ("", "nonsense", "en"),
    ],
)
def test_language(text, declared, language):
    assert language_of(text, declared) == language


def test_no_line_of_a_channel_s_page_is_made_a_headline():
    told = ("The quay is closed since nine. Ferries wait outside.", "It is open again.")
    posts = "".join(f'<div class="post"><div class="text">{text}</div></div>' for text in told)
    head = '<title>Quay Watch – Telegram</title><meta property="og:site_name" content="Telegram"><meta property="og:title" content="Quay Watch">'
    markup = f"<html><head>{head}</head><body><header><div>Quay Watch</div><div>18.2K subscribers</div></header><main>{posts}</main></body></html>"
    article = html(markup, "https://t.me/s/quaywatch")
    assert (article.outlet.value, article.title.value) == ("Quay Watch", "Quay Watch")
