"""Texts that are not in the pile and from which articles of it must come."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from firstsaid.lineage.copies import Copies
from firstsaid.lineage.direction import group, read
from firstsaid.lineage.gather import pages_of
from firstsaid.lineage.names import same_name
from firstsaid.lineage.rules import COMMON_ABSENT, COMMON_UPSTREAM
from firstsaid.model import AbsentText, Evidence, Pile, content_id
from firstsaid.model.options import LineageOptions
from firstsaid.model.unions import Unions

_UNNAMED = 0.7
"""Least probability of being siblings at which two articles show a text that nobody names: one may always have copied the other without a word."""
_PAIR = 2
_ABOVE = 0.5
"""Probability from which an article has its text from another one of the story."""
_Pair = tuple[tuple[str, str], tuple[str, ...]]
"""Two articles with the names that their pages give the text both come from."""


@dataclass(slots=True)
class _Cluster:
    names: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    alike: bool = True
    """Whether the articles are known by what they share; else by their credits alone."""

    @property
    def name(self) -> str | None:
        """The name that most pages give it, the shortest of those."""
        return min(self.names, key=lambda n: (-self.names.count(n), len(n), n)) if self.names else None


def absent_texts(pile: Pile, options: LineageOptions) -> list[AbsentText]:
    """The absent texts of one story: one per agency that two related articles name, one per family of siblings that nothing in the pile explains, and one per
    author of whom the story has nothing and whom a page credits that has its text from nowhere else in it.

    Reads articles, matches, statements, evidence.
    """
    if len(pile.articles) < _PAIR:
        return []
    pairs = sibling_pairs(pile.evidence, options)
    _, copies = pages_of(pile)
    clusters = _clusters([(pair, names) for pair, names in pairs if copies.of(pair[0]) != copies.of(pair[1])])
    for cluster in clusters:
        cluster.articles |= {copy for article in sorted(cluster.articles) for copy in copies.members.get(copies.of(article), (article,))}
    known = {article for cluster in clusters for article in cluster.articles}
    clusters += _clusters([(pair, names) for pair, names in pairs if copies.of(pair[0]) == copies.of(pair[1]) and not known & set(pair)])
    _credit(clusters, pile.evidence, copies)
    story = pile.story()
    return sorted((_text(story, c) for c in clusters), key=lambda t: (t.story, t.articles, t.id))


def _credit(clusters: list[_Cluster], evidence: tuple[Evidence, ...], copies: Copies) -> None:
    """Let a page that names as its author somebody of whom nothing is in the story come from a text of theirs, where nothing else is known to be above it."""
    known = {article for cluster in clusters for article in cluster.articles}
    authors = {
        text: [f.value for f in page.borrowed if not copies.named(f.value)] for text, page in copies.texts.items() if page.borrowed and text not in known
    }
    below = _below(evidence) if any(authors.values()) else set()
    for text, names in authors.items():
        if names and below.isdisjoint(copies.members[text]):
            cluster = next((c for c in clusters if c.names and same_name(c.names[0], names[0])), None)
            if cluster is None:
                cluster = _Cluster(alike=False)
                clusters.append(cluster)
            cluster.names.append(names[0])
            cluster.articles.update(copies.members[text])


def _below(evidence: tuple[Evidence, ...]) -> set[str]:
    """Articles that have their text from another one of the story."""
    found: set[str] = set()
    for (a, b), pieces in group(evidence).items():
        reading = read(pieces)
        found |= ({a} if reading.b_upstream >= _ABOVE else set()) | ({b} if reading.a_upstream >= _ABOVE else set())
    return found


def _clusters(pairs: Iterable[_Pair]) -> list[_Cluster]:
    """Families of siblings, given their pairs."""
    clusters: list[_Cluster] = []
    unnamed: list[tuple[str, str]] = []
    for (a, b), names in pairs:
        if names:
            _join_named(clusters, names, a, b)
        else:
            unnamed.append((a, b))
    for _ in range(2):
        unnamed = [pair for pair in unnamed if not _join_known(clusters, *pair)]
    _join_unnamed(clusters, unnamed)
    return clusters


def sibling_pairs(evidence: tuple[Evidence, ...], options: LineageOptions) -> list[_Pair]:
    """Pairs read as siblings that no article of the pile explains, each with names that its pages give the text both come from."""
    found: list[_Pair] = []
    for pair, pieces in group(evidence).items():
        reading = read(pieces)
        if reading.siblings < options.decided or reading.same_page or any(p.rule in (COMMON_UPSTREAM, COMMON_ABSENT) for p in pieces):
            continue
        names = tuple(p.name for p in pieces if p.favours == "siblings" and p.name)
        if names or reading.siblings >= _UNNAMED:
            found.append((pair, names))
    return found


def _join_named(clusters: list[_Cluster], names: tuple[str, ...], a: str, b: str) -> None:
    cluster = next((c for c in clusters if c.names and same_name(c.names[0], names[0])), None)
    if cluster is None:
        cluster = _Cluster()
        clusters.append(cluster)
    cluster.articles |= {a, b}
    cluster.names += [n for n in names if same_name(n, names[0])]


def _join_known(clusters: list[_Cluster], a: str, b: str) -> bool:
    """Let a pair without a name join the named text that one of its two comes from."""
    for cluster in clusters:
        if a in cluster.articles or b in cluster.articles:
            cluster.articles |= {a, b}
            return True
    return False


def _join_unnamed(clusters: list[_Cluster], pairs: list[tuple[str, str]]) -> None:
    unions = Unions[str]()
    for a, b in pairs:
        unions.join(a, b)
    families: dict[str, _Cluster] = {}
    for a, b in pairs:
        cluster = families.setdefault(unions.of(a), _Cluster())
        cluster.articles |= {a, b}
    clusters.extend(families[key] for key in sorted(families))


def _text(story: str, cluster: _Cluster) -> AbsentText:
    articles = tuple(sorted(cluster.articles))
    if not cluster.alike:
        because = f"{'One article credits' if len(articles) == 1 else f'{len(articles)} articles credit'} {cluster.name}, whose text is not in the pile."
    elif cluster.name is not None:
        because = f"{len(articles)} articles share words, and credits name {cluster.name}, whose text is not in the pile."
    else:
        because = f"{len(articles)} articles share words of narrative; each has what another lacks, and none credits another."
    return AbsentText(content_id("absent", story, cluster.name or "", *articles), story, cluster.name, articles, because)
