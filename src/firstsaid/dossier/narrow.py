"""A part of a dossier that can stand by itself: one story, or one claim with the articles that carry it."""

import dataclasses
from collections.abc import Container

from firstsaid.errors import CaseError
from firstsaid.model import Claim, Dossier, MissingUpstream, Story

AMBIGUOUS = 5
"""So many of the ids that begin alike are named."""


def of_story(dossier: Dossier, story: str) -> Dossier:
    """One story with every record that belongs to it. `story` is its id or the beginning of it. Raises CaseError when there is none, or several."""
    found = _one([s.id for s in dossier.stories], story, "story")
    held = next(s for s in dossier.stories if s.id == found)
    return _of(dossier, held, {claim.id for claim in dossier.claims if claim.story == held.id})


def of_claim(dossier: Dossier, claim: str) -> Dossier:
    """One claim with the articles that carry it and what they came from. `claim` is its id or the beginning of it. Raises CaseError when there is none."""
    found = _one([c.id for c in dossier.claims], claim, "claim")
    record = next(c for c in dossier.claims if c.id == found)
    known = {article.id for article in dossier.articles}
    counts = [count for count in dossier.counts if count.claim == found]
    led = [*(role.source for count in counts for role in count.roles), *(origin.article for count in counts for origin in count.origins)]
    sources = {source for source in led if source}
    articles = tuple(sorted({*record.articles, *(sources & known)}))
    return _of(dossier, Story(record.story, articles), {found})


def _one(ids: list[str], wanted: str, what: str) -> str:
    fitting = [record for record in ids if record.startswith(wanted)] if wanted else []
    if not fitting:
        raise CaseError(f"there is no {what} {wanted}; `firstsaid export CASE --format csv` lists ids, and so does the web app's address line")
    if len(fitting) > 1 and wanted not in fitting:
        raise CaseError(f"{len(fitting)} ids begin with {wanted}: {', '.join(fitting[:AMBIGUOUS])}; give more of it")
    return wanted if wanted in fitting else fitting[0]


def _of(dossier: Dossier, story: Story, claims: set[str]) -> Dossier:
    held = set(story.articles)
    articles = tuple(a for a in dossier.articles if a.id in held)
    captures = {a.capture for a in articles}
    statements = tuple(s for s in dossier.statements if s.article in held)
    spoken = {s.id for s in statements}
    conflicts = tuple(
        c for c in dossier.conflicts if c.story == story.id and (c.claim is None or c.claim in claims) and held.issuperset(f.article for f in c.figures)
    )
    return dataclasses.replace(
        dossier,
        captures=tuple(c for c in dossier.captures if c.id in captures),
        articles=articles,
        stories=(story,),
        matches=tuple(m for m in dossier.matches if m.article_a in held and m.article_b in held),
        statements=statements,
        voices=tuple(v for v in dossier.voices if v.story == story.id and not spoken.isdisjoint((*v.statements, *v.relays))),
        claims=tuple(_among(c, claims) for c in dossier.claims if c.id in claims),
        counts=tuple(c for c in dossier.counts if c.claim in claims),
        figures=tuple(f for f in dossier.figures if f.article in held),
        conflicts=conflicts,
        citations=tuple(c for c in dossier.citations if c.article in held and (c.in_article is None or c.in_article in held)),
        evidence=tuple(e for e in dossier.evidence if e.article_a in held and e.article_b in held),
        absent_texts=tuple(t for t in dossier.absent_texts if t.story == story.id and not held.isdisjoint(t.articles)),
        derivations=tuple(d for d in dossier.derivations if d.article_a in held and d.article_b in held),
        missing=tuple(m for m in (cited_in(row, held) for row in dossier.missing) if m.cited_by),
        rejected=(),
        judgements=tuple(j for j in dossier.judgements if held.issuperset(place.article for place in j.places)),
    )


def _among(claim: Claim, claims: Container[str]) -> Claim:
    """The claim, which may be one only with claims that are there too."""
    return dataclasses.replace(claim, perhaps=tuple(other for other in claim.perhaps if other in claims))


def cited_in(missing: MissingUpstream, articles: Container[str]) -> MissingUpstream:
    """A missing upstream with only the places in these articles that cite it, and none where what may be its own is not among them."""
    perhaps = tuple(article for article in missing.perhaps if article in articles)
    known = bool(perhaps) == bool(missing.perhaps)
    return dataclasses.replace(missing, cited_by=tuple(place for place in missing.cited_by if known and place.article in articles), perhaps=perhaps)
