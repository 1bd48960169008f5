"""Who stands behind the mentions of an article: names, descriptions and pronouns become voices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from firstsaid.statements.antecedents import Antecedents
from firstsaid.statements.document import Document
from firstsaid.statements.mentions import Mention, mention
from firstsaid.statements.names import FullNames
from firstsaid.statements.reading import Words

_BACK, _OPENING = 2, 8
"""Sentences to look back for a name, and words of a sentence that count as its opening."""
_REMEMBERED = 300
"""Speakers among whom a mention looks for its own, the last first; real articles have fewer."""
_PERSON = ("named_person", "unnamed_person")
_THING = ("organisation", "outlet", "document")
_FITS = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "i", "my"), _PERSON),
    **dict.fromkeys(("it", "its"), _THING),
    **dict.fromkeys(("they", "their"), (*_PERSON, "organisation", "outlet", "unnamed_outlets")),
    **dict.fromkeys(("we", "our"), (*_PERSON, "organisation")),
}


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
    plural: bool = False
    gender: str = ""
    """"f", "m" or unknown, as its titles and the pronouns used for it tell."""
    documents: set[str] = field(default_factory=set)
    """Kinds of documents it spoke through."""
    relay: tuple["Speaker", ...] = ()
    """Through whom the page has what it says, nearest first."""


class Voices:
    """An article's speakers, in the order of their last mention."""

    def __init__(self, d: Document, outlets: Sequence[str] = ()) -> None:
        self._d = d
        self._seen: dict[Words, Mention] = {}
        self._outlets = {name.lower() for name in outlets}
        self._order: list[Speaker] = []
        told = d.told()
        self._names = FullNames(told, d.language)
        self._antecedents = Antecedents(told, d.language)

    def last(self) -> Speaker | None:
        """The speaker mentioned last."""
        return self._order[-1] if self._order else None

    def promote(self, words: Words) -> None:
        """Take a name for an outlet's from here on if it is an acronym or a lone name that nothing shows to be a person's or a body's."""
        found = self._plain(words)
        if self._lone(found):
            self._outlets.add(found.name.lower())

    def may_hear(self, words: Words, told: bool) -> bool:
        """Whether a name is an outlet's; one that something was `told` may be unknown otherwise."""
        found = self._mention(words)
        return found.kind == "outlet" or (self._lone(found) and (told or found.kind == "organisation"))

    def _lone(self, found: Mention) -> bool:
        places = self._d.language.words("mentions.places")
        if (
            found.head in places
            or found.head in self._d.language.words("words.times")
            or found.head in self._d.language.words("mentions.public")
            or len(found.name) < 3
        ):
            return False
        unknown = found.kind == "named_person" and not found.titles and " " not in found.name and self._names.of(found.name) is None
        return unknown or (found.kind == "organisation" and found.name.isupper() and found.head not in self._d.language.words("mentions.organisations"))

    def kind(self, words: Words) -> str:
        """The voice kind of a mention, or "pronoun"."""
        return self._mention(words).kind

    def _plain(self, words: Words) -> Mention:
        found = self._seen.get(words)
        if found is None:
            found = mention(self._d, words)
            if found.kind == "named_person" and not found.titles and not found.plural and self._is_body(found.name):
                found = replace(found, kind="organisation")
            self._seen[words] = found
        return found

    def _is_body(self, name: str) -> bool:
        surname = name.rsplit(" ", 1)[-1].lower() in self._d.language.words("mentions.suffixes") or (" " not in name and self._names.of(name) is not None)
        return not surname and self._antecedents.is_body(name)

    def _mention(self, words: Words) -> Mention:
        found = self._plain(words)
        if found.name.lower() in self._outlets and found.kind in ("organisation", "named_person"):
            return replace(found, kind="outlet", names=frozenset(found.name.lower().split()))
        return found

    def speaker(self, words: Words) -> tuple[Speaker | None, str | None]:
        """The speaker of a mention, and the way of speaking that the mention gives; None when a pronoun has nobody to stand for."""
        found = self._mention(words)
        known = self._find(found)
        if known is None or (known.kind == "unnamed_person" and self._d.title[self._d.sentence[known.nearest.first]]):
            fuller = self._stood_for(found)
            if fuller is not found:
                found, known = fuller, self._find(fuller)
        if known is None:
            if found.kind == "pronoun":
                return None, None
            known = self._new(found)
        else:
            self._learn(known, found)
            self._order.remove(known)
        known.nearest = found.words
        known.gender = known.gender or self._gender((found.head, *found.titles))
        first, stop = self._d.sentence_start(words.first), self._d.sentence_stop(words.first)
        documents = self._d.language.words("mentions.documents")
        known.documents |= {word for word in self._d.low[first:stop] if word in documents}
        self._order.append(known)
        if found.kind == "document" and known.kind != "document":
            return known, self._d.language.ways.get(found.head)
        return known, found.way

    def _stood_for(self, found: Mention) -> Mention:
        """The full name that "the minister" or "the company" stands for, when the article gives one and only one."""
        if self._d.low[found.words.first - 1] not in ("the", "this", "that") or not found.definite or found.names or found.plural:
            return found
        if found.kind == "unnamed_person" and found.head in self._d.language.words("mentions.titles"):
            name = self._antecedents.holder(found.content)
            if name is not None:
                names = frozenset(name.lower().split())
                return replace(found, kind="named_person", name=name, names=names, content=names, titles=found.content)
        if found.kind == "organisation" and found.content == {found.head}:
            name = self._antecedents.body(found.head, self._d.starts[found.words.first])
            if name is not None:
                names = frozenset(name.lower().split())
                return replace(found, name=name, names=names, content=names | found.content)
        return found

    def outlet(self, words: Words) -> Speaker:
        """The outlet of that name."""
        found = replace(mention(self._d, words), kind="outlet")
        known = self._find(found)
        if known is None:
            known = self._new(found)
            self._order.insert(0, known)
        known.nearest = words
        return known

    def _new(self, found: Mention) -> Speaker:
        name, names = found.name, set(found.names)
        if found.kind == "named_person" and " " not in name:
            name = self._names.of(name) or name
            names |= {word.lower() for word in name.split()}
        return Speaker(
            name, found.kind, {found.head}, names, set(found.content), set(found.titles), found.words, found.plural, self._gender((found.head, *found.titles))
        )

    def _learn(self, known: Speaker, found: Mention) -> None:
        if found.kind != known.kind:
            return
        known.heads.add(found.head)
        known.names |= found.names
        known.content |= found.content
        known.roles |= found.titles
        if found.kind in ("organisation", "named_person", "outlet") and len(found.name) > len(known.name) and found.names >= set(known.name.lower().split()):
            known.name = found.name

    def _find(self, found: Mention) -> Speaker | None:
        recent = self._order[: -_REMEMBERED - 1 : -1]
        if found.kind == "pronoun":
            named = self._named_before(found.words.first) if found.head in self._d.language.words("mentions.pronouns_person") else None
            fits = [s for s in recent if self._stands_for(found.head, s)]
            if named is not None and (not fits or fits[0].nearest.first < named.words.first) and named.name not in [s.name for s in fits[:1]]:
                return next((s for s in fits if self._same(named, s)), None) or self._enter(named)
            return fits[0] if fits else None
        if found.kind == "document" and found.definite and not found.names:
            author = self._author(found, recent)
            if author is not None:
                return author
        return next((s for s in recent if self._same(found, s)), None)

    def _named_before(self, at: int) -> Mention | None:
        """The person with a full name who opens this sentence or one of the two before it."""
        d = self._d
        first = d.sentence[at]
        for n in range(first, max(-1, first - _BACK - 1), -1):
            start, stop = d.first[n], min(d.first[n + 1], d.first[n] + _OPENING)
            run: list[int] = []
            for i in range(start, min(stop, at)):
                if d.word[i][0].isupper() and d.word[i].isalpha() and not d.quoted(i):
                    run.append(i)
                elif run:
                    break
            name = self._names.person([d.word[i] for i in run])
            if name is not None:
                names = frozenset(name.lower().split())
                return Mention(Words(run[0], run[-1] + 1), "named_person", name, d.low[run[-1]], names, names, False, frozenset())
        return None

    def _enter(self, found: Mention) -> Speaker:
        known = self._new(found)
        self._order.append(known)
        return known

    def _stands_for(self, pronoun: str, known: Speaker) -> bool:
        if known.kind not in _FITS.get(pronoun, ()):
            return False
        many = pronoun in self._d.language.words("mentions.pronouns_many")
        if known.kind in ("organisation", "outlet", "unnamed_outlets", "document"):
            return True
        return known.plural == many and known.gender in ("", self._gender((pronoun,)))

    def _gender(self, words: Iterable[str]) -> str:
        for gender in ("f", "m"):
            listed = self._d.language.words(f"mentions.gender_{gender}")
            if any(word in listed for word in words):
                return gender
        return ""

    def _author(self, found: Mention, recent: list[Speaker]) -> Speaker | None:
        """Whose "the letters" are: who spoke through such a document; "the report" is the last outlet's."""
        known = next((s for s in recent if s.kind == "document" and found.head in s.heads), None)
        if known is not None:
            return known
        if found.head in ("report", "article", "story") and recent and recent[0].kind == "outlet":
            return recent[0]
        singular = found.head.removesuffix("s")
        return next((s for s in recent if found.head in s.documents or singular in s.documents), None)

    def _same(self, found: Mention, known: Speaker) -> bool:
        if found.kind == known.kind == "named_person":
            return self._same_person(found, known)
        if found.kind == "outlet" and not found.names:
            return known.kind == "outlet" and found.definite
        if found.names and known.names and found.kind == known.kind and found.kind in ("organisation", "outlet"):
            return self._same_body(found, known)
        if known.kind == "organisation" and found.definite and found.kind in ("organisation", "unnamed_person"):
            return found.head in known.content and found.content <= known.content
        if found.kind == "unnamed_person" and known.kind == "named_person":
            return found.definite and not found.names and found.head in known.roles
        if found.kind != known.kind or found.names != known.names & found.names:
            return False
        fits = found.head in known.heads and (found.definite or found.content == known.content)
        return fits and (found.content <= known.content | {"former", "senior", "same"} or found.content == known.content)

    def _same_person(self, found: Mention, known: Speaker) -> bool:
        a, b = found.name.lower().split(), known.name.lower().split()
        if len(a) == 1 or len(b) == 1:
            return set(a) <= known.names or set(b) <= found.names
        return (a[-1] == b[-1] and (a[0] == b[0] or a[0][0] == b[0][0])) or set(a) <= set(b) or set(b) <= set(a)

    def _same_body(self, found: Mention, known: Speaker) -> bool:
        organisations = self._d.language.words("mentions.organisations")
        if found.content <= known.content or (known.content <= found.content and len(known.content) > 0):
            return bool(found.content & known.content)
        shared = found.content & known.content
        return len(shared) >= 2 and bool(shared & organisations) and found.kind == "organisation"
