"""The examples of docs/attributions.md: they run, and say what the page says."""

import doctest
import re
from pathlib import Path

from click.testing import CliRunner

from firstsaid.cli import main

PAGE = Path(__file__).parents[2] / "docs/attributions.md"


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_the_python_examples_give_what_the_page_shows():
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks("python")), {}, "attributions.md", str(PAGE), 0)
    assert len(examples.examples) > 10
    told = []
    assert doctest.DocTestRunner(verbose=False).run(examples, out=told.append).failed == 0, "".join(told)


def test_the_command_prints_what_the_page_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("harbour.txt").write_text(blocks("text")[0], "utf-8")
    command, *lines = blocks("console")[0].splitlines()
    done = CliRunner().invoke(main, command.removeprefix("$ firstsaid ").split())
    assert done.exit_code == 0
    assert done.stdout.splitlines()[: len(lines)] == lines
    assert len(done.stdout.splitlines()) == 5
