"""An e-mail (RFC 5322): a newsletter, an alert, a text that somebody forwarded. A message is a declared record; one attached to it is a record of its own."""

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parseaddr

from firstsaid.capture.mime import fault, header, header_names, local_moment, message_in, moment, text
from firstsaid.capture.record import sound
from firstsaid.capture.senders import body_that_sends
from firstsaid.capture.source import Source
from firstsaid.capture.wrapping import unflowed, unwrapped
from firstsaid.model import Capture, Rejected, content_id
from firstsaid.model.options import CaptureOptions

_LOOSE = re.compile(r"([^<>@]{1,200}?)\s*<([^<>\s@]{1,100}@[^<>\s]{1,200})>")
_PEOPLE = frozenset([b"from", b"to", b"subject", b"sender"])
_MACHINE = frozenset([b"mime-version", b"message-id", b"received", b"return-path", b"delivered-to", b"content-type", b"dkim-signature"])
_DEEPEST = 3
"""A message in a message in a message."""
_NAMED = 5
"""So many attachments are named."""
_SUBSTANTIAL = 0.5
"""Least share of the plain version's letters that the HTML version must show."""
_UNSHOWN = re.compile(r"<(style|script|head|title)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>?", re.IGNORECASE | re.DOTALL)
_FORWARDED = re.compile(r"^(?:(?:fwd?|wg|tr|rv)\s?:\s*)", re.IGNORECASE)
_ANSWERED = re.compile(r"^(?:(?:re|aw|sv|vs|antw)\s?(?:\[\d+\])?:\s*)", re.IGNORECASE)
_SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


@dataclass(slots=True)
class _Contents:
    """A message's own parts, sorted by what they are for."""

    plain: Message | None = None
    markup: Message | None = None
    messages: list[Message] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Names, else types, of what is passed over."""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class MailReader:
    """Messages that were saved one a file."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the file starts with the header of a message: by its name, or with fields that only mail programs write."""
        names = header_names(head)
        return bool(names & _PEOPLE) and (name.lower().endswith(".eml") or (len(names) > 2 and bool(names & _MACHINE)))

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """The message, the messages attached to it, and a row that counts what else was attached."""
        message = message_in(source, options, "message")
        if isinstance(message, Rejected):
            yield message
        else:
            yield from _captures(source, message, ())


def _captures(source: Source, message: Message, place: tuple[int, ...]) -> Iterator[Capture | Rejected]:
    where = f"attached message {'.'.join(map(str, place))}" if place else None
    contents = _contents(message)
    record = None if contents.sealed else _record(message, contents)
    if contents.sealed:
        yield source.rejected("The message is encrypted. Open it in the mail program that has the key and save it from there.", where)
    elif record is not None:
        yield _capture(source, message, record, where)
    elif not contents.messages:
        yield source.rejected(f"The message holds no text{_because(message)}.", where)
    faults = [fault(part) for part in (message, contents.markup, contents.plain) if part is not None and record is not None]
    why = next((told for told in faults if told), None)
    if why:
        yield source.rejected(f"The end of the message may be missing: {why}. Save it again if you can.", where)
    if contents.others:
        yield source.rejected(_passed_over(contents.others), where)
    for number, inner in enumerate(contents.messages, 1):
        if len(place) >= _DEEPEST:
            yield source.rejected("The messages in it are attached one inside the other too deeply; save the inner ones by themselves.", where)
            return
        yield from _captures(source, inner, (*place, number))


def _because(message: Message) -> str:
    why = fault(message)
    return f": {why}" if why else ""


