"""Credit lines: whom the page names as the text's author or sender besides its byline."""

import re

from firstsaid.articles.kinds import agency_named, credit_behind, first_published, lead, spaced
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Span

_TAIL = re.compile(r"[\s.;:,|)\]*_]+$")
_UNTIL = re.compile(r"[;|]|\.\s|\s–\s|\s—\s")
_SIGNED = re.compile(r"[.!?…][”’\"']?\s+(?P<credit>(?P<name>[A-Z][A-Za-z]{1,12}(?:\s[A-Z][A-Za-z]{1,12}){0,2}))\.?$")
_SLASHED = re.compile(r"(?P<credit>/\s?(?P<name>[A-Z][\w .-]{1,30}?)\s?/?)$")
_RIGHTS = re.compile(
    r"(?P<credit>(?:©|\([cC]\)|[Cc]opyright)\s?(?:©\s?)?(?:(?:19|20)\d\d)?,?\s?(?:by\s)?(?P<name>[A-Z][^.©]{2,50}?)\.?(?:\s[Aa]ll [Rr]ights [Rr]eserved\.?)?)$"
)
_BEFORE_NAME = re.compile(r"^[\s(\[–—-]{0,3}(?:[Ww]ith|(?i:via|h/t|hat tip(?: to)?):?\s|(?:©|\([cC]\))\s?(?:(?:19|20)\d\d)?)?")
_CLOSING, _PARAGRAPH = 120, 60
_AT_END = re.compile(r"[(\[–—-]\s?((?:[Ww]ith|[Ss]ource:|[Vv]ia|[Rr]eporting by|[Cc]ourtesy:?|h/t|H/T)?\s?[^()\[\]\n–—]{2,80})[)\]]?\.?$")


def credit_named(line: str, words: Vocabulary) -> tuple[Span, str] | None:
    """What a credit line names, with its place in the line and the rule; None when it names nobody."""
    line = spaced(line)
    opening, mark = lead(line)
    if words.credit_nameless.search(line):
        return None
    if opening in words.credit_openers and mark == ":":
        return _named(line, line.index(":") + 1, f'"{opening}:" line')
    worker = words.credit_workers.match(line)
    if worker:
        return _named(_first_task(line, worker.end(), words), worker.end(), "line of those who worked on the text")
    made = words.credit_made.match(line)
    if made:
        return _named(_first_task(line, made.end(), words), made.end(), "says who made the text")
    before = words.credit_contributed.search(line) or words.credit_makes.search(line)
    if before:
        return _named(line, _sentence_before(line, before.start()), "contributed to the text", before.start(), whole=True)
    return _origin(line, words) or _bare(line, words)


def announces(line: str, words: Vocabulary) -> bool:
    """Whether a credit line ends before the name: "Source:", "With contributions from"."""
    line = spaced(line).strip()
    worker = words.credit_workers.match(line)
    return line.endswith(":") or bool(worker and worker.end() == len(line))


def _origin(line: str, words: Vocabulary) -> tuple[Span, str] | None:
    name = first_published(line, words)
    if name:
        start = line.index(name)
        return Span(start, start + len(name)), "first published elsewhere"
    allowed = words.credit_permission.search(line)
    if allowed:
        return _named(line, allowed.end(), "says whose text is printed again")
    behind = credit_behind(line, words)
    if behind:
        opening, _ = lead(line[behind:].strip())
        return _named(line, line.index(":", behind) + 1, f'"{opening}:" line')
    return None


def _bare(line: str, words: Vocabulary) -> tuple[Span, str] | None:
    signed = words.byline_openers.match(line)
    line = " " * signed.end() + line[signed.end() :] if signed else line
    bare = re.search(r"[^\W_].*", _BEFORE_NAME.sub(lambda found: " " * len(found[0]), line))
    return _named(line, bare.start(), "line that names an agency", len(line.rstrip(" /"))) if bare else None


def _first_task(line: str, start: int, words: Vocabulary) -> str:
    """The line up to the next task that it names (", edited by …")."""
    following = next((at for at in range(start + 1, len(line)) if line[at - 1] in " ,;" and words.credit_workers.match(line[at:])), len(line))
    return re.sub(r"[\s,;]+(?:and\s*)?$", "", line[:following])


_BREAK = re.compile(r"(?:[a-z”’\")]{2}|\.[A-Z])\.\s+(?=[A-Z])")


def _sentence_before(line: str, stop: int) -> int:
    """Where the sentence begins in which someone contributed; an initial ends none."""
    return max((found.end() for found in _BREAK.finditer(line, 0, stop)), default=0)


def credit_at_end(line: str, words: Vocabulary, known: str = "") -> Span | None:
    """The extent of a credit in brackets or behind a dash that closes a paragraph ("(Reuters)", "(With AFP)", "– Reporting by …").

    `known` is the sender that the dateline or byline names.
    """
    line = spaced(line)
    end = line.rstrip("\u200b\ufeff ")[-_CLOSING:]
    if len(line) < _PARAGRAPH:
        return None
    first = len(line.rstrip("\u200b\ufeff ")) - len(end)
    found = _AT_END.search(end)
    bare = re.sub(r"^(?:[Ww]ith|[Ss]ource:|[Vv]ia|[Cc]ourtesy:?|[Hh]/[Tt])\s*", "", found[1].strip()) if found else ""
    if found and (words.credit_workers.match(found[1].strip()) or agency_named(bare, words) or (known and bare.casefold() == known.casefold())):
        return Span(first + found.start(), first + len(end))
    signed = _SIGNED.search(end) or _SLASHED.search(end) or _RIGHTS.search(end)
    name = signed["name"] if signed else ""
    sender = name not in words.agencies_ambiguous and agency_named(name, words)
    return Span(first + signed.start("credit"), first + len(end)) if signed and (sender or (known and name.casefold() == known.casefold())) else None


def _named(line: str, start: int, rule: str, stop: int | None = None, whole: bool = False) -> tuple[Span, str] | None:
    rest = line[start:stop]
    until = None if whole else _UNTIL.search(rest)
    if until:
        rest = rest[: until.start()]
    left = start + len(rest) - len(rest.lstrip(" \u00a0:([–—-"))
    name = _TAIL.sub("", line[left : start + len(rest)])
    return (Span(left, left + len(name)), rule) if name else None
