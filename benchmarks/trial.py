"""One damaged file through every reader and every step on captures: what the fuzzers run in their child processes."""

import dataclasses
import hashlib
import re
import traceback
from pathlib import Path
from typing import NamedTuple

from benchmarks.mutations import Sample
from benchmarks.steps import articles_of
from firstsaid.capture import Source, read
from firstsaid.model import Article, Rejected
from firstsaid.model.options import Options


class Result(NamedTuple):
    """What became of one file."""

    outcomes: tuple[str, ...]
    fault: str | None
    """A short name for what went wrong, the same for the same place in the code."""
    story: str


def tried(sample: Sample, folder: Path) -> Result:
    """Read the file and every page in it, pages of HTML both ways."""
    path = folder / "file"
    path.write_bytes(sample.content)
    options = Options()
    outcomes: list[str] = []
    try:
        rows = list(read(Source(path, sample.name, hashlib.sha256(sample.content).hexdigest(), "file", None), options.capture))
        if not rows:
            return Result((), "no row for a file", sample.name)
        captures = [row for row in rows if row is not None and not isinstance(row, Rejected)]
        outcomes += [f"{row.stage}: {_shape(row.reason)}" for row in rows if isinstance(row, Rejected)]
        outcomes += [f"{capture.how} {capture.media_type}" for capture in captures]
        wrong = None
        for reading in ("careful", "bulk"):
            chosen = dataclasses.replace(options, articles=dataclasses.replace(options.articles, reading=reading))
            articles, rejected = articles_of([row for row in captures[:50] if reading == "careful" or row.media_type == "text/html"], chosen)
            outcomes += [f"{reading} {row.stage}: {_shape(row.reason)}" for row in rejected]
            outcomes += [f"{reading} article"] * len(articles)
            wrong = wrong or next(filter(None, map(_unsound, articles)), None)
    except Exception as error:
        return Result(tuple(outcomes), _fault(error), traceback.format_exc())
    return Result(tuple(outcomes), wrong, sample.name)


def _unsound(article: Article) -> str | None:
    """A promise of the article that it breaks: spans lie in the text, the text can be stored."""
    spans = [part.span for part in article.parts] + list(article.sentences) + list(article.quotations)
    if any(not 0 <= span.start < span.stop <= len(article.text) for span in spans):
        return "a span lies outside the text or is empty"
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError:
        return "the text holds half a surrogate pair"
    return None


def _shape(reason: str) -> str:
    """The sentence without its figures and the words that it quotes."""
    words = "".join("#" if letter.isdigit() else letter for letter in re.split(r'[("]', reason, maxsplit=1)[0])
    return words[:60]


def _fault(error: Exception) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/firstsaid/" in frame.filename]
    place = f"{frames[-1].filename.split('/firstsaid/')[-1]}:{frames[-1].name}" if frames else "?"
    return f"{type(error).__name__} in {place}"
