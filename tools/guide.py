"""Run the commands of docs/guide and put their real outputs behind them: `python tools/guide.py`. A test runs them again and compares.

In a block "```console" a line that begins with "$ " is a command, and what follows up to the next one is what it prints; digests that
hold a time of day are left out. A line "<!-- web: FOLDER -->" puts newer pages of the journey's data in front of its invented web.
"""

import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from unittest import mock

from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tools.guide_web import Web  # noqa: E402

GUIDE = ROOT / "docs/guide"
SETTINGS = {"COLUMNS": "110", "FIRSTSAID_COLLECT_HOSTS": "1", "FIRSTSAID_COLLECT_DELAY": "0", "NO_COLOR": "1", "TERM": "dumb"}
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_WEB = re.compile(r"<!-- web: ([\w-]+) -->")


def journeys() -> list[Path]:
    """The pages of the guide that hold commands, by name."""
    return [path for path in sorted(GUIDE.glob("*.md")) if "```console" in path.read_text("utf-8")]


def written(journey: Path) -> str:
    """The page with the outputs that its commands give now."""
    data = GUIDE / "data" / journey.stem
    with tempfile.TemporaryDirectory() as folder, chdir(folder), _invented(data) as web:
        shutil.copytree(data, folder, dirs_exist_ok=True)
        lines: list[str] = []
        inside = skipping = False
        for line in journey.read_text("utf-8").splitlines():
            newer = _WEB.fullmatch(line.strip())
            if newer:
                web.folders.insert(0, data / newer[1])
            if line.startswith("```"):
                inside, skipping = line == "```console", False
            if inside and line.startswith("$ "):
                lines += [line, *_output(line.removeprefix("$ "))]
                skipping = True
            elif not skipping:
                lines.append(line)
        return "\n".join(lines) + "\n"


@contextmanager
def _invented(data: Path) -> Iterator[Web]:
    """The journey's own web instead of the net, and no line of progress, which depends on the machine."""
    web = Web(data / "web")
    try:
        with (
            mock.patch("firstsaid.collect.collector.Outside", web.outside),
            mock.patch("firstsaid.progress.QUIET_SECONDS", float("inf")),
            mock.patch.dict(os.environ, SETTINGS),
        ):
            yield web
    finally:
        web.shutdown()
        web.server_close()


def _output(command: str) -> list[str]:
    from firstsaid.cli import main  # noqa: PLC0415

    name, *arguments = shlex.split(command)
    if name == "ls":
        return sorted(path.name for path in Path(*arguments).iterdir())
    if name != "firstsaid":
        raise SystemExit(f"the guide runs firstsaid and ls, not {name}")
    done = CliRunner().invoke(main, arguments)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return [_DIGEST.sub("(64 digits)", line).rstrip() for line in done.output.strip("\n").splitlines()]


if __name__ == "__main__":
    for path in journeys():
        path.write_text(written(path), "utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
