"""`firstsaid check`: which articles of a case have words of a given text, and who said them first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.api import Asked, Case
from firstsaid.dossier.plain import one_line
from firstsaid.endings import edges
from firstsaid.lookup import records
from firstsaid.model import Article, Match, Span, Statement
from firstsaid.reuse import FEWEST, UNBROKEN

FEW = 5
"""Claims that an answer holds at most."""
_MUCH = 40
"""Characters of a wording that are enough, however long it is; of a shorter text most of its own are."""
_FEW_CARRIERS, _MOST_ELSEWHERE = 20, 60
"""Where so few articles have words of the text, so many others that carry its claims are looked at."""
_WORDING = ("claim", "story", "article", "start", "stop", "denied")

_BRIEF = 40
"""Characters; a text of so many and without blanks is of a script that has none between words."""
TOO_SHORT = f"The text is too short to be looked for: {FEWEST} words in a row are the fewest, for many articles may have the same two or three."


@dataclass(frozen=True, slots=True)
class Change:
    """Words that the text and an article have differently."""

    there: str
    """In the article."""
    here: str
    """In the text."""
    kind: str
    """Read from the article to the text; or "begins otherwise", "ends otherwise", of a sentence beyond the words that both share."""
    in_quotation: bool
    """Inside quotation marks, and no mark such as "[…]" tells the reader."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that has words of the text."""

    article: Article
    words: int
    """How many of the text's words it has; words that it has in several places count once."""
    matches: tuple[Match, ...]
    changes: tuple[Change, ...]
    said: tuple[Statement, ...]
    """Statements of the article that the shared words lie in."""
    upstreams: tuple[str, ...]
    """Ids of articles that it was derived from, as far as the case shows."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim that shared words belong to, and what stands behind it."""

    claim: str
    wording: str
    """As the first carrier has it."""
    least: int
    most: int
    because: str
    named: bool
    """Whether any origin is named."""
    denied: bool
    """Whether those who speak of it deny it."""
    elsewhere: tuple["Elsewhere", ...] = ()
    """Other articles that carry it, in words that the text does not have: of those that were looked at the earliest, FEW at most."""
    others: int = 0
    """How many other articles carry it."""

    def cut(self) -> str:
        """What is said where not all others are shown; "" where they are."""
        shown = len(self.elsewhere)
        return f"shown {shown} of {self.others:,} articles that carry it in other words" if shown < self.others else ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An article that carries a claim in other words."""

    article: Article
    wording: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Who has words of a text."""

    carriers: tuple[Carrier, ...]
    """Those that were not derived from another of them first, then by date, then by path."""
    claims: tuple[Standing, ...]
    """The claims that the shared words belong to, those that hold most of them first; FEW at most."""
    found: int
    """How many articles may hold words of the text."""
    compared: int
    """How many of them it was compared with: of a great many the earliest and those that hold most."""


def too_short(text: str) -> bool:
    """Whether a text has too few words to be looked for, whoever has them."""
    return len(text.split()) < FEWEST and len(text) < _BRIEF


def looked_for(shortest: int) -> str:
    """What of a text is found and what is not; `shortest` is the fewest words of a shared run."""
    row = f"Searched for are {shortest} words in a row that few articles have, {UNBROKEN} of any kind, or the whole of a shorter text ({FEWEST} words or more)."
    return f"{row} What says the same in other words is not found."


