"""One small case of invented pages, with texts that are hostile to each format, and its dossier."""

import io

import pytest

from firstsaid import api
from firstsaid.exports import EXPORTS
from firstsaid.sample import pages

HOSTILE = """=HYPERLINK("http://evil.example","Total") said the minister

By Control {\\Name} & Sons <b>

PORT SELLAN (Corvane) - “@SUM(A1) is +4 % of it\x0b,” said Ode Hallin, a baker in Port Sellan, “and {nobody} & nothing <i>counts</i>.” \ud83d\ude00

The harbour was closed for two days before the ferry ran aground, a harbour official told Corvane on Monday.
"""


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """The sample case with one hostile page, written in each format by name."""
    place = tmp_path_factory.mktemp("exports")
    (place / "-hostile.txt").write_bytes(HOSTILE.encode("utf-16", "surrogatepass"))
    case = api.trace([str(pages()), str(place / "-hostile.txt")], case=place / "case")
    made = {}
    for export in EXPORTS:
        out = io.BytesIO()
        case.export(export.name, out)
        again = io.BytesIO()
        export.write(case.dossier, again)
        made[export.name] = (out.getvalue(), again.getvalue())
    return case.dossier, made
