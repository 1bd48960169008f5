"""Who stands behind the mentions of an article: names, descriptions and pronouns become voices."""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from firstsaid.model import SourceDescription
from firstsaid.statements.antecedents import Antecedents
from firstsaid.statements.document import Document
from firstsaid.statements.kinds import Kinds
from firstsaid.statements.mentions import Mention, mention
from firstsaid.statements.names import FullNames
from firstsaid.statements.openings import Openings
from firstsaid.statements.reading import Words

_FAR = 10_000
"""Characters to look back for another one of a kind."""
_MENTIONS = 5
"""Mentions of a person without a name that are kept."""
_REMEMBERED = 300
"""Speakers among whom a mention looks for its own, the last first; real articles have fewer."""
_PERSON = ("named_person", "unnamed_person")
_THING = ("organisation", "outlet", "document")
_FITS = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "i", "my"), _PERSON),
    **dict.fromkeys(("it", "its"), _THING),
    **dict.fromkeys(("they", "their"), (*_PERSON, "organisation")),
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
    mentions: list[Words] = field(default_factory=list)
    """Of a person without a name: the first mentions, each with its asides."""
    described: SourceDescription | None = None
    """What these tell, once the article is read."""
    relay: tuple["Speaker", ...] = ()
    """Through whom the page has what it says, nearest first."""


