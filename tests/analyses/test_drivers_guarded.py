from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from samkit import workflow
from samkit.errors import RefusedError, StudyError
from samkit.results import Driver, Verdict
from samkit.stats import firth
from samkit.stats.binary import model
from tests.analyses.driven import FIRMS, ITEMS, Answers, complete, driven, drivers, firms, told_apart, whole
from tests.builders import NUMBERS, STUDY, answers, surveyed


@pytest.fixture(autouse=True)
def _few_replicates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samkit.analyses.importance.REPLICATES", (40,))


def test_respondents_without_an_answer_are_counted_by_the_question_that_costs_them() -> None:
    columns = firms()
    result = driven(columns)
    inside, _, _ = complete(columns, *ITEMS)
    classified = [row for row, growth in enumerate(columns["growth"]) if growth]
    without = [row for row in classified if columns["train"][row] in {"", "Don't know"}]
    assert drivers(result)["train"].missing == drivers(result)["train"].alone == len(without)
    assert whole(result).left_out == len(classified) - inside.sum() == len(without)
    texts = [note.text for note in result.notes]
    assert f"{len(without)} of {len(classified)} left out: no answer to one question or more" in texts
    assert f"many gave no answer: train {len(without)}" in texts


def test_where_the_groups_separate_the_estimates_are_firths_and_that_is_said() -> None:
    columns = told_apart(firms())
    result, rows = driven(columns), drivers(driven(columns))
    _, x, grew = complete(columns, *ITEMS)
    data = model(x, grew)
    expected, tests = np.exp(firth.fit(data).coefficients[1:]), firth.likelihood_ratio(data)
    assert [rows[item].odds_ratio.value for item in ITEMS] == pytest.approx(expected.tolist(), rel=1e-8)
    assert [rows[item].p for item in ITEMS] == pytest.approx(tests.p.tolist(), rel=1e-7)
    assert (rows["plan"].odds_ratio.upper or np.inf) < np.inf
    assert whole(result).estimator == "Firth"
    assert whole(result).mcfadden is None
    (note,) = (note for note in result.notes if note.code == "separated")
    assert "told apart by plan:" in note.text
    assert rows["plan"].shapley.part.value is None


def test_a_constant_and_a_repeated_item_are_left_out_with_their_reason() -> None:
    columns = firms()
    columns = {**columns, "meet": ["Agree"] * len(columns["meet"]), "train": columns["plan"]}
    rows = drivers(driven(columns))
    assert [note.code for note in rows["meet"].notes] == ["no_variation"]
    assert [note.text for note in rows["train"].notes] == [
        "train is left out: it follows from plan in the respondents of the model"
    ]
    for item in ("meet", "train"):
        assert (rows[item].odds_ratio.value, rows[item].p, rows[item].verdict) == (None, None, Verdict.NOT_COMPUTABLE)
    assert rows["plan"].p is not None


def test_a_model_in_which_nothing_varies_is_refused() -> None:
    columns = firms()
    with pytest.raises(RefusedError, match="the same answers"):
        driven({**columns, "meet": ["Agree"] * len(columns["meet"])}, "meet")


def few(rows: int = 48) -> Answers:
    """Answers of which sixteen are by those who grew."""
    return {**firms(rows), "train": answers(rows)["meet"]}


def test_too_many_terms_are_refused_with_how_many_the_respondents_allow_unless_forced() -> None:
    with pytest.raises(RefusedError, match=r"14 Top Performers for 4 coefficients, 3\.5 each") as caught:
        driven(few(), "practices", "size")
    assert "at most 2 coefficients (1 for 10 each)" in str(caught.value)
    assert caught.value.exit_code == 5
    result = driven(few(), "practices", "size", force=True)
    assert whole(result).coefficients == 4
    assert "few_events" in [note.code for note in result.notes]


def test_fewer_than_ten_respondents_a_coefficient_are_told() -> None:
    (note,) = (note for note in driven(few()).notes if note.code == "few_events")
    assert "16 Top Performers for 3 coefficients, 5.3 each" in note.text
    assert "few_events" not in [note.code for note in driven(firms()).notes]


@pytest.mark.parametrize("more", [{}, {"adjust": ("growth",)}])
def test_what_makes_the_groups_is_refused_on_either_side(more: dict[str, Any]) -> None:
    with pytest.raises(RefusedError, match="circular: Top Performers are defined by what stands behind growth"):
        driven(firms(), *(("plan",) if more else ("plan", "growth_item")), **more)


def test_a_question_that_nobody_answered_is_named() -> None:
    columns = firms()
    with pytest.raises(RefusedError, match="leave out the question that most did not answer: meet"):
        driven({**columns, "meet": [""] * len(columns["meet"])})


@pytest.mark.parametrize(
    ("growth", "said"),
    [("Fell", "nobody of any weight is in Top Performers"), ("Grew", "nobody of any weight is in The Rest")],
)
def test_a_group_without_anybody_is_told(growth: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        driven({**firms(), "growth": [growth] * 240})


def test_a_group_that_is_too_small_to_be_shown_is_refused_even_if_forced() -> None:
    columns = {**firms(), "growth": ["Grew"] * 4 + ["Fell"] * 236}
    with pytest.raises(RefusedError, match=r"base below 5 \(Top Performers \d\)"):
        driven(columns, force=True)


def test_a_number_that_is_the_same_everywhere_is_left_out() -> None:
    rows = drivers(driven({**firms(), "size": ["0.1"] * 240}, "plan", "size"))
    assert [note.code for note in rows["size"].notes] == ["no_variation"]
    assert rows["plan"].p is not None


def test_a_small_category_enters_with_others_and_is_not_named() -> None:
    columns = firms()
    columns["region"] = [
        "Isles" if place < 4 else "North" if place < 10 else name for place, name in enumerate(columns["region"])
    ]
    text = STUDY.replace("hide_below = 5", "hide_below = 12")
    rows = drivers(driven(columns, adjust=("region",), text=text))
    levels = [row.level for row in rows.values() if row.level]
    assert [note.code for note in rows["region"].notes] == ["hidden_category"]
    assert "Isles" not in levels
    assert any("together" in level for level in levels)


def test_without_names_the_message_tells_the_sections_and_how_many_terms_there_may_be() -> None:
    with pytest.raises(
        StudyError, match="80 respondents in the smaller group allow 16 terms, 8 with ten for each"
    ) as caught:
        workflow.drivers(surveyed(firms(), STUDY + NUMBERS + FIRMS))
    assert "practices (3)" in str(caught.value)


def test_names_are_sections_items_or_questions_and_a_wrong_one_is_told() -> None:
    assert list(drivers(driven(firms(), "size", "plan", "practices"))) != []
    found = driven(firms(), "size", "plan", "practices")
    assert {row.item.id for row in found.rows if isinstance(row, Driver)} == {"size", "plan", "train", "meet"}
    with pytest.raises(StudyError, match="did you mean 'practices'"):
        driven(firms(), "practises")
    with pytest.raises(StudyError, match="it is a section; name plan,train,meet"):
        driven(firms(), "size", adjust=("practices",))
    with pytest.raises(StudyError, match="name it once"):
        driven(firms(), "size", adjust=("region, size",))
