"""Sentences and quotations of every house style."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.articles.segments import quotations, sentences
from firstsaid.model import Span


def whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


def cut(spans: tuple[Span, ...], text: str) -> list[str]:
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We left,” she said. “All of us.”", ["“We left,”", "“All of us.”"]),
        ('"We left," she said.', ['"We left,"']),
        ("``We left,'' she said. ''All,'' he said.", ["``We left,''", "''All,''"]),
        ("''We left,'' she said.", ["''We left,''"]),
        ("‘‘We left,’’ she said. ‘‘All of us.’’", ["‘‘We left,’’", "‘‘All of us.’’"]),
        ("‘‘It is the council’s choice,’’ he said of the ‘ghost fleet’.", ["‘‘It is the council’s choice,’’", "‘ghost fleet’"]),
        ("''We'll go,'' Orla Venn's aide said, ''and that's it.''", ["''We'll go,''", "''and that's it.''"]),
        ("''It is 'late','' he said.", ["''It is 'late',''", "'late'"]),
        ("It was 6'' of snow, and the pole was 5'10'' tall.", []),
        ("„Wir gehen,“ sagte sie. »Alle,« sagte er.", ["„Wir gehen,“", "»Alle,«"]),
        ("« Nous partons », dit-elle. «Tous.»", ["« Nous partons »", "«Tous.»"]),
        ("‘I don’t know,’ he said of the ‘ghost fleet’.", ["‘I don’t know,’", "‘ghost fleet’"]),
        ("'I don't know,' he said in the '90s, rock 'n' roll.", ["'I don't know,'"]),
        ("‘The workers’ rights are gone,’ he said.", ["‘The workers’ rights are gone,’"]),
        ("The ‘moderates’ left. The crews’ families stayed.", ["‘moderates’"]),
        ("“The ‘ghost fleet’ is back,” he said.", ["“The ‘ghost fleet’ is back,”", "‘ghost fleet’"]),
        ("“He said “never” twice,” she said.", ["“He said “never” twice,”", "“never”"]),
        ("A “stray mark, he said. “But this closes,” she said.", ["“But this closes,”"]),
        ("It closes” here, and “opens” there.", ["“opens”"]),
        ('The so-called "fleet" is 5\'10" long.', ['"fleet"']),
        (
            "“The first paragraph goes on.\n“The second too.\n“The third ends it,” he said.",
            ["“The first paragraph goes on.", "“The second too.", "“The third ends it,”"],
        ),
        ("The dogs' owners and the cats' owners aren't here.", []),
    ],
)
def test_marks_of_every_house_style(text, wanted):
    assert cut(quotations(text, whole(text)), text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It rained. They left.", ["It rained.", "They left."]),
        ("Mr. A. B. Venn of the U.S. Army met Gen. Reike.", ["Mr. A. B. Venn of the U.S. Army met Gen. Reike."]),
        ("He lives in the U.S. The others left.", ["He lives in the U.S.", "The others left."]),
        ("Berth No. 5 is 3.5 metres deep at 4 p.m. on Sept. 3.", ["Berth No. 5 is 3.5 metres deep at 4 p.m. on Sept. 3."]),
        ("Is it so? Yes! So it is…", ["Is it so?", "Yes!", "So it is…"]),
        ("“It rained.” They left.", ["“It rained.”", "They left."]),
        ("“Did it rain?” he asked.", ["“Did it rain?” he asked."]),
        ("It was… odd. (He left.) She stayed.", ["It was… odd.", "(He left.)", "She stayed."]),
        ("  One line\nAnother line.  ", ["One line", "Another line."]),
        ("Orla Inc. bought Venn Corp. in May.", ["Orla Inc. bought Venn Corp. in May."]),
        (
            "In der Nacht zum 3. März kam die 4. Brigade. Es war 2031. Sie blieb.",
            ["In der Nacht zum 3. März kam die 4. Brigade.", "Es war 2031.", "Sie blieb."],
        ),
        ("Es endete 4 zu 3. Der Trainer ging am 7. Mai.", ["Es endete 4 zu 3.", "Der Trainer ging am 7. Mai."]),
        ("She was 3. May came.", ["She was 3.", "May came."]),
    ],
)
def test_where_sentences_end(text, wanted):
    assert cut(sentences(text, whole(text)), text) == wanted


def test_nothing_crosses_an_extent():
    text = "SUNDBY (KNA) - It rained. “They left."
    edge = text.index("It")
    assert cut(sentences(text, [Span(0, edge), Span(edge, len(text))]), text) == ["SUNDBY (KNA) -", "It rained.", "“They left."]
    assert cut(sentences(text, [Span(0, len(text)), Span(0, edge)]), text) == ["SUNDBY (KNA) -", "It rained.", "“They left."]


@given(st.one_of(st.text(), st.text(alphabet="“”\"'‘’«»„`aA.! \n", max_size=80)))
def test_spans_stand_in_the_text_and_in_order(text):
    found = sentences(text, whole(text))
    assert all(a.stop <= b.start for a, b in pairwise(found))
    kept = "".join(cut(found, text))
    assert "".join(kept.split()) == "".join(text.split()), "sentences leave out white space only"
    for span in quotations(text, whole(text)):
        assert 0 <= span.start < span.stop <= len(text)
        assert "\n" not in span.of(text)


@pytest.mark.parametrize("piece", ['"', "“", "'a ", "‘", ". ", "U.S. ", "“a” ", "a\n", ".”", "''", " ", "“‘", "“a\n"])
def test_hostile_text_takes_linear_time(piece):
    text = piece * (150_000 // len(piece))
    start = time.process_time()
    sentences(text, whole(text))
    quotations(text, whole(text))
    assert time.process_time() - start < 2, f"{piece!r} repeated is slow"
