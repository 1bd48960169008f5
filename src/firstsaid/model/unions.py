"""Union-find: disjoint sets that are joined pair by pair."""

from typing import Generic, TypeVar

Key = TypeVar("Key", str, int)


class Unions(Generic[Key]):
    """Union–find over ids or numbers; a set is known by its lowest."""

    def __init__(self) -> None:
        self._root: dict[Key, Key] = {}

    def of(self, one: Key) -> Key:
        """The lowest of the set that holds this one."""
        while self._root.setdefault(one, one) != one:
            self._root[one] = self._root[self._root[one]]
            one = self._root[one]
        return one

    def join(self, one: Key, other: Key) -> None:
        """Make the sets of both one."""
        a, b = self.of(one), self.of(other)
        self._root[max(a, b)] = min(a, b)

    def stands(self) -> dict[Key, Key]:
        """Every one that was asked for with the key of its set, in order."""
        return {one: self.of(one) for one in sorted(self._root)}
