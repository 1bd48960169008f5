"""Options: defaults, then case.toml, then FIRSTSAID_*, then flags."""

import pytest

from firstsaid.case.folder import CaseFolder
from firstsaid.case.settings import resolve, settings_hash
from firstsaid.errors import SettingsError
from firstsaid.model.options import Options


def test_the_later_place_wins():
    case, environment, flags = {"reuse": {"shortest": 7}}, {"FIRSTSAID_REUSE_SHORTEST": "8"}, {"reuse": {"shortest": 9}}
    assert resolve({}, {}, {}).reuse.shortest == Options().reuse.shortest
    assert resolve(case, {}, {}).reuse.shortest == 7
    assert resolve(case, environment, {}).reuse.shortest == 8
    assert resolve(case, environment, flags).reuse.shortest == 9


@pytest.mark.parametrize(
    ("case", "environment", "complaint"),
    [
        ({"reuse": {"shortest": "many"}}, {}, r"case\.toml \[reuse\] shortest: 'many' is not a whole number"),
        ({}, {"FIRSTSAID_REUSE_SHORTEST": "many"}, "FIRSTSAID_REUSE_SHORTEST: 'many' is not a whole number"),
        ({"reuse": {"longest": 1}}, {}, r"\[reuse\] longest: there is no such option; known are shortest"),
        ({"attic": {"shortest": 1}}, {}, r"case\.toml \[attic\]: there is no such room"),
        ({"claims": {"similarity": True}}, {}, "True is not a number"),
        ({"articles": {"reading": "hasty"}}, {}, r"case\.toml \[articles\] reading: 'hasty' is none of auto, careful, bulk"),
        ({}, {"FIRSTSAID_ARTICLES_READING": "Bulk"}, "FIRSTSAID_ARTICLES_READING: 'Bulk' is none of auto, careful, bulk"),
    ],
)
def test_what_does_not_fit_is_named(case, environment, complaint):
    with pytest.raises(SettingsError, match=complaint):
        resolve(case, environment, {})


@pytest.mark.parametrize("reading", ["auto", "careful", "bulk"])
def test_each_of_the_choices_of_an_option_is_taken(reading):
    assert resolve({}, {}, {"articles": {"reading": reading}}).articles.reading == reading


def test_a_flag_with_none_of_the_choices_is_refused():
    with pytest.raises(SettingsError, match="--articles-reading: 'quick' is none of auto, careful, bulk"):
        resolve({}, {}, {"articles": {"reading": "quick"}})


def test_flags_are_kept_for_the_next_run(tmp_path):
    case = CaseFolder.create(tmp_path / "case")
    assert case.options({"reuse": {"shortest": 9}}).reuse.shortest == 9
    assert CaseFolder.open(tmp_path / "case").options({}).reuse.shortest == 9


def test_only_what_can_change_a_result_counts_in_the_hash():
    plain = settings_hash(Options())
    assert settings_hash(resolve({}, {"FIRSTSAID_ENGINE_PROCESSES": "7"}, {})) == plain
    assert settings_hash(resolve({}, {"FIRSTSAID_REUSE_SHORTEST": "9"}, {})) != plain
