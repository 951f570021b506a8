"""The rows of the figures: a method, and how often it is wrong in each cell, in one of them, and at worst."""

from statistics import median
from typing import NamedTuple

from tests.calibration.enumerated import OWN, STUDY
from tests.calibration.record import Record


class Row(NamedTuple):
    """A method and how often it is wrong, as shares: in cells of the study's bases and of others, told, at worst."""

    method: str
    default: bool
    study: tuple[float, ...]
    others: tuple[float, ...]
    told: float
    worst: float


class Block(NamedTuple):
    """What is taken from the table under one heading: a part, its subject, what is counted, and what is the default."""

    heading: str
    part: str
    subjects: tuple[str, ...]
    quantities: tuple[str, ...]
    default: str


FALSE = "Benjamini-Hochberg"
COVERAGE, SIZE = ("coverage", "least coverage"), ("size", "largest size")
LISTED = (
    Block("Intervals of the gap", "interval", ("gap",), COVERAGE, "Miettinen-Nurminen"),
    Block("Intervals of the likelihood ratio", "interval", ("likelihood ratio",), COVERAGE, "Miettinen-Nurminen"),
    Block("Intervals of the odds ratio", "interval", ("odds ratio",), COVERAGE, "Miettinen-Nurminen"),
    Block("Intervals of one share", "interval", ("share",), COVERAGE, "Wilson"),
    Block("Tests of equal shares", "test", ("equal shares",), SIZE, "score"),
)
DRAWN = (
    Block("Tests of equal means", "test", ("equal means",), SIZE, "Welch"),
    Block("Tests of answers in order", "test", ("as often above as below",), SIZE, "Brunner-Munzel"),
    Block("Tests of a trend", "test", ("no trend",), SIZE, "Cochran-Armitage"),
    Block("Claims of equivalence", "test", ("equivalence of shares", "equivalence of means"), SIZE, ""),
    Block("False findings of a report of 72 items", "report", ("72 items",), ("false discoveries",), FALSE),
    Block("Intervals of the gap in weighted samples", "sample", ("gap",), COVERAGE, "sampling design"),
    Block("Intervals of a share in the same samples", "sample", ("share of group 0",), COVERAGE, "sampling design"),
    Block("Ranks of items", "rank", ("true ranks",), ("coverage of all", "least coverage"), "simultaneous sets"),
)


def rows(block: Block, records: list[Record]) -> list[Row]:
    """Take the rows of a block from the table, in its order."""
    told = [record for record in records if record.key.part == block.part and record.key.subject in block.subjects]
    told = [record for record in told if record.key.quantity in block.quantities and _is_promised(record)]
    methods = dict.fromkeys(record.key.method for record in told)
    return [_row(block, [record for record in told if record.key.method == method]) for method in methods]


def _is_promised(record: Record) -> bool:
    """Leave out that sets of single ranks do not hold all ranks at once: they never said so."""
    return record.promised is not None or record.key.quantity != "coverage of all"


def wrong(record: Record) -> float:
    """Say how often a method is wrong: an interval misses the truth, a test claims what is not there."""
    return 1 - record.value if "coverage" in record.key.quantity else record.value


def _row(block: Block, told: list[Record]) -> Row:
    cells = [record for record in told if record.key.part not in {"interval", "test"} or record.key.quantity in HELD]
    study = tuple(wrong(record) for record in cells if _is_study(record))
    others = tuple(wrong(record) for record in cells if not _is_study(record))
    own = [wrong(record) for record in cells if _is_own(record)]
    method = told[0].key.method
    return Row(
        method, method == block.default, study, others, own[0] if own else median(study + others), max(map(wrong, told))
    )


HELD = ("coverage", "size")
"""Of intervals and tests these are the cells, and the other quantity is the extreme over a finer grid."""


def _is_study(record: Record) -> bool:
    key = record.key
    return key.part == "sample" or "397" in key.setting or (key.n1 == STUDY[0] and key.n0 in {STUDY[1], None})


def _is_own(record: Record) -> bool:
    key = record.key
    shares = {"interval": (OWN[0], OWN[1] if key.n0 else None), "test": (OWN[1], OWN[1])}
    return _is_study(record) and (key.p1, key.p0) == shares.get(key.part)
