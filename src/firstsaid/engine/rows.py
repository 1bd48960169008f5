"""Between records and Arrow: the only file that knows both."""

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyarrow as pa

R = typing.TypeVar("R")

SCALARS: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), bytes: pa.large_binary()}


def _without_none(hint: Any) -> Any:  # noqa: ANN401
    """`X` for `X | None`; every other hint as it is."""
    if isinstance(hint, types.UnionType):
        rest = [h for h in typing.get_args(hint) if h is not type(None)]
        if len(rest) == 1:
            return rest[0]
    return hint


def _is_row(hint: Any) -> bool:  # noqa: ANN401
    return dataclasses.is_dataclass(hint) or (isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"))


def _fields(record: type) -> tuple[tuple[str, Any], ...]:
    return _fields_of(record)


@functools.cache
def _fields_of(record: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401
    names = [f.name for f in dataclasses.fields(record)] if dataclasses.is_dataclass(record) else list(getattr(record, "_fields"))  # noqa: B009
    hints = typing.get_type_hints(record)
    return tuple((name, hints[name]) for name in names)


def _arrow_type(hint: Any) -> pa.DataType:  # noqa: ANN401
    hint = _without_none(hint)
    if hint in SCALARS:
        return SCALARS[hint]
    if _is_row(hint):
        return pa.struct([pa.field(name, _arrow_type(inner)) for name, inner in _fields(hint)])
    if typing.get_origin(hint) is tuple:
        return pa.list_(_arrow_type(typing.get_args(hint)[0]))
    raise TypeError(f"a record may hold str, int, float, bool, bytes, tuples and records, not {hint}")


def schema_of(record: type) -> pa.Schema:
    """The Arrow schema of a record: one column per field, nested records as structs, tuples as lists."""
    return pa.schema([pa.field(name, _arrow_type(hint)) for name, hint in _fields(record)])


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


@functools.cache
def _packer(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    """How a value of this type is handed to Arrow: rows as dicts, all the way down."""
    hint = _without_none(hint)
    if _is_row(hint):
        inner = [(name, _packer(kind)) for name, kind in _fields(hint)]
        return lambda row: None if row is None else {name: pack(getattr(row, name)) for name, pack in inner}
    if typing.get_origin(hint) is tuple:
        pack_one = _packer(typing.get_args(hint)[0])
        return list if pack_one is _same else lambda values: [pack_one(v) for v in values]
    return _same


@functools.cache
def _unpacker(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    hint = _without_none(hint)
    if _is_row(hint):
        inner = [(name, _unpacker(kind)) for name, kind in _fields(hint)]
        return lambda row: None if row is None else hint(*[unpack(row[name]) for name, unpack in inner])
    if typing.get_origin(hint) is tuple:
        unpack_one = _unpacker(typing.get_args(hint)[0])
        return tuple if unpack_one is _same else lambda values: tuple(unpack_one(v) for v in values)
    return _same


def to_table(records: Iterable[Any], record: type) -> pa.Table:
    """Records as an Arrow table, in the order given."""
    rows = list(records)
    schema = schema_of(record)
    columns = []
    for name, hint in _fields(record):
        pack = _packer(hint)
        values = [getattr(row, name) for row in rows]
        columns.append(pa.array(values if pack is _same else [pack(v) for v in values], type=schema.field(name).type))
    return pa.Table.from_arrays(columns, schema=schema)


def from_table(table: pa.Table, record: type[R]) -> list[R]:
    """The table's rows as records, in its order. Columns that the record does not have are left out."""
    columns = []
    for name, hint in _fields(record):
        unpack = _unpacker(hint)
        values = table.column(name).to_pylist()
        columns.append(values if unpack is _same else [unpack(v) for v in values])
    return list(map(record, *columns)) if columns else []


def in_order(table: pa.Table, but: Sequence[str] = ()) -> pa.Table:
    """The table sorted by its scalar columns from left to right, so that a step sees the same order whatever made the table."""
    keys = [(f.name, "ascending") for f in table.schema if not pa.types.is_nested(f.type) and f.name not in but]
    return table.sort_by(keys) if table.num_rows > 1 else table


def freeze(table: pa.Table) -> pa.Buffer:
    """A table as bytes that another process can thaw."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def thaw(data: pa.Buffer | bytes) -> pa.Table:
    """The table that was frozen."""
    return pa.ipc.open_stream(data).read_all()
