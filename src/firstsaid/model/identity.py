"""Content hashes: the one kind of id in firstsaid."""

import hashlib


def content_id(*parts: str) -> str:
    """A 16-digit hexadecimal id of what `parts` say, the same on every machine (SHA-256, shortened to 64 bits).

    The parts are joined by a unit separator, so that ("ab", "c") and ("a", "bc") differ.
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
