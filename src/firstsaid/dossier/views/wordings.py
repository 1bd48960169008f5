"""The wordings of one claim, oldest first: which articles have each, and what each changed against the one it came from."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from re import compile as pattern

from markupsafe import Markup

from firstsaid.dossier.changes import Change, folded, keyed
from firstsaid.dossier.dates import Moment, published
from firstsaid.dossier.drawings import Carried, WordingLane, wording_lanes
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.views.passages import Mark, Passage, passage
from firstsaid.dossier.wording import EDITS, count, how_sure
from firstsaid.model import Claim, Span

ROWS = 60
_WORD = pattern(r"\w+(?:[’'.,]\w+)*")


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that has a wording."""

    article: str
    siglum: str
    name: str
    date: str
    when: Moment | None


@dataclass(frozen=True, slots=True)
class Altered:
    """An unmarked change inside quotation marks that a wording has."""

    number: int
    before: str
    after: str
    told: str
    """Its class."""
    by: str
    """Who has it first here."""
    first: bool
    """Whether this wording's first article is that one; else it carries it on."""


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One wording."""

    words: Passage
    said_by: str
    """How the article has it: in its own words, or through whom."""
    carriers: tuple[Carrier, ...]
    carried: str
    against: str
    """Whose wording the changes are told against; "" for the first."""
    changed: int
    """How many stretches differ from it."""
    altered: tuple[Altered, ...]

    @property
    def differs(self) -> str:
        """In how many places, before the name of whom it is held against."""
        return f"{count(self.changed, 'place differs', 'places differ')} from" if self.changed else "other marks, the same words as"


def wording_rows(index: Index, claim: Claim) -> tuple[list[WordingRow], int]:
    """The distinct wordings of a claim (case, typography and outer punctuation apart), and how many there are; at most sixty are given."""
    groups: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for wording in claim.wordings:
        held = index.articles.get(wording.article)
        if held and wording.spans:
            span = Span(wording.spans[0].start, wording.spans[-1].stop)
            groups[folded(span.of(held.text))].append((wording.article, span))
    for places in groups.values():
        places.sort(key=lambda place: index.when(place[0]))
    order = sorted(groups.values(), key=lambda places: index.when(places[0][0]))
    roles = {role.article: role for role in index.counts[claim.id].roles} if claim.id in index.counts else {}
    firsts: dict[str, tuple[str, Span]] = {}
    for places in order:
        for article, span in places:
            firsts.setdefault(article, (article, span))
    rows = []
    for number, places in enumerate(order[:ROWS]):
        source = next((roles[a].source for a, _ in places if a in roles and roles[a].source in firsts), None)
        against = firsts.get(source or "")
        against = (order[0][0] if against is None or against in places else against) if number else None
        altered = list(_altered(index, places[0]))
        rows.append(_row(index, claim, places, against, altered))
    return rows, len(order)


def _altered(index: Index, place: tuple[str, Span]) -> Iterator[tuple[Span, Change]]:
    """Where a wording has the later words of an unmarked change, each change once."""
    article, span = place
    seen: set[int] = set()
    for match in index.matches_of.get(article, ()):
        for edit, key in keyed(index, match):
            change, here = index.changes.get(key), edit.a if match.article_a == article else edit.b
            if change is None or change.number in seen or article not in change.carriers or not (span.covers(here) and here.start < here.stop):
                continue
            if folded(here.of(index.articles[article].text)) == folded(change.after.of(index.articles[change.then].text)):
                seen.add(change.number)
                yield here, change


def _row(
    index: Index, claim: Claim, places: Sequence[tuple[str, Span]], against: tuple[str, Span] | None, altered: Sequence[tuple[Span, Change]]
) -> WordingRow:
    article, span = places[0]
    changed = _changed(index, against, places[0]) if against else []
    marks = [Mark(here, "u" if changer(index, change) == article else "u on", change.number) for here, change in altered]
    marks += [Mark(stretch, "rep") for stretch in changed if stretch.start < stretch.stop and not any(stretch.overlap(here) for here, _ in altered)]
    carriers = tuple(_carrier(index, a) for a in dict.fromkeys(a for a, _ in places))
    return WordingRow(
        words=passage(index, article, span, marks),
        said_by=_said_by(index, claim, article),
        carriers=carriers,
        carried=count(len(carriers), "article"),
        against=index.name(against[0]) if against else "",
        changed=len(changed),
        altered=tuple(_told(index, article, change) for _, change in sorted(altered, key=lambda found: found[1].number)),
    )


def _told(index: Index, article: str, change: Change) -> Altered:
    by = changer(index, change)
    before, after = (one_line(span.of(index.articles[held].text)) for held, span in ((change.first, change.before), (change.then, change.after)))
    return Altered(change.number, before, after, EDITS.get(change.kind, change.kind), index.name(by), by == article)


def changer(index: Index, change: Change) -> str:
    """Who has a change first here: of the articles that carry it, one that has it from no other of them; of several the one that gives the earliest date."""
    carriers = [a for a in change.carriers if a in index.articles] or [change.then]
    own = [a for a in carriers if not any(index.upstream((min(a, b), max(a, b))) == b for b in carriers if b != a)]
    return min(own or carriers, key=index.when)


def _carrier(index: Index, article: str) -> Carrier:
    moment = published(index.articles[article])
    return Carrier(article, index.sigla.get(article, "?"), index.name(article), moment.words if moment else "no date", moment)


def _said_by(index: Index, claim: Claim, article: str) -> str:
    for wording in claim.wordings:
        statement = index.statements.get(wording.statement or "")
        if wording.article == article and statement:
            chain = " ← ".join(link.name for link in statement.chain) or "speaker undetermined"
            return f"{statement.form}, {chain}; attribution {how_sure(statement.form, statement.confidence)}"
    return "in its own words"


def _changed(index: Index, before: tuple[str, Span], after: tuple[str, Span]) -> list[Span]:
    """The stretches of the later wording that differ from the earlier, word by word; an empty one where words are gone."""
    old, new = (index.articles[article].text for article, _ in (before, after))
    old_words = [m[0].casefold() for m in _WORD.finditer(old, before[1].start, before[1].stop)]
    found = list(_WORD.finditer(new, after[1].start, after[1].stop))
    steps = SequenceMatcher(None, old_words, [m[0].casefold() for m in found], autojunk=False).get_opcodes()
    return [Span(found[j1].start(), found[j2 - 1].end()) if j2 > j1 else Span(*[after[1].start] * 2) for tag, _, _, j1, j2 in steps if tag != "equal"]


def wordings_drawn(rows: Sequence[WordingRow]) -> Markup:
    """Each wording as a row, each article that has it as a box at its time. The rows of the table behind it are called w-1, w-2 …"""
    lanes = [
        WordingLane(
            f"Wording {number}",
            f"{row.differs} {row.against}" if row.against else "first here",
            f"w-{number}",
            tuple(Carried(c.siglum, f"{c.name}, {c.date}", c.when) for c in row.carriers),
        )
        for number, row in enumerate(rows, 1)
    ]
    return wording_lanes(lanes, f"{count(len(lanes), 'wording')}, each with the articles that have it, over time. The table below says the same in words.")
