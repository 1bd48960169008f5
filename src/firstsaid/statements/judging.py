"""What reviewers decided about voices: two mentions that are one speaker, two that are not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from firstsaid.model import Judgement, Place, Statement
from firstsaid.statements.sameness import Known


class Mention(NamedTuple):
    """A name with its kind, as one article gives it."""

    article: str
    known: Known


Voiced = Known | Mention
"""What stands for a voice: a name for all that go by it in the story, a mention for one that a reviewer told apart."""


class Decided:
    """The voice that a mention belongs to, once reviewers have decided."""

    def __init__(self, same: Mapping[Known, Known], statements: Sequence[Statement], judgements: Iterable[Judgement]) -> None:
        self._same = same
        self._apart: set[Mention] = set()
        self._one: dict[Voiced, Voiced] = {}
        for judgement in sorted((j for j in judgements if j.about == "same voice"), key=lambda j: (j.verdict != "reject", j.id)):
            one, other = (_mention(statements, place) for place in sorted(judgement.places))
            if one is None or other is None or one == other:
                continue
            here, there = self.voice(one), self.voice(other)
            if judgement.verdict == "reject" and here == there:
                self._apart.add(other)
            elif judgement.verdict == "accept" and here != there:
                self._one[there] = here

    def voice(self, mention: Mention) -> Voiced:
        """What all mentions of one voice have in common."""
        key: Voiced = mention if mention in self._apart else self._same[mention.known]
        while key in self._one:
            key = self._one[key]
        return key


def _mention(statements: Sequence[Statement], place: Place) -> Mention | None:
    """The voice heard at a place: whoever said last what the statement gives that holds most of it and least beside it."""
    near = [s for s in statements if s.article == place.article and s.chain and _held(s, place)]
    if not near:
        return None
    last = max(near, key=lambda s: (_held(s, place), -sum(span.stop - span.start for span in s.content), s.id)).chain[-1]
    return Mention(place.article, Known(last.kind, last.name))


def _held(statement: Statement, place: Place) -> int:
    spans = [*statement.content, *([statement.source] if statement.source else [])]
    return sum(span.overlap(place.span) for span in spans)
