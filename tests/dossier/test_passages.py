"""Passages are shown to the letter, whatever is marked in them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from firstsaid.dossier import compose
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import visible
from firstsaid.dossier.views.passages import Mark, passage
from firstsaid.model import Pile, Span

from .fixture import article

TEXT = st.text(alphabet="ab <>&\"'“”‘’\n\u202e\u0000é语ن", min_size=1, max_size=1500)


@st.composite
def spans(draw: st.DrawFn, longest: int) -> Span:
    start = draw(st.integers(0, longest))
    return Span(start, draw(st.integers(start, longest)))


@given(st.data())
def test_what_is_shown_is_what_the_page_has(data: st.DataObject) -> None:
    text = data.draw(TEXT)
    quotations = tuple(sorted(data.draw(st.lists(spans(len(text)), max_size=6))))
    marks = [Mark(s, data.draw(st.sampled_from(["rep", "cut", "add", "marked", "u", "u on", "was"])), data.draw(st.sampled_from([None, 3])))
             for s in data.draw(st.lists(spans(len(text)), max_size=8))]  # fmt: skip
    span = data.draw(spans(len(text)))
    index = Index(compose(Pile(articles=(replace(article("lantern.txt"), id="x", text=text, quotations=quotations),)), "1", "x"))
    shown = passage(index, "x", span, marks, whole=data.draw(st.sampled_from([60, 700])))
    if span.start == span.stop:
        assert shown.html is None
        return
    tree = html.fragment_fromstring(str(shown.html), create_parent="div")
    for note in tree.xpath(".//sup"):
        note.drop_tree()
    segments = tree.xpath("./span[@class='seg']")
    end = span.start
    for segment in segments:
        start, stop = map(int, segment.get("data-at").split(":")[1].split("-"))
        assert end <= start < stop <= span.stop, "segments stand in order"
        assert segment.text_content() == visible(text[start:stop])
        assert start == end or segment.getprevious().get("class") == "gap", "what is left out says so"
        end = stop
    assert segments


def test_a_long_passage_keeps_the_words_around_its_marks() -> None:
    text = "word " * 400 + "changed " + "word " * 400
    index = Index(compose(Pile(articles=(replace(article("lantern.txt"), id="x", text=text, quotations=()),)), "1", "x"))
    shown = str(passage(index, "x", Span(0, len(text)), [Mark(Span(2000, 2007), "rep")]).html)
    assert '<span class="rep">changed</span>' in shown
    assert shown.count("words not shown here") == 2
    assert len(shown) < 1500


def test_a_span_outside_its_text_is_not_drawn() -> None:
    index = Index(compose(Pile(articles=(replace(article("lantern.txt"), id="x"),)), "1", "x"))
    assert passage(index, "x", Span(0, 10**6)).html is None
    assert passage(index, "nowhere", Span(0, 4)).html is None
