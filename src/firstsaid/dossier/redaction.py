"""A dossier without names: every text is changed before anything is drawn or written, and every span is moved to where its words now stand."""

import dataclasses
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVar

from firstsaid.dossier.hiding import Hiding, Hit, mark
from firstsaid.model import Article, CitationCheck, Dossier, Edit, Match, Place, Span

Record = TypeVar("Record")
ADDRESSES = ("url", "path", "record")
TECHNICAL = frozenset(("id", "about", "token", "kind", "relation", "role", "favours", "form", "bound", "unit", "verdict", "reading", "media_type",
                       "how", "language", "sha256", "seen_at", "settings", "version"))  # fmt: skip
"""Fields that hold a word of ours, a digest or a code, never a name."""
PERSONS = ("named_person", "unnamed_person")


@dataclasses.dataclass(frozen=True, slots=True)
class Hidden:
    """What became of one name."""

    number: int
    in_texts: int
    """How often it stood in stored texts."""
    articles: int
    """In how many of them."""
    beside: int
    """How often it stood in what is told of them: titles, bylines, addresses, chains, claims, reasons."""
    spellings: int
    """How many spellings of it were looked for."""

    @property
    def mark(self) -> str:
        """What stands in its place."""
        return mark(self.number)


class Redaction:
    """The names that are to be hidden in one dossier, with the spellings that its voices and its copies give them."""

    def __init__(self, dossier: Dossier, names: Sequence[str]) -> None:
        self.hiding = Hiding(names)
        self._spellings: dict[int, set[str]] = {number: {name.casefold()} for number, name in enumerate(self.hiding.names, 1)}
        self.kept_names: list[str] = []
        """Descriptions of a hidden voice that stay, since they name nobody: "the hospital director"."""
        self._texts: Counter[int] = Counter()
        self._beside: Counter[int] = Counter()
        self._articles: Counter[int] = Counter()
        self._moved: dict[str, _Moved] = {}
        self._from_voices(dossier)
        self._from_texts(dossier)
        self._from_copies(dossier)

    def dossier(self, dossier: Dossier) -> Dossier:
        """The dossier without the names."""
        for article in dossier.articles:
            hits = self.hiding.hits(article.text)
            self._moved[article.id] = _Moved(hits)
            self._texts.update(hit.number for hit in hits)
            self._articles.update({hit.number for hit in hits})
        return dataclasses.replace(dossier, **{field.name: self.record(getattr(dossier, field.name), field.name) for field in dataclasses.fields(dossier)})

    def text(self, text: str, address: bool = False) -> str:
        """A text that tells of the dossier without the names."""
        hidden, hits = self.hiding.hidden(text, address)
        self._beside.update(hit.number for hit in hits)
        return hidden

    def record(self, value: Any, name: str = "", article: str = "") -> Any:  # noqa: ANN401
        """Any record, or a part of one; spans without an article of their own lie in `article`."""
        if isinstance(value, str):
            return self._string(value, name)
        if isinstance(value, Place):
            return Place(value.article, *self._span(value.article, value.span))
        if isinstance(value, Span):
            return self._span(article, value)
        if isinstance(value, tuple):
            return tuple(self.record(part, name, article) for part in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._dataclass(value, article)
        return value

    def told(self) -> tuple[Hidden, ...]:
        """What became of each name."""
        held = self._spellings
        return tuple(Hidden(n, self._texts[n], self._articles[n], self._beside[n], len(held[n])) for n in held)

    def _string(self, value: str, name: str) -> str:
        if name in TECHNICAL:
            return value
        return self.text(value, address=name in ADDRESSES)

    def _dataclass(self, value: Any, article: str) -> Any:  # noqa: ANN401
        if isinstance(value, Match):
            return self._match(value)
        here = value.id if isinstance(value, Article) else getattr(value, "article", None) or article
        fields = {field.name: self.record(getattr(value, field.name), field.name, here) for field in dataclasses.fields(value)}
        if isinstance(value, Article):
            fields["text"] = self.hiding.hidden(value.text)[0]
        if isinstance(value, CitationCheck):
            fields["against"] = tuple(self._span(value.in_article or "", span) for span in value.against)
        if isinstance(getattr(value, "start", None), int):
            fields["start"], fields["stop"] = self._span(here, Span(value.start, value.stop))
        return dataclasses.replace(value, **fields)

    def _match(self, match: Match) -> Match:
        a, b = self._span(match.article_a, match.a), self._span(match.article_b, match.b)
        edits = tuple(self._edit(edit, match) for edit in match.edits)
        set_alike = tuple(
            dataclasses.replace(row, places_a=self._places(match.article_a, row.places_a), places_b=self._places(match.article_b, row.places_b))
            for row in match.typography
        )
        return dataclasses.replace(match, start_a=a.start, stop_a=a.stop, start_b=b.start, stop_b=b.stop, edits=edits, typography=set_alike)

    def _edit(self, edit: Edit, match: Match) -> Edit:
        return dataclasses.replace(edit, a=self._span(match.article_a, edit.a), b=self._span(match.article_b, edit.b))

    def _places(self, article: str, places: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(self._span(article, Span(place, place)).start for place in places)

    def _span(self, article: str, span: Span) -> Span:
        moved = self._moved.get(article)
        return moved.span(span) if moved else span

    def _from_voices(self, dossier: Dossier) -> None:
        """The spellings of each voice that goes by a hidden name; a name that is no person's is hidden whole only."""
        outlets = {article.outlet.value for article in dossier.articles if article.outlet}
        for number in range(1, len(self.hiding.names) + 1):
            voices = [voice for voice in dossier.voices if any(self.hiding.goes_by(number, said) for said in voice.names)]
            if any(self.hiding.goes_by(number, outlet) for outlet in outlets) or (voices and not any(voice.kind in PERSONS for voice in voices)):
                self.hiding.no_person(number)
            for said in sorted({said for voice in voices for said in voice.names}):
                self._add(number, said) if self.hiding.spelt(number, said) else self.kept_names.append(said)

    def _from_texts(self, dossier: Dossier) -> None:
        """What is spelt nearly like the name, wherever it stands."""
        for number in range(1, len(self.hiding.names) + 1):
            found = {said for article in dossier.articles for said in self.hiding.nearly(number, article.text)}
            for said in sorted(found):
                if not self.hiding.goes_by(number, said):
                    self._add(number, said)

    def _from_copies(self, dossier: Dossier) -> None:
        """What another page has in the place of a hidden name is a spelling of it, where the two are compared and the difference is one of spelling."""
        texts = {article.id: article.text for article in dossier.articles}
        for match in dossier.matches:
            for edit in match.edits:
                if edit.kind == "spelling":
                    one, other = edit.a.of(texts.get(match.article_a, "")), edit.b.of(texts.get(match.article_b, ""))
                    self._respelt(one, other)
                    self._respelt(other, one)

    def _respelt(self, said: str, spelling: str) -> None:
        hits = self.hiding.hits(said)
        if hits and spelling and not self.hiding.hits(spelling):
            self._add(hits[0].number, spelling)

    def _add(self, number: int, spelling: str) -> None:
        self._spellings[number].add(spelling.casefold())
        self.hiding.add(number, spelling)


class _Moved:
    """Where the characters of one text stand after names were hidden in it."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.hits = hits
        self._starts = [hit.start for hit in hits]
        self._grown = [0]
        for hit in hits:
            self._grown.append(self._grown[-1] + len(mark(hit.number)) - (hit.stop - hit.start))

    def span(self, span: Span) -> Span:
        """A span, widened to the whole mark where it begins or ends in a hidden name."""
        start = self._at(span.start, 0)
        return Span(start, start if span.stop == span.start else self._at(span.stop, 1))

    def _at(self, place: int, end: int) -> int:
        before = bisect_right(self._starts, place - end)
        hit = self.hits[before - 1] if before else None
        if hit and place < hit.stop + end:
            return hit.start + self._grown[before - 1] + end * len(mark(hit.number))
        return place + self._grown[before]
