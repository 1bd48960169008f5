"""Every benchmark, one after the other; name some to run only those: `python -m benchmarks passes`."""

import sys
from importlib import import_module

BENCHMARKS = (
    "startup",
    "seeds",
    "articles",
    "credits",
    "statements",
    "chains",
    "confidence",
    "german",
    "archive",
    "planted",
    "planted_pass",
    "incremental",
    "check",
    "reuse",
    "direction",
    "stories",
    "relay",
    "foreign",
    "passes",
    "web",
)

for name in sys.argv[1:] or BENCHMARKS:
    if name not in BENCHMARKS:
        sys.exit(f"there is no benchmark {name}; there are {', '.join(BENCHMARKS)}")
    print(f"\n== {name}", flush=True)
    import_module(f"benchmarks.{name}").main()
