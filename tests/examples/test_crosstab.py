"""The published crosstab comes out of samkit: its bases, and every weighted share that was printed."""

import math
from typing import NamedTuple

import pytest

from samkit import workflow
from samkit.classify import with_groups
from samkit.counted import Block
from samkit.engines import memory
from samkit.results import Contrast, contrasts
from samkit.survey import Survey
from samkit.tally import Ask, Missing, Request
from tests.examples.crosstab import COLUMNS, QUESTIONS, RAW, Cell, alike, cells
from tests.examples.raw import EXAMPLES, respondents
from tests.reference import need_shared

pytestmark = need_shared

# How many of the 195 rows of the table have a number: the six reasons for not responding never have, and 35 answers to
# the questions on work and on paying have none in the two smallest columns.
PRINTED = {"18 - 34": 154, "Gay/Bisexual": 154}

# How many of them are an item of the study by themselves: 63 answers, 28 of them to questions on work and on paying.
COMPARED = {"18 - 34": 35, "Gay/Bisexual": 35}

Counted = dict[tuple[str, str], Block]


class Read(NamedTuple):
    """The survey, its questions as they were published, and the counts of all of them by column of the table."""

    survey: Survey
    questions: dict[str, str]
    counted: dict[tuple[str, str], Counted]


def named(by: tuple[str, str]) -> str:
    """Name a column of the table as a grouping; all men are both groups of any of them."""
    return "=".join(by) if by[0] else "age3=18 - 34"


@pytest.fixture(scope="module")
def read() -> Read:
    survey = workflow.read(RAW, EXAMPLES / "masculinity_2018.toml")
    groupings = [workflow.grouping(survey.study, named(by)) for by in COLUMNS[1:]]
    labelled = with_groups(survey, *groupings)
    # A question whose "No answer" is a missing answer serves a rule or a trend; the table has it as a level.
    questions = {
        question.column: name
        for name, question in survey.study.questions.items()
        if question.levels and "No answer" not in question.missing
    }
    asks = frozenset(Ask(name, grouping.id) for name in questions.values() for grouping in groupings)
    counts = memory.count(labelled, Request(asks))
    counted = {
        by: {(column, by[1]): counts.blocks[Ask(name, named(by))] for column, name in questions.items()}
        for by in COLUMNS
    }
    return Read(labelled, questions, counted)


def block_of(read: Read, cell: Cell) -> tuple[Block, str]:
    """Find the counts behind a cell of the table, and the level that it shows."""
    columns = [column for column in read.questions if column.startswith(cell.question)]
    found = [
        (read.counted[cell.by][column, cell.by[1]], level)
        for column in columns
        for level in read.survey.study.questions[read.questions[column]].levels
        if alike(level) == alike(cell.answer)
    ]
    (only,) = found
    return only


def members(block: Block, by: tuple[str, str]) -> slice:
    """Say which groups of a count are the column: the first, or all men together."""
    return slice(0, 1) if by[0] else slice(0, len(block.groups))


def printed(share: float) -> int:
    return math.floor(100 * share + 0.5)


def test_the_study_asks_every_question_of_the_table(read: Read) -> None:
    with_columns = {code for code in QUESTIONS if any(column.startswith(code) for column in read.questions)}
    assert with_columns == set(QUESTIONS)
    assert len(cells()) == 1950


@pytest.mark.parametrize("by", COLUMNS, ids=lambda by: by[1] or "all men")
def test_every_weighted_share_that_was_printed_comes_out_after_rounding(read: Read, by: tuple[str, str]) -> None:
    wrong = []
    shown = [cell for cell in cells() if cell.by == by and cell.percent is not None]
    for cell in shown:
        block, level = block_of(read, cell)
        weight = block.w[members(block, by)].sum(axis=0)
        share = weight[block.levels.index(level)] / weight.sum()
        if printed(float(share)) != cell.percent:
            wrong.append((cell, float(share)))
    assert not wrong
    assert len(shown) == PRINTED.get(by[1], 189)


def test_a_cell_was_left_empty_exactly_where_fewer_than_100_men_were_asked(read: Read) -> None:
    for cell in cells():
        block, _ = block_of(read, cell)
        asked = int(block.n[members(block, cell.by)].sum())
        assert (cell.percent is None) == (asked < 100), (cell, asked)


def test_every_unweighted_base_is_the_number_of_rows_that_were_asked(read: Read) -> None:
    rows = respondents(RAW)
    for by in COLUMNS:
        inside = [row for row in rows if not by[0] or row[by[0]] == by[1]]
        for column in read.questions:
            block = read.counted[by][column, by[1]]
            asked = [row[column] for row in inside if row[column] != "NA"]
            chosen = members(block, by)
            assert int(block.n[chosen].sum()) == len(asked), (by, column)
            assert {level: int(n) for level, n in zip(block.levels, block.n[chosen].sum(axis=0), strict=True)} == {
                level: asked.count(level) for level in block.levels
            }
            missing = block.missing[chosen].sum(axis=0)
            reason = Missing.NOT_ANSWERED if column == "kids" else Missing.NOT_ASKED
            assert int(missing[-reason - 1]) == int(missing.sum()) == len(inside) - len(asked)


@pytest.mark.parametrize("by", COLUMNS[1:], ids=lambda by: by[1])
def test_a_comparison_shows_the_printed_share_of_each_single_answer(read: Read, by: tuple[str, str]) -> None:
    _, results = workflow.compare(read.survey, by=named(by))
    published = set(read.questions.values())
    rows = {
        (row.item.question, row.item.favourable[0]): row
        for result in results
        for row in contrasts(result)
        if row.item.question in published and len(row.item.favourable) == 1
    }
    shown = [cell for cell in cells() if cell.by == by and cell.percent is not None]
    compared = [(row, cell.percent) for cell in shown if (row := row_of(read, rows, cell)) is not None]
    assert len(compared) == COMPARED.get(by[1], 63)
    assert [printed(row.first.share.value or 0.0) for row, _ in compared] == [percent for _, percent in compared]


def row_of(read: Read, rows: dict[tuple[str, str], Contrast], cell: Cell) -> Contrast | None:
    """Find the row of a comparison that counts the answer of a cell."""
    found = [
        row
        for (question, level), row in rows.items()
        if read.survey.study.questions[question].column.startswith(cell.question) and alike(level) == alike(cell.answer)
    ]
    return found[0] if found else None
