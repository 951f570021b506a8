"""Respondents of a small made-up study: every printed number, the groups, the refusals."""

import csv
import io
from fractions import Fraction
from pathlib import Path

import pytest

from samkit.errors import RefusedError, StudyError
from samkit.simulate import simulation
from samkit.simulate.simulation import Simulated
from tests.simulate.small import PUBLISHED, STUDY, made

MADE = made()
HEADER = 'team,region,"Staff, persons",budget,plan,quality,review,retro,tests'


def rows_of(simulated: Simulated) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(simulated.csv().decode())))


def leads(row: dict[str, str]) -> bool:
    return (row["budget"] == "Good") + (row["plan"] == "Good") + (row["quality"] == "Bad") >= 2


def percent(rows: list[dict[str, str]], column: str, level: str) -> float:
    answers = [row[column] for row in rows if row[column] not in {"", "No idea"}]
    return 100 * answers.count(level) / len(answers)


def test_the_file_has_its_header_and_a_row_for_each_respondent() -> None:
    lines = MADE.csv().decode().split("\n")
    assert lines[0] == HEADER
    assert len(lines) == 162
    assert [row["team"] for row in rows_of(MADE)] == [f"R{place:04d}" for place in range(1, 161)]


def test_a_rule_of_two_criteria_of_three_makes_the_groups() -> None:
    assert sum(leads(row) for row in rows_of(MADE)) == 40


@pytest.mark.parametrize("seed", range(4))
def test_printed_numbers_hold_with_any_seed(seed: int) -> None:
    rows = rows_of(made(seed=seed))
    top, rest = [row for row in rows if leads(row)], [row for row in rows if not leads(row)]
    assert 61.5 <= percent(top, "review", "Good") < 62.5
    assert 30.5 <= percent(rest, "review", "Good") < 31.5
    assert 1.95 <= percent(top, "review", "Good") / percent(rest, "review", "Good") < 2.05
    assert 43.5 <= percent(rows, "retro", "Good") < 44.5
    assert 49.5 <= percent(top, "region", "North") < 50.5
    assert 32.5 <= percent(rest, "region", "North") < 33.5


def test_numbers_are_written_as_the_study_reads_them_and_have_their_means() -> None:
    for wanted, mean in ((True, Fraction("12.4")), (False, Fraction("9.7"))):
        texts = [row["Staff, persons"] for row in rows_of(MADE) if leads(row) is wanted]
        values = [Fraction(text.replace(",", ".")) for text in texts if text]
        assert abs(sum(values, Fraction(0)) / len(values) - mean) < Fraction("0.05")
        assert all(1 <= value <= 90 and value % Fraction(1, 2) == 0 for value in values)


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert made().csv() == MADE.csv()
    assert made(seed=6).csv() != MADE.csv()


def test_missing_answers_have_reasons() -> None:
    texts = {row[name] for row in rows_of(MADE) for name in ("review", "retro", "tests")}
    assert texts == {"Bad", "Fair", "Good", "", "No idea"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ratio = 2.0", "ratio = 3.0", "shares.review.*cannot hold together"),
        ("top_share = 25", "top_share = 26", "no group sizes of 160"),
        ('"North" = 33, "South" = 67', '"North" = 33, "South" = 60', "levels.region.*no base"),
        ("all = 10.4", "all = 13.4", "numbers.staff.*no answers have the printed means"),
        ("retro]\nall = 44", "retro]\ntop = 80", "reviews come first"),
        ('top = { "Fair" = 20, "Good" = 80 }', 'top = { "Fair" = 80, "Good" = 20 }', "cannot be given answers"),
    ],
)
def test_figures_that_contradict_one_another_are_refused_by_name(old: str, new: str, said: str) -> None:
    with pytest.raises(StudyError, match=said):
        made(PUBLISHED.replace(old, new, 1))


def test_a_fact_that_no_drawing_reaches_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "DRAWINGS", 2)
    falls = '[[facts]]\nkind = "rises"\noutcome = "review"\nalong = "retro"\nsays = "rises"\n'
    against = "[correlation.links]\nretro = { review = -9 }\n"
    with pytest.raises(RefusedError, match="rises was not reached"):
        made(PUBLISHED + falls + against)


def test_all_of_the_criteria_keep_the_first_group_from_failing_any() -> None:
    every = STUDY.replace("require = 2", "")
    text = PUBLISHED.replace('"Fair" = 20, "Good" = 80', '"Good" = 100').replace(
        'top = { "Bad" = 10, "Fair" = 10, "Good" = 80 }', 'top = { "Good" = 100 }'
    )
    text = text.replace('top = { "Bad" = 60, "Fair" = 20, "Good" = 20 }', 'top = { "Bad" = 100 }')
    rows = rows_of(made(text, questionnaire=every))
    best = [row for row in rows if (row["budget"], row["plan"], row["quality"]) == ("Good", "Good", "Bad")]
    assert len(best) == 40


def test_assumed_levels_that_the_rule_forbids_altogether_are_refused() -> None:
    text = PUBLISHED.replace('top = { "Fair" = 20, "Good" = 80 }', 'top = { "Fair" = 100 }')
    with pytest.raises(StudyError, match="contradict the rule"):
        made(text, questionnaire=STUDY.replace("require = 2", ""))


def test_the_account_names_what_is_assumed() -> None:
    assert MADE.report.assumed == ("budget", "plan", "quality", "retro", "tests")
    assert "no row is a real organisation" in MADE.report.lines()[0]


def test_names_stand_for_the_study_and_the_figures(tmp_path: Path) -> None:
    questionnaire, printed = tmp_path / "teams.toml", tmp_path / "published.toml"
    questionnaire.write_text(STUDY, encoding="utf-8")
    printed.write_text(PUBLISHED, encoding="utf-8")
    assert simulation.simulate(questionnaire, str(printed)).rows == MADE.rows
