"""Stories: how each text got to its page, as a drawing and as a table."""

from dataclasses import dataclass

from markupsafe import Markup

from firstsaid.dossier.dates import published
from firstsaid.dossier.drawings import FEW, Plan, legend, plan, strips, tall_lanes, wide_lanes
from firstsaid.dossier.drawings.plan import Edge, Lane, Node
from firstsaid.dossier.excerpt import leading_article, shortened
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.wording import ROLES, count, how_sure, shown
from firstsaid.model import Story

STORIES = 12
ROWS = 100


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page of a story."""

    anchor: str
    siglum: str
    name: str
    title: str
    language: str
    date: str
    date_from: str
    role: str
    came_from: str
    sure: str
    absent: bool


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story as the report shows it."""

    number: int
    title: str
    language: str
    told: str
    lead: str
    wide: Markup
    """"" where there is one page and nothing to be drawn."""
    tall: Markup
    legend: Markup
    rows: tuple[PageRow, ...]
    rows_note: str
    pages: str


def story_views(index: Index) -> tuple[list[StoryView], str]:
    """Stories of more than one article, at most twelve, and what the list says of itself."""
    shared = [story for story in index.dossier.stories if len(story.articles) > 1]
    lone = len(index.dossier.stories) - len(shared)
    views = [story_view(index, story) for story in shared[:STORIES]]
    notes = [shown(len(views), len(shared)), f"{count(lone, 'story', 'stories')} of one page, not drawn" if lone else ""]
    return views, "; ".join(note for note in notes if note)


def lone_pages(index: Index) -> tuple[list[PageRow], str]:
    """Pages that are a story by themselves, at most a hundred, and what the list says of itself."""
    alone = [story.articles[0] for story in index.dossier.stories if len(story.articles) == 1]
    placed = {article for story in index.dossier.stories for article in story.articles}
    alone += [article for article in index.articles if article not in placed]
    kept = sorted((a for a in alone if a in index.articles), key=lambda a: index.rank[a])
    rows = [_row(index, Node(a, index.sigla[a], index.name(a), published(index.articles[a])), "", "", "") for a in kept[:ROWS]]
    return rows, shown(len(rows), len(kept))


def story_view(index: Index, story: Story) -> StoryView:
    """A story as drawings and as a table."""
    held = [index.articles[a] for a in story.articles if a in index.articles]
    drawn = plan(index, story)
    many = len(held) > FEW
    texts = len({index.texts[a.id] for a in held})
    told = f"{count(len(story.articles), 'page')}, {count(texts, 'text')}"
    label = f"How each text of this story reached its page, over time: {told}. The table below says the same in words."
    titled = leading_article(index, story)
    rows = _rows(index, drawn)
    alone = len(drawn.nodes) < 2
    return StoryView(
        number=index.story_number[story.id],
        title=shortened(titled.title.value, 24) if titled and titled.title else f"Story {index.story_number[story.id]}",
        language=titled.language if titled else "",
        told=told,
        lead=_lead(drawn, many),
        wide=Markup("") if alone else strips(drawn, label) if many else wide_lanes(drawn, label),
        tall=Markup("") if alone else strips(drawn, label, tall=True) if many else tall_lanes(drawn, label),
        legend=legend(drawn, many),
        rows=tuple(rows[:ROWS]),
        rows_note=shown(min(ROWS, len(rows)), len(rows)),
        pages=count(len(story.articles), "page"),
    )


def _lead(drawn: Plan, many: bool) -> str:
    roots = sum(lane.edge is None for lane in drawn.lanes)
    head = count(roots, "root")
    if many:
        strip = "One strip is one text with its copies; small texts are folded."
        return f"{head}. One mark is one page, as far as a column goes; the number beside counts all. {strip}"
    dated = sum(node.when is not None for node in drawn.nodes)
    when = "Time runs to the right, on a narrow screen down" if dated else "No page gives a date, so only the order of descent is shown"
    cut = f" Of the pairs whose direction is undetermined, {shown(len(drawn.open), drawn.asked)}." if len(drawn.open) < drawn.asked else ""
    return f"{head}. {when}; one lane is one text; word-for-word copies share a lane.{cut}"


def _rows(index: Index, drawn: Plan) -> list[PageRow]:
    further: dict[str, list[Edge]] = {}
    for edge in drawn.more:
        further.setdefault(edge.downstream, []).append(edge)
    rows = []
    for lane in drawn.lanes:
        rows.append(_lane_row(index, lane, further.get(lane.node.key, [])))
        rows += [_row(index, copy, ROLES["republished"], lane.node.name, "") for copy in lane.copies]
    return rows + [_row(index, node, "stands alone here", "", "") for node in drawn.alone]


def _lane_row(index: Index, lane: Lane, further: list[Edge]) -> PageRow:
    edges = [lane.edge, *further] if lane.edge else further
    if not edges:
        role = "stands behind others, not in the pile" if lane.node.absent else ROLES["origin"] if lane.voice or lane.copies else "comes from nothing shown"
        return _row(index, lane.node, role, "", "")
    role = "; ".join(dict.fromkeys(ROLES.get(e.relation, e.relation) for e in edges))
    return _row(index, lane.node, role, "; ".join(index.name(e.upstream) for e in edges), "; ".join(how_sure(e.relation, e.confidence) for e in edges))


def _row(index: Index, node: Node, role: str, came_from: str, sure: str) -> PageRow:
    article = index.articles.get(node.key)
    absent = index.absent.get(node.key)
    title = article.title.value if article and article.title else absent.because if absent else ""
    stamp = article.published if article and node.when else None
    return PageRow(
        anchor=f"x-{node.key}" if node.absent else f"a-{node.key}",
        siglum=node.siglum,
        name=node.name,
        title=one_line(shortened(title, 20)),
        language=article.language if article else "en",
        date="not in the pile" if node.absent else node.when.words if node.when else "no date",
        date_from=f"exact to the {node.when.exact}; {one_line(stamp.role)}, {one_line(stamp.rule)}" if stamp and node.when else "",
        role=role,
        came_from=came_from,
        sure=sure,
        absent=node.absent,
    )
