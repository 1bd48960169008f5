"""Whom a pronoun means that a speaker uses: “My sister came home and she said …” · a friend of the vicar: “He said …”"""

from collections.abc import Callable

from firstsaid.statements.document import Document
from firstsaid.statements.mentions import Mention
from firstsaid.statements.openings import Openings
from firstsaid.statements.reading import Words
from firstsaid.statements.voice import Speaker, same

_LATELY = 8
"""Statements of a speaker, the last ones, among which the one before a quotation is looked for."""
_BACK, _FAR = 2, 80
"""Sentences before a quotation, and words, among which the only one is looked for whom a pronoun in it may mean."""
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_NEAR = 60
"""Words of a quotation to look back for whom a pronoun in it means."""


class QuotedPronouns:
    """The pronouns in an article's quotations; `understand` reads a mention."""

    def __init__(self, d: Document, openings: Openings, understand: Callable[[Words], Mention]) -> None:
        self._d, self._openings, self._mention = d, openings, understand

    def meant(self, pronoun: Mention, speaker: Speaker, opens: int) -> Words | None:
        """The person whom a pronoun means in what a speaker says from word `opens` on; None when nothing near tells."""
        return self._named(pronoun, opens) or self._of_whom(pronoun, speaker) or self._told_of(pronoun, speaker, opens) or self._only(pronoun, speaker, opens)

    def _only(self, pronoun: Mention, speaker: Speaker, opens: int) -> Words | None:
        """The one whom a pronoun may mean of all that the sentences before it in its paragraph and the one before speak of; None when they are several."""
        d, at = self._d, pronoun.words.first
        start = max(d.first[max(0, d.sentence[opens] - _BACK)], at - _FAR)
        start = next((i + 1 for i in range(opens - 1, start, -1) if d.title[d.sentence[i]]), start)
        found: dict[str, Words] = {}
        for i in range(start, at):
            words = Words(d.phrase[i], i + 1)
            if d.phrase_last[i] == i and self._may_mean(words, pronoun) and not self._is_of_speaker(words, speaker):
                found.setdefault(d.low[i], words)
        return next(iter(found.values())) if len(found) == 1 else None

    def _is_of_speaker(self, words: Words, speaker: Speaker) -> bool:
        """Whether a mention is the speaker's, tells what the speaker is (her publisher, Ned Venn; Venn of Zorna Rail), or those whom the speaker is one of."""
        d, behind = self._d, words.stop + 1
        if same(d, self._mention(words), speaker) or any(told.first <= words.first < told.stop for told in (speaker.nearest, speaker.first)):
            return True
        named = d.word[words.stop] == "," and d.phrase[behind] == behind and same(d, self._mention(Words(behind, d.phrase_last[behind] + 1)), speaker)
        before = words.first - 1 - (d.low[words.first - 1] == "the")
        works = d.tag[before] == "IN" and d.phrase[before - 1] >= 0 and same(d, self._mention(Words(d.phrase[before - 1], before)), speaker)
        return named or works

    def _may_mean(self, words: Words, pronoun: Mention) -> bool:
        """Whether a pronoun may stand for a mention: people or a body for "they", a person for "he"."""
        d, low = self._d, self._d.low[words.stop - 1]
        if d.tag[words.stop - 1] not in _NOUNS or low in d.language.words("words.times"):
            return False
        many = pronoun.head in d.language.words("mentions.pronouns_many")
        return self._is_person(words, pronoun) or (many and self._is_body(words))

    def _is_body(self, words: Words) -> bool:
        """Whether a mention is of one body: the company, Zorna Rail."""
        found = self._mention(words)
        return found.kind == "organisation" and (bool(found.names) or found.definite) and not found.plural

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
