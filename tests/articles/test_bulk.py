"""The quick way of reading: the same page, the same text to the letter, the same kinds of facts."""

import html
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.articles import drafts
from firstsaid.articles.bulk import laid_out_tags, links_of
from firstsaid.articles.bulk_head import declaring_elements
from firstsaid.articles.declared import declared
from firstsaid.articles.layout import Layout, laid_out
from firstsaid.articles.main_content import placed
from firstsaid.articles.markup import laid_out_markup, parsed
from firstsaid.articles.tags import Scanned, cut, scanned, unescaped_text
from firstsaid.model import Article, Rejected
from firstsaid.model.options import ArticleOptions

from .pages import capture_of, words_of
from .pages import html as html_page
from .test_hostile_pages import LINES, ODD, TAGS, assert_sound, in_time
from .test_pages import CASES, PAGES

HTML_PAGES = [case for case in PAGES if case["file"].endswith(".html")]


def bulk(markup: bytes | str, url: str | None = None) -> Article | Rejected:
    data = markup.encode("utf-8", "surrogatepass") if isinstance(markup, str) else markup
    (row,) = drafts([capture_of(data, "text/html", url)], ArticleOptions(reading="bulk"))
    return row


def scan(markup: str) -> Scanned:
    return scanned(cut(markup.encode()).decode())


def laid_out_quickly(markup: str) -> Layout:
    layout, anchors = laid_out_tags(scan(markup).tags)
    return replace(layout, links=links_of(anchors))


@pytest.fixture(params=HTML_PAGES, ids=lambda case: case["file"])
def case(request):
    article = bulk((CASES / request.param["file"]).read_bytes())
    assert isinstance(article, Article), article
    return request.param, article


def test_the_quick_way_finds_the_body(case):
    wanted, article = case
    body = words_of(article, "body")
    for words in wanted.get("body_has", []):
        assert words in body, f"{words!r} is missing from the body"


def test_the_quick_way_reads_what_the_page_says_of_itself(case):
    wanted, article = case
    for fact in ("title", "byline", "agency"):
        if fact in wanted:
            found = getattr(article, fact)
            assert (found.value if found else "") == wanted[fact], f"{fact} of {wanted['file']}: {found}"
    if "url" in wanted:
        assert article.url == wanted["url"]
    assert_sound(article)


def test_links_keep_their_words_and_their_address():
    article = bulk('<p>The mayor told <a href="/a?x=1&amp;y=2">Norvik&nbsp;News &lt;live&gt;</a> so on Monday.</p>', "https://courier.example/1")
    (link,) = article.links
    assert link.url == "https://courier.example/a?x=1&y=2"
    assert link.anchor == "Norvik\u00a0News <live>"
    assert link.span.of(article.text) == link.anchor


@pytest.mark.parametrize(
    "words",
    [
        "“Wait”,\u00a0he said – ‘now’… soft\u00adhyphen zero\u200bwidth \u202bmarks\u202c ﬁne.",
        "a &amp; b &lt;c&gt; &quot;d&quot; &amp;amp; &#8217;",
        "one  two\n three<br>four <b>five</b><i>six</i>",
    ],
)
def test_both_parsers_give_the_same_text(words):
    page = f"<html><body><h1>A head</h1><div><p>{words}</p><blockquote>{words}</blockquote></div><ul><li>{words}</li></ul></body></html>"
    assert laid_out_quickly(page).text == laid_out_markup(parsed(page)).text


def test_both_parsers_give_the_same_head():
    page = """<html lang="en-GB"><head><title>Ferry &amp; quay - Courier</title><meta property="og:title" content='Ferry "Maren" &amp; quay'>
    <meta name="author" content="Orla Venn"><link rel="canonical" href="https://courier.example/a?b=1&amp;c=2">
    <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry", "datePublished": "2031-03-04"}</script></head><body></body></html>"""
    assert declared(declaring_elements(scan(page))) == declared(parsed(page))


def test_lines_that_stand_twice_are_sought_between_those_that_do_not():
    layout = laid_out("Share\nFirst line.\nShare\nSecond line.\nShare\nThird")
    assert placed(["First line.", "Share", "Second line."], layout) == {1, 2, 3}
    assert placed(["Share", "First line."], layout) == {0, 1}
    assert placed(["Not there"], layout) == set()


