"""Words changed inside quotation marks without a mark that tells the reader: each change once, however many copies carry it."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from firstsaid.dossier.lookups import LookUps
from firstsaid.model import Edit, Match, Span

UNRELATED = ("independent", "same quotation only")
"""Between such pages nobody altered the other's words: two hearings of one speech may differ."""

ARTICLES = frozenset(
    ("the", "a", "an", "le", "la", "les", "un", "une", "el", "los", "las", "der", "die", "das", "den", "dem", "ein", "eine", "il", "lo", "gli")
)
BESIDE = 1
"""So many words may stand between an article and the change that it belongs to."""

_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‑": "-", "–": "-", "—": "-", "\u00a0": " "})
_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Change:
    """One unmarked change inside quotation marks, as it first shows in the dossier."""

    number: int
    kind: str
    """One of EDIT_KINDS, read from upstream to downstream where that is decided."""
    first: str
    """The article that has `before`."""
    then: str
    before: Span
    after: Span
    directed: bool
    """Whether it is decided that `first` is upstream."""
    carriers: tuple[str, ...]
    """Every article that has the later wording, in the dossier's order."""


Key = tuple[str, str, str]


def unmarked(edit: Edit) -> bool:
    """Whether the words changed inside quotation marks and the page does not say so."""
    return edit.in_quotation and not edit.marked


def changes(index: LookUps) -> dict[Key, Change]:
    """Every distinct unmarked change of the dossier, by key, numbered in the dossier's order; pairs with a decided direction come first."""
    found: dict[Key, tuple[Match, Edit]] = {}
    carriers: dict[Key, set[str]] = {}
    for directed in (True, False):
        for match in index.dossier.matches:
            pair = (match.article_a, match.article_b)
            derivation = index.derivations.get(pair)
            if match.kind == "boilerplate" or (derivation and derivation.relation in UNRELATED) or (index.upstream(pair) is not None) != directed:
                continue
            for edit, key in keyed(index, match):
                if key == change_key(index, match, edit):
                    found.setdefault(key, (match, edit))
                    carriers.setdefault(key, set()).update(_carriers(index, (match, edit), found[key]))
    return {key: _change(index, number, *found[key], carriers[key]) for number, key in enumerate(found, 1)}


def by_quotation(index: LookUps, found: Mapping[Key, Change]) -> list[list[Change]]:
    """The changes in groups, one for each altered quotation, in order: those that stand within one quotation of the page that has the later words, whichever
    page has the earlier ones, and those of one pair of pages that stand within one quotation of the earlier.
    """
    groups: list[list[Change]] = []
    at: dict[tuple[str, str, str, int], list[Change]] = {}
    for change in found.values():
        sides = ((change.first, change.before), (change.then, change.after))
        places = [(article, place) for article, span in sides if (place := _quotation(index, article, span)) is not None]
        keys = [("" if article == change.then else change.first, change.then, article, place) for article, place in places]
        group = next((at[key] for key in keys if key in at), None)
        if group is None:
            groups.append(group := [])
        group.append(change)
        at |= dict.fromkeys(keys, group)
    return groups


def _quotation(index: LookUps, article: str, span: Span) -> int | None:
    """Where the quotation begins in which words stand or beside which they end, if they do."""
    starts, stops = index.quoted(article)
    number = bisect_right(starts, span.stop) - 1
    return starts[number] if number >= 0 and span.start <= stops[number] else None


def _carriers(index: LookUps, seen: tuple[Match, Edit], first: tuple[Match, Edit]) -> set[str]:
    """Which of the two pages has the later wording, as the change first showed it."""
    (match, edit), (shown, change) = seen, first
    later = change.a if _sides(index, shown)[1] == shown.article_a else change.b
    after = _plain(index.words(_sides(index, shown)[1], later))
    sides = ((match.article_a, edit.a), (match.article_b, edit.b))
    return {article for article, span in sides if _plain(index.words(article, span)) == after}


def keyed(index: LookUps, match: Match) -> list[tuple[Edit, Key]]:
    """The unmarked changes of a match with their keys. An article that goes or comes beside another change ("the guard" for "soldiers") is a part of it."""
    edits = [edit for edit in match.edits if unmarked(edit)]
    keys = [change_key(index, match, edit) for edit in edits]
    slight = [kind == "cut" and not before and after in ARTICLES for kind, before, after in keys]
    for i, edit in enumerate(edits):
        for j in (i - 1, i + 1):
            if slight[i] and 0 <= j < len(edits) and not slight[j] and _near(index, match, edit, edits[j]):
                keys[i] = keys[j]
    return list(zip(edits, keys, strict=True))


def _near(index: LookUps, match: Match, edit: Edit, other: Edit) -> bool:
    first, last = sorted((edit.a, other.a))
    return len(index.words(match.article_a, Span(first.stop, last.start)).split()) <= BESIDE


def change_key(index: LookUps, match: Match, edit: Edit) -> Key:
    """What makes two changes the same: class and folded words, whichever page is read first."""
    before, after = sorted((folded(index.words(match.article_a, edit.a)), folded(index.words(match.article_b, edit.b))))
    kind = "cut" if edit.kind == "added" else edit.kind.replace(" added", " dropped")
    return (kind, before, after)


def folded(words: str) -> str:
    """Words without case, typographic variants and outer punctuation."""
    plain = _plain(words)
    return _EDGES.sub("", plain) or plain


def _plain(words: str) -> str:
    return " ".join(words.translate(_QUOTES).casefold().split())


def _sides(index: LookUps, match: Match) -> tuple[str, str]:
    pair = (match.article_a, match.article_b)
    return pair[::-1] if index.upstream(pair) == match.article_b else pair


def _change(index: LookUps, number: int, match: Match, edit: Edit, carriers: set[str]) -> Change:
    first, then = _sides(index, match)
    read = edit.turned() if first == match.article_b else edit
    return Change(
        number=number,
        kind=read.kind,
        first=first,
        then=then,
        before=read.a,
        after=read.b,
        directed=index.upstream((match.article_a, match.article_b)) is not None,
        carriers=tuple(sorted(carriers, key=lambda a: (index.rank.get(a, len(index.rank)), a))),
    )
