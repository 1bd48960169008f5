"""What waits to be decided, by how far a decision could move a headline count."""

from dataclasses import dataclass

from firstsaid.dossier.wording import how_sure
from firstsaid.model import Place, content_id
from firstsaid.review import Kept, Standing, Wish
from firstsaid.web.readings import machine_says
from firstsaid.web.shelf import Shelf

SURE = 0.95
"""A join that is at least so sure is not asked about."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A join of two articles that is not sure."""

    article_a: str
    article_b: str
    told: str
    """The machine's reading and how sure it is."""
    gap: int
    """Sum of most less least over the claims that both articles carry."""
    claims: int
    text: str
    """The claim among them that most articles carry."""
    denied: bool
    """Whether those who speak of it deny it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A decision that somebody should look at again."""

    kept: Kept
    why: str
    machine: str
    """What the machine says now."""


_OPEN = """
with open_claims as (select claim, most - least as gap, unnest(roles).article as article from counts where most > least),
pairs as (
  select d.article_a, d.article_b, any_value(d.relation) as relation, any_value(d.upstream) as upstream, any_value(d.confidence) as confidence,
    sum(one.gap) as gap, count(*) as claims, arg_max(one.claim, one.gap) as claim
  from derivations d join open_claims one on one.article = d.article_a join open_claims other on other.article = d.article_b and other.claim = one.claim
  where d.confidence < $1 or d.relation = 'undetermined' group by d.article_a, d.article_b)
select p.*, c.text, c.denied from pairs p join claims c on c.id = p.claim order by gap desc, confidence, article_a, article_b
"""
_ALL = "select count(*) as n from derivations where confidence < $1 or relation = 'undetermined'"


def doubts(shelf: Shelf, decisions: Standing) -> tuple[list[Doubt], int]:
    """The joins below .95 on which a count with a range hangs and about which nothing was decided, the weightiest first; how many more move none."""
    found: list[Doubt] = shelf.once("doubts", lambda: _doubts(shelf))
    total: int = shelf.once("unsure", lambda: int(shelf.sql(_ALL, [SURE])[0]["n"]))
    decided = {kept.wish.key for kept in decisions.log if decisions.status[kept.number] in ("counts", "waiting", "disagree")}
    return [doubt for doubt in found if _key(doubt) not in decided], total - len(found)


def _doubts(shelf: Shelf) -> list[Doubt]:
    return [
        Doubt(
            row["article_a"],
            row["article_b"],
            _told(row["relation"], row["upstream"], row["confidence"]),
            row["gap"],
            row["claims"],
            row["text"],
            row["denied"],
        )
        for row in shelf.sql(_OPEN, [SURE])
    ]


def _told(relation: str, upstream: str | None, confidence: float) -> str:
    sure = how_sure(relation, confidence)
    told = relation if relation == sure else f"{relation}, {sure}"
    return told if upstream or relation in ("siblings", "independent", "same quotation only", "undetermined") else f"{told}, direction undetermined"


def _key(doubt: Doubt) -> str:
    return Wish("relation", (Place(doubt.article_a, 0, 0), Place(doubt.article_b, 0, 0)), "", "", None, "", "").key


def waiting(shelf: Shelf, decisions: Standing) -> list[Waiting]:
    """Decisions on which reviewers disagree, those that wait for another reviewer, and those made when the machine read the matter otherwise than now."""
    found = [Waiting(kept, "Reviewers disagree; none of it counts.", "") for matter in decisions.open_matters("disagree") for kept in matter]
    found += [Waiting(kept, "It waits for another reviewer.", "") for matter in decisions.open_matters("waiting") for kept in matter]
    for matter in decisions.open_matters("counts"):
        says = _says_now(shelf, matter[-1].wish)
        found += [Waiting(kept, f"Decided against another reading. The machine now says: {says}", says) for kept in matter if says != kept.wish.machine]
    return found


def _says_now(shelf: Shelf, wish: Wish) -> str:
    """The machine's reading in this run; read once for each matter and run."""

    def read() -> str:
        try:
            told = shelf.story_of("placements", wish.places[0].article)
            if any(place.article not in told.alone.articles for place in wish.places):
                return "The articles are no longer in one story."
            return machine_says(told.alone, wish.about, wish.places)
        except KeyError:
            return "The article is no longer in the case."

    return shelf.once(content_id("says", wish.key), read)
