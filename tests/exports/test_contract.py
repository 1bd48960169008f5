"""Every export is held against the published schema."""

import io
import json
from importlib.resources import files

import jsonschema
import pytest

from firstsaid import api
from firstsaid.errors import CaseError

SCHEMA = json.loads(files("firstsaid.exports").joinpath("contract.schema.json").read_text("utf-8"))


def exported(case: api.Case) -> dict:
    out = io.BytesIO()
    case.export("json", out)
    return json.loads(out.getvalue())


def hold(document: dict) -> None:
    errors = sorted(jsonschema.Draft202012Validator(SCHEMA).iter_errors(document), key=lambda error: list(error.path))
    assert [f"{'/'.join(map(str, error.path))}: {error.message}" for error in errors][:5] == []


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_sample_case_keeps_the_contract(traced_sample):
    hold(exported(api.open_case(traced_sample)))


def test_one_page_keeps_it_and_so_does_a_case_of_rejected_pages(tmp_path):
    (tmp_path / "one.txt").write_text("“We heard two blasts,” said Ode Hallin, a baker in Port Sellan.\n", "utf-8")
    hold(exported(api.trace(tmp_path / "one.txt")))
    (tmp_path / "empty.html").write_bytes(b"")
    document = exported(api.trace(tmp_path / "empty.html"))
    hold(document)
    assert document["articles"] == []
    assert document["rejected"][0]["path"] == "empty.html"


@pytest.mark.parametrize(
    ("path", "value"),
    [(("articles", 0, "id"), "not an id"), (("claims", 0, "independent", "least"), -1), (("derivations", 0, "relation"), "stolen"), (("stories",), None)],
)
def test_the_schema_would_notice(traced_sample, path, value):
    document = exported(api.open_case(traced_sample))
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(document)


def test_an_unknown_format_names_the_known_ones(tmp_path):
    (tmp_path / "one.txt").write_text("The harbour was closed, the ministry said.\n", "utf-8")
    with pytest.raises(CaseError, match="there is no format xml; there are json"):
        api.trace(tmp_path / "one.txt").export("xml", io.BytesIO())
