"""Whom a pronoun means that a speaker uses: “My sister came home and she said …” · a friend of the vicar: “He said …”"""

from collections.abc import Callable

from firstsaid.statements.document import Document
from firstsaid.statements.mentions import Mention
from firstsaid.statements.openings import Openings
from firstsaid.statements.reading import Words
from firstsaid.statements.voice import Speaker

_LATELY = 8
"""Statements of a speaker, the last ones, among which the one before a quotation is looked for."""
_NEAR = 60
"""Words of a quotation to look back for whom a pronoun in it means."""


class QuotedPronouns:
    """The pronouns in an article's quotations; `understand` reads a mention."""

    def __init__(self, d: Document, openings: Openings, understand: Callable[[Words], Mention]) -> None:
        self._d, self._openings, self._mention = d, openings, understand

    def meant(self, pronoun: Mention, speaker: Speaker, opens: int) -> Words | None:
        """The person whom a pronoun means in what a speaker says from word `opens` on; None when nothing near tells."""
        return self._named(pronoun, opens) or self._of_whom(pronoun, speaker) or self._told_of(pronoun, speaker, opens)

    def _of_whom(self, pronoun: Mention, speaker: Speaker) -> Words | None:
        """The person whom a quotation's speaker is told by, or says it of: a friend of the vicar: “He …”; “He …,” she said of her husband."""
        d, (first, stop) = self._d, speaker.nearest
        mentioned = [i for words in (speaker.nearest, speaker.first) for i in range(words.first + 1, words.stop - 1)]
        told = [i + 1 for i in mentioned if d.low[i] in ("of", "for", "to")]
        said = [i + 1 for i in range(stop, d.sentence_stop(first) - 1) if d.low[i] == "of" and not d.quoted(i)]
        for i in told + said[:1]:
            if d.phrase[i] == i:
                words = Words(i, min(d.phrase_last[i] + 1, stop) if i < stop else d.phrase_last[i] + 1)
                if self._is_person(words, pronoun):
                    return words
        return None

    def _told_of(self, pronoun: Mention, speaker: Speaker, opens: int) -> Words | None:
        """The person of whom a quotation's speaker told right before: Venn said a captain came. “He told me …,” she said."""
        said = (*(speaker.group.told[-_LATELY:] if speaker.group else ()), *speaker.told[-_LATELY:])
        first = max((i for i in said if i < opens), default=-1)
        words = Words(first, self._d.phrase_last[first] + 1)
        return words if first >= 0 and self._d.phrase[first] == first and self._is_person(words, pronoun) else None

    def _is_person(self, words: Words, pronoun: Mention) -> bool:
        """Whether a mention is of one person whom a pronoun may mean."""
        found = self._mention(words)
        named = found.kind == "named_person" and found.head not in self._d.language.words("words.times")
        person = named or (found.kind == "unnamed_person" and found.head in self._d.language.words("mentions.roles"))
        many = pronoun.head in self._d.language.words("mentions.pronouns_many")
        return person and found.plural == many and self._openings.gender_told(found) in ("", self._openings.gender((pronoun.head,)))

    def _named(self, pronoun: Mention, opens: int) -> Words | None:
        """The first person of the last sentence of a quotation that names one before a pronoun: “My sister came home and she said …”"""
        d, at = self._d, pronoun.words.first
        i, best = at - 1, None
        while d.quoted(at) and i > max(opens, at - _NEAR):
            if d.phrase[i] < 0 or not d.quoted(i):
                i -= 1
                continue
            words = Words(d.phrase[i], i + 1)
            if best is not None and d.sentence[i] != d.sentence[best.first]:
                return best
            best = words if self._is_person(words, pronoun) else best
            i = words.first - 1
        return best
