"""Content hashes, the one kind of id in firstsaid, and names of files as text."""

import hashlib


def content_id(*parts: str) -> str:
    """A 16-digit hexadecimal id of what `parts` say, the same on every machine (SHA-256, shortened to 64 bits).

    The parts are joined by a unit separator, so that ("ab", "c") and ("a", "bc") differ.
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def written_name(name: str) -> str:
    """The name of a file, or an argument of the command line, as text that can be written down.

    The system gives bytes that are no UTF-8 as lone surrogates; they are spelled out, as Python does on standard error.
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
