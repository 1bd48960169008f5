"""A dossier as plain text for reading: every record that a reader could ask for, by the names that a person knows articles by."""

from collections.abc import Iterator

from firstsaid.dossier import first_sentence
from firstsaid.dossier.index import Index
from firstsaid.model import Article, Dossier, Place, Span

LONGEST = 90


def golden(dossier: Dossier) -> str:
    """The whole dossier; the same text for the same dossier."""
    return "\n".join(_lines(_Names(dossier))) + "\n"


class _Names:
    """Looks records up and shortens words."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.articles = {article.id: article for article in dossier.articles}
        self.absent = {text.id: text for text in dossier.absent_texts}

    def name(self, article: str | None) -> str:
        if article is None:
            return "–"
        if article in self.absent:
            return f"[{self.absent[article].name or 'unnamed text'}]"
        return self.articles[article].path.rsplit("/", 1)[-1]

    def words(self, article: str, span: Span | None) -> str:
        return "–" if span is None else short(span.of(self.articles[article].text))

    def place(self, place: Place) -> str:
        return f"{self.name(place.article)} {place.start}–{place.stop} “{self.words(place.article, place.span)}”"


def short(text: str) -> str:
    """One line, the middle left out when it is long."""
    text = " ".join(text.split())
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} … {text[-half:]}"


def _lines(names: _Names) -> Iterator[str]:
    dossier = names.dossier
    yield first_sentence(Index(dossier))
    yield from _articles(dossier.articles)
    yield from _stories(names)
    yield from _claims(names)
    yield from _derivations(names)
    yield from _changes(names)
    yield from _statements(names)
    yield from _voices(names)
    yield from _figures(names)
    yield from _loose_ends(names)


def _articles(articles: tuple[Article, ...]) -> Iterator[str]:
    yield "\n# Articles"
    for article in articles:
        found = ("title", "outlet", "byline", "dateline", "agency", "credit")
        facts = [f"{name} “{getattr(article, name).value}” ({getattr(article, name).rule})" for name in found if getattr(article, name)]
        date = f"published {article.published.value} ({article.published.rule})" if article.published else "no date"
        yield f"\n{article.path}: {'; '.join([date, *facts])}"
        for part in article.parts:
            if part.kind != "furniture":
                yield f"  {part.kind} {part.start}–{part.stop} “{short(part.span.of(article.text))}” ({part.reason})"
        for doubt in article.doubts:
            yield f"  in doubt: {doubt}"


def _stories(names: _Names) -> Iterator[str]:
    yield "\n# Stories"
    for story in names.dossier.stories:
        yield ", ".join(names.name(article) for article in sorted(story.articles, key=names.name))


def _claims(names: _Names) -> Iterator[str]:
    yield "\n# Claims"
    for claim, count in zip(names.dossier.claims, names.dossier.counts, strict=True):
        if len(claim.articles) < 2:
            continue
        yield f"\n{count.least}–{count.most}  “{short(claim.text)}”"
        yield f"  {count.because}"
        for origin in count.origins:
            sure = "origin" if origin.certain else "perhaps"
            yield f"  {sure}: {origin.name} ({origin.kind}) through {origin.via or '–'}, {'in the pile' if origin.in_pile else 'not in the pile'}"
        for role in count.roles:
            yield f"  {names.name(role.article)}: {role.role} {names.name(role.source)} {role.confidence:.2f}"


def _derivations(names: _Names) -> Iterator[str]:
    yield "\n# Derivations"
    evidence = {piece.id: piece for piece in names.dossier.evidence}
    for row in names.dossier.derivations:
        direction = f"from {names.name(row.upstream or row.absent_upstream)}" if row.upstream or row.absent_upstream else "no direction"
        yield f"\n{names.name(row.article_a)} | {names.name(row.article_b)}: {row.relation}, {direction}, {row.confidence:.2f}; shares {', '.join(row.shared)}"
        if row.rival:
            yield f"  rival: {row.rival.relation} {names.name(row.rival.upstream)} {row.rival.confidence:.2f}"
        for piece in (evidence[name] for name in row.evidence):
            yield f"  {piece.score:+.1f} {piece.favours}: {short(piece.sentence)}"


def _changes(names: _Names) -> Iterator[str]:
    yield "\n# Changed inside quotation marks"
    for match in names.dossier.matches:
        for edit in match.edits:
            if edit.in_quotation:
                before, after = names.words(match.article_a, edit.a), names.words(match.article_b, edit.b)
                mark = "marked" if edit.marked else "not marked"
                yield f"{names.name(match.article_a)} “{before}” | {names.name(match.article_b)} “{after}”: {edit.kind}, {mark}"


def _statements(names: _Names) -> Iterator[str]:
    yield "\n# Statements"
    for said in names.dossier.statements:
        chain = " ← ".join(f"{link.name} ({link.kind})" for link in said.chain) or "undetermined"
        content = " / ".join(names.words(said.article, span) for span in said.content)
        cue, source = names.words(said.article, said.cue), names.words(said.article, said.source)
        yield f"{names.name(said.article)}: {chain}: “{content}” ({said.form}; {source}; {cue}; {said.confidence:.2f})"


def _voices(names: _Names) -> Iterator[str]:
    yield "\n# Voices of more than one article"
    for voice in names.dossier.voices:
        if len(voice.articles) > 1:
            yield f"{voice.name} ({voice.kind}): {', '.join(voice.names)}; in {', '.join(sorted(names.name(a) for a in voice.articles))}"


def _figures(names: _Names) -> Iterator[str]:
    yield "\n# Figures"
    for figure in names.dossier.figures:
        words = names.words(figure.article, Span(figure.start, figure.stop))
        yield f"{names.name(figure.article)} “{words}”: {figure.bound} {figure.value:g} {figure.unit} {figure.object}".rstrip()


def _loose_ends(names: _Names) -> Iterator[str]:
    yield "\n# Conflicts"
    for conflict in names.dossier.conflicts:
        figures = "; ".join(f"{names.name(f.article)} {names.words(f.article, Span(f.start, f.stop))}" for f in conflict.figures)
        yield f"{conflict.reading}: {conflict.because} ({figures})"
    yield "\n# Citations"
    for check in names.dossier.citations:
        words = names.words(check.article, Span(check.start, check.stop))
        yield f"{names.name(check.article)} cites {check.cites}: {check.verdict} in {names.name(check.in_article)}: “{words}”"
    yield "\n# Cited and not in the pile"
    for missing in names.dossier.missing:
        yield f"{missing.name} ({missing.kind}): {'; '.join(names.place(place) for place in missing.cited_by)}"
    yield "\n# Rejected"
    for row in names.dossier.rejected:
        yield f"{row.path}: {row.stage}: {row.reason}"
