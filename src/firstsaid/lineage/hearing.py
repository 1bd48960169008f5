"""Whom each article gives for a claim."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firstsaid.lineage.content import WORD, telling_words
from firstsaid.lineage.copies import Copies
from firstsaid.lineage.names import any_same, core, is_description, same_name
from firstsaid.lineage.offices import body
from firstsaid.lineage.page import NAMED, Page, means_itself
from firstsaid.lineage.words import words
from firstsaid.model import Claim, Span, Statement, Voice, Wording

NOBODY = "speaker not told"
_RUN = 7
"""Words in a row between quotation marks that two speakers do not say alike."""
_CARRYING = ("outlet", "unnamed_outlets", "document")
_CALLED = ("organisation", "outlet")
_NAMING = ("named_person", "document", "organisation")


@dataclass(frozen=True, slots=True)
class Hearing:
    """An article that gives a voice for a claim."""

    article: str
    voice: str
    """Id of the voice, or a key of its name where no voice was resolved."""
    name: str
    kind: str
    relays: tuple[str, ...]
    """Outlets and bodies that the statement came through, nearest first."""
    carried: tuple[str, ...] = ()
    """Those of them that carry texts: outlets, agencies, documents. A spokesman passes on, but carries nothing."""
    quoted: frozenset[str] = frozenset()
    """Runs of words that the page puts between quotation marks as this voice's."""
    said: tuple[frozenset[str], ...] = ()
    """The words of each wording by which the page has the voice tell the claim, but the smallest words; told where a claim has several."""
    unborne: bool = False
    """Whether it came through an outlet that has pages on the story, none of which carries the claim."""

    @property
    def named(self) -> bool:
        """Whether the same voice in two articles is one speaker."""
        return self.kind in NAMED and not (self.kind == "document" and is_description(self.name))


