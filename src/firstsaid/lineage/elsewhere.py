"""Origins that a claim has only if another claim of the story says the same in other words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from firstsaid.lineage.count import called, listed
from firstsaid.lineage.grouping import Grouping
from firstsaid.lineage.page import NAMED
from firstsaid.lineage.root import Root
from firstsaid.model import Claim, OriginCount

_NAMED = 3
"""How many are named in a sentence."""


def as_one(claims: Sequence[Claim]) -> Claim:
    """Several claims as the first of them, with the wordings of all."""
    return replace(
        claims[0],
        wordings=tuple(sorted({w for c in claims for w in c.wordings}, key=lambda w: (w.article, w.spans, w.statement or ""))),
        articles=tuple(sorted({a for c in claims for a in c.articles})),
        statements=tuple(sorted({s for c in claims for s in c.statements})),
    )


def has_more(other: OriginCount, own: OriginCount) -> bool:
    """Whether some origin of another claim is not one that has a name and stands behind this claim too."""
    known = {(o.name, o.kind) for o in own.origins if o.kind in NAMED}
    return any((o.name, o.kind) not in known for o in other.origins)


def further(roots: Iterable[Root], grouping: Grouping, own: Collection[str], known: int) -> list[Root]:
    """Of the roots of claims taken as one those that a single one of them has not: they stand in none of its `own` articles, nor in a text that it is of.

    No more of them than there are roots beyond the number `known` of the one. What a headline alone says, and what is no more than possible in the other claim
    too, is left out.
    """
    every = list(roots)
    members = grouping.members()
    found = [r for r in every if not (r.weak or r.article or r.unborne) and not _stands_in(r, members, own)]
    return found[: max(0, len(every) - known)]


def _stands_in(root: Root, members: dict[str, tuple[str, ...]], own: Collection[str]) -> bool:
    if root.hearings:
        return any(h.article in own for h in root.hearings)
    return any(article in own for group in root.groups for article in members[group])


def may_tell_the_same(roots: Sequence[Root], grouping: Grouping) -> str:
    """The doubt in a sentence: "In other words, Anselm Korbat may say the same."."""
    told = list(dict.fromkeys(_teller(root, grouping) for root in roots))
    rest = len(told) - _NAMED
    named = listed([*told[:_NAMED], f"{rest} more"] if rest > 0 else told)
    return f"In other words, {named} may say the same."


def _teller(root: Root, grouping: Grouping) -> str:
    """A voice by its name, one without a name by who heard it, and else the outlet that tells it."""
    if not root.hearings or root.hearings[0].named or root.kind == "outlet":
        return called(root)
    return f"an unnamed voice in {grouping.carriers[root.hearings[0].article].page.article.name()}"
