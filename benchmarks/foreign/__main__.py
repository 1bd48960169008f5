"""`python -m benchmarks.foreign [--seed N] [--piles N] [--copies] [--faults FILE] [--keep DIR]`."""

import sys

from benchmarks.foreign.command import main

main(sys.argv[1:])
