"""Pairs of articles side by side: what was taken over, and what was done to the words."""

from collections.abc import Sequence
from dataclasses import dataclass

from firstsaid.dossier.changes import Change, Key, folded, keyed, unmarked
from firstsaid.dossier.dates import published
from firstsaid.dossier.index import Index
from firstsaid.dossier.lookups import Pair
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.views.passages import Mark, Passage, passage
from firstsaid.dossier.wording import EDITS, count, how_sure, number_of, shown
from firstsaid.model import Derivation, Edit, Match, Place, Span
from firstsaid.model.lineage import DERIVED

PAIRS = 60
PASSAGES = 12
SAME_PASSAGES = 3
NOTES = 8
EDITS_SHOWN = 120
BRIEF = 240
"""Characters of a passage that stands for evidence."""
SHOWN = (*DERIVED, "siblings")
VERBS = {
    "same page": "is the same page as",
    "edition": "is an edition of",
    "republished": "copies",
    "excerpted": "takes an excerpt of",
    "rewritten": "rewrites",
    "quotes": "quotes",
    "recalls": "recalls",
    "siblings": "shares a text that is not in the pile with",
}
FAVOURED = {
    "derived": "one from the other",
    "siblings": "both from a third text",
    "independent": "each from elsewhere",
}
"""What a piece of evidence speaks for, in words."""
KINDS = {"narrative": "Narrative", "quotation": "Quotation", "headline": "Headline", "caption": "Caption", "credit": "Credit", "echo": "Echo of a few words"}


@dataclass(frozen=True, slots=True)
class Note:
    """An edit in words."""

    number: int | None
    before: str
    after: str
    told: str
    again: bool = False
    """Whether an earlier pair has shown this change."""


@dataclass(frozen=True, slots=True)
class Row:
    """A shared passage in both articles."""

    kind: str
    told: str
    left: Passage
    right: Passage
    hot: tuple[Note, ...]
    """Changed inside quotation marks and not marked."""
    minor: tuple[Note, ...]
    minor_note: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence."""

    sentence: str
    points: str
    side: str
    """Whether it speaks "for" or "against" the reading."""
    favours: str
    spans: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair as the report shows it."""

    number: int
    left: str
    right: str
    left_name: str
    right_name: str
    left_siglum: str
    right_siglum: str
    left_side: str
    right_side: str
    dates: tuple[str, str]
    verb: str
    sure: str
    rival: str
    altered: int
    rows: tuple[Row, ...]
    rows_note: str
    evidence: tuple[EvidenceRow, ...]
    open: bool


def pair_views(index: Index) -> tuple[list[PairView], str]:
    """Derived pairs, those with the most unmarked changes first, then siblings; at most sixty, and what the list says of itself."""
    pairs = [d for d in index.dossier.derivations if d.relation in SHOWN]
    altered = {d.id: len(_altered(index, d)) for d in pairs}
    order = sorted(range(len(pairs)), key=lambda i: (pairs[i].upstream is None, -altered[pairs[i].id], pairs[i].relation == "republished", i))
    seen: dict[int, str] = {}
    views = [pair_view(index, number, pairs[i], seen) for number, i in enumerate(order[:PAIRS], 1)]
    return views, shown(len(views), len(pairs))


def _altered(index: Index, derivation: Derivation) -> set[Key]:
    matches = index.matches.get((derivation.article_a, derivation.article_b), [])
    return {key for match in matches for _, key in keyed(index, match)}


def pair_view(index: Index, number: int, derivation: Derivation, seen: dict[int, str]) -> PairView:
    """A pair with its passages side by side. `seen` tells, by a change's number, the article whose pair has shown it so far."""
    pair: Pair = (derivation.article_a, derivation.article_b)
    swap = derivation.upstream == derivation.article_b
    left, right = pair[::-1] if swap else pair
    matches = sorted(index.matches.get(pair, []), key=lambda m: (m.start_b, m.stop_b) if swap else (m.start_a, m.stop_a))
    kept = _kept([m for m in matches if m.kind != "boilerplate"])
    altered = len(_altered(index, derivation))
    sides = ("upstream", "downstream") if derivation.upstream else ("", "")
    left_name, right_name = index.told_apart(left, right)
    return PairView(
        number=number,
        left=left,
        right=right,
        left_name=left_name,
        right_name=right_name,
        left_siglum=index.sigla.get(left, "?"),
        right_siglum=index.sigla.get(right, "?"),
        left_side=sides[0],
        right_side=sides[1],
        dates=(_date(index, left), _date(index, right)),
        verb=_verb(derivation),
        sure=_sure(index, derivation),
        rival=_rival(index, derivation),
        altered=altered,
        rows=tuple(_row(index, match, swap, (seen, right)) for match in kept),
        rows_note=shown(len(kept), len(matches)),
        evidence=tuple(evidence_row(index, e) for e in derivation.evidence if e in index.evidence),
        open=(number <= 3 or bool(altered)) and bool(kept) and derivation.upstream is not None,
    )


def _verb(derivation: Derivation) -> str:
    if derivation.relation == "siblings" and derivation.absent_upstream is None:
        return "shares a third text with"
    return VERBS[derivation.relation] if derivation.upstream or derivation.relation in ("siblings", "same page") else "shares its text with"


