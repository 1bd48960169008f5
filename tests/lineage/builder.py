"""Builds small piles from TOML cases: articles with their parts, matches by naive common runs, statements and claims as told."""

import re
import tomllib
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from firstsaid.lineage import absent_texts, derivations, evidence, origins
from firstsaid.model import (
    Article,
    ChainLink,
    Claim,
    Derivation,
    Edit,
    Found,
    Hyperlink,
    Match,
    OriginCount,
    Part,
    Pile,
    Place,
    Placement,
    Span,
    Stamp,
    Statement,
    Voice,
    Wording,
    content_id,
)
from firstsaid.model.options import LineageOptions

CASES = Path(__file__).parents[1] / "cases" / "lineage"
STORY = "story"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[”\"’]?")
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
_RUN, _GAP = 6, 5


@dataclass(frozen=True)
class Case:
    name: str
    told: dict[str, Any]
    pile: Pile


def load(path: Path) -> Case:
    told = tomllib.loads(path.read_text("utf-8"))
    articles = tuple(sorted((article(a) for a in told["article"]), key=lambda a: a.id))
    statements = tuple(sorted((s for a in told["article"] for s in statements_of(a)), key=lambda s: s.id))
    claims = tuple(claim(c, {a.id: a for a in articles}, statements) for c in told.get("claim", ()))
    pile = Pile(
        articles=articles,
        matches=matches(articles),
        statements=statements,
        voices=voices(statements),
        claims=claims,
        placements=tuple(Placement(a.id, STORY) for a in articles),
    )
    return Case(path.stem, told, pile)


def article(told: dict[str, Any]) -> Article:
    text = (told["title"] + "\n" if "title" in told else "") + told["text"].strip("\n")
    head = len(told["title"]) + 1 if "title" in told else 0
    parts = [Part("title", 0, head - 1, "first line")] if head else []
    parts.append(Part("body", head, len(text), "the rest"))
    credit = found(text, told.get("credit"), "credit line")
    if credit and credit.span:
        line = text.rfind("\n", 0, credit.span.start) + 1
        parts.append(Part("credit", line, len(text) if text.find("\n", line) < 0 else text.find("\n", line), "credit line"))
    dateline = re.search(r"^[A-Z][A-Z ]+ \([^)]+\) [-–—] ", text[head:])
    if dateline:
        parts.append(Part("dateline", head, head + dateline.end(), "dateline"))
    if "correction" in told:
        notice = found_span(text, told["correction"])
        parts.append(Part("correction", notice.start, notice.stop, "correction notice"))
    published = Stamp(told["published"], "published", "case", None) if "published" in told else None
    updated = (Stamp(told["updated"], "updated", "case", None),) if "updated" in told else ()
    spans = [Span(*m.span()) for m in _SENTENCE.finditer(text) if m[0].strip()]
    return Article(
        id=told["id"], capture="c" + told["id"], path=told["id"] + ".txt", url=told.get("url"), text=text,
        title=found(text, told.get("title"), "first line"), outlet=Found(told["outlet"], None, "case") if "outlet" in told else None,
        byline=found(text, told.get("byline"), "byline"),
        published=published, dates=((published,) if published else ()) + updated, dateline=None,
        agency=found(text, told.get("agency"), "dateline"), credit=credit, language="en", parts=tuple(sorted(parts, key=lambda p: p.start)),
        links=tuple(Hyperlink(url, words, found_span(text, words)) for url, words in told.get("links", ())),
        sentences=tuple(spans), quotations=tuple(Span(*m.span()) for m in _QUOTED.finditer(text)), doubts=(),
    )  # fmt: skip


def found_span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def found(text: str, words: str | None, rule: str) -> Found | None:
    return Found(words, found_span(text, words), rule) if words else None


def statements_of(told: dict[str, Any]) -> list[Statement]:
    text = article(told).text
    made = []
    for index, s in enumerate(told.get("statement", ())):
        content = found_span(text, s["says"])
        chain = tuple(ChainLink(name, kind, found_span(text, name) if name in text else None) for name, kind in s["chain"])
        identity = content_id("statement", told["id"], str(index))
        source = found_span(text, s["source"]) if "source" in s else None
        made.append(Statement(identity, told["id"], source, None, (content,), "indirect", chain, 0.9, s.get("way")))
    return made


def voices(statements: tuple[Statement, ...]) -> tuple[Voice, ...]:
    """One voice per name: told the same way, it is the same description."""
    by_name: dict[tuple[str, str], list[Statement]] = {}
    for s in statements:
        if s.chain:
            by_name.setdefault((s.chain[-1].name, s.chain[-1].kind), []).append(s)
    return tuple(
        Voice(content_id("voice", *key), STORY, key[0], key[1], (key[0],), tuple(sorted(s.id for s in said)), (), tuple(sorted({s.article for s in said})))
        for key, said in sorted(by_name.items())
    )


