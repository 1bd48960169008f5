"""Who says what, through whom, article by article."""

from dataclasses import dataclass

from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.views.passages import Mark, Passage, passage
from firstsaid.dossier.wording import UNNAMED_KINDS, count, how_sure, shown
from firstsaid.model import Span, Statement

ARTICLES = 40
STATEMENTS = 40


@dataclass(frozen=True, slots=True)
class LinkView:
    """One hop of a chain."""

    name: str
    unnamed: bool


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement."""

    chain: tuple[LinkView, ...]
    told: str
    content: tuple[Passage, ...]
    source: Passage | None
    cue: Passage | None
    voice: str
    """Id of the voice that says it last; "" where it was not joined to one."""


@dataclass(frozen=True, slots=True)
class ArticleStatements:
    """An article's statements."""

    siglum: str
    name: str
    carried: str
    rows: tuple[StatementView, ...]
    note: str
    open: bool


def statement_views(index: Index) -> tuple[list[ArticleStatements], str]:
    """Statements by article, the first of each text; copies say the same and are left to the export. What the list says of itself comes with it."""
    order = [a for story in index.dossier.stories for a in sorted(story.articles, key=lambda a: index.rank.get(a, 0))]
    placed = set(order)
    order += [a for a in index.articles if a not in placed]
    speaking = [a for a in order if index.statements_of.get(a)]
    kept = [a for a in speaking if index.texts.get(a, a) == a]
    views = [_article(index, a, number <= 2) for number, a in enumerate(kept[:ARTICLES], 1)]
    copies = len(speaking) - len(kept)
    notes = [shown(len(views), len(kept)), f"{count(copies, 'word-for-word copy', 'word-for-word copies')} left out, which say the same" if copies else ""]
    return views, "; ".join(note for note in notes if note)


def _article(index: Index, article: str, unfolded: bool) -> ArticleStatements:
    held = index.statements_of[article]
    rows = tuple(statement_view(index, statement) for statement in held[:STATEMENTS])
    return ArticleStatements(index.sigla.get(article, "?"), index.name(article), count(len(held), "statement"), rows, shown(len(rows), len(held)), unfolded)


def statement_view(index: Index, statement: Statement) -> StatementView:
    """A statement with its chain and the page's words for it."""
    told = [statement.form, *([one_line(statement.way)] if statement.way else []), f"attribution {how_sure(statement.form, statement.confidence)}"]
    return StatementView(
        chain=tuple(LinkView(one_line(link.name), link.kind in UNNAMED_KINDS) for link in statement.chain),
        told=", ".join(told),
        content=tuple(passage(index, statement.article, span) for span in statement.content[:4]),
        source=_words(index, statement.article, statement.source),
        cue=_words(index, statement.article, statement.cue),
        voice=index.speakers.get(statement.id, ""),
    )


def _words(index: Index, article: str, span: Span | None) -> Passage | None:
    return passage(index, article, span, [Mark(span, "hit")]) if span else None
