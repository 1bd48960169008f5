"""The Python interface: read, attributions, reuse, trace, check and the case."""

import dataclasses
import itertools
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

import firstsaid
from firstsaid.articles import drafts, from_text
from firstsaid.articles.segments import quotations, sentences
from firstsaid.capture import Source
from firstsaid.capture import read as read_captures
from firstsaid.case.evidence import check_inputs
from firstsaid.case.folder import Added, CaseFolder
from firstsaid.case.holdings import Holdings
from firstsaid.case.run import DECIDED, run_pass
from firstsaid.case.settings import Values, settings_hash
from firstsaid.dossier import compose, first_sentence
from firstsaid.dossier import report as render_report
from firstsaid.dossier.index import Index
from firstsaid.engine.base import Progress, no_progress
from firstsaid.engine.limits import seldom_collected
from firstsaid.engine.local import LocalEngine
from firstsaid.engine.lookup import Mapped, place_of
from firstsaid.engine.pool import Workers
from firstsaid.engine.rows import from_table
from firstsaid.engine.tables import fits
from firstsaid.engine.work import pile_records
from firstsaid.errors import CaseError, InputError
from firstsaid.exports import ARCHIVES, EXPORTS, Archive
from firstsaid.exports.flat import tables
from firstsaid.exports.sheets import sheets
from firstsaid.model import Article, Candidate, Dossier, Match, Part, Pile, Rejected, Span, Statement, content_id
from firstsaid.model.options import ArticleOptions, CaptureOptions, Options, ReuseOptions, StatementOptions
from firstsaid.reuse import candidates, confronted, fingerprints, holders, matches
from firstsaid.shown import Rows, Tables, case_html, rows
from firstsaid.stages import RECORDS, STAGES
from firstsaid.statements import weighed_statements
from firstsaid.statements.second_opinion import Model, find

if TYPE_CHECKING:
    import pyarrow as pa

WHOLE, MOST = 200, 30
"""In a case of up to so many articles a text that somebody asks about is compared with all of them; in a larger one with at most so many."""


def read(page: bytes | str | os.PathLike[str], url: str | None = None) -> Article:
    """Read one page, given as its bytes or as a path, as firstsaid understands it. Nothing is kept.

    Raises InputError when the page cannot be read; the sentence says why.
    """
    with tempfile.TemporaryDirectory() as folder:
        if isinstance(page, bytes):
            path, name = Path(folder) / "page", "page"
            path.write_bytes(page)
        else:
            path, name = Path(page), Path(page).name
            if not path.is_file():
                raise InputError("there is no such file", where=str(path))
        source = Source(path, name, content_id(name), "file", url)
        captured = list(itertools.islice(read_captures(source, CaptureOptions()), 2))
    read_pages = [row for capture in captured for row in ([capture] if isinstance(capture, Rejected) else drafts([capture], ArticleOptions()))]
    if len(read_pages) != 1:
        raise InputError("it holds more than one page; use trace" if read_pages else "it holds no page", where=name)
    if isinstance(read_pages[0], Rejected):
        raise InputError(read_pages[0].reason, where=name)
    return read_pages[0]


def attributions(text: str, language: str = "en", options: StatementOptions | None = None, second_opinion: Model | str | None = None) -> list[Statement]:
    """Who said what, through whom, in a text as it stands: all of it is read, and spans index `text`.

    `language` is an ISO 639-1 code; a language without a file of its own is read with English rules. Below `options.confidence` a speaker is undetermined: the
    statement has an empty chain. `second_opinion` is a model of your own, a function (text, language) -> answers, or the name of an installed one.
    """
    whole = [Span(0, len(text))]
    as_it_stands = dataclasses.replace(
        from_text(text, language=language),
        text=text,
        parts=(Part("body", 0, len(text), "given as text"),),
        dateline=None,
        sentences=sentences(text, whole),
        quotations=quotations(text, whole),
    )
    chosen = options or StatementOptions()
    asked = second_opinion or chosen.second_opinion or None
    return weighed_statements([as_it_stands], chosen, find(asked) if isinstance(asked, str) else asked)


def reuse(texts: Mapping[str, str]) -> list[Match]:
    """What the texts share, to the character, with every difference. `article_a` and `article_b` are keys of `texts`, and spans index the texts."""
    read_texts = {key: from_text(text, path=key) for key, text in texts.items()}
    names = {article.id: key for key, article in read_texts.items()}
    in_order = tuple(sorted(read_texts.values(), key=lambda article: article.id))
    return [_renamed(match, names) for match in _matches(in_order, ReuseOptions())]


def _renamed(match: Match, names: Mapping[str, str]) -> Match:
    return dataclasses.replace(match, article_a=names[match.article_a], article_b=names[match.article_b])


