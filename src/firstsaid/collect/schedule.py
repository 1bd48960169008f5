"""Whose turn it is: hosts one after the other, one request to a host at a time, and never sooner than its delay allows."""

import heapq
from collections import deque

from firstsaid.collect.links import host_of
from firstsaid.collect.wanted import Wanted


class Schedule:
    """Addresses that wait, a queue for each host (Heydon and Najork 1999, Mercator). Times are those of `Clock.monotonic`."""

    def __init__(self) -> None:
        self._queues: dict[str, deque[Wanted]] = {}
        self._ready: dict[str, float] = {}
        """When a host may be asked again."""
        self._turns: list[tuple[float, int, str]] = []
        """Hosts that have something waiting and are not being asked, as a heap; at one time the one that waited longer is first."""
        self._busy: set[str] = set()
        self._count = 0

    def put(self, wanted: Wanted) -> None:
        """Behind all others of its host."""
        self._queue(wanted).append(wanted)

    def put_back(self, wanted: Wanted) -> None:
        """Before all others of its host."""
        self._queue(wanted).appendleft(wanted)

    def _queue(self, wanted: Wanted) -> deque[Wanted]:
        host = host_of(wanted.url)
        if host not in self._queues:
            self._queues[host] = deque()
            if host not in self._busy:
                self._turn(host)
        return self._queues[host]

    def _turn(self, host: str) -> None:
        self._count += 1
        heapq.heappush(self._turns, (self._ready.get(host, 0.0), self._count, host))

    def take(self, now: float) -> Wanted | None:
        """The next address of a host that may be asked; its host is busy until `free`. None when all must wait."""
        if not self._turns or self._turns[0][0] > now:
            return None
        host = heapq.heappop(self._turns)[2]
        self._busy.add(host)
        wanted = self._queues[host].popleft()
        if not self._queues[host]:
            del self._queues[host]
        return wanted

    def free(self, wanted: Wanted, ready: float) -> None:
        """The host of this address is not busy any more and may be asked again at this time."""
        host = host_of(wanted.url)
        self._busy.discard(host)
        self._ready[host] = max(ready, self._ready.get(host, 0.0))
        if host in self._queues:
            self._turn(host)

    def next_turn(self) -> float | None:
        """When the next host may be asked, None when none waits."""
        return self._turns[0][0] if self._turns else None
