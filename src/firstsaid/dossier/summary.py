"""The case as a few tables for a terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firstsaid.dossier.changes import Change
from firstsaid.dossier.dates import published
from firstsaid.dossier.excerpt import excerpt, leading_article, shortened
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.refused import addresses, called, listed
from firstsaid.dossier.versions import carried
from firstsaid.dossier.wording import UNNAMED_TEXT, bracketed, figures, is_heard_elsewhere, shown
from firstsaid.model import Claim, Conflict, Dossier, Origin, Otherwise, Rejected, Span

LONGEST = 20
AROUND = 28
"""Characters of the quotation shown on either side of altered words."""
MOST_GONE = 12
"""Words shown of those that one of the two pages has not."""


NAMES = 4
"""So many origins of a claim are named in its row."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a title; `total` tells how many there were before the list was cut."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int

    @property
    def note(self) -> str:
        """What a cut list says of itself: "shown 20 of 412"; "" when all rows are there."""
        return shown(len(self.rows), self.total)


def summary(index: Index, longest: int = LONGEST) -> list[Table]:
    """Claims, altered quotations, figures that differ, stories, what is missing, and refused pages, each cut to `longest` rows. Empty tables are left out."""
    dossier = index.dossier
    absent = [one for one in dossier.missing if not one.perhaps]
    refused = _refused(dossier)
    shared = [claim for claim in dossier.claims if len(claim.articles) > 1] or list(dossier.claims)
    tables = [
        Table("claims", "Claims", ("claim", "articles", "origins", "who", "through"), tuple(_claim(index, c) for c in shared[:longest]), len(dossier.claims)),
        *_differing(index, longest),
        Table(
            "stories",
            "Stories",
            ("story", "articles", "texts", "claims", "first dated"),
            tuple(_story(index, number) for number in range(min(longest, len(dossier.stories)))),
            len(dossier.stories),
        ),
        Table(
            "missing",
            "Cited but not in the pile",
            ("name", "kind", "articles"),
            tuple((one_line(m.name), m.kind.replace("_", " "), str(len({p.article for p in m.cited_by}))) for m in absent[:longest]),
            len(absent),
        ),
        Table(
            "rejected",
            _left_out(dossier.rejected),
            ("page", "stage", "reason"),
            tuple(refused[:longest]),
            len(refused),
        ),
    ]
    return [table for table in tables if table.total]


def _differing(index: Index, longest: int) -> list[Table]:
    """Quotations that were altered, and figures that differ."""
    altered, differing, conflicts = index.altered, index.otherwise, index.dossier.conflicts
    return [
        Table(
            "altered",
            "Altered quotations",
            ("as it reads in", "words", "and in", "words there"),
            tuple(_altered(index, changed) for changed in altered[:longest]),
            len(altered),
        ),
        Table(
            "otherwise",
            "Quoted in different words, by pages not shown to have it from one another",
            ("as it reads in", "words", "and in", "words there"),
            tuple(_altered(index, [row]) for row in differing[:longest]),
            len(differing),
        ),
        Table(
            "conflicts",
            "Figures that differ",
            ("reading", "because"),
            tuple(_conflict(conflict) for conflict in conflicts[:longest]),
            len(conflicts),
        ),
    ]


def _left_out(rejected: Sequence[Rejected]) -> str:
    """What the list of all that a stage could not work on is called."""
    if not all(row.passed_over for row in rejected):
        return "Refused pages"
    return "Passed over or compared in part" if any(row.in_part for row in rejected) else "Passed over"


def _refused(dossier: Dossier) -> list[tuple[str, ...]]:
    """What was refused, a row for each reason that pages of one file have."""
    alike: dict[tuple[str, str, str], list[Rejected]] = {}
    for row in listed(dossier.rejected):
        alike.setdefault((row.path, row.stage, row.reason), []).append(row)
    found = addresses(dossier.captures)
    return [
        (called(rows[0], found) + (f" and {len(rows) - 1:,} more" if len(rows) > 1 else ""), one_line(stage), one_line(reason))
        for (_, stage, reason), rows in alike.items()
    ]


def _claim(index: Index, claim: Claim) -> tuple[str, ...]:
    count = index.counts.get(claim.id)
    if count is None:
        return (claim.told(excerpt(index, claim)), _articles(index, claim), "not counted", "", "")
    who = _few(dict.fromkeys(_name(origin) for origin in count.origins)) or "undetermined"
    return (claim.told(excerpt(index, claim)), _articles(index, claim), figures(count.least, count.most), who, _all_through(count.origins))


