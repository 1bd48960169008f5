"""A finished case as pages need it: lists by SQL, and one story at a time as a dossier."""

import os
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

import firstsaid
from firstsaid.api import Case
from firstsaid.case.run import DECIDED
from firstsaid.case.settings import settings_hash
from firstsaid.dossier import compose
from firstsaid.dossier.dates import moment, seen_words
from firstsaid.dossier.index import Index
from firstsaid.dossier.naming import headline
from firstsaid.dossier.narrow import cited_in
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.refused import Spot, listed, refused
from firstsaid.engine.digests import file_digest
from firstsaid.engine.rows import from_table, in_order, schema_of
from firstsaid.engine.tables import Tables
from firstsaid.engine.work import pile_records
from firstsaid.model import Judgement, MissingUpstream, Named, Pile, Rejected, Stamp, told_apart
from firstsaid.model.capture import ARCHIVES
from firstsaid.recount import recount
from firstsaid.stages import RECORDS
from firstsaid.web.by_story import ByStory, grouped

_TOLD_OF = """
with told as (select unnest($1) as path, unnest($2) as record)
select c.path, c.record, case when c.how in (select unnest($3)) then c.url end as url, c.id in (select capture from articles) as read
from captures c join told t on t.path = c.path and t.record = coalesce(c.record, '')
union all select a.path, null, null, true from articles a join told t on t.path = a.path and t.record = ''
"""
T = TypeVar("T")
KEPT = 32
"""Stories that are kept in memory."""
SNAPSHOT = ".reading-"
_BY_STORY = ("articles", "matches", "placements", "statements", "voices", "figures", "claims", "conflicts", "citations", "evidence", "absent_texts",
             "derivations", "counts", "judgements", "part_judgements")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One story with every record that belongs to it."""

    id: str
    pile: Pile
    """Its records, with the decisions that were in force."""
    index: Index
    alone: Index
    """What the machine says by itself; the same as `index` when nothing was decided."""

    @property
    def judged(self) -> tuple[Judgement, ...]:
        """The decisions in force about its articles."""
        return self.pile.judgements


class Shelf:
    """The tables of one finished run, held still while pages read them.

    The tables' files are linked into a folder of their own, so a run that replaces them meanwhile changes nothing here. Safe to use from several threads.
    """

    def __init__(self, case: Case, in_force: Callable[[], tuple[Judgement, ...]]) -> None:
        self.case = case
        self.in_force = in_force
        self.run = file_digest(case.folder.derived / "stages.json")[:16]
        """Which run it shows."""
        self.folder = _snapshot(case)
        self.tables = Tables(self.folder, RECORDS | DECIDED)
        self._stories: OrderedDict[str, Told] = OrderedDict()
        self._lock = Lock()
        self._making = Lock()
        """Stories are made one after the other: who asks for one that is being made waits for it and makes no second."""
        self._once: dict[str, Any] = {}
        self.by_story = ByStory(self.tables, {name: kind for name, kind in pile_records().items() if name in (*_BY_STORY, "captures")})
        self._database = duckdb.connect(":memory:", config={"threads": 1})
        for table in (*case.tables, *DECIDED):
            files = [str(file) for file in self.tables.files(table) if file.exists()]
            if files:
                self._database.read_parquet(files).create_view(table)

    def close(self) -> None:
        """Let go of the tables."""
        self.by_story.close()
        self._database.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, query: str, given: Mapping[str, Any] | Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Rows of a query over the tables; every value of a page's address goes in as a parameter, never into the text of the query."""
        return list(self._arrow(query, given).to_pylist())

    def through_texts(self, query: str, given: Sequence[Any]) -> list[dict[str, Any]]:
        """Rows of a query that reads every article's text, as `texts`: from the copy that need not be unpacked, once there is one."""
        with self._database.cursor() as cursor:
            copy = self.by_story.whole("articles")
            if copy is None:
                cursor.execute("create temp view texts as from articles")
            else:
                cursor.register("texts", copy)
            return list(cursor.sql(query, params=given).to_arrow_table().to_pylist())

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """A whole table, piece by piece."""
        for file in self.tables.files(table):
            yield from pq.ParquetFile(file).iter_batches(batch_size=256)

    def _arrow(self, query: str, given: Mapping[str, Any] | Sequence[Any] = ()) -> pa.Table:
        with self._database.cursor() as cursor:
            return cursor.sql(query, params=given or None).to_arrow_table()

    def records(self, query: str, given: Sequence[Any], record: type[T]) -> tuple[T, ...]:
        """What a query gives of a table, as its records."""
        schema = schema_of(record)
        return tuple(from_table(self._arrow(f"select {_columns(schema)} from ({query})", given).cast(schema), record))  # noqa: S608

    def story(self, story: str) -> Told:
        """One story, with the decisions that are in force now. Raises KeyError when there is none of that id."""
        judged = self.in_force()
        if ready := self._ready(story, judged):
            return ready
        with self._making:
            if ready := self._ready(story, judged):
                return ready
            pile = self._pile(story)
            if not pile.articles:
                raise KeyError(story)
            kept = self._stories.get(story)
            made = self._told(story, recount(pile, judged, self.case.options), kept.alone if kept else None, pile)
            with self._lock:
                self._stories[story] = made
                while len(self._stories) > KEPT:
                    self._stories.popitem(last=False)
            return made

    def _ready(self, story: str, judged: tuple[Judgement, ...]) -> Told | None:
        with self._lock:
            kept = self._stories.get(story)
            if kept is None or kept.judged != own(kept.index.articles, judged):
                return None
            self._stories.move_to_end(story)
            return kept

    def _told(self, story: str, pile: Pile, alone: Index | None, made: Pile) -> Told:
        """`made` is the story as the run left it."""
        index = self._index(pile)
        if alone is None:
            alone = self._index(recount(made, (), self.case.options)) if pile.judgements else index
        return Told(story, pile, index, alone)

    def _index(self, pile: Pile) -> Index:
        return Index(compose(pile, firstsaid.__version__, settings_hash(self.case.options)))

    def names(self, articles: Iterable[str]) -> dict[str, str]:
        """What to call articles in one line, by id; those of one outlet are told apart."""
        asked = """select a.id, a.outlet.value as outlet, a.path, a.title.value as title, a.published, c.seen_at
          from articles a left join captures c on c.id = a.capture where a.id in (select unnest($1)) order by a.id"""
        return told_apart({row["id"]: _named(row) for row in self.sql(asked, [sorted(set(articles))])})

    def story_of(self, table: str, record: str) -> Told:
        """The story that an article, a claim, a voice … of this id belongs to. Raises KeyError when there is none."""
        return self.story(self._story_id(table, record))

    def alone(self, article: str) -> Index:
        """The story of an article as the machine alone reads it, whatever was decided since. Raises KeyError when there is no such article."""
        story = self._story_id("placements", article)
        with self._lock:
            kept = self._stories.get(story)
        return (kept or self.story(story)).alone

    def _story_id(self, table: str, record: str) -> str:
        column = "article" if table == "placements" else "id"
        found = self.sql(f"select story from {table} where {column} = ?", [record])  # noqa: S608 (the table's name is ours)
        if not found:
            raise KeyError(record)
        return str(found[0]["story"])

    @cached_property
    def missing(self) -> tuple[MissingUpstream, ...]:
        """Every upstream that is cited and not in the pile, the most cited first."""
        rows = from_table(self._arrow("select * from missing"), MissingUpstream)
        return tuple(sorted(rows, key=lambda m: (bool(m.perhaps), -len({place.article for place in m.cited_by}), m.name, m.id)))

    @cached_property
    def rejected(self) -> tuple[Rejected, ...]:
        """Every page or record that could not be worked on."""
        files = [file for table in self.case.tables for file in self.tables.files(f"rejected/{table}") if file.exists()]
        rows = [row for file in files for row in self.tables.rows(f"rejected/{file.stem}", Rejected)]
        return tuple(listed(rows))

    @cached_property
    def _told_of(self) -> list[tuple[Spot, str | None, bool]]:
        """Where the pages stand that `rejected` tells of, with the address of a page in a web archive, and whether it was read all the same."""
        spots = sorted({(row.path, row.record or "") for row in self.rejected})
        rows = self.sql(_TOLD_OF, [[path for path, _ in spots], [record for _, record in spots], list(ARCHIVES)]) if spots else []
        return [((row["path"], row["record"]), row["url"], row["read"]) for row in rows]

    @cached_property
    def addresses(self) -> dict[Spot, str]:
        """The addresses of the pages of web archives that `rejected` tells of."""
        return {spot: url for spot, url, _ in self._told_of if url}

    @cached_property
    def refused(self) -> int:
        """How many pages could not be read."""
        return refused(self.rejected, {spot for spot, _, read in self._told_of if read})

    @cached_property
    def part_judgements(self) -> frozenset[str]:
        """Ids of the judgements about parts of articles that this run read the pages with."""
        held = self.tables.path("part_judgements").exists()
        return frozenset(row["id"] for row in self.sql("select id from part_judgements")) if held else frozenset()

    def once(self, what: str, make: Callable[[], T]) -> T:
        """What follows from the tables alone, made when it is first wanted and kept as long as this run is shown."""
        if what not in self._once:
            self._once[what] = make()
        made: T = self._once[what]
        return made

    def _pile(self, story: str) -> Pile:
        kinds = pile_records()
        names = [name for name in (*_BY_STORY, "captures") if self.tables.path(name).exists()]
        found: dict[str, Any] = {name: self._records(name, kinds[name], story) for name in names}
        ids = {article.id for article in found["articles"]}
        found["missing"] = tuple(own for m in self.missing if (own := cited_in(m, ids)).cited_by)
        return Pile(**found)

    def _records(self, name: str, record: type, story: str) -> tuple[Any, ...]:
        schema = schema_of(record)
        table = self.by_story.rows(name, story)
        if table is None:
            table = self._arrow(f"select {_columns(schema)} from ({grouped(self.tables, name)}) where group_ = ?", [story])  # noqa: S608
        return tuple(from_table(in_order(table.cast(schema)), record))


