"""For processes of our own, which load this first: Arrow without pandas. Where pandas is installed, pyarrow loads all of it, 50 MB and half a second in every
process, as soon as it is handed a list. It looks for pandas once; here it does so while pandas cannot be found.

Never loaded in a user's own Python, whose Arrow may be given columns of pandas.
"""

import sys
from typing import Any

import pyarrow as pa


class _Hidden:
    """Finds nothing under the name of pandas."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Raises ImportError for pandas; any other module is looked for elsewhere."""
        if name == "pandas":
            raise ImportError(name)


if "pandas" not in sys.modules:
    finders: list[Any] = sys.meta_path
    finders.insert(0, _Hidden)
    try:
        pa.array([0])
    finally:
        finders.remove(_Hidden)
