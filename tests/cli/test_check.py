from __future__ import annotations

import csv
import json
import statistics
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from samkit.findings import Finding, Response
from samkit.writers import json_text
from tests.builders import files
from tests.cli.programs import inside, program
from tests.examples.raw import EXAMPLES, EXPORTS, tables
from tests.quality.made import ROWS, STUDY, clean
from tests.reference import need_shared
from tests.test_start_up import loaded

if TYPE_CHECKING:
    Capture = pytest.CaptureFixture[str]

CLOCKS = ("StartDate", "EndDate")
SHIPPED = Path(__file__).resolve().parents[2] / "data" / "sam_2016.csv"


def there(tmp_path: Path, text: str = STUDY, **changed: list[str]) -> Path:
    """Write the clean survey with some columns changed."""
    return files(tmp_path, {**clean(), **changed}, text)


def rows(capsys: Capture, *arguments: str | Path) -> list[dict[str, Any]]:
    """Give the rows of a check as JSON has them."""
    ended = inside(capsys, "check", *arguments, "--format", "json")
    assert ended.code == 0, ended.err
    (result,) = json.loads(ended.out)["results"]
    return list(result["rows"])


def found(capsys: Capture, *arguments: str | Path) -> list[dict[str, Any]]:
    return [row for row in rows(capsys, *arguments) if row["type"] == "Finding"]


def test_a_clean_survey_passes_and_says_so(tmp_path: Path, capsys: Capture) -> None:
    ended = inside(capsys, "check", there(tmp_path), "--strict")
    assert (ended.code, ended.err) == (0, "")
    assert "no errors, no warnings, no remarks" in ended.out
    assert " ".join(["plan", "240", "240", *"000000", "100"]) in " ".join(ended.out.split())


def test_findings_end_with_0_and_strict_with_5_only_if_there_is_an_error(tmp_path: Path, capsys: Capture) -> None:
    warned = there(tmp_path, train=[""] * 60 + clean()["train"][60:])
    assert inside(capsys, "check", warned, "--strict").code == 0
    wrong = there(tmp_path, plan=["Agre", *clean()["plan"][1:]])
    assert inside(capsys, "check", wrong).code == 0
    ended = inside(capsys, "check", wrong, "--strict")
    assert ended.code == 5
    assert "1 error, and --strict was asked for" in ended.err
    assert "did you mean 'Agree'?" in ended.out


def test_every_fault_is_told_at_once_and_none_stops_the_check(tmp_path: Path, capsys: Capture) -> None:
    made = clean()
    path = there(tmp_path, plan=["Agre", *made["plan"][1:]], size=["x", *made["size"][1:]], id=["r1", *made["id"][1:]])
    told = {(row["check"], row["subject"]) for row in found(capsys, path)}
    assert told == {("unreadable", "plan"), ("unreadable", "size"), ("ids", "id")}


def test_a_column_that_is_not_there_is_a_finding_and_what_needs_it_another(tmp_path: Path, capsys: Capture) -> None:
    path = there(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("growth,", "grwth,", 1), encoding="utf-8")
    told = [(row["check"], row["subject"], row["severity"]) for row in found(capsys, path)]
    assert told == [
        ("columns", "questions.growth", "error"),
        ("groups", "performance", "error"),
        ("columns", "", "info"),
    ]
    assert found(capsys, path)[0]["hint"] == "did you mean 'grwth'?"


def test_standard_input_is_checked_and_a_column_that_is_not_there_stops_it(tmp_path: Path) -> None:
    path = there(tmp_path)
    ended = program("check", "-", "--study", tmp_path / "survey.toml", behind=f"< {path}")
    assert (ended.code, ended.err) == (0, "")
    path.write_text(path.read_text(encoding="utf-8").replace("growth,", "grwth,", 1), encoding="utf-8")
    ended = program("check", "-", "--study", tmp_path / "survey.toml", behind=f"< {path}")
    assert ended.code == 3
    assert "did you mean 'grwth'?" in ended.err


@pytest.mark.parametrize("gone", ["id", "plan", "size", "region"])
def test_whatever_column_is_not_there_the_rest_is_checked(tmp_path: Path, capsys: Capture, gone: str) -> None:
    columns = {name: texts for name, texts in clean().items() if name != gone}
    path = files(tmp_path, columns, STUDY)
    (told,) = found(capsys, path)
    assert (told["check"], told["severity"]) == ("columns", "error")


