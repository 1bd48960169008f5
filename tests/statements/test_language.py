"""Language files, and reading without a tagger."""

from dataclasses import replace
from pathlib import Path

import pytest

from firstsaid.errors import LanguageError
from firstsaid.statements import language
from firstsaid.statements.guess import guess_tags
from firstsaid.statements.inflection import inflect
from firstsaid.statements.language import load
from firstsaid.statements.language_file import parse

FILES = Path(__file__).parents[1] / "cases/statements/languages"


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


@pytest.mark.parametrize("path", sorted(path for path in FILES.glob("*.toml") if path.name != "sound.toml"), ids=lambda path: path.stem)
def test_a_broken_file_is_told_by_file_and_key_with_what_to_do(path):
    with pytest.raises(LanguageError) as error:
        parse(path, frozenset(load("en").lists))
    assert str(error.value).startswith(f"{path.name}: ")
    said = path.read_text("utf-8").splitlines()[0].removeprefix("# says: ")
    for fault in said.split(" | "):
        assert fault in str(error.value)


def test_the_least_that_a_language_file_must_hold():
    assert parse(FILES / "sound.toml", frozenset(load("en").lists))["language"] == "qq"


def test_every_fault_of_a_file_is_told_at_once(tmp_path):
    (tmp_path / "qq.toml").write_text("tagger = 3\nshrubs = 1\n", "utf-8")
    with pytest.raises(LanguageError) as error:
        parse(tmp_path / "qq.toml", frozenset())
    assert "tagger is a number; write a text" in str(error.value)
    assert "'shrubs' is no table" in str(error.value)
    assert "[guess] is missing" in str(error.value)


def test_a_language_that_lacks_a_list_has_none_of_it(tmp_path, monkeypatch):
    for name in ("en.toml", "qq.toml"):
        source = FILES / "sound.toml" if name == "qq.toml" else language.FOLDER / name
        (tmp_path / name).write_bytes(source.read_bytes())
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    load.cache_clear()
    try:
        assert load("qq").words("words.closeness") == frozenset()
        assert "gesagt" in load("qq").verbs
    finally:
        load.cache_clear()


def test_a_missing_list_is_named():
    with pytest.raises(LanguageError, match=r"mentions\.shrubs"):
        load("en").words("mentions.shrubs")


def test_guessed_tags_find_names_and_verbs():
    guessed = guess_tags(["The", "minister", "said", "that", "Orla", "Venn", "quickly", "left", "."], replace(load("en"), tagger=None))
    assert guessed == ["DT", "NN", "VBD", "IN", "NNP", "NNP", "RB", "NN", "."]