def claim(told: dict[str, Any], articles: dict[str, Article], statements: tuple[Statement, ...]) -> Claim:
    wordings = []
    for identity, words in told["wordings"]:
        span = found_span(articles[identity].text, words)
        said = next((s.id for s in statements if s.article == identity and any(c.overlap(span) for c in s.content)), None)
        wordings.append(Wording(identity, said, (span,)))
    wordings.sort(key=lambda w: (w.article, w.spans))
    first = wordings[0]
    place = Place(first.article, *first.spans[0])
    carrying = tuple(sorted({w.article for w in wordings}))
    said = tuple(sorted({w.statement for w in wordings if w.statement}))
    perhaps = tuple(sorted(content_id("claim", text) for text in told.get("perhaps", ())))
    return Claim(content_id("claim", told["text"]), STORY, told["text"], place, tuple(wordings), carrying, said, perhaps=perhaps)


def matches(articles: tuple[Article, ...]) -> tuple[Match, ...]:
    made = [m for a, b in combinations(sorted(articles, key=lambda x: x.id), 2) for m in match(a, b)]
    return tuple(sorted(made, key=lambda m: (m.article_a, m.article_b, m.start_a)))


def match(a: Article, b: Article) -> list[Match]:
    """Common runs of six words and more, neighbours joined over small gaps, split where quotation marks begin or end."""
    made = []
    for kind in ("headline", "narrative", "quotation"):
        words_a, words_b = words(a, kind), words(b, kind)
        blocks = [
            x for x in SequenceMatcher(None, [w for w, _ in words_a], [w for w, _ in words_b], autojunk=False).get_matching_blocks() if x.size >= 2
        ]  # fmt: skip
        runs = [run for run in joined(blocks) if sum(x.size for x in run) >= _RUN]
        made += [aligned(a, b, kind, [(words_a[x.a : x.a + x.size], words_b[x.b : x.b + x.size]) for x in run]) for run in runs]
    return made


def words(of: Article, kind: str) -> list[tuple[str, Span]]:
    stretches = of.spans("title") if kind == "headline" else of.reported()
    quoted = {i for q in of.quotations for i in range(q.start, q.stop)} if kind != "headline" else set()
    return [
        (m[0].lower(), Span(*m.span()))
        for s in stretches
        for m in _WORD.finditer(of.text, s.start, s.stop)
        if kind == "headline" or (m.start() in quoted) == (kind == "quotation")
    ]


def joined(blocks: list[Any]) -> list[list[Any]]:
    runs: list[list[Any]] = []
    for block in blocks:
        if runs and block.a - (runs[-1][-1].a + runs[-1][-1].size) <= _GAP and block.b - (runs[-1][-1].b + runs[-1][-1].size) <= _GAP:
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def aligned(a: Article, b: Article, kind: str, run: list[tuple[list[tuple[str, Span]], list[tuple[str, Span]]]]) -> Match:
    start_a, stop_a = run[0][0][0][1].start, run[-1][0][-1][1].stop
    start_b, stop_b = run[0][1][0][1].start, run[-1][1][-1][1].stop
    edits = []
    for (left_a, left_b), (right_a, right_b) in pairwise(run):
        gap_a, gap_b = Span(left_a[-1][1].stop, right_a[0][1].start), Span(left_b[-1][1].stop, right_b[0][1].start)
        has_a, has_b = _WORD.search(gap_a.of(a.text)), _WORD.search(gap_b.of(b.text))
        change = "replaced" if has_a and has_b else "cut" if has_a else "added"
        edits.append(Edit(change, gap_a, gap_b, kind == "quotation", "[" in gap_b.of(b.text) or "[" in gap_a.of(a.text)))
    same = sum(len(x) for x, _ in run)
    return Match(content_id("match", a.id, b.id, str(start_a), str(start_b)), a.id, start_a, stop_a, b.id, start_b, stop_b, kind, same, same, tuple(edits))


def through(pile: Pile, options: LineageOptions | None = None) -> Pile:
    """The pile with evidence, absent texts and derivations."""
    options = options or LineageOptions()
    pile = with_table(pile, evidence=tuple(evidence(pile, options)))
    pile = with_table(pile, absent_texts=tuple(absent_texts(pile, options)))
    return with_table(pile, derivations=tuple(derivations(pile, options)))


def with_table(pile: Pile, **tables: Any) -> Pile:
    return replace(pile, **tables)


def counts(pile: Pile) -> dict[str, OriginCount]:
    return {c.claim: c for c in origins(through(pile), LineageOptions())}


def between(pile: Pile, one: str, other: str) -> Derivation:
    return next(d for d in pile.derivations if {d.article_a, d.article_b} == {one, other})
