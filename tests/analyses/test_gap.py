from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit import publish, workflow
from samkit.results import Contrast, Estimate, Result, Verdict, contrasts
from samkit.stats import difference, families, independence, odds, proportion, ratio
from tests.builders import STUDY, answers, surveyed


def compared(columns: dict[str, list[str]], text: str = STUDY, section: str = "practices", by: str = "") -> Result:
    return workflow.compare(surveyed(columns, text), [section], by)[1][0]


def row_of(result: Result, item: str) -> Contrast:
    return next(row for row in contrasts(result) if row.item.id == item)


def table(columns: dict[str, list[str]], item: str) -> tuple[int, int, int, int]:
    """Count from the answers as they stand: agreeing and answering, who grew and who did not."""
    counts = []
    for top in (True, False):
        given_ = [
            answer
            for growth, answer in zip(columns["growth"], columns[item], strict=True)
            if growth and (growth == "Grew") == top and answer in {"Disagree", "Neither", "Agree"}
        ]
        counts += [given_.count("Agree"), len(given_)]
    return tuple(counts)  # type: ignore[return-value]  # four of them


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("item", ["plan", "train", "meet"])
def test_every_number_of_a_row_is_that_of_its_statistic_on_the_counted_answers(seed: int, item: str) -> None:
    columns = answers(150, seed)
    row = row_of(compared(columns), item)
    x1, n1, x0, n0 = cells = table(columns, item)
    absent = (n1 - x1, n1, n0 - x0, n0)
    assert (row.first.x, row.first.n, row.second.x, row.second.n) == cells
    assert row.gap.value == pytest.approx(x1 / n1 - x0 / n0, abs=1e-15)
    assert row.ratio.value == pytest.approx((x1 / n1) / (x0 / n0), rel=1e-14)
    assert row.ratio_absent.value == pytest.approx((1 - x1 / n1) / (1 - x0 / n0), rel=1e-12)
    assert row.odds_ratio.value == pytest.approx(x1 * (n0 - x0) / (x0 * (n1 - x1)), rel=1e-12)
    assert row.first_if_present.value == pytest.approx(x1 / (x1 + x0), rel=1e-14)
    assert row.first_if_absent.value == pytest.approx((n1 - x1) / (n1 - x1 + n0 - x0), rel=1e-14)
    intervals = [
        (row.first.share, proportion.wilson(x1, n1)),
        (row.second.share, proportion.wilson(x0, n0)),
        (row.gap, difference.miettinen_nurminen(*cells)),
        (row.gap_narrow, difference.miettinen_nurminen(*cells, 0.9)),
        (row.ratio, ratio.miettinen_nurminen(*cells)),
        (row.ratio_absent, ratio.miettinen_nurminen(*absent)),
        (row.odds_ratio, odds.miettinen_nurminen(*cells)),
        (row.first_if_present, proportion.wilson(x1, x1 + x0)),
    ]
    for estimate, interval in intervals:
        assert estimate.lower == pytest.approx(float(interval.lower), rel=1e-9)
        assert estimate.upper == pytest.approx(float(interval.upper), rel=1e-9)
    assert row.p == pytest.approx(float(independence.score(*cells)), rel=1e-12)
    assert row.p_g == pytest.approx(float(independence.likelihood_ratio(*cells)), rel=1e-12)


@pytest.mark.parametrize(
    ("name", "adjust"),
    [
        ("benjamini-hochberg", families.benjamini_hochberg),
        ("benjamini-yekutieli", families.benjamini_yekutieli),
        ("holm", families.holm),
        ("none", families.none),
    ],
)
def test_q_values_are_those_of_the_declared_adjustment_over_one_section(name: str, adjust: object) -> None:
    text = STUDY.replace("hide_below", f'adjust = "{name}"\nhide_below')
    result = compared(answers(150, 3), text)
    rows = contrasts(result)
    assert callable(adjust)
    assert [row.q for row in rows] == pytest.approx(list(adjust(np.array([row.p for row in rows]))), rel=1e-12)
    assert result.family.casefold() == f"3 items of “practices”, {'not adjusted' if name == 'none' else name}"


def test_a_family_is_one_section_and_not_the_whole_study() -> None:
    columns = answers(150, 3)
    alone = compared(columns)
    together = workflow.compare(surveyed(columns))[1][0]
    assert together == alone


