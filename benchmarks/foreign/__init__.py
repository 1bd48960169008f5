"""An outside examiner: fictional piles of news pages with exact truth, from bytes to the exported JSON. See `python -m benchmarks.foreign --help`."""


def main() -> None:
    """Ten piles of the first seed, as the benchmarks run it."""
    from benchmarks.foreign.command import main as command

    command()
