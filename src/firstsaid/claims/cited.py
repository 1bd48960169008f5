"""What articles cite of pages in the pile: for each outlet, agency or document in a statement's chain, the pages that may be meant."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstsaid.claims.names import HEAD, CitedPages
from firstsaid.model import Ascribed, Cited, Edit, Found, Match, Place, Span
from firstsaid.model.columns import Columns, rows
from firstsaid.model.options import ClaimOptions

_CITED_KINDS = ("outlet", "document", "organisation")
_MOST_PAGES = 12
"""How many pages of one outlet are compared with one citation."""
_MATCHED = ("id", "article_a", "start_a", "stop_a", "article_b", "start_b", "stop_b", "kind", "words", "same", "edits")
Sides = tuple[str, str]
"""Two articles; an article and a name; or a statement and a page."""
Asked = Mapping[str, Set[str]]
"""The pages that each statement may cite."""
Told = Mapping[Sides, Sequence[Place]]
"""Places by statement and page."""


class _Issued(NamedTuple):
    """What a page tells of who issued it, as a table holds it."""

    id: str
    url: str | None
    text: str
    language: str
    outlet: Found | None
    agency: Found | None
    credit: Found | None


class _Citing(NamedTuple):
    """A statement that cites by name what has pages in the pile."""

    statement: str
    names: tuple[str, ...]
    content: tuple[Span, ...]


def cited(columns: Columns, options: ClaimOptions) -> Iterator[Cited]:
    """A row for each article that cites an outlet, agency or document which has pages in the pile. Reads articles, statements, placements,
    matches, voices, claims; of texts only the heads of pages that tell no outlet, and memory holds names and what is cited.

    Pages are found by outlet, agency, credit or host; those that share words with the citing article come first, then those of its story, then the rest.
    """
    del options
    pages = CitedPages(_issued(columns))
    citing = _citing(columns, _Named(pages))
    meant = _Meant(columns, pages, citing)
    asked = {said.statement: meant.asked(article, said) for article, statements in citing.items() for said in statements}
    spoken, claimed = _spoken(columns, asked), _claimed(columns, asked)
    shared = _shared(columns, {_pair(article, page) for article, statements in citing.items() for said in statements for page in asked[said.statement]})
    for article in _by_rarest_name(citing):
        ascribed = [
            Ascribed(said.statement, name, said.content, there, *(_of(said.statement, there, told) for told in (spoken, claimed)))
            for said in sorted(citing[article])
            for name in said.names
            if (there := meant.pages(article, name))
        ]
        if ascribed:
            named = tuple(sorted({page for one in ascribed for page in one.pages}))
            related = tuple(page for page in named if meant.are_related(article, page))
            matches = sorted((match for page in named for match in shared.get(_pair(article, page), ())), key=lambda match: match.id)
            yield Cited(article, named, related, tuple(ascribed), tuple(matches))


def _by_rarest_name(citing: Mapping[str, Sequence[_Citing]]) -> list[str]:
    """The articles in an order in which those follow one another that cite the same pages, so that these are read once for many."""
    times = Counter(name for statements in citing.values() for said in statements for name in said.names)
    return sorted(citing, key=lambda article: (min((times[name], name) for said in citing[article] for name in said.names), article))


def _pair(one: str, other: str) -> Sides:
    return min(one, other), max(one, other)


def _of(statement: str, pages: Iterable[str], told: Told) -> tuple[Place, ...]:
    return tuple(place for page in pages for place in sorted(told.get((statement, page), ())))


def _issued(columns: Columns) -> Iterator[_Issued]:
    """Who issued the pages, in order of their ids; of a page that tells its outlet the text is left out."""
    rows: list[_Issued] = []
    for batch in columns.batches("articles", ("id", "url", "text", "language", "outlet", "agency", "credit")):
        heads = pc.if_else(pc.is_valid(batch.column(4)), "", pc.utf8_slice_codeunits(batch.column(2), 0, HEAD))
        plain = [batch.column(0), batch.column(1), heads, batch.column(3)]
        facts = [_facts(batch.column(at)) for at in (4, 5, 6)]
        rows += map(_Issued, *(column.to_pylist() for column in plain), *facts)
    return iter(sorted(rows, key=lambda row: row.id))


def _facts(column: pa.Array) -> list[Found | None]:
    """What was found of one kind, without its place."""
    return [None if value is None else Found(value, None, "") for value in pc.struct_field(column, "value").to_pylist()]


class _Named:
    """The pages that go by a name; each name is asked once."""

    def __init__(self, pages: CitedPages) -> None:
        self._issued = pages
        self._pages: dict[str, frozenset[str]] = {}
        self._outlets: dict[str, bool] = {}

    def pages(self, kind: str, name: str) -> frozenset[str]:
        """Those that may be cited by a link of a chain: of persons, who are most, by one who is called just as an outlet is."""
        if kind not in _CITED_KINDS and not self._is_outlet(name):
            return frozenset()
        if name not in self._pages:
            self._pages[name] = frozenset(self._issued.of(name))
        return self._pages[name]

    def _is_outlet(self, name: str) -> bool:
        if name not in self._outlets:
            self._outlets[name] = self._issued.is_outlet(name)
        return self._outlets[name]


def _citing(columns: Columns, named: _Named) -> dict[str, list[_Citing]]:
    """By article, the statements whose chain names what has pages in the pile; a page whose own name it is cites nobody."""
    found: dict[str, list[_Citing]] = {}
    for batch in columns.batches("statements", ("id", "article", "content", "chain")):
        links = pc.list_flatten(batch.column(3))
        told = zip(pc.struct_field(links, "kind").to_pylist(), pc.struct_field(links, "name").to_pylist(), strict=True)
        there = np.array([bool(named.pages(kind, name)) for kind, name in told], np.bool_)
        wanted = np.unique(pc.list_parent_indices(batch.column(3)).to_numpy()[there])
        for row in batch.take(pa.array(wanted)).to_pylist():
            cites = dict.fromkeys((link["name"], named.pages(link["kind"], link["name"])) for link in row["chain"])
            others = tuple(name for name, pages in cites if pages and row["article"] not in pages)
            if others and row["content"]:
                found.setdefault(row["article"], []).append(_Citing(row["id"], others, tuple(Span(**span) for span in row["content"])))
    return found


class _Meant:
    """The pages that an article may mean by a name."""

    def __init__(self, columns: Columns, pages: CitedPages, citing: Iterable[str]) -> None:
        self._issued = pages
        self._found: dict[Sides, tuple[str, ...]] = {}
        self.stories: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        for article, story in rows(columns, "placements", "article", "story"):
            self.stories[article] = story
            self._members.setdefault(story, []).append(article)
        self._partners: dict[str, set[str]] = {article: set() for article in citing}
        for sides in rows(columns, "matches", "article_a", "article_b"):
            for one, other in (sides, sides[::-1]):
                if one in self._partners:
                    self._partners[one].add(other)

    def pages(self, article: str, name: str) -> tuple[str, ...]:
        """Pages of the named one: those that share words with the citing article first, then those of its story, then the rest."""
        if (article, name) not in self._found:
            every = self._issued.of(name)
            pages = frozenset(every)
            story = (page for page in sorted(self._members.get(self.stories.get(article, ""), ())) if page in pages)
            ranked = dict.fromkeys(chain(sorted(self._partners[article] & pages), story, every))
            others = (page for page in ranked if page != article and not self._issued.same_issuer(article, page))
            self._found[article, name] = tuple(islice(others, _MOST_PAGES))
        return self._found[article, name]

    def asked(self, article: str, said: _Citing) -> frozenset[str]:
        """All pages that a statement may cite."""
        return frozenset(page for name in said.names for page in self.pages(article, name))

    def are_related(self, article: str, page: str) -> bool:
        """Whether two pages share words or are of one story."""
        story = self.stories.get(article)
        return page in self._partners[article] or (story is not None and story == self.stories.get(page))


def _spoken(columns: Columns, asked: Asked) -> Told:
    """Where the pages that a statement may cite give words of its voice."""
    wanted = pa.array(sorted(asked), pa.string())
    voices: dict[str, str] = {}
    for batch in columns.batches("voices", ("id", "statements")):
        row = pc.list_parent_indices(batch.column(1)).to_numpy()[pc.is_in(pc.list_flatten(batch.column(1)), wanted).to_numpy(zero_copy_only=False)]
        for voice in batch.take(pa.array(np.unique(row))).to_pylist():
            voices.update(dict.fromkeys(voice["statements"], voice["id"]))
    by_voice: dict[Sides, list[str]] = {}
    for statement in asked.keys() & voices.keys():
        for page in asked[statement]:
            by_voice.setdefault((voices[statement], page), []).append(statement)
    found: dict[Sides, list[Place]] = {}
    heard = pa.array(sorted(voices), pa.string())
    for batch in columns.batches("statements", ("id", "article", "content")):
        for said in batch.filter(pc.is_in(batch.column(0), heard)).to_pylist():
            for statement in by_voice.get((voices[said["id"]], said["article"]), ()):
                found.setdefault((statement, said["article"]), []).extend(Place(said["article"], **span) for span in said["content"])
    return found


def _claimed(columns: Columns, asked: Asked) -> Told:
    """Where the pages that a statement may cite carry a claim that it carries."""
    wanted = pa.array(sorted(asked), pa.string())
    found: dict[Sides, list[Place]] = {}
    for batch in columns.batches("claims", ("statements", "articles", "wordings")):
        several = batch.filter(pc.greater(pc.list_value_length(batch.column(1)), 1))
        row = pc.list_parent_indices(several.column(0)).to_numpy()[pc.is_in(pc.list_flatten(several.column(0)), wanted).to_numpy(zero_copy_only=False)]
        for claim in several.take(pa.array(np.unique(row))).to_pylist():
            for statement in asked.keys() & set(claim["statements"]):
                for wording in claim["wordings"]:
                    if wording["article"] in asked[statement]:
                        places = (Place(wording["article"], **span) for span in wording["spans"])
                        found.setdefault((statement, wording["article"]), []).extend(places)
    return found


def _shared(columns: Columns, pairs: Set[Sides]) -> dict[Sides, list[Match]]:
    """The matches of some pairs of articles."""
    found: dict[Sides, list[Match]] = {}
    pages = pa.array(sorted({page for pair in pairs for page in pair}), pa.string())
    for whole in columns.batches("matches", _MATCHED):
        batch = whole.filter(pc.and_(pc.is_in(whole.column(1), pages), pc.is_in(whole.column(4), pages)))
        sides = zip(batch.column(1).to_pylist(), batch.column(4).to_pylist(), strict=True)
        for row in batch.filter(pa.array([_pair(*both) in pairs for both in sides], pa.bool_())).to_pylist():
            edits = tuple(Edit(**{**edit, "a": Span(**edit["a"]), "b": Span(**edit["b"])}) for edit in row["edits"])
            found.setdefault(_pair(row["article_a"], row["article_b"]), []).append(Match(**{**row, "edits": edits}))
    return found
