"""The map tells the truth: what the docs name is there, and what is there stands on the map."""

import re
from pathlib import Path

import pytest

from firstsaid.stages import STAGES
from tests.conftest import FIRST

HOME = Path(__file__).parents[1]
SOURCE = HOME / "src/firstsaid"
PAGES = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^()\s#]+)(?:#[^()\s]*)?\)")
FILE = re.compile(r"`([a-z_]+/[a-z_/]+\.(?:py|toml))`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(HOME).as_posix())
def test_every_link_and_every_file_that_is_named_is_there(page):
    text = page.read_text("utf-8")
    linked = [link for link in LINK.findall(text) if "://" not in link]
    assert [link for link in linked if not (page.parent / link).exists()] == []
    assert [name for name in FILE.findall(text) if not any((root / name).exists() for root in (HOME, SOURCE))] == []


def test_every_room_and_every_file_beside_them_stands_on_the_map():
    named = set(re.findall(r"`([\w.]+/?)`", (HOME / "docs/ARCHITECTURE.md").read_text("utf-8")))
    rooms = {f"{folder.name}/" for folder in SOURCE.iterdir() if (folder / "__init__.py").exists() and folder.name != "sample"}
    assert rooms <= named
    assert {file.name for file in SOURCE.glob("*.py")} - {"__init__.py"} <= named


def test_the_files_that_are_begun_first_are_there():
    assert [name for name in FIRST if not (HOME / f"tests/{name}.py").exists()] == []


def test_one_pass_goes_through_every_table():
    page = (HOME / "docs/one-pass.md").read_text("utf-8")
    assert [stage.writes for stage in STAGES if f"`{stage.writes}`" not in page] == []
