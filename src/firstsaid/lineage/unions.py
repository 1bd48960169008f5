"""Sets that grow together: what is joined stands under one key."""


class Unions:
    """Union–find over ids; a set is known by its lowest id."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}

    def of(self, one: str) -> str:
        """The lowest id of the set that holds this one."""
        while self._root.setdefault(one, one) != one:
            self._root[one] = self._root[self._root[one]]
            one = self._root[one]
        return one

    def join(self, one: str, other: str) -> None:
        """Make the sets of both one."""
        a, b = self.of(one), self.of(other)
        self._root[max(a, b)] = min(a, b)

    def stands(self) -> dict[str, str]:
        """Every id that was asked for with the key of its set, in order."""
        return {one: self.of(one) for one in sorted(self._root)}
