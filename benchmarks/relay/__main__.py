"""Run the benchmark with options: `python -m benchmarks.relay --help`."""

from benchmarks.relay.command import command

command()
