"""A statement with its speaker and the relays it came through, as the chain is made."""

from dataclasses import dataclass

from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.voice import Speaker

RELAYS = ("outlet", "unnamed_outlets")
"""Kinds of voices that hand on what others say."""


@dataclass(slots=True, eq=False)
class Link:
    """A statement with its speaker, as the chain is made."""

    reading: Reading
    voice: Speaker | None
    relays: tuple[Speaker, ...] = ()
    way: str | None = None
    dropped: bool = False
    hops: tuple[Speaker, ...] = ()
    """Relays that its own sentence names."""
    elsewhere: bool = False
    """Said on another occasion than what the speaker told a medium."""
    source: Words | None = None
    also: tuple[tuple[Speaker, Words], ...] = ()
    """Those who say it with the speaker, each with the words that tell them."""