Told = tuple[str, tuple[Hearing, ...], bool, bool, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A text that carries a claim."""

    page: Page
    hearings: tuple[Hearing, ...]
    headline_only: bool
    """Whether it says so in its headline, or at its head above sourced matter, and nowhere else, without a source."""
    first_hand: bool
    """Whether its wording says that a reporter saw or heard it."""
    copies: tuple[str, ...] = ()
    """The articles that carry the claim in this text, word for word."""
    addresses: frozenset[str] = frozenset()
    """The addresses of these; versions of one page have one."""

    @property
    def id(self) -> str:
        """The id of the article that stands for the text."""
        return self.page.id

    @property
    def told(self) -> Told:
        """All that a count of origins asks of it: claims that one text alone carries have one count when this is the same."""
        return self.id, self.hearings, self.headline_only, self.first_hand, self.copies


class Hearers:
    """The articles of a story and whom their statements give; `voices` by the statements whose last link they are."""

    def __init__(self, pages: Mapping[str, Page], copies: Copies, voices: Mapping[str, Voice]) -> None:
        self._pages = pages
        self._copies = copies
        self._voices = voices
        self._statements = {s.id: s for page in pages.values() for s in page.statements}
        self._seeing = {page.id for page in pages.values() if _sees(page.article.text)}
        self._known = cache(self._is_known)

    def carriers(self, claim: Claim) -> dict[str, Carrier]:
        """Every text of the pile that carries the claim, by the article that stands for it, sorted, with the voices as the article tells them."""
        by_article: dict[str, list[Wording]] = {}
        for wording in claim.wordings:
            by_article.setdefault(wording.article, []).append(wording)
        carrying = {article for article in (*claim.articles, *by_article) if article in self._pages}
        several = len(carrying) > 1 or len(claim.statements) > 1
        found: dict[str, Carrier] = {}
        for text in sorted({self._copies.of(article) for article in carrying}):
            here = tuple(article for article in self._copies.members[text] if article in carrying)
            page, wordings = self._pages[here[0]], by_article.get(here[0], [])
            found[text] = Carrier(
                self._copies.texts[text], *self._told(page, wordings, several), here, frozenset(self._pages[article].article.url or article for article in here)
            )
        return found

    def settled(self, carriers: Mapping[str, Carrier]) -> dict[str, Carrier]:
        """The carriers of a claim, with an outlet's own voice told as the outlet's, and hearings told apart that came through an outlet whose pages do not
        carry the claim.
        """
        found: dict[str, Carrier] = {}
        for text, carrier in carriers.items():
            hearings = (_of_an_outlet(hearing, self._known, carrier.page) for hearing in carrier.hearings)
            here = tuple(hearing if hearing.article == text else replace(hearing, article=text) for hearing in hearings)
            found[text] = carrier if here == carrier.hearings else replace(carrier, hearings=here)
        return {text: _checked(carrier, found, self._copies) for text, carrier in _one_body(found).items()}

    def _told(self, page: Page, wordings: Sequence[Wording], several: bool) -> tuple[tuple[Hearing, ...], bool, bool]:
        """Whom a page gives for its wordings of a claim, whether it has it in its head only, from nobody, and whether its reporter saw it. What is quoted
        tells voices apart where a claim has several.
        """
        spoken = self._spoken(wordings)
        said = [self._statements[w.statement] for w in spoken if w.statement and not any(_inside(other, w) for other in spoken)]
        hearings: dict[str, Hearing] = {}
        for statement in _without_summaries(said, page):
            hearing = _hearing(_writer(statement, page), page, self._voices)
            if several:
                known = hearings.get(hearing.voice, hearing)
                hearing = replace(hearing, quoted=known.quoted | _quoted(statement, page), said=(*known.said, *_said(statement, page, spoken)))
            hearings[hearing.voice] = hearing
        saw = self._saw(page, wordings)
        return tuple(hearings[k] for k in sorted(hearings)), not (said or saw) and _head_only(page, wordings), saw

    def _spoken(self, wordings: Sequence[Wording]) -> list[Wording]:
        """The wordings that are of statements; what a speaker tells of somebody's act ("she demanded the money, the foreman said") is not that one's saying."""
        spoken = [w for w in wordings if w.statement in self._statements]
        return [w for w in spoken if not (self._is_act(w.statement) and any(_inside(w, other) for other in spoken))]

    def _is_act(self, statement: str | None) -> bool:
        told = self._statements[statement] if statement else None
        cue = told.cue.of(self._pages[told.article].article.text).lower().split() if told and told.cue else []
        return bool(cue) and cue[-1] in words().acts

    def _is_known(self, name: str, kind: str) -> bool:
        """Whether an outlet of the story is called by a name that is given for a voice of some kind."""
        texts = self._copies.texts
        own = any(core(own) == core(name) for text in self._copies.named(name) for own in texts[text].names)
        return own or (kind == "named_person" and self._copies.is_outlet(name))

    def _saw(self, page: Page, wordings: Sequence[Wording]) -> bool:
        return page.id in self._seeing and _sees(" ".join(span.of(page.article.text) for w in wordings for span in w.spans))


def _sees(text: str) -> bool:
    low = text.lower()
    return any(e in low for e in words().eyes)


def _of_an_outlet(hearing: Hearing, is_known: Callable[[str, str], bool], page: Page) -> Hearing:
    """The hearing; one of an outlet as the outlet's, also where that was taken for a person, or a story in it for a document of that name. A body that says
    something on a page of its own stays a body that speaks.
    """
    if hearing.kind not in _NAMING:
        return hearing
    told = words().carried_by.match(hearing.name)
    name = hearing.name[told.end() :] if told else hearing.name
    known = is_known(name, hearing.kind)
    story = hearing.kind == "document" and told is not None and told[1] is not None and name[:1].isupper()
    kind = "organisation" if hearing.kind == "organisation" and any_same(name, page.own) else "outlet"
    return replace(hearing, voice="name:" + " ".join(core(name)), name=name, kind=kind) if known or story else hearing


def _one_body(carriers: Mapping[str, Carrier]) -> Mapping[str, Carrier]:
    """The carriers, with a body that is called by two orders of its name as one voice: "the Ministry of Health", "the Health Ministry"."""
    heard = sorted((h for c in carriers.values() for h in c.hearings if h.kind in _CALLED), key=lambda h: (h.kind != "organisation", h.voice))
    stands: dict[frozenset[str], Hearing] = {}
    for hearing in heard:
        if called := body(hearing.name):
            stands.setdefault(called, hearing)
    if all(stands.get(body(h.name), h).voice == h.voice for h in heard):
        return carriers
    return {text: replace(carrier, hearings=_as_one(carrier.hearings, stands)) for text, carrier in carriers.items()}


def _as_one(hearings: Sequence[Hearing], stands: Mapping[frozenset[str], Hearing]) -> tuple[Hearing, ...]:
    found: dict[str, Hearing] = {}
    for hearing in hearings:
        home = stands.get(body(hearing.name)) if hearing.kind in _CALLED else None
        hearing = hearing if home is None else replace(hearing, voice=home.voice, name=home.name, kind=home.kind)  # noqa: PLW2901
        found.setdefault(hearing.voice, hearing)
    return tuple(found[voice] for voice in sorted(found))


def _checked(carrier: Carrier, carriers: Mapping[str, Carrier], copies: Copies) -> Carrier:
    """The carrier, with those hearings told apart that came through an outlet whose pages do not carry the claim."""
    if not any(hearing.relays for hearing in carrier.hearings):
        return carrier

    def unborne(hearing: Hearing) -> bool:
        texts = (copies.named(relay) for relay in hearing.relays)
        return any(held and held.isdisjoint(carriers) for held in texts)

    return replace(carrier, hearings=tuple(replace(h, unborne=True) if unborne(h) else h for h in carrier.hearings))


def _without_summaries(said: Sequence[Statement], page: Page) -> list[Statement]:
    """The statements without those of unnamed voices in the headline, where the text gives voices: a headline calls by fewer words whom the text tells of."""
    titles = page.article.spans("title")
    summing = [s for s in said if s.chain and s.chain[-1].kind == "unnamed_person" and s.content and any(t.overlap(s.content[0]) for t in titles)]
    return [s for s in said if s not in summing] or list(said)


def _quoted(statement: Statement, page: Page) -> frozenset[str]:
    """Every run of a few words that a statement has between quotation marks."""
    inside = (Span(max(q.start, c.start), min(q.stop, c.stop)) for c in statement.content for q in page.article.quotations if q.overlap(c))
    spoken = [[w.lower() for w in WORD.findall(span.of(page.article.text))] for span in inside]
    return frozenset(" ".join(words[at : at + _RUN]) for words in spoken for at in range(len(words) - _RUN + 1))


def _said(statement: Statement, page: Page, spoken: Sequence[Wording]) -> tuple[frozenset[str], ...]:
    """The words of each wording of the claim that is of a statement."""
    return tuple(telling_words(" ".join(s.of(page.article.text) for s in w.spans)) for w in spoken if w.statement == statement.id)


def _inside(inner: Wording, outer: Wording) -> bool:
    """Whether one statement stands within another ("The minister said that the bank says …"): then the outer speaker only passes it on."""
    if inner.statement == outer.statement or inner.spans == outer.spans:
        return False
    return all(any(o.covers(i) for o in outer.spans) for i in inner.spans)


def _writer(statement: Statement, page: Page) -> Statement:
    """For a statement of "the second letter": one of the body whose letter it is, if the page lets only one body speak."""
    if not statement.chain or statement.chain[-1].kind != "document" or not is_description(statement.chain[-1].name):
        return statement
    bodies = [s for s in page.statements if s.chain and s.chain[-1].kind == "organisation"]
    return bodies[0] if bodies and all(same_name(s.chain[-1].name, bodies[0].chain[-1].name) for s in bodies) else statement


def _hearing(statement: Statement, page: Page, voices: Mapping[str, Voice]) -> Hearing:
    """Whom the page hears in a statement, and through whom; its own outlet, which it names as the one that was told, stands between nobody."""
    voice = voices.get(statement.id)
    if not statement.chain:
        return Hearing(statement.article, f"nobody:{statement.article}", NOBODY, "unnamed_person", ())
    last = statement.chain[-1]
    between = [link for link in statement.chain[:-1] if not means_itself(page.article, page.own, link.name)]
    relays, carried = tuple(link.name for link in between), tuple(link.name for link in between if link.kind in _CARRYING)
    if voice is None:
        return Hearing(statement.article, "name:" + " ".join(core(last.name)), last.name, last.kind, relays, carried)
    return Hearing(statement.article, voice.id, voice.name, voice.kind, relays, carried)


def _head_only(page: Page, wordings: Iterable[Wording]) -> bool:
    """Whether all wordings stand in the headline, or in the first sentence of a page that gives sources for what follows."""
    lede = page.words.lede if page.statements else None
    titles = page.article.spans("title")
    spans = [span for w in wordings for span in w.spans]
    return bool(spans) and all(any(t.overlap(s) for t in titles) or (lede is not None and lede.overlap(s)) for s in spans)
