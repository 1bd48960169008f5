"""A page saved as a web archive: MHTML (RFC 2557), as Chrome and Edge ("single file") and older browsers (`.mht`) write it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from firstsaid.capture.mime import charset, content, fault, header, header_names, message_in, moment
from firstsaid.capture.source import Source
from firstsaid.model import Capture, Rejected, content_id
from firstsaid.model.options import CaptureOptions

_NAMES = (".mht", ".mhtml")
_MARKUP = ("text/html", "application/xhtml+xml")
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from:\s*\"?<?saved by\b)", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_LETTER = frozenset([b"to", b"received", b"message-id", b"delivered-to", b"return-path"])


@dataclass(frozen=True, slots=True)
class MhtmlReader:
    """A MIME message that a browser wrote rather than a mail program."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the file starts with a MIME header that says it was saved, or at least nothing of a sender and receiver."""
        names = header_names(head)
        if not names & {b"mime-version", b"content-type"}:
            return False
        return name.lower().endswith(_NAMES) or _SAVED.search(head[:8_192]) is not None or (bool(_RELATED.search(head[:8_192])) and not names & _LETTER)

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """The archive's page as a capture; its pictures and frames are its parts and none."""
        message = message_in(source, options, "web archive")
        if isinstance(message, Rejected):
            yield message
            return
        parts = [part for part in message.walk() if not part.is_multipart()]
        page = _page(message, parts)
        if page is None:
            why = fault(message)
            yield source.rejected(
                f"The web archive holds no page (no part of type text/html){f': {why}' if why else ''}. Save the page again from the browser."
            )
            return
        payload = content(page)
        if not payload.strip():
            yield source.rejected("The page in the web archive is empty. Save it again from the browser.")
            return
        yield _capture(source, message, page, payload)
        why = fault(page) or (fault(message) if page is parts[-1] else None)
        if why:
            yield source.rejected(f"The end of the page in the web archive may be missing: {why}. Save the page again if you can.")


def _page(message: Message, parts: list[Message]) -> Message | None:
    """The part that the archive names as its page, else its first HTML."""
    pages = [part for part in parts if part.get_content_type() in _MARKUP]
    start = str(message.get_param("start") or "").strip("<> ")
    where = header(message, "Snapshot-Content-Location") or header(message, "Content-Location")
    for part in pages:
        if start and header(part, "Content-ID").strip("<> ") == start:
            return part
    return next((part for part in pages if where and header(part, "Content-Location") == where), pages[0] if pages else None)


def _capture(source: Source, message: Message, page: Message, payload: bytes) -> Capture:
    given = (header(message, "Snapshot-Content-Location"), header(page, "Content-Location"), header(message, "Content-Location"))
    url = next((place for place in given if place.lower().startswith(("http://", "https://"))), source.url)
    return Capture(
        id=content_id("capture", source.sha256, url or "", ""),
        sha256=source.sha256,
        path=source.name,
        record=None,
        url=url,
        media_type="text/html",
        seen_at=moment(header(message, "Date")),
        how="mhtml",
        payload=payload,
        charset=charset(page),
    )