def _matches(among: tuple[Article, ...], options: ReuseOptions) -> list[Match]:
    with seldom_collected():
        prints = tuple(fingerprints(among, options))
        found = candidates(Pile(articles=among, fingerprints=prints), options)
        pairs = tuple(row for row in found if isinstance(row, Candidate))
        return list(matches(Pile(articles=among, fingerprints=prints, candidates=pairs), options))


class Case:
    """A finished case: its tables, its dossier and what can be asked of it."""

    def __init__(self, folder: CaseFolder, options: Options, temporary: tempfile.TemporaryDirectory[str] | None = None) -> None:
        self.folder = folder
        self.options = options
        self._temporary = temporary
        self._mapped: dict[str, tuple[tuple[int, int], Mapped]] = {}

    @property
    def path(self) -> Path:
        """The case's folder."""
        return self.folder.path

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables, in the order of the pass."""
        return tuple(stage.writes for stage in STAGES)

    def table(self, name: str) -> "pa.Table":
        """One table as Arrow (`.to_pandas()` for pandas). Raises CaseError for a name that is none, or a case that has not been run."""
        import pyarrow.parquet as pq

        if name not in self.tables:
            raise CaseError(f"there is no table {name}; there are {', '.join(self.tables)}", where=str(self.path))
        return pq.read_table(self.made(name))

    def rows(self, name: str, *, beside: bool = False) -> Rows:
        """One flat table (articles, statements, claims, origins, derivations … as `firstsaid.exports.flat` has them), for pandas, Polars, Arrow and notebooks.

        With `beside`, columns behind each id say what it is the id of, as in CSV and Excel: `article_outlet`, `article_title`, `claim_text` …
        Raises CaseError for a name that is none.
        """
        return rows(self._sheets if beside else self._flat, name, beside=beside)

    @cached_property
    def _flat(self) -> Tables:
        return tables(self.dossier)

    @cached_property
    def _sheets(self) -> Tables:
        return sheets(self.dossier)

    def claims(self) -> Rows:
        """The claims with the range of their origins: `.to_pandas()`, `.to_polars()`, `.to_arrow()`."""
        return self.rows("claims")

    def __repr__(self) -> str:
        return "<a firstsaid case>" if self._temporary else f"<the firstsaid case {self.path.name}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the first sentence and the claims that several articles carry."""
        return case_html(self.sentence(), self.dossier)

    def made(self, name: str) -> Path:
        """Where a table lies. Raises CaseError when it has not been made, or was made by a version of firstsaid that knew other columns."""
        path = self.folder.derived / f"{name}.parquet"
        if not path.exists():
            raise CaseError(f"it has not been run yet; `firstsaid run {self.path}` makes its tables", where=str(self.path))
        try:
            known = fits(path, RECORDS[name])
        except (pa.ArrowInvalid, OSError):
            raise self._damaged(path) from None
        if not known:
            raise CaseError(f"its tables were made by another version of firstsaid; `firstsaid run {self.path}` makes them anew", where=str(self.path))
        return path

    @cached_property
    def pile(self) -> Pile:
        """Every record of the case but those of the machine's own tables."""
        left_out = {"rejected", *(stage.writes for stage in STAGES if stage.inner)}
        for name in self.tables:
            self.made(name)
        with Workers(self.options.engine) as workers:
            engine = LocalEngine(self.folder.derived, RECORDS | DECIDED, workers)
            records = {name: tuple(engine.rows(name, kind)) for name, kind in pile_records().items() if name not in left_out}
            refused = [row for name in self.tables for row in engine.rows(f"rejected/{name}", Rejected)]
        return Pile(**records, rejected=tuple(refused))

    @cached_property
    def dossier(self) -> Dossier:
        """What a reader gets: every record, in the order in which a reader wants them."""
        return compose(self.pile, firstsaid.__version__, settings_hash(self.options))

    @cached_property
    def index(self) -> Index:
        """The dossier with its records at hand."""
        return Index(self.dossier)

    def sentence(self) -> str:
        """The first sentence: what a person wants to know first."""
        return first_sentence(self.index)

    def report(self) -> str:
        """The report: one self-contained HTML document."""
        return render_report(self.dossier)

    def export(self, form: str, to: BinaryIO) -> None:
        """Write the case in one of the formats of `firstsaid.exports`. Raises CaseError for a format that is not there."""
        known = {export.name: export for export in (*EXPORTS, *ARCHIVES)}
        wanted = known.get(form)
        if wanted is None:
            raise CaseError(f"there is no format {form}; there are {', '.join(known)}", where=str(self.path))
        if isinstance(wanted, Archive):
            wanted.write(self.dossier, Holdings(self.folder), to)
        else:
            wanted.write(self.dossier, to)
        self.folder.custody.append("export", format=form)

    def check(self, text: str) -> list[Match]:
        """What the text shares with the case's articles, longest first; the text's own id in the matches is "text", and it is `article_a`."""
        return self.ask(text).matches

    def ask(self, text: str) -> "Asked":
        """Hold a text against the case's articles.

        In a case of up to `WHOLE` articles all of them are compared. In a larger one those are whose stored fingerprints hold words of the text; where
        these are more than `MOST`, the earliest of those that hold much of it, and those that hold most. A run of twelve words is always found there; a
        shorter one may be missed.
        """
        asked = dataclasses.replace(from_text(text, path="text"), id="text")
        near, found = self._near(asked)
        matches = sorted(confronted(asked, near, self.options.reuse), key=lambda m: (-m.same, m.article_b, m.start_a, m.start_b))
        carrying = {match.article_b for match in matches}
        return Asked(asked, matches, [article for article in near if article.id in carrying], found, len(near))

    def _near(self, asked: Article) -> tuple[list[Article], int]:
        """The articles that a text is compared with, and how many may hold words of it."""
        stored = self.mapped("articles")
        if stored.num_rows <= WHOLE:
            return sorted(from_table(stored.table(), Article), key=lambda article: article.id), stored.num_rows
        pieces = (batch.column(0).to_numpy() for batch in self.mapped("fingerprints").batches)
        found = holders(fingerprints([asked], self.options.reuse)[0], pieces)
        published = pc.struct_field(stored.at(found.articles, ["published"]).column(0), "value").to_pylist() if len(found.articles) > MOST else []
        chosen = found.nearest(published, MOST)
        return sorted(from_table(stored.at(chosen), Article), key=lambda article: article.id), len(found.articles)

    def mapped(self, table: str) -> Mapped:
        """What lies beside a table to look its rows up by. Raises CaseError when it has not been made."""
        path = place_of(self.folder.derived, table)
        if not path.exists():
            raise CaseError(f"it has not been run yet; `firstsaid run {self.path}` makes its tables", where=str(self.path))
        found = path.stat()
        if self._mapped.get(table, (None,))[0] != (found.st_ino, found.st_mtime_ns):
            try:
                self._mapped[table] = ((found.st_ino, found.st_mtime_ns), Mapped(path))
            except (pa.ArrowInvalid, OSError):
                raise self._damaged(path) from None
        return self._mapped[table][1]

    def _damaged(self, path: Path) -> CaseError:
        told = f"{path.relative_to(self.path)} cannot be read: it is damaged or cut off; `firstsaid run {self.path}` makes it anew"
        return CaseError(told, where=str(self.path))


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What a case has of a text."""

    text: Article
    """The text, read as an article is."""
    matches: list[Match]
    """Longest first; `article_a` is "text"."""
    carriers: list[Article]
    """The articles that the matches are with, in order of their ids."""
    found: int
    """How many articles may hold words of the text."""
    compared: int
    """How many of them it was compared with."""


def open_case(path: str | os.PathLike[str], flags: Values | None = None) -> Case:
    """A case that exists. Raises CaseError when the folder is none."""
    folder = CaseFolder.open(Path(path))
    return Case(folder, folder.options(flags or {}))


def add(case: str | os.PathLike[str], inputs: Sequence[str], progress: Progress = no_progress) -> Added:
    """Keep pages as evidence of a case, which is made when the folder is new. Raises InputError, and does nothing, when an input is not there."""
    check_inputs(inputs)
    folder = CaseFolder.create(Path(case))
    with folder.lock():
        return folder.add(inputs, progress)


def run(case: str | os.PathLike[str], flags: Values | None = None, progress: Progress = no_progress) -> Case:
    """Bring a case's tables up to date: only what is not fresh is made anew. Raises SettingsError for a flag with a wrong value."""
    model = (flags or {}).get("statements", {}).get("second_opinion")
    if model:
        find(model)
    opened = open_case(case, flags)
    with opened.folder.lock():
        run_pass(STAGES, opened.folder, opened.options, progress)
    return Case(opened.folder, opened.options)


def trace(inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], case: str | os.PathLike[str] | None = None) -> Case:
    """Read pages (files, folders), trace what they say, and give the finished case.

    Without `case` it is kept in a temporary folder that lives as long as the returned Case.
    """
    named = [os.fspath(inputs)] if isinstance(inputs, str | os.PathLike) else [os.fspath(given) for given in inputs]
    temporary = tempfile.TemporaryDirectory(prefix="firstsaid-") if case is None else None
    place = temporary.name if temporary else os.fspath(case or "")
    add(place, named)
    finished = run(place)
    return Case(finished.folder, finished.options, temporary)
