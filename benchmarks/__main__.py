"""Every benchmark, one after the other; name some to run only those: `python -m benchmarks passes`."""

import sys

from benchmarks import passes, seeds

BENCHMARKS = {"seeds": seeds.main, "passes": passes.main}

for name in sys.argv[1:] or BENCHMARKS:
    if name not in BENCHMARKS:
        sys.exit(f"there is no benchmark {name}; there are {', '.join(BENCHMARKS)}")
    print(f"\n== {name}")
    BENCHMARKS[name]()
