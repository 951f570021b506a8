"""How far an index can be relied on: other weights, other normalisations, questions that hang together, an outcome."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from samkit.stats.reliability import alpha
from tests.index.made import HEAD, LEVELS, STUDY, kinds, rows


def test_drawn_weights_leave_the_index_within_their_range_and_the_more_they_vary_the_wider_it_is() -> None:
    few, many = (kinds(text=STUDY.replace('team = "team"', f'team = "team"\nvary = {vary}')) for vary in (0.05, 0.8))
    for narrow, wide in zip(few.scores, many.scores, strict=True):
        if narrow.ranked:
            assert wide.weighed.lower <= narrow.weighed.lower <= narrow.points.value <= narrow.weighed.upper
            assert narrow.weighed.upper <= wide.weighed.upper
            assert wide.rank_weighed.lower <= narrow.rank_weighed.lower <= narrow.rank_weighed.upper
            assert wide.same_band <= narrow.same_band <= 1
        else:
            assert (narrow.weighed.lower, narrow.rank_weighed.lower, narrow.same_band) == (None, None, None)


def test_the_seed_of_the_study_decides_the_draws_and_nothing_else() -> None:
    one, same, other = kinds(), kinds(), kinds(text=STUDY.replace("seed = 7", "seed = 8"))
    assert one == same
    assert [row.points for row in one.scores] == [row.points for row in other.scores]
    assert [row.weighed for row in one.scores] != [row.weighed for row in other.scores]


def test_the_share_of_draws_in_the_same_band_is_one_far_from_every_edge() -> None:
    columns = rows()
    for name, cell in {"growth": "1.0", "retention": "64.0", "trust": "Low", "care": "Low"}.items():
        columns[name][3] = cell
    last = [row for row in kinds(columns).scores if row.ranked and row.item.id == "A00"]
    assert (last[0].points.value, last[0].same_band) == (pytest.approx(7.5), 1.0)


def test_other_normalisations_are_those_that_are_not_declared_for_all() -> None:
    assert [row.normalisation for row in kinds().normalisations] == ["min-max", "percentile", "z"]
    mixed = STUDY.replace("target = 10\n", 'normalisation = "z"\n')
    assert [row.normalisation for row in kinds(text=mixed).normalisations] == ["min-max", "percentile", "z"]


def test_how_far_ranks_move_is_counted_and_tau_is_that_of_scipy() -> None:
    found = kinds()
    ranked = [row for row in found.scores if row.ranked]
    values = np.array([[part.raw for part in row.parts] for row in found.scores])
    scaled = 100 * (values - values.min(axis=0)) / np.ptp(values, axis=0)
    other = (scaled @ [0.5, 0.25, 0.25])[[row.ranked for row in found.scores]]
    declared = np.array([row.points.value for row in ranked])
    way = found.normalisations[0]
    assert way.tau == pytest.approx(stats.kendalltau(declared, other).statistic)
    apart = abs(stats.rankdata(-declared, "min") - stats.rankdata(-other, "min"))
    assert (way.furthest, way.moved) == (apart.max(), (apart > 0).sum())


def test_reliability_is_that_of_the_people_of_the_ranked_period_who_answered_all_questions() -> None:
    columns = rows(managers=12)
    last = [row for row, when in enumerate(columns["when"]) if when == "2026-Q4"]
    columns["care"][last[2]] = ""
    (found,) = kinds(columns).reliabilities
    answers = [[1 + LEVELS.index(columns[name][row]) for name in ("trust", "care")] for row in last if row != last[2]]
    expected = alpha(answers)
    assert (found.n, found.questions) == (11, 2)
    assert found.alpha.value == pytest.approx(expected.value)
    assert found.error == pytest.approx(0.25 * 100 / 2 * expected.error)  # weight, points of a step of the scale


def test_the_association_is_spearmans_of_the_means_of_people() -> None:
    columns = rows(managers=10)
    found = kinds(columns)
    (one,) = found.associations
    index = [np.mean([row.points.value for row in found.scores if row.item.id == f"A{who:02d}"]) for who in range(10)]
    profit = np.array([float(cell) for cell in columns["profit"]]).reshape(10, 4).mean(axis=1)
    expected = stats.spearmanr(index, profit)
    assert (one.n, one.without, one.notes) == (10, "", ())
    assert one.correlation.value == pytest.approx(expected.statistic)
    assert one.p == pytest.approx(expected.pvalue)
    assert one.correlation.lower < one.correlation.value < one.correlation.upper


def test_an_outcome_that_is_a_component_is_held_against_the_index_without_it() -> None:
    columns = rows(managers=10)
    found = kinds(columns, STUDY.replace('question = "profit"', 'question = "growth"'))
    (one,) = found.associations
    rest = [
        np.mean([(row.parts[1].score + row.parts[2].score) / 2 for row in found.scores if row.item.id == f"A{who:02d}"])
        for who in range(10)
    ]
    growth = np.array([float(cell) for cell in columns["growth"]]).reshape(10, 4).mean(axis=1)
    assert one.without == "growth"
    assert one.correlation.value == pytest.approx(stats.spearmanr(rest, growth).statistic)
    assert [note.code for note in one.notes] == ["circular"]


def test_an_index_of_the_outcome_alone_has_nothing_to_be_held_against() -> None:
    text = STUDY.split("[index.components.growth]")[0] + "\n[index.components.profit]\nweight = 1\ntarget = 9\n"
    (one,) = kinds(text=f'{text}\n[index.outcome]\nquestion = "profit"\n').associations
    assert (one.n, one.correlation.value, one.p) == (0, None, None)


def test_few_people_are_marked() -> None:
    found = kinds(rows(managers=4))
    assert [note.code for row in (*found.reliabilities, *found.associations) for note in row.notes] == [
        "small_base"
    ] * 2


def test_a_mean_has_students_interval_over_people_inside_the_index() -> None:
    found = kinds(rows(managers=10))
    values = [row.points.value for row in found.scores if row.period == "2026-Q2"]
    one = next(row for row in found.means if row.of == "all" and row.period == "2026-Q2")
    low, high = stats.t.interval(0.95, 9, np.mean(values), stats.sem(values))
    assert one.mean.value == pytest.approx(np.mean(values), abs=1e-8)
    assert (one.mean.lower, one.mean.upper) == pytest.approx((max(low, 0), min(high, 100)))


def test_the_bounds_of_an_index_a_rank_and_a_change_hold_the_truth_as_often_as_they_say() -> None:
    draw = np.random.default_rng(11)
    levels = draw.uniform(25, 75, 150)
    common = np.array([0.0, 3.0, 1.0, 4.0, 2.0])
    seen = levels[:, None] + common + draw.normal(0, 3, (150, 5))
    columns = {
        "who": [f"A{who:03d}" for who in range(150) for _ in common],
        "when": [f"2026-0{at + 1}" for _ in levels for at in range(len(common))],
        "growth": [f"{cell:.6f}" for cell in seen.ravel()],
    }
    text = f'{HEAD.split("[questions.retention]")[0]}\n[index]\nmanager = "who"\nperiod = "when"\n'
    text = text.replace("min = -50, max = 50", "min = 0") + "\n[index.components.growth]\nweight = 1\ntarget = 100\n"
    found = kinds(columns, text)
    last = {row.item.id: row for row in found.scores if row.ranked}
    order = (-levels).argsort().argsort() + 1
    inside = [last[f"A{who:03d}"].points for who in range(150)]
    held = [one.lower <= level + common[-1] <= one.upper for one, level in zip(inside, levels, strict=True)]
    ranks = [last[f"A{who:03d}"].rank for who in range(150)]
    alone = {row.item.id: row.change for row in found.changes if row.of == "manager"}
    moved = [one.lower <= common[-1] - common[0] <= one.upper for one in alone.values()]
    assert np.mean(held) == pytest.approx(0.95, abs=0.045)
    assert np.mean(moved) == pytest.approx(0.95, abs=0.045)
    assert all(one.lower <= true <= one.upper for one, true in zip(ranks, order, strict=True))