def _date(index: Index, article: str) -> str:
    held = index.articles.get(article)
    when = published(held) if held else None
    return when.words if when else "no date"


def _sure(index: Index, derivation: Derivation) -> str:
    sure = how_sure(derivation.relation, derivation.confidence)
    if derivation.absent_upstream:
        return f"{sure}; both from {index.name(derivation.absent_upstream)}, not in the pile"
    return sure if derivation.upstream or derivation.relation == "siblings" else f"{sure}; direction undetermined"


def _rival(index: Index, derivation: Derivation) -> str:
    rival = derivation.rival
    if rival is None:
        return ""
    first = f", {index.name(rival.upstream)} first" if rival.upstream else ""
    return f"{rival.relation}{first}, {number_of(rival.confidence)}"


def _kept(matches: Sequence[Match]) -> list[Match]:
    """The passages that say most: those with edits, and the longest of those without; in their order."""
    edited = sorted((m for m in matches if m.edits), key=lambda m: (-sum(unmarked(e) for e in m.edits), -m.words, m.start_a))[:PASSAGES]
    same = sorted((m for m in matches if not m.edits), key=lambda m: (-m.words, m.start_a))[:SAME_PASSAGES]
    chosen = {id(m) for m in (*edited, *same)}
    return [m for m in matches if id(m) in chosen]


def _row(index: Index, match: Match, swap: bool, carried: tuple[dict[int, str], str]) -> Row:
    left_marks, right_marks, hot, minor = [], [], [], []
    directed = index.upstream((match.article_a, match.article_b)) is not None
    keys = dict(keyed(index, match))
    for edit in match.edits[:EDITS_SHOWN]:
        before, after = (edit.b, edit.a) if swap else (edit.a, edit.b)
        change = index.changes.get(keys[edit]) if edit in keys else None
        note = _note(index, match, edit, swap, change)
        if change is None:
            minor.append(note)
            left_marks.append(Mark(before, _plain_mark(edit, before, after, "cut")))
            right_marks.append(Mark(after, _plain_mark(edit, before, after, "add")))
            continue
        again = carried[0].setdefault(change.number, carried[1]) != carried[1]
        hot.append(Note(note.number, note.before, note.after, note.told, again))
        css = ("was", "u on" if again else "u") if directed else _undirected(index, change, note)
        left_marks.append(Mark(before, css[0], change.number))
        right_marks.append(Mark(after, css[1], change.number))
    a = passage(index, match.article_a, match.a, right_marks if swap else left_marks)
    b = passage(index, match.article_b, match.b, left_marks if swap else right_marks)
    told = _told(index, match)
    more = shown(min(NOTES, len(minor)), len(minor))
    return Row(KINDS.get(match.kind, match.kind), told, b if swap else a, a if swap else b, tuple(hot), tuple(minor[:NOTES]), more)


def _undirected(index: Index, change: Change, note: Note) -> tuple[str, str]:
    """The marks of a change in a pair without direction: as another pair decided it, else both sides alike."""
    if not change.directed:
        return ("u", "u")
    return ("was", "u on") if folded(note.before) == folded(_words(index, change.first, change.before)) else ("u on", "was")


def _told(index: Index, match: Match) -> str:
    if match.kind == "echo":
        return f"{count(match.same, 'word')} in common"
    if len(match.edits) > EDITS_SHOWN:
        return f"{match.same:,} of {count(match.words, 'word')} the same; changes {shown(EDITS_SHOWN, len(match.edits))}"
    if match.edits or match.same < match.words:
        return f"{match.same:,} of {count(match.words, 'word')} the same"
    letters = index.words(match.article_a, match.a) == index.words(match.article_b, match.b)
    return f"{count(match.words, 'word')}, the same{' to the letter' if letters else '; only typography differs'}"


def _plain_mark(edit: Edit, before: Span, after: Span, alone: str) -> str:
    if edit.marked:
        return "marked"
    return alone if before.start == before.stop or after.start == after.stop else "rep"


def _note(index: Index, match: Match, edit: Edit, swap: bool, change: Change | None) -> Note:
    words = [_words(index, match.article_a, edit.a), _words(index, match.article_b, edit.b)]
    kind = (edit.turned() if swap else edit).kind
    told = EDITS.get(kind, kind) + (", and marked by the page" if edit.marked else "")
    before, after = words[::-1] if swap else words
    return Note(change.number if change else None, before, after, told)


def _words(index: Index, article: str, span: Span) -> str:
    words = one_line(index.words(article, span))
    return words if len(words) <= 90 else words[:60].rstrip() + " … " + words[-24:].lstrip()


def evidence_row(index: Index, evidence_id: str) -> EvidenceRow:
    """A piece of evidence with its points, what it speaks for, and the places that it points at."""
    piece = index.evidence[evidence_id]
    spans: Sequence[Place] = [place for place in piece.spans if place.start < place.stop][:3]
    a, b = index.told_apart(piece.article_a, piece.article_b)
    favours = {"a upstream": f"{a} first", "b upstream": f"{b} first"}.get(piece.favours) or FAVOURED.get(piece.favours, piece.favours)
    words = tuple(passage(index, p.article, p.span, whole=BRIEF) for p in spans)
    points = f"{piece.score:+.1f}".replace("-", "−")
    return EvidenceRow(one_line(piece.sentence), points, "against" if piece.score < 0 else "for", favours, words)
