"""What an origin of a claim may be."""

from dataclasses import dataclass

from firstsaid.lineage.hearing import Hearing


@dataclass(frozen=True, slots=True)
class Root:
    """A possible origin: a voice, or an outlet's own telling, with the groups of articles that go back to it."""

    key: str
    name: str
    kind: str
    groups: tuple[str, ...]
    hearings: tuple[Hearing, ...]
    weak: bool = False
    """Only a headline or lede says it."""
    first_hand: bool = False
    article: str | None = None
    """The article that gives it, where others of its group give somebody else: then it counts as possible only."""
    later: bool = False
    """Whether only articles that come out of others give it."""
    relayed: tuple[str, ...] = ()
    """Everybody through whom some article that carries the claim has the voice."""
    dated: str = ""
    """The earliest date of the articles that give it; a day counts as its end, no date as the last."""
    owned: tuple[str, ...] = ()
    """Where several outlets of one owner tell it in their own name: the owner, and these outlets."""
    office: frozenset[str] = frozenset()
    """Content words that pages set beside the person's name."""

    @property
    def unborne(self) -> bool:
        """Whether all who give the voice have it through an outlet whose pages on the story do not carry the claim."""
        return bool(self.hearings) and all(h.unborne for h in self.hearings)