class Voices:
    """An article's speakers, in the order of their last mention."""

    def __init__(self, d: Document, outlets: Sequence[str] = ()) -> None:
        self._d = d
        self._seen: dict[Words, Mention] = {}
        self._outlets: set[str] = set()
        self._order: list[Speaker] = []
        self.said_until = 0
        """Where in the text the last statement ends."""
        told = d.told()
        self._kinds = Kinds(told, d.language, outlets)
        self._names = FullNames(told, d.language)
        self._antecedents = Antecedents(told, d.language)
        self._openings = Openings(d, self._names, self._kinds, self._is_body)

    def last(self) -> Speaker | None:
        """The speaker mentioned last."""
        return self._order[-1] if self._order else None

    def promote(self, words: Words) -> None:
        """Take a name for an outlet's from here on if it is an acronym or a lone name that nothing shows to be a person's or a body's."""
        found = self._plain(words)
        if self._lone(found):
            self._outlets.add(found.name.lower())

    def may_hear(self, words: Words, told: bool) -> bool:
        """Whether a mention is an outlet's; of a name that nothing else decides it is enough that something was `told` to it."""
        found = self._mention(words)
        if found.kind in ("outlet", "unnamed_outlets"):
            return bool(found.names) or self._called_again(found) is not None
        if found.kind == "organisation" and told and self._kinds.is_monitor(found.name):
            return True
        return (self._lone(found) or (told and self._by_unnamed(found))) and (told or found.kind == "organisation")

    def _by_unnamed(self, found: Mention) -> bool:
        """Whether nameless people told it to a name of several words that nothing shows to be a person's: those talk to media."""
        d, low = self._d, self._d.low
        before = found.words.first - 1 - (low[found.words.first - 1] == "the")
        if found.kind != "named_person" or found.titles or " " not in found.name or low[before] not in d.language.words("mentions.tells"):
            return False
        teller = d.phrase_last[before - 1] if d.phrase[before - 1] >= 0 else -1
        first = d.sentence_start(before)
        plural = teller >= 0 and any(low[i] in d.language.words("mentions.sources") for i in range(first, before))
        return plural and not self._kinds.is_person(found.name)

    def _called_again(self, found: Mention) -> str | None:
        """The outlet that "the paper" or "this newspaper" stands for."""
        if found.names or found.head not in self._d.language.words("mentions.media_nouns"):
            return None
        before = self._d.low[found.words.first - 1]
        if before in self._d.language.words("mentions.own_determiners"):
            return self._kinds.own()
        return self._kinds.before(self._d.starts[found.words.first]) if found.definite else None

    def _lone(self, found: Mention) -> bool:
        words = self._d.language.words
        if found.head in words("mentions.places") or found.head in words("words.times") or found.head in words("mentions.public") or len(found.name) < 3:
            return False
        if self._kinds.is_place(found.name):
            return False
        unknown = found.kind == "named_person" and not found.titles and " " not in found.name and not self._is_surname(found.name)
        return unknown or (found.kind == "organisation" and found.name.isupper() and found.head not in words("mentions.organisations"))

    def _is_surname(self, name: str) -> bool:
        """Whether a lone name ends a full personal name of the article."""
        full = self._names.of(name) if " " not in name else None
        return full is not None and not self._kinds.is_outlet(full)

    def kind(self, words: Words) -> str:
        """The voice kind of a mention; "pronoun" where a pronoun has nobody to stand for."""
        found = self._mention(words)
        known = self._find(found) if found.kind == "pronoun" else None
        return known.kind if known is not None else found.kind

    def _plain(self, words: Words) -> Mention:
        found = self._seen.get(words)
        if found is None:
            found = mention(self._d, words)
            full = self._names.of(found.name) if found.kind == "organisation" and found.name.isalpha() and found.name.isupper() else None
            if full is not None and full.isupper() is False and not self._kinds.is_outlet(full):
                names = frozenset(full.lower().split())
                found = replace(found, kind="named_person", name=full, names=names, content=names)
            elif found.kind == "named_person" and not found.titles and not found.plural and self._is_body(found.name):
                found = replace(found, kind="organisation")
            elif found.kind == "document" and (outlet := self._printed_in(found)) is not None:
                found = outlet
            elif found.kind == "outlet" and not found.names and not any(word[0].isupper() for word in found.name.split()[1:]):
                found = replace(found, kind="unnamed_outlets")
            self._seen[words] = found
        return found

    def _printed_in(self, found: Mention) -> Mention | None:
        """A report in the Lantern, the Lantern's report: the medium, where the article shows it to be one."""
        d = self._d
        for i in range(found.words.first + 1, found.words.stop - 1):
            if d.low[i] in ("in", "from") and d.low[i - 1] == found.head and d.phrase[i + 1] == i + 1:
                words = Words(i + 1, min(d.phrase_last[i + 1] + 1, found.words.stop))
                name = " ".join(d.words(*words).removeprefix("the ").split())
                if name[:1].isupper() and self._kinds.is_outlet(name):
                    names = frozenset(name.lower().split())
                    return replace(found, words=words, kind="outlet", name=name, names=names, content=names, way=d.language.ways.get(found.head))
        return None

    def _is_body(self, name: str) -> bool:
        surname = name.rsplit(" ", 1)[-1].lower() in self._d.language.words("mentions.suffixes") or self._is_surname(name)
        return not surname and (self._antecedents.is_body(name) or self._kinds.is_body(name))

    def _mention(self, words: Words) -> Mention:
        found = self._plain(words)
        if found.kind == "organisation" and found.head in self._d.language.words("mentions.trades") and not found.names and found.definite:
            known = any(s.kind == "unnamed_person" and found.head in s.heads for s in self._order[-_REMEMBERED:])
            return replace(found, kind="unnamed_person") if known else found
        called = self._called_again(found) if found.kind in ("outlet", "unnamed_outlets", "unnamed_person", "organisation", "document") else None
        if called is not None:
            names = frozenset(called.lower().split())
            return replace(found, kind="outlet", name=called, names=names, content=names)
        if found.kind not in ("organisation", "named_person") or found.titles or found.plural:
            return found
        if found.name.lower() in self._outlets or (not self._is_surname(found.name) and self._kinds.is_outlet(found.name)):
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
            known.relay = self._shared_relay(found)
        else:
            self._learn(known, found)
            self._order.remove(known)
        known.nearest = found.words
        first, stop = self._d.sentence_start(words.first), self._d.sentence_stop(words.first)
        told = found.kind == known.kind or not self._d.language.words("mentions.anonymity").isdisjoint(self._d.low[first:stop])
        if known.kind == "unnamed_person" and told and len(known.mentions) < _MENTIONS:
            known.mentions.append(words)
        known.gender = known.gender or self._gender((found.head, *found.titles))
        documents = self._d.language.words("mentions.documents")
        known.documents |= {word for word in self._d.low[first:stop] if word in documents}
        self._order.append(known)
        if found.kind == "document" and known.kind != "document":
            return known, self._d.language.ways.get(found.head)
        return known, found.way

    def aside(self, words: Words, besides: Speaker) -> Speaker | None:
        """The speaker of a mention inside what somebody else says; what is said next is not about them."""
        order, found = list(self._order), self._mention(words)
        if found.kind == "pronoun":
            return next((s for s in reversed(order) if s is not besides and self._stands_for(found.head, s)), None)
        known, _ = self.speaker(words)
        self._order = order if known is None or known in order else [known, *order]
        return known

    def _stood_for(self, found: Mention) -> Mention:
        """The full name that "the minister" or "the company" stands for, when the article gives one and only one."""
        if not (self._headed(found) or (self._d.low[found.words.first - 1] in ("the", "this", "that") and found.definite)) or found.names or found.plural:
            return found
        if found.kind == "unnamed_person" and (found.head in self._d.language.words("mentions.anaphoric") or "former" in found.content):
            last = self.last()
            if last is not None and last.kind == "named_person" and self._first_of_its_kind(found) and self._fits_gender(found, last):
                return replace(found, kind="named_person", name=last.name, names=frozenset(last.names), content=frozenset(last.content), titles=found.content)
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

    def _headed(self, found: Mention) -> bool:
        """Whether a headline leaves out the article: minister reads out the names."""
        d, first = self._d, found.words.first
        articled = first > 0 and d.low[first - 1] in d.language.words("mentions.indefinite")
        return found.kind == "unnamed_person" and d.title[d.sentence[first]] and not articled

    def _shared_relay(self, found: Mention) -> tuple["Speaker", ...]:
        """What "one of them" says went through whom "two officials" told it."""
        d, partitive = self._d, self._d.language.words("mentions.partitive")
        last = self.last()
        if found.kind != "unnamed_person" or last is None or not last.plural or last.kind != "unnamed_person":
            return ()
        of = any(d.low[i] == "of" and d.low[i + 1] in partitive for i in range(found.words.first, min(found.words.stop, len(d.low) - 1)))
        return last.relay if of or d.low[found.words.first] in partitive - {"the"} else ()

    def _first_of_its_kind(self, found: Mention) -> bool:
        """Whether the text has not spoken of such a one before, other than right beside a name."""
        here = self._d.starts[found.words.first]
        text = self._d.text[max(0, here - _FAR) : here]
        at = text.lower().find(found.head)
        while at >= 0:
            after = text[at + len(found.head) : at + len(found.head) + 2]
            if not after[:1].isalnum() and not (after[:1] == " " and after[1:].isupper()) and after[:1] != ",":
                return False
            at = text.lower().find(found.head, at + 1)
        return True

    def _fits_gender(self, found: Mention, known: Speaker) -> bool:
        return self._gender((found.head,)) in ("", known.gender) or not known.gender

    def outlet(self, words: Words) -> Speaker:
        """The outlet of that name."""
        found = self._mention(words)
        if found.kind != "organisation" or not self._kinds.is_monitor(found.name):
            found = replace(found, kind="outlet", names=found.names or found.content)
        known = self._find(found)
        if known is None:
            known = self._new(found)
            self._order.insert(0, known)
        known.nearest = words
        return known

    def named_outlet(self, name: str, place: int) -> Speaker:
        """The outlet of a name that stands at a character place."""
        at = max(0, bisect.bisect_right(self._d.starts, place) - 1)
        names = frozenset(name.lower().split())
        found = Mention(Words(at, at + 1), "outlet", name, name.rsplit(maxsplit=1)[-1].lower(), names, names, False, frozenset())
        known = self._find(found)
        if known is None:
            known = self._new(found)
            self._order.insert(0, known)
        return known

    def heard(self, start: int, stop: int) -> Speaker | None:
        """The medium that somebody spoke to in a stretch of the text without a statement."""
        found = self._kinds.heard(start, stop)
        return self.named_outlet(found[1], found[0]) if found is not None else None

    def own(self) -> Speaker | None:
        """The page's own outlet."""
        return self.named_outlet(name, 0) if (name := self._kinds.own()) else None

    def is_known(self, words: Words) -> bool:
        """Whether the words are a name that ends a full name of the article, or a medium's."""
        return self._d.low[words.stop - 1] in self._names.last_words() or self._kinds.is_outlet(self._d.words(*words))

    def again(self, known: Speaker) -> None:
        """Let the speaker be the one who was mentioned last."""
        if known in self._order:
            self._order.remove(known)
            self._order.append(known)

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
            persons = found.head in self._d.language.words("mentions.pronouns_person")
            named = self._openings.before(found) if persons or found.head in self._d.language.words("mentions.pronouns_thing") else None
            named = self._stood_for(named) if named is not None else None
            fits = [s for s in recent if self._stands_for(found.head, s)]
            if named is not None and (not fits or fits[0].nearest.first < named.words.first) and named.name not in [s.name for s in fits[:1]]:
                return next((s for s in fits if self._same(named, s)), None) or self._enter(named)
            return fits[0] if fits else None
        if found.kind == "document" and found.definite and not found.names:
            author = self._author(found, recent)
            if author is not None:
                return author
        return next((s for s in recent if self._same(found, s)), None)

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
        return self._openings.gender(words)

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
        if found.kind == "unnamed_person" and self._d.low[found.words.first] in self._d.language.words("mentions.fresh"):
            return False
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