def test_a_weight_that_is_not_there_is_a_finding(tmp_path: Path, capsys: Capture) -> None:
    text = STUDY.replace('respondent = "id"', 'respondent = "id"\nweight = "weight"\nstratum = "part"')
    told = [row["subject"] for row in found(capsys, there(tmp_path, text))]
    assert sorted(told) == ["study.stratum", "study.weight"]


def test_a_file_that_cannot_be_read_as_a_whole_ends_with_3(tmp_path: Path, capsys: Capture) -> None:
    path = there(tmp_path)
    path.write_bytes(b"%PDF-1.7")
    assert inside(capsys, "check", path).code == 3
    path.write_text("id,growth\n1,2,3\n", encoding="utf-8")
    assert inside(capsys, "check", path).code == 3
    assert inside(capsys, "check", tmp_path / "none.csv", "--study", "sam").code == 3


def test_a_study_that_cannot_be_read_ends_with_2(tmp_path: Path, capsys: Capture) -> None:
    assert inside(capsys, "check", there(tmp_path), "--study", tmp_path / "none.toml").code == 2
    assert inside(capsys, "check", there(tmp_path), "--figures", "gif").code == 2
    assert inside(capsys, "check", there(tmp_path), "-o", tmp_path / "a.xyz").code == 2


def test_a_finding_names_five_lines_and_all_if_asked(tmp_path: Path, capsys: Capture) -> None:
    path = there(tmp_path, plan=["Agre"] * 9 + clean()["plan"][9:])
    assert found(capsys, path)[0]["lines"] == [2, 3, 4, 5, 6]
    assert found(capsys, path, "--lines")[0]["lines"] == list(range(2, 11))
    assert "lines 2, 3, 4, 5, 6, …" in " ".join(inside(capsys, "check", path, "--format", "md").out.split())


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_every_format_has_the_findings_and_the_questions(tmp_path: Path, capsys: Capture, form: str) -> None:
    out = inside(capsys, "check", there(tmp_path, plan=["Agre", *clean()["plan"][1:]]), "--format", form).out
    assert "unreadable" in out
    assert "region" in out


def test_the_json_comes_back_as_it_was(tmp_path: Path, capsys: Capture) -> None:
    out = inside(capsys, "check", there(tmp_path, plan=["Agre", *clean()["plan"][1:]]), "--format", "json").out
    (result,) = json_text.read(out)
    assert json_text.write([result]) == out
    assert {type(row) for row in result.rows} == {Finding, Response}


def test_a_folder_gets_the_table_and_the_figure_with_its_words(tmp_path: Path, capsys: Capture) -> None:
    ended = inside(capsys, "check", there(tmp_path), "-o", tmp_path / "out", "--figures", "svg")
    assert (ended.code, ended.out) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["check.csv", "check.svg", "check.txt"]
    assert "no errors, no warnings" in ended.err
    words = (tmp_path / "out" / "check.txt").read_text(encoding="utf-8")
    assert words == (
        f"Bars of 9 questions: how many of {ROWS} respondents answered each. "
        "Every question was answered by all who were asked; all stayed to the end.\n"
    )


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_a_file_with_the_suffix_of_a_figure_gets_the_figure_the_same_each_time(
    tmp_path: Path, capsys: Capture, form: str
) -> None:
    path, drawn = there(tmp_path, train=[""] * 60 + clean()["train"][60:]), tmp_path / f"answers.{form}"
    assert inside(capsys, "check", path, "-o", drawn).code == 0
    first = drawn.read_bytes()
    assert inside(capsys, "check", path, "-o", drawn).code == 0
    assert drawn.read_bytes() == first
    assert len(first) > 5_000


def test_a_long_questionnaire_is_drawn_on_several_figures(tmp_path: Path, capsys: Capture) -> None:
    many = [f"q{number}" for number in range(70)]
    text = STUDY + '\n[sections.more]\ntitle = "More"\nscale = "agreement"\n[sections.more.questions]\n'
    text += "".join(f'{name} = "Question {name}"\n' for name in many)
    path = there(tmp_path, text, **dict.fromkeys(many, clean()["plan"]))
    assert inside(capsys, "check", path, "-o", tmp_path / "a.svg").code == 0
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == ["a-1.svg", "a-2.svg"]


