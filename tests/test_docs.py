"""The map tells the truth: what the docs name is there, and what is there stands on the map."""

import ast
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


ON_ITS_MAP = re.compile(r"^    (\w+)  +\S", re.M)
LARGE = 20
"""Files from which on a room must have a map in its `__init__.py`."""


def files_of(room):
    return sorted([*(file.stem for file in room.glob("*.py") if file.stem != "__init__"), *(file.parent.name for file in room.glob("*/__init__.py"))])


@pytest.mark.parametrize("room", [file.parent for file in sorted(SOURCE.rglob("*/__init__.py"))], ids=lambda room: room.relative_to(SOURCE).as_posix())
def test_the_map_of_a_room_names_each_of_its_files_once(room):
    named = sorted(ON_ITS_MAP.findall(ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8")), clean=False)))
    assert named == files_of(room) or (named == [] and len(files_of(room)) < LARGE)
