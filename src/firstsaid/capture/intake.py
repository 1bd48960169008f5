"""From the records of a web archive (a WARC file, or a WACZ with several) to captures and rejected rows."""

from collections import Counter
from collections.abc import Iterator
from typing import IO

from fastwarc.warc import WarcRecord

from firstsaid.capture.repeats import MOST, Repeat, Repeats
from firstsaid.capture.source import Source
from firstsaid.capture.unpacked import Allowance, Unpacked
from firstsaid.capture.warc_records import Fault, records, says_its_length
from firstsaid.capture.web_page import CutOffError, Heading, WebPage, heading, moment, web_page
from firstsaid.errors import InputError
from firstsaid.model import Capture, Rejected, content_id
from firstsaid.model.capture import PASSED_OVER
from firstsaid.model.options import CaptureOptions

_HOLDERS = ("response", "resource")
_ABOUT_OTHERS = ("request", "metadata", "warcinfo")
_MOST_KINDS = 30
_COLLECTED = "collected"
"""How files came that `firstsaid collect` wrote: what they repeat stands in another file of the case, which an earlier round wrote."""


class Intake:
    """One container's records on their way to captures: what is no page is counted, what repeats another record waits for the second reading."""

    def __init__(self, source: Source, options: CaptureOptions, how: str) -> None:
        self.repeats = Repeats()
        self._source = source
        self._options = options
        self._how = how
        self._size = source.path.stat().st_size
        self._allowance = Allowance(self._size, options)
        self._passed: Counter[str] = Counter()
        self._records = self._rows = 0

    def first(self, stream: IO[bytes], member: str) -> Iterator[Capture | Rejected]:
        """The captures of a WARC file and a row for each fault; `member` names the file inside its container, "" when it is the container."""
        whole = 0
        cut: str | None = None
        for item in records(Unpacked(stream, self._allowance)):
            if isinstance(item, Fault):
                cut = None
                yield self._rejected(_where(whole, item), member)
                continue
            if cut is not None:
                yield self._rejected("The record is shorter than its header says, or its header does not say how long it is.", cut)
                cut = None
            self._records += 1
            try:
                yield from self._one(item, member)
                whole += 1
            except CutOffError:
                cut = _label(item, member)
        if cut is not None:
            yield self._rejected(_where(whole, Fault("the file breaks off inside a record", final=True)), member)

    def again(self, stream: IO[bytes], member: str) -> Iterator[Capture | Rejected]:
        """The captures of the records that others repeat: the second reading of a WARC file."""
        allowance = Allowance(self._size, self._options)
        for item in records(Unpacked(stream, allowance)):
            if not self.repeats:
                return
            if isinstance(item, Fault) or _kind(item) not in _HOLDERS or not says_its_length(item):
                continue
            found = self.repeats.of(item)
            if found:
                yield from self._repeated(item, found, allowance, _label(item, member))

    def rest(self) -> Iterator[Rejected]:
        """Rows for repeats whose record never came, and one for all that was passed over."""
        for repeat in self.repeats.unmet():
            if self._source.how == _COLLECTED:
                self._pass_over("pages unchanged since an earlier round")
                continue
            reason = f"The record repeats an earlier one of {repeat.url or 'the same page'} that is not in this file: add the archive that holds it."
            yield self._rejected(reason, repeat.label)
        if self._passed:
            kinds = ", ".join(f"{kind} ({count:,})" for kind, count in sorted(self._passed.items(), key=lambda item: (-item[1], item[0])))
            yield self._rejected(f"{PASSED_OVER}, {self._passed.total():,} in all: {kinds}.")
        if not self._rows:
            held = f"none of its {self._records:,} records is a server's response" if self._records else "it holds no WARC record"
            yield self._rejected(f"The web archive holds no page: {held}.")

    def _one(self, record: WarcRecord, member: str) -> Iterator[Capture | Rejected]:
        kind = _kind(record)
        if not says_its_length(record):
            raise CutOffError
        label, place = _label(record, member), _place(record, member)
        try:
            if kind in _HOLDERS:
                told = web_page(record, self._options)
                if isinstance(told, WebPage):
                    self._allowance.take(len(told.payload))
                    yield from self._given(told, told.heading, label, place)
                else:
                    self._pass_over(told)
            elif kind == "revisit":
                self._wait(record, label, place)
            elif kind not in _ABOUT_OTHERS:
                self._pass_over(f"{kind} records" if kind in ("conversion", "continuation") else "unknown records")
        except InputError as error:
            yield self._rejected(f"The record cannot be read: {error}.", label)

    def _wait(self, record: WarcRecord, label: str, place: str) -> None:
        told = heading(record, statuses=(200, 304)) if record.is_http and record.content_length else None
        if isinstance(told, str):
            self._pass_over(f"{told}, seen again")
            return
        url, seen_at = (told.url, told.seen_at) if told else (record.headers.get("WARC-Target-URI"), moment(record.headers.get("WARC-Date") or ""))
        if not self.repeats.add(Repeat(url, seen_at, label, place), record):
            raise InputError("it repeats an earlier record and does not say which" if len(self.repeats) < MOST else f"more than {MOST:,} records repeat others")

    def _repeated(self, record: WarcRecord, found: list[Repeat], allowance: Allowance, origin: str) -> Iterator[Capture | Rejected]:
        try:
            page = web_page(record, self._options)
        except (InputError, CutOffError) as error:
            reason = f"The record repeats {origin}, which cannot be read: {str(error) or 'it breaks off'}."
            yield from (self._rejected(reason, repeat.label) for repeat in found)
            return
        for repeat in found:
            if isinstance(page, str):
                self._pass_over(f"{page}, seen again")
                continue
            try:
                allowance.take(len(page.payload))
            except InputError as error:
                yield self._rejected(f"The record repeats {origin}, which was not read again: {error}.", repeat.label)
                continue
            yield from self._given(page, page.heading._replace(url=repeat.url, seen_at=repeat.seen_at), repeat.label, repeat.place)

    def _given(self, page: WebPage, told: Heading, label: str, place: str) -> Iterator[Capture | Rejected]:
        self._rows += 1
        yield Capture(
            id=content_id("capture", self._source.sha256, told.url or "", place),
            sha256=self._source.sha256,
            path=self._source.name,
            record=label,
            url=told.url,
            media_type=told.media_type,
            seen_at=told.seen_at,
            how=self._how,
            payload=page.payload,
            charset=told.charset,
        )
        if page.fault:
            yield self._rejected(f"The end of the page may be missing: {page.fault}.", label)
        if page.differs:
            reason = f"The page is read all the same, but it does not have the {page.differs} digest that its record states: it was changed or damaged since."
            yield self._rejected(f"{reason} Compare it with the archive it comes from.", label)

    def _pass_over(self, kind: str) -> None:
        self._passed[kind if kind in self._passed or len(self._passed) < _MOST_KINDS else "others"] += 1

    def _rejected(self, reason: str, record: str | None = None) -> Rejected:
        self._rows += 1
        return self._source.rejected(reason, record or None)


def _kind(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Type") or "").strip().lower()


def _place(record: WarcRecord, member: str) -> str:
    """Where the record lies in the inflated file: unlike its id this can occur only once."""
    return f"{member} byte {record.stream_pos}".lstrip()


def _label(record: WarcRecord, member: str) -> str:
    given = (record.record_id or "").strip()
    return f"{member} {given}".lstrip() if given else _place(record, member)


def _where(whole: int, fault: Fault) -> str:
    if fault.final:
        return f"After {whole:,} records reading stopped: {fault.reason}."
    return f"After {whole:,} records the archive is broken: {fault.reason}. Reading went on behind it; records may be missing."
