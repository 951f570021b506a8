import json
from pathlib import Path
from typing import Any

import pytest

from samkit.cli.app import run
from tests.examples.crosstab import RAW
from tests.examples.raw import CHARTS, EXAMPLES, Asked, Row, asked, at_least, respondents, tables
from tests.reference import need_shared

pytestmark = need_shared

STUDY = EXAMPLES / "masculinity_2018.toml"
HABITS = ("q0007_0001", "q0007_0002", "q0007_0003", "q0007_0004")
FREQUENT = {"Sometimes", "Often"}


def is_open(row: Row) -> bool | None:
    """Apply the rule of the study to a row of the export: three of four habits, and no answer is not a no."""
    return at_least([None if row[column] == "No answer" else row[column] in FREQUENT for column in HABITS], 3)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return respondents(RAW)


@pytest.fixture(scope="module")
def groups(rows: list[Row]) -> dict[str, list[Row]]:
    return {"first": [row for row in rows if is_open(row)], "second": [row for row in rows if is_open(row) is False]}


def results(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """Run a command that prints JSON."""
    assert run([*arguments, "--study", str(STUDY), "--format", "json"]) == 0
    return list(json.loads(capsys.readouterr().out)["results"])


def valid(members: list[Row], how: Asked) -> list[Row]:
    return [member for member in members if member[how.column] in how.levels]


def test_every_man_gets_the_group_that_his_answers_give(
    rows: list[Row], groups: dict[str, list[Row]], capsys: pytest.CaptureFixture[str]
) -> None:
    (classification,) = results(capsys, "classify", str(RAW))
    grouping = classification["grouping"]
    assert (grouping["n_first"], grouping["n_second"]) == (len(groups["first"]), len(groups["second"]))
    assert grouping["n_left_out"] == sum(is_open(row) is None for row in rows)


def test_every_item_has_the_counts_of_the_export_and_weighted_shares(
    groups: dict[str, list[Row]], capsys: pytest.CaptureFixture[str]
) -> None:
    study = tables(STUDY.name)
    compared = [row for result in results(capsys, "compare", str(RAW)) for row in result["rows"]]
    assert {row["item"]["section"] for row in compared} == set(study["sections"])
    for row in compared:
        how = asked(study, row["item"]["section"], row["item"]["id"])
        counted = [row["level"]] if row["type"] == "Level" else how.favourable
        for side, members in groups.items():
            answered = valid(members, how)
            favourable = [member for member in answered if member[how.column] in counted]
            share = weight(favourable) / weight(answered)
            assert (row[side]["x"], row[side]["n"]) == (len(favourable), len(answered)), row["item"]["id"]
            assert row[side]["share"]["value"] == pytest.approx(share, rel=1e-9), row["item"]["id"]


def weight(members: list[Row]) -> float:
    return sum(float(member["weight"]) for member in members)


def test_gap_and_ratio_are_those_of_the_weighted_shares(
    groups: dict[str, list[Row]], capsys: pytest.CaptureFixture[str]
) -> None:
    study = tables(STUDY.name)
    (behaviours,) = results(capsys, "compare", str(RAW), "behaviours")
    for row in behaviours["rows"]:
        how = asked(study, "behaviours", row["item"]["id"])
        p1, p0 = (
            weight([member for member in members if member[how.column] in FREQUENT]) / weight(valid(members, how))
            for members in groups.values()
        )
        assert row["gap"]["value"] == pytest.approx(p1 - p0, rel=1e-9)
        assert row["ratio"]["value"] == pytest.approx(p1 / p0, rel=1e-9)


def test_an_answer_to_any_question_makes_the_groups(rows: list[Row], capsys: pytest.CaptureFixture[str]) -> None:
    (worries,) = results(capsys, "compare", str(RAW), "worries", "--by", "age3=18 - 34")
    young = sum(row["age3"] == "18 - 34" for row in rows)
    assert (worries["grouping"]["n_first"], worries["grouping"]["n_second"]) == (young, len(rows) - young)


def test_the_report_has_every_figure_and_uses_every_chart(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    assert run(["report", str(RAW), "--study", str(STUDY), "-o", str(folder), "--figures", "svg"]) == 0
    figures = tables(STUDY.name)["figures"]
    page = (folder / "index.html").read_text(encoding="utf-8")
    for figure in figures:
        assert (folder / "figures" / f"figure-{figure['id']}.svg").stat().st_size > 5_000
        assert f'id="figure-{figure["id"]}"' in page
    assert {figure["chart"] for figure in figures} == CHARTS
