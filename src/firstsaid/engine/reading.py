"""The first stage, in a process of its own: untrusted bytes never reach the process that holds the case.

Records stream back in batches, so that memory does not grow with an archive. A reader that crashes, hangs or takes too much memory costs the rest of one
file: it is read again record by record up to the fault, and the other files go on.
"""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import pyarrow as pa

from firstsaid.engine.limits import context, limit_memory, sentence
from firstsaid.engine.rows import freeze, thaw, to_table
from firstsaid.engine.stage import EvidenceFile, Stage
from firstsaid.model import Rejected
from firstsaid.model.options import Options

BATCH_ROWS = 4096
BATCH_BYTES = 8 * 1024 * 1024
_TICK = 0.5
"""Seconds after which the reading process says again that it is alive."""
_START = 300
"""Seconds that a reading process may take to come up; they are no record's."""


class Share(NamedTuple):
    """How many rows and how many rejected rows of some came of one file, by its number."""

    file: int
    rows: int
    refused: int


class Read(NamedTuple):
    """Records of some files in order, the rows that were rejected on the way, and what came of which file."""

    table: pa.Table
    rejected: list[Rejected]
    of: list[Share]


@dataclass(frozen=True, slots=True)
class _Batch:
    """What a reading process says of a table that it sends right after: where its records end, as a file and how many of its records have been sent."""

    rejected: list[Rejected]
    payload: int
    file: int
    sent: int
    of: list["Share"]


@dataclass(frozen=True, slots=True)
class _Order:
    """What a reading process is to do: from which file on, how many records of it to pass over, and whether to send each one at once."""

    file: int = 0
    skip: int = 0
    singly: bool = False


def read_files(stage: Stage, files: Sequence[EvidenceFile], options: Options) -> Iterator[Read]:
    """The files' records as tables of at most BATCH_ROWS rows or about BATCH_BYTES, in order, each with the rows that were rejected on the way."""
    tables: list[pa.Table] = []
    rejected: list[Rejected] = []
    of: list[Share] = []
    payload = 0
    for table, batch in _batches(stage, files, options):
        tables.append(table)
        rejected.extend(batch.rejected)
        of.extend(batch.of)
        payload += batch.payload
        if payload >= BATCH_BYTES or sum(table.num_rows for table in tables) >= BATCH_ROWS:
            yield Read(pa.concat_tables(tables), rejected, of)
            tables, rejected, of, payload = [], [], [], 0
    yield Read(pa.concat_tables(tables) if tables else to_table([], stage.record), rejected, of)


_Sent = tuple[pa.Table, _Batch]


def _batches(stage: Stage, files: Sequence[EvidenceFile], options: Options) -> Iterator[_Sent]:
    """One reading process after another until every file is read."""
    order = _Order()
    while order.file < len(files):
        fault = ""
        at, sent = order.file, order.skip
        for message in _messages(stage, files, options, order):
            if isinstance(message, str):
                fault = message
                break
            at, sent = message[1].file, message[1].sent
            yield message
        if not fault:
            return
        if order.singly:
            yield _given_up(stage, files[at], at, sent, fault)
            order = _Order(at + 1)
        else:
            order = _Order(at, sent, singly=True)


def _given_up(stage: Stage, file: EvidenceFile, at: int, sent: int, fault: str) -> _Sent:
    place = f"record {sent + 1:,}" if sent else None
    where = f"After {sent:,} records reading stopped: {fault}. What follows in the file was not read." if sent else f"Reading stopped: {fault}."
    return to_table([], stage.record), _Batch([Rejected(file.name, place, stage.writes, where)], 0, at, sent, [Share(at, 0, 1)])


def _messages(stage: Stage, files: Sequence[EvidenceFile], options: Options, order: _Order) -> Iterator[_Sent | str]:
    """What a reading process sends; a sentence when it stops before the end."""
    receiving, sending = context().Pipe(duplex=False)
    process = context().Process(target=_read, args=(sending, stage, files, options, order), daemon=True)
    process.start()
    sending.close()
    patience = _START
    try:
        while True:
            if not receiving.poll(patience):
                yield f"one record took longer than {patience} s"
                return
            message = receiving.recv()
            patience = options.engine.seconds
            if isinstance(message, _Batch):
                yield thaw(receiving.recv_bytes()), message
            elif message == "end":
                return
    except (EOFError, OSError):
        yield "it made its reader stop (out of memory, or a fault in a library)"
    finally:
        process.kill()
        process.join()
        receiving.close()


class _Sender:
    """Gathers records in the reading process and sends them on."""

    def __init__(self, pipe: Connection, stage: Stage, singly: bool) -> None:
        self.pipe = pipe
        self.stage = stage
        self.most = 1 if singly else BATCH_ROWS
        self.records: list[Any] = []
        self.rejected: list[Rejected] = []
        self.of: list[Share] = []
        self.payload = 0
        self.file = self.sent = 0
        self.last = time.monotonic()

    def begin(self, file: int, sent: int) -> None:
        """The next file, of which so many records have been sent before."""
        self._share()
        self.file, self.sent = file, sent
        if self.most == 1:
            self.send()

    def take(self, record: Any) -> None:  # noqa: ANN401
        """One more record, or None for one that was passed over."""
        if isinstance(record, Rejected):
            self.rejected.append(record)
        elif record is not None:
            self.records.append(record)
            self.payload += len(getattr(record, "payload", b""))
        self.sent += record is not None
        if len(self.records) + len(self.rejected) >= self.most or self.payload >= BATCH_BYTES:
            self.send()
        else:
            self.alive()

    def alive(self) -> None:
        """Tell from time to time that the work goes on."""
        if time.monotonic() - self.last > _TICK:
            self.pipe.send("alive")
            self.last = time.monotonic()

    def _share(self) -> None:
        """Tell what was gathered of the file since the last that was told."""
        rows, refused = (len(gathered) - sum(share[kind] for share in self.of) for kind, gathered in ((1, self.records), (2, self.rejected)))
        if rows or refused:
            self.of.append(Share(self.file, rows, refused))

    def send(self) -> None:
        """Send what was gathered."""
        self._share()
        told = _Batch(self.rejected, self.payload, self.file, self.sent, self.of)
        table = to_table(self.records, self.stage.record)
        self.records, self.rejected, self.of, self.payload = [], [], [], 0
        frozen = freeze(table)
        del table
        self.pipe.send(told)
        self.pipe.send_bytes(memoryview(frozen))
        self.last = time.monotonic()


def _read(pipe: Connection, stage: Stage, files: Sequence[EvidenceFile], options: Options, order: _Order) -> None:
    """In the reading process. Records that are too large to be sent end it: what was sent before is safe, and they are read again one by one. So does
    the end of the process that waits for them.
    """
    limit_memory(options.engine.memory)
    sender = _Sender(pipe, stage, order.singly)
    try:
        pipe.send("alive")
        for at in range(order.file, len(files)):
            skip = order.skip if at == order.file else 0
            sender.begin(at, skip)
            for record in _records(stage, files[at], options):
                if skip and record is not None:
                    skip -= 1
                    sender.alive()
                else:
                    sender.take(record)
        sender.send()
        pipe.send("end")
    except (MemoryError, BrokenPipeError):
        os._exit(1)


def _records(stage: Stage, file: EvidenceFile, options: Options) -> Iterator[Any]:
    """What the step gives for a file; where it fails, a rejected row is the last."""
    try:
        yield from stage.step([file], getattr(options, stage.options))
    except Exception as error:
        yield Rejected(file.name, None, stage.writes, sentence(error))
