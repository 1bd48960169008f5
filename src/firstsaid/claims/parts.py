"""What part of its page each character belongs to."""

import heapq
from bisect import bisect_right
from dataclasses import dataclass

from firstsaid.model import Article


@dataclass(frozen=True, slots=True)
class PartKinds:
    """The narrowest part at each place, by breakpoints."""

    starts: tuple[int, ...]
    kinds: tuple[str, ...]

    def at(self, place: int) -> str:
        """The kind of the narrowest part there, "" outside all parts."""
        index = bisect_right(self.starts, place) - 1
        return self.kinds[index] if index >= 0 else ""


def part_kinds(article: Article) -> PartKinds:
    """The narrowest part at each place of an article's text, however the parts nest."""
    marks = sorted({place for part in article.parts for place in (part.start, part.stop)})
    parts = sorted(article.parts, key=lambda part: (part.start, part.stop, part.kind))
    open_parts: list[tuple[int, int, str]] = []
    starts: list[int] = []
    kinds: list[str] = []
    at = 0
    for mark in marks:
        while at < len(parts) and parts[at].start <= mark:
            heapq.heappush(open_parts, (parts[at].stop - parts[at].start, parts[at].stop, parts[at].kind))
            at += 1
        while open_parts and open_parts[0][1] <= mark:
            heapq.heappop(open_parts)
        starts.append(mark)
        kinds.append(open_parts[0][2] if open_parts else "")
    return PartKinds(tuple(starts), tuple(kinds))
