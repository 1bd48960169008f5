"""Which medium or document has the floor: through whom one more of a row is heard."""

from firstsaid.statements.document import Document
from firstsaid.statements.links import RELAYS, Link
from firstsaid.statements.reading import Words
from firstsaid.statements.voice import Speaker

_HANDING_ON = (*RELAYS, "document")


class Floor:
    """Opened by a statement that comes through a medium or is a medium's own; closed by one that comes otherwise, or by a paragraph without any."""

    def __init__(self, d: Document) -> None:
        self._d = d
        self._through: tuple[Speaker, ...] = ()
        self._until = 0

    def follow(self, link: Link) -> None:
        """Give one more of a row, who has no relay, the one that has the floor; then see who has it."""
        r, voice = link.reading, link.voice
        if voice is None or r.within is not None or r.nested or self._d.title[self._d.sentence[r.cue.first]]:
            return
        self._move(self._d.starts[r.cue.first])
        new = voice.kind == "unnamed_person" and len(voice.told) == 1 and not link.relays and not link.elsewhere
        if new and self._through and link.source is not None and self._goes_on(link.source):
            voice.relay = link.relays = self._through
        self._through = ()
        for hop in (*link.relays, voice):
            if hop.kind not in _HANDING_ON:
                break
            self._through += (hop,)

    def _move(self, place: int) -> None:
        """Move on to the paragraph of a place."""
        text = self._d.text
        if place >= self._until:
            if text[self._until : text.rfind("\n", self._until, place) + 1].strip():
                self._through = ()
            end = text.find("\n", place)
            self._until = end if end >= 0 else len(text)

    def _goes_on(self, source: Words) -> bool:
        """Whether it is one more of a row: a second conscript, another, one of them."""
        d, words = self._d, self._d.language.words
        first = source.first + (d.low[source.first] in words("mentions.articles"))
        return d.low[first] in words("mentions.fresh") or (d.low[first] in words("mentions.members") and d.low[first + 1 : first + 3] == ["of", "them"])
