"""`python -m tests.benchmarks.rereading [RUNS]`: 200 readings of a rule with 72 items, against other ways to them.

- The command without its permutation test, and with it, against `samkit compare` of the same 72 items by one reading:
  whole processes, in turn.
- 1,000 permutations of the curves of 72 items under 200 readings, against a loop over permutations and readings that
  counts all items at once, as one writes it first. The loop makes a hundredth of them, and its time is taken a hundred
  times. The loop uses one processor, the product as many as numpy's library takes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from samkit.counted import Rereading
from samkit.stats.normal import two_sided
from samkit.stats.permuted import PERMUTATIONS, curve_test
from tests.benchmarks.bootstrap import Case
from tests.benchmarks.cases import DATA
from tests.benchmarks.timing import compare, python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.stats.interval import Floats

RUNS = 5
RESPONDENTS, READINGS, ITEMS = 397, 200, 72
LOOPED = 10
SHIPPED = 52  # items that the built-in questionnaire compares by gap
NETS = ("Agree", "Strongly agree", "Strongly disagree")
QUESTIONS = (
    "technical_expert", "relationship_lead", "collaborator", "results_driver", "innovator", "project_manager",
    "executive_access", "executive_relationships", "leads_planning",
)  # fmt: skip


def study(folder: Path) -> Path:
    """Write the shipped study with 200 readings and 72 items that are compared by gap, beside its respondents."""
    more = [f'more_{place}_{at} = {{ text = "{name}: {net}", question = "{name}", favourable = ["{net}"] }}'
            for at, net in enumerate(NETS) for place, name in enumerate(QUESTIONS)][: ITEMS - SHIPPED]  # fmt: skip
    head = 'schema = "samkit-study/1"\ntemplate = "sam"\n[study]\n' + f'title = "Speed"\nreadings = {READINGS}\n'
    path = folder / "speed.toml"
    section = '[sections.more]\ntitle = "More"\n[sections.more.questions]\n'
    path.write_text(head + section + "\n".join(more) + "\n", encoding="utf-8")
    return path


def rows() -> Rereading:
    """Make labels under readings from strict to lax, and answers of which a twentieth is missing."""
    draw = np.random.default_rng(2016)
    trait = draw.normal(size=RESPONDENTS)
    limits = np.linspace(1.2, 0.0, READINGS)[:, None]
    truth = (trait + draw.normal(0, 0.5, (READINGS, RESPONDENTS)) > limits).astype(np.int8)
    favourable, valid = (draw.random((RESPONDENTS, ITEMS)) < share for share in (0.4, 0.95))
    alone = np.ones(RESPONDENTS)
    return Rereading(truth, favourable & valid, valid, alone, np.zeros(RESPONDENTS, dtype=np.intp))


def loop(given: Rereading, permutations: int) -> Floats:
    """Exchange the respondents and count reading by reading; give median and share, shape (permutations, 2, items)."""
    draw, square = np.random.default_rng(1), two_sided(0.95) ** 2
    found = np.empty((permutations, 2, ITEMS))
    for row in range(permutations):
        order = draw.permutation(RESPONDENTS)
        yes, mask = given.favourable[order], given.valid[order]
        gaps, signs = np.empty((2, READINGS, ITEMS))
        for reading, truth in enumerate(given.truth):
            first, second = truth == 1, truth == 0
            x1, n1, x0, n0 = yes[first].sum(0), mask[first].sum(0), yes[second].sum(0), mask[second].sum(0)
            gaps[reading], total, both = x1 / n1 - x0 / n0, n1 + n0, x1 + x0
            beyond = (total - 1) * (x1 * n0 - x0 * n1) ** 2 >= square * n1 * n0 * both * (total - both)
            signs[reading] = np.sign(gaps[reading]) * beyond
        found[row] = np.abs(np.median(gaps, axis=0)), np.maximum((signs > 0).mean(0), (signs < 0).mean(0))
    return found


def permuted(given: Rereading, permutations: int = PERMUTATIONS) -> object:
    """Do the same, with what was observed and the p-values beside it."""
    return curve_test(given, np.ones((READINGS, ITEMS), dtype=bool), 1, permutations=permutations)


def cases() -> Iterator[Case]:
    """List what is timed in one process."""
    given = rows()
    yield Case(
        "loop / 1,000 permutations of 200 readings of 72 items",
        lambda: permuted(given),
        lambda: loop(given, LOOPED),
        "at least 30",
        LOOPED / PERMUTATIONS,
    )


def main() -> None:
    """Time every case and print a line for each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told = [str(DATA), "--study", str(study(folder))]
        reference = python("-m", "samkit", "compare", *told)
        for title, more in (("robustness / compare", ["--permutations", "0"]), ("the same, with the test", [])):
            ours = python("-m", "samkit", "robustness", *told, *more)
            sys.stdout.write(f"{compare(title, ours, reference, folder, runs=runs, most=3.0).line()}\n")
            sys.stdout.flush()
    for case in cases():
        sys.stdout.write(f"{case.line(runs)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
