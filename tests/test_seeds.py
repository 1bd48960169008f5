"""The five seed pages of the evaluation kit: what the first end-to-end release had to show, kept as a floor."""

import io
import json
import subprocess
import sys

import pytest

from firstsaid import trace


@pytest.fixture(scope="module")
def score(shared, tmp_path_factory):
    """What the kit's scorer says of our export."""
    case = trace(shared / "data/seeds")
    out = io.BytesIO()
    case.export("json", out)
    place = tmp_path_factory.mktemp("seeds") / "export.json"
    place.write_bytes(out.getvalue())
    done = subprocess.run([sys.executable, str(shared / "tools/score_case.py"), str(place)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_five_pages_and_the_gold_file_which_is_no_page(score):
    assert score["pages"] == "5 of 5"
    assert score["rejected"] == 1


def test_bodies(score):
    assert {page: share for page, share in score["body_overlap"].items() if share is not None and share < 0.97} == {}


def test_metadata(score):
    assert [f"{page} {name}" for page, facts in score["metadata"].items() for name, right in facts.items() if not right] == []


def test_statements_voices_and_chains(score):
    assert score["statements"]["recall"] >= 30 / 39
    assert score["statements"]["precision"] >= 0.7
    assert int(score["voice_right"].split()[0]) >= 26
    assert int(score["two_link_chains_right"].split()[0]) >= 8


def test_derivations(score):
    assert score["derivations"]["000<-001"].startswith("republished, upstream 001")
    assert score["derivations"]["002<-001"].startswith("rewritten, upstream 001")
    assert score["false_derivations_with_004"] == []


def test_changes_inside_quotations(score):
    assert [what for what, found in score["changes_inside_quotations"].items() if not found] == []


@pytest.mark.parametrize("claim", [0, 1])
def test_the_first_two_claims_have_one_unnamed_origin(score, claim):
    row = score["claims"][claim]
    assert row["articles"] == ["000", "001", "002"]
    assert (row["given"]["least"], row["given"]["most"]) == (1, 1)
    assert row["named"] is False


def test_missing_upstreams(score):
    assert [name for name in ("TASS", "Amnesty International (report)", "Interfax") if not score["missing_upstream"][name]] == []


def test_stories(score):
    assert ["000", "001", "002"] in [[page for page in story if page != "003"] for story in score["stories"]]
    assert all("004" not in story or story == ["004"] for story in score["stories"])
