from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

from samkit import workflow
from samkit.errors import StudyError
from samkit.reach import Needed, Planned, Power, Reach
from samkit.stats import power
from samkit.words.language import Words
from samkit.writers import json_text
from tests.builders import STUDY, answers, surveyed
from tests.stats.test_power import enumerated

if TYPE_CHECKING:
    from samkit.results import Result

NOTHING = Reach(None, None)
WEIGHTED = STUDY.replace("hide_below", 'weight = "w"\nhide_below')


def found(text: str = STUDY, section: str = "practices", columns: dict[str, list[str]] | None = None) -> Result:
    return workflow.power(surveyed(columns or answers(), text), [section])[1][0]


def rows(result: Result) -> list[Power]:
    return [row for row in result.rows if isinstance(row, Power)]


def weighted() -> dict[str, list[str]]:
    return {**answers(), "w": [str(1 + row % 4) for row in range(len(answers()["growth"]))]}


def near(value: float | None, exact: float, draws: int) -> bool:
    return value is not None and abs(value - exact) < 4 * math.sqrt(exact * (1 - exact) / draws)


def test_the_smallest_gap_is_counted_from_the_share_of_the_second_group_at_the_bases_of_the_item() -> None:
    for row in rows(found()):
        share = float(power.smallest(row.second.share.value or 0, row.first.n, row.second.n))
        assert row.above.gap == pytest.approx(share - (row.second.share.value or 0))
        assert row.above.ratio == pytest.approx(share / (row.second.share.value or 1))


def test_in_its_family_an_item_is_tested_at_its_part_of_the_error_rate() -> None:
    for row in rows(found()):
        base = row.second.share.value or 0
        for side, reach in ((True, row.above_in_family), (False, row.below_in_family)):
            share = power.smallest(base, row.first.n, row.second.n, error_rate=0.05 / 3, above=side)
            assert reach.gap == pytest.approx(float(share) - base, nan_ok=True) or np.isnan(share)


@pytest.mark.parametrize(("adjust", "part"), [("holm", 3), ("benjamini-yekutieli", 5.5), ("none", 1)])
def test_the_part_is_that_of_the_adjustment(adjust: str, part: float) -> None:
    text = STUDY.replace("hide_below", f'adjust = "{adjust}"\nhide_below')
    for row in rows(found(text)):
        share = power.smallest(row.second.share.value or 0, row.first.n, row.second.n, error_rate=0.05 / part)
        assert row.above_in_family.gap == pytest.approx(float(share) - (row.second.share.value or 0))


def test_samples_drawn_at_the_smallest_gap_show_it_as_often_as_every_sample_together() -> None:
    for row in rows(found()):
        base = row.second.share.value or 0
        exact = enumerated(base + (row.above.gap or 0), base, row.first.n, row.second.n)
        assert near(row.drawn, exact, 2_000)


def test_the_worst_case_of_the_family_promises_no_more_than_is_shown() -> None:
    for row in rows(found()):
        base = row.second.share.value or 0
        exact = enumerated(base + (row.above_in_family.gap or 0), base, row.first.n, row.second.n, 0.05 / 3)
        slack = 4 * math.sqrt(exact * (1 - exact) / 2_000)
        assert (row.drawn_in_family or 0) > exact - slack
        assert (row.drawn_if_all or 0) > (row.drawn_in_family or 0)


def test_an_item_that_made_the_groups_is_in_no_family() -> None:
    (row,) = rows(found(section="outcome"))
    assert (row.above_in_family, row.below_in_family, row.drawn_in_family) == (NOTHING, NOTHING, None)
    assert "circular" in [note.code for note in row.notes]


def test_a_base_that_is_too_small_keeps_everything_back() -> None:
    result = found(STUDY.replace("hide_below = 5", "hide_below = 500").replace("mark_below = 8", "mark_below = 501"))
    for row in rows(result):
        assert row.first.x is None
        assert (row.above, row.below, row.same, row.drawn) == (NOTHING, NOTHING, None, None)
    assert "No smallest gap can be given for a power of 80 %" in [note.text for note in result.notes]


def test_weights_show_less_by_their_design_effects() -> None:
    result = found(WEIGHTED, columns=weighted())
    for row in rows(result):
        effective = [side.n / (side.design_effect or 0) for side in (row.first, row.second)]
        base = row.second.share.value or 0
        assert row.above.gap == pytest.approx(float(power.smallest(base, *effective)) - base)
    assert "weighted" in [note.code for note in result.notes]


def replicated() -> dict[str, list[str]]:
    """Give ten replicate weights, each of which leaves out every tenth respondent."""
    size = len(answers()["growth"])
    parts = {f"rw_{left}": [str(10 / 9 * (row % 10 != left)) for row in range(size)] for left in range(10)}
    return {**answers(), "w": ["1"] * size, **parts}


REPLICATED = WEIGHTED.replace(
    "[scales.yes_no]",
    '[study.replicate_weights]\ncolumns = "rw_*"\nmethod = "JK1"\ndf = 9.0\n\n[scales.yes_no]',
    1,
)


