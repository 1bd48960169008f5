"""Mentions in the light of the whole article: what a name turns out to be, and what "the paper" stands for."""

from collections.abc import Sequence
from dataclasses import replace

from firstsaid.statements.antecedents import Antecedents
from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.kinds import Kinds
from firstsaid.statements.language import endings
from firstsaid.statements.mentions import Mention, mention
from firstsaid.statements.names import FullNames
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.staff import Staff

_SHORT = 3
"""Words of a medium that is not named, before its noun."""


class Mentioned:
    """The mentions of one article."""

    def __init__(self, d: Document, outlets: Sequence[str] = ()) -> None:
        self._d = d
        self._seen: dict[Words, Mention] = {}
        self._outlets: set[str] = set()
        told = d.told()
        self.kinds = Kinds(told, d.language, outlets)
        self.names = FullNames(told, d.language)
        self.antecedents = Antecedents(told, d.language, self.kinds.own())
        self._staff = Staff(d)

    def employer(self, r: Reading) -> Words | None:
        """The medium of the journalist who was told; None where somebody else was."""
        return self._staff.employer(r, self._is_outlet)

    def _is_outlet(self, words: Words) -> bool:
        return self.understood(self.plain(words)).kind == "outlet"

    def promote(self, words: Words) -> None:
        """Take a name for an outlet's from here on if it is an acronym or a lone name that nothing shows to be a person's or a body's."""
        found = self.plain(words)
        if self._lone(found):
            self._outlets.add(found.name.lower())

    def may_hear(self, words: Words, told: bool) -> bool:
        """Whether a mention is an outlet's; of a name that nothing else decides it is enough that something was `told` to it."""
        found = self.understood(self.plain(words))
        if found.kind in ("outlet", "unnamed_outlets"):
            return bool(found.names) or (told and self._are_media(found)) or self.called_again(found) is not None or self._is_some_medium(found)
        if found.kind == "organisation" and told and self.kinds.is_monitor(found.name):
            return bool(found.names) or self.kinds.monitor_before(self._d.starts[found.words.first]) is not None
        return (self._lone(found) or (told and self._by_unnamed(found))) and (told or found.kind == "organisation")

    def _is_thing(self, found: Mention) -> bool:
        """Whether an article stands before a lone name that is no people's: the Lantern."""
        d, first = self._d, found.words.first
        if found.head in d.language.words("mentions.roles") or found.head in d.language.words("mentions.anaphoric"):
            return False
        people = " " not in found.name and found.name.lower().endswith(endings(d.language.words("mentions.adjective_endings")))
        articled = d.low[first - 1] == "the" and first > d.sentence_start(first)
        return articled and not people and not self._is_surname(found.name)

    def _is_some_medium(self, found: Mention) -> bool:
        """Whether a medium without a name is told from others: state television, local media."""
        some = self._d.low[max(0, self._d.phrase[found.words.first])] in ("a", "an")
        return found.kind == "unnamed_outlets" and (some or not self._d.language.words("mentions.unnamed_media").isdisjoint(found.content))

    def _are_media(self, found: Mention) -> bool:
        """Whether several media are told it: several newspapers, other media outlets."""
        return found.kind == "unnamed_outlets" and found.plural and (found.head == "agencies" or found.head in self._d.language.words("mentions.several_media"))

    def _by_unnamed(self, found: Mention) -> bool:
        """Whether nameless people told it to a name of several words that nothing shows to be a person's: those talk to media."""
        d, low = self._d, self._d.low
        before = found.words.first - 1 - (low[found.words.first - 1] == "the")
        if found.kind != "named_person" or found.titles or " " not in found.name or low[before] not in d.language.words("mentions.tells"):
            return False
        teller = d.phrase_last[before - 1] if d.phrase[before - 1] >= 0 else -1
        first = d.sentence_start(before)
        plural = teller >= 0 and any(low[i] in d.language.words("mentions.sources") for i in range(first, before))
        return plural and not self.kinds.is_person(found.name)

    def understood(self, found: Mention) -> Mention:
        """The same, with what "the paper" stands for, the names that are taken for outlets', and initials spelled out."""
        found = self._taken(found)
        full = (self.kinds.spelled_out(found.name) or self._of_place(found)) if found.kind == "outlet" else None
        if full is None:
            return found
        names = frozenset((found.name.lower(), *full.lower().split()))
        return replace(found, name=full, names=names, content=names)

    def _of_place(self, found: Mention) -> str | None:
        """The Standard of Ilmen: the name of a medium that a place closes, where the article of the name has a capital."""
        d, (first, stop) = self._d, found.words
        at = next((i for i in range(first, stop) if d.low[i] == found.head), stop) + 1
        if found.head not in d.language.words("mentions.outlet_names") or d.low[at : at + 1] != ["of"] or not self._titled(first):
            return None
        end = at + 1
        while end < len(d.word) and d.tag[end] in NAMES and d.low[end] not in d.language.words("words.times"):
            end += 1
        return f"{found.name} {d.words(at, end)}" if end > at + 1 and found.name[0].isupper() else None

    def _titled(self, first: int) -> bool:
        """Whether the article before or at a word has a capital amid the sentence, here or where the name stands again."""
        d = self._d
        article = first if d.low[first] == "the" else first - 1
        return d.word[article] == "The"

    def _taken(self, found: Mention) -> Mention:
        may_be = found.kind in ("outlet", "unnamed_outlets", "unnamed_person", "organisation", "document")
        called = self._between_marks(found) or self.called_again(found) if may_be else None
        if called is not None:
            names = frozenset(called.lower().split())
            return replace(found, kind="outlet", name=called, names=names, content=names)
        if found.kind == "unnamed_outlets" and self._is_any_agency(found):
            return replace(found, kind="organisation")
        if found.kind == "unnamed_outlets" and found.head in self._d.language.words("mentions.media_nouns") and not found.plural:
            named = self.kinds.after(self._d.stops[max(found.words.stop - 1, self._d.phrase_last[found.words.first])])
            names = frozenset(named.lower().split()) if named else frozenset[str]()
            return replace(found, kind="outlet", name=named, names=names, content=names) if named else found
        if found.kind == "document" and found.name.istitle() and " " in found.name and self.kinds.is_outlet(found.name):
            return replace(found, kind="outlet", names=frozenset(found.name.lower().split()))
        own = found.kind == "named_person" and self.kinds.is_own(found.name)
        if found.kind not in ("organisation", "named_person") or (found.plural and not own):
            return found
        titles = found.titles - self._d.language.words("words.times")
        if titles and titles.isdisjoint(self._d.language.words("mentions.media_nouns")):
            return found
        if found.name.lower() in self._outlets or (not self._is_surname(found.name) and self.kinds.is_outlet(found.name)):
            return replace(found, kind="outlet", names=frozenset(found.name.lower().split()))
        return found

    def _is_any_agency(self, found: Mention) -> bool:
        """Whether "the agency" need not be a medium: no medium before it can be meant, and it neither reports nor cites anybody."""
        d, words = self._d, self._d.language.words
        plain = not found.names and found.content == {found.head} and found.head in words("mentions.many_things")
        first = found.words.first
        return plain and words("mentions.as_media").isdisjoint(d.low[d.sentence_start(first) : d.sentence_stop(first)])

    def _between_marks(self, found: Mention) -> str | None:
        """The name between marks right behind a medium's noun: the channel “Our Tarr”."""
        d, i = self._d, found.words.stop
        if found.names or found.head not in self._d.language.words("mentions.media_nouns") or i + 1 >= len(d.word) or d.quote[i] < 0 or d.quoted(i - 1):
            return None
        last = d.quotes[d.quote[i]].last
        words = [word for word in d.word[i : last + 1] if word[0].isalnum()]
        return " ".join(words) if 0 < len(words) <= _SHORT and all(word[0].isupper() for word in words) else None

    def called_again(self, found: Mention) -> str | None:
        """The outlet that "the paper" or "this newspaper" stands for."""
        words = self._d.language.words
        staff = found.head in words("mentions.own_staff")
        newsy = found.head in words("mentions.media_maybe") and not found.content.isdisjoint(words("mentions.media_words"))
        low, first = self._d.low, found.words.first
        ours = not words("mentions.own_determiners").isdisjoint((low[first], low[first - 1]))
        medium = staff or newsy or found.head in words("mentions.media_nouns") or (ours and found.head in words("mentions.own_names_for"))
        if found.names or not medium or not found.content.isdisjoint(words("mentions.no_media")):
            return None
        if ours:
            return self.kinds.own() if not staff or "our" in (low[first], low[first - 1]) else None
        if staff or not found.definite:
            return None
        named = self.kinds.before(self._d.starts[first], found.head)
        return self.kinds.own() if named is None and found.head in words("mentions.called_again") else named

    def _lone(self, found: Mention) -> bool:
        words = self._d.language.words
        late = found.head in words("words.times") and not (found.kind == "outlet" and found.head in words("mentions.name_adverbs"))
        if late or found.head in words("mentions.public") or len(found.name) < 3 or self.kinds.is_none(found.name):
            return False
        if not self._is_thing(found) and found.name.lower().rstrip(".") in words("mentions.given_names|mentions.titles"):
            return False
        if self.kinds.is_no_medium(found.name) or self.kinds.is_outlet(found.name):
            return self.kinds.is_outlet(found.name) and not self._is_surname(found.name)
        if not (self._is_thing(found) or (found.name.isupper() and found.name.isalpha())) and self.kinds.is_place(found.name):
            return False
        unknown = found.kind == "named_person" and not (found.titles or found.plural or " " in found.name or self._is_surname(found.name))
        if found.kind != "organisation" or found.head in words("mentions.organisations"):
            return unknown
        return found.name.isupper() or (" " not in found.name and self._is_thing(found))

    def _is_surname(self, name: str) -> bool:
        """Whether a lone name ends a full personal name of the article."""
        full = self.names.of(name) if " " not in name else None
        return full is not None and not self.kinds.is_outlet(full)

    def plain(self, words: Words) -> Mention:
        """What a mention is, by its own words and by what the article shows its name to be."""
        found = self._seen.get(words)
        if found is None:
            found = mention(self._d, words)
            full = self.names.of(found.name) if found.kind == "organisation" and found.name.isalpha() and found.name.isupper() else None
            if full is not None and full.isupper() is False and not self.kinds.is_outlet(full):
                names = frozenset(full.lower().split())
                found = replace(found, kind="named_person", name=full, names=names, content=names)
            elif (surname := self._surname_in(found) or self._in_role(found)) is not None:
                names = frozenset(surname.lower().split())
                found = replace(found, kind="named_person", name=surname, names=names, content=names, plural=False)
            elif found.kind in ("named_person", "organisation") and (firm := self._firm(found)) is not None:
                names = frozenset(firm.lower().split())
                found = replace(found, kind="organisation", name=firm, names=found.names | names, content=found.content | names)
            elif found.kind == "named_person" and not found.titles and (self._is_team(found) if found.plural else self._is_no_person(found)):
                found = replace(found, kind="organisation")
            elif found.kind == "unnamed_person" and found.plural and (team := self._team(found)) is not None:
                names = frozenset(team.lower().split())
                found = replace(found, kind="organisation", name=team, names=names, content=names)
            elif found.kind == "unnamed_person" and self._points_back(found):
                found = replace(found, kind="pronoun")
            elif found.kind == "document" and (outlet := self._printed_in(found)) is not None:
                found = outlet
            elif found.kind == "outlet" and self._is_any(found):
                found = replace(found, kind="unnamed_outlets", name=self._unnamed(found), names=frozenset())
            elif found.kind == "outlet" and not found.names and not any(word[0].isupper() or word.isdigit() for word in found.name.split()[1:]):
                found = replace(found, kind="unnamed_outlets")
            self._seen[words] = found
        return found

    def _team(self, found: Mention) -> str | None:
        """The full name that a lone plural with a capital ends: Rovers, where the text has Sundby Rovers; not Republicans."""
        words, low = self._d.language.words, found.head
        people = low in words("mentions.roles|mentions.peoples|mentions.partisans|mentions.places") or low.endswith(
            endings(words("mentions.followers_endings"))
        )
        return None if people or " " in found.name or not found.name.istitle() else self.names.of(found.name)

    def _points_back(self, found: Mention) -> bool:
        """Whether it stands for two whom the text names: both, the two, the former; not the couple, where a couple was told of."""
        words, d = self._d.language.words, self._d
        if found.content != {found.head} or not (found.definite or found.head in words("words.floating")):
            return False
        if found.head not in words("mentions.pairs"):
            return found.head in words("mentions.first_of_two|mentions.last_of_two")
        first = next((i for i in range(found.words.first) if d.low[i] == found.head and d.low[i - 1] in words("mentions.indefinite")), None)
        return first is None

    def _firm(self, found: Mention) -> str | None:
        """The full name of a firm that is told by its first word alone and is nobody's surname."""
        if " " in found.name or found.titles - self._d.language.words("mentions.by_trade") or found.plural or self._is_surname(found.name):
            return None
        firm = self.antecedents.firm(found.name)
        return firm if firm != found.name and not self.kinds.is_outlet(firm) else None

    def _surname_in(self, found: Mention) -> str | None:
        """The person whose surname a lone word is that was taken for a noun or a body: Dean, Baker, Fields."""
        d, (first, stop) = self._d, found.words
        if found.kind not in ("unnamed_person", "organisation") or stop - first > 1 or not d.word[first][0].isupper() or d.word[first].isupper():
            return None
        return None if d.low[first - 1] in d.language.words("mentions.articles") and first > d.sentence_start(first) else self.names.surname(d.word[first])

    def _in_role(self, found: Mention) -> str | None:
        """The person whom a role with a capital and a surname mean: Lawyer Quill."""
        two = found.kind == "named_person" and found.name.count(" ") == 1
        return self.names.in_role(found.name) if two and found.name.split()[0].lower() in self._d.language.words("mentions.roles") else None

    def _is_team(self, found: Mention) -> bool:
        """Whether a plural name with an article is a team's or band's: the Sundby Gulls; not the Venns, where Anna Venn was named."""
        d, first = self._d, found.words.first
        articled = d.low[first] == "the" or (first > d.sentence_start(first) and d.low[first - 1] == "the")
        return articled and self.names.of(found.head.removesuffix("s").capitalize()) is None

    def _is_no_person(self, found: Mention) -> bool:
        """Whether a name is a thing's, a body's, or a country's: the Lantern, Zorna Rail, in Kessara."""
        lone = " " not in found.name and not self._is_surname(found.name) and not self.kinds.is_person(found.name)
        return self._is_thing(found) or self.is_body(found.name) or (lone and self.kinds.is_place(found.name))

    def _is_any(self, found: Mention) -> bool:
        """A Halvian newspaper, an Orian chat show: a medium that is not named."""
        d = self._d
        first, last = d.phrase[found.words.first], d.phrase_last[found.words.first]
        return first >= 0 and d.low[first] in ("a", "an") and last - first <= _SHORT and d.word[last] in d.language.words("mentions.media_nouns")

    def _unnamed(self, found: Mention) -> str:
        """The words of a medium that is not named, without the article."""
        first = found.words.first
        return self._d.words(self._d.phrase[first] + 1, self._d.phrase_last[first] + 1)

    def _printed_in(self, found: Mention) -> Mention | None:
        """A report in the Lantern, the Lantern's report: the medium, where the article shows it to be one."""
        d = self._d
        for i in range(found.words.first + 1, found.words.stop - 1):
            if d.low[i] in ("in", "from") and d.low[i - 1] == found.head and d.phrase[i + 1] == i + 1:
                words = Words(i + 1, min(d.phrase_last[i + 1] + 1, found.words.stop))
                name = " ".join(d.words(*words).removeprefix("the ").split())
                if name[:1].isupper() and self.kinds.is_outlet(name):
                    names = frozenset(name.lower().split())
                    return replace(found, words=words, kind="outlet", name=name, names=names, content=names, way=d.language.ways.get(found.head))
        return None

    def is_body(self, name: str) -> bool:
        """Whether a name is a body's and no surname."""
        surname = name.rsplit(" ", 1)[-1].lower() in self._d.language.words("mentions.suffixes") or self._is_surname(name)
        return not surname and (self.antecedents.is_body(name) or self.kinds.is_body(name))
