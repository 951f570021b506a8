"""Halo: what comparisons of the remade groups say, and guards that ring for praise and for nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from samkit import answering, workflow
from samkit.classify import with_groups
from samkit.halo import items
from samkit.results import Verdict, contrasts
from samkit.study.self_rated import without_self_rated
from samkit.writers import json_text
from tests.analyses.praised import LEVELS, PRACTICES, SELF_RATED, answers, common, praised, rows, text
from tests.builders import surveyed

DESIGNS = {
    "weighted": 'weight = "w"',
    "strata": 'weight = "w"\nstratum = "region"',
    "clusters": 'weight = "w"\nstratum = "region"\ncluster = "firm"',
    "replicates": 'weight = "w"\n[study.replicate_weights]\ncolumns = "rw_*"\nmethod = "JK1"\ndf = 39.0',
}
ALPHA = 0.05


def designed(seed: int = 2, planted: float = 0.0) -> dict[str, list[str]]:
    """Make answers of 400 respondents with weights, two regions, 200 firms, 40 replicate weights."""
    columns, draw = answers(400, seed, planted=planted), np.random.default_rng(seed)
    firm, weight = np.arange(400) // 2, draw.choice([0.5, 1.0, 1.75], 400)
    columns["w"] = [repr(each) for each in weight.tolist()]
    columns["region"] = [f"region {place % 2}" for place in firm]
    columns["firm"] = [f"firm {place:03}" for place in firm]
    for left in range(40):
        columns[f"rw_{left:02}"] = [repr(each) for each in (weight * (firm % 40 != left) * 40 / 39).tolist()]
    return columns


def most(rounds: int) -> float:
    """Give how many false alarms chance allows in so many rounds, with three standard deviations of room."""
    return ALPHA * rounds + 3 * float(np.sqrt(ALPHA * (1 - ALPHA) * rounds))


@pytest.mark.parametrize("design", ["", *DESIGNS.values()], ids=["plain", *DESIGNS])
def test_both_readings_are_those_of_comparisons_by_them(design: str) -> None:
    data = surveyed(designed(), text(design))
    groups = data.study.groups["performance"]
    found = without_self_rated(groups)
    other = groups._replace(id="other", rule=found.rule(found.readings[1]), alternatives={})
    for section in ("practices", "outcome"):
        result = workflow.halo(data, [section], replicates=200)[1][0]
        labelled = with_groups(data, groups, other)
        wanted = [(labelled.study.sections[section], which) for which in (groups, other)]
        declared, apart = ({row.item.id: row for row in contrasts(one)} for one in answering.answer(labelled, wanted))
        for name, row in rows(result).items():
            assert row.without is not None
            for mine, theirs in ((row, declared[name]), (row.without, apart[name])):
                assert (mine.verdict, mine.n_first, mine.n_second) == (
                    theirs.verdict, theirs.first.n, theirs.second.n
                )  # fmt: skip
                assert mine.gap == pytest.approx(theirs.gap, rel=1e-7)
                assert mine.ratio == pytest.approx(theirs.ratio, rel=1e-7)


def test_a_circular_item_is_not_held_against_the_factor() -> None:
    row = rows(workflow.halo(surveyed(answers(), text()), ["outcome"], replicates=200)[1][0])["success_item"]
    assert row.verdict is row.beyond.verdict is Verdict.CIRCULAR
    assert row.without is not None
    assert row.without.verdict is not Verdict.CIRCULAR
    assert row.beyond.gap.value is row.loading is None


def test_pure_praise_explains_all_gaps_and_no_practice_goes_beyond_it() -> None:
    rounds, false, shares, differ = 40, 0, [], 0
    for seed in range(rounds):
        result = praised(answers(seed=seed))
        false += any(row.beyond.verdict is Verdict.DIFFERS for row in rows(result).values())
        differ += sum(row.verdict is Verdict.DIFFERS for row in rows(result).values())
        shares.append(common(result).gaps.value)
    assert differ > 7 * rounds
    assert np.median([-1.0 if share is None else share for share in shares]) > 0.95
    assert None not in shares
    assert false <= most(rounds)


def test_a_practice_that_goes_beyond_praise_is_found_and_the_others_are_not() -> None:
    rounds, found, false = 20, 0, 0.0
    for seed in range(rounds):
        result = rows(praised(answers(seed=seed, planted=1.0)))
        found += result["q1"].beyond.verdict is Verdict.DIFFERS
        false += sum(result[name].beyond.verdict is Verdict.DIFFERS for name in PRACTICES[1:]) / 2
    assert found == rounds
    assert false <= most(rounds)


@pytest.mark.parametrize("loadings", [0.7, 0.0])
def test_where_there_are_no_gaps_nothing_is_said_to_be_explained_and_nothing_found(loadings: float) -> None:
    rounds, claimed, false, none = 25, 0, 0, 0
    for seed in range(rounds):
        result = praised(answers(seed=seed, praise=0.0, loadings=loadings))
        codes = {note.code for note in result.notes}
        claimed += common(result).gaps.value is not None
        false += any(row.beyond.verdict is Verdict.DIFFERS for row in rows(result).values())
        none += "no_common_factor" in codes
        assert (common(result).gaps.value is None) == bool(codes & {"no_gaps", "no_common_factor"})
    assert claimed <= most(rounds)
    assert false <= most(rounds)
    assert none >= rounds - most(rounds) if not loadings else none == 0


@pytest.mark.parametrize("design", DESIGNS)
def test_designs_are_honoured(design: str) -> None:
    settings = DESIGNS[design]
    result, plain = (praised(designed(5), each) for each in (settings, 'weight = "w"'))
    told = " ".join(method.name for method in result.methods)
    named = {"weighted": "within groups", "strata": "within strata", "clusters": "clusters within", "replicates": "40"}
    assert named[design] in told
    for name, row in rows(result).items():
        mine, other = row.beyond.gap, rows(plain)[name].beyond.gap
        assert mine.value == pytest.approx(other.value, abs=1e-6)
        wide, theirs = ((gap.upper or 0) - (gap.lower or 0) for gap in (mine, other))
        assert wide == pytest.approx(theirs, rel=0.35)
    assert rows(praised(designed(5, planted=1.2), settings))["q1"].beyond.verdict is Verdict.DIFFERS


def test_weights_times_a_constant_or_all_equal_change_nothing() -> None:
    columns = answers(seed=3)
    for weight in ("1", "2.5"):
        weighted = {**columns, "w": [weight] * 400}
        for name, row in rows(praised(weighted, 'weight = "w"')).items():
            assert row.beyond.gap == pytest.approx(rows(praised(columns))[name].beyond.gap, abs=1e-6)


def test_neither_the_order_of_respondents_nor_the_sections_that_are_asked_for_change_anything() -> None:
    columns = answers(seed=4)
    order = np.random.default_rng(5).permutation(400)
    shuffled = {name: [cells[at] for at in order] for name, cells in columns.items()}
    data = surveyed(columns, text())
    every = workflow.halo(data, replicates=200)[1][0]
    assert every.rows == praised(columns).rows == praised(shuffled).rows


def test_without_self_ratings_that_are_declared_it_says_how_and_goes_on() -> None:
    result = praised(answers(), rated="")
    assert all(row.without is None for row in rows(result).values())
    assert "[groups.performance]" in result.notes[0].text
    assert all(row.beyond.q is not None for row in rows(result).values())
    every = praised(answers(), rated='self_rated = ["Successful", "Grows"]')
    assert every.notes[0].text.startswith("Every criterion")
    assert common(every).n_first is None


def test_too_few_questions_or_respondents_are_said() -> None:
    columns = answers()
    few = {
        name: column if name in {"q1", "q2", "q3", "success", "growth"} else ["Often"] * 400
        for name, column in columns.items()
    }
    result = praised(few)
    assert [note.code for note in result.notes] == ["self_rated", "no_factor"]
    assert common(result).variance.value is None
    assert {row.beyond.verdict for row in rows(result).values()} == {Verdict.NOT_COMPUTABLE}
    small = praised({name: column[:20] for name, column in columns.items()})
    assert {row.verdict for row in rows(small).values()} <= {Verdict.HIDDEN}
    assert all(row.gap.value is None and row.beyond.gap.value is None for row in rows(small).values())


def test_missing_answers_and_pairs_that_nobody_answered_are_told() -> None:
    columns = answers(missing=0.1)
    half = [at < 200 for at in range(400)]
    columns["q1"] = [cell if is_ else "" for cell, is_ in zip(columns["q1"], half, strict=True)]
    columns["q2"] = [cell if not is_ else "" for cell, is_ in zip(columns["q2"], half, strict=True)]
    result = praised(columns)
    texts = [note.text for note in result.notes if note.code == "pairwise"]
    assert len(texts) == 2
    assert f"answered by {common(result).least} or more of {common(result).n}" in texts[0]
    assert rows(result)["q1"].beyond.q is not None
    full = praised(answers(missing=0.0))
    assert not [note for note in full.notes if note.code == "pairwise"]


def test_an_item_that_nobody_in_a_group_has_is_not_taken_as_certain() -> None:
    columns = answers(seed=6)
    top = {at for at in range(400) if columns["success"][at] in LEVELS[3:]}
    columns["q8"] = ["Often" if at in top or at % 4 else cell for at, cell in enumerate(columns["q8"])]
    columns["q8"] = [cell if at not in top else "Often" for at, cell in enumerate(columns["q8"])]
    row = rows(praised(columns))["q8"]
    assert row.beyond.gap.lower is not None
    assert row.beyond.gap.upper is not None
    assert row.beyond.gap.upper - row.beyond.gap.lower > 0.02


def test_another_seed_draws_otherwise_and_the_same_one_the_same() -> None:
    one, other = (workflow.halo(surveyed(answers(), text().replace("seed = 11", f"seed = {seed}")), replicates=200)[1]
                  for seed in (11, 12))  # fmt: skip
    assert items(one[0].rows)[0].beyond.gap.value == items(other[0].rows)[0].beyond.gap.value
    assert items(one[0].rows)[0].beyond.gap != items(other[0].rows)[0].beyond.gap
    assert json_text.read(json_text.write(one)) == one
    assert one[0].rows == praised(answers(), rated=SELF_RATED).rows
