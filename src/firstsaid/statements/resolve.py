"""Who stands behind the mentions of an article: names, descriptions and pronouns become voices."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from firstsaid.statements.beside import heard_by_noun
from firstsaid.statements.document import Document
from firstsaid.statements.members import Members
from firstsaid.statements.mentioned import Mentioned
from firstsaid.statements.mentions import Mention
from firstsaid.statements.pronouns import Pronouns
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.speakers import NEARBY, Speakers
from firstsaid.statements.stand_ins import StandIns
from firstsaid.statements.voice import Speaker, documents_in, same

_MENTIONS = 5
"""Mentions of a person without a name that are kept."""


class Voices:
    """An article's voices: `speaker` is asked for each mention of somebody who speaks, in the order of the text."""

    def __init__(self, d: Document, outlets: Sequence[str] = ()) -> None:
        self._d = d
        self._mentioned = m = Mentioned(d, outlets)
        self._kinds, self._names = m.kinds, m.names
        self.speakers = Speakers(d, m)
        self._openings = self.speakers.openings
        self._stand_ins = StandIns(self.speakers, m)
        self._pronouns = Pronouns(self.speakers, self._stand_ins)
        self._members = Members(self.speakers)
        self.promote, self.may_hear, self.is_own, self.employer = m.promote, m.may_hear, m.kinds.is_own, m.employer
        self._within: dict[tuple[int, str], tuple[int, Speaker | None]] = {}
        self.last, self.again, self.named_outlet = self.speakers.last, self.speakers.again, self.speakers.named_outlet

    def cite(self, cited: Words, medium: Speaker) -> None:
        """Take note of those whom a medium cites beside the first: citing records and two officials."""
        d = self._d
        for i in range(cited.first + 1, cited.stop - 1):
            if d.low[i] == "and" and d.phrase[i + 1] == i + 1:
                found = self.speakers.mention(Words(i + 1, cited.stop))
                if found.kind == "unnamed_person" and self.speakers.known(found) is None:
                    self.speakers.enter(found).relay = (medium,)

    def opener(self, start: int) -> Speaker | None:
        """Whom the sentence right before a quotation opens with, when nothing was said in it: Venn laughed. “…”"""
        d, n = self._d, self._d.sentence[start]
        if (
            not n
            or d.starts[start] != d.spans[n].start
            or "\n" in d.text[d.spans[n - 1].start : d.starts[start]]
            or d.spans[n - 1].start < self.speakers.said_until
        ):
            return None
        found = self._openings.person(d.first[n - 1], d.first[n])
        if found is None:
            return None
        return next((s for s in self.speakers.recent() if same(d, found, s)), None) or self.speakers.enter(found)

    def kind(self, words: Words) -> str:
        """The voice kind of a mention; "pronoun" where a pronoun has nobody to stand for."""
        found = self.speakers.mention(words)
        known = self._find(found) if found.kind == "pronoun" else None
        return known.kind if known is not None else found.kind

    def speaker(self, words: Words) -> tuple[Speaker | None, str | None]:
        """The speaker of a mention, and the way of speaking that the mention gives; None when a pronoun has nobody to stand for."""
        found = self.speakers.mention(words)
        known = self._find(found)
        if known is None or (known.kind == "unnamed_person" and self._d.title[self._d.sentence[known.nearest.first]]):
            fuller = self._stand_ins.full(found)
            if fuller is not found:
                found, known = fuller, self._find(fuller)
        if known is None:
            if found.kind == "pronoun":
                return None, None
            known = self.speakers.new(found)
            known.relay = self._through_owner(found, words.first)
            self._members.join(known, found)
        else:
            _learn(known, found)
            self.speakers.order.remove(known)
        self._mentioned_now(known, found, words)
        if found.kind == "document" and known.kind != "document":
            return known, self._d.language.ways.get(found.head)
        return known, found.way

    def _mentioned_now(self, known: Speaker, found: Mention, words: Words) -> None:
        """Let the speaker be the last one mentioned, and keep what the mention and its sentence tell of them."""
        known.nearest = found.words
        first, stop = self._d.sentence_start(words.first), self._d.sentence_stop(words.first)
        told = found.kind == known.kind or not self._d.language.words("mentions.anonymity").isdisjoint(self._d.low[first:stop])
        if known.kind == "unnamed_person" and told and len(known.mentions) < _MENTIONS:
            known.mentions.append(words)
        known.gender = known.gender or self._openings.gender_told(found)
        known.documents.update(documents_in(self._d, first, stop, known))
        self.speakers.order.append(known)

    def aside(self, words: Words, besides: Speaker, opens: int, stop: int = 0) -> Speaker | None:
        """The speaker of a mention inside what somebody else says from word `opens` on; what is said next is not about them.

        What this one says ends before word `stop`: a pronoun that comes again in the quotation means them, and nobody whom only they speak of.
        """
        known = self._inside(words, besides, opens)
        if self._d.tag[words.first] == "PRP" and known is not besides:
            self._within[opens, self._d.low[words.first]] = stop, known
        return known

    def _inside(self, words: Words, besides: Speaker, opens: int) -> Speaker | None:
        speakers, order, found = self.speakers, list(self.speakers.order), self.speakers.mention(words)
        if found.kind == "pronoun":
            meant = self._pronouns.inside(found, besides, opens)
            ends, told = self._within.get((opens, found.head), (0, None))
            if not isinstance(meant, Words) or meant.first < ends:
                return told or (None if isinstance(meant, Words) else meant)
            words, found = meant, speakers.mention(meant)
        if found.kind == "document" and not found.names:
            return next((s for s in reversed(order) if s.kind == "document" and same(self._d, found, s)), None) or speakers.new(found)
        known, _ = self.speaker(words)
        speakers.order = order if known is None or known in order else [known, *order]
        return known

    def _through_owner(self, found: Mention, opens: int) -> tuple[Speaker, ...]:
        """Through whom "its president" speaks right after the body that he is of spoke to a medium."""
        first, last = max(self._d.phrase[opens], 0), self.last()
        owned = self._d.tag[first] == "PRP$" and self._d.low[first] in ("its", "their") and found.kind != "document"
        if not owned or last is None or last.kind != "organisation":
            return ()
        return last.relay if "\n" not in self._d.text[self._d.starts[last.nearest.first] : self._d.starts[first]] else ()

    def outlet(self, words: Words) -> Speaker:
        """The outlet of that name."""
        found = self.speakers.mention(words)
        if found.kind != "unnamed_outlets" and (found.kind != "organisation" or not self._kinds.is_monitor(found.name)):
            found = replace(found, kind="outlet", names=found.names or found.content)
        if self._d.quoted(words.first - 1) and self._d.quoted(words.stop - 1):
            found = replace(found, name=self._d.words(*words))
        known = self.speakers.outlet(found)
        known.nearest = words
        return known

    def heard(self, start: int, stop: int) -> Speaker | None:
        """The medium that somebody spoke to in a stretch of the text without a statement."""
        found = self._kinds.heard(start, stop)
        if found is not None:
            return self.named_outlet(found[1], found[0])
        place, noun = heard_by_noun(self._d.language, self._d.text, start, stop)
        name = self._kinds.before(place, noun) if noun else None
        first = bisect.bisect_right(self._d.starts, place)
        return self.named_outlet(name, place) if name is not None else self.outlet(Words(first - 1, first + 1)) if noun else None

    def own(self) -> Speaker | None:
        """The page's own outlet."""
        return self.named_outlet(name, 0) if (name := self._kinds.own()) else None

    def is_known(self, words: Words) -> bool:
        """Whether the words are a name that ends a full name of the article, or a medium's."""
        return self._d.low[words.stop - 1] in self._names.last_words() or self._kinds.is_outlet(self._d.words(*words))

    def is_outlet(self, words: Words) -> bool:
        """Whether a mention is a medium's by its name."""
        return self.speakers.mention(words).kind == "outlet"

    def learn_gender(self, known: Speaker, r: Reading) -> None:
        """Take note that a speaker is the "she" of "Venn said she was ill"."""
        pronoun = self._d.low[r.start] in self._d.language.words("mentions.pronouns_person") and r.rule in ("before", "before-that")
        if pronoun and not known.gender and not known.plural and known.kind in ("named_person", "unnamed_person"):
            known.gender = self._openings.gender((self._d.low[r.start],))

    def _find(self, found: Mention) -> Speaker | None:
        """The one among the speakers whom a mention means."""
        if found.kind == "pronoun":
            return self._pronouns.meant(found)
        if found.kind == "document" and found.definite and not found.names:
            author = self._owner(found) or self._author(found)
            if author is not None:
                return author
        return self.speakers.known(found)

    def _owner(self, found: Mention) -> Speaker | None:
        """Who "her statement" or "its report" is of."""
        d, first = self._d, max(self._d.phrase[found.words.first], 0)
        owned = d.tag[first] == "PRP$" and d.low[first] not in d.language.words("mentions.own_determiners")
        return self._find(self.speakers.mention(Words(first, first + 1))) if owned else None

    def _author(self, found: Mention) -> Speaker | None:
        """Whose "the letters" are: who spoke through such a document; "the report" is the last outlet's."""
        recent = self.speakers.recent()
        known = next((s for s in recent if s.kind == "document" and found.head in s.heads), None)
        if known is not None:
            return known
        if found.head in self._d.language.words("mentions.journalism") and recent:
            heard = ((*s.relay, s)[0] for s in recent[:NEARBY] if s.kind != "document")
            if (outlet := next(heard, None)) is not None and outlet.kind == "outlet":
                return outlet
        singular = found.head.removesuffix("s")
        return next((s for s in recent if found.head in s.documents or singular in s.documents), None)


def _learn(known: Speaker, found: Mention) -> None:
    """Add what a mention tells of a speaker, and take its name where it is the fuller one."""
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
