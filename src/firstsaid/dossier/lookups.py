"""Look-up tables over a dossier: records by id, by article, by claim."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import TypeVar

from firstsaid.dossier.dates import published, seen_words
from firstsaid.dossier.folding import fold
from firstsaid.dossier.naming import headline
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.sigla import sigla
from firstsaid.dossier.wording import UNNAMED_TEXT, bracketed
from firstsaid.model import AbsentText, Article, Claim, Derivation, Dossier, Evidence, Match, Named, OriginCount, Span, Statement, told_apart

Pair = tuple[str, str]
Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)


class LookUps:
    """Look-ups over the records of one dossier, each made once, when it is first needed."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._quoted: dict[str, tuple[list[int], list[int]]] = {}

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.dossier.articles}

    @cached_property
    def _seen(self) -> dict[str, str]:
        """When each capture was made, in words, where that is known."""
        return {capture.id: seen_words(capture.seen_at) for capture in self.dossier.captures}

    @cached_property
    def rank(self) -> dict[str, int]:
        """Each article's place in the dossier."""
        return {article.id: rank for rank, article in enumerate(self.dossier.articles)}

    @cached_property
    def sigla(self) -> dict[str, str]:
        """Each article's siglum."""
        return sigla(self.dossier.articles)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Each article's text, named by the article that stands for it."""
        return fold(self.dossier.articles, self.dossier.derivations)

    @cached_property
    def counts(self) -> dict[str, OriginCount]:
        """Origin counts by claim."""
        return {count.claim: count for count in self.dossier.counts}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.dossier.claims}

    @cached_property
    def claims_of(self) -> dict[str, list[Claim]]:
        """Claims by story."""
        return _by(self.dossier.claims, lambda claim: claim.story)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.dossier.statements}

    @cached_property
    def statements_of(self) -> dict[str, list[Statement]]:
        """Statements by article."""
        return _by(self.dossier.statements, lambda statement: statement.article)

    @cached_property
    def speakers(self) -> dict[str, str]:
        """The voice that is made to say each statement: ids by id."""
        return {statement: voice.id for voice in self.dossier.voices for statement in voice.statements}

    @cached_property
    def absent(self) -> dict[str, AbsentText]:
        """Absent texts by id."""
        return {text.id: text for text in self.dossier.absent_texts}

    @cached_property
    def derivations(self) -> dict[Pair, Derivation]:
        """Derivations by pair."""
        return {(d.article_a, d.article_b): d for d in self.dossier.derivations}

    @cached_property
    def derivations_of(self) -> dict[str, list[Derivation]]:
        """Derivations by story."""
        return _by(self.dossier.derivations, lambda derivation: derivation.story)

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """Evidence by id."""
        return {piece.id: piece for piece in self.dossier.evidence}

    @cached_property
    def matches(self) -> dict[Pair, list[Match]]:
        """Matches by pair."""
        return _by(self.dossier.matches, lambda match: (match.article_a, match.article_b))

    @cached_property
    def matches_of(self) -> dict[str, list[Match]]:
        """Matches by article."""
        found: dict[str, list[Match]] = defaultdict(list)
        for match in self.dossier.matches:
            found[match.article_a].append(match)
            found[match.article_b].append(match)
        return found

    @cached_property
    def story_number(self) -> dict[str, int]:
        """The number that each story goes by in the dossier, from 1."""
        return {story.id: number for number, story in enumerate(self.dossier.stories, 1)}

    def quoted(self, article: str) -> tuple[list[int], list[int]]:
        """Where an article stands between quotation marks: starts and stops of stretches in order, none touching another."""
        if article not in self._quoted:
            starts: list[int] = []
            stops: list[int] = []
            for quotation in sorted(self.articles[article].quotations) if article in self.articles else ():
                if stops and quotation.start <= stops[-1]:
                    stops[-1] = max(stops[-1], quotation.stop)
                else:
                    starts.append(quotation.start)
                    stops.append(quotation.stop)
            self._quoted[article] = (starts, stops)
        return self._quoted[article]

    def upstream(self, pair: Pair) -> str | None:
        """The article that the other of the pair came from, if that is decided."""
        derivation = self.derivations.get(pair)
        return derivation.upstream if derivation else None

    def words(self, article: str, span: Span) -> str:
        """Words of an article; "" of one that is not among the records."""
        held = self.articles.get(article)
        return span.of(held.text) if held else ""

    def when(self, article: str) -> tuple[int, int, str]:
        """Sorts articles by the date that each gives, those without one last."""
        held = self.articles.get(article)
        moment = published(held) if held else None
        return (moment.middle if moment else 1 << 60, self.rank.get(article, 0), article)

    def told_apart(self, *articles: str) -> tuple[str, ...]:
        """What to call articles that stand in one sentence or list: those of one outlet by their date or headline too."""
        names = told_apart({article: self._named(article) for article in articles})
        return tuple(names[article] for article in articles)

    def _named(self, article: str) -> Named:
        held = self.articles.get(article)
        when = published(held) if held else None
        seen = self._seen.get(held.capture, "") if held else ""
        return Named(self.name(article), when.words if when else "", headline(held.title.value) if held and held.title else "", seen)

    def name(self, article: str) -> str:
        """What to call an article or absent text in one line, safe to print; an absent text stands in brackets."""
        if article in self.articles:
            return one_line(self.articles[article].name())
        absent = self.absent.get(article)
        if absent is None:
            return "a text that is not among the records"
        return bracketed(one_line(absent.name) if absent.name else UNNAMED_TEXT)


def _by(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """Rows in their order by what one looks them up by; nothing stands under any other key."""
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
