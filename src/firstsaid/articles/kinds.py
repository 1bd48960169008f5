"""What a line says of itself by its form: a teaser, a credit, a correction, a note, a heading of something else."""

import re
from typing import NamedTuple

from firstsaid.articles.vocabulary import Hint, Vocabulary

_NOTICED = 400
"""How many characters at either end of a line are looked at."""
_SHORT = 250
_LEAD = re.compile(r"^[\W_]{0,3}([^\W\d_][\w'’&/ .-]{0,40}?)\s{0,2}(:|\||»|>|-\s|–|—|$)")
_LONGEST_LEAD = 46
_MARK = re.compile(r"[:|»>–—-]")
_FOOTNOTE = re.compile(r"^[*†‡¹]{1,3}\s?\(?[^\W_]")
_MARKS = frozenset("*†‡¹")
_COPYRIGHT = re.compile(r"^\(?(?:©|\([cC]\)\s|CC0\b|CC[- ]BY\b)")
_OWNED = frozenset("(©C")
_WRAPPED = re.compile(r"^\(([^()]{2,60})\)\.?$")
_SEVERAL = re.compile(r"\s*[/&,]\s*|\s+and\s+")
_JOINS = ("/", "&", ",", "and")
_BEFORE_AGENCY = frozenset("(©Cc-–—Ww")
"""What a line of more words begins with that names an agency and nothing else."""
_SEVERAL_WORDS = 4
_AROUND = " ()[]/.:-–—"
_MENU = re.compile(r"[^|]{1,40}(?:\s\|\s[^|]{1,30}){3,}")
_LONGEST_MENU, _STROKES = 600, 3
_WITH = re.compile(r"^[-–—(]{0,2}\s?[Ww]ith\s(?=[A-Z])")


ALL_HINTS = Hint.OPENING | Hint.POLICY | Hint.CREDIT | Hint.CAPTION | Hint.SPEECH | Hint.EVENT
"""Of a line that was not looked at word by word."""


class Kind(NamedTuple):
    """A part kind and the rule that gave it."""

    kind: str
    reason: str


def lead(line: str) -> tuple[str, str]:
    """The words before the first colon, dash or line end, in lower case, and the mark that follows ("" at the end); ("", "") when there are none."""
    if len(line) > _LONGEST_LEAD and not _MARK.search(line, 0, 64):
        return "", ""
    found = _LEAD.match(line[:64])
    if not found or (not found[2] and len(line) > 64):
        return "", ""
    return found[1].strip().lower(), found[2].strip()


def spaced(line: str) -> str:
    """The line with plain spaces for its no-break spaces, place for place."""
    return line.replace("\u00a0", " ").replace("\u202f", " ")


def kind_by_form(line: str, words: Vocabulary, hints: int = ALL_HINTS) -> Kind | None:
    """What the line is, going by its own words alone; None when it may be anything. `hints` are those of its words, if they are known."""
    line = spaced(line)
    head = line[:_NOTICED]
    opening, mark = lead(head)
    found = _by_opening(line, opening, mark, words)
    if found:
        return found
    if hints & Hint.OPENING:
        if words.correction_openers.match(head):
            return Kind("correction", "opens like a correction notice")
        if words.note_openers.match(head):
            return Kind("note", "opens like a note of the editors")
    if is_footnote(head, words):
        return Kind("note", "a footnote behind an asterisk")
    if len(line) <= _LONGEST_MENU and line.count(" | ") >= _STROKES and _MENU.fullmatch(line):
        return Kind("furniture", "a menu: names between strokes")
    return _credit(line, words, hints) or _caption(line, words, hints)


def _by_opening(line: str, opening: str, mark: str, words: Vocabulary) -> Kind | None:
    short = len(line) <= 160
    alone = not mark
    if not opening:
        return None
    if opening in words.comment_headings and alone:
        return Kind("comment", "a heading that opens the outlet's own comment")
    if opening in words.teaser_openers and short and (alone or mark in ":|»>"):
        return Kind("teaser", f'opens with "{opening}"')
    if opening in words.credit_openers and mark == ":" and short:
        return Kind("credit", f'opens with "{opening}:"')
    if opening in words.caption_openers and mark in ":|" and mark and short:
        return Kind("caption", f'opens with "{opening}:"')
    return None


def is_footnote(head: str, words: Vocabulary) -> bool:
    """Whether a line is a gloss behind an asterisk or dagger."""
    return head[:1] in _MARKS and bool(_FOOTNOTE.match(head)) and len(head.split()) >= 4 and bool(words.note_verbs.search(head))


def _credit(line: str, words: Vocabulary, hints: int) -> Kind | None:
    if len(line) > _NOTICED:
        return None
    if not hints & Hint.CREDIT:
        return _of_agencies(line, words) or _behind(line, words)
    return _of_workers(line, words) or _of_agencies(line, words) or _of_origin(line, words)


def _of_workers(line: str, words: Vocabulary) -> Kind | None:
    if words.credit_workers.match(line) and len(line.split()) <= 40:
        return Kind("credit", "names who worked on the text")
    if len(line) <= _SHORT and words.credit_contributed.search(line) and _unended(line).endswith(words.credit_endings):
        return Kind("credit", "names who contributed to the text")
    if len(line) <= _SHORT and (words.credit_made.match(line) or words.credit_makes.search(line)):
        return Kind("credit", "says who made the text")
    return None