@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.3, 0.6]))
@settings(max_examples=40)
def test_each_verdict_follows_its_rule(seed: int, gap: float) -> None:
    text = STUDY.replace("hide_below", "margin = 20\nhide_below")
    for row in contrasts(compared(answers(400, seed, gap=gap), text)):
        assert row.q is not None
        assert row.gap_narrow.lower is not None
        assert row.gap_narrow.upper is not None
        within = row.gap_narrow.lower > -0.2 and row.gap_narrow.upper < 0.2
        expected = Verdict.DIFFERS if row.q <= 0.05 else Verdict.EQUIVALENT if within else Verdict.NOT_SHOWN
        assert row.verdict is expected


def test_all_three_verdicts_come_about() -> None:
    text = STUDY.replace("hide_below", "margin = 20\nhide_below")
    seen = {
        row.verdict for rows in (90, 400) for seed in range(6) for row in contrasts(compared(answers(rows, seed), text))
    }
    assert seen == {Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.NOT_SHOWN}


@pytest.mark.parametrize("seed", range(4))
def test_swapping_the_groups_mirrors_every_number(seed: int) -> None:
    swapped = STUDY.replace('is_in = ["Grew"] }', 'is_in = ["Grew"], negate = true }')
    columns = answers(150, seed)
    for row in contrasts(compared(columns)):
        mirror = row_of(compared(columns, swapped), row.item.id)
        assert (mirror.first, mirror.second) == (row.second, row.first)
        assert mirror.p == pytest.approx(row.p, rel=1e-12)
        assert mirror.verdict is row.verdict
        assert turned(mirror.gap, lambda x: -x) == pytest.approx(numbers(row.gap), abs=1e-9)
        assert turned(mirror.ratio, lambda x: 1 / x) == pytest.approx(numbers(row.ratio), rel=1e-8)
        assert turned(mirror.odds_ratio, lambda x: 1 / x) == pytest.approx(numbers(row.odds_ratio), rel=1e-8)


def numbers(estimate: Estimate) -> list[float]:
    return [math.nan if value is None else value for value in (estimate.value, estimate.lower, estimate.upper)]


def turned(estimate: Estimate, turn: object) -> list[float]:
    assert callable(turn)
    value, lower, upper = (turn(number) for number in numbers(estimate))
    return [value, upper, lower]


def test_rows_fall_by_gap_where_the_first_group_is_mostly_above_and_rise_where_it_is_mostly_below() -> None:
    for gap in (0.6, -0.3):
        gaps = [row.gap.value or 0 for row in contrasts(compared(answers(150, 2, gap=gap)))]
        assert gaps == sorted(gaps, reverse=sum(gaps) >= 0)


def test_the_order_of_respondents_changes_nothing_but_the_digest() -> None:
    columns = answers(100, 5)
    order = sorted(range(100), key=lambda row: (row * 37) % 100)
    mixed = {name: [texts[row] for row in order] for name, texts in columns.items()}
    one, two = compared(columns), compared(mixed)
    assert two._replace(provenance=one.provenance) == one


def few(items: int) -> dict[str, list[str]]:
    """Answers in which only some of those who grew answered `train`."""
    columns = answers(120, 4)
    grown = [row for row, growth in enumerate(columns["growth"]) if growth == "Grew"]
    for place, row in enumerate(grown):
        columns["train"][row] = "Agree" if place < items else ""
    return columns


def test_a_base_below_the_limit_hides_its_row_and_one_on_it_only_marks_it() -> None:
    hidden, shown = (row_of(compared(few(count)), "train") for count in (4, 5))
    assert hidden.verdict is Verdict.HIDDEN
    assert [note.code for note in hidden.notes] == ["hidden_base"]
    assert shown.verdict is not Verdict.HIDDEN
    assert "small_base" in [note.code for note in shown.notes]


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_two_surveys_that_differ_only_behind_a_hidden_base_are_written_alike(form: str) -> None:
    columns, other = few(4), few(4)
    grown = [row for row, growth in enumerate(columns["growth"]) if growth == "Grew"]
    for row in grown[:4]:
        other["train"][row] = "Disagree"
    written = []
    for answered in (columns, other):
        result = compared(answered)
        written.append(publish.text([result._replace(provenance=result.provenance._replace(data_digest=""))], form))
    assert written[0] == written[1]
    assert columns != other


