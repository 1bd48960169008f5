"""What firstsaid says of a pile: pages in, exported JSON out, with its articles told apart by the truth's page names."""

import json
import resource
import tempfile
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import firstsaid
from benchmarks.foreign.press import Pile


@dataclass(frozen=True, slots=True)
class Told:
    """An export, with the pages that its articles are."""

    case: dict[str, Any]
    page_of: dict[str, str]
    """Article id to page of the truth."""
    articles: dict[str, dict[str, Any]]
    """Page of the truth to article."""
    seconds: float
    """Processor time of the run, child processes included."""

    def text(self, place: dict[str, Any]) -> str:
        """The words at a place of the export."""
        return str(self.articles[self.page_of[place["article"]]]["text"][place["start"] : place["stop"]]) if place["article"] in self.page_of else ""

    def body(self, page: str) -> str:
        """What is told to be the body of a page."""
        article = self.articles.get(page, {"text": "", "parts": []})
        return "\n".join(article["text"][part["start"] : part["stop"]] for part in article["parts"] if part["kind"] == "body")

    def content(self, statement: dict[str, Any]) -> str:
        text = self.articles[self.page_of[statement["article"]]]["text"]
        return " ".join(text[start:stop] for start, stop in statement["content"])


def traced(pile: Pile) -> Told:
    """Run the whole pass over the pile in a temporary folder."""
    before = _spent()
    with tempfile.TemporaryDirectory(prefix="foreign-") as place:
        pages = Path(place) / "pages"
        pages.mkdir()
        for page in pile.files:
            (pages / page.file).write_bytes(page.content)
        out = BytesIO()
        firstsaid.trace(pages, Path(place) / "case").export("json", out)
    return read(pile, json.loads(out.getvalue()), _spent() - before)


def read(pile: Pile, case: dict[str, Any], seconds: float = 0.0) -> Told:
    """Which article is which page: by file, in a feed by address."""
    by_file = {text.file: text.id for text in pile.texts if text.file and not text.record}
    by_url = {text.record: text.id for text in pile.texts if text.record}
    page_of: dict[str, str] = {}
    for article in case["articles"]:
        capture = article["capture"]
        name = str(capture["path"]).rsplit("/", 1)[-1]
        page = by_file.get(name) or by_url.get(str(capture["url"])) or by_url.get(str(capture["record"]))
        if page:
            page_of[article["id"]] = page
    return Told(case, page_of, {page_of[a["id"]]: a for a in case["articles"] if a["id"] in page_of}, seconds)


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
