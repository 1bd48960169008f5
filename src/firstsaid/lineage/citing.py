"""What a page tells by itself of whom it is by and whom it cites, from which it is told for the whole pile what is missing."""

from collections.abc import Iterator, Sequence

from firstsaid.lineage.content import named_things, wanted_words
from firstsaid.lineage.heads import head_lines, headed_by_another, whole_name
from firstsaid.lineage.names import is_description
from firstsaid.lineage.naming import given, is_staff, listed
from firstsaid.lineage.page import LONGEST_NAME, Reported
from firstsaid.lineage.printed import stated_by
from firstsaid.lineage.words import words
from firstsaid.model import Article, ChainLink, Citing, Found, Reference, Signed, Span, Statement
from firstsaid.model.columns import Columns
from firstsaid.model.options import LineageOptions

_BY_DOCUMENT = ("report",)
_WRITTEN = ("letter", "report")
_REACH = 40


def citing(columns: Columns, options: LineageOptions) -> Iterator[Citing]:
    """A row for each article. Reads articles, statements."""
    del options
    statements: dict[str, list[Statement]] = {}
    for statement in columns.records("statements"):
        statements.setdefault(statement.article, []).append(statement)
    for article in columns.records("articles"):
        yield _told(article, sorted(statements.get(article.id, ()), key=lambda said: (said.content, said.id)))


def _told(article: Article, statements: Sequence[Statement]) -> Citing:
    """What one page tells."""
    names, agency = given(article), article.agency
    links = [link for statement in statements for link in statement.chain if link.kind == "outlet"]
    credits = [found.value for found in (article.credit, agency, *names.credited, *names.first) if found is not None]
    signed = [Signed(name.value, _authors([name], article)) for name in (article.byline, *names.below) if name is not None]
    cites = list(_cites(article, statements))
    wanted = [wanted_words(article, statement.content) if statement is not None else () for _, statement in cites]
    return Citing(
        article=article.id,
        outlet=article.outlet.value if article.outlet else None,
        agency=agency.value if agency else None,
        dated=agency is not None and "dateline" in agency.rule and not headed_by_another(article, agency.value),
        heads=() if article.outlet else tuple(span.of(article.text) for span in head_lines(article.text)),
        outlets=tuple(sorted({link.name for link in links})),
        named=tuple(sorted({*(whole_name(article.text, link) for link in links), *credits})),
        authors=_authors([found for found in (agency, article.credit, *names.credited) if found is not None], article),
        signed=tuple(signed),
        first=names.first,
        cites=tuple(reference for reference, _ in cites),
        wanted=tuple(tuple(sorted(some)) for some in wanted),
        things=tuple(sorted(named_things(article))),
    )


def _authors(found: Sequence[Found], article: Article) -> tuple[Found, ...]:
    """Authors that credits list, one by one, without persons who worked on the text."""
    return tuple(one for credit in found if not is_staff(credit, article.text) for one in listed(credit, article.text))


def _cites(article: Article, statements: Sequence[Statement]) -> Iterator[tuple[Reference, Statement | None]]:
    """Everything the page cites other than persons, itself perhaps included, with the statements that it stands in."""
    menu = _menu(article)
    for statement in statements:
        for index, link in enumerate(statement.chain):
            if link.kind == "document" and not _is_paper(link.name):
                continue
            by_document = _wrote_it(article, link) or (statement.way in _BY_DOCUMENT and link.kind == "organisation")
            by_document = by_document or (index == len(statement.chain) - 1 and _was_had(article, statement, link))
            relaying = link.kind == "organisation" and index < len(statement.chain) - 1
            if link.kind in ("outlet", "unnamed_outlets", "document") or by_document or relaying:
                span = link.span or statement.source or statement.cue or (statement.content[0] if statement.content else None)
                if span is not None:
                    kind = "document" if by_document and link.kind == "named_person" else link.kind
                    body = _body_of(link.name) if kind == "document" else ""
                    pronoun = statement.source is not None and statement.source.of(article.text).lower() in words().pronouns
                    name, kind = (body, "organisation") if body else (link.name, kind)
                    yield Reference(link.name, name, kind, span, statement.id, pronoun, link.name.casefold() in menu), statement
    printed = stated_by(statements, Reported(article, tuple(statements)))
    bodies = [*_issuers(article), *([(printed.name, printed.span)] if printed is not None and printed.span is not None else [])]
    for name, place in bodies:
        yield Reference(name, name, "organisation", place, None, pronoun=False, heading=name.casefold() in menu), None


def _menu(article: Article) -> frozenset[str]:
    """Names that stand in lines of their own in the menu of a page that tells no outlet."""
    if article.outlet is not None:
        return frozenset()
    lines = (line for span in article.spans("furniture") for line in span.of(article.text).split("\n") if len(line) <= 2 * LONGEST_NAME)
    return frozenset(bare.casefold() for line in lines if len(bare := line.strip()) <= LONGEST_NAME)


def _issuers(article: Article) -> Iterator[tuple[str, Span]]:
    """Bodies of which the page cites what they wrote, in whatever form ("a survey by the Harbour Office has it that …")."""
    for span in article.reported():
        for found in words().issuer.finditer(article.text, span.start, span.stop):
            before = article.text[max(0, found.start(1) - _REACH) : found.start(1)]
            if not words().bodies.isdisjoint(found[1].lower().split()) and words().written.search(before):
                yield found[1], Span(*found.span(1))


def _body_of(document: str) -> str:
    """The body whose document it is ("a study by the Harm Institute"), under whose name other pages cite it too; "" where none is told."""
    found = words().whose.fullmatch(document)
    return found[1] if found and not words().bodies.isdisjoint(found[1].lower().split()) else ""


def _is_paper(name: str) -> bool:
    """Whether a document is one that could be had: it has a title or an issuer, or is of a kind that is written down, and is not only "the second letter"."""
    if is_description(name):
        return False
    kind = words().behind_kind.split(name)[0]
    return any(c.isupper() for c in name) or not words().papers.isdisjoint(kind.lower().split())


def _wrote_it(article: Article, link: ChainLink) -> bool:
    """Whether the page speaks of a report by this person or body, or of a letter by this body, so that what they wrote is what it cites."""
    if link.span is None or link.kind not in ("named_person", "organisation"):
        return False
    around = article.text[max(0, link.span.start - _REACH) : link.span.stop]
    at = around.rfind(link.name)
    kind = words().issued if link.kind == "named_person" else words().written
    return at >= 0 and bool(kind.search(around[:at]))


def _was_had(article: Article, statement: Statement, link: ChainLink) -> bool:
    """Whether a person or body wrote it in what somebody is told to have had in hand: "in a letter seen by this newspaper"."""
    if statement.way not in _WRITTEN or link.kind not in ("named_person", "organisation") or not statement.content:
        return False
    at = (statement.cue or statement.content[0]).start
    around = next((span for span in article.sentences if span.start <= at < span.stop), None)
    if around is None:
        return False
    outside = ((around.start, statement.content[0].start), (statement.content[-1].stop, around.stop))
    return any(start < stop and words().had.search(article.text, start, stop) is not None for start, stop in outside)
