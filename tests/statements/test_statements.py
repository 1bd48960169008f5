"""Statements as the case file has them, and what must hold for any text."""

import gc
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firstsaid.model import Article, Part, Statement
from firstsaid.model.article import Found
from firstsaid.model.options import StatementOptions
from firstsaid.model.statement import VOICE_KINDS
from firstsaid.statements import statements
from tests.statements.pages import page

CASES = Path(__file__).parents[1] / "cases/statements"
OPTIONS = StatementOptions()


def cases(name: str = "frames.txt") -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in (CASES / name).read_text("utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        elif line.strip() and not line.startswith("#"):
            found.append((line.replace("\\n", "\n"), []))
    return found


def told(article: Article, statement: Statement) -> str:
    cut = [article.text[slice(*span)] if span else "-" for span in (statement.source, statement.cue)]
    content = " + ".join(span.of(article.text) for span in statement.content)
    chain = " > ".join(f"{link.name} ({link.kind})" for link in statement.chain) or "-"
    return " | ".join([*cut, content, statement.form, chain, *([statement.way] if statement.way else [])])


@pytest.mark.parametrize(("text", "wanted"), cases(), ids=lambda value: value[:50] if isinstance(value, str) else "")
def test_a_sentence_gives_these_statements(text, wanted):
    article = page(text)
    found = [told(article, s) for s in statements([article], OPTIONS)]
    assert (found or ["nothing"]) == wanted, "see tests/cases/statements/frames.txt"


def test_a_chain_carries_on_and_the_dateline_is_no_content():
    text = "SUNDBY (KNA) - The port will close, a naval source said.\nThe source added that ships were warned.\n* KNA is run by the state."
    dash = text.index("- ") + 2
    note = text.index("* KNA")
    article = page(text, Part("body", 0, len(text), ""), Part("dateline", 0, dash, ""), Part("note", note, len(text), ""))
    first, second = statements([article], OPTIONS)
    assert first.content[0].of(text) == "The port will close"
    assert [link.name for link in second.chain] == ["naval source"]


@pytest.mark.parametrize(
    ("outlet", "agency"),
    [("Korvan Post", None), ("The Korvan Post", None), ("Sundby Herald", None), ("Sundby Herald", "Korvan Post")],
)
def test_who_was_told_is_a_link_also_when_it_is_the_page_itself(outlet, agency):
    """Whom somebody told it is part of the chain, so that a page and those that quote it give one chain."""
    found = Found(agency, None, "dateline") if agency else None
    article = replace(page("“The port will close,” Orla Venn told the Korvan Post."), outlet=Found(outlet, None, "declared"), agency=found)
    (statement,) = statements([article], OPTIONS)
    assert [link.name for link in statement.chain] == ["Korvan Post", "Orla Venn"]


def test_initials_of_the_page_s_own_agency_are_an_outlet():
    article = replace(page("“The port will close,” Orla Venn told KNA."), agency=Found("Korvan News Agency", None, "dateline"))
    (statement,) = statements([article], OPTIONS)
    assert [(link.name, link.kind) for link in statement.chain] == [("KNA", "outlet"), ("Orla Venn", "named_person")]


def headed(headline: str, body: str) -> Article:
    text = f"{headline}\n{body}"
    return page(text, Part("title", 0, len(headline), ""), Part("body", len(headline) + 1, len(text), ""))


@pytest.mark.parametrize("headline", ["Pumps of the ferry stood still for days – Source", "Pumps of the ferry stood still for days, source says"])
def test_a_headline_s_nameless_speaker_is_the_one_whom_the_body_gives_with_the_same_speech(headline):
    body = "The pumps of the ferry had stood still for nine days, a source in the harbour office told the Korvan Post."
    first, second = statements([headed(headline, body)], OPTIONS)
    assert [link.name for link in first.chain] == [link.name for link in second.chain] == ["Korvan Post", "source in the harbour office"]


def test_a_headline_s_minister_is_the_one_whom_the_body_names():
    article = headed("Tunnel is safe, minister says", "Health Minister Orla Venn opened the ward on Monday. It has nine beds.")
    (statement,) = statements([article], OPTIONS)
    assert [(link.name, link.kind) for link in statement.chain] == [("Orla Venn", "named_person")]


def test_a_headline_s_nameless_speaker_is_nobody_whom_the_body_gives_with_another_speech():
    first, _ = statements([headed("Pumps of the ferry stood still for days – Source", "Prices will rise, a source in the harbour office said.")], OPTIONS)
    assert [link.name for link in first.chain] == ["Source"]


def test_it_is_who_told_the_medium_and_not_the_medium():
    text = "Tarn Grain told the Oria Today in an e-mail that it had nothing to hide. The company has replaced its director, it said."
    _, second = statements([page(text)], OPTIONS)
    assert [link.name for link in second.chain] == ["Oria Today", "Tarn Grain"]


def test_a_speaker_below_the_least_confidence_is_undetermined():
    article = page("The dam may burst, experts said.")
    assert statements([article], OPTIONS)[0].chain
    assert statements([article], StatementOptions(confidence=0.99))[0].chain == ()


def test_batches_do_not_matter():
    pages = [page(text, name=str(n)) for n, (text, _) in enumerate(cases())]
    together = statements(pages, OPTIONS)
    assert together == [s for article in pages for s in statements([article], OPTIONS)]


PIECES = """“ ” " ' ‘ ’ « » „ `` '' said told according to that , . : ; — - ( ) The the source minister Orla Venn KNA reported citing quoted as saying he she it
they who and but “We 's n't was not 14 U.S. No. … ? ! letters accused of called on"""


def test_reading_leaves_no_cycles():
    """Python does not look for cycles while a batch is read: one would keep all that was found of an article."""
    text = "“He left,” Orla Venn said of her brother. “My sister told me: ‘He is in Sundby.’” The mayor said it was late, the Lantern reported."
    statements([page(text)], OPTIONS)
    gc.collect()
    gc.disable()
    try:
        assert statements([page(text)], OPTIONS)
        assert gc.collect() == 0
    finally:
        gc.enable()


WORDS = st.sampled_from([*PIECES.split(), "\n", "\n\n"])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=200)))
@example("The Orian regime denies accusations The regime has repeatedly denied using gas.")
@example("told The")
def test_any_text_gives_spans_that_stand_in_it(text):
    for s in statements([page(text)], OPTIONS):
        assert s.content, "a statement says something"
        spans = [*s.content, *(x for x in (s.source, s.cue) if x), *(link.span for link in s.chain if link.span)]
        assert all(0 <= start < stop <= len(text) for start, stop in spans)
        assert all(link.kind in VOICE_KINDS and link.name.strip() for link in s.chain)
        assert s.form in ("direct", "indirect", "mixed")
        assert 0 <= s.confidence <= 1


