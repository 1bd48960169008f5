"""Credit lines: whom the page names as the text's author or sender besides its byline."""

import re

from firstsaid.articles.kinds import agency_named, first_published, lead
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Span

_TAIL = re.compile(r"[\s.;,|)\]]+$")
_UNTIL = re.compile(r"[;|]|\.\s|\s–\s|\s—\s")
_AT_END = re.compile(r"[(\[–—-]\s?((?:[Ww]ith|[Ss]ource:|[Vv]ia|[Rr]eporting by|[Cc]ourtesy:?|h/t|H/T)?\s?[^()\[\]\n–—]{2,80})[)\]]?\.?$")


def credit_named(line: str, words: Vocabulary) -> tuple[Span, str] | None:
    """What a credit line names, with its place in the line and the rule; None when it names nobody."""
    opening, mark = lead(line)
    if opening in words.credit_openers and mark == ":":
        return _named(line, line.index(":") + 1, f'"{opening}:" line')
    worker = words.credit_workers.match(line)
    if worker:
        return _named(line, worker.end(), "line of those who worked on the text") or (Span(0, len(_TAIL.sub("", line))), "line of those who worked on the text")
    contributed = words.credit_contributed.search(line)
    if contributed:
        return _named(line, 0, "contributed to the text", contributed.start())
    name = first_published(line, words)
    if name:
        start = line.index(name)
        return Span(start, start + len(name)), "first published elsewhere"
    bare = re.search(r"[^\W_].*", re.sub(r"^[\s(\[–—-]{0,3}(?:[Ww]ith|(?:©|\([cC]\))\s?(?:(?:19|20)\d\d)?)?", lambda found: " " * len(found[0]), line))
    return _named(line, bare.start(), "line that names an agency") if bare else None


def credit_at_end(line: str, words: Vocabulary, known: str = "") -> Span | None:
    """The extent of a credit in brackets or behind a dash that closes a paragraph ("(Reuters)", "(With AFP)", "– Reporting by …").

    `known` is the sender that the dateline or byline names.
    """
    found = _AT_END.search(line[-120:])
    if not found or len(line) < 60:
        return None
    inner = found[1].strip()
    bare = re.sub(r"^(?:[Ww]ith|[Ss]ource:|[Vv]ia|[Cc]ourtesy:?|[Hh]/[Tt])\s*", "", inner)
    if words.credit_workers.match(inner) or agency_named(bare, words) or (known and bare.casefold() == known.casefold()):
        start = max(0, len(line) - 120) + found.start()
        return Span(start, len(line))
    return None


def _named(line: str, start: int, rule: str, stop: int | None = None) -> tuple[Span, str] | None:
    rest = line[start:stop]
    until = _UNTIL.search(rest)
    if until:
        rest = rest[: until.start()]
    left = start + len(rest) - len(rest.lstrip(" \u00a0:([–—-"))
    name = _TAIL.sub("", line[left : start + len(rest)])
    return (Span(left, left + len(name)), rule) if name else None
