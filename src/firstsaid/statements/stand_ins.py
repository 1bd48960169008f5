"""Who is meant by an office or by what a body is: the minister, the senator, the company."""

from dataclasses import replace

from firstsaid.statements.language import endings
from firstsaid.statements.mentioned import Mentioned
from firstsaid.statements.mentions import Mention
from firstsaid.statements.speakers import Speakers

_AGE = "year-old"
_FAR = 10_000
"""Characters to look back for another one of a kind."""
_BESIDE = 4
"""Words behind a mention among which the one stands who is told."""


class StandIns:
    """Mentions without a name that stand for a full one."""

    def __init__(self, speakers: Speakers, mentioned: Mentioned) -> None:
        self._d, self._speakers = speakers.d, speakers
        self._kinds, self._antecedents = mentioned.kinds, mentioned.antecedents

    def full(self, found: Mention) -> Mention:
        """The full name that "the minister" or "the company" stands for, when the article gives one and only one; else the mention itself."""
        meant = self._meant(found)
        return found if meant is not found and self._is_told(found, meant.name) else meant

    def _is_told(self, found: Mention, name: str) -> bool:
        """Whether the same clause names the one who is meant as somebody else: the engineer told Ulvik."""
        d, last = self._d, name.rsplit(" ", 1)[-1].lower()
        behind = d.low[found.words.stop : min(d.sentence_stop(found.words.first), found.words.stop + _BESIDE)]
        return last in behind and any(d.verb[found.words.stop : found.words.stop + behind.index(last)])

    def _meant(self, found: Mention) -> Mention:
        if found.head in self._d.language.words("mentions.partisans") and found.kind == "unnamed_person" and found.definite and not found.plural:
            last = self._speakers.last()
            named = last is not None and last.kind == "named_person" and self._speakers.is_near(last, found)
            if last and named:
                return replace(found, kind=last.kind, name=last.name, names=frozenset(last.names), content=frozenset(last.content))
            name = self._antecedents.holder(found.content) if found.content != {found.head} else None
            return self._elected(found) if name is None else found.standing_for(name)
        if (opener := self._told_again(found)) is not None:
            return opener
        if not (self._headed(found) or (self._d.low[found.words.first - 1] in ("the", "this", "that") and found.definite)) or found.names or found.plural:
            return found
        return self._person(found) if found.kind == "unnamed_person" else self._body(found) if found.kind == "organisation" else found

    def _person(self, found: Mention) -> Mention:
        """The one who was named last, who holds the office, or who was elected to it."""
        if _AGE in found.content and (aged := self._of_age(found)) is not None:
            return aged
        if self._is_anaphoric(found):
            last = self._speakers.last()
            if last is not None and last.kind == "named_person" and self._first_of_its_kind(found) and self._fits_gender(found, last.gender):
                return replace(found, kind="named_person", name=last.name, names=frozenset(last.names), content=frozenset(last.content), titles=found.content)
        if found.head in self._d.language.words("mentions.roles"):
            told = frozenset((found.head,)) if self._counts(found) else found.content
            name = self._antecedents.holder(told) or (self._antecedents.sole_holder(found.head) if self._is_plain(found) else None)
            if name is not None:
                return found.standing_for(name)
            if self._is_anaphoric(found):
                return self._elected(found)
        return found

    def _of_age(self, found: Mention) -> Mention | None:
        """The one of that age, or whom the sentence before opens with where the article tells nobody's; the mention itself where several are of that age."""
        ages = [word for word in found.content if word.isdigit()]
        aged = self._antecedents.aged(ages[0]) if ages else set[str]()
        if aged:
            return found.standing_for(next(iter(aged))) if len(aged) == 1 else found
        n = self._d.sentence[found.words.first]
        several = n > 0 and len(self._speakers.openings.named_in(n - 1)) > 1
        return self._opened(found) if found.content == {_AGE, *ages} and not several else None

    def _told_again(self, found: Mention) -> Mention | None:
        """Whom the sentence before opens with, told again by what they are: Anna Berg won. The Sundby striker said …"""
        d, first = self._d, found.words.first - 1
        if found.kind != "unnamed_person" or found.plural or d.low[first] != "the" or d.sentence_start(first) != first:
            return None
        if "former" in found.content and found.head in d.language.words("mentions.elected"):
            return None
        told = "former" in found.content or any(word.endswith(endings(d.language.words("mentions.born"))) for word in found.content)
        opens = (told or found.head in d.language.words("mentions.anaphoric")) and d.sentence[first] > 0
        before = d.first[d.sentence[first] - 1] if opens else first
        fronted = d.low[before].endswith("ing") or d.low[before] in d.language.words("words.adverbial|words.subordinators")
        one = opens and not fronted and len(self._speakers.openings.named_in(d.sentence[before])) == 1
        return self._opened(found) if one and self._first_of_its_kind(found) else None

    def _opened(self, found: Mention) -> Mention | None:
        """The person whom the sentence before opens with and who was mentioned after all speakers: Anna Berg won. The 34-year-old said …"""
        before = self._speakers.openings.before
        last = next((s for s in self._speakers.recent() if s.kind in ("named_person", "unnamed_person")), None)
        told = [named for pronoun in ("he", "she") if (named := before(replace(found, head=pronoun))) is not None]
        named = max(told, key=lambda named: named.words.first, default=None)
        later = named is not None and (last is None or last.nearest.first < named.words.first)
        heading = named is not None and named.words.stop + 1 >= self._d.sentence_stop(named.words.first)
        return found.standing_for(named.name) if named is not None and later and not heading and named.kind == "named_person" else None

    def _body(self, found: Mention) -> Mention:
        """The body that was named last by such a noun; not the group that calls itself X."""
        seated = endings(self._d.language.words("mentions.seated"))
        if {word for word in found.content if not word.endswith(seated)} != {found.head} or self._behind(found) == "that":
            return found
        name = self._antecedents.body(found.head, self._d.starts[found.words.first])
        if name is None or (name != self._kinds.own() and self._kinds.is_outlet(name)):
            return found
        names = frozenset(name.lower().split())
        return replace(found, name=name, names=names, content=names | found.content)

    def _elected(self, found: Mention) -> Mention:
        """The senator or congresswoman who was named last."""
        held = found.content.isdisjoint(self._d.language.words("mentions.lesser"))
        name = self._antecedents.elected(found.head, self._d.starts[found.words.first]) if held else None
        return found if name is None else found.standing_for(name)

    def _counts(self, found: Mention) -> bool:
        """Whether only a number stands behind the role: the mother of two."""
        words = self._d.language.words
        return "of" in found.content and found.content - {"of", found.head} <= words("mentions.numbers") and found.head in words("mentions.roles")

    def _is_anaphoric(self, found: Mention) -> bool:
        """Whether a role stands for who was named just before: the senator, the former minister, the chairman added; not in what that one says of a driver."""
        words = self._d.language.words
        if any(piece.first <= found.words.first < piece.stop for piece in self._speakers.saying):
            return False
        told = found.head in words("mentions.anaphoric") or "former" in found.content or found.head.endswith("year-old")
        return told or self._behind(found) in words("mentions.adding")

    def _behind(self, found: Mention) -> str:
        """The word behind a mention; "" at the end of a text that breaks off there."""
        return next(iter(self._d.low[found.words.stop : found.words.stop + 1]), "")

    def _is_plain(self, found: Mention) -> bool:
        """The regional governor: who holds the office, told by no more than what kind of it; not the deputy governor, the governor of the bank."""
        lesser = self._d.language.words("mentions.lesser|mentions.fresh")
        return (
            self._d.word[found.words.stop - 1].lower() == found.head and found.head in self._d.language.words("mentions.roles") and not found.content & lesser
        )

    def _headed(self, found: Mention) -> bool:
        """Whether a headline leaves out the article: minister reads out the names."""
        d, first = self._d, found.words.first
        articled = first > 0 and d.low[first - 1] in d.language.words("mentions.indefinite")
        return found.kind == "unnamed_person" and d.title[d.sentence[first]] and not articled

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

    def _fits_gender(self, found: Mention, gender: str) -> bool:
        return self._speakers.openings.gender((found.head,)) in ("", gender) or not gender
