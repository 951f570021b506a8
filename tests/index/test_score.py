"""The index held against a plain loop over the rows; direction, normalisation, what is missing, and bands."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.index.score import band
from samkit.study.index import USUAL
from tests.index.made import BENCHMARKS, COMPONENTS, HEAD, LEVELS, STUDY, computed, kinds, rows, score

WORTH = {"growth": (0.0, 10.0, 0.5), "retention": (60.0, 100.0, 0.25)}


def by_hand(columns: dict[str, list[str]], row: int) -> float:
    """Compute an index from the cells of a row."""
    total = 0.0
    for name, (floor, target, weight) in WORTH.items():
        total += weight * min(max(100 * (float(columns[name][row]) - floor) / (target - floor), 0), 100)
    satisfaction = sum(1 + LEVELS.index(columns[name][row]) for name in ("trust", "care")) / 2
    return total + 0.25 * 100 * (satisfaction - 1) / 2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_index_is_that_of_a_loop_over_the_rows(seed: int) -> None:
    columns = rows(seed=seed)
    found = kinds(columns)
    for row, (who, when) in enumerate(zip(columns["who"], columns["when"], strict=True)):
        one = score(found, who, when)
        assert one.points.value == pytest.approx(by_hand(columns, row), abs=1e-8)
        assert sum(part.points for part in one.parts) == pytest.approx(one.points.value, abs=1e-8)
        assert one.band == band(one.points.value, USUAL)
        assert [gap.gap for gap in one.gaps] == pytest.approx([one.points.value - at for at in (85, 70)], abs=1e-8)


def test_the_order_of_the_rows_of_the_export_changes_nothing() -> None:
    columns = rows()
    turned = {name: cells[::-1] for name, cells in columns.items()}
    assert computed(turned).rows == computed(columns).rows


def test_where_lower_is_better_the_score_is_turned() -> None:
    down = STUDY.replace("target = 10\n", 'target = -10\nfloor = 10\ndirection = "lower"\n')
    one, other = kinds(), kinds(text=down)
    for up, low in zip(one.scores, other.scores, strict=True):
        value = up.parts[0].raw
        assert low.parts[0].score == pytest.approx(min(max(100 * (10 - value) / 20, 0), 100))


@pytest.mark.parametrize(("way", "best", "worst"), [("min-max", 100, 0), ("percentile", 98.4375, 1.5625)])
def test_scores_against_all_rows_give_the_best_and_the_worst_of_them_the_ends(
    way: str, best: float, worst: float
) -> None:
    columns = rows()
    columns["growth"] = [f"{place / 10:.1f}" for place in range(len(columns["growth"]))]
    for direction, (high, low) in {"higher": (best, worst), "lower": (worst, best)}.items():
        said = f'normalisation = "{way}"\ndirection = "{direction}"\n'
        found = kinds(columns, STUDY.replace("target = 10\n", said))
        scores = {row.parts[0].raw: row.parts[0].score for row in found.scores}
        assert (scores[max(scores)], scores[min(scores)]) == pytest.approx((high, low))
        assert any(
            note.code == "relative_scores" for note in computed(columns, STUDY.replace("target = 10\n", said)).notes
        )


@pytest.mark.parametrize("way", ["min-max", "percentile", "z"])
def test_values_that_are_all_alike_are_worth_fifty_where_they_are_held_against_one_another(way: str) -> None:
    columns = rows()
    columns["growth"] = ["3.0"] * len(columns["growth"])
    found = kinds(columns, STUDY.replace("target = 10\n", f'normalisation = "{way}"\n'))
    assert {row.parts[0].score for row in found.scores} == {50.0}


def test_values_beyond_floor_and_target_are_cut_and_counted() -> None:
    columns = rows()
    columns["growth"][0], columns["growth"][1] = "30.0", "-20.0"
    found = kinds(columns)
    assert (found.scores[0].parts[0].score, score(found, "A00", "2026-Q2").parts[0].score) == (100, 0)
    cells = [float(cell) for cell in columns["growth"]]
    assert found.components[0].at_bounds == sum(cell < 0 or cell > 10 for cell in cells)
    assert f"Growth: {found.components[0].at_bounds} beyond" in " ".join(n.text for n in computed(columns).notes)


def test_without_a_component_there_is_no_index_and_the_row_says_so() -> None:
    columns = rows()
    columns["trust"][0] = ""
    one = score(kinds(columns), "A00", "2026-Q1")
    assert (one.points.value, one.band, one.rank.value, one.gaps) == (None, "", None, ())
    assert [note.text for note in one.notes] == ["A00, 2026-Q1: no value of Satisfaction, so no index"]
    assert [part.points for part in one.parts] == [0, 0, 0]


def test_the_weights_of_the_others_are_scaled_up_where_the_study_says_so() -> None:
    columns = rows()
    columns["trust"][0] = columns["growth"][5] = columns["retention"][5] = ""
    found = kinds(columns, STUDY.replace('team = "team"', 'team = "team"\nmissing = "reweight"\nleast_weight = 0.3'))
    one, few = score(found, "A00", "2026-Q1"), score(found, "A01", "2026-Q2")
    assert [part.weight for part in one.parts] == pytest.approx([2 / 3, 1 / 3, 0])
    assert one.points.value == pytest.approx(sum(part.weight * (part.score or 0) for part in one.parts))
    assert "scaled up" in one.notes[0].text
    assert few.points.value is None  # what is left has less than the least weight
    assert "so no index" in few.notes[0].text


def test_levels_have_the_scores_that_the_study_gives_them() -> None:
    text = STUDY.replace('levels = ["Low", "Middle", "High"]', 'levels = ["Low", "Middle", "High"]\nscores = [0, 1, 5]')
    columns = rows()
    columns["trust"][0], columns["care"][0] = "High", "Middle"
    one = score(kinds(columns, text), "A00", "2026-Q1")
    assert one.parts[2].raw == 3.0


def test_ranks_and_quartiles_count_from_the_highest_and_the_lowest() -> None:
    columns = rows(managers=9)
    for period in ("2026-Q1", "2026-Q4"):
        of = [row for row in kinds(columns).scores if row.period == period]
        values = [row.points.value for row in of]
        for row in of:
            assert row.rank.value == 1 + sum(other > row.points.value for other in values)
        assert sorted(row.quartile for row in of) == [1, 1, 2, 2, 3, 3, 3, 4, 4] or all(
            low.quartile <= high.quartile for low in of for high in of if low.points.value < high.points.value
        )


def test_fewer_than_four_people_have_no_quartiles() -> None:
    assert {row.quartile for row in kinds(rows(managers=3)).scores} == {None}


@given(st.floats(0, 100), st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True))
def test_every_index_lies_in_one_band_whatever_the_edges(value: float, cuts: list[int]) -> None:
    from samkit.study.index import BandTable

    edges = sorted(cuts)
    said = [{"name": "b0", "below": float(edges[0])}]
    said += [
        {"name": f"b{at}", "from": float(low), "below": float(high)}
        for at, (low, high) in enumerate(itertools.pairwise(edges), 1)
    ]
    said += [{"name": "last", "from": float(edges[-1])}]
    tables = [BandTable.model_validate(each) for each in said]
    assert band(value, tables) == said[sum(value >= edge for edge in edges)]["name"]


def test_an_index_of_eighty_is_not_put_above_by_the_noise_of_a_sum() -> None:
    assert 0.01 * 80 + 0.07 * 80 + 0.92 * 80 > 80
    text = HEAD + "".join(
        f"\n[index.components.{name}]\nweight = {weight}\ntarget = 100\n"
        for name, weight in (("growth", 0.01), ("retention", 0.07), ("profit", 0.92))
    )
    columns = rows(managers=1)
    columns["growth"] = ["80"] * 4
    columns["retention"] = columns["profit"] = ["80"] * 4
    found = kinds(columns, text.replace("min = -50, max = 50", "max = 100"))
    assert {(row.points.value, row.band) for row in found.scores} == {(80.0, "good")}


def test_the_formula_is_written_from_the_components_where_none_is_declared() -> None:
    (entry,) = kinds(text=HEAD + COMPONENTS + BENCHMARKS).card
    assert (entry.key, entry.texts) == ("formula", ("0.5 × Growth + 0.25 × Retention + 0.25 × Satisfaction",))
    assert math.fsum((0.5, 0.25, 0.25)) == 1