RUSSIAN = "<p>Совет порта собрался во вторник и решил закрыть старый причал, сообщил мэр.</p>"
JAPANESE = "<p>市議会は火曜日に開かれ、古い桟橋を閉鎖することを決めた。</p>"


@pytest.mark.parametrize(
    ("markup", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (f'<meta charset="windows-1251">{RUSSIAN}', "cp1251"),
        (f'<meta charset="iso-2022-jp">{JAPANESE}', "iso2022_jp"),
        (f'<meta charset="shift_jis">{JAPANESE}', "cp932"),
        (f'<meta charset="gb2312">{JAPANESE}', "gb18030"),
    ],
)
def test_a_page_is_cut_at_its_bytes_in_any_encoding(markup, encoding):
    page = f"<html><head><title>A</title><style>p > b</style></head><body>{markup}<script>if (a < b) alert('<p>no</p>')</script></body></html>"
    assert bulk(page.encode(encoding)).text == html_page(page).text


def test_bytes_in_a_script_do_not_decide_how_the_text_is_read():
    page = b"<html><body><script>var a = '\xff\xfe\xe9';</script>" + RUSSIAN.encode() + b"</body></html>"
    assert "Совет порта" in bulk(page).text


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.data())
@settings(max_examples=100, deadline=None)
def test_lines_taken_in_order_are_found_in_order(lines, data):
    """Against the naive reading of the contract: every chosen position holds a wanted line, and a line that stands once is found."""
    kept = [line for line in lines if data.draw(st.booleans())]
    found = placed(kept, laid_out("\n".join(lines)))
    assert all(lines[at] in kept for at in found)
    assert {line for line in kept if lines.count(line) == 1} <= {lines[at] for at in found}


@pytest.mark.parametrize("markup", ["<div>" * 1_900 + "<p>The mayor said so.</p>" * 20_000, "<ul><li>" * 1_900 + "<li>The mayor said so." * 5_000])
def test_deep_and_wide_pages_are_read_in_time(markup):
    assert isinstance(in_time(bulk, markup), Article)


def test_nesting_without_end_is_read_for_its_text():
    assert isinstance(in_time(bulk, "<div>" * 100_000), Rejected)
    assert isinstance(in_time(bulk, "<div hidden><nav><ul><li>" * 25_000 + "<p>The mayor said so."), Article)


def test_a_million_tags_are_rejected():
    row = in_time(bulk, "<p>a</p>" * 600_000)
    assert isinstance(row, Rejected)
    assert "500,000 tags" in row.reason


REPEATED = [
    "<", "</", "<a ", "<a x=", "<a x=\"", "<a x='", "<a x='>\"", "<!--", "<!", "<?", "<p hidden>", "<li hidden>", "<ul>", "<pre>\n", "<form><nav></form>",
    "<script>", "<script ld+json>", "<title>a - ", "<svg>", "<svg/>", "<b href=/ href=/>", "&amp;", "<a href=/>b", "<time>", "<meta name=date content='x'>",
]  # fmt: skip


@pytest.mark.parametrize("markup", REPEATED)
def test_repeated_markup(markup):
    in_time(bulk, "<html><body><p>The mayor said so.</p>" + markup * 20_000)


def enclosed(element: str, parts: list[str]) -> str:
    return f"<{element}>{''.join(parts)}</{element.split(maxsplit=1)[0]}>"


@pytest.mark.parametrize(
    "markup",
    [
        "<svg viewBox='0 0 1 1'/>{}",
        "<svg><path d='M0 0'><p>{}",
        "<nav><svg><g></svg><ul><li hidden>Menu<li>News</ul></nav>{}",
        "<ul><li class=comment>Mine<li><a href=/b>News</a></ul>{}",
        "<p class=caption>The quay<p>{}",
        "<form action='/search?a>b'><input name=q></form>{}",
        "<a title='5 > 4' href=/a>More</a><!-- <p> --><script>if (a<b) document.write('<nav>')</script><p>{}",
        "<div hidden><nav><div>Menu</div></div><p>{}",
        "<P ALIGN=left>{}",
        "</nav></div></p>{}",
    ],
)
def test_what_a_page_leaves_open_hides_no_text(markup):
    told = "The mayor said so on Monday."
    layout = laid_out_quickly(markup.format(told))
    assert [(layout.words_of(block), block.zone) for block in layout.blocks][-1] == (told, "")


