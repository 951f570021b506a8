"""One organisation beside two groups: by hand, against itself, against print, and what is left out and told."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from samkit import benchmarking, workflow
from samkit.errors import StudyError
from samkit.results import Chance, Result, Standing, contrasts
from samkit.stats import proportion, ratio
from samkit.writers import json_text
from tests.builders import NUMBERS, STUDY, answers, surveyed

if TYPE_CHECKING:
    from pathlib import Path

    from samkit.survey import Survey

KNOWN = STUDY.replace("hide_below", 'respondent = "id"\nhide_below')
PRACTICES = ("plan", "meet")


def respondents(text: str = KNOWN, **changed: list[str]) -> Survey:
    columns = answers() | changed
    return surveyed({"id": [f"F{row}" for row in range(len(columns["plan"]))], **columns}, text)


def found(result: Result) -> tuple[dict[str, Standing], dict[str, Chance]]:
    rows = {row.item.id: row for row in result.rows if isinstance(row, Standing)}
    return rows, {row.method: row for row in result.rows if isinstance(row, Chance)}


def codes(result: Result) -> set[str]:
    return {note.code for note in result.notes}


def place(data: Survey, name: str, *names: str, against: object = None) -> Result:
    other = data if against is None else against
    return benchmarking.benchmark(data, other, organisation=name, items=names)[1]  # type: ignore[arg-type]  # a path or a survey


def without(columns: dict[str, list[str]], row: int) -> dict[str, list[str]]:
    return {name: column[:row] + column[row + 1 :] for name, column in columns.items()}


@pytest.mark.parametrize("row", [0, 1, 2, 7])
def test_the_chance_is_that_of_counting_the_others(row: int) -> None:
    columns = answers()
    others = without(columns, row)
    grew = [text == "Grew" for text in others["growth"]]
    n1, n0 = sum(grew), sum(text in {"Fell", "Same"} for text in others["growth"])
    odds = n1 / n0
    for name in PRACTICES:
        has = columns[name][row] == "Agree"
        alike = [(text == "Agree") == has for text in others[name]]
        first = sum(a and g for a, g in zip(alike, grew, strict=True)) / n1
        second = sum(a and text in {"Fell", "Same"} for a, text in zip(alike, others["growth"], strict=True)) / n0
        odds *= first / second
    _, chances = found(place(respondents(), f"F{row}", *PRACTICES))
    assert chances["naive Bayes"].chance.value == pytest.approx(odds / (1 + odds), rel=1e-12)
    assert chances["prior"].chance.value == pytest.approx(n1 / (n1 + n0), rel=1e-12)
    assert (chances["prior"].n_first, chances["prior"].n_second) == (n1, n0)


def test_every_row_is_what_the_comparison_of_the_others_says() -> None:
    columns = answers()
    data = surveyed(without(columns, 1))
    compared = {row.item.id: row for row in contrasts(workflow.compare(data, ["practices"])[1][0])}
    rows, _ = found(place(respondents(), "F1", "practices"))
    for name, row in rows.items():
        text = columns[name][1]
        expected = compared[name].ratio if text == "Agree" else compared[name].ratio_absent
        if row.has is not None:
            assert row.ratio == expected
        assert (row.first, row.second) == (compared[name].first.share, compared[name].second.share)


def test_one_that_is_not_among_them_leaves_them_whole_and_one_that_is_is_told() -> None:
    data = respondents()
    other = surveyed(answers(seed=2), STUDY)
    result = place(data, "F1", *PRACTICES, against=other)
    assert "left_itself_out" not in codes(result)
    assert result.grouping.n_first + result.grouping.n_second == 119
    assert "left_itself_out" in codes(place(data, "F1", *PRACTICES))


def test_without_an_answer_that_counts_the_chance_stays_what_it_was() -> None:
    data = respondents(plan=["", *answers()["plan"][1:]])
    rows, chances = found(place(data, "F0", "plan"))
    assert rows["plan"].has is None
    assert not rows["plan"].enters
    assert rows["plan"].notes[-1].text == "skipped: not answered"
    assert chances["naive Bayes"].chance == pytest.approx(chances["prior"].chance)
    assert chances["naive Bayes"].items == 0
    assert chances["model"].chance.value is None


def test_what_makes_the_groups_does_not_enter_and_says_so() -> None:
    rows, chances = found(place(respondents(), "F0", "growth_item", "plan"))
    assert not rows["growth_item"].enters
    assert {note.code for note in rows["growth_item"].notes} == {"circular", "zero_cell"}
    assert chances["naive Bayes"].items == 1
    assert not chances["naive Bayes"].notes


def test_several_items_are_said_to_be_taken_as_independent() -> None:
    _, chances = found(place(respondents(), "F0", *PRACTICES))
    assert [note.code for note in chances["naive Bayes"].notes] == ["independence"]


def test_the_order_of_the_items_changes_no_chance() -> None:
    data = respondents()
    assert found(place(data, "F0", "plan", "meet"))[1]["naive Bayes"].chance == pytest.approx(
        found(place(data, "F0", "meet", "plan"))[1]["naive Bayes"].chance
    )


def test_a_question_that_is_named_twice_counts_once() -> None:
    data = respondents()
    assert found(place(data, "F0", "plan", "practices"))[1] == found(place(data, "F0", "practices"))[1]


def test_the_model_predicts_what_statsmodels_predicts_for_the_others() -> None:
    import numpy as np
    import statsmodels.api as sm

    columns = answers()
    others = without(columns, 4)
    kept = [row for row, text in enumerate(others["growth"]) if text]
    x = np.array([[others[name][row] == "Agree" for name in PRACTICES] for row in kept], dtype=float)
    y = np.array([others["growth"][row] == "Grew" for row in kept])
    fit = sm.GLM(y, sm.add_constant(x), family=sm.families.Binomial()).fit(tol=1e-14)
    here = [1.0, *(float(columns[name][4] == "Agree") for name in PRACTICES)]
    row = fit.get_prediction(np.array([here])).summary_frame().iloc[0]
    _, chances = found(place(respondents(), "F4", *PRACTICES))
    expected = (row["mean"], row["mean_ci_lower"], row["mean_ci_upper"])
    assert tuple(chances["model"].chance) == pytest.approx(expected, rel=1e-7)


def test_a_model_that_has_too_many_terms_is_not_made_up() -> None:
    columns = {name: column[:18] for name, column in answers().items()}
    data = surveyed({"id": [f"F{row}" for row in range(18)], **columns}, KNOWN)
    _, chances = found(place(data, "F1", "practices", "maturity"))
    assert chances["model"].chance.value is None
    assert [note.code for note in chances["model"].notes] == ["no_chance"]


def test_nobody_with_it_in_one_group_is_no_certainty() -> None:
    columns = answers()
    plan = ["Agree" if grew == "Grew" else "Disagree" for grew in columns["growth"]]
    rows, chances = found(place(respondents(plan=plan), "F0", "plan"))
    assert rows["plan"].ratio.value == math.inf
    chance = chances["naive Bayes"].chance
    assert (chance.value, chance.upper) == (1.0, 1.0)
    assert chance.lower is not None
    assert 0.5 < chance.lower < 1


def test_printed_shares_allow_for_their_rounding(tmp_path: Path) -> None:
    path = tmp_path / "printed.toml"
    path.write_text(
        'schema = "samkit-published/1"\n[source]\ntitle = "Printed"\n[base]\nrespondents = 400\ntop_share = 13\n'
        "rest_share = 87\n[shares.plan]\ntop = 60\nrest = 30\nbases = { top = 50, rest = 350 }\n"
        "[shares.meet]\nall = 9\n",
        encoding="utf-8",
    )
    data = respondents(plan=["Agree", *answers()["plan"][1:]])
    result = place(data, "F0", *PRACTICES, against=str(path))
    rows, chances = found(result)
    assert rows["plan"].ratio.value == pytest.approx(2)
    # 30 of 50 print as 60 percent; 104 to 106 of 350 as 30.
    low = float(ratio.miettinen_nurminen(30, 50, 106, 350).lower)
    high = float(ratio.miettinen_nurminen(30, 50, 104, 350).upper)
    assert (rows["plan"].ratio.lower, rows["plan"].ratio.upper) == pytest.approx((low, high))
    prior = chances["prior"].chance
    # 51 to 53 of 400 are 13 percent when the others are 87.
    assert prior.lower == pytest.approx(float(proportion.wilson(51, 400).lower))
    assert prior.upper == pytest.approx(float(proportion.wilson(53, 400).upper))
    assert "not_compared" in codes(result)
    assert chances["model"].chance.value is not None
    assert chances["model"].basis != chances["prior"].basis


def test_without_printed_groups_there_is_no_chance_and_without_a_base_no_interval(tmp_path: Path) -> None:
    path = tmp_path / "printed.toml"
    path.write_text(
        'schema = "samkit-published/1"\n[source]\ntitle = "Printed"\n[shares.plan]\ntop = 60\nrest = 30\n',
        encoding="utf-8",
    )
    rows, chances = found(place(respondents(plan=["Agree", *answers()["plan"][1:]]), "F0", "plan", against=str(path)))
    assert tuple(rows["plan"].ratio) == (2.0, None, None)
    assert chances["naive Bayes"].chance.value is None
    assert [note.code for note in chances["prior"].notes] == ["no_chance"]


def test_a_study_without_groups_can_be_held_against_print(tmp_path: Path) -> None:
    text = KNOWN.replace(
        '[groups.performance]\ncriteria = [{ label = "Revenue grew", question = "growth", is_in = ["Grew"] }]', ""
    )
    text = text.partition("[[figures]]")[0]
    path = tmp_path / "printed.toml"
    path.write_text(
        'schema = "samkit-published/1"\n[source]\ntitle = "Printed"\n[shares.plan]\ntop = 60\nrest = 30\n',
        encoding="utf-8",
    )
    result = place(respondents(text), "F0", "plan", against=str(path))
    _, chances = found(result)
    assert result.grouping.first == "Top Performers"
    assert [note.code for note in chances["model"].notes] == ["no_chance"]


def test_whose_answers_are_shown_is_told_and_nobody_else_is_named() -> None:
    data = respondents()
    result = place(data, "F0", *PRACTICES)
    assert {"one_respondent", "own_group"} <= codes(result)
    assert json_text.read(json_text.write([result])) == (result,)
    with pytest.raises(StudyError) as refused:
        place(data, "F999")
    assert "F999" in str(refused.value)
    assert "F99," not in str(refused.value)


def test_what_is_no_item_is_refused_with_what_there_is() -> None:
    with pytest.raises(StudyError, match="practices"):
        place(respondents(), "F0", "practises")
    numeric = {"id": ["a", "b"], "size": ["1", "2"], **{name: column[:2] for name, column in answers().items()}}
    with pytest.raises(StudyError, match="there is: 'practices', 'outcome'") as refused:
        place(surveyed(numeric, KNOWN + NUMBERS), "a", "amounts")
    assert str(refused.value).count("amounts") == 1
    with pytest.raises(StudyError, match="names no column"):
        place(surveyed(answers()), "F0")
