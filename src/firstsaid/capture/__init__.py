"""Files become captures, one for each page in them: one module per input format.

A new input format is one file here with a reader in it, and one name in `READERS`.
"""

from firstsaid.capture.read import READERS, read
from firstsaid.capture.reader import Reader
from firstsaid.capture.source import Source

__all__ = ["READERS", "Reader", "Source", "read"]
