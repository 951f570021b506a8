"""The published tables of the open source survey come out of samkit, but for one cell that has a base of its own."""

import csv
from pathlib import Path

import pytest

from samkit import workflow
from samkit.classify import with_groups
from samkit.engines import memory
from samkit.results import Contrast, contrasts
from samkit.stats import difference, ratio
from samkit.tally import Ask, Request
from tests.examples.open_source import CLEANED, RAW, STUDY, TABLES, Cell, published, rows, unpacked
from tests.reference import need_shared

pytestmark = need_shared

SLIP = ("ONEHOT.NEGATIVE_RESPONSE.IGNORED", "2024")
SIDES = {"2024": "first", "2017": "second"}
EXPERIENCE = "ONEHOT.NEGATIVE_EXPERIENCE."
NONE = f"{EXPERIENCE}NONE_OF_THE_ABOVE"

Compared = dict[str, Contrast]


def compared(member: str, folder: Path) -> Compared:
    """Compare the years on what one did about harassment, by the column of each answer."""
    survey = workflow.read(unpacked(member, folder), STUDY)
    _, (result,) = workflow.compare(survey)
    return {survey.study.questions[row.item.question].column: row for row in contrasts(result)}


@pytest.fixture(scope="module")
def cleaned(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    return compared(CLEANED, tmp_path_factory.mktemp("cleaned"))


def shown(found: Compared, cell: Cell) -> tuple[int | None, int, float | None]:
    side = getattr(found[cell.column], SIDES[cell.year])
    return side.x, side.n, side.share.value


@pytest.mark.parametrize("cell", published("published_q33.csv"), ids=lambda cell: f"{cell.column[25:]}-{cell.year}")
def test_count_base_and_share_of_each_answer_are_those_that_were_published(cleaned: Compared, cell: Cell) -> None:
    x, n, share = shown(cleaned, cell)
    if (cell.column, cell.year) == SLIP:
        # This one cell leaves out those who had skipped the question before; see the next test.
        assert (cell.said, cell.base) == (466, 1237)
        assert (x, n) == (517, 1337)
        return
    assert (x, n) == (cell.said, cell.base)
    assert share == pytest.approx(cell.share, rel=1e-15)


def test_the_cell_that_differs_has_another_base_those_who_had_ticked_what_they_met() -> None:
    # Of the 1,337 who said what they did, 100 had skipped the question before; one cell of eighteen leaves them out.
    answered = [row for row in rows(CLEANED) if row["year"] == SLIP[1] and row[SLIP[0]]]
    met = [
        row
        for row in answered
        if "1" in {row[column] for column in row if column.startswith(EXPERIENCE) and column != NONE}
    ]
    assert [(sum(row[SLIP[0]] == "1" for row in of), len(of)) for of in (answered, met)] == [(517, 1337), (466, 1237)]
    assert {cell.base for cell in published("published_q33.csv") if cell.year == SLIP[1]} == {1337, 1237}


def test_the_raw_export_has_everybody_in_the_base_as_a_question_that_was_skipped_is_a_zero_there(
    cleaned: Compared, tmp_path: Path
) -> None:
    raw, export = compared(RAW, tmp_path), rows(RAW)
    assert set(raw) == set(cleaned)
    # Five had ticked that they met none of it, and still said what they did: the cleaned file leaves them out.
    none = [row for row in export if row[NONE] == "1" and "1" in {row[column] for column in raw}]
    assert [row["year"] for row in none] == ["2024"] * 5
    for column, row in raw.items():
        assert (row.first.n, row.second.n) == (8452, 5495)
        assert row.first.x == (cleaned[column].first.x or 0) + sum(one[column] == "1" for one in none)
        assert row.second.x == cleaned[column].second.x
    ticked = [row for row in export if row not in none and "1" in {row[column] for column in raw}]
    assert [sum(row["year"] == year for row in ticked) for year in SIDES] == [1337, 659]


def test_gap_and_ratio_of_the_years_are_those_of_the_published_counts(cleaned: Compared) -> None:
    by_answer: dict[str, dict[str, Cell]] = {}
    for cell in published("published_q33.csv"):
        by_answer.setdefault(cell.column, {})[cell.year] = cell
    del by_answer[SLIP[0]]
    for column, years in by_answer.items():
        now, before = years["2024"], years["2017"]
        row = cleaned[column]
        assert row.gap.value == pytest.approx(now.share - before.share, rel=1e-12)
        assert row.ratio.value == pytest.approx(now.share / before.share, rel=1e-12)
        cells = (now.said, now.base, before.said, before.base)
        for found, bounds in (
            (row.gap, difference.miettinen_nurminen(*cells)),
            (row.ratio, ratio.miettinen_nurminen(*cells)),
        ):
            assert found.lower == pytest.approx(float(bounds.lower), rel=1e-12)
            assert found.upper == pytest.approx(float(bounds.upper), rel=1e-12)


def made(cells: list[Cell], folder: Path) -> tuple[Path, Path]:
    """Write as many respondents as a table counts, and the study that reads them."""
    export, study = folder / "respondents.csv", folder / "study.toml"
    with export.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["year", "answer"])
        writer.writerows([cell.year, cell.answer] for cell in cells for _ in range(cell.said))
    answers = ", ".join(f'"{answer}"' for answer in dict.fromkeys(cell.answer for cell in cells))
    text = STUDY.read_text(encoding="utf-8").partition("[scales.")[0]
    years = '[questions.year]\ntext = "Year"\nlevels = ["2017", "2024"]\n'
    study.write_text(f'{text}{years}[questions.answer]\ntext = "Answer"\nlevels = [{answers}]\n', encoding="utf-8")
    return export, study


@pytest.mark.parametrize("table", TABLES)
def test_a_table_of_one_answer_each_is_printed_again_from_as_many_respondents(table: str, tmp_path: Path) -> None:
    cells = published(table)
    survey = workflow.read(*made(cells, tmp_path))
    groups = workflow.grouping(survey.study, "year=2024")
    ask = Ask("answer", groups.id)
    block = memory.count(with_groups(survey, groups), Request(frozenset({ask}))).blocks[ask]
    assert len(cells) == 2 * len(block.levels)
    for cell in cells:
        counts = block.n[0 if cell.year == "2024" else 1]
        n = int(counts[block.levels.index(cell.answer)])
        assert (n, int(counts.sum())) == (cell.said, cell.base)
        assert n / int(counts.sum()) == pytest.approx(cell.share, rel=1e-15)