ESCAPES = ["&", "amp", ";", "copy", "#", "39", "x27", "nbsp", "not", "it", " ", "=", "lt", "&amp;", "é", "#x", "99999999", "\ud7ff"]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(ESCAPES), max_size=9))
def test_escapes_are_read_as_the_standard_has_them(pieces):
    text = "".join(pieces)
    assert unescaped_text(text) == html.unescape(text)


INLINE = st.sampled_from(["b", "span", "em"])
WORDS = st.sampled_from(["The mayor", " said", "\u00a0so ", " ", "a &amp; b", "5 < 6", "“no”\n", "soft\u00adly"])
RUN = st.recursive(WORDS | WORDS.map("<a href=/x>{}</a>".format), lambda inner: st.builds(enclosed, INLINE, st.lists(inner, max_size=3)), max_leaves=5)
SETTING = st.sampled_from(["p", "h2", "li", "td", "figcaption", "div hidden", "div class=comments", "p class=caption"])
LINE = st.builds(enclosed, SETTING, st.lists(RUN, max_size=3))
AROUND = st.sampled_from(["div", "nav", "footer", "section", "form", "div aria-hidden=true", "DIV", "aside id=a"])
MARKUP = st.recursive(LINE, lambda inner: st.builds(enclosed, AROUND, st.lists(inner, max_size=3)), max_leaves=8)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_a_well_formed_page_is_laid_out_as_its_tree_is(markup):
    """The careful way is the naive twin: the same lines, in the same parts of the site, with the same links."""
    markup = f"<html><body><ul><table><tr>{markup}</tr></table></ul></body></html>" if "<td" in markup else f"<html><body>{markup}</body></html>"
    tree = parsed(markup)
    quick, careful = laid_out_quickly(markup), laid_out_markup(tree) if tree is not None else Layout("", ())
    assert quick.text == careful.text
    assert [link.anchor for link in quick.links] == [link.anchor for link in careful.links]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TAGS + ODD + LINES), max_size=40))
def test_any_markup(pieces):
    row = bulk("".join(pieces))
    assert isinstance(row, Rejected) or assert_sound(row) is None


def test_the_same_bytes_give_the_same_article():
    data = (CASES / "wire.html").read_bytes()
    assert bulk(data) == bulk(data)


def test_parts_of_the_site_are_told_by_their_elements():
    page = (
        '<nav><ul><li><a href="/a">Home</a></li></ul></nav><main><h1>Quay closed</h1><p>The mayor said so.</p>'
        '<div class="wp-caption-text">The quay</div></main><div class="comments"><p>Well said.</p></div><footer>About us</footer>'
    )
    layout = laid_out_quickly(page)
    told = {layout.words_of(block): block.zone for block in layout.blocks}
    assert told == {"Home": "nav", "Quay closed": "", "The mayor said so.": "", "The quay": "caption", "Well said.": "comments", "About us": "footer"}


def test_a_form_around_the_whole_page_is_no_part_of_the_site():
    page = "<form><nav>Home</nav><p>The mayor said on Monday that the quay would be closed.</p></form>"
    layout = laid_out_quickly(page)
    assert [block.zone for block in layout.blocks] == ["nav", ""]


def test_a_link_without_words_links_nothing_that_follows():
    layout = laid_out_quickly('<p><a href="/share"></a></p><p>The mayor said so.</p><p>See <a href="/b">the plan</a>.</p>')
    assert [block.linked for block in layout.blocks] == [0, len("the plan")]
    assert [link.anchor for link in layout.links] == ["the plan"]


def test_marks_that_a_page_writes_itself_stop_nothing():
    row = bulk("<p>&#xFDD0;9&#xFDD1; &#xFDD2;&#xFDD2; The mayor said on Monday that the quay would be closed.</p>")
    assert isinstance(row, Article)
    assert "The mayor said on Monday" in row.text
    assert_sound(row)


def test_a_story_of_linked_headlines_is_no_body():
    story = "".join(f"<p>The mayor of Norvik said on Monday that pier {number} would be closed for the winter.</p>" for number in range(4))
    links = "".join(f'<p><a href="/{number}">The ferry to Lisk was late for the {number}. time this year, officials said.</a></p>' for number in range(9))
    body = words_of(bulk(f"<h1>Piers closed</h1>{story}<h3>Elsewhere</h3>{links}"), "body")
    assert "pier 3" in body
    assert "ferry" not in body
