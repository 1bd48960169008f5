"""A small fictional case, made by hand: who opened the gates of the dam at Ferrin."""

from dataclasses import dataclass, field

from firstsaid.dossier import compose
from firstsaid.model import (
    AbsentText,
    Article,
    CaptureFacts,
    ChainLink,
    CitationCheck,
    Claim,
    Conflict,
    Derivation,
    Dossier,
    Edit,
    Evidence,
    FigurePlace,
    Found,
    Hyperlink,
    Match,
    MissingUpstream,
    Origin,
    OriginCount,
    Part,
    Pile,
    Place,
    Placement,
    Rejected,
    Rival,
    Role,
    Span,
    Stamp,
    Statement,
    Wording,
    content_id,
)

BODIES = {
    "harn-wire.html": (
        "Gates of Ferrin dam opened on order, officer says\n"
        "PORT ELDER, May 4 (Harn Wire) — The gates of the dam at Ferrin were opened on purpose two hours before the flood, a hydrology officer said.\n"
        "“Our crew opened the so-called ‘spare gates’ at about 40 percent, most likely on a written order,” the officer said.\n"
        "No warning was sent to the villages below, the officer continued."
    ),
    "ostvale-courier.html": (
        "Gates of Ferrin dam opened on order, officer says\n"
        "The gates of the dam at Ferrin were opened on purpose two hours before the flood, a hydrology officer said.\n"
        "“Our crew opened the so-called ‘spare gates’ at about 40 percent, most likely on a written order,” the officer said.\n"
        "No warning was sent to the villages below, the officer continued.\n"
        "Source: News services"
    ),
    "vestnik-tary.html": (
        "Gates of Ferrin dam opened on order, officer says\n"
        "The gates of the dam at Ferrin were opened on purpose two hours before the flood, a hydrology officer said.\n"
        "“Our crew opened the so-called ‘spare gates’ at about 40 percent, most likely on a written order,” the officer said.\n"
        "No warning was sent to the villages below, the officer continued."
    ),
    "dunmere-gazette.html": (
        "‘Army opened the dam’\n"
        "An official has told Harn Wire that the gates of the dam at Ferrin were opened on purpose before the flood, contradicting the ministry.\n"
        "“Soldiers opened the spare gates at over 40 percent on a written order,” the officer said.\n"
        "The ministry spoke of 14 people missing. According to Harn Wire, eleven houses were swept away."
    ),
    "lantern.txt": (
        "Whose hand was on the gate?\n"
        "It is plain by now that the gates of the dam at Ferrin were opened on purpose before the flood, and by soldiers.\n"
        "Who signed the gate ledger? The river board has published nothing."
    ),
    "brackwater-herald.html": "Nine missing below Ferrin\nNine people are missing in the villages below the dam, the rescue office said, Quillon reported.",
    "kestrel-post.html": "Missing after the flood\nNine people are missing in the villages below the dam, the rescue office said.\nWith Quillon",
    "northlight-radio.html": (
        "“I saw the gates go up”\nEleven houses were swept away, Mara Olin, head of the village school, told Northlight Radio. “The water came at noon.”"
    ),
    "نشرة.html": "مدرسة فيرين\n«رأيت الماء عند الظهر»، قالت مارا أولين لإذاعة نورثلايت.",
    "hostile.html": (
        "<script>alert(1)</script> Library {{ 7*7 }} reopens\u202e drow\n"
        "The library of Marl reopened on <b>Friday</b> & nobody noticed. \x07\x1b[31m{% raw %} 'quoted' \"double\" <!-- -->"
    ),
}
OUTLETS = {
    "harn-wire.html": "Harn Wire",
    "ostvale-courier.html": "Ostvale Courier",
    "vestnik-tary.html": "Вестник Тары",
    "dunmere-gazette.html": "Dunmere Gazette",
    "lantern.txt": "The Lantern",
    "brackwater-herald.html": "Brackwater Herald",
    "kestrel-post.html": "Kestrel Post",
    "northlight-radio.html": "Northlight Radio",
    "نشرة.html": "نشرة هارن",
    "hostile.html": '"><img src=x onerror=alert(1)>',
}
DATES = {
    "harn-wire.html": "2031-05-04T08:10:00Z",
    "ostvale-courier.html": "2031-05-04",
    "dunmere-gazette.html": "2031-05-04T15:40:00Z",
    "lantern.txt": "2031-05-06",
    "brackwater-herald.html": "2031-05-05T06:00:00Z",
    "kestrel-post.html": "2031-05-05",
    "northlight-radio.html": "2031-05-04T18:00:00Z",
    "نشرة.html": "2031-05",
}


