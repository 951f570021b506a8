from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

from samkit import workflow
from samkit.analyses.rank_places import NOWHERE
from samkit.errors import StudyError
from samkit.results import Estimate, Place
from tests.analyses.ranked import ITEMS, by_hand, made, ranked, rows
from tests.builders import NUMBERS, STUDY, answers, numbers, surveyed

if TYPE_CHECKING:
    from collections.abc import Sequence

WEIGHTED = STUDY.replace("hide_below", 'weight = "w"\nhide_below')


def falling(values: Sequence[float]) -> list[float]:
    return stats.rankdata([-round(value, 12) for value in values], method="min").tolist()


@pytest.mark.parametrize("seed", range(8))
def test_the_ranks_are_those_of_shares_gaps_and_odds_ratios_taken_from_the_answers(seed: int) -> None:
    columns = answers(120, seed, gap=0.2)
    hand, found = by_hand(columns), rows(ranked(columns))
    toward = 1 if sum(hand["gap"]) >= 0 else -1
    assert [found[item].common.rank.value for item in ITEMS] == falling(hand["prevalence"])
    assert [found[item].separating.rank.value for item in ITEMS] == falling([toward * gap for gap in hand["gap"]])
    assert [found[item].by_odds.rank.value for item in ITEMS] == falling([odds**toward for odds in hand["odds"]])
    assert [found[item].prevalence for item in ITEMS] == pytest.approx(hand["prevalence"], rel=1e-12)
    assert [found[item].gap.value for item in ITEMS] == pytest.approx(hand["gap"], rel=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_under_weights_the_ranks_are_those_of_weighted_shares_and_gaps(seed: int) -> None:
    columns = answers(120, seed, gap=0.2)
    weight = np.random.default_rng(seed).lognormal(0, 0.8, 120).round(4).tolist()
    hand = by_hand(columns, weight)
    found = rows(ranked({**columns, "w": [str(each) for each in weight]}, WEIGHTED))
    toward = 1 if sum(hand["gap"]) >= 0 else -1
    assert [found[item].common.rank.value for item in ITEMS] == falling(hand["prevalence"])
    assert [found[item].separating.rank.value for item in ITEMS] == falling([toward * gap for gap in hand["gap"]])
    assert [found[item].by_odds.rank.value for item in ITEMS] == falling([odds**toward for odds in hand["odds"]])


def test_the_range_of_the_true_rank_is_no_narrower_where_the_order_is_plain_and_full_where_nothing_differs() -> None:
    plain = rows(ranked(made(["AAD"] * 60 + ["ADD"] * 60, ["ADD"] * 90 + ["DDD"] * 90), replicates=2000))
    assert [plain[item].common.range[1:] for item in ITEMS] == [(1, 1), (2, 2), (3, 3)]
    same = rows(ranked(made(["ADD", "DAD", "DDA"] * 10, ["ADD", "DAD", "DDA"] * 10), replicates=2000))
    assert {same[item].common.range[1:] for item in ITEMS} == {(1, 3)}


def test_equal_items_share_the_better_rank_and_say_so() -> None:
    found = rows(ranked(made(["AAD"] * 10 + ["DDA"] * 5, ["DDD"] * 10 + ["AAA"] * 10)))
    assert [found[item].common.rank.value for item in ITEMS] == [1, 1, 3]
    assert "2 items share rank 1 by share" in [note.text for note in found["plan"].notes]
    assert not [note for note in found["meet"].notes if note.code == "tied"]


def test_an_item_without_variation_has_no_rank_by_odds_ratio_and_says_why() -> None:
    found = rows(ranked(made(["ADD", "AAD"] * 10, ["DDD", "AAD"] * 10)))
    assert found["meet"].by_odds == NOWHERE
    assert found["meet"].separating.rank.value == 2
    assert [note.code for note in found["meet"].notes] == ["wide_interval", "ceiling", "tied", "no_variation"]


def test_an_item_of_a_small_base_is_not_ranked_and_told() -> None:
    columns = answers(120)
    columns["train"] = ["" if growth == "Grew" and row > 9 else "Agree" for row, growth in enumerate(columns["growth"])]
    result = ranked(columns)
    hidden = rows(result)["train"]
    assert (hidden.prevalence, hidden.gap.value, hidden.common.rank.value, hidden.separating.first) == (None,) * 4
    assert [note.code for note in hidden.notes] == ["hidden_base"]
    assert "1 item is not ranked: too few answers" in [note.text for note in result.notes]
    assert list(rows(result))[-1] == "train"
    assert {rows(result)[item].common.rank.value for item in ("plan", "meet")} == {1, 2}
    assert max(rows(result)[item].separating.range.upper or 0 for item in ("plan", "meet")) <= 2


ONE = STUDY.replace(', train = "Trains managers", meet = "Meets clients"', "")


def test_a_section_of_one_item_is_ranked_and_says_so() -> None:
    result = ranked(answers(120), ONE)
    row = rows(result)["plan"]
    only = Place(Estimate(1, 1, 1), Estimate(1, 1, 1), 1.0)
    assert [row.common, row.separating, row.by_odds] == [only] * 3
    assert [note.text for note in result.notes] == ["There is no order to compare: one item alone"]


@pytest.mark.parametrize(("column", "text"), [("growth", "Fell"), ("plan", "")])
def test_where_nobody_answered_nothing_is_ranked(column: str, text: str) -> None:
    columns = answers(120)
    columns[column] = [text] * 120
    found = rows(ranked(columns))
    assert found["plan"].common.rank.value is None
    assert [note.code for note in found["plan"].notes][:1] == ["no_base"]
    assert (found["meet"].common.rank.value is None) == (column == "growth")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["practises"], "did you mean 'practices'?"),
        (["maturity"], "samkit trend EXPORT maturity"),
        (["amounts"], "samkit compare EXPORT amounts"),
        (["plan"], "it is in practices; items are ranked by section"),
    ],
)
def test_what_has_no_gaps_is_refused_with_what_to_do_instead(names: list[str], said: str) -> None:
    with pytest.raises(StudyError) as raised:
        workflow.rank(surveyed(numbers(answers()), STUDY + NUMBERS), names)
    assert said in raised.value.told()


def test_without_names_all_sections_with_gaps_are_ranked_and_progress_adds_up_to_a_hundred() -> None:
    heard: list[int] = []
    data, found = workflow.rank(surveyed(answers()), replicates=100, progress=heard.append)
    assert [result.section for result in found] == ["practices", "outcome"]
    assert sum(heard) == 100
    assert "performance" in data.groups


def test_a_study_without_a_section_of_items_is_told_to_declare_one() -> None:
    text = STUDY[: STUDY.index("[sections.practices]")] + STUDY[STUDY.index("[sections.maturity]") :]
    text = text[: text.index("[[figures]]")]
    with pytest.raises(StudyError, match="declares no section of items"):
        workflow.rank(surveyed(answers(), text))
