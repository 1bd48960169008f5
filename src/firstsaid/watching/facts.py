"""What is remembered of a case between two readings: as little as telling what changed needs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from firstsaid.model import Article, Derivation, Dossier, Edit, Match, Otherwise, Place
from firstsaid.watching.event import plain
from firstsaid.watching.gone import Gone

UNRELATED = ("independent", "same quotation only", "same page")
"""Between such pages nobody altered the other's words: two hearings of one speech may differ."""

ChangeKey = tuple[str, str, str]
Readings = tuple[str, str]
"""What two pages have at one place of a quotation, in one order whichever was first."""
_EDGES = "".join(chr(c) for c in range(33, 48)) + ":;?[]“”‘’„«»–—…"


@dataclass(frozen=True, slots=True)
class Counted:
    """A claim and how many origins stood behind it."""

    places: tuple[Place, ...]
    """Where its wordings stand."""
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Facts:
    """One reading of a case."""

    articles: frozenset[str] = frozenset()
    claims: tuple[Counted, ...] = ()
    altered: frozenset[ChangeKey] = frozenset()
    """Changes of words inside quotation marks that were seen."""
    missing: tuple[tuple[str, Place], ...] = ()
    """What was cited and not in the pile, with each place that cites it."""
    otherwise: frozenset[Readings] = frozenset()
    """Quotations that were seen in different words."""
    gone: frozenset[str] = frozenset()
    """Keys of pages that were gone, or back again."""

    def text(self) -> str:
        """As JSON, in one order."""
        held: dict[str, Any] = {
            "articles": sorted(self.articles),
            "claims": [[claim.least, claim.most, [list(place) for place in claim.places]] for claim in self.claims],
            "altered": sorted(list(key) for key in self.altered),
            "missing": [[name, *place] for name, place in self.missing],
            "otherwise": sorted(list(key) for key in self.otherwise),
            "gone": sorted(self.gone),
        }
        return json.dumps(held, ensure_ascii=True)

    @classmethod
    def from_text(cls, text: str) -> "Facts":
        """What `text` wrote, or an earlier version that knew fewer kinds of events. Raises ValueError, KeyError or TypeError for anything else."""
        held = json.loads(text)
        return cls(
            articles=frozenset(held["articles"]),
            claims=tuple(Counted(tuple(Place(*place) for place in places), least, most) for least, most, places in held["claims"]),
            altered=frozenset((kind, one, two) for kind, one, two in held["altered"]),
            missing=tuple((name, Place(*place)) for name, *place in held["missing"]),
            otherwise=frozenset((one, two) for one, two in held.get("otherwise", ())),
            gone=frozenset(held.get("gone", ())),
        )


def facts(dossier: Dossier, otherwise: Sequence[Otherwise] = (), gone: Sequence[Gone] = ()) -> Facts:
    """What is to be remembered of a case; `otherwise` are its quotations in different words, `gone` pages that are not there any more."""
    counts = {count.claim: count for count in dossier.counts}
    claims = []
    for claim in dossier.claims:
        count = counts.get(claim.id)
        if count:
            places = tuple(Place(w.article, *span) for w in claim.wordings for span in w.spans[:1])
            claims.append(Counted(places, count.least, count.most))
    articles = {article.id: article for article in dossier.articles}
    texts = {article.id: article.text for article in dossier.articles}
    related = relations(dossier)
    return Facts(
        articles=frozenset(texts),
        claims=tuple(claims),
        altered=frozenset(key for match in dossier.matches for _, key in alterations(match, texts, related)),
        missing=tuple((missing.name, place) for missing in dossier.missing for place in missing.cited_by),
        otherwise=frozenset(readings(row, articles) for row in otherwise),
        gone=frozenset(page.key for page in gone),
    )


def readings(row: Otherwise, articles: Mapping[str, Article]) -> Readings:
    """What makes two quotations in different words the same."""
    one, two = sorted((folded(row.before.of(articles[row.first].text)), folded(row.after.of(articles[row.then].text))))
    return one, two


def relations(dossier: Dossier) -> dict[tuple[str, str], Derivation]:
    """Derivations by pair."""
    return {(d.article_a, d.article_b): d for d in dossier.derivations}


def alterations(match: Match, texts: dict[str, str], related: dict[tuple[str, str], Derivation]) -> list[tuple[Edit, ChangeKey]]:
    """The changes of words inside quotation marks that no mark tells the reader of, with what makes two of them the same; spellings are none."""
    pair = related.get((match.article_a, match.article_b))
    if match.kind == "boilerplate" or (pair and pair.relation in UNRELATED):
        return []
    found = []
    for edit in match.edits:
        if edit.in_quotation and not edit.marked and edit.kind != "spelling":
            one, two = sorted((folded(edit.a.of(texts[match.article_a])), folded(edit.b.of(texts[match.article_b]))))
            if one != two:
                kind = "cut" if edit.kind == "added" else edit.kind.replace(" added", " dropped")
                found.append((edit, (kind, one, two)))
    return found


def folded(words: str) -> str:
    """Words without case and outer punctuation."""
    line = plain(words).casefold()
    return line.strip(_EDGES + " ") or line
