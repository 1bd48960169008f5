"""A voice as one article knows it, and whether a mention means it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from firstsaid.model import SourceDescription
from firstsaid.statements.document import Document
from firstsaid.statements.mentions import Mention
from firstsaid.statements.reading import Words

_PERSON = ("named_person", "unnamed_person")
_THING = ("organisation", "outlet", "document")
FITS = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "i", "my"), _PERSON),
    **dict.fromkeys(("it", "its"), _THING),
    **dict.fromkeys(("they", "their"), (*_PERSON, "organisation")),
    **dict.fromkeys(("we", "our"), (*_PERSON, "organisation")),
}
"""Pronoun -> the kinds of voices that it may stand for."""
_LAST = 4
"""Speakers, the last first, among whom a crowd is looked for."""


@dataclass(slots=True, eq=False)
class Speaker:
    """A voice as one article knows it."""

    name: str
    kind: str
    heads: set[str]
    names: set[str]
    content: set[str]
    roles: set[str]
    nearest: Words
    """Its last mention."""
    first: Words
    """Its first mention."""
    plural: bool = False
    gender: str = ""
    """"f", "m" or unknown, as its titles and the pronouns used for it tell."""
    documents: set[str] = field(default_factory=set)
    """Kinds of documents it spoke through."""
    mentions: list[Words] = field(default_factory=list)
    """Of a person without a name: the first mentions, each with its asides."""
    described: SourceDescription | None = None
    """What these tell, once the article is read."""
    group: "Speaker | None" = None
    """Whom one of them is of."""
    told: list[int] = field(default_factory=list)
    """The first words of what it said."""
    relay: tuple["Speaker", ...] = ()
    """Through whom the page has what it says, nearest first."""
    heard_in: int | None = None
    """The sentence that tells so."""
    heard_on: frozenset[str] = frozenset()
    """The days that this sentence tells."""
    former: tuple["Speaker", ...] = ()
    """The relay that another occasion has ended, to which the page may go back."""

    def alike(self, head: str) -> bool:
        """Whether it is told by the same noun, in whatever number: one analyst is none of two sources."""
        return head.removesuffix("s") in {known.removesuffix("s") for known in self.heads}


def same(d: Document, found: Mention, known: Speaker) -> bool:
    """Whether a mention means a speaker who is known."""
    if found.kind == "unnamed_person" and d.low[found.words.first] in d.language.words("mentions.fresh"):
        return False
    if found.kind == known.kind == "named_person":
        return _same_person(found, known) and not _other_gender(d, found, known)
    if found.kind == "outlet" and not found.names:
        return known.kind == "outlet" and found.definite
    if found.names and known.names and found.kind == known.kind and found.kind in ("organisation", "outlet"):
        return _same_body(d, found, known)
    if known.kind == "organisation" and found.definite and found.kind in ("organisation", "unnamed_person"):
        own = found.content - d.language.words("mentions.of_a_body") if found.plural else found.content
        return bool(own) and own <= known.content and (found.head in known.content or own != found.content)
    if found.kind == "unnamed_person" and known.kind == "named_person":
        return found.definite and not found.names and _has_role(d, found.head, known) and not _other_office(d, found, known)
    if found.kind != known.kind or found.names != known.names & found.names:
        return False
    fits = found.head in known.heads and (found.definite or found.content == known.content)
    fits = fits or (_is_the_source(d, found) and found.plural == known.plural)
    return fits and (found.content <= known.content | d.language.words("mentions.may_add") or _is_the_source(d, found) or found.content == known.content)


def _has_role(d: Document, head: str, known: Speaker) -> bool:
    """Whether a named speaker was told by a role: the mayor; the congresswoman, who was told by Rep."""
    words, alike = d.language.words, d.language.words("mentions.legislators")
    told = head in known.roles or (head in alike and not alike.isdisjoint(known.roles))
    other = (head in words("mentions.gender_m") and known.gender == "f") or (head in words("mentions.gender_f") and known.gender == "m")
    return told and not other


def _other_office(d: Document, found: Mention, known: Speaker) -> bool:
    """Whether a description is of another office of that name: the deputy mayor beside Mayor Moss, the interior minister beside Health Minister Moss."""
    words = d.language.words
    beside = found.content - {found.head}
    if beside & words("mentions.lesser") - known.roles or (words("mentions.second") & known.roles) - found.content:
        return True
    first = max((i + 1 for i in range(*found.words) if d.tag[i] == "POS"), default=found.words.first)
    nouns = {d.low[i] for i in range(first, found.words.stop) if d.tag[i] in ("NN", "NNS") or d.low[i] in words("mentions.office_kinds")}
    kinds = beside & nouns
    return bool(kinds) and kinds.isdisjoint(known.roles) and bool(known.roles - words("mentions.roles|mentions.titles|mentions.lesser|mentions.articles"))


def _other_gender(d: Document, found: Mention, known: Speaker) -> bool:
    """Whether a title tells the other gender: Mrs Berg is not Tom Berg."""
    words = d.language.words
    if not found.titles or not known.gender:
        return False
    other = words("mentions.gender_m" if known.gender == "f" else "mentions.gender_f")
    return any(title.rstrip(".") in other and title in words("mentions.honorifics") for title in found.titles)


def _is_the_source(d: Document, found: Mention) -> bool:
    """Whether it is "the source" or "the same source", whatever the source was called before."""
    plain = found.kind == "unnamed_person" and found.definite and found.content <= {found.head, "same"}
    this = d.low[found.words.first - 1] == "this" and found.head in d.language.words("mentions.sources")
    return plain and (this or found.head in d.language.words("mentions.source_nouns"))


def _same_person(found: Mention, known: Speaker) -> bool:
    a, b = found.name.lower().split(), known.name.lower().split()
    if len(a) == 1 or len(b) == 1:
        return set(a) <= known.names or set(b) <= found.names
    return (a[-1] == b[-1] and (a[0] == b[0] or a[0][0] == b[0][0])) or set(a) <= set(b) or set(b) <= set(a)


def _same_body(d: Document, found: Mention, known: Speaker) -> bool:
    organisations = d.language.words("mentions.organisations")
    if found.content <= known.content or (known.content <= found.content and len(known.content) > 0):
        return bool(found.content & known.content)
    shared = found.content & known.content
    told_apart = not (found.content ^ known.content).isdisjoint(d.language.words("mentions.roles"))
    return len(shared) >= 2 and bool(shared & organisations) and found.kind == "organisation" and not told_apart


def firm(d: Document, trade: Callable[[str], str], found: Mention, recent: Sequence[Speaker]) -> Speaker | None:
    """The carmaker: the one named body among the speakers that is no body of state and that the article calls by no other `trade`."""
    words = d.language.words
    if found.kind != "organisation" or not found.definite or found.content != {found.head} or found.head not in words("mentions.by_trade"):
        return None
    fits = [s for s in recent if s.kind == "organisation" and s.names and s.content.isdisjoint(words("mentions.public_bodies"))]
    fits = [s for s in fits if trade(s.name) in ("", found.head) and s.name.lower() not in words("mentions.places")]
    return fits[0] if len(fits) == 1 else None


def tipster(d: Document, found: Mention, recent: Sequence[Speaker]) -> Speaker | None:
    """The pal, the insider: a friend or a source who spoke before; the men, the person: those who spoke last."""
    alike = d.language.words("mentions.tipsters")
    if found.kind != "unnamed_person" or not found.definite or not found.content <= {found.head, "former"}:
        return None
    last = recent[0] if recent else None
    if not found.plural and found.head in d.language.words("mentions.called_so") and last is not None and last.kind == "unnamed_person" and not last.plural:
        near = "\n" not in d.text[d.stops[last.nearest.stop - 1] : d.starts[found.words.first]]
        fresh = f" {found.head}" not in d.text[: d.starts[found.words.first]].lower()
        if near and fresh and not last.heads.isdisjoint(d.language.words("mentions.called_so")):
            return last
        if found.head not in alike:
            return None
    if found.content != {found.head}:
        return None
    if found.plural and found.head in d.language.words("mentions.crowd"):
        return next((s for s in recent[:_LAST] if s.kind == "unnamed_person" and s.plural), None)
    if not found.plural and found.head in d.language.words("mentions.any_person"):
        last = next((s for s in recent[:_LAST] if s.kind in _PERSON), None)
        return last if last is not None and last.kind == "unnamed_person" and not last.plural else None
    if found.plural or found.head not in alike:
        return None
    return next((s for s in recent if s.kind == "unnamed_person" and not s.plural and not alike.isdisjoint(s.heads)), None)


def anybody(d: Document, found: Mention, recent: Sequence[Speaker]) -> Speaker | None:
    """The woman, the 34-year-old: the one without a name who spoke last, in this paragraph, where nobody else did lately."""
    words, last = d.language.words, recent[0] if recent else None
    told = not found.plural and found.definite and (found.head in words("mentions.any_human") or found.head == "year-old")
    if not told or last is None or last.kind != "unnamed_person" or last.plural or any(map(str.isalpha, found.content - {found.head})):
        return None
    here, there = found.words.first, last.nearest.first
    near = d.sentence[there] != d.sentence[here] and "\n" not in d.text[d.starts[there] : d.starts[here]]
    other = any(s.kind in _PERSON and not s.plural for s in recent[1:_LAST])
    opposite = found.head in words("mentions.gender_m" if last.gender == "f" else "mentions.gender_f") and last.gender != ""
    fresh = f" {found.head}" not in d.text[: d.starts[here]].lower()
    return last if near and fresh and not other and not opposite else None


def documents_in(d: Document, first: int, stop: int, known: Speaker) -> Iterator[str]:
    """Nouns for documents of the one who speaks in words [first, stop): in a letter, her statement, wrote letters.

    Not after a complaint; and what a person says according to a report is in no report of theirs.
    """
    words = d.language.words
    documents = words("mentions.documents")
    if known.kind == "unnamed_person" and not known.heads.isdisjoint(words("words.shares")):
        return
    for i in [i for i, low in enumerate(d.low[first:stop], first) if low in documents]:
        if not d.quoted(i):
            before = d.phrase[i] - 1 if d.phrase[i] > 0 else i - 1
            handed_on = known.kind in _PERSON and d.low[before] == "to" and d.low[before - 1] in words("words.according")
            says = known.kind in _PERSON and d.tag[before + 1] == "DT" and d.verb[i + 1 : i + 2] == [True] and d.low[i + 1] in d.language.verbs
            if not (handed_on or says) and (d.tag[before] != "IN" or d.low[before] in words("mentions.heard_by")):
                yield d.low[i]
