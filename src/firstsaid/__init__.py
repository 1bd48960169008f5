"""firstsaid: who said it first, who only repeated it, what was altered on the way, and how many independent origins stand behind it."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Case", "attributions", "open_case", "read", "reuse", "trace"]

if TYPE_CHECKING:
    from firstsaid.api import Case, attributions, open_case, read, reuse, trace


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load the Python face when it is first asked for, so that the command line starts at once (PEP 562).

    All names at once: importing the room `firstsaid.reuse` binds this package's `reuse` to the room, and here the function is what is meant.
    """
    if name in __all__:
        from importlib import import_module

        api = import_module("firstsaid.api")
        globals().update({face: getattr(api, face) for face in __all__})
        return globals()[name]
    raise AttributeError(f"module 'firstsaid' has no attribute {name!r}")