def article_id(path: str) -> str:
    return content_id("article", path)


def find(path: str, words: str) -> Span:
    start = BODIES[path].index(words)
    return Span(start, start + len(words))


def place(path: str, words: str) -> Place:
    return Place(article_id(path), *find(path, words))


def article(path: str) -> Article:
    text = BODIES[path]
    title = text.index("\n")
    stamp = Stamp(DATES[path], "published", "json-ld", None) if path in DATES else None
    quotations = tuple(Span(text.index(a), text.index(b, text.index(a)) + 1) for a, b in ("“”", "‘’", "«»") if a in text)
    return Article(
        id=article_id(path), capture=content_id("capture", path), path=path, url="javascript:alert(1)" if path == "hostile.html" else f"https://{path}.example/a",
        text=text, title=Found(text[:title], Span(0, title), "h1"), outlet=Found(OUTLETS[path], None, "json-ld"), byline=None, published=stamp,
        dates=(stamp,) if stamp else (), dateline=None, agency=None, credit=None, language="ar" if path.startswith("ن") else "en",
        parts=(Part("title", 0, title, "first line"), Part("body", title + 1, len(text), "the rest")), links=(Hyperlink("javascript:alert(1)", "x", None),),
        sentences=(), quotations=quotations, doubts=(),
    )  # fmt: skip


STORY, OTHER = content_id("story", "ferrin"), content_id("story", "library")


@dataclass
class Case:
    """Records as they are gathered."""

    matches: list[Match] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)

    def match(self, a: str, b: str, kind: str, words: tuple[str, str], edits: list[tuple[str, str, str, bool, bool]]) -> None:
        """A match and its edits: (class, words in a, words in b, inside quotation marks, marked)."""
        at_a, at_b = find(a, words[0]), find(b, words[1])
        made = [Edit(k, self._at(a, x, at_a), self._at(b, y, at_b), q, m) for k, x, y, q, m in edits]
        if article_id(a) > article_id(b):
            a, b, at_a, at_b = b, a, at_b, at_a
            turn = {"cut": "added", "added": "cut", "hedge dropped": "hedge added", "scare quotes dropped": "scare quotes added"}
            made = [Edit(turn.get(e.kind, e.kind), e.b, e.a, e.in_quotation, e.marked) for e in made]
        size = len(words[0].split())
        self.matches.append(Match(content_id("m", a, b, str(at_a)), article_id(a), *at_a, article_id(b), *at_b, kind, size, size - len(made), tuple(made)))

    @staticmethod
    def _at(path: str, words: str, within: Span) -> Span:
        if not words.startswith("^"):
            return find(path, words)
        return Span(stop := find(path, words[1:]).stop, stop)

    def derive(self, up: str, down: str, relation: str, confidence: float, why: list[tuple[str, float, str]]) -> None:
        """`down` came from `up`; each piece of evidence is (sentence, points, words of down)."""
        a, b = sorted((article_id(up), article_id(down)))
        ids = []
        for sentence, score, words in why:
            ids.append(content_id("e", a, b, sentence))
            favours = "a upstream" if a == article_id(up) else "b upstream"
            self.evidence.append(Evidence(ids[-1], STORY, a, b, "credit", favours, score, sentence, (place(down, words),), None))
        rival = Rival("siblings", None, round(1 - confidence, 3))
        self.derivations.append(Derivation(content_id("d", a, b), STORY, a, b, relation, ("narrative",), article_id(up), None, confidence, rival, tuple(ids)))

    def sibling(self, x: str, y: str, absent: str, confidence: float) -> None:
        a, b = sorted((article_id(x), article_id(y)))
        self.derivations.append(Derivation(content_id("d", a, b), STORY, a, b, "siblings", ("narrative",), None, absent, confidence, None, ()))


