"""firstsaid can be called from any script: guarded or not, from a file or from standard input."""

import subprocess
import sys

import pytest

SCRIPT = """
import firstsaid
print(firstsaid.trace({page!r}).sentence())
"""


@pytest.mark.parametrize("way", ["file", "standard input"])
def test_a_script_without_a_main_guard_works(tmp_path, way):
    (tmp_path / "page.txt").write_text("The harbour was closed on Monday, the port authority said.\n", "utf-8")
    script = SCRIPT.format(page=str(tmp_path / "page.txt"))
    (tmp_path / "script.py").write_text(script, "utf-8")
    words = [sys.executable, str(tmp_path / "script.py")] if way == "file" else [sys.executable, "-"]
    done = subprocess.run(words, input=script if way != "file" else None, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.startswith("1 page"), done.stderr
