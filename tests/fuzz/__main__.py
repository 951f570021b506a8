"""`python -m tests.fuzz [KIND] [COUNT] [FIRST]`: read mutants; exit with 1 if one is not read as it must be."""

from __future__ import annotations

import os
import sys
import time

from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

from tests.fuzz.running import Finding, fuzz
from tests.fuzz.targets import TARGETS

COUNTS = {"csv": 20_000, "study": 5_000, "xlsx": 2_000, "sav": 300, "parquet": 300}


def main(kinds: list[str], count: int, first: int) -> int:
    """Fuzz some kinds of files, and tell what was found."""
    findings = list[Finding]()
    for kind in kinds:
        wanted, begun, read, loaded = count or COUNTS[kind], time.perf_counter(), 0, 0
        with Progress(*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn()) as progress:
            task = progress.add_task(kind, total=wanted)
            for tally in fuzz(kind, first, wanted, os.cpu_count() or 1):
                progress.advance(task, tally.read)
                read, loaded, findings = read + tally.read, loaded + tally.loaded, [*findings, *tally.findings]
        found = sum(finding.kind == kind for finding in findings)
        seconds = time.perf_counter() - begun
        told = f"{loaded} loaded, {found} findings, {seconds:.0f} s"
        sys.stdout.write(f"{kind}: {read} mutants from seed {first}, {told}\n")
    for finding in findings[:20]:
        sys.stdout.write(f"\n{finding.kind} seed {finding.seed}: {finding.what}\n")
    return int(bool(findings))


if __name__ == "__main__":
    given = sys.argv[1:]
    named = [kind for kind in given[:1] if kind in TARGETS]
    numbers = [int(text) for text in given[len(named) :]]
    sys.exit(main(named or list(TARGETS), *[*numbers, 0, 0][:2]))