LEAD = "The gates of the dam at Ferrin were opened on purpose two hours before the flood"
LEAD_D = "the gates of the dam at Ferrin were opened on purpose before the flood"
QUOTE = "“Our crew opened the so-called ‘spare gates’ at about 40 percent, most likely on a written order,” the officer said"
QUOTE_D = "“Soldiers opened the spare gates at over 40 percent on a written order,” the officer said"
NINE = "Nine people are missing in the villages below the dam, the rescue office said"
EDITS = [
    ("replaced", "Our crew", "Soldiers", True, False),
    ("scare quotes dropped", "so-called ‘spare gates’", "spare gates", True, False),
    ("number", "about 40", "over 40", True, False),
    ("hedge dropped", ", most likely", "^over 40 percent", True, False),
]


def gather() -> Case:
    case = Case()
    h, o, v, d, l_ = "harn-wire.html", "ostvale-courier.html", "vestnik-tary.html", "dunmere-gazette.html", "lantern.txt"
    for copy in (o, v):
        case.match(h, copy, "narrative", (LEAD, LEAD), [])
        case.match(h, copy, "quotation", (QUOTE, QUOTE), [])
    for source in (h, o):
        case.match(source, d, "narrative", (LEAD, LEAD_D), [("cut", " two hours", "^on purpose", False, False)])
        case.match(source, d, "quotation", (QUOTE, QUOTE_D), EDITS)
    case.match(d, l_, "narrative", (LEAD_D, LEAD_D), [])
    case.match("brackwater-herald.html", "kestrel-post.html", "narrative", (NINE, NINE), [])
    case.derive(h, o, "republished", 0.999, [("Ostvale Courier carries every word of Harn Wire and credits “News services”.", 6.1, "Source: News services")])
    case.derive(h, v, "republished", 0.999, [])
    case.derive(h, d, "rewritten", 0.998, [
        ("Dunmere Gazette says that it has this from Harn Wire.", 4.2, "has told Harn Wire"),
        ("Dunmere Gazette has matter of its own.", -1.0, "contradicting the ministry"),
    ])  # fmt: skip
    case.derive(d, l_, "rewritten", 0.74, [("The Lantern says “soldiers”, as only Dunmere Gazette does.", 1.5, "by soldiers")])
    case.derive("northlight-radio.html", "نشرة.html", "quotes", 0.99, [])
    case.sibling("brackwater-herald.html", "kestrel-post.html", content_id("absent", "Quillon"), 0.91)
    return case


def statement(path: str, content: str, source: str, cue: str, chain: list[tuple[str, str]]) -> Statement:
    links = tuple(ChainLink(name, kind, None) for name, kind in chain)
    at = find(path, content)
    form = "direct" if content.startswith("“") else "indirect"
    cued = find(path, cue) if cue else None
    return Statement(content_id("s", path, content), article_id(path), find(path, source) if source else None, cued, (at,), form, links, 0.9, None)


def claim(name: str, wordings: list[tuple[str, str, Statement | None]]) -> Claim:
    first_path, first_words, _ = wordings[0]
    told = tuple(sorted((Wording(article_id(p), s.id if s else None, (find(p, w),)) for p, w, s in wordings), key=lambda w: w.article))
    return Claim(
        content_id("claim", name), STORY, first_words, place(first_path, first_words), told, tuple(sorted({w.article for w in told})),
        tuple(sorted(w.statement for w in told if w.statement)),
    )  # fmt: skip


