"""Options from four places: the defaults, `case.toml`, FIRSTSAID_* variables and flags; the later one wins."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from firstsaid.errors import SettingsError
from firstsaid.model.options import Options

Values = Mapping[str, Mapping[str, Any]]
"""room → option → value."""

WITHOUT_EFFECT = ("engine",)
"""Rooms whose options change how the work is done, never a result."""


def rooms() -> dict[str, type]:
    """The options dataclass of each room."""
    return {f.name: type(getattr(Options(), f.name)) for f in dataclasses.fields(Options)}


def _cast(option: dataclasses.Field[Any], value: Any, where: str) -> Any:  # noqa: ANN401
    kind: Any = type(option.default)
    choices: tuple[str, ...] = option.metadata["choices"]
    try:
        if isinstance(value, bool) or (kind is int and isinstance(value, float)):
            raise ValueError
        given = kind(value)
    except (TypeError, ValueError):
        wanted = {int: "a whole number", float: "a number", str: "text"}.get(kind, kind.__name__)
        raise SettingsError(f"{value!r} is not {wanted}", where=where) from None
    if choices and given not in choices:
        raise SettingsError(f"{value!r} is none of {', '.join(choices)}", where=where)
    wrong: str = option.metadata["wrong"](given)
    if wrong:
        raise SettingsError(wrong, where=where)
    return given


def resolve(case: Values, environment: Mapping[str, str], flags: Values) -> Options:
    """The options in force.

    Raises SettingsError for a room or an option that does not exist, and for a value that the option cannot have.
    """
    chosen: dict[str, Any] = {}
    for room, kind in rooms().items():
        values: dict[str, Any] = {}
        known = {f.name: f for f in dataclasses.fields(kind)}
        for name in [*case.get(room, {}), *flags.get(room, {})]:
            if name not in known:
                raise SettingsError(f"there is no such option; known are {', '.join(known)}", where=f"[{room}] {name}")
        for name, wanted in known.items():
            variable = f"FIRSTSAID_{room}_{name}".upper()
            if name in case.get(room, {}):
                values[name] = _cast(wanted, case[room][name], f"case.toml [{room}] {name}")
            if variable in environment:
                values[name] = _cast(wanted, environment[variable], variable)
            if name in flags.get(room, {}):
                values[name] = _cast(wanted, flags[room][name], f"--{room}-{name.replace('_', '-')}")
        chosen[room] = kind(**values)
    unknown = sorted(set(case) - set(chosen) - {"case"})
    if unknown:
        raise SettingsError(f"there is no such room; known are {', '.join(chosen)}", where=f"case.toml [{unknown[0]}]")
    return Options(**chosen)


def changed(options: Options) -> dict[str, dict[str, Any]]:
    """Only what differs from the defaults, as `case.toml` keeps it."""
    left: dict[str, dict[str, Any]] = {}
    for room, kind in rooms().items():
        mine, default = dataclasses.asdict(getattr(options, room)), dataclasses.asdict(kind())
        values = {name: value for name, value in mine.items() if value != default[name]}
        if values:
            left[room] = values
    return left


def settings_hash(options: Options) -> str:
    """SHA-256, shortened, of every option that can change a result."""
    values = {room: dataclasses.asdict(getattr(options, room)) for room in rooms() if room not in WITHOUT_EFFECT}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def room_hash(options: Options, room: str) -> str:
    """The same for one room."""
    return hashlib.sha256(json.dumps(dataclasses.asdict(getattr(options, room)), sort_keys=True).encode()).hexdigest()[:16]
