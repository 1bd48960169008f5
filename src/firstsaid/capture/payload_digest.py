"""The digest that a web archive states of a page, held against the page (WARC 1.1, section 5.9)."""

import base64
import binascii
import hashlib

from fastwarc.warc import WarcRecord

ALGORITHMS = {"md5": "md5", "sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "sha512": "sha512", "sha-512": "sha512"}


def differing(record: WarcRecord, *readings: bytes) -> str:
    """The algorithm of the stated digest that none of the payload's readings has; "" when one has it, or none is stated that can be checked.

    The norm wants the payload as it was transferred; crawlers also digest it with its chunks joined or its encoding undone, so each reading is tried. A record
    that says that it was cut short (WARC-Truncated) states the digest of what is not there.
    """
    fields = record.headers
    stated = fields.get("WARC-Payload-Digest") or ("" if record.is_http else fields.get("WARC-Block-Digest")) or ""
    kind, _, given = stated.strip().partition(":")
    name = ALGORITHMS.get(kind.strip().lower())
    if name is None or fields.get("WARC-Truncated"):
        return ""
    wanted = _octets(given.strip(), hashlib.new(name, usedforsecurity=False).digest_size)
    if wanted is None or any(hashlib.new(name, reading, usedforsecurity=False).digest() == wanted for reading in readings):
        return ""
    return name


def _octets(given: str, size: int) -> bytes | None:
    """The digest's own bytes, from base 32 or base 16; None for what is neither."""
    try:
        if len(given) == 2 * size:
            return bytes.fromhex(given)
        bare = given.rstrip("=").upper()
        told = base64.b32decode(bare + "=" * (-len(bare) % 8))
    except (ValueError, binascii.Error):
        return None
    return told if len(told) == size else None
