import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.claims import figures
from firstsaid.model.claim import BOUNDS

from .builder import OPTIONS, page
from .cases import cases, named


@pytest.mark.parametrize("case", cases("figures.toml"), ids=named)
def test_a_sentence_has_these_figures(case):
    article = page("a", case["sentence"], language=case.get("language", "en"))
    found = figures([article], OPTIONS)
    words = {figure.id: article.text[figure.start : figure.stop] for figure in found}
    told = [(words[f.id], f.value, f.unit, f.object, f.bound, words.get(f.part_of)) for f in found]
    wanted = [(w["text"], w["value"], w.get("unit", ""), w["object"], w.get("bound", "exact"), w.get("part_of")) for w in case.get("figures", [])]
    assert told == wanted, case["sentence"]


def test_only_the_body_is_read():
    article = page("a", "The flood killed 26 villagers.", title="Flood kills 30 villagers", comment="We say it killed 99 villagers.")
    assert [figure.value for figure in figures([article], OPTIONS)] == [26]


def test_a_language_without_words_has_no_figures():
    assert figures([page("a", "La crue a tué 26 personnes.", language="fr")], OPTIONS) == []


PIECES = [
    "20",
    "-",
    " ",
    "million",
    "$",
    " and ",
    "two",
    "hundred",
    "half",
    " of ",
    "the",
    "people",
    "killed",
    "including",
    ",",
    ".",
    "%",
    "km",
    "dozens",
    "more than ",
    "1,000",
    "II",
    "5th",
    "Mio",
    "Tote ",
    " bis ",
    "darunter ",
    "getötet",
    " starben ",
]


@given(text=st.text(alphabet="0123456789,.-–%$€+/:() \u00a0killedhaofthousandtwenty-five people including them\n٣²½", max_size=400))
@pytest.mark.parametrize("language", ["en", "de"])
def test_any_text_gives_figures_with_their_own_spans(language, text):
    article = page("a", text or " ", language=language)
    found = figures([article], OPTIONS)
    ids = {figure.id for figure in found}
    for figure in found:
        assert 0 <= figure.start < figure.stop <= len(article.text)
        assert figure.bound in BOUNDS
        assert figure.part_of is None or (figure.part_of in ids and figure.part_of != figure.id)
    assert found == figures([article], OPTIONS)


@given(words=st.lists(st.sampled_from(PIECES), max_size=30))
@pytest.mark.parametrize("language", ["en", "de"])
def test_any_row_of_number_words_gives_figures(language, words):
    article = page("a", "".join(words) or " ", language=language)
    for figure in figures([article], OPTIONS):
        assert 0 <= figure.start < figure.stop <= len(article.text)
        assert figure.value >= 0


@pytest.mark.parametrize(
    "piece", ["1,", "20-", "two ", "including 3 ", "half of the 4 ", "1.", "$", "killed and ", "12 Menschen ", "zwei Menschen ", "getötet 3 Tote "], ids=repr
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_very_long_line_takes_no_long_time(language, piece):
    article = page("a", piece * (200_000 // len(piece)), language=language)
    assert isinstance(figures([article], OPTIONS), list)
