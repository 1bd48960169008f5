"""Time stamps of others (RFC 3161): the custody log had come so far at that time, and nothing before was changed or cut off since."""

import base64
import hashlib
import importlib
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from firstsaid.case.custody import SEALED, line_digest
from firstsaid.case.folder import CaseFolder
from firstsaid.errors import CaseError, FirstsaidError

MISSING = "time stamps need an extra that is not installed: `pip install 'firstsaid[stamp]'`"
LARGEST = 256 << 10
"""Bytes of an answer; a stamp has a few thousand."""
PATIENCE = 30.0
"""Seconds to wait for an authority."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """A time stamp that was asked for and kept."""

    at: str
    line: int
    """The custody line up to which it reaches."""


class _NoWayRound(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """An authority that sends one on is not asked further: whose stamp it would be is not what was typed."""


def stamp(place: Path, authority: str) -> Stamped:
    """Have an authority stamp the end of the custody log, and keep its answer there. What is sent is one digest.

    Raises FirstsaidError when the authority cannot be reached, refuses, or stamps something else.
    """
    client = _client()
    folder = CaseFolder.open(place)
    entries = list(folder.custody.entries())
    if not entries:
        raise CaseError("there is nothing to stamp: the custody log is empty", where=str(place))
    end = line_digest(entries[-1][0])
    asked = client.TimestampRequestBuilder().data(end.encode()).hash_algorithm(client.HashAlgorithm.SHA256).build()
    answer = _ask(authority, asked.as_bytes())
    try:
        response = client.decode_timestamp_response(answer)
        granted = response.status == client.PKIStatus.GRANTED and response.tst_info.nonce == asked.nonce
        if not granted or response.tst_info.message_imprint.message != hashlib.sha256(end.encode()).digest():
            raise FirstsaidError(f"it gave no stamp for what was asked ({'; '.join(response.status_string) or 'another nonce or digest'})", where=authority)
        at = response.tst_info.gen_time.isoformat()
    except ValueError as error:
        raise FirstsaidError(f"its answer is no time stamp ({error})", where=authority) from None
    folder.custody.append("stamp", authority=authority, stamped=end, stamped_at=at, token=base64.b64encode(answer).decode())
    return Stamped(at, len(entries))


def checked_stamps(entries: Sequence[tuple[str, dict[str, Any]]], trust: Path | None) -> tuple[str, ...]:
    """What each time stamp in a custody log says, once it holds. Raises CaseError, with the line's number, at the first that does not.

    With `trust`, a file of certificates (PEM), the signature is checked up to one of them; without, only that the stamp is for a line that stands in the log.
    """
    digests: dict[str, int] = {}
    told = []
    for number, (line, facts) in enumerate(entries, 1):
        if facts.get("event") == "stamp":
            told.append(_checked(number, facts, digests, trust))
        digests[str(facts[SEALED]) if facts.keys() == {SEALED, "previous"} else line_digest(line)] = number
    return tuple(told)


def _checked(number: int, facts: dict[str, Any], digests: dict[str, int], trust: Path | None) -> str:
    stamped = str(facts.get("stamped"))
    if stamped not in digests:
        raise CaseError(f"line {number}: the time stamp is for no line of this log", where="custody.jsonl")
    told = f"Line {number} is a time stamp by {facts.get('authority')} for all up to line {digests[stamped]}"
    try:
        client = _client()
    except FirstsaidError:
        return f"{told}; not checked, since the extra firstsaid[stamp] is not installed."
    try:
        response = client.decode_timestamp_response(base64.b64decode(str(facts["token"]), validate=True))
        at, imprint = response.tst_info.gen_time.isoformat(), response.tst_info.message_imprint.message
    except (ValueError, KeyError):
        raise CaseError(f"line {number}: it holds no time stamp that can be read", where="custody.jsonl") from None
    if imprint != hashlib.sha256(stamped.encode()).digest() or at != facts.get("stamped_at"):
        raise CaseError(f"line {number}: the time stamp is for something else, or of another time, than the line says", where="custody.jsonl")
    if trust is None:
        return f"{told}, at {at}; who signed it was not checked (--trust FILE names the certificates that you trust)."
    _signed(number, client, response, (trust, stamped))
    return f"{told}, at {at}, signed by an authority that you trust."


def _signed(number: int, client: Any, response: Any, wanted: tuple[Path, str]) -> None:  # noqa: ANN401
    x509: Any = importlib.import_module("cryptography.x509")
    trust, stamped = wanted
    try:
        builder = client.VerifierBuilder()
        for certificate in x509.load_pem_x509_certificates(trust.read_bytes()):
            builder = builder.add_root_certificate(certificate)
        verifier = builder.build()
    except (ValueError, OSError):
        raise CaseError("it holds no certificate in PEM", where=str(trust)) from None
    try:
        verifier.verify_message(response, stamped.encode())
    except (client.VerificationError, ValueError) as error:
        raise CaseError(f"line {number}: the time stamp is not signed by an authority that you trust ({error})", where="custody.jsonl") from None


def _client() -> Any:  # noqa: ANN401
    try:
        return importlib.import_module("rfc3161_client")
    except ImportError:
        raise FirstsaidError(MISSING) from None


def _ask(authority: str, query: bytes) -> bytes:
    if urlsplit(authority).scheme not in ("http", "https"):
        raise FirstsaidError("an authority has an address that begins with https:// or http://", where=authority)
    request = urllib.request.Request(authority, query, {"Content-Type": "application/timestamp-query"})  # noqa: S310 (http and https only, see above)
    try:
        with urllib.request.build_opener(_NoWayRound).open(request, timeout=PATIENCE) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise FirstsaidError(f"the authority gave no answer ({error})", where=authority) from None
    if len(data) > LARGEST:
        raise FirstsaidError("its answer is far too long for a time stamp", where=authority)
    return data
