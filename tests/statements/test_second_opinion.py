"""A user's own model beside the rules."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import firstsaid
from firstsaid import api
from firstsaid.errors import FirstsaidError, SettingsError
from firstsaid.model.options import StatementOptions
from firstsaid.statements.second_opinion import find

TEXT = "“We asked for tugs in March,” said Orla Venn. The harbour master told reporters that the quay was empty.\nSome there call it a scandal in the making.\n"
QUAY = "the quay was empty"


def of(text, content):
    return next(said for said in text if content in [span.of(TEXT) for span in said.content])


def asked(*answers):
    return firstsaid.attributions(TEXT, second_opinion=lambda text, language: list(answers))


def test_agreement_raises_confidence():
    plain = of(firstsaid.attributions(TEXT), QUAY)
    agreed = of(asked({"source": "The harbour master", "cue": "told", "content": QUAY}), QUAY)
    assert agreed.chain == plain.chain
    assert agreed.confidence == pytest.approx((1 + plain.confidence) / 2, abs=0.006)


def test_disagreement_leaves_the_speaker_undetermined_and_shows_whom_the_rules_saw():
    plain = of(firstsaid.attributions(TEXT), QUAY)
    disputed = of(asked({"source": "reporters", "content": QUAY}), QUAY)
    assert disputed.chain == ()
    assert disputed.source == plain.source
    assert disputed.confidence == pytest.approx(plain.confidence / 2, abs=0.006)


def test_a_mention_elsewhere_of_the_same_voice_is_no_disagreement():
    tugs = "We asked for tugs in March,"
    assert of(asked({"source": "Venn", "content": tugs}), tugs).chain[0].name == "Orla Venn"


def test_what_only_the_model_has_is_given_with_little_confidence():
    scandal = of(asked({"source": "Some there", "cue": "call", "content": "it a scandal in the making"}), "it a scandal in the making")
    assert (scandal.source.of(TEXT), scandal.cue.of(TEXT), scandal.confidence) == ("Some there", "call", 0.5)


@pytest.mark.parametrize(
    "answer",
    [
        {"source": "Jan Ostrup", "content": QUAY},
        {"source": "Orla Venn", "content": "The quay was full."},
        {"source": [0, 10_000], "content": [3, 9]},
        {"source": [9, 3], "content": [3, 9]},
        {"source": [-4, 9], "content": QUAY},
        {"source": 7, "content": None},
        {"content": QUAY},
        {},
    ],
)
def test_words_that_do_not_stand_in_the_text_are_dropped(answer):
    assert asked(answer) == firstsaid.attributions(TEXT)


PLACE = st.one_of(st.none(), st.text(max_size=8), st.integers(-3, 200), st.lists(st.integers(-9, 200), max_size=3), st.sampled_from(TEXT.split()))
ANSWER = st.dictionaries(st.sampled_from(["source", "cue", "content"]), PLACE)


@given(st.lists(ANSWER, max_size=8))
@settings(max_examples=150, deadline=None)
def test_any_answers_give_spans_that_stand_in_the_text(answers):
    for said in asked(*answers):
        for span in (*said.content, *filter(None, (said.source, said.cue))):
            assert 0 <= span.start < span.stop <= len(TEXT)
        assert 0 <= said.confidence <= 1


def test_a_model_that_fails_is_told():
    with pytest.raises(FirstsaidError, match="the second opinion failed on this text: ZeroDivisionError"):
        firstsaid.attributions(TEXT, second_opinion=lambda text, language: 1 / 0)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package with a model, as pip would install it."""
    (tmp_path / "fakemodel.py").write_text("def ask(text, language):\n    return [{'source': 'reporters', 'content': 'the quay was empty'}]\n", "utf-8")
    (tmp_path / "broken.py").write_text("raise OSError('no weights')\n", "utf-8")
    info = tmp_path / "fakemodel-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fakemodel\nVersion: 1.0\n", "utf-8")
    points = "[firstsaid.second_opinion]\nfake = fakemodel:ask\nbroken = broken:ask\nnumber = sys:maxsize\n"
    (info / "entry_points.txt").write_text(points, "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    find.cache_clear()
    yield
    find.cache_clear()


@pytest.mark.usefixtures("installed")
def test_an_installed_model_is_asked_in_worker_processes_too(tmp_path):
    (tmp_path / "harbour.txt").write_text(TEXT, "utf-8")
    api.add(tmp_path / "case", [str(tmp_path / "harbour.txt")])
    case = api.run(tmp_path / "case", {"statements": {"second_opinion": "fake"}, "engine": {"processes": 2}})
    text = case.pile.articles[0].text
    disputed = next(said for said in case.pile.statements if said.content[0].of(text) == QUAY)
    assert disputed.chain == ()
    assert firstsaid.attributions(TEXT, options=StatementOptions(second_opinion="fake")) == firstsaid.attributions(TEXT, second_opinion="fake")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("other", "there is no model 'other' in the entry-point group firstsaid.second_opinion; installed are broken, fake, number"),
        ("broken", "the model 'broken' cannot be loaded: OSError: no weights"),
        ("number", "the model 'number' is no function"),
    ],
)
def test_a_model_that_is_not_there_or_not_sound_is_told(name, says):
    with pytest.raises(SettingsError, match=r"\[statements\] second_opinion: ") as error:
        firstsaid.attributions(TEXT, second_opinion=name)
    assert says in str(error.value)