def test_a_hidden_row_takes_no_part_in_its_family() -> None:
    columns = few(4)
    result = compared(columns)
    others = [row for row in contrasts(result) if row.item.id != "train"]
    expected = families.benjamini_hochberg(np.array([row.p for row in others]))
    assert [row.q for row in others] == pytest.approx(list(expected), rel=1e-12)
    assert row_of(result, "train").q is None


def test_a_row_without_a_base_says_so_and_holds_no_number() -> None:
    row = row_of(compared(few(0)), "train")
    assert row.verdict is Verdict.NOT_COMPUTABLE
    assert [note.text for note in row.notes] == ["no answer of any weight in Top Performers"]
    plain = json.loads(publish.text([compared(few(0))], "json"))
    found = next(entry for entry in plain["results"][0]["rows"] if entry["item"]["id"] == "train")
    assert found["gap"]["value"] is found["ratio"]["value"] is found["p"] is found["q"] is None


def test_an_item_that_defines_the_groups_is_no_finding_however_it_is_named() -> None:
    result = compared(answers(), section="outcome")
    assert [row.verdict for row in contrasts(result)] == [Verdict.CIRCULAR]
    assert contrasts(result)[0].q is None


def test_an_item_that_reads_the_column_of_a_criterion_under_another_name_is_circular_too() -> None:
    text = STUDY.replace('plan = "Plans accounts"', 'plan = { text = "P", column = "growth", scale = "again" }')
    text = text.replace(
        "[questions.growth]",
        '[scales.again]\nlevels = ["Fell", "Same", "Grew"]\nfavourable = ["Grew"]\n\n[questions.growth]',
    )
    assert row_of(compared(answers(), text), "plan").verdict is Verdict.CIRCULAR


def test_a_group_that_is_empty_is_said_and_nothing_is_computed() -> None:
    columns = answers()
    columns["growth"] = ["Fell"] * len(columns["growth"])
    survey, results = workflow.compare(surveyed(columns), ["practices"])
    assert {row.verdict for row in contrasts(results[0])} == {Verdict.NOT_COMPUTABLE}
    assert "empty_group" in {note.code for note in survey.notes}


def test_nobody_in_the_second_group_gives_an_infinite_ratio_with_a_finite_lower_bound() -> None:
    columns = answers(150, 6)
    for row, growth in enumerate(columns["growth"]):
        columns["plan"][row] = "Agree" if growth == "Grew" and row % 2 else "Disagree"
    found = row_of(compared(columns), "plan")
    assert found.ratio.value == found.ratio.upper == math.inf
    assert found.ratio.lower is not None
    assert 1 < found.ratio.lower < math.inf
    assert "zero_cell" in [note.code for note in found.notes]


WEIGHTED = STUDY.replace("hide_below", 'weight = "w"\nhide_below')


@pytest.mark.parametrize("weight", ["1", "0.001", "250000"])
def test_equal_weights_of_any_size_give_the_unweighted_numbers(weight: str) -> None:
    columns = answers(150, 7)
    weighted = compared({**columns, "w": [weight] * 150}, WEIGHTED)
    plain = compared(columns)
    assert (weighted.rows, weighted.methods) == (plain.rows, plain.methods)


def test_weights_times_a_constant_change_nothing() -> None:
    columns = answers(150, 7)
    first = [str(1 + row % 4) for row in range(150)]
    second = [str(1024 * (1 + row % 4)) for row in range(150)]
    one, two = (compared({**columns, "w": weights}, WEIGHTED) for weights in (first, second))
    assert one.rows == two.rows
    assert one.methods != compared(columns).methods


def test_a_weighted_share_is_the_weight_of_those_who_agree_over_the_weight_of_those_who_answered() -> None:
    columns = answers(150, 7)
    weights = [1 + row % 4 for row in range(150)]
    row = row_of(compared({**columns, "w": [str(weight) for weight in weights]}, WEIGHTED), "plan")
    top = [
        (answer, weight)
        for growth, answer, weight in zip(columns["growth"], columns["plan"], weights, strict=True)
        if growth == "Grew" and answer
    ]
    share = sum(weight for answer, weight in top if answer == "Agree") / sum(weight for _, weight in top)
    assert row.first.share.value == pytest.approx(share, rel=1e-12)
    assert row.first.n == len(top)