def _all_through(origins: Sequence[Origin]) -> str:
    """Through whom the origins came; whose way it is stands behind it where others came in another."""
    ways = {origin: _through(origin) if origin.via or is_heard_elsewhere(origin) else "" for origin in origins}
    if len(set(ways.values())) <= 1:
        return next(iter(ways.values()), "")
    people: dict[str, list[str]] = {}
    for origin, way in ways.items():
        people.setdefault(way, []).append(one_line(origin.name))
    return _few(f"{way} ({_few(dict.fromkeys(names), 2)})" for way, names in people.items() if way)


def _few(names: Iterable[str], most: int = NAMES) -> str:
    """Names in a row, and of many how many more there are."""
    told = list(names)
    return "; ".join(told) if len(told) <= most + 1 else f"{'; '.join(told[:most])} and {len(told) - most:,} more"


def _articles(index: Index, claim: Claim) -> str:
    """As in "4", or "3 in 4 versions"."""
    return carried(claim.articles, index.articles).replace(" articles", "").replace(" article", "")


def _altered(index: Index, told: Sequence[Change | Otherwise]) -> tuple[str, ...]:
    """A row for what differs in one quotation of a page from one or more others."""
    then = told[0].then
    before: dict[str, list[tuple[Span, str]]] = {}
    after: dict[Span, str] = {}
    for one in told:
        gone = "gone" if isinstance(one, Change) and one.directed else "not here"
        before.setdefault(one.first, []).append((one.before, f"not here: {shortened(_words(index, then, one.after), MOST_GONE)}"))
        if not any(one.after.overlap(span) for span in after):
            after.setdefault(one.after, f"{gone}: {shortened(_words(index, one.first, one.before), MOST_GONE)}")
    names = "; ".join(one_line(index.name(first)) for first in before)
    words = "; ".join(_in_place(index, first, marked) for first, marked in before.items())
    return (names, words, one_line(index.name(then)), _in_place(index, then, after.items()))


def _words(index: Index, article: str, span: Span) -> str:
    return index.words(article, span).strip(" ,;:")


def _in_place(index: Index, article: str, marked: Iterable[tuple[Span, str]]) -> str:
    """Altered words in brackets, with the words of their line around them; with each, what is said to be missing where this page has none of them."""
    held = index.articles.get(article)
    if held is None:
        return ""
    places = sorted(marked)
    start, stop = places[0][0].start, max(span.stop for span, _ in places)
    left, right = held.text[held.text.rfind("\n", 0, start) + 1 : start], held.text[stop:].partition("\n")[0]
    line = f"…{left[-AROUND:].partition(' ')[2]}" if len(left) > AROUND else left
    for span, missing in places:
        between = held.text[start : span.start]
        line += between if len(between) <= 2 * AROUND else f"{between[:AROUND].rpartition(' ')[0]} … {between[-AROUND:].partition(' ')[2]}"
        line = f"{line.rstrip()} [{missing}] " if span.start == span.stop else f"{line}[{span.of(held.text)}]"
        start = max(start, span.stop)
    after = f"{right[:AROUND].rpartition(' ')[0]}…" if len(right) > AROUND else right
    return one_line(f"{line}{after.lstrip() if line.endswith(' ') else after}")


def _conflict(conflict: Conflict) -> tuple[str, ...]:
    return (one_line(conflict.reading), one_line(conflict.because))


def _name(origin: Origin) -> str:
    name = one_line(origin.name)
    if not (origin.in_pile or origin.via or is_heard_elsewhere(origin)):
        name = bracketed(name)
    return name if origin.certain else f"perhaps {name}"


def _through(origin: Origin) -> str:
    name = one_line(origin.via or UNNAMED_TEXT)
    return name if origin.in_pile else bracketed(name)


def _story(index: Index, number: int) -> tuple[str, ...]:
    story = index.dossier.stories[number]
    articles = [index.articles[a] for a in story.articles if a in index.articles]
    moments = [m for m in map(published, articles) if m]
    first = min(moments, key=lambda m: (m.stop, m.start)).words if moments else "no date"
    titled = leading_article(index, story)
    title = titled.title.value if titled and titled.title else index.name(articles[0].id) if articles else story.id
    texts = {index.texts[a.id] for a in articles}
    return (shortened(title, 14), str(len(story.articles)), str(len(texts)), str(len(index.claims_of[story.id])), first)
