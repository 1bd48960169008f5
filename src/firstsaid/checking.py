"""Who said this first? A text that somebody has at hand, held against a case."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from firstsaid.api import Case
from firstsaid.dossier.plain import one_line
from firstsaid.lookup import records
from firstsaid.model import Article, Derivation, Match, Span, Statement

FEW = 5
"""Claims that an answer holds at most."""
_MUCH = 40
"""Characters of a wording that are enough, however long it is."""
_TURNED = {
    "cut": "added", "added": "cut", "hedge dropped": "hedge added", "hedge added": "hedge dropped", "attribution dropped": "attribution added",
    "attribution added": "attribution dropped", "scare quotes dropped": "scare quotes added", "scare quotes added": "scare quotes dropped",
}  # fmt: skip
"""Kinds of edits read from the other side."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that the text and an article have differently."""

    there: str
    """In the article."""
    here: str
    """In the text."""
    kind: str
    """Read from the article to the text."""
    in_quotation: bool
    """Inside quotation marks, and no mark such as "[…]" tells the reader."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that has words of the text."""

    article: Article
    words: int
    """How many it shares, in order, in all its matches."""
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


def answer(case: Case, text: str) -> Answer:
    """Hold a text against a case."""
    asked = case.ask(text)
    carriers = tuple(_carriers(case, text, asked.matches))
    return Answer(carriers, tuple(_standings(case, carriers)), asked.found, asked.compared)


def _standings(case: Case, carriers: Sequence[Carrier]) -> Iterator[Standing]:
    """The claims of which a wording has a good part among the shared words."""
    shared = {one.article.id: [match.b for match in one.matches] for one in carriers}
    texts = {one.article.id: one.article.text for one in carriers}
    held: dict[str, int] = {}
    first: dict[str, tuple[int, str]] = {}
    stories: set[str] = set()
    denied: set[str] = set()
    place = {key: number for number, key in enumerate(texts)}
    for row in case.mapped("claims").where("article", sorted(shared)).to_pylist() if shared else []:
        article, span, claim = row["article"], Span(row["start"], row["stop"]), row["claim"]
        common = sum(span.overlap(words) for words in shared[article])
        if common * 2 < span.stop - span.start and common < _MUCH:
            continue
        stories.add(row["story"])
        denied.update([claim] if row["denied"] else [])
        held[claim] = max(common, held.get(claim, 0))
        first[claim] = min((place[article], one_line(span.of(texts[article]))), first.get(claim, (len(place), "")))
    counts = {row["claim"]: row for row in case.mapped("counts").where("story", sorted(stories)).to_pylist()} if stories else {}
    for claim in sorted(held, key=lambda claim: (-held[claim], first[claim], claim))[:FEW]:
        row = counts[claim]
        yield Standing(claim, first[claim][1], row["least"], row["most"], row["because"], row["named"], claim in denied)


def _carriers(case: Case, text: str, matches: Iterable[Match]) -> list[Carrier]:
    by_article: dict[str, list[Match]] = {}
    for match in matches:
        by_article.setdefault(match.article_b, []).append(match)
    ids = sorted(by_article)
    if not ids:
        return []
    articles = {article.id: article for article in records(case, "articles", Article, "id", ids)}
    said = records(case, "statements", Statement, "article", ids)
    derived = [row for side in ("article_a", "article_b") for row in records(case, "derivations", Derivation, side, ids)]
    found = [_carrier(articles[key], by_article[key], text, said, derived) for key in ids]
    among = set(ids)
    return sorted(found, key=lambda one: (bool(among & set(one.upstreams)), one.article.published.value if one.article.published else "~", one.article.path))


def _carrier(article: Article, matches: list[Match], text: str, said: Iterable[Statement], derived: Iterable[Derivation]) -> Carrier:
    shared = [match.b for match in matches]
    touched = tuple(row for row in said if row.article == article.id and any(span.overlap(other) for span in row.content for other in shared))
    upstreams = {row.upstream for row in derived if row.upstream and article.id in (row.article_a, row.article_b) and row.upstream != article.id}
    changes = tuple(change for match in matches for change in _changes(match, article.text, text))
    return Carrier(article, sum(match.same for match in matches), tuple(matches), changes, touched, tuple(sorted(upstreams)))


def _changes(match: Match, there: str, here: str) -> Iterable[Change]:
    for edit in match.edits:
        yield Change(_words(edit.b, there), _words(edit.a, here), _TURNED.get(edit.kind, edit.kind), edit.in_quotation and not edit.marked)


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
