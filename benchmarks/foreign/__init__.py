"""An outside examiner: fictional piles of news pages with exact truth, from bytes to the exported JSON. See `python -m benchmarks.foreign --help`."""

from benchmarks.foreign.command import main

__all__ = ["main"]
