"""Whom each article gives for a claim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firstsaid.lineage.names import core
from firstsaid.lineage.page import NAMED, Page
from firstsaid.model import Claim, Span, Statement, Voice, Wording

NOBODY = "speaker not told"


@dataclass(frozen=True, slots=True)
class Hearing:
    """An article that gives a voice for a claim."""

    article: str
    voice: str
    """Id of the voice, or a key of its name where no voice was resolved."""
    name: str
    kind: str
    relays: tuple[str, ...]
    """Outlets and bodies that the statement came through, nearest first."""

    @property
    def named(self) -> bool:
        """Whether the same voice in two articles is one speaker."""
        return self.kind in NAMED


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that carries a claim."""

    page: Page
    hearings: tuple[Hearing, ...]
    headline_only: bool
    """Whether it says so in its headline, or at its head above sourced matter, and nowhere else, without a source."""
    first_hand: bool
    """Whether its wording says that a reporter saw or heard it."""

    @property
    def id(self) -> str:
        """The article's id."""
        return self.page.id


EYES = ("our correspondent", "our reporter", "this newspaper", "correspondent saw", "reporter saw", "journalist saw", "reporters saw", "journalists saw",
        "correspondents saw", "photographer saw", "reporter counted", "correspondent counted", "seen by a reporter", "reporter at the scene",
        "correspondent at the scene", "reporter on the scene", "correspondent on the scene", "reporter witnessed", "correspondent witnessed")  # fmt: skip


def carriers_of(claim: Claim, pages: Mapping[str, Page], voices: Mapping[str, Voice]) -> dict[str, Carrier]:
    """Every article of the pile that carries the claim, by id, sorted; `voices` by the statements whose last link they are."""
    by_article: dict[str, list[Wording]] = {}
    for wording in claim.wordings:
        by_article.setdefault(wording.article, []).append(wording)
    found: dict[str, Carrier] = {}
    for article in sorted(set(claim.articles) | set(by_article)):
        if article in pages:
            found[article] = _carrier(pages[article], by_article.get(article, []), voices)
    return found


def _carrier(page: Page, wordings: list[Wording], voices: Mapping[str, Voice]) -> Carrier:
    statements = {s.id: s for s in page.statements}
    said = [statements[w.statement] for w in wordings if w.statement in statements]
    hearings = {h.voice: h for h in (_hearing(s, voices.get(s.id)) for s in said)}
    text = " ".join(span.of(page.article.text) for w in wordings for span in w.spans).lower()
    return Carrier(page, tuple(hearings[k] for k in sorted(hearings)), not said and _head_only(page, wordings), any(e in text for e in EYES))


def _hearing(statement: Statement, voice: Voice | None) -> Hearing:
    if not statement.chain:
        return Hearing(statement.article, f"nobody:{statement.article}", NOBODY, "unnamed_person", ())
    last = statement.chain[-1]
    relays = tuple(link.name for link in statement.chain[:-1])
    if voice is None:
        return Hearing(statement.article, "name:" + " ".join(core(last.name)), last.name, last.kind, relays)
    return Hearing(statement.article, voice.id, voice.name, voice.kind, relays)


def _head_only(page: Page, wordings: Iterable[Wording]) -> bool:
    """Whether all wordings stand in the headline, or in the first sentence of a page that gives sources for what follows."""
    lede = page.sentences[0] if page.sentences and page.statements else Span(0, 0)
    titles = page.article.spans("title")
    spans = [span for w in wordings for span in w.spans]
    return bool(spans) and all(any(t.overlap(s) for t in titles) or lede.overlap(s) for s in spans)