def _contents(message: Message) -> _Contents:
    """The parts, without looking into attached messages."""
    found = _Contents()
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        attached = part.get_content_disposition() == "attachment"
        inside = part.get_payload() if part.is_multipart() else None
        if kind in _SEALED:
            found.sealed = True
        elif kind == "message/rfc822" and isinstance(inside, list) and inside:
            found.messages += [inner for inner in inside if isinstance(inner, Message)]
        elif isinstance(inside, list):
            waiting += [inner for inner in reversed(inside) if isinstance(inner, Message)]
        elif kind == "text/html" and not attached and found.markup is None:
            found.markup = part
        elif kind == "text/plain" and not attached and found.plain is None:
            found.plain = part
        elif not (kind.startswith("image/") and part.get("Content-ID") and not attached):
            found.others.append(_name(part, kind))
    return found


def _name(part: Message, kind: str) -> str:
    try:
        given = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        given = ""
    return " ".join(sound(given).replace("\x00", " ").split())[:80] or kind


def _passed_over(names: Sequence[str]) -> str:
    listed = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    what = "1 attachment was" if len(names) == 1 else f"{len(names)} attachments were"
    return f"{what} passed over: {listed}. Save what matters as a file of its own and add it."


def _record(message: Message, contents: _Contents) -> dict[str, str] | None:
    """The keys of a declared record; None when there is no text. Who forwarded a text did not write it, so such a message gives neither author nor date."""
    markup = text(contents.markup) if contents.markup else ""
    plain = _plain(contents.plain) if contents.plain else ""
    shown = _letters(html.unescape(_UNSHOWN.sub(" ", markup)))
    if not shown and not plain.strip():
        return None
    subject = header(message, "Subject")
    title = _bare(subject)
    named, address = _sender(header(message, "From"))
    sender = " ".join(named.split())
    forwarded = any(_FORWARDED.match(piece) for piece in (subject, _ANSWERED.sub("", subject)))
    outlet = sender if sender and _is_list_of(sender, header(message, "List-Id")) else "" if forwarded else body_that_sends(sender, address)
    record = {
        "title": title,
        "outlet": outlet,
        "byline": "" if outlet or forwarded or "@" in sender else sender,
        "date": "" if forwarded else local_moment(header(message, "Date")) or "",
        "url": _address(header(message, "Archived-At")) or "",
    }
    as_markup = shown > 0 and shown >= _SUBSTANTIAL * _letters(plain)
    record["html" if as_markup else "text"] = markup if as_markup else plain
    return {key: value for key, value in record.items() if value}


def _sender(given: str) -> tuple[str, str]:
    """Name and address of a sender; a comma in the name that should stand between marks parts them no less."""
    loose = _LOOSE.fullmatch(given.strip()) if "," in given and '"' not in given else None
    return (loose[1], loose[2]) if loose else parseaddr(given)


def _plain(part: Message) -> str:
    """The plain version, lines that were only broken to fit made whole again."""
    given = text(part)
    if str(part.get_param("format") or "").lower() == "flowed":
        return unflowed(given, str(part.get_param("delsp") or "").lower() == "yes")
    return unwrapped(given)


def _letters(given: str) -> int:
    return sum(map(str.isalnum, given))


def _bare(subject: str) -> str:
    """The subject without the marks of answering and forwarding."""
    while True:
        bare = _ANSWERED.sub("", _FORWARDED.sub("", subject)).strip()
        if bare == subject:
            return bare
        subject = bare


def _is_list_of(sender: str, list_id: str) -> bool:
    """Whether a mailing list's own name (RFC 2919) begins with the sender's: then the name is the outlet's and no person's."""
    name = list_id.partition("<")[0].strip(' "').casefold()
    return name == sender.casefold() or name.startswith(f"{sender.casefold()} ")


def _address(given: str) -> str | None:
    bare = given.strip("<> ")
    return bare if bare.lower().startswith(("http://", "https://")) and " " not in bare else None


def _capture(source: Source, message: Message, record: dict[str, str], where: str | None) -> Capture:
    url = record.get("url") or source.url
    return Capture(
        id=content_id("capture", source.sha256, url or "", where or ""),
        sha256=source.sha256,
        path=source.name,
        record=where,
        url=url,
        media_type="application/json",
        seen_at=moment(header(message, "Date")),
        how="eml",
        payload=json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8"),
    )
