"""Stories by hand: pages from text, what is said in them and by whom, and what two of them share."""

import difflib
import re
from itertools import pairwise

from firstsaid.articles.segments import sentences
from firstsaid.claims import figures
from firstsaid.model import (
    Article,
    ChainLink,
    Edit,
    Found,
    Match,
    Part,
    Pile,
    Placement,
    Span,
    Stamp,
    Statement,
    Voice,
    content_id,
)
from firstsaid.model.options import ClaimOptions

OPTIONS = ClaimOptions()
_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s)[^\n.!?]*)*[.!?]*[”\"’]*")


def _found(value):
    return Found(value, None, "declared") if value else None


def _sentences(text, part):
    for found in _SENTENCE.finditer(text, part.start, part.stop):
        if found.group().strip():
            yield Span(found.end() - len(found.group().lstrip()), found.end())


def _german_sentences(text, part):
    """As articles are cut: German has a dot behind digits and abbreviations inside a sentence."""
    return sentences(text, [Span(part.start, part.stop)])


def page(name, body, *, title="", comment="", outlet=None, agency=None, published=None, language="en", quoted=()):
    """An article of a title, a body and the outlet's own comment, one after the other."""
    text, parts = "", []
    for kind, words in (("title", title), ("body", body), ("comment", comment)):
        if words:
            parts.append(Part(kind, len(text), len(text) + len(words), "by hand"))
            text += words + "\n"
    stamp = Stamp(published, "published", "declared", None) if published else None
    cut = _sentences if language == "en" else _german_sentences
    pieces = tuple(sentence for part in parts for sentence in cut(text, part))
    return Article(
        id=name, capture=f"capture of {name}", path=f"{name}.txt", url=None, text=text, title=_found(title), outlet=_found(outlet), byline=None,
        published=stamp, dates=(stamp,) if stamp else (), dateline=None, agency=_found(agency), credit=None, language=language, parts=tuple(parts), links=(),
        sentences=pieces, quotations=tuple(Span(text.find(words), text.find(words) + len(words)) for words in quoted), doubts=(),
    )  # fmt: skip


def place(article, words):
    """Where the words stand, the first time."""
    start = article.text.find(words)
    assert start >= 0, f"“{words}” does not stand in {article.id}"
    return Span(start, start + len(words))


def said(article, content, who, *, kind="named_person", via=None, cue=None):
    """A statement; `via` is the outlet that it is cited from."""
    span = place(article, content)
    links = [ChainLink(via, "outlet", None)] if via else []
    links.append(ChainLink(who, kind, None))
    cue_span = place(article, cue) if cue else None
    source = place(article, who) if cue and who and f"{who} {cue}" in article.text else None
    identity = content_id("statement", article.id, str(span.start), str(span.stop), who)
    return Statement(
        identity,
        article.id,
        source,
        cue_span,
        (span,),
        "direct" if article.text[: span.start].endswith(("“", "„", '"')) else "indirect",
        tuple(links),
        0.9,
        None,
    )


def shared(one, other, words_one, words_other, kind="narrative"):
    """A match of two passages with an edit for every difference of words."""
    a, b = sorted(((one, words_one), (other, words_other)), key=lambda side: side[0].id)
    span_a, span_b = place(*a), place(*b)
    left, right = (
        [Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"\S+", span.of(article.text))]
        for (article, _), span in ((a, span_a), (b, span_b))
    )
    codes = difflib.SequenceMatcher(None, [s.of(a[0].text) for s in left], [s.of(b[0].text) for s in right], autojunk=False).get_opcodes()
    edits = tuple(Edit("replaced", _hull(left, i, j, span_a), _hull(right, k, n, span_b), False, False) for tag, i, j, k, n in codes if tag != "equal")
    same = sum(j - i for tag, i, j, _, _ in codes if tag == "equal")
    identity = content_id("match", a[0].id, b[0].id, str(span_a.start))
    return Match(identity, a[0].id, *span_a, b[0].id, *span_b, kind, max(len(left), len(right)), same, edits)


def _hull(words, first, behind, whole):
    if first == behind:
        at = words[first].start if first < len(words) else whole.stop
        return Span(at, at)
    return Span(words[first].start, words[behind - 1].stop)


def story(articles, statements=(), matches=(), name="story"):
    """One story with its figures read and its speakers told apart by name."""
    speakers = {}
    for statement in statements:
        speakers.setdefault(statement.chain[-1], []).append(statement)
    voices = tuple(
        Voice(
            content_id("voice", link.name),
            name,
            link.name,
            link.kind,
            (link.name,),
            tuple(sorted(s.id for s in heard)),
            (),
            tuple(sorted({s.article for s in heard})),
        )
        for link, heard in sorted(speakers.items(), key=lambda item: item[0].name)
    )
    return Pile(
        articles=tuple(sorted(articles, key=lambda article: article.id)),
        matches=tuple(matches),
        placements=tuple(Placement(article.id, name) for article in articles),
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        voices=voices,
        figures=tuple(figures(articles, OPTIONS)),
    )


def read_case(case):
    """A story from a table of a case file: pages, what they say, what they share."""
    articles = {
        name: page(
            name, given["body"], title=given.get("title", ""), comment=given.get("comment", ""), outlet=given.get("outlet"), agency=given.get("agency"),
            published=given.get("published"), language=given.get("language", "en"), quoted=given.get("quoted", ()),
        )
        for name, given in case["pages"].items()
    }  # fmt: skip
    statements = [
        said(articles[name], heard["content"], heard["who"], kind=heard.get("kind", "named_person"), via=heard.get("via"), cue=heard.get("cue"))
        for name, given in case["pages"].items()
        for heard in given.get("says", [])
    ]
    matches = [
        shared(articles[a], articles[b], one, other, entry.get("kind", "narrative"))
        for entry in case.get("shared", [])
        for (a, one), (b, other) in [next(pairwise(entry.items()))]
    ]
    return story(list(articles.values()), statements, matches)
