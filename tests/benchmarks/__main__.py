"""`python -m tests.benchmarks [RUNS]`: print the ratios."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.cases import cases

RUNS = 5


def main() -> None:
    """Time every case and print a line for each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    sys.stdout.write("whole processes in turn, median seconds of samkit and of the reference; ratio of pairs\n")
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(Path(folder), runs):
            sys.stdout.write(f"{case.line()}\n")
            sys.stdout.flush()


main()
