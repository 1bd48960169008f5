"""Pages that a browser saved "complete": `Page.html` beside a folder with the page's pictures, scripts and frames (decision 7)."""

import html
import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_SURE = re.compile(r"[_.]files")
"""What browsers put behind the page's name whatever their language; some translate it ("-Dateien", "_fichiers")."""
_MAYBE = re.compile(r"[_. -][^\W\d_]{3,20}")
_LOADED = re.compile(r"<(?!a\b)[a-z]++\b[^<>]{0,2000}?\b(?:src|href|srcset|poster)\s*+=\s*+[\"']?\s*+(?:\./)?([^\s\"'<>/][^\"'<>/]{0,399})/", re.IGNORECASE)
_LOOKED_AT = 4 * 1024 * 1024
_KINDS = (
    ("picture", (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".bmp", ".ico", ".jfif")),
    ("script", (".js", ".mjs", ".download", ".jsm")),
    ("style sheet", (".css",)),
    ("frame", (*_PAGES, ".php", ".aspx")),
    ("font", (".woff", ".woff2", ".ttf", ".otf", ".eot")),
    ("film or recording", (".mp4", ".webm", ".mp3", ".m4a", ".ogg")),
)


def page_of(folder: Path, names: Iterable[str]) -> str | None:
    """The name of the saved page whose parts this folder holds, among the names beside it; None when it is a folder like any other."""
    for name in sorted(names):
        stem, ending = os.path.splitext(name)
        if ending.lower() not in _PAGES or not folder.name.startswith(stem):
            continue
        word = folder.name[len(stem) :]
        if _SURE.fullmatch(word) or (_MAYBE.fullmatch(word) and folder.name in _loaded(folder.parent / name)):
            return name
    return None


def _loaded(page: Path) -> set[str]:
    """Names of the folders from which a page loads pictures, scripts and style sheets; not those of its links."""
    try:
        with page.open("rb") as stream:
            markup = stream.read(_LOOKED_AT).decode("utf-8", "replace")
    except OSError:
        return set()
    return {name for found in _LOADED.findall(markup) for name in (html.unescape(found), unquote(html.unescape(found)))}


def left_out(folder: Path, page: str) -> str | None:
    """The sentence that counts what is left out, None for an empty folder."""
    kinds = Counter(_kind(name) for _, _, names in os.walk(folder) for name in names)
    if not kinds:
        return None
    counted = ", ".join(f"{number} {kind if number == 1 else _plural(kind)}" for kind, number in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    total = sum(kinds.values())
    files = "1 file that the page loads was" if total == 1 else f"{total} files that the page loads were"
    return f'it belongs to the saved page "{page}": {files} left out ({counted}); add by itself what is a page to trace'


def _kind(name: str) -> str:
    ending = os.path.splitext(name)[1].lower()
    return next((kind for kind, endings in _KINDS if ending in endings), "other file")


def _plural(kind: str) -> str:
    return "films or recordings" if kind.startswith("film") else f"{kind}s"
