"""What is told while long work goes on."""

from firstsaid.progress import STEPS, progress_shown, step
from firstsaid.stages import STAGES


def test_every_step_of_a_pass_has_words_and_its_place():
    assert list(STEPS) == [stage.writes for stage in STAGES]
    assert len(set(STEPS.values())) == len(STEPS)
    assert step("statements") == f"step 14 of {len(STAGES)}: who said what"
    assert step("addresses") == "addresses"


def test_a_log_gets_a_line_for_each_step(capsys, monkeypatch):
    monkeypatch.setattr("firstsaid.progress.QUIET_SECONDS", 0.0)
    with progress_shown() as progress:
        progress("statements", 0, 0)
        progress("statements", 5, 20)
        progress("claims", 0, 0)
    assert capsys.readouterr().err.splitlines() == ["step 14 of 26: who said what …", "step 17 of 26: claims …"]