def test_the_export_and_the_study_are_never_written_over(tmp_path: Path, capsys: Capture) -> None:
    path = there(tmp_path)
    before = path.read_bytes()
    assert inside(capsys, "check", path, "-o", path).code == 2
    assert path.read_bytes() == before


def test_a_check_loads_numpy_and_nothing_heavier_unless_it_draws(tmp_path: Path) -> None:
    heavy = {"pandas", "scipy", "matplotlib", "statsmodels", "jinja2", "rich"}
    assert heavy.isdisjoint(loaded("check", there(tmp_path), "--format", "json"))
    drawing = loaded("check", there(tmp_path), "-o", tmp_path / "a.svg")
    assert {"matplotlib.pyplot", "pandas", "scipy.stats"}.isdisjoint(drawing)


def test_the_shipped_data_are_clean_of_errors_and_warnings(capsys: Capture) -> None:
    assert inside(capsys, "check", SHIPPED, "--strict").code == 0
    assert {row["severity"] for row in found(capsys, SHIPPED)} == {"info"}


def cells(path: Path) -> dict[str, list[str]]:
    """Give the columns of a real export, by name and by the code before the name."""
    with path.open(encoding="utf-8", newline="") as stream:
        header, *records = list(csv.reader(stream))
    by_place = list(zip(*records, strict=True))
    names = [name or f"column {place}" for place, name in enumerate(header, 1)]
    by_name = {name: [cell.strip(" ") for cell in by_place[place]] for place, name in enumerate(names)}
    return {**{name.partition(". ")[0]: texts for name, texts in by_name.items()}, **by_name}


@need_shared
@pytest.mark.parametrize(
    ("export", "study", "empty"),
    [
        ("limesurvey_rse2017_uk.csv", "rse_2017_uk.toml", ("not_answered", {""})),
        ("weighted_masculinity_raw.csv", "masculinity_2018.toml", ("not_asked", {"NA"})),
    ],
)
def test_in_a_real_export_who_did_not_answer_is_counted_as_by_hand(
    capsys: Capture, export: str, study: str, empty: tuple[str, set[str]]
) -> None:
    told = rows(capsys, EXPORTS / export, "--study", EXAMPLES / study)
    by_hand = cells(EXPORTS / export)
    questions = [row for row in told if row["type"] == "Response"]
    named = {name for section in tables(study)["sections"].values() for name in section.get("questions", ())}
    assert len(questions) > 60
    assert {row["question"] for row in questions} & named
    for row in questions:
        texts = by_hand[row["column"].partition(". ")[0]]
        if row["question"] == "kids":  # the study says that its "NA" is no answer to a question that was asked
            continue
        assert row[empty[0]] == sum(text in empty[1] for text in texts), row["question"]
        missing = sum(
            row[key] for key in ("not_answered", "does_not_apply", "does_not_know", "unreadable", "not_asked")
        )
        assert row["answered"] + missing == len(texts)
    assert not [row for row in told if row.get("severity") == "error"]


@need_shared
def test_the_weights_of_a_real_export_are_as_thin_as_is_known(capsys: Capture) -> None:
    told = found(capsys, EXPORTS / "weighted_masculinity_raw.csv", "--study", EXAMPLES / "masculinity_2018.toml")
    (thin,) = [row for row in told if row["check"] == "weights" and row["n"] is None]
    assert thin["text"] == "1615 respondents weigh as much as 526 equal ones (design effect 3.07)"


@need_shared
def test_the_times_of_a_real_export_are_those_between_its_two_clocks(capsys: Capture) -> None:
    told = found(capsys, EXPORTS / "weighted_masculinity_raw.csv", "--study", EXAMPLES / "masculinity_2018.toml")
    warned = {row["text"].partition(" (")[0]: row["n"] for row in told if row["check"] == "speed" and row["hint"]}
    by_hand = cells(EXPORTS / "weighted_masculinity_raw.csv")
    start, end = ([datetime.strptime(text, "%m/%d/%y %H:%M") for text in by_hand[name]] for name in CLOCKS)  # noqa: DTZ007
    took = [(last - first).total_seconds() for first, last in zip(start, end, strict=True)]
    third = statistics.median(seconds for seconds in took if seconds >= 0) / 3
    assert warned == {
        "ended before they started": sum(seconds < 0 for seconds in took),
        "took less than 140 seconds, a third of the median of 420 seconds": sum(0 <= each < third for each in took),
    }
