"""How the carriers of one claim hang together: which of them stand for one text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from firstsaid.lineage.evidence.times import in_line, told_time
from firstsaid.lineage.forms import Forms
from firstsaid.lineage.hearing import Carrier
from firstsaid.lineage.names import any_same, core, same_name
from firstsaid.lineage.page import Page, means_itself
from firstsaid.model import AbsentText, Derivation
from firstsaid.model.lineage import DERIVED, UNSHOWN, Role
from firstsaid.model.unions import Unions

CITING = ("quotes", "recalls")


@dataclass(slots=True)
class Grouping:
    """Carriers of a claim in groups that go back to one text."""

    carriers: Mapping[str, Carrier]
    unions: Unions[str] = field(default_factory=Unions)
    """Which articles stand for one text."""
    alike: Unions[str] = field(default_factory=Unions)
    """Which may stand for one, those among them that have only their form in common."""
    roles: dict[str, Role] = field(default_factory=dict)
    """How an article that adds nothing came by the claim."""
    beside: set[str] = field(default_factory=set)
    """Articles that cite another carrier, but have reporting of their own beside it."""
    placed: set[str] = field(default_factory=set)
    """Articles that are shown to have it from another carrier."""
    unplaced: dict[str, set[str]] = field(default_factory=dict)
    """With whom an article shares a text, while nothing shows which of them had it first."""

    def of(self, article: str) -> str:
        """The group's key: one of its articles."""
        return self.unions.of(article)

    def is_derived(self, article: str) -> bool:
        """Whether the article is shown to come out of another carrier."""
        role = self.roles.get(article)
        return role is not None and role.role in DERIVED

    def may_be_of(self, article: str) -> str:
        """The key of the groups that may be one with the article's."""
        return self.alike.of(article)

    def is_first(self, article: str) -> bool:
        """Whether nothing in the group may have had the text before the article, as far as is shown."""
        return self.unplaced.get(article, set()) <= self.placed

    def alike_in_form(self) -> bool:
        """Whether some of the groups may be one for all that they have in common."""
        groups = self.members()
        return len({self.alike.of(group) for group in groups}) < len(groups)

    def join(self, one: str, other: str, firm: bool = True) -> None:
        """Let two articles stand for one text; where that is not `firm`, they may stand for two."""
        self.alike.join(one, other)
        if firm:
            self.unions.join(one, other)

    def members(self) -> dict[str, tuple[str, ...]]:
        """Articles by group, the one that comes first in the line first."""
        if len(self.carriers) == 1:
            return {self.of(article): (article,) for article in self.carriers}
        groups: dict[str, list[str]] = {}
        for article in self.carriers:
            groups.setdefault(self.of(article), []).append(article)
        return {key: tuple(sorted(ids, key=self._precedence)) for key, ids in sorted(groups.items())}

    def _precedence(self, article: str) -> tuple[bool, str, str]:
        return (self.is_derived(article), in_line(told_time(self.carriers[article].page.article)), article)


def group_carriers(carriers: Mapping[str, Carrier], near: Iterable[Derivation], texts: Iterable[AbsentText], forms: Forms) -> Grouping:
    """Join carriers that are shown to go back to one text; `near` are the derivations between them."""
    grouping = Grouping(carriers)
    between = sorted(near, key=lambda d: (-d.direct, -d.confidence, d.id))
    _join_downstream(grouping, between, forms)
    _join_by_text(grouping, between, forms)
    for text in texts:
        here = [a for a in text.articles if a in carriers]
        for article in here if stands_behind(text, carriers) else ():
            first = next(a for a in here if forms.of_one_text(text, a, article))
            grouping.join(here[0], article, firm=first == here[0])
            grouping.join(first, article)
            grouping.roles.setdefault(article, Role(article, "siblings", text.id, 1.0))
    _join_by_relay(grouping)
    return grouping


def stands_behind(text: AbsentText, carriers: Mapping[str, Carrier]) -> bool:
    """Whether a claim is known to stand in an absent text: two of its descendants carry the claim, or one that names who wrote the text."""
    return len([a for a in text.articles if a in carriers]) > (text.name is None)


def text_behind(article: str, texts: Iterable[AbsentText], carriers: Mapping[str, Carrier]) -> AbsentText | None:
    """The absent text from which an article has the claim."""
    return next((text for text in texts if article in text.articles and stands_behind(text, carriers)), None)


def in_a_circle(carriers: Mapping[str, Carrier]) -> tuple[str, str] | None:
    """Two outlets each of which has the claim from the other alone, so that neither is shown to have had it first."""
    citing = [c for c in carriers.values() if c.hearings and all(h.kind == "outlet" for h in c.hearings)]
    for one, other in combinations(citing, 2):
        if all(any_same(h.name, there.page.names) for here, there in ((one, other), (other, one)) for h in here.hearings):
            return one.page.article.name(), other.page.article.name()
    return None


