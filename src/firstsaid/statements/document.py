"""An article as the rules see it: words, tags, sentences, quotations and base noun phrases, each an array over the words."""

import bisect
from dataclasses import dataclass, field

from firstsaid.model import Span
from firstsaid.statements.language import Language

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
VERBAL = frozenset(("VBD", "VBZ", "VBP", "VB", "VBN", "VBG", "MD"))
NAMES = frozenset(("NNP", "NNPS"))


@dataclass(slots=True)
class Quote:
    """A quotation with its words."""

    start: int
    stop: int
    reopened: bool
    """It goes on with the quotation that the paragraph before left open."""
    first: int = -1
    last: int = -1
    """First and last word that lie in it, marks included; -1 when it has none."""


@dataclass(slots=True)
class Document:
    """Arrays over words; positions are word numbers unless they are called start or stop."""

    text: str
    language: Language
    starts: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    """Lower-case words with straight apostrophes."""
    capital: list[int] = field(default_factory=list)
    """Words that are not their own lower case: those with a capital, and those with a curly apostrophe."""
    tag: list[str] = field(default_factory=list)
    """Penn tags; "" in sentences that cannot hold a statement."""
    verb: list[bool] = field(default_factory=list)
    """Whether each word is a finite verb."""
    sentence: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    """First word of each sentence, and the number of words at the end."""
    spans: list[Span] = field(default_factory=list)
    """Extents of the sentences."""
    reporting: list[int] = field(default_factory=list)
    """Words whose letters are those of a reporting verb or noun, or "according"."""
    title: list[bool] = field(default_factory=list)
    """Whether each sentence is part of a headline."""
    quotes: list[Quote] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    """The quotation that holds each word, or -1."""
    named: list[range] = field(default_factory=list)
    """Words between marks that are a name and no speech, with their marks."""
    phrase: list[int] = field(default_factory=list)
    """First word of the base noun phrase that each word stands in, or -1."""
    phrase_last: list[int] = field(default_factory=list)

    left_out: list[Span] = field(default_factory=list)
    """Stretches amid sentences that are not read, in order."""

    def told(self) -> str:
        """The text with line breaks in place of what is not read (furniture, captions, notes), so that every place stays where it is."""
        pieces, at = [], 0
        for span in self.spans:
            gap = self.text[at : span.start]
            pieces += [gap if gap.isspace() else "\n" * len(gap), span.of(self.text)]
            at = max(at, span.stop)
        if not self.left_out:
            return "".join(pieces)
        told, pieces, at = "".join(pieces), [], 0
        for start, stop in self.left_out:
            pieces += [told[at:start], " " * min(stop - start, max(0, len(told) - start))]
            at = stop
        return "".join([*pieces, told[at:]])

    def finite(self, start: int, stop: int) -> bool:
        """Whether a finite verb stands there."""
        return True in self.verb[start:stop]

    def reports(self, start: int, stop: int) -> list[int]:
        """The words among [start, stop) whose letters are those of a reporting verb or noun, or "according"."""
        return self.reporting[bisect.bisect_left(self.reporting, start) : bisect.bisect_left(self.reporting, stop)]

    def quoted(self, i: int) -> bool:
        """Whether a word lies in a quotation."""
        return self.quote[i] >= 0

    def closes_name(self, i: int) -> bool:
        """Whether a word that tells a time elsewhere is the last of a name: Varrow Now, Ida May."""
        return self.tag[i] == "NNP" and self.low[i] in self.language.words("mentions.name_adverbs") and i > 0 and self.tag[i - 1] in NAMES

    def opens_name(self, i: int) -> bool:
        """Whether a word that tells a time elsewhere is the first of a name: June Temple."""
        return self.tag[i : i + 2] == ["NNP", "NNP"] and self.low[i] in self.language.words("mentions.name_adverbs")

    def length(self, quote: int) -> int:
        """Characters of a quotation."""
        return self.quotes[quote].stop - self.quotes[quote].start

    def span(self, start: int, stop: int) -> Span:
        """Characters of the words [start, stop)."""
        return Span(self.starts[start], self.stops[stop - 1])

    def parts(self, span: Span) -> list[Span]:
        """An extent without the stretches that are not read."""
        if not self.left_out:
            return [span]
        found, start = [], span.start
        for left_out in self.left_out[bisect.bisect_left(self.left_out, (span.start, 0)) : bisect.bisect_left(self.left_out, (span.stop, 0))]:
            if start < left_out.start and left_out.stop < span.stop:
                rest = self.text[left_out.stop : span.stop]
                found.append(Span(start, left_out.start))
                start = span.stop - len(rest.lstrip())
        return [*found, Span(start, span.stop)]

    def words(self, start: int, stop: int) -> str:
        """The text of the words [start, stop)."""
        return self.text[self.starts[start] : self.stops[stop - 1]]

    def sentence_start(self, i: int) -> int:
        """First word of the sentence of word `i`."""
        return self.first[self.sentence[i]]

    def sentence_stop(self, i: int) -> int:
        """The word after the last of the sentence of word `i`."""
        return self.first[self.sentence[i] + 1]

    def paragraph(self, place: int) -> int:
        """Where the line of a character place starts."""
        return self.text.rfind("\n", 0, place) + 1