def _unended(line: str) -> str:
    return line.rstrip(".) \u00a0\u200b\ufeff").lower()


def _of_agencies(line: str, words: Vocabulary) -> Kind | None:
    if len(line) <= _LONGEST_LEAD and line.strip(_AROUND).lower() in words.credit_unnamed:
        return Kind("credit", "names senders without a name")
    if line[:1] not in _BEFORE_AGENCY and len(line.split(maxsplit=_SEVERAL_WORDS)) > _SEVERAL_WORDS:
        return None
    wrapped = _WRAPPED.match(line) if line[:1] == "(" else None
    inner = wrapped[1] if wrapped else line
    if (wrapped or len(inner.split()) <= _SEVERAL_WORDS) and agency_named(inner, words):
        return Kind("credit", "names an agency and nothing else")
    if _WITH.match(inner) and agency_named(_WITH.sub("", inner), words):
        return Kind("credit", "names the agencies it draws on")
    if (
        line[:1] in _OWNED
        and _COPYRIGHT.match(line)
        and "/" not in line
        and agency_named(re.sub(r"[^\w\s./-]|\b(?:19|20)\d\d\b", " ", line.partition(".")[0]).strip(" .CcO0"), words)
    ):
        return Kind("credit", "a copyright line of an agency")
    return None


def _of_origin(line: str, words: Vocabulary) -> Kind | None:
    if first_published(line, words) is not None:
        return Kind("credit", "says where the text was first published")
    if words.credit_permission.search(line):
        return Kind("credit", "says whose text is printed again")
    if len(line) <= _SHORT and words.credit_nameless.search(line):
        return Kind("credit", "says that the text comes from elsewhere")
    return _behind(line, words)


def _behind(line: str, words: Vocabulary) -> Kind | None:
    behind = credit_behind(line, words)
    return Kind("credit", f'names a "{line[behind:].partition(":")[0].strip().lower()}" behind a date or a byline') if behind else None


def credit_behind(line: str, words: Vocabulary) -> int | None:
    """Where the last piece of a line "3 May 2031 / Source: Bluewater" begins, if it is a credit; None when it is none."""
    if ":" not in line:
        return None
    at = max(line.rfind(mark) for mark in "/|•·")
    opening, mark = lead(line[at + 1 :].strip()) if at > 0 and len(line) <= _SHORT else ("", "")
    return at + 1 if mark == ":" and opening in words.credit_openers and opening not in words.credit_pictures else None


_AT_ONCE = 80
"""Within so many characters "First published by X" says so, where it does not begin with what was published."""
_ORDER = re.compile(r"^(?:originally|first)\b", re.IGNORECASE)
_ON = re.compile(r"\b(?:by|in|on|at|from)\s+((?:the\s)?[A-Z0-9][^,;]{1,60}?)(?:\.|,|;|\s(?:and|on|at|under|with|in|as)\b|$)")


def first_published(line: str, words: Vocabulary) -> str | None:
    """The name in "This article was first published by X" or "First published by X", else None."""
    opening = words.credit_pieces.match(line)
    told = words.credit_published.search(line) if opening else words.credit_published.search(line, 0, _AT_ONCE)
    if not told:
        return None
    ordered = bool(_ORDER.match(told[0]))
    if not (opening and (opening[1] or ordered)) and not (ordered and told.start() <= 3):
        return None
    for name in _ON.finditer(line, told.end()):
        first = re.split(r"[\s.]", name[1], maxsplit=1)[0].lower()
        if first not in words.months and first not in words.weekdays and not first.isdigit():
            return name[1].strip()
    return None


def agency_named(name: str, words: Vocabulary) -> str | None:
    """The agency that this name is, as the word list writes it, or as it stands when a word such as "news agency" is in it.

    An acronym counts in capitals only.
    """
    bare = name.strip().strip(".,;:()[]©–—-").strip()
    known = _listed(bare, words)
    if known:
        return known
    several = _SEVERAL.split(bare) if len(bare) <= 80 and any(map(bare.__contains__, _JOINS)) else []
    if len(several) > 1 and all(_listed(piece, words) for piece in several):
        return bare
    if len(bare.split()) <= 6 and bare[:1].isupper() and "/" not in bare and (found := words.agency_words.search(bare)) and found.start():
        return bare
    return None


def _listed(name: str, words: Vocabulary) -> str | None:
    folded = name.casefold()
    known = words.agencies.get(folded.removeprefix("the ")) or words.agencies.get(folded)
    return known if known and (not known.isupper() or name.removeprefix("The ").removeprefix("the ").isupper()) else None


def _caption(line: str, words: Vocabulary, hints: int) -> Kind | None:
    if len(line) > 300:
        return None
    if line[:1] in _OWNED and _COPYRIGHT.match(line) and len(line.split()) <= 14:
        return Kind("caption", "a picture's credit")
    if hints & Hint.CAPTION and any(map(line.lower().__contains__, words.caption_marks)):
        return Kind("caption", "holds a picture's credit")
    return None
