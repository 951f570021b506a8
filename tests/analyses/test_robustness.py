"""Every item under every reading: what one comparison for each reading gives, and guards that ring where they must."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from samkit import answering, workflow
from samkit.classify import with_groups
from samkit.report import robust as words
from samkit.results import Robust, Verdict, contrasts
from samkit.robust import JUDGED, parted
from samkit.study.readings import readings
from samkit.writers import json_text
from tests.analyses.reread import PRACTICES, answers, robust, rows, text
from tests.builders import surveyed

DESIGNS = {
    "plain": "",
    "weighted": 'weight = "w"',
    "strata": 'weight = "w"\nstratum = "region"',
    "clusters": 'weight = "w"\nstratum = "region"\ncluster = "firm"',
    "replicates": 'weight = "w"\n[study.replicate_weights]\ncolumns = "rw_*"\nmethod = "JK1"\ndf = 9.0',
}


def designed(seed: int = 2) -> dict[str, list[str]]:
    """Make answers of 300 respondents with weights, three regions, 60 firms, ten replicate weights."""
    columns, draw = answers(300, seed, effect=0.7), np.random.default_rng(seed)
    firm = np.arange(300) // 5
    weight = draw.choice([0.5, 1.0, 1.75], 300)
    columns["w"] = [repr(each) for each in weight.tolist()]
    columns["region"] = [f"region {place}" for place in firm % 3]
    columns["firm"] = [f"firm {place:02}" for place in firm]
    for left in range(10):
        columns[f"rw_{left}"] = [repr(each) for each in (weight * (firm % 10 != left) * 10 / 9).tolist()]
    return columns


def close(one: Any, other: Any) -> None:
    assert (one is None) == (other is None)
    if one is not None:
        assert one == pytest.approx(other, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("section", ["practices", "results"])
def test_numbers_and_verdicts_are_those_of_a_comparison_by_each_reading(design: str, section: str) -> None:
    data = surveyed(designed(), text(DESIGNS[design]))
    groups = data.study.groups["performance"]
    found = readings(groups, data.study.questions, 1000)
    result = workflow.robustness(data, [section], permutations=0)[1][0]
    every = 9 if design == "plain" else 45
    assert len(found.readings) == 132
    for at in range(0, len(found.readings), every):
        other = groups._replace(id="other", rule=found.rule(found.readings[at]), alternatives={})
        (compared,) = answering.answer(with_groups(data, other), [(data.study.sections[section], other)])
        alone = {row.item.id: row for row in contrasts(compared)}
        for name, row in rows(result).items():
            curve, one = row.curve, alone[name]
            assert (curve.verdicts[at], curve.n_first[at], curve.n_second[at]) == (
                one.verdict, one.first.n, one.second.n
            )  # fmt: skip
            for mine, theirs in ((curve.gap, one.gap), (curve.ratio, one.ratio)):
                for bound, name_ in zip(mine, ("value", "lower", "upper"), strict=True):
                    close(bound[at], getattr(theirs, name_))


@pytest.mark.parametrize(("size", "section", "is_small"), [(400, "results", False), (60, "practices", True)])
def test_every_reading_of_an_item_is_accounted_for(size: int, section: str, is_small: bool) -> None:
    result = robust(answers(size, 3, effect=0.7), section=section, permutations=0)
    for row in rows(result).values():
        assert row.judged + row.circular + row.small == row.readings == len(row.curve.verdicts)
        assert row.small == sum(verdict is Verdict.HIDDEN for verdict in row.curve.verdicts)
        assert any(note.code == "small_reading" for note in row.notes) == (row.small > 0)
        told = [value is None for value in row.curve.gap.value]
        assert told == [verdict is Verdict.HIDDEN for verdict in row.curve.verdicts]
        assert row.least is None or row.least >= 10
    assert any(row.small for row in rows(result).values()) == is_small


def test_the_summary_of_an_item_is_that_of_its_curve() -> None:
    result = robust(answers(300, 4, effect=0.6))
    curves = {name: row.curve for name, row in rows(result).items()}
    for name, row in rows(result).items():
        there = [at for at, verdict in enumerate(row.curve.verdicts) if verdict in JUDGED]
        gaps = [row.curve.gap.value[at] or 0.0 for at in there]
        assert row.gaps == pytest.approx((np.median(gaps), min(gaps), max(gaps)))
        assert row.gap == (row.curve.gap.value[0], row.curve.gap.lower[0], row.curve.gap.upper[0])
        assert row.same_sign == sum(np.sign(gap) == np.sign(gaps[0]) for gap in gaps)
        kept = [row.curve.verdicts[at] is row.verdict for at in there]
        if row.verdict is Verdict.DIFFERS:
            kept = [same and np.sign(gap) == np.sign(gaps[0]) for same, gap in zip(kept, gaps, strict=True)]
        assert row.same_verdict == sum(kept)
        toward = np.sign(sum(curve.gap.value[0] or 0.0 for curve in curves.values()))
        over = [{other: toward * (curve.gap.value[at] or 0.0) for other, curve in curves.items()} for at in there]
        ranks = [1 + sum(gap - each[name] > 1e-12 for gap in each.values()) for each in over]
        assert row.rank == (ranks[0], min(ranks), max(ranks)), name


def test_a_planted_effect_survives_every_reading_and_the_others_do_not_differ() -> None:
    result = robust(answers(900, 5, effect=1.2))
    plan = rows(result)["plan"]
    assert plan.verdict is Verdict.DIFFERS
    assert plan.same_verdict == plan.same_sign == plan.judged == plan.readings
    assert plan.p == plan.p_share == 1 / 200
    assert plan.q is not None
    assert plan.q <= 0.05
    assert words.finding(plan, result) == f"Plans accounts: differs under every reading of the rule ({plan.judged})"
    assert "differ from chance" in result.notes[0].text
    assert "not shown" not in result.notes[0].text
    for name in ("train", "meet"):
        assert rows(result)[name].p is not None
        assert (rows(result)[name].p or 0) > 0.01


def test_pure_noise_is_said_not_to_differ_from_chance_as_often_as_the_level_says() -> None:
    rounds, alpha = 120, 0.05
    found = [robust(answers(120, seed), "readings = 30", permutations=99) for seed in range(rounds)]
    p = np.array([result.tests[0].p for result in found])
    said = np.array(["not shown to differ from chance" in result.notes[0].text for result in found])
    assert np.array_equal(said, p > alpha)
    assert (p <= alpha).mean() <= alpha + 3.5 * np.sqrt(alpha * (1 - alpha) / rounds)
    alone = np.array([[rows(result)[name].p for name in PRACTICES] for result in found], dtype=float)
    assert (alone <= alpha).mean(axis=0).max() <= alpha + 3.5 * np.sqrt(alpha * (1 - alpha) / rounds)


def test_pure_circularity_is_marked_and_gone_where_its_question_is_left_out() -> None:
    result = robust(answers(700, 6, together=0.0), section="results")
    for row in rows(result).values():
        assert row.verdict is Verdict.CIRCULAR
        assert (row.p, row.p_share, row.q, row.same_sign, row.same_verdict) == (None,) * 5
        assert [note.code for note in row.notes][:2] == ["circular", "circular_reading"]
        assert row.judged < row.circular
        assert words.finding(row, result) == f"{row.item.text}: part of what defines Top Performers, so no finding"
    for name in ("revenue", "success"):
        declared, without = rows(result)[name].gap.value or 0.0, rows(result)[name].gaps.value or 0.0
        assert declared > 0.2
        assert abs(without) < declared / 4
    assert words.title(result) == "Top Performers and The Rest on what defines them: a description, not a finding"
    assert result.family == ""


@pytest.mark.parametrize(("size", "section"), [(60, "results"), (300, "results"), (300, "practices")])
def test_the_declared_place_of_an_item_lies_within_its_places_under_all_readings(size: int, section: str) -> None:
    for seed in range(2, 6):
        for row in rows(robust(answers(size, seed, effect=1.0), section=section, permutations=0)).values():
            place, first, last = (bound or 0.0 for bound in row.rank)
            assert first <= place <= last


def test_the_order_of_the_respondents_changes_no_bit() -> None:
    columns = designed(8)
    order = np.random.default_rng(1).permutation(300)
    mixed = {name: [cells[at] for at in order] for name, cells in columns.items()}
    for design in ("plain", "weighted", "strata"):
        one, other = (robust(each, DESIGNS[design]) for each in (columns, mixed))
        assert (one.rows, one.notes, one.tests) == (other.rows, other.notes, other.tests)


def test_the_seed_of_the_study_decides_and_no_permutation_leaves_the_test_out() -> None:
    columns = answers(200, 9, effect=0.2)
    same = [robust(columns) for _ in range(2)]
    assert same[0] == same[1]
    text_ = text().replace("seed = 7", "seed = 8")
    other = workflow.robustness(surveyed(columns, text_), ["practices"], permutations=199)[1][0]
    assert [row.p for row in rows(other).values()] != [row.p for row in rows(same[0]).values()]
    without = robust(columns, permutations=0)
    assert without.tests == ()
    assert without.family == ""
    assert {row.p for row in rows(without).values()} == {None}
    assert [row.gaps for row in rows(without).values()] == [row.gaps for row in rows(same[0]).values()]


@pytest.mark.parametrize("design", ["clusters", "replicates"])
def test_where_respondents_cannot_be_exchanged_it_is_said(design: str) -> None:
    result = robust(designed(), DESIGNS[design])
    assert [note.text for note in result.notes if note.code != "order"] == [
        f"No permutation test of the readings together: under {design} respondents cannot be exchanged"
    ]
    assert result.tests == ()


def test_within_strata_and_under_weights_it_is_told_how_the_test_was_made() -> None:
    strata = {method.of: method.name for method in robust(designed(), DESIGNS["strata"]).methods}
    assert strata["curve"] == "199 permutations of respondents within strata, seed 7"
    weighted = robust(designed(), DESIGNS["weighted"])
    assert {method.of: method.name for method in weighted.methods}["curve"] == "199 permutations of respondents, seed 7"
    assert {row.p_share for row in rows(weighted).values()} == {None}
    assert None not in {row.p for row in rows(weighted).values()}


def test_a_cut_is_told_with_how_many_there_are_and_which_are_kept() -> None:
    result = robust(answers(), "readings = 20", permutations=0)
    kept = parted(result.rows).readings
    whole = parted(robust(answers(), permutations=0).rows).readings
    assert kept == whole[:20]
    assert [note.text for note in result.notes if note.code != "order"] == [
        f"20 of {len(whole)} readings are looked at: those with the fewest changes"
    ]


def test_a_rule_with_one_reading_is_said_to_have_no_other() -> None:
    data = surveyed(answers(), text())
    (result,) = workflow.robustness(data, ["practices"], by="revenue=Better")[1]
    assert len(parted(result.rows).readings) == 1
    assert [note.code for note in result.notes] == ["one_reading", "order"]
    assert all(row.judged == 1 for row in rows(result).values())


def test_declared_and_derived_readings_are_counted() -> None:
    result = robust(answers(), permutations=0)
    found = parted(result.rows).readings
    assert [reading.id for reading in found if not reading.derived] == ["as declared", "content"]
    assert {method.of: method.name for method in result.methods}["readings"] == (
        f"{len(found)} of the rule: as declared, 1 named in the study file, {len(found) - 2} derived"
    )
    sizes = [reading.n_first + reading.n_second + reading.n_left_out for reading in found]
    assert set(sizes) == {300}


def test_it_comes_back_from_json() -> None:
    result = robust(answers(80, 2, effect=2.0), "readings = 40")
    assert json_text.read(json_text.write([result])) == (result,)
    assert {row.item.id for row in result.rows if isinstance(row, Robust)} == set(PRACTICES)
