"""Each dependency is used, declared, pinned with hashes, and justified in docs/dependencies.md."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
PAGE = (HOME / "docs/dependencies.md").read_text("utf-8")
BROUGHT = {"starlette": "fastapi", "pydantic": "fastapi", "markupsafe": "jinja2"}
"""Used by name though another library is asked for, which cannot do without them."""


def same(name):
    """The one spelling of a distribution's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements):
    return {same(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}


CORE = declared(PROJECT["dependencies"])
EXTRAS = {name: declared(held) for name, held in PROJECT["optional-dependencies"].items()}


def imported():
    """Modules of others that the source imports, each with one file that does."""
    found = {}
    for file in sorted((HOME / "src/firstsaid").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
            for top in {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"firstsaid"}:
                found.setdefault(top, file.name)
    return found


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    holders, modules = packages_distributions(), imported()
    distributions = {top: {same(name) for name in holders.get(top, [top])} for top in modules}
    known = CORE.union(*(held for name, held in EXTRAS.items() if name != "dev"))
    undeclared = {top: modules[top] for top, names in distributions.items() if not (names | {BROUGHT.get(name) for name in names}) & known}
    assert undeclared == {}, "imported, but neither a dependency nor part of an extra in pyproject.toml"
    used = set().union(*distributions.values())
    asked_for_by_others = {"lxml-html-clean", "python-multipart"}
    assert sorted(CORE - used - asked_for_by_others) == [], "a dependency that no file imports"


def test_each_dependency_is_justified_in_one_line():
    rows = re.findall(r"^\| ([\w ,.-]+) \| (.+) \|$", PAGE, re.M)
    told = {same(name) for names, _ in rows[1:] for name in names.split(", ")}
    assert told == CORE, "the table of docs/dependencies.md and the dependencies of pyproject.toml"
    beside = {same(word) for word in re.findall(r"[\w.-]+", PAGE)}
    assert [name for held in EXTRAS.values() for name in sorted(held) if name not in beside] == []


@pytest.mark.parametrize(("lock", "without"), [("requirements.lock", {"pyspark"}), ("requirements-spark.lock", set())])
def test_the_lock_holds_each_with_hashes_and_no_address(lock, without):
    text = (HOME / lock).read_text("utf-8")
    assert "://" not in text
    entries = re.split(r"^(?=[A-Za-z])", text, flags=re.M)[1:]
    assert [entry.split()[0] for entry in entries if "==" not in entry.split()[0] or "--hash=sha256:" not in entry] == []
    pinned = {same(entry.split("==")[0]) for entry in entries}
    assert sorted(CORE.union(*EXTRAS.values()) - pinned - without) == []
