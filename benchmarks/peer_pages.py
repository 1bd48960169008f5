"""Read the pages of a kit with other tools: python peer_pages.py PAGES.jsonl OUT.json RUNS. Runs in the peers' own environment and knows nothing of firstsaid.

PAGES.jsonl: {"id", "url", "path"} a line, path being a gzipped page. OUT.json: {"versions", "floor", "peers": {NAME: {"cpu", "pages": {ID: {"body", "title",
"author", "date"}}}}}, the CPU times in microseconds a page, medians of RUNS: of the tool, and of inflating and parsing the same bytes (the floor).
"""

import gzip
import json
import logging
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import lxml.html
import newspaper
import readability
import trafilatura
from htmldate import find_date
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from resiliparse.parse.html import HTMLTree

logging.disable(logging.CRITICAL)


def decoded(content: bytes) -> str:
    return bytes_to_str(content, detect_encoding(content))


def floor(content: bytes, url: str | None) -> dict:
    HTMLTree.parse_from_bytes(content, detect_encoding(content))
    return {}


def trafilatura_default(content: bytes, url: str | None) -> dict:
    return {"body": trafilatura.extract(content, url=url, include_comments=False) or ""}


def trafilatura_precision(content: bytes, url: str | None) -> dict:
    return {"body": trafilatura.extract(content, url=url, include_comments=False, favor_precision=True) or ""}


def trafilatura_metadata(content: bytes, url: str | None) -> dict:
    found = trafilatura.extract_metadata(content, default_url=url)
    return {"title": found.title, "author": found.author, "date": found.date} if found else {}


def resiliparse_main(content: bytes, url: str | None) -> dict:
    return {"body": extract_plain_text(decoded(content), main_content=True, preserve_formatting=True, alt_texts=False, links=False)}


def newspaper4k(content: bytes, url: str | None) -> dict:
    page = newspaper.Article(url or "https://page.example/", fetch_images=False, language="en")
    page.download(input_html=decoded(content))
    page.parse()
    return {"body": page.text, "title": page.title, "author": ", ".join(page.authors), "date": str(page.publish_date or "")[:10]}


def readability_lxml(content: bytes, url: str | None) -> dict:
    page = readability.Document(decoded(content))
    return {"body": extract_plain_text(page.summary(), main_content=False, alt_texts=False, links=False), "title": page.short_title()}


def htmldate(content: bytes, url: str | None) -> dict:
    return {"date": find_date(lxml.html.document_fromstring(decoded(content)), url=url, original_date=True)}


PEERS = (trafilatura_default, trafilatura_precision, resiliparse_main, newspaper4k, readability_lxml, trafilatura_metadata, htmldate)
PACKAGES = ("trafilatura", "resiliparse", "newspaper4k", "readability-lxml", "htmldate")


def once(read: Callable, pages: list[dict]) -> tuple[float, dict]:
    """CPU seconds of the whole list, inflating included, and what was read; a page on which the tool fails counts as empty."""
    found = {}
    started = time.process_time()
    for page in pages:
        try:
            found[page["id"]] = read(gzip.decompress(page["packed"]), page["url"])
        except Exception:
            found[page["id"]] = {}
    return time.process_time() - started, found


def timed(read: Callable, pages: list[dict], runs: int) -> tuple[float, dict]:
    """Microseconds a page, and what was read."""
    once(read, pages[:2])
    done = [once(read, pages) for _ in range(runs)]
    return sorted(seconds for seconds, _ in done)[runs // 2] / len(pages) * 1e6, done[0][1]


def main() -> None:
    """Every peer on every page."""
    pages = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    for page in pages:
        page["packed"] = Path(page["path"]).read_bytes()
    runs, peers = int(sys.argv[3]), {}
    for peer in PEERS:
        cpu, found = timed(peer, pages, runs)
        peers[peer.__name__] = {"cpu": cpu, "pages": found}
    given = {"versions": {name: version(name) for name in PACKAGES}, "floor": timed(floor, pages, max(3, runs))[0], "peers": peers}
    Path(sys.argv[2]).write_text(json.dumps(given, ensure_ascii=False, default=str), "utf-8")


if __name__ == "__main__":
    main()
