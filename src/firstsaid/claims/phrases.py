"""Phrases of a language, found by the words that begin and end them."""

from collections.abc import Mapping

Phrase = tuple[str, ...]
"""Folded words of a phrase, in order."""


class Phrases(dict[Phrase, str]):
    """Phrases with what each stands for, and how long those are that begin, or end, with a word: hardly a word of a sentence begins any."""

    def __init__(self, named: Mapping[Phrase, str]) -> None:
        super().__init__(named)
        self.beginning = self._lengths(0)
        self.ending = self._lengths(-1)

    def _lengths(self, at: int) -> dict[str, tuple[int, ...]]:
        """By the word at the one end of the phrases, the longest first."""
        found: dict[str, set[int]] = {}
        for phrase in self:
            found.setdefault(phrase[at], set()).add(len(phrase))
        return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}
