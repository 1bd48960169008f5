"""The readers under atheris, which chooses the damage by the branches that it reaches: python -m benchmarks.fuzz --coverage

Atheris is no dependency of firstsaid. As libFuzzer does, the run ends with the first find.
"""

import sys
import tempfile
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("atheris is not installed; it is no dependency of firstsaid: pip install atheris")

from benchmarks.mutations import Sample, seeds

with atheris.instrument_imports(include=["firstsaid.capture", "firstsaid.articles"]):
    from benchmarks.trial import tried

LONGEST = 65_536


def main(seconds: int, hang: int, finds: Path) -> None:
    """Run for a time. The first byte of an input chooses the name that the file goes under."""
    among = seeds()
    corpus, folder = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    for number, sample in enumerate(among):
        (corpus / str(number)).write_bytes(bytes([number % 256]) + sample.content[: LONGEST - 1])

    def one(content: bytes) -> None:
        sample = Sample(among[content[0] % len(among)].name if content else "page.html", content[1:])
        result = tried(sample, folder)
        if result.fault:
            raise AssertionError(f"{sample.name}: {result.fault}\n{result.story}")

    tried(Sample("short.txt", b"The council of Lisk voted on Monday."), folder)  # loads what is loaded once, for which the first input would be blamed
    finds.mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], str(corpus), f"-max_total_time={seconds}", f"-timeout={hang}", f"-max_len={LONGEST}", f"-artifact_prefix={finds}/"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