def answer(case: Case, text: str) -> Answer:
    """Hold a text against a case."""
    asked = case.ask(text)
    carriers = tuple(_carriers(case, asked))
    return Answer(carriers, tuple(_standings(case, carriers, min(_MUCH, len(text.strip()) * 3 // 4))), asked.found, asked.compared)


def _standings(case: Case, carriers: Sequence[Carrier], much: int) -> Iterator[Standing]:
    """The claims of which a wording has half of itself, or `much` characters, among the shared words."""
    shared = {one.article.id: [match.b for match in one.matches] for one in carriers}
    held: dict[str, int] = {}
    first: dict[str, tuple[int, Span]] = {}
    stories: set[str] = set()
    denied: set[str] = set()
    places = {one.article.id: number for number, one in enumerate(carriers)}
    for row, common in _shared_wordings(case, shared, much):
        article, span, claim = row["article"], Span(row["start"], row["stop"]), row["claim"]
        stories.add(row["story"])
        denied.update([claim] if row["denied"] else [])
        held[claim] = max(common, held.get(claim, 0))
        first[claim] = min((places[article], span), first.get(claim, (len(places), span)))
    counts = {row["claim"]: row for row in case.mapped("counts").where("story", sorted(stories)).to_pylist()} if stories else {}
    told = sorted(held, key=lambda claim: (-held[claim], first[claim], claim))[:FEW]
    besides = _elsewhere(case, told, places.keys())
    for claim in told:
        row, (place, span) = counts[claim], first[claim]
        wording, (others, shown) = one_line(span.of(carriers[place].article.text)), besides[claim]
        yield Standing(claim, wording, row["least"], row["most"], row["because"], row["named"], claim in denied, shown, others)


def _shared_wordings(case: Case, shared: Mapping[str, Sequence[Span]], enough: int) -> Iterator[tuple[dict[str, Any], int]]:
    """The wordings of which a good part lies in the words that articles share with the text, and how many characters do."""
    rows = case.mapped("claims").where("article", sorted(shared), _WORDING) if shared else None
    if rows is None or not rows.num_rows:
        return
    starts, stops = rows.column("start").to_numpy(), rows.column("stop").to_numpy()
    runs = pc.run_end_encode(rows.column("article").chunk(0), run_end_type=pa.int64())
    common, first = np.zeros(rows.num_rows, np.int64), 0
    for article, stop in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        for words in shared[article]:
            common[first:stop] += np.maximum(0, np.minimum(stops[first:stop], words.stop) - np.maximum(starts[first:stop], words.start))
        first = stop
    much = (common * 2 >= stops - starts) | (common >= enough)
    yield from zip(rows.filter(pa.array(much)).to_pylist(), common[much].tolist(), strict=True)


def _elsewhere(case: Case, claims: Sequence[str], known: Set[str]) -> dict[str, tuple[int, tuple[Elsewhere, ...]]]:
    """By claim, how many others carry it, and the earliest of them: a quotation that was altered shares few words with its original."""
    first: dict[str, dict[str, Span]] = {claim: {} for claim in claims}
    for row in case.mapped("claims").where("claim", sorted(claims), _WORDING).to_pylist() if claims else []:
        if row["article"] not in known:
            first[row["claim"]].setdefault(row["article"], Span(row["start"], row["stop"]))
    looked_at = {claim: sorted(others)[:_MOST_ELSEWHERE] if len(known) <= _FEW_CARRIERS else [] for claim, others in first.items()}
    wanted = sorted(set(chain.from_iterable(looked_at.values())))
    articles: list[Article] = records(case, "articles", Article, "id", wanted) if wanted else []
    ordered = sorted(articles, key=lambda article: (article.published.value if article.published else "~", article.path))
    found: dict[str, tuple[int, tuple[Elsewhere, ...]]] = {}
    for claim, others in first.items():
        earliest = [article for article in ordered if article.id in looked_at[claim]][:FEW]
        found[claim] = len(others), tuple(Elsewhere(article, one_line(others[article.id].of(article.text))) for article in earliest)
    return found


def _carriers(case: Case, asked: Asked) -> list[Carrier]:
    by_article: dict[str, list[Match]] = {}
    for match in asked.matches:
        by_article.setdefault(match.article_b, []).append(match)
    ids = [article.id for article in asked.carriers]
    if not ids:
        return []
    said: dict[str, list[Statement]] = {}
    for row in records(case, "statements", Statement, "article", ids):
        said.setdefault(row.article, []).append(row)
    upstreams = _upstreams(case, ids)
    found = [_carrier(article, by_article[article.id], asked.text, said.get(article.id, ()), upstreams.get(article.id, ())) for article in asked.carriers]
    among = set(ids)
    return sorted(found, key=lambda one: (bool(among & set(one.upstreams)), one.article.published.value if one.article.published else "~", one.article.path))


def _upstreams(case: Case, ids: list[str]) -> dict[str, set[str]]:
    """Of each of these articles, those that it was derived from."""
    found: dict[str, set[str]] = {}
    columns = ("article_a", "article_b", "upstream")
    for side in columns[:2]:
        for a, b, upstream in zip(*(column.to_pylist() for column in case.mapped("derivations").where(side, ids, columns).columns), strict=True):
            if upstream:
                found.setdefault(b if upstream == a else a, set()).add(upstream)
    return found


def _carrier(article: Article, matches: list[Match], text: Article, said: Iterable[Statement], upstreams: Iterable[str]) -> Carrier:
    shared = [match.b for match in matches]
    touched = tuple(row for row in said if any(span.overlap(other) for span in row.content for other in shared))
    changes = [change for match in matches for change in _changes(match, article.text, text.text)]
    changes += [Change(*edge) for edge in edges(matches, text, article)]
    return Carrier(article, _shared_words(matches), tuple(matches), tuple(changes), touched, tuple(sorted(upstreams)))


def _shared_words(matches: Iterable[Match]) -> int:
    """The words of the text in these matches; of two that lie over each other in the text the one of more words counts."""
    taken: list[Span] = []
    count = 0
    for match in sorted(matches, key=lambda row: (-row.same, row.start_a)):
        if not any(span.overlap(match.a) for span in taken):
            taken.append(match.a)
            count += match.same
    return count


def _changes(match: Match, there: str, here: str) -> Iterable[Change]:
    for edit in (edit.turned() for edit in match.edits):
        yield Change(_words(edit.a, there), _words(edit.b, here), edit.kind, edit.in_quotation and not edit.marked)


def _words(span: Span, text: str) -> str:
    return one_line(span.of(text))


def as_json(found: Answer, text: str) -> dict[str, Any]:
    """The answer as plain values; spans are characters of the text that was asked about and of each article's stored text."""
    claims = [
        {
            "id": one.claim,
            "text": one.wording,
            "independent": {"least": one.least, "most": one.most, "because": one.because},
            "named": one.named,
            "denied": one.denied,
            "others": one.others,
            "elsewhere": [{"article": other.article.id, "path": other.article.path, "text": other.wording} for other in one.elsewhere],
        }
        for one in found.claims
    ]
    return {"text": text, "carriers": [_plain(one) for one in found.carriers], "claims": claims, "found": found.found, "compared": found.compared}


def _plain(one: Carrier) -> dict[str, Any]:
    article = one.article
    spans = [(match.a, match.b) for match in one.matches]
    return {
        "article": article.id,
        "path": article.path,
        "url": article.url,
        "outlet": article.outlet.value if article.outlet else None,
        "published": article.published.value if article.published else None,
        "words": one.words,
        "matches": [{"text": list(here), "article": list(there)} for here, there in spans],
        "changes": [{"article": c.there, "text": c.here, "kind": c.kind, "in_quotation": c.in_quotation} for c in one.changes],
        "statements": [{"id": s.id, "chain": [{"name": link.name, "kind": link.kind} for link in s.chain]} for s in one.said],
        "upstreams": list(one.upstreams),
    }
