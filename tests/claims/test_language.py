"""What the claims room knows of a language is checked when it is read."""

import tomllib
from copy import deepcopy
from importlib import resources

import pytest

from firstsaid.claims import language as room
from firstsaid.errors import LanguageError

ENGLISH = tomllib.loads((resources.files("firstsaid.claims") / "languages" / "en.toml").read_text("utf-8"))
LISTS = [(("places",), name) for name in ENGLISH["places"]]
LISTS += [((section, "particles"), name) for section in ("numbers", "objects") for name in ENGLISH[section]["particles"]]
LISTS += [((section,), name) for section in ("numbers", "objects", "wordings", "deeds") for name in ENGLISH[section]]


def refused(monkeypatch, table):
    monkeypatch.setattr(room.tomllib, "loads", lambda text: table)
    with pytest.raises(LanguageError) as told:
        room.language.__wrapped__("en")
    return str(told.value)


def test_a_language_without_a_file_has_no_words_of_its_own():
    assert room.language("xx") is None
    assert room.language("../en") is None
    assert room.any_language("xx") == room.any_language("en")


@pytest.mark.parametrize(("section", "name"), LISTS)
def test_every_list_is_asked_for(monkeypatch, section, name):
    table = deepcopy(ENGLISH)
    holder = table
    for step in section:
        holder = holder[step]
    del holder[name]
    assert name in refused(monkeypatch, table)


@pytest.mark.parametrize("code", ["en", "de"])
def test_words_stand_as_they_are_looked_up(code):
    read = room.language(code)
    phrases = (read.numbers.bounds, read.numbers.units, read.objects.fates, read.objects.opening, read.wordings.not_negations)
    words = [*read.numbers.values, *read.numbers.multipliers, *read.objects.ends, *read.objects.persons, *read.objects.called, *read.wordings.function]
    for word in [*words, *(part for known in phrases for phrase in known for part in phrase)]:
        assert word == word.lower()
        assert " " not in word


def test_names_of_things_are_those_of_the_shared_words():
    assert {"dead", "injured", "people", "demonstrators"} <= set(room.language("de").objects.called.values())
    assert set(room.language("de").objects.fates.values()) <= set(room.language("en").objects.fates.values())
    assert set(room.language("de").numbers.units.values()) <= set(room.language("en").numbers.units.values())


@pytest.mark.parametrize("mark", ["", "ab", "a", "1", 5])
def test_a_mark_in_digits_is_one_mark(monkeypatch, mark):
    table = deepcopy(ENGLISH)
    table["numbers"]["decimal"] = mark
    assert "mark in digits" in refused(monkeypatch, table)


@pytest.mark.parametrize("section", ["numbers", "objects"])
def test_a_list_that_nothing_reads_is_refused(monkeypatch, section):
    table = deepcopy(ENGLISH)
    table[section]["particles"]["unheard_of"] = ["word"]
    assert "unheard_of" in refused(monkeypatch, table)
