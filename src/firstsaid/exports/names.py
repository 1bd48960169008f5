"""Names, addresses and texts as other formats take them."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
PERSON = ("named_person", "unnamed_person")


def printable(text: str) -> str:
    """A text without the characters that XML 1.0 forbids, each replaced by U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def urn(record: str) -> str:
    """An address for a record, without any host: "urn:firstsaid:3f…"."""
    return f"urn:firstsaid:{record}"