def pile() -> Pile:
    case = gather()
    officer = [("hydrology officer", "unnamed_person")]
    relayed = [("Harn Wire", "outlet"), *officer]
    rescue = [("Quillon", "outlet"), ("rescue office", "organisation")]
    paths = list(BODIES)
    h, o, v, d, l_, b, k, n = paths[:8]
    said = {
        h: statement(h, LEAD, "a hydrology officer", "said", officer),
        o: statement(o, LEAD, "a hydrology officer", "said", officer),
        v: statement(v, LEAD, "a hydrology officer", "said", officer),
        d: statement(d, LEAD_D, "An official", "has told", relayed),
        b: statement(b, NINE[:55], "the rescue office", "said", rescue),
        k: statement(k, NINE[:55], "the rescue office", "said", rescue),
        n: statement(n, "Eleven houses were swept away", "Mara Olin", "told", [("Mara Olin", "named_person")]),
    }
    quoted = statement(h, QUOTE[: QUOTE.index(" the officer")], "the officer", "said", officer)
    unclear = statement(d, "14 people missing", "", "spoke of", [])
    houses = statement(d, "eleven houses were swept away", "Harn Wire", "According to", [("Harn Wire", "outlet")])
    opened = claim("opened", [(h, LEAD, said[h]), (o, LEAD, said[o]), (v, LEAD, said[v]), (d, LEAD_D, said[d]), (l_, LEAD_D, None)])
    missing = claim("missing", [(b, NINE[:55], said[b]), (k, NINE[:55], said[k]), (d, "14 people missing", unclear)])
    swept = claim("swept", [(n, "Eleven houses were swept away", said[n]), (d, "eleven houses were swept away", houses)])
    absent = content_id("absent", "Quillon")
    ids = {p: article_id(p) for p in paths}
    counts = (
        OriginCount(opened.id, STORY, 1, 2, "The Lantern credits nobody and may have had a source of its own.", False, (
            Origin("hydrology officer", "unnamed_person", "Harn Wire", True, ids[h], True), Origin("The Lantern", "outlet", None, True, ids[l_], False)), (
            Role(ids[h], "origin", None, 1.0), Role(ids[o], "republished", ids[h], 0.999), Role(ids[v], "republished", ids[h], 0.999),
            Role(ids[d], "rewritten", ids[h], 0.998), Role(ids[l_], "rewritten", ids[d], 0.74))),
        OriginCount(missing.id, STORY, 1, 2, "Dunmere Gazette’s ministry may have the figure from the rescue office.", True, (
            Origin("rescue office", "organisation", "Quillon", False, None, True), Origin("ministry", "organisation", "Dunmere Gazette", True, ids[d], False)),
            (
            Role(ids[b], "siblings", absent, 0.91), Role(ids[k], "siblings", absent, 0.91), Role(ids[d], "independent", None, 0.7))),
        OriginCount(swept.id, STORY, 1, 2, "Dunmere Gazette names Harn Wire, whose page does not say so.", True, (
            Origin("Mara Olin", "named_person", "Northlight Radio", True, ids[n], True), Origin("Harn Wire", "outlet", None, False, None, False)), (
            Role(ids[n], "origin", None, 1.0), Role(ids[d], "undetermined", None, 0.5))),
    )  # fmt: skip
    nine, fourteen = find(b, "Nine"), find(d, "14")
    return Pile(
        captures=tuple(CaptureFacts(content_id("capture", p), content_id("sha", p) * 4, p, None, None, "text/html", None, "file") for p in paths),
        articles=tuple(article(p) for p in paths),
        placements=tuple(Placement(ids[p], OTHER if p == "hostile.html" else STORY) for p in paths),
        matches=tuple(case.matches), evidence=tuple(case.evidence), derivations=tuple(case.derivations),
        statements=(*said.values(), quoted, unclear, houses), claims=(swept, missing, opened), counts=counts,
        conflicts=(Conflict(content_id("x"), STORY, missing.id, "rival sources", "Two bodies give two figures for the same people.", (
            FigurePlace(ids[b], *nine, 9.0), FigurePlace(ids[k], *find(k, "Nine"), 9.0), FigurePlace(ids[d], *fourteen, 14.0))),),
        citations=(CitationCheck(content_id("z"), ids[d], *find(d, "eleven houses were swept away"), "Harn Wire", "not found", ids[h], ()),),
        absent_texts=(AbsentText(absent, STORY, "Quillon", tuple(sorted((ids[b], ids[k]))), "Both credit it."),),
        missing=(MissingUpstream(content_id("q"), "Quillon", "outlet", (place(b, "Quillon reported"), place(k, "With Quillon"))),
                 MissingUpstream(content_id("w"), "gate ledger", "document", (place(l_, "the gate ledger"),))),
        rejected=(Rejected("blank.html", None, "article", "No text is left when the furniture is taken off."),),
    )  # fmt: skip


def case_dossier() -> Dossier:
    return compose(pile(), "0.1.0", "9c41e7f0a1b2c3d4")
