"""Which medium or document has the floor: through whom the nameless are heard who speak next in its paragraph."""

from firstsaid.statements.document import Document
from firstsaid.statements.links import RELAYS, Link
from firstsaid.statements.voice import Speaker

_HANDING_ON = (*RELAYS, "document")


class Floor:
    """Opened by a statement that comes through a medium or is a medium's own; closed by one that comes otherwise, or by the end of the paragraph."""

    def __init__(self, d: Document) -> None:
        self._d = d
        self._through: tuple[Speaker, ...] = ()
        self._told_itself = False
        self._until = -1

    def follow(self, link: Link) -> None:
        """Give a nameless speaker who is new and has no relay the one that has the floor; then see who has it."""
        r, voice = link.reading, link.voice
        if voice is None or r.within is not None or r.nested or self._d.title[self._d.sentence[r.cue.first]]:
            return
        at = self._d.starts[r.cue.first]
        if at >= self._until:
            end = self._d.text.find("\n", at)
            self._through, self._until = (), end if end >= 0 else len(self._d.text)
        if not link.relays and not link.elsewhere and voice.kind == "unnamed_person" and len(voice.told) == 1 and self._goes_on(link, voice):
            voice.relay = link.relays = tuple(hop for hop in self._through if hop is not voice)
        self._told_itself = voice.kind in _HANDING_ON
        self._through = ()
        for hop in (*link.relays, voice):
            if hop.kind not in _HANDING_ON:
                break
            self._through += (hop,)

    def _goes_on(self, link: Link, voice: Speaker) -> bool:
        """Whether it is one more of a row, or somebody in what a document tells: another conscript; the chief replied, in minutes of a meeting."""
        if not self._through or link.source is None:
            return False
        d, told = self._d, self._through[-1]
        first = link.source.first + (d.low[link.source.first] in ("a", "the"))
        if d.low[first] in d.language.words("mentions.fresh") or d.low[first : first + 3] == ["one", "of", "them"]:
            return True
        return self._told_itself and told.content.isdisjoint(voice.content)
