"""The one place where collecting asks for the time, so that a test may bring its own."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What collecting knows of time."""

    def now(self) -> datetime:
        """The date and time in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment in the past; they never run backwards."""
        ...

    def sleep(self, seconds: float) -> None:
        """Do nothing for so many seconds."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The date and time in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some moment in the past."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Do nothing for so many seconds."""
        time.sleep(seconds)


def stamp(moment: datetime) -> str:
    """A moment as WARC 1.1 writes it, in UTC to the second ("2031-03-04T08:30:00Z")."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def lasting(seconds: float) -> str:
    """How long that is, in the largest of hours, minutes and seconds of which there are at least two, rounded."""
    hours, minutes = round(seconds / 3600), round(seconds / 60)
    return f"{hours:,} hours" if hours > 1 else f"{minutes} minutes" if minutes > 1 else f"{seconds:.0f} seconds"
