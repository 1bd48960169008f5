"""Twenty hostile pages through ingest, every page of the web app, the report and the tables: their text is shown as text, and nothing of it acts."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
from click.testing import CliRunner
from tests.web.conftest import enter
from tests.web.crawl import Acting, crawl

from firstsaid.api import open_case
from firstsaid.cli import main
from firstsaid.sealing.inert import inert

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\U000e0000-\U000e007f]")
LEADING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def screens(hostile_case):
    client = enter(hostile_case)
    yield dict(crawl(client)), client
    client.__exit__(None, None, None)


@pytest.fixture(scope="module")
def dossier(hostile_case):
    return open_case(hostile_case).dossier


def test_no_hostile_page_is_lost(dossier):
    named = {capture.path.split("/")[-1].split("-")[0] for capture in dossier.captures} | {row.path.split("/")[-1].split("-")[0] for row in dossier.rejected}
    assert named >= {f"{number:02}" for number in range(1, 21)}
    assert len(dossier.articles) >= 19


def test_nothing_of_them_acts_on_any_screen(screens):
    pages, _ = screens
    assert len(pages) > 40
    acting = {address: found for address, text in pages.items() if (found := Acting(text, own_style=address.startswith("/report/")).found)}
    assert acting == {}


def test_nothing_of_them_turns_or_hides_words(screens):
    pages, _ = screens
    assert [address for address, text in pages.items() if TURNING.search(text)] == []


def test_their_words_are_shown_as_they_are(screens):
    whole = "\n".join(screens[0].values())
    for words in ("{{7*7}}", "{{config}}", "__proto__", "⟨U+202E⟩", "=cmd|&#39; /C calc&#39;!A0", "&lt;img src=x onerror=window.hostile=1&gt;"):
        assert words in whole, words


def test_every_address_of_theirs_is_text_and_no_link(screens):
    assert not re.search(r'(?:href|src)="(?:javascript|data|https?|//)', "\n".join(screens[0].values()), re.I)


@pytest.mark.parametrize("question", ["{{7*7}}", "<script>", "=1+1", "\u202e", "__proto__", "' or 1=1 --", "\x00", "javascript:"])
def test_a_hostile_question_is_words(screens, question):
    _, client = screens
    for address, name in (("/search", "q"), ("/check", "text")):
        answer = client.get(address, params={name: question})
        assert answer.status_code == 200
        assert Acting(answer.text).found == []
        assert not TURNING.search(answer.text)


def test_nothing_of_them_acts_in_the_report(hostile_case):
    text = open_case(hostile_case).report()
    assert Acting(text, own_style=True).found == []
    assert not TURNING.search(text)
    assert inert(text)


@pytest.mark.parametrize("table", ["articles", "claims", "statements", "voices", "captures", "placements"])
def test_no_cell_of_a_table_is_a_formula(hostile_case, table):
    told = CliRunner().invoke(main, ["show", str(hostile_case), table, "--format", "csv"])
    assert told.exit_code == 0, told.output
    rows = list(csv.reader(io.StringIO(told.stdout)))
    assert len(rows) > 1
    assert acting(cell for row in rows for cell in row) == []


def test_no_cell_of_a_spreadsheet_is_a_formula(hostile_case):
    out = io.BytesIO()
    open_case(hostile_case).export("xlsx", out)
    book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 100
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_no_cell_of_the_tables_in_an_export_is_a_formula(hostile_case):
    out = io.BytesIO()
    open_case(hostile_case).export("csv", out)
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as tables:
        texts = [tables.read(name).decode("utf-8-sig") for name in tables.namelist() if name.endswith(".csv")]
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert len(cells) > 100
    assert acting(cells) == []


def acting(cells):
    """Cells that a spreadsheet would take for a formula."""
    return [cell for cell in cells if cell.startswith(LEADING) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)]
