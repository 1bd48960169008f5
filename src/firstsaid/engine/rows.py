"""Between records and Arrow: the only file that knows both."""

import dataclasses
import functools
import itertools
import types
import typing
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

R = typing.TypeVar("R")

WRITTEN: Mapping[str, Any] = {"compression": "zstd", "use_dictionary": False, "write_statistics": False}
"""How tables are written. Most values stand in a column once, so that looking each up among those before it costs more than it saves."""

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


def _packed(values: Sequence[Any], hint: Any) -> pa.Array:  # noqa: ANN401
    """Values of one type as an array, records column by column all the way down."""
    hint = _without_none(hint)
    if _is_row(hint):
        kept = [value for value in values if value is not None]
        kind = _arrow_type(hint)
        children = [_packed([getattr(row, name) for row in kept], inner) for name, inner in _fields(hint)]
        made = pa.StructArray.from_arrays(children, fields=list(kind))
        return made if len(kept) == len(values) else made.take(_places([value is not None for value in values]))
    if typing.get_origin(hint) is tuple:
        there = [value is not None for value in values]
        flat = [item for value in values if value is not None for item in value]
        stops = list(itertools.accumulate(0 if value is None else len(value) for value in values))
        mask = None if all(there) else pa.array([not one for one in there])
        offsets = pa.array([0, *stops], pa.int32())
        return pa.ListArray.from_arrays(offsets, _packed(flat, typing.get_args(hint)[0]), type=_arrow_type(hint), mask=mask)
    return pa.array(values, SCALARS[hint])


def _places(there: Sequence[bool]) -> pa.Array:
    """Where each value that is there stands among those that are; null for the others."""
    return pa.array([number - 1 if one else None for one, number in zip(there, itertools.accumulate(there), strict=True)], pa.int64())


def _unpacked(array: pa.Array, hint: Any) -> list[Any]:  # noqa: ANN401
    """The values of an array, records column by column all the way down."""
    hint = _without_none(hint)
    if array.null_count:
        if array.null_count == len(array):
            return [None] * len(array)
        kept = iter(_unpacked(array.drop_null(), hint))
        return [next(kept) if there else None for there in array.is_valid().to_pylist()]
    if _is_row(hint):
        children = dict(zip((field.name for field in array.type), array.flatten(), strict=True))
        return _rows(hint, [_unpacked(children[name], inner) for name, inner in _fields(hint)])
    if typing.get_origin(hint) is tuple:
        items = _unpacked(array.flatten(), typing.get_args(hint)[0])
        stops = list(itertools.accumulate(array.value_lengths().to_numpy().tolist()))
        return [tuple(items[start:stop]) for start, stop in zip([0, *stops], stops, strict=False)]
    made: list[Any] = array.to_numpy().tolist() if hint in (int, float) else array.to_pylist()
    return made


def to_table(records: Iterable[Any], record: type) -> pa.Table:
    """Records as an Arrow table, in the order given."""
    rows = list(records)
    return pa.Table.from_arrays([_packed([getattr(row, name) for row in rows], hint) for name, hint in _fields(record)], schema=schema_of(record))


def from_table(table: pa.Table, record: type[R]) -> list[R]:
    """The table's rows as records, in its order. Columns that the record does not have are left out."""
    columns = [[value for piece in table.column(name).chunks for value in _unpacked(piece, hint)] for name, hint in _fields(record)]
    return _rows(record, columns) if columns else []


def _rows(record: Any, columns: Sequence[Sequence[Any]]) -> list[Any]:  # noqa: ANN401
    """Records of their fields' columns. A constructor that is written in Python and called for each takes longer than all else; so tuples are made of what
    stands side by side, and slots are filled a column at a time.
    """
    if issubclass(record, tuple):
        return list(map(functools.partial(tuple.__new__, record), zip(*columns, strict=True)))
    fill = _slots(record)
    if fill is None:
        return list(map(record, *columns))
    made = [record.__new__(record) for _ in columns[0]]
    for put, values in zip(fill, columns, strict=True):
        deque(map(put, made, values), maxlen=0)
    return made


@functools.cache
def _slots(record: type) -> tuple[Callable[[Any, Any], None], ...] | None:
    """What puts a value into each field of a record; None where making one is more than to fill its slots."""
    slots = [record.__dict__.get(name) for name, _ in _fields(record)]
    if hasattr(record, "__post_init__") or not all(isinstance(slot, types.MemberDescriptorType) for slot in slots):
        return None
    return tuple(slot.__set__ for slot in slots if slot is not None)


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
