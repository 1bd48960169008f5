"""The two errors of collecting: an address is refused for good, or cannot be had for now."""

PASSING = (429, 500, 502, 503, 504)
"""What a server answers that may answer otherwise later."""


class RefusedError(Exception):
    """It is not asked for, or not again. The message is the end of a sentence for the reader."""


class PassingError(Exception):
    """It may work later: the server was busy, silent or out of reach."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait
        """Seconds that the server asked to wait."""