def test_few_degrees_of_freedom_show_less() -> None:
    result = found(REPLICATED, columns=replicated())
    draw = np.random.default_rng(3)
    rate = 2 * stats.norm.sf(stats.t.ppf(0.975, 9))
    reached = [row for row in rows(result) if row.above.gap is not None and row.second.design_effect]
    assert reached
    for row in reached:
        first, second = (side.n / (side.design_effect or 0) for side in (row.first, row.second))
        base = row.second.share.value or 0
        assert row.above.gap == pytest.approx(float(power.smallest(base, first, second, error_rate=rate)) - base)
        gap, share = row.above.gap or 0, base + (row.above.gap or 0)
        error = math.sqrt(share * (1 - share) / first + base * (1 - base) / second)
        pooled = (first * share + second * base) / (first + second)
        null = math.sqrt(pooled * (1 - pooled) * (1 / first + 1 / second) * (first + second) / (first + second - 1))
        t = draw.normal(gap, error, 20_000) / null / np.sqrt(draw.chisquare(9, 20_000) / 9)
        assert abs((np.abs(t) > stats.t.ppf(0.975, 9)).mean() - 0.8) < 0.06
    assert any(note.text.endswith("and on 9 degrees of freedom") for note in result.notes)


def test_weights_whose_design_effect_is_not_known_promise_nothing() -> None:
    (row,) = rows(found(WEIGHTED, "outcome", weighted()))
    assert row.second.design_effect is None
    assert (row.above, row.below, row.same, row.drawn) == (NOTHING, NOTHING, None, None)


def test_the_sentence_names_the_smallest_gap_of_all_items_rounded_down() -> None:
    result = found()
    reached = rows(result)
    least, kin = (
        min(abs(reach.gap) for pair in sides for reach in pair if reach.gap is not None)
        for sides in (
            [(row.above, row.below) for row in reached],
            [(row.above_in_family, row.below_in_family) for row in reached],
        )
    )
    grouping = result.grouping
    assert result.notes[0].text == (
        f"With {grouping.n_first} {grouping.first} and {grouping.n_second} {grouping.second}, no gap below "
        f"{math.floor(least * 100)} points is shown with a power of 80 %; in the family, none below "
        f"{math.floor(kin * 100)}"
    )


def test_the_same_survey_gives_the_same_result() -> None:
    assert found() == found()


@pytest.mark.parametrize("result", [found(), found(section="outcome"), found(WEIGHTED, columns=weighted()),
                                    found(REPLICATED, columns=replicated())])  # fmt: skip
def test_the_result_goes_into_json_and_back_and_is_told_in_german(result: Result) -> None:
    assert json_text.read(json_text.write([result])) == (result,)
    words = Words("de")
    said = [*(part for each in result.methods for part in each), *(note.text for note in result.notes)]
    assert [text for text in said if not words.knows(text)] == []


def sizes(plan: Planned) -> dict[str, Needed]:
    return {row.claim: row for row in workflow.planned(plan).rows if isinstance(row, Needed)}


def test_a_planned_study_has_the_power_that_was_asked_for_and_no_more_than_one_answer_too_many() -> None:
    needed = sizes(Planned(0.13, 0.3, 0.15, tests=23))
    for claim, rate in (("differs", 0.05), ("family", 0.05 / 23)):
        row = needed[claim]
        assert power.of_test(0.45, 0.3, row.n_first, row.n_second, rate) >= 0.8
        assert power.of_test(0.45, 0.3, row.n_first - 1, row.n_second - 1, rate) < 0.8
    row = needed["equivalent"]
    assert power.of_equivalence(0.3, 0.3, row.n_first, row.n_second, 0.1) >= 0.8
    assert all(row.n == row.n_first + row.n_second for row in needed.values())


def test_drawn_samples_of_a_plan_show_its_claims() -> None:
    needed = sizes(Planned(0.5, 0.3, 0.3, tests=5))
    for claim, rate in (("differs", 0.05), ("family", 0.01)):
        exact = enumerated(0.6, 0.3, needed[claim].n_first, needed[claim].n_second, rate)
        assert near(needed[claim].drawn, exact, 2_000)
    assert needed["equivalent"].drawn == pytest.approx(0.8, abs=0.05)


def test_one_item_alone_has_no_family() -> None:
    assert "family" not in sizes(Planned(0.5, 0.3, 0.1))


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (Planned(0, 0.3, 0.1), "--top-share"),
        (Planned(0.5, 1.3, 0.1), "--base"),
        (Planned(0.5, 0.9, 0.2), "--base and --gap"),
        (Planned(0.5, 0.3, 0), "--gap must not be 0"),
        (Planned(0.5, 0.3, 1e-9), "large enough"),
        (Planned(math.nan, 0.3, 0.1), "--top-share"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan: Planned, said: str) -> None:
    with pytest.raises(StudyError, match=said):
        workflow.planned(plan)


def test_a_plan_is_told_in_german() -> None:
    result, words = workflow.planned(Planned(0.13, 0.3, -0.15, tests=23)), Words("de")
    said = [result.title, result.grouping.first, result.grouping.second, *(part for m in result.methods for part in m)]
    assert [text for text in said if not words.knows(text)] == []