def _columns(schema: pa.Schema) -> str:
    return ", ".join(f'"{column}"' for column in schema.names)


def _named(row: Mapping[str, Any]) -> Named:
    stamp = row["published"]
    when = moment(Stamp(stamp["value"], stamp["role"], stamp["rule"], None)) if stamp else None
    return Named(
        one_line(row["outlet"] or row["path"].rsplit("/", 1)[-1]), when.words if when else "", headline(row["title"] or ""), seen_words(row["seen_at"])
    )


def own(articles: Container[str], judged: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The decisions about these articles."""
    return tuple(j for j in judged if j.article in articles and j.about != "part")


def _snapshot(case: Case) -> Path:
    """A folder beside `derived/` with links to the tables as they are now; what an earlier process left there is taken away."""
    for left in case.path.glob(f"{SNAPSHOT}*"):
        process = left.name.removeprefix(SNAPSHOT).split("-")[0]
        if not process.isdigit() or not _lives(int(process)):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{SNAPSHOT}{os.getpid()}-", dir=case.path))
    for table in (*case.tables, *DECIDED):
        for name in (table, f"rejected/{table}"):
            _link(case.folder.derived / f"{name}.parquet", folder / f"{name}.parquet")
    return folder


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _link(made: Path, to: Path) -> None:
    if not made.exists():
        return
    to.parent.mkdir(exist_ok=True)
    if made.is_dir():
        shutil.copytree(made, to, copy_function=_link_file)
    else:
        _link_file(str(made), str(to))


def _link_file(made: str, to: str) -> None:
    try:
        os.link(made, to)
    except OSError:  # a file system without links
        shutil.copyfile(made, to)
