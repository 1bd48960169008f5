"""Which words of a pair's two articles already belong to a passage."""

from firstsaid.reuse.page import Page


class Coverage:
    """Which words of one article are already in a passage of this pair."""

    def __init__(self, page: Page) -> None:
        self.words = bytearray(len(page.quoted))
        """For each word 1 where it is in one, and 0."""

    def share(self, words: tuple[int, int]) -> float:
        """Share of the words that are in one."""
        return self.words.count(1, *words) / (words[1] - words[0])

    def take(self, words: tuple[int, int]) -> None:
        """The words are in one now."""
        first, stop = words
        self.words[first:stop] = b"\1" * (stop - first)

    def none(self, words: tuple[int, int]) -> bool:
        """Whether all of the words are in none."""
        return self.words.find(1, *words) < 0

    def free(self, words: tuple[int, int], forward: bool) -> int:
        """How many of the words, from the first one on or back from the last one, are in none."""
        at = self.words.find(1, *words) if forward else self.words.rfind(1, *words)
        return words[1] - words[0] if at < 0 else at - words[0] if forward else words[1] - 1 - at


Taken = tuple[Coverage, Coverage]
"""Which words of the two pages of a pair are in passages."""
