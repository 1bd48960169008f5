"""Who stands behind the mentions of an article: names, descriptions and pronouns become voices."""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import replace

from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.mentioned import Mentioned
from firstsaid.statements.mentions import Mention
from firstsaid.statements.openings import Openings
from firstsaid.statements.quoted_pronouns import QuotedPronouns
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.voice import FITS, Speaker, documents_in, firm, same, tipster

_FAR = 10_000
"""Characters to look back for another one of a kind."""
_MENTIONS = 5
"""Mentions of a person without a name that are kept."""
_REMEMBERED = 300
"""Speakers among whom a mention looks for its own, the last first; real articles have fewer."""
_NEARBY, _PARAGRAPHS = 4, 2
"""Speakers, the last first, and paragraphs in which another one's relay is looked for."""


class Voices:
    """An article's speakers, in the order of their last mention."""

    def __init__(self, d: Document, outlets: Sequence[str] = ()) -> None:
        self._d = d
        self._order: list[Speaker] = []
        self.said_until = 0
        """Where in the text the last statement ends."""
        self.saying: Sequence[Words] = ()  # what the last statement says that is no part of another
        self._mentioned = m = Mentioned(d, outlets)
        self._kinds, self._names, self._antecedents = m.kinds, m.names, m.antecedents
        self._openings = Openings(d, m.names, m.kinds, m.is_body)
        self.promote, self.may_hear, self.is_own, self.employer = m.promote, m.may_hear, m.kinds.is_own, m.employer

    def last(self) -> Speaker | None:
        """The speaker mentioned last."""
        return self._order[-1] if self._order else None

    def opener(self, start: int) -> Speaker | None:
        """Whom the sentence right before a quotation opens with, when nothing was said in it: Venn laughed. “…”"""
        d, n = self._d, self._d.sentence[start]
        if not n or d.starts[start] != d.spans[n].start or "\n" in d.text[d.spans[n - 1].start : d.starts[start]] or d.spans[n - 1].start < self.said_until:
            return None
        found = self._openings.person(d.first[n - 1], d.first[n])
        return (next((s for s in self._order[: -_REMEMBERED - 1 : -1] if same(d, found, s)), None) or self._enter(found)) if found is not None else None

    def kind(self, words: Words) -> str:
        """The voice kind of a mention; "pronoun" where a pronoun has nobody to stand for."""
        found = self._mention(words)
        known = self._find(found) if found.kind == "pronoun" else None
        return known.kind if known is not None else found.kind

    def _mention(self, words: Words) -> Mention:
        found = self._mentioned.plain(words)
        if found.kind == "organisation" and found.head in self._d.language.words("mentions.trades") and not found.names and found.definite:
            known = any(s.kind == "unnamed_person" and found.head in s.heads for s in self._order[-_REMEMBERED:])
            return replace(found, kind="unnamed_person") if known else found
        return self._mentioned.understood(found)

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
            known.relay = self._through_owner(found)
            group = self._group(found)
            if group is not None:
                known.relay, known.group = group.relay, group
                known.name = self._member_name(found, group)
                known.heads |= {head.removesuffix("s") for head in group.heads}
                known.content |= known.heads
        else:
            self._learn(known, found)
            self._order.remove(known)
        known.nearest = found.words
        first, stop = self._d.sentence_start(words.first), self._d.sentence_stop(words.first)
        told = found.kind == known.kind or not self._d.language.words("mentions.anonymity").isdisjoint(self._d.low[first:stop])
        if known.kind == "unnamed_person" and told and len(known.mentions) < _MENTIONS:
            known.mentions.append(words)
        known.gender = known.gender or self._openings.gender_told(found)
        known.documents.update(documents_in(self._d, first, stop, known))
        self._order.append(known)
        if found.kind == "document" and known.kind != "document":
            return known, self._d.language.ways.get(found.head)
        return known, found.way

    def aside(self, words: Words, besides: Speaker, opens: int) -> Speaker | None:
        """The speaker of a mention inside what somebody else says from word `opens` on; what is said next is not about them."""
        order, found = list(self._order), self._mention(words)
        if found.kind == "pronoun":
            meant = self._meant(found, besides, opens)
            if not isinstance(meant, Words):
                return meant
            words, found = meant, self._mention(meant)
        if found.kind == "document" and not found.names:
            return next((s for s in reversed(order) if s.kind == "document" and same(self._d, found, s)), None) or self._new(found)
        known, _ = self.speaker(words)
        self._order = order if known is None or known in order else [known, *order]
        return known

    def _meant(self, pronoun: Mention, besides: Speaker, opens: int) -> Speaker | Words | None:
        """Whom a pronoun inside a quotation means: one who is known, the words that tell of somebody new, or nobody."""
        many = pronoun.head in self._d.language.words("mentions.pronouns_many")
        known = next((s for s in reversed(self._order) if s is not besides and not many and self._stands_for(pronoun.head, s)), None)
        near = QuotedPronouns(self._d, self._openings, self._mention).meant(pronoun, besides, opens)
        if near is not None:
            return known if known is not None and known.nearest.first > near.first else near
        named = self._openings.before(pronoun) if not many else None
        fresh = named is not None and not same(self._d, named, besides) and (known is None or known.nearest.first < named.words.first)
        return self._new(named) if named is not None and fresh and named.kind == "named_person" else known

    def _through_owner(self, found: Mention) -> tuple[Speaker, ...]:
        """Through whom "its president" speaks right after the body that he is of spoke to a medium."""
        first, last = max(self._d.phrase[found.words.first], 0), self.last()
        owned = self._d.tag[first] == "PRP$" and self._d.low[first] in ("its", "their") and found.kind != "document"
        near = (
            owned and last is not None and last.kind == "organisation" and "\n" not in self._d.text[self._d.starts[last.nearest.first] : self._d.starts[first]]
        )
        return last.relay if near and last is not None else ()

    def _stood_for(self, found: Mention) -> Mention:
        """The full name that "the minister" or "the company" stands for, when the article gives one and only one."""
        if found.head in self._d.language.words("mentions.partisans") and found.kind == "unnamed_person" and found.definite and not found.plural:
            last = self.last()
            named = last is not None and last.kind == "named_person" and self._is_near(last, found)
            if last and named:
                return replace(found, kind=last.kind, name=last.name, names=frozenset(last.names), content=frozenset(last.content))
            return self._elected(found)
        if not (self._headed(found) or (self._d.low[found.words.first - 1] in ("the", "this", "that") and found.definite)) or found.names or found.plural:
            return found
        if found.kind == "unnamed_person" and self._is_anaphoric(found):
            last = self.last()
            if last is not None and last.kind == "named_person" and self._first_of_its_kind(found) and self._fits_gender(found, last):
                return replace(found, kind="named_person", name=last.name, names=frozenset(last.names), content=frozenset(last.content), titles=found.content)
        if found.kind == "unnamed_person" and found.head in self._d.language.words("mentions.roles"):
            name = self._antecedents.holder(found.content) or (self._antecedents.sole_holder(found.head) if self._is_plain(found) else None)
            if name is not None:
                return found.standing_for(name)
            if self._is_anaphoric(found):
                return self._elected(found)
        if found.kind == "organisation" and found.content == {found.head} and self._d.low[found.words.stop] != "that":  # not the group that calls itself X
            name = self._antecedents.body(found.head, self._d.starts[found.words.first])
            if name is not None and (name == self._kinds.own() or not self._kinds.is_outlet(name)):
                names = frozenset(name.lower().split())
                return replace(found, name=name, names=names, content=names | found.content)
        return found

    def _elected(self, found: Mention) -> Mention:
        """The senator or congresswoman who was named last."""
        held = found.content.isdisjoint(self._d.language.words("mentions.lesser"))
        name = self._antecedents.elected(found.head, self._d.starts[found.words.first]) if held else None
        return found if name is None else found.standing_for(name)

    def _is_anaphoric(self, found: Mention) -> bool:
        """Whether a role stands for who was named just before: the senator, the former minister, the chairman added; not in what that one says of a driver."""
        words = self._d.language.words
        if any(piece.first <= found.words.first < piece.stop for piece in self.saying):
            return False
        told = found.head in words("mentions.anaphoric") or "former" in found.content or found.head.endswith("year-old")
        return told or self._d.low[found.words.stop] in words("mentions.adding")

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

    def _member_name(self, found: Mention, group: Speaker) -> str:
        """One, another, the other: told by whom they are of."""
        d, own = self._d, found.content - self._d.language.words("mentions.fresh") - self._d.language.words("mentions.members")
        plain = not own - self._d.language.words("mentions.partitive") - {"of"}
        opens = d.low[found.words.first + (d.low[found.words.first] in ("a", "the"))]
        named = self._d.tag[group.first.first] in NAMES
        name = group.name if named else group.name[:1].lower() + group.name[1:]
        opens = "the other" if opens == "other" else opens
        name = f"the {name}" if " " not in name and not named else name
        return f"{opens} of {name}" if plain and group.plural else found.name

    def _group(self, found: Mention) -> Speaker | None:
        """Whom "one of them" or "another" is of: the two officials, or the driver, who spoke just before."""
        d, partitive = self._d, self._d.language.words("mentions.partitive")
        if found.kind != "unnamed_person":
            return None
        first, stop = found.words.first, min(found.words.stop, len(d.low) - 1)
        persons = [s for s in reversed(self._order[-_NEARBY:]) if s.kind == "unnamed_person"]
        told = next((s for s in persons if s.plural), next(iter(persons), None))
        of_them = any(d.low[i : i + 2] == ["of", "them"] for i in range(first, stop))
        if told is None or not self._is_near(told, found) or (of_them and not told.plural):
            plural = self._plural_before(found)
            return self._enter(plural) if plural is not None else None
        opens = d.low[first + 1 if d.low[first] in ("a", "the") and first + 1 < found.words.stop else first]
        of = any(d.low[i] == "of" and d.low[i + 1] in partitive for i in range(first, stop))
        one = opens == "one" and told.plural and bool(told.relay) and "\n" not in d.text[d.starts[told.nearest.first] : d.starts[first]]
        if not (of or one) and found.head not in partitive | d.language.words("mentions.members") and not told.alike(found.head):
            return None
        more = opens in d.language.words("mentions.fresh") or (told.plural and opens in d.language.words("mentions.members"))
        return told if of or more or (told.plural and opens in partitive) else None

    def _plural_before(self, found: Mention) -> Mention | None:
        """Those whom the sentence before opens with, when "one of them" speaks: Two officers gave their account. One of them said …"""
        d, n = self._d, self._d.sentence[found.words.first]
        of = any(d.low[k] == "of" and d.low[k + 1] in ("them", "these", "those") for k in range(found.words.first, min(found.words.stop, len(d.low) - 1)))
        return self._openings.several(d.first[n - 1], d.first[n]) if n and of else None

    def _is_near(self, known: Speaker, found: Mention) -> bool:
        """Whether a speaker was mentioned in this paragraph or the one before."""
        text = self._d.text[self._d.starts[known.nearest.first] : self._d.starts[found.words.first]]
        return text.strip().count("\n") - text.count("\n\n") < _PARAGRAPHS

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
        if found.kind != "unnamed_outlets" and (found.kind != "organisation" or not self._kinds.is_monitor(found.name)):
            found = replace(found, kind="outlet", names=found.names or found.content)
        if self._d.quoted(words.first - 1) and self._d.quoted(words.stop - 1):
            found = replace(found, name=self._d.words(*words))
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

    def is_outlet(self, words: Words) -> bool:
        """Whether a mention is a medium's by its name."""
        return self._mention(words).kind == "outlet"

    def learn_gender(self, known: Speaker, r: Reading) -> None:
        """Take note that a speaker is the "she" of "Venn said she was ill"."""
        pronoun = self._d.low[r.start] in self._d.language.words("mentions.pronouns_person") and r.rule in ("before", "before-that")
        if pronoun and not known.gender and not known.plural and known.kind in ("named_person", "unnamed_person"):
            known.gender = self._gender((self._d.low[r.start],))

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
        gender = self._openings.gender_told(replace(found, name=name))
        return Speaker(name, found.kind, {found.head}, names, set(found.content), set(found.titles), found.words, found.words, found.plural, gender)

    def _learn(self, known: Speaker, found: Mention) -> None:
        if found.kind != known.kind:
            return
        known.heads.add(found.head)
        known.names |= found.names
        known.content |= found.content
        known.roles |= found.titles
        if found.kind == "organisation" and known.name[1:].islower() and not found.name[1:].islower():
            known.name = found.name
        if found.kind in ("organisation", "named_person", "outlet") and len(found.name) > len(known.name) and found.names >= set(known.name.lower().split()):
            known.name = found.name

    def _find(self, found: Mention) -> Speaker | None:
        recent = self._order[: -_REMEMBERED - 1 : -1]
        if found.kind == "pronoun" and found.head == "i" and not self._d.quoted(found.words.first) and not self._d.title[self._d.sentence[found.words.first]]:
            return None
        if found.kind == "pronoun":
            persons = found.head in self._d.language.words("mentions.pronouns_person")
            named = self._openings.before(found) if persons or found.head in ("it", "they", "their") else None
            named = self._stood_for(named) if named is not None else None
            if named is not None and persons and any(same(self._d, named, s) and s.gender not in ("", self._gender((found.head,))) for s in recent[:_NEARBY]):
                named = None
            fits = [s for s in recent if self._stands_for(found.head, s)]
            if persons:
                roles = self._d.language.words("mentions.roles")
                people = [s for s in fits if s.kind != "unnamed_person" or not roles.isdisjoint(s.heads)]
                if not people and named is None and (only := self._only(found)) is not None:
                    return only
                fits = people or fits
            kin = self._openings.kin(found)
            if kin is not None and fits and self._is_own_kin(kin, fits[0]):
                kin = None
            if kin is not None and (not fits or fits[0].nearest.first < kin.words.first) and (named is None or named.words.first < kin.words.first):
                return next((s for s in fits if same(self._d, kin, s)), None) or self._enter(kin)
            if named is not None and (not fits or fits[0].nearest.first < named.words.first - 1) and named.name not in [s.name for s in fits[:1]]:
                return next((s for s in fits if same(self._d, named, s)), None) or self._enter(named)
            return fits[0] if fits else self._only(found)
        if found.kind == "document" and found.definite and not found.names:
            author = self._owner(found) or self._author(found, recent)
            if author is not None:
                return author
        return (
            next((s for s in recent if same(self._d, found, s)), None)
            or tipster(self._d, found, recent)
            or firm(self._d, self._antecedents.trade, found, recent)
        )

    def _is_own_kin(self, kin: Mention, speaker: Speaker) -> bool:
        """Whether the last speaker told of somebody of theirs and of their sex; a pronoun means the speaker then: Venn said her sister was ill; she added …"""
        d, owner = self._d, max(self._d.phrase[kin.words.first], 0)
        told = speaker.nearest.first < kin.words.first and d.starts[kin.words.first] < self.said_until
        return told and d.tag[owner] == "PRP$" and self._gender((d.low[owner],)) == self._gender((kin.head,))

    def _only(self, pronoun: Mention) -> Speaker | None:
        """The one person whom the sentences before a pronoun name, unless the article has shown that it cannot mean them."""
        only = self._openings.only_person(pronoun) or self._openings.only_document(pronoun)
        known = next((s for s in self._order[: -_REMEMBERED - 1 : -1] if same(self._d, only, s)), None) if only is not None else None
        if only is None or (known is not None and not self._stands_for(pronoun.head, known)):
            return None
        return known or self._enter(only)

    def _enter(self, found: Mention) -> Speaker:
        known = self._new(found)
        self._order.append(known)
        return known

    def _stands_for(self, pronoun: str, known: Speaker) -> bool:
        if known.kind not in FITS.get(pronoun, ()):
            return False
        many = pronoun in self._d.language.words("mentions.pronouns_many")
        if known.kind == "unnamed_person" and not known.heads.isdisjoint(self._d.language.words("words.anybody")) and self._gender((pronoun,)):
            return False
        if known.kind in ("organisation", "outlet", "unnamed_outlets", "document"):
            return True
        return known.plural == many and known.gender in ("", self._gender((pronoun,)))

    def _gender(self, words: Iterable[str]) -> str:
        return self._openings.gender(words)

    def _owner(self, found: Mention) -> Speaker | None:
        """Who "her statement" or "its report" is of."""
        d, first = self._d, max(self._d.phrase[found.words.first], 0)
        owned = d.tag[first] == "PRP$" and d.low[first] not in d.language.words("mentions.own_determiners")
        return self._find(self._mention(Words(first, first + 1))) if owned else None

    def _author(self, found: Mention, recent: list[Speaker]) -> Speaker | None:
        """Whose "the letters" are: who spoke through such a document; "the report" is the last outlet's."""
        known = next((s for s in recent if s.kind == "document" and found.head in s.heads), None)
        if known is not None:
            return known
        if found.head in ("report", "article", "story") and recent:
            heard = ((*s.relay, s)[0] for s in recent[:_NEARBY] if s.kind != "document")
            if (outlet := next(heard, None)) is not None and outlet.kind == "outlet":
                return outlet
        singular = found.head.removesuffix("s")
        return next((s for s in recent if found.head in s.documents or singular in s.documents), None)
