"""The speakers of an article, as they come to be known."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from firstsaid.statements.document import Document
from firstsaid.statements.mentioned import Mentioned
from firstsaid.statements.mentions import Mention
from firstsaid.statements.openings import Openings
from firstsaid.statements.reading import Words
from firstsaid.statements.voice import Speaker, anybody, firm, same, tipster

NEARBY = 4
"""Speakers, the last first, among whom one just mentioned is looked for."""
_REMEMBERED = 300
"""Speakers among whom a mention looks for its own, the last first; real articles have fewer."""
_PARAGRAPHS = 2
"""Paragraphs in which another one's relay is looked for."""


class Speakers:
    """An article's speakers in the order of their last mention, and what its mentions are."""

    def __init__(self, d: Document, mentioned: Mentioned) -> None:
        self.d = d
        self.order: list[Speaker] = []
        self.said_until = 0
        """Where in the text the last statement ends."""
        self.saying: Sequence[Words] = ()
        """What the last statement says that is no part of another."""
        self.openings = Openings(d, mentioned.names, mentioned.kinds, mentioned.is_body)
        self._mentioned, self._names = mentioned, mentioned.names

    def mention(self, words: Words) -> Mention:
        """What a mention is; a trade that only a person without a name was told by is that person."""
        found = self._mentioned.plain(words)
        if found.kind == "organisation" and found.head in self.d.language.words("mentions.trades") and not found.names and found.definite:
            known = any(s.kind == "unnamed_person" and found.head in s.heads for s in self.order[-_REMEMBERED:])
            return replace(found, kind="unnamed_person") if known else found
        return self._mentioned.understood(found)

    def last(self) -> Speaker | None:
        """The speaker mentioned last."""
        return self.order[-1] if self.order else None

    def recent(self) -> list[Speaker]:
        """Those mentioned last, the last first."""
        return self.order[: -_REMEMBERED - 1 : -1]

    def known(self, found: Mention) -> Speaker | None:
        """The last one whom a mention means that is no pronoun: by name, by what is told of them, by trade."""
        recent = self.recent()
        known = next((s for s in recent if same(self.d, found, s)), None)
        return known or tipster(self.d, found, recent) or anybody(self.d, found, recent) or firm(self.d, self._mentioned.antecedents.trade, found, recent)

    def enter(self, found: Mention) -> Speaker:
        """Somebody new, mentioned last."""
        known = self.new(found)
        self.order.append(known)
        return known

    def again(self, known: Speaker) -> None:
        """Let the speaker be the one who was mentioned last."""
        if known in self.order:
            self.order.remove(known)
            self.order.append(known)

    def new(self, found: Mention) -> Speaker:
        """Somebody new, who is not yet among them."""
        name, names = found.name, set(found.names)
        if found.kind == "named_person" and " " not in name:
            name = self._names.titled(name, found.titles) or name
            names |= {word.lower() for word in name.split()}
        gender = self.openings.gender_told(replace(found, name=name))
        return Speaker(name, found.kind, {found.head}, names, set(found.content), set(found.titles), found.words, found.words, found.plural, gender)

    def outlet(self, found: Mention) -> Speaker:
        """The medium that a mention tells; one that is new was mentioned before all others."""
        known = self.known(found)
        if known is None:
            known = self.new(found)
            self.order.insert(0, known)
        return known

    def named_outlet(self, name: str, place: int) -> Speaker:
        """The outlet of a name that stands at a character place."""
        at = max(0, bisect.bisect_right(self.d.starts, place) - 1)
        names = frozenset(name.lower().split())
        return self.outlet(Mention(Words(at, at + 1), "outlet", name, name.rsplit(maxsplit=1)[-1].lower(), names, names, False, frozenset()))

    def medium_near(self, first: int) -> Speaker | None:
        """The medium that was named last in the sentence of a word and the one before: The claim appeared in the Lantern. It quoted …"""
        d, n = self.d, self.d.sentence[first]
        found = self._mentioned.kinds.between(d.spans[max(0, n - 1)].start, d.starts[first])
        return self.named_outlet(found[1], found[0]) if found is not None else None

    def is_near(self, known: Speaker, found: Mention) -> bool:
        """Whether a speaker was mentioned in this paragraph or the one before."""
        text = self.d.text[self.d.starts[known.nearest.first] : self.d.starts[found.words.first]]
        return text.strip().count("\n") - text.count("\n\n") < _PARAGRAPHS