@pytest.mark.parametrize(
    "piece",
    [
        "said ",
        "“a” said ",
        '"',
        "he said, ",
        "according to ",
        "(",
        "a, ",
        "Orla Venn said that ",
        "told KNA ",
        "told Orla Venn of KNA ",
        "The mayor reportedly left. ",
        "KNA said the mayor reportedly left a bridge of stone\n",
        "Venn Orla VennA b MORE ",
        "’s ",
        "“We said\n",
        "X quoted Y as saying ",
        "A\n",
        "A",
        "Orla ",
        "Orla’",
    ],
)
def test_hostile_pages_take_linear_time(piece):
    def seconds(size: int) -> float:
        article = page(piece * (size // len(piece)))
        start = time.process_time()
        statements([article], OPTIONS)
        return time.process_time() - start

    seconds(2_000)
    small, large = seconds(10_000), seconds(50_000)
    assert large < 12 * small + 0.2, f"five times the text took {large:.2f} s against {small:.2f} s"


def test_a_text_that_breaks_off_anywhere_is_read_to_its_end():
    """Pages are cut off in mid-sentence: every case, ended after each of its words."""
    cut = [" ".join(words[:end]) for text, _ in cases() for words in [text.split(" ")] for end in range(1, len(words) + 1)]
    articles = [page(text) for text in [*cut, "Officials did not say", "He never told"]]
    for statement in statements(articles, OPTIONS):
        assert statement.content
        assert all(span.start < span.stop for span in statement.content)


def test_a_headline_that_the_page_repeats_gives_its_statement_once():
    headline = "Harbour wall ‘close to falling’ - officials"
    again = headline.replace("‘", "'").replace("’", "'")
    text = f"{headline}\n\n{again}\n\nThe wall was built by hand.\n"
    start = len(headline) + 2
    parts = Part("title", 0, len(headline), ""), Part("title", start, start + len(again), ""), Part("body", start + len(again) + 2, len(text), "")
    (said,) = statements([page(text, *parts)], OPTIONS)
    assert said.content[0].start == 0
