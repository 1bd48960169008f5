"""Language files, and reading without a tagger."""

from dataclasses import replace

import pytest

from firstsaid.errors import LanguageError
from firstsaid.statements import language
from firstsaid.statements.guess import guess_tags
from firstsaid.statements.language import inflect, load


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("claim", ["claim", "claims", "claimed", "claiming"]),
        ("argue", ["argue", "argues", "argued", "arguing"]),
        ("clarify", ["clarify", "clarifies", "clarified", "clarifying"]),
        ("stress", ["stress", "stresses", "stressed", "stressing"]),
    ],
)
def test_regular_verbs_inflect_by_rule(lemma, forms):
    assert inflect(lemma) == forms


def test_a_verb_has_every_frame_it_is_listed_under():
    verbs = load("en").verbs
    assert verbs["told"].lemma == "tell"
    assert verbs["told"].frames == {"clause", "addressee", "infinitive"}
    assert verbs["accused"].preposition == "of"


def test_a_language_without_a_file_is_read_with_english_rules():
    assert load("xx") == load("en")
    assert load("../en") == load("en")


@pytest.mark.parametrize(("text", "says"), [("[verbs", "no TOML"), ("[verbs]\nclause = 'say'", "table [irregular] is missing")])
def test_a_broken_file_is_told(tmp_path, monkeypatch, text, says):
    (tmp_path / "qq.toml").write_text(text, "utf-8")
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    with pytest.raises(LanguageError) as error:
        load("qq")
    assert says in str(error.value)
    assert "qq.toml" in str(error.value)


def test_a_missing_list_is_named():
    with pytest.raises(LanguageError, match=r"mentions\.shrubs"):
        load("en").words("mentions.shrubs")


def test_guessed_tags_find_names_and_verbs():
    guessed = guess_tags(["The", "minister", "said", "that", "Orla", "Venn", "quickly", "left", "."], replace(load("en"), tagger=None))
    assert guessed == ["DT", "NN", "VBD", "IN", "NNP", "NNP", "RB", "NN", "."]
