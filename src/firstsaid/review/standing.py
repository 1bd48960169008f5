"""Which decisions count, and why the others do not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firstsaid.model import Judgement, content_id
from firstsaid.review.wish import Kept, Wish

COUNTS, WITHDRAWN, REPLACED, DISAGREE, WAITING = "counts", "withdrawn", "replaced", "disagree", "waiting"
"""counts · withdrawn: taken back · replaced: by a later one of the same author on the same matter · disagree: authors decided differently, so none counts ·
waiting: fewer reviewers than are asked for have decided."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All decisions of a case and what became of each. Made once for a state of the log."""

    log: tuple[Kept, ...]
    """Oldest first."""
    status: dict[int, str]
    """By number."""
    in_force: tuple[Judgement, ...]
    """In the order of their ids."""
    by_article: dict[str, tuple[Kept, ...]]

    def open_matters(self, status: str) -> list[tuple[Kept, ...]]:
        """The decisions of this status, those on one matter together, the oldest matter first."""
        found: dict[str, list[Kept]] = defaultdict(list)
        for kept in self.log:
            if self.status[kept.number] == status:
                found[kept.wish.key].append(kept)
        return [tuple(matter) for matter in found.values()]


def standing(log: Sequence[Kept], reviewers: int = 1) -> Standing:
    """What the log amounts to: of each author the last decision on a matter that was not withdrawn counts, when no other author decided differently and
    `reviewers` authors decided the same.
    """
    status = {kept.number: WITHDRAWN for kept in log}
    latest: dict[tuple[str, str], Kept] = {}
    for kept in log:
        if kept.withdrawn is None:
            earlier = latest.get((kept.wish.key, kept.wish.author))
            if earlier:
                status[earlier.number] = REPLACED
            latest[kept.wish.key, kept.wish.author] = kept
    matters: dict[str, list[Kept]] = defaultdict(list)
    for kept in latest.values():
        matters[kept.wish.key].append(kept)
    counting = []
    for matter in matters.values():
        same = len({kept.wish.decision for kept in matter}) == 1
        became = COUNTS if same and len(matter) >= reviewers else WAITING if same else DISAGREE
        status.update((kept.number, became) for kept in matter)
        if became == COUNTS:
            counting.append(judgement_of([kept.wish for kept in matter]))
    return Standing(tuple(log), status, tuple(sorted(counting, key=lambda j: j.id)), _by_article(log))


def judgement_of(wishes: Sequence[Wish]) -> Judgement:
    """What authors who decided the same amount to, as the pass reads it."""
    first = min(wishes, key=lambda wish: wish.author)
    key = content_id("judgement", first.key, first.verdict, first.value, first.upstream or "")
    authors = " and ".join(sorted(wish.author for wish in wishes))
    reason = " / ".join(dict.fromkeys(wish.reason for wish in sorted(wishes, key=lambda w: w.author)))
    return Judgement(key, first.about, first.places[0].article, first.places, first.verdict, first.value, first.upstream, authors, reason)


def _by_article(log: Iterable[Kept]) -> dict[str, tuple[Kept, ...]]:
    found: dict[str, list[Kept]] = defaultdict(list)
    for kept in log:
        for article in dict.fromkeys(place.article for place in kept.wish.places):
            found[article].append(kept)
    return {article: tuple(decisions) for article, decisions in found.items()}
