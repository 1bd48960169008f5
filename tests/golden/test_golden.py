"""The sample case's dossier is what a person has read and found right."""

import difflib
from pathlib import Path

from firstsaid.api import open_case
from tests.golden.page import golden

SAMPLE = Path(__file__).with_name("sample.txt")


def test_the_sample_case_reads_as_it_was_read(traced_sample):
    """When a change is meant: `python -m tests.golden.renew`, read the difference line by line, and commit it with the change."""
    given = golden(open_case(traced_sample).dossier)
    difference = list(difflib.unified_diff(SAMPLE.read_text("utf-8").splitlines(), given.splitlines(), "as read", "as given", lineterm="", n=0))
    assert difference == [], "\n".join([f"{len(difference)} lines differ from the golden dossier; the first ones:", *difference[:40]])
