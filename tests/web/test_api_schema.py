"""What the HTTP API says of itself holds: whatever is asked of any operation, the answer is never a failure of ours, and its status is one that is documented.

Schemathesis makes the questions from the published description, from a fixed seed; FIRSTSAID_API_EXAMPLES sets how many of each operation.
"""

import os
import re

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from tests.copies import copied
from tests.web.conftest import HOST, enter

from firstsaid.stages import RECORDS
from firstsaid.web.http_api import router

EXAMPLES = int(os.environ.get("FIRSTSAID_API_EXAMPLES", "8"))
ASKED = ("method", "url", "params", "json", "content", "data")
OURS = (400, 401, 403, 404, 405, 409, 415, 422)
"""Statuses of a refusal."""


def described():
    """What the API says of itself."""
    app = FastAPI(title="firstsaid", version="0")
    app.include_router(router)
    return app.openapi()


OPERATIONS = sorted(f"{method.upper()} {path}" for path, methods in described()["paths"].items() for method in methods)


@pytest.fixture(scope="module")
def operations():
    """Every operation as schemathesis understands it, by its name. It is loaded here, as it takes long and every process of the tests reads this file."""
    import schemathesis  # noqa: PLC0415

    found = (result.ok() for result in schemathesis.openapi.from_dict(described()).get_all_operations())
    return {f"{operation.method.upper()} {operation.path}": operation for operation in found}


@pytest.fixture(scope="module")
def asked(sample_case, tmp_path_factory):
    """A way to ask a copy of the sample case; what would start a run is only queued."""
    place = copied(sample_case, tmp_path_factory.mktemp("api"))
    client = enter(place)
    forgery = re.search(r'name="forgery" value="([^"]+)"', client.get("/add").text)[1]
    client.app.state.jobs._closing = True
    with client.app.state.jobs._changed:
        client.app.state.jobs._changed.notify_all()

    def ask(case):
        told = case.as_transport_kwargs(base_url=f"http://{HOST}")
        headers = {name: value for name, value in dict(told.get("headers") or {}).items() if name.lower() == "content-type"}
        return client.request(headers={**headers, "x-forgery": forgery}, **{key: value for key, value in told.items() if key in ASKED})

    yield ask
    client.__exit__(None, None, None)


def test_tables_of_the_machines_own_are_not_given(browser):
    given = set(browser.get("/api/v1/tables").json())
    assert {"articles", "matches", "placements", "statements", "claims", "derivations", "counts", "missing"} <= given
    inner = {"drafts", "lines", "repeats", "carried", "shared_lines", "fingerprints", "candidates", "subjects", "likenesses", "cited", "citing"}
    assert given | inner | {"captures"} == set(RECORDS)
    assert not given & inner


def test_every_operation_is_described(operations):
    assert sorted(operations) == OPERATIONS
    assert len(OPERATIONS) >= 14


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_question_makes_it_fail(asked, operations, name):
    operation = operations[name]
    documented = {int(status) for status in operation.definition.raw["responses"] if status.isdigit()}

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def holds(case):
        answer = asked(case)
        assert answer.status_code in documented.union(OURS), (answer.status_code, answer.text[:300])
        if answer.headers["content-type"] == "application/json" and answer.status_code != 204:
            answer.json()

    holds()
