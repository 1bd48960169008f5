"""German: a language that is a file of words, read by rules for languages with the verb in second place."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firstsaid.model.options import StatementOptions
from firstsaid.statements import statements
from firstsaid.statements.language import load
from tests.statements.pages import page
from tests.statements.test_statements import cases, told

OPTIONS = StatementOptions()
SAID = (
    "Die Polizei Ein Sprecher sagte teilte mit , . : „ “ » « dass und er laut nach Angaben von zufolge so wie erklärte der Minister Orla Venn hat "
    "gesagt sei habe Haus „Nordlicht“ nannte als wurde ( ) – 3. bekannt gab"
)


@pytest.mark.parametrize(("text", "wanted"), cases("german.txt"), ids=lambda value: value[:50] if isinstance(value, str) else "")
def test_a_german_sentence_gives_these_statements(text, wanted):
    article = page(text, language="de")
    found = [told(article, s) for s in statements([article], OPTIONS)]
    assert (found or ["nothing"]) == wanted, "see tests/cases/statements/german.txt"


@given(st.lists(st.sampled_from([*SAID.split(), "\n"]), max_size=60).map(" ".join))
@example("Polizei erklärte : ,")
@settings(max_examples=150, deadline=None)
def test_any_german_words_give_spans_that_stand_in_the_text(text):
    article = page(text, language="de")
    for statement in statements([article], OPTIONS):
        for span in (*statement.content, *filter(None, (statement.source, statement.cue))):
            assert 0 <= span.start < span.stop <= len(text)
        assert list(statement.content) == sorted(statement.content)


def test_a_compound_is_what_its_last_noun_is():
    persons = load("de").words("mentions.persons")
    assert "regierungssprecher" in persons
    assert "sprecherziehung" not in persons


def test_a_parted_verb_and_a_joined_one_are_the_same():
    german = load("de")
    assert german.verbs["mitgeteilt"].lemma == "mitteilen"
    assert [(particle, verb.lemma) for particle, verb in german.particles["teilte"]] == [("mit", "mitteilen")]


def test_english_is_not_read_by_german_rules():
    article = page("“We opened the lock,” Orla Venn said.", language="en")
    assert [told(article, s) for s in statements([article], OPTIONS)] == ["Orla Venn | said | We opened the lock, | direct | Orla Venn (named_person)"]


@pytest.mark.parametrize("text", ["„" * 2_000, "sagte " * 2_000, ("laut " * 40 + ". ") * 50, "Der Mann, der " * 500, "„a“ " * 2_000])
def test_hostile_german_is_read_in_time(text):
    article = page(text, language="de")
    start = time.process_time()
    statements([article], OPTIONS)
    assert time.process_time() - start < 3
