"""The sample case: invented pages from Askvara, a country that does not exist. `docs/sample-case.md` tells its story."""

from importlib.resources import files
from pathlib import Path

from firstsaid.errors import InputError

__all__ = ["pages"]


def pages() -> Path:
    """The folder of the bundled pages, HTML and plain text, ready to be traced.

    Raises InputError when firstsaid was installed as an archive that was never unpacked, since the pages are then no files.
    """
    folder = files(__name__) / "pages"
    if not isinstance(folder, Path):
        raise InputError("the sample pages lie inside an archive; install firstsaid with pip, which unpacks it", where=str(folder))
    return folder
