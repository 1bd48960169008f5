"""The guide's commands print what the guide says they print."""

import importlib

import pytest

guide = importlib.import_module("tools.guide")


def test_the_guide_has_its_three_journeys():
    assert [path.stem for path in guide.journeys()] == ["casualty-file", "media-study", "one-link"]


@pytest.mark.parametrize("journey", guide.journeys(), ids=lambda path: path.stem)
def test_a_journey_prints_what_the_guide_says(journey):
    assert guide.written(journey) == journey.read_text("utf-8"), "run python tools/guide.py"