def _join_downstream(grouping: Grouping, between: list[Derivation], forms: Forms) -> None:
    """Each derived article joins its best-supported upstream carrier and no second one: a page made of two texts does not make them one."""
    for derivation in between:
        upstream = derivation.upstream
        if upstream is None or derivation.relation not in DERIVED:
            continue
        downstream = derivation.article_b if upstream == derivation.article_a else derivation.article_a
        if derivation.relation in CITING and _heard_elsewhere(grouping.carriers[downstream], grouping.carriers[upstream]):
            continue
        if downstream not in grouping.roles:
            if derivation.relation in CITING and _asks_itself(grouping.carriers[downstream].page, grouping.carriers[upstream].page):
                grouping.beside.add(downstream)
            grouping.roles[downstream] = Role(downstream, derivation.relation, upstream, derivation.confidence)
    grouping.placed.update(grouping.roles)
    for downstream, role in sorted(grouping.roles.items()):
        if role.source is not None:
            grouping.join(downstream, role.source, firm=forms.firm(downstream, role.source))


def _asks_itself(page: Page, cited: Page) -> bool:
    """Whether a page that cites another asked somebody itself: a person who told it so, or one with a name of whom the other page says nothing."""
    told = cited.article.text.lower()
    for chain in (s.chain for s in page.statements if s.chain and s.chain[-1].kind == "named_person"):
        if len(chain) == 1 and core(chain[0].name) and core(chain[0].name)[-1] not in told:
            return True
        if len(chain) > 1 and all(means_itself(page.article, page.own, link.name) for link in chain[:-1]):
            return True
    return False


def _heard_elsewhere(carrier: Carrier, cited: Carrier) -> bool:
    """Whether an article that cites another has the claim from named voices alone of whom the other says nothing: then it cites it for something else."""
    told = cited.page.article.text.lower()
    own = [h for h in carrier.hearings if h.named and h.kind != "outlet" and not h.relays]
    return bool(own and cited.hearings) and len(own) == len(carrier.hearings) and not any(core(h.name)[-1] in told for h in own)


def _join_by_text(grouping: Grouping, between: list[Derivation], forms: Forms) -> None:
    """Captures of one page, siblings, and pairs that share a text in a direction that is not decided."""
    for d in between:
        if d.upstream is not None or d.relation in UNSHOWN:
            continue
        echo = bool(d.shared) and set(d.shared) <= {"echo", "headline"}
        doubted = d.relation == "undetermined" and (d.rival is None or d.rival.relation in UNSHOWN) and not echo
        if (
            doubted
            or (d.relation == "undetermined" and _heard_alike(grouping, d))
            or (echo and not any(grouping.carriers[a].hearings for a in (d.article_a, d.article_b)))
        ):
            continue
        grouping.join(d.article_a, d.article_b, firm=forms.firm(d.article_a, d.article_b))
        grouping.unplaced.setdefault(d.article_a, set()).add(d.article_b)
        grouping.unplaced.setdefault(d.article_b, set()).add(d.article_a)
        first, second = sorted((d.article_a, d.article_b), key=lambda a: (not grouping.carriers[a].hearings, a))
        grouping.roles.setdefault(second, Role(second, d.relation, first if d.absent_upstream is None else d.absent_upstream, d.confidence))


def _heard_alike(grouping: Grouping, d: Derivation) -> bool:
    """Whether both articles give one named voice, which may have told each of them, and neither has the other's text as a whole."""
    if d.rival is not None and d.rival.relation in ("republished", "excerpted"):
        return False
    one, other = ({h.voice for h in grouping.carriers[a].hearings if h.named} for a in (d.article_a, d.article_b))
    return not one.isdisjoint(other)


def _join_by_relay(grouping: Grouping) -> None:
    """An article that has the claim through an outlet joins that outlet's page; two that have it through one absent relay join each other."""
    carriers = grouping.carriers.values()
    through = [(c, name) for c in carriers for h in c.hearings for name in (*h.relays, *([h.name] if h.kind == "outlet" else []))]
    seen: list[tuple[str, str]] = []
    for carrier, name in through:
        page = next((c for c in carriers if c.id != carrier.id and any_same(name, c.page.names)), None)
        if page is not None:
            grouping.join(carrier.id, page.id)
            grouping.roles.setdefault(carrier.id, Role(carrier.id, "quotes", page.id, 0.7))
            continue
        other = next((article for known, article in seen if same_name(known, name)), None)
        if other is not None:
            grouping.join(carrier.id, other)
        seen.append((name, carrier.id))
