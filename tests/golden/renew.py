"""Write the golden dossier anew: `python -m tests.golden.renew`. Read every line of the difference before it is committed."""

from firstsaid import trace
from firstsaid.sample import pages
from tests.golden.page import golden
from tests.golden.test_golden import SAMPLE

if __name__ == "__main__":
    SAMPLE.write_text(golden(trace(pages()).dossier), "utf-8")
    print(f"{SAMPLE.name}: {SAMPLE.read_text('utf-8').count(chr(10)):,} lines")
