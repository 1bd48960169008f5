"""Other tools for pages and reuse, in an environment of their own: `python -m benchmarks.peers` makes it, and the benchmarks use it where it is."""

import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / ".venv-peers"
PYTHON = FOLDER / "bin/python"
PACKAGES = ("trafilatura", "resiliparse", "newspaper4k", "readability-lxml", "htmldate", "datasketch", "rensa")
MADE = FOLDER / "installed"


def python() -> Path | None:
    """The environment's interpreter; made when it is not there or lacks a package, None when it cannot be made."""
    if not MADE.exists() or MADE.read_text().split() != list(PACKAGES):
        venv.create(FOLDER, with_pip=True, clear=not MADE.exists())
        for packages in (("--upgrade", "pip"), PACKAGES):
            if subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *packages], check=False, stderr=subprocess.DEVNULL).returncode:
                return None
        MADE.write_text("\n".join(PACKAGES) + "\n")
    return PYTHON


def read_pages(pages: Sequence[dict], runs: int) -> dict | None:
    """What the peers make of the pages ({"id", "url", "path"} each), as `peer_pages.py` writes it; None when they are not installed."""
    interpreter = python()
    if interpreter is None:
        return None
    with TemporaryDirectory() as scratch:
        listed, out = Path(scratch) / "pages.jsonl", Path(scratch) / "out.json"
        listed.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
        subprocess.run([interpreter, "-W", "ignore", HERE / "peer_pages.py", listed, out, str(runs)], check=True)
        return json.loads(out.read_text("utf-8"))


def linked(texts: Sequence[str], peer: str, bands: int) -> tuple[dict, np.ndarray] | None:
    """Pairs of texts that a peer thinks alike, as numbers, the smaller first, and what it took, as `peer_reuse.py` says; None when it is not installed."""
    interpreter = python()
    if interpreter is None:
        return None
    with TemporaryDirectory() as scratch:
        listed, out = Path(scratch) / "texts.jsonl", Path(scratch) / "pairs.npy"
        listed.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
        done = subprocess.run([interpreter, HERE / "peer_reuse.py", listed, out, peer, str(bands)], check=True, capture_output=True, text=True)
        return json.loads(done.stdout), np.load(out)


if __name__ == "__main__":
    sys.exit(0 if python() else "the peers could not be installed")
