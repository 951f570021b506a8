"""The files of data/: they load, say that they are synthetic, and come out again byte for byte."""

import pytest

from samkit.simulate.load import load as load_published
from samkit.simulate.simulation import simulate
from samkit.study.load import load
from tests.data.respondents import DATA

STUDY = load(DATA / "sam_2016.toml")
PUBLISHED = load_published(DATA / "sam_2016_published.toml")
MADE = simulate(STUDY, PUBLISHED)


def test_the_respondents_come_out_again_byte_for_byte() -> None:
    assert MADE.csv() == (DATA / "sam_2016.csv").read_bytes()


@pytest.mark.parametrize("seed", [1, 7, 2024])
def test_another_seed_gives_other_respondents_and_the_same_printed_numbers(seed: int) -> None:
    made = simulate(STUDY, PUBLISHED, seed)
    assert made.csv() != (DATA / "sam_2016.csv").read_bytes()
    assert all(check.held for check in made.report.checks)


def test_the_study_says_that_its_data_are_synthetic() -> None:
    assert STUDY.about.synthetic.startswith("Synthetic data")


def test_the_readme_says_so_too_and_how_to_make_the_data_again() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert "No respondent is real" in readme
    assert "samkit simulate data/sam_2016.toml data/sam_2016_published.toml -o data/sam_2016.csv" in readme


def test_the_readme_has_a_row_for_every_column() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    header = (DATA / "sam_2016.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    columns = readme.partition("## The columns")[2].partition("\n## ")[0]
    assert [line.split("`")[1] for line in columns.splitlines() if line.startswith("| `")] == header


def test_the_account_names_what_rests_on_assumption() -> None:
    report = MADE.report
    assert {"short_term_pressure", "executive_sponsors", "technical_expert", "process_maturity"} <= set(report.assumed)
    assert not {"revenue_20", "sam_process", "ideas_from_plans", "company_size"} & set(report.assumed)


def test_no_base_of_52_top_performers_gives_55_percent_and_the_account_says_so() -> None:
    lines = MADE.report.lines()
    assert not any(round(100 * count / 52) == 55 for count in range(53))
    assert any("cannot be 52" in line for line in lines)


def test_no_cell_begins_like_a_formula() -> None:
    rows = MADE.rows
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
