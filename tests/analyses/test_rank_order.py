from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.analyses.ranked import by_hand, ranked, rows, told
from tests.builders import STUDY, answers

if TYPE_CHECKING:
    from collections.abc import Sequence


SWAPPED = STUDY.replace('is_in = ["Grew"]', 'is_in = ["Fell", "Same"]')


@given(st.integers(0, 10_000))
@settings(max_examples=15)
def test_exchanging_the_groups_keeps_the_ranks(seed: int) -> None:
    columns = answers(90, seed, gap=0.1)
    columns["growth"][-1] = "Same"
    there, back = ranked(columns, replicates=100), ranked(columns, SWAPPED, replicates=100)
    for item, row in rows(there).items():
        other = rows(back)[item]
        for name in ("common", "separating", "by_odds"):
            assert getattr(row, name).rank.value == getattr(other, name).rank.value
        assert row.gap.value is not None
        assert other.gap.value == -row.gap.value
    assert there.tests[0][:6] == back.tests[0][:6]


def test_it_is_said_from_which_end_the_items_are_ranked() -> None:
    columns = answers(120)
    assert told(ranked(columns), "rank by gap") == "1 where Top Performers are furthest above The Rest"
    assert told(ranked(columns, SWAPPED), "rank by gap") == "1 where Top Performers are furthest below The Rest"
    assert told(ranked(columns, replicates=1200), "rank").startswith("percentiles of 1,200 bootstrap draws of respond")


def test_circular_items_are_ranked_and_marked_and_have_no_part_in_the_comparison_of_the_orders() -> None:
    text = STUDY.replace('meet = "Meets clients" }', 'grown = { text = "Grew", question = "growth" } }').replace(
        'scale = "agreement"\nquestions = { plan', 'scale = "agreement"\nfavourable = ["Agree"]\nquestions = { plan'
    )
    text = text.replace('question = "growth" } }', 'question = "growth", favourable = ["Grew"] } }')
    result = ranked(answers(120), text)
    circular = rows(result)["grown"]
    assert circular.separating.rank.value == 1
    assert [note.code for note in circular.notes if note.code == "circular"] == ["circular"]
    assert result.tests[0].finding.endswith(", 1 circular item left out")
    assert result.tests[0].p == 1.0


def test_where_all_items_are_circular_there_is_nothing_to_compare() -> None:
    result = ranked(answers(120), section="outcome")
    assert result.tests == ()
    assert [note.text for note in result.notes] == ["There is no order to compare: all items are circular"]


@pytest.mark.parametrize("seed", range(4))
def test_the_p_of_kendalls_tau_is_that_of_all_orders(seed: int) -> None:
    columns = answers(120, seed)
    test = ranked(columns).tests[0]
    hand = by_hand(columns)
    toward = 1 if sum(hand["gap"]) >= 0 else -1
    gaps = [toward * gap for gap in hand["gap"]]
    seen = stats.kendalltau(hand["prevalence"], gaps).statistic
    every = [stats.kendalltau(order, gaps).statistic for order in permutations(hand["prevalence"])]
    assert test.statistic == pytest.approx(seen, abs=1e-12)
    assert test.p == pytest.approx(np.mean([abs(tau) >= abs(seen) - 1e-9 for tau in every]), abs=1e-12)


def test_three_items_are_told_to_be_too_few() -> None:
    finding = ranked(answers(120)).tests[0].finding
    assert finding.startswith("Neither agreement nor reversal of the two rankings is shown")
    assert "so few items cannot show either" in finding


MANY = STUDY.replace(
    'questions = { plan = "Plans accounts", train = "Trains managers", meet = "Meets clients" }',
    "questions = { " + ", ".join(f'q{k} = "Q{k}"' for k in range(6)) + " }",
)


def six(first: Sequence[int], second: Sequence[int], size: int = 100) -> dict[str, list[str]]:
    """Make groups of one size in which so many agree with each of six items."""
    counts = zip(first, second, strict=True)
    return {
        "growth": ["Grew"] * size + ["Fell"] * size,
        "ripe": ["Agree"] * 2 * size,
        **{
            f"q{k}": [text for n in both for text in ["Agree"] * n + ["Disagree"] * (size - n)]
            for k, both in enumerate(counts)
        },
    }


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            [90, 80, 70, 60, 50, 40],
            [88, 74, 58, 42, 26, 10],
            "are reversed by more than chance: the more common an item, the less it tends to separate",
        ),
        (
            [90, 74, 58, 42, 26, 10],
            [10, 8, 6, 4, 2, 0],
            "agree by more than chance: the more common an item, the more it tends to separate",
        ),
    ],
)
def test_agreement_and_reversal_are_said_where_the_test_allows_them(
    first: list[int], second: list[int], said: str
) -> None:
    result = ranked(six(first, second), MANY, replicates=1000)
    assert result.tests[0].p == pytest.approx(2 / 720, rel=1e-12)
    assert result.tests[0].finding.startswith(f"In this sample the two rankings {said} (Kendall’s τb ")
    pairs = next(note.text for note in result.notes if note.text.startswith("Of 15 pairs of items"))
    same, opposite = re.findall(r"of (\d+) (?:is proved|to be opposite)", pairs)
    assert (int(same) > 0) == ("agree" in said)
    assert (int(opposite) > 0) == ("reversed" in said)


def test_an_item_on_which_the_groups_differ_the_other_way_is_last_and_told() -> None:
    result = ranked(six([80, 70, 60, 50, 40, 10], [20, 20, 20, 20, 20, 90]), MANY)
    assert rows(result)["q5"].separating.rank.value == 6
    assert "On 1 item Top Performers are below The Rest: ranked last, however far apart" in [
        note.text for note in result.notes
    ]
