"""Which medium or document has the floor: through whom the nameless are heard who speak next."""

from firstsaid.statements.document import Document
from firstsaid.statements.links import RELAYS, Link
from firstsaid.statements.voice import Speaker

_HANDING_ON = (*RELAYS, "document")


class Floor:
    """Opened by a statement that comes through a medium or is a medium's own; closed by one that comes otherwise, or by the end of the paragraph.

    Who is one more of a row has it in the next paragraph too.
    """

    def __init__(self, d: Document) -> None:
        self._d = d
        self._through: tuple[Speaker, ...] = ()
        self._told_itself = False
        self._until = 0

    def follow(self, link: Link) -> None:
        """Give a nameless speaker who is new and has no relay the one that has the floor; then see who has it."""
        r, voice = link.reading, link.voice
        if voice is None or r.within is not None or r.nested or self._d.title[self._d.sentence[r.cue.first]]:
            return
        self._move(self._d.starts[r.cue.first])
        if not link.relays and not link.elsewhere and voice.kind == "unnamed_person" and len(voice.told) == 1 and self._goes_on(link, voice):
            voice.relay = link.relays = tuple(hop for hop in self._through if hop is not voice)
        self._told_itself = voice.kind in _HANDING_ON
        self._through = ()
        for hop in (*link.relays, voice):
            if hop.kind not in _HANDING_ON:
                break
            self._through += (hop,)

    def _move(self, place: int) -> None:
        """Move on to the paragraph of a place."""
        text = self._d.text
        if place < self._until:
            return
        if text[self._until : text.rfind("\n", self._until, place) + 1].strip():
            self._through = ()
        end = text.find("\n", place)
        self._until, self._told_itself = end if end >= 0 else len(text), False

    def _goes_on(self, link: Link, voice: Speaker) -> bool:
        """Whether it is one more of a row, or the first whom a medium or document tells of: a second conscript; it said that …, a guard added that …"""
        if not self._through or link.source is None:
            return False
        d, told = self._d, self._through[-1]
        first = link.source.first + (d.low[link.source.first] in d.language.words("mentions.articles"))
        words = d.language.words
        if d.low[first] in words("mentions.fresh") or (d.low[first] in words("mentions.members") and d.low[first + 1 : first + 3] == ["of", "them"]):
            return True
        return self._told_itself and told.content.isdisjoint(voice.content)
