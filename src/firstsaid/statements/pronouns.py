"""Whom a pronoun means: one who has spoken, or whom a sentence before it tells of."""

from firstsaid.statements.document import NAMES
from firstsaid.statements.mentions import Mention
from firstsaid.statements.quoted_pronouns import QuotedPronouns
from firstsaid.statements.reading import Words
from firstsaid.statements.speakers import NEARBY, Speakers
from firstsaid.statements.stand_ins import StandIns
from firstsaid.statements.voice import FITS, Speaker, same

_TWO = 2
_BESIDE = 4
"""Words behind a pronoun among which the one stands who is told."""


class Pronouns:
    """The pronouns of an article."""

    def __init__(self, speakers: Speakers, stand_ins: StandIns) -> None:
        self._d, self._speakers, self._stand_ins = speakers.d, speakers, stand_ins
        self._openings = speakers.openings
        self._quoted = QuotedPronouns(self._d, self._openings, speakers.mention)

    def meant(self, pronoun: Mention) -> Speaker | None:
        """Whom a pronoun means that speaks; None where nobody fits, of the author's "I", and of the one whom it tells something."""
        found = self._meant(pronoun, frozenset())
        hears = self._names_hearer(pronoun) if found is not None else frozenset[str]()
        if found is None or hears.isdisjoint(found.names):
            return found
        other = self._besides(pronoun, hears) or self._meant(pronoun, hears)
        if other is None or not hears.isdisjoint(other.names):
            return None
        return other if "\n" not in self._d.text[self._d.starts[other.nearest.first] : self._d.starts[pronoun.words.first]] else None

    def _meant(self, pronoun: Mention, hears: frozenset[str]) -> Speaker | None:
        d, speakers = self._d, self._speakers
        recent = [s for s in speakers.recent() if hears.isdisjoint(s.names)] if hears else speakers.recent()
        if pronoun.head == "i" and not d.quoted(pronoun.words.first) and not d.title[d.sentence[pronoun.words.first]]:
            return None
        if pronoun.head in d.language.words("mentions.pairs|mentions.first_of_two|mentions.last_of_two"):
            return self._pointed_at(pronoun)
        cites = pronoun.head in d.language.words("mentions.pronouns_thing") and not d.language.words("mentions.cited").isdisjoint(
            d.low[pronoun.words.stop : pronoun.words.stop + 1]
        )
        if cites and (not recent or recent[0].kind not in ("outlet", "unnamed_outlets", "document")):
            medium = speakers.medium_near(pronoun.words.first)
            if medium is not None:
                return medium
        persons = pronoun.head in d.language.words("mentions.pronouns_person")
        two = self._two_named(pronoun) if persons and pronoun.head != "i" else []
        if two and self._as_one(pronoun, two):
            return None
        named = self._named(pronoun, persons)
        named = named if named is None or hears.isdisjoint(named.names) else None
        fits = [s for s in recent if self._stands_for(pronoun.head, s) and not self._told_to(pronoun, s)]
        if two and fits and (other := self._answers(pronoun, two, fits[0])) is not None:
            return next((s for s in fits if same(d, other, s)), None) or speakers.enter(other)
        if persons:
            roles = d.language.words("mentions.roles")
            people = [s for s in fits if s.kind != "unnamed_person" or not roles.isdisjoint(s.heads)]
            if not people and named is None and (only := self._only(pronoun)) is not None:
                return only
            fits = people or fits
        kin = self._openings.kin(pronoun)
        own = kin is not None and bool(fits) and self._is_own_kin(kin, fits[0])
        if kin is not None and (own or (fits and fits[0].nearest.first >= kin.words.first) or (named is not None and named.words.first >= kin.words.first)):
            kin = None
        if named is not None and kin is None and fits and self._is_object(named, fits[0]):
            named = None
        if kin is None and named is not None and fits and (fits[0].nearest.first >= named.words.first - 1 or named.name == fits[0].name):
            named = None
        if (told := kin or named) is not None:
            return next((s for s in fits if same(d, told, s)), None) or speakers.enter(told)
        return fits[0] if fits else self._only(pronoun)

    def _names_hearer(self, pronoun: Mention) -> frozenset[str]:
        """The name right behind the verb of a pronoun, which is another one's: she told Berg."""
        d, at = self._d, pronoun.words.stop
        stop = min(d.sentence_stop(pronoun.words.first), at + _BESIDE)
        first = next((i for i in range(at + 1, stop) if d.tag[i] in NAMES and d.verb[i - 1]), stop)
        named = {d.low[i] for i in range(first, stop) if all(d.tag[k] in NAMES for k in range(first, i + 1))}
        return frozenset(named) - d.language.words("mentions.titles|mentions.honorifics")

    def _besides(self, pronoun: Mention, hears: frozenset[str]) -> Speaker | None:
        """Of the two persons whom the sentence before names the one who is not told: Jan Moss met Anna Berg. She told Moss …"""
        n, gender = self._d.sentence[pronoun.words.first], self._openings.gender((pronoun.head,))
        named = self._openings.named_in(n - 1) if n and gender else []
        others = [one for one in named if hears.isdisjoint(one.names) and self._openings.gender_told(one) in ("", gender)]
        if len(named) != _TWO or len(others) != 1:
            return None
        return next((s for s in self._speakers.recent() if same(self._d, others[0], s)), None) or self._speakers.enter(others[0])

    def _told_to(self, pronoun: Mention, speaker: Speaker) -> bool:
        """Whether somebody without a name told something to one whom the pronoun means as well: a doctor told her the leg was broken; she cried."""
        d, (first, stop) = self._d, speaker.nearest
        if speaker.kind != "unnamed_person" or speaker.gender or d.sentence[first] == d.sentence[pronoun.words.first]:
            return False
        verb = next((i for i in range(stop, min(d.sentence_stop(first), stop + _TWO)) if d.verb[i]), None)
        told = verb is not None and d.tag[verb + 1 : verb + 2] == ["PRP"] and d.low[verb + 1] in d.language.words("words.objects")
        return verb is not None and told and self._openings.gender((d.low[verb + 1],)) == self._openings.gender((pronoun.head,)) != ""

    def _two_named(self, pronoun: Mention) -> list[Mention]:
        """The two whom the sentence before names and whom the pronoun may mean by what is known of their sex; none where it names others."""
        d, words, n = self._d, self._d.language.words, self._d.sentence[pronoun.words.first]
        gender, before = self._openings.gender((pronoun.head,)), d.low[d.first[n - 1] : d.first[n]] if n else []
        answers = not words("words.answers_back").isdisjoint(d.low[pronoun.words.stop : pronoun.words.stop + 1])
        if not (answers or "and" in before or not words("words.mutual").isdisjoint(before)) or d.quoted(pronoun.words.first):
            return []
        told = [(self._openings.gender_told(named), named) for named in self._openings.named_in(n - 1)]
        sure = [named for known, named in told if known == gender]
        fits = sure or [named for known, named in told if not known]
        return fits if len(fits) == _TWO else []

    def _as_one(self, pronoun: Mention, two: list[Mention]) -> bool:
        """Whether the sentence before tells nothing of either that it does not tell of the other: Anna Berg and Ida Moss left; Anna Berg met Ida Moss."""
        d, before = self._d, self._d.spans[self._d.sentence[pronoun.words.first] - 1].of(self._d.text)
        first, second = sorted((named.name for named in two), key=before.find)
        between = before[before.find(first) + len(first) : before.find(second)].lower().split()
        opens = not before[: before.find(first)].strip(" “\"'")
        mutual = len(between) <= _TWO and not d.language.words("words.mutual").isdisjoint(between)
        return opens and first in before and (between == ["and"] or mutual)

    def _answers(self, pronoun: Mention, two: list[Mention], last: Speaker) -> Mention | None:
        """Who was told by the last speaker, where a pronoun answers: “…,” Anna Berg told Ida Moss. She replied that S."""
        replies = self._d.low[pronoun.words.stop : pronoun.words.stop + 1]
        told = [named for named in two if not same(self._d, named, last)]
        return told[0] if len(told) == 1 and not self._d.language.words("words.answers_back").isdisjoint(replies) else None

    def _pointed_at(self, found: Mention) -> Speaker | None:
        """Those without names whom "both" means; whom of two named ones "the former" means; nobody where two are named, who speak as one."""
        d, n = self._d, self._d.sentence[found.words.first]
        named = self._openings.named_in(n - 1) if n else []
        if found.head in d.language.words("mentions.first_of_two|mentions.last_of_two"):
            one = named[found.head in d.language.words("mentions.last_of_two")] if len(named) == _TWO else None
            return next((s for s in self._speakers.recent() if same(d, one, s)), None) or self._speakers.enter(one) if one is not None else None
        if len(named) >= _TWO:
            return None
        told = next((s for s in self._speakers.recent()[:NEARBY] if s.kind == "unnamed_person" and s.plural and self._speakers.is_near(s, found)), None)
        opens = self._openings.several(d.first[n - 1], d.first[n]) if n else None
        if opens is not None and (told is None or told.nearest.first < opens.words.first):
            return next((s for s in self._speakers.recent() if same(d, opens, s)), None) or self._speakers.enter(opens)
        return told

    def inside(self, pronoun: Mention, besides: Speaker, opens: int) -> Speaker | Words | None:
        """Whom a pronoun means in a quotation that opens at word `opens`: one who is known, the words that tell of somebody new, or nobody."""
        many = pronoun.head in self._d.language.words("mentions.pronouns_many")
        known = next((s for s in reversed(self._speakers.order) if s is not besides and not many and self._stands_for(pronoun.head, s)), None)
        near = self._quoted.meant(pronoun, besides, opens)
        if near is not None:
            return known if known is not None and known.nearest.first > near.first else near
        here = self._d.sentence[opens] == self._d.sentence[pronoun.words.first]
        named = self._openings.before(pronoun) if here or not many else None
        fresh = named is not None and not same(self._d, named, besides) and (known is None or known.nearest.first < named.words.first)
        told = named is not None and (named.kind == "named_person" or (here and named.kind == "unnamed_person"))
        return self._speakers.new(named) if named is not None and fresh and told else known

    def _is_object(self, named: Mention, last: Speaker) -> bool:
        """Whether a name that seems to open a sentence is what its speaker, who spoke last, told of: The mayor has called Venn a fool."""
        d, first = self._d, last.nearest.first
        said = d.sentence[first] == d.sentence[named.words.first] and first < named.words.first
        return said and any(piece.first <= named.words.first < piece.stop for piece in self._speakers.saying)

    def _named(self, pronoun: Mention, persons: bool) -> Mention | None:
        """Whom a sentence near opens with; nobody whom a pronoun of the other gender stands for."""
        named = self._openings.before(pronoun) if persons or pronoun.head in ("it", "they", "their") else None
        named = self._stand_ins.full(named) if named is not None else None
        if named is None or not persons:
            return named
        gender = self._openings.gender((pronoun.head,))
        other = any(same(self._d, named, s) and s.gender not in ("", gender) for s in self._speakers.recent()[:NEARBY])
        return None if other else named

    def _is_own_kin(self, kin: Mention, speaker: Speaker) -> bool:
        """Whether the last speaker told of somebody of theirs and of their sex; a pronoun means the speaker then: Venn said her sister was ill; she added …"""
        d, owner, gender = self._d, max(self._d.phrase[kin.words.first], 0), self._openings.gender
        told = speaker.nearest.first < kin.words.first and d.starts[kin.words.first] < self._speakers.said_until
        return told and d.tag[owner] == "PRP$" and gender((d.low[owner],)) == gender((kin.head,))

    def _only(self, pronoun: Mention) -> Speaker | None:
        """The one person whom the sentences before a pronoun name, unless the article has shown that it cannot mean them."""
        only = self._openings.only_person(pronoun) or self._openings.only_document(pronoun)
        known = next((s for s in self._speakers.recent() if same(self._d, only, s)), None) if only is not None else None
        if only is None or (known is not None and not self._stands_for(pronoun.head, known)):
            return None
        return known or self._speakers.enter(only)

    def _stands_for(self, pronoun: str, known: Speaker) -> bool:
        if known.kind not in FITS.get(pronoun, ()):
            return False
        many, gender = pronoun in self._d.language.words("mentions.pronouns_many"), self._openings.gender((pronoun,))
        if known.kind == "unnamed_person" and not known.heads.isdisjoint(self._d.language.words("words.anybody")) and gender:
            return False
        if known.kind in ("organisation", "outlet", "unnamed_outlets", "document"):
            return True
        return known.plural == many and known.gender in ("", gender)
