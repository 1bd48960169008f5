"""The kits of real news pages that lie beside the project: reading them, and what a score is."""

import gzip
import importlib.util
import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import NamedTuple
from urllib.parse import urlsplit

SHARED = Path(__file__).resolve().parents[2] / "shared"
KITS = ("fundus", "aeb", "naeb")
_WORD = re.compile(r"\w+")
_NAMES = re.compile(r"\s*(?:,|;|\||&|\band\b)\s*")


class Page(NamedTuple):
    """A page of a kit with what people read in it."""

    id: str
    url: str | None
    path: Path
    gold: Mapping[str, str]

    @property
    def outlet(self) -> str:
        """Which pages come from one site."""
        return self.gold.get("outlet") or urlsplit(self.url or "").hostname or self.id

    def content(self) -> bytes:
        """The page's bytes."""
        return gzip.decompress(self.path.read_bytes())


def pages(kit: str) -> list[Page]:
    """Every page of a kit, in its own order."""
    folder = SHARED / "data/articles" / kit
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    return [Page(row["id"], row["url"], folder / "pages" / f"{row['id']}.html.gz", row) for row in rows]


def scorer(name: str) -> ModuleType:
    """A scorer of the kits, or another of their tools."""
    spec = importlib.util.spec_from_file_location(name, SHARED / f"tools/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # a dataclass in it looks its module up
    spec.loader.exec_module(module)
    return module


def words(text: str | None) -> str:
    """The words of a text, case and punctuation folded."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text or "").casefold()))


def names(byline: str | None) -> frozenset[str]:
    """The people in a byline."""
    return frozenset(filter(None, (words(name) for name in _NAMES.split(byline or ""))))


def right(kit: list[Page], given: Mapping[str, Mapping[str, str | None]]) -> dict[str, float | None]:
    """Share of pages whose title, date (the page's own day) and author are as the kit has them; an author counts where the kit names one."""
    same = {"title": lambda a, b: words(a) == words(b), "date": lambda a, b: (a or "")[:10] == b, "author": lambda a, b: names(a) == names(b)}
    found: dict[str, float | None] = {}
    for field, equal in same.items():
        asked = [page for page in kit if page.gold.get(field)]
        told = any(given.get(page.id, {}).get(field) for page in kit)
        hits = sum(equal(given.get(page.id, {}).get(field), page.gold[field]) for page in asked)
        found[field] = hits / len(asked) if told and asked else None
    return found
