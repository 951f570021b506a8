"""A report held against itself: what cannot be is found, by hand; what respondents gave is never."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samkit.numbers import rounded
from samkit.reconcile.check import findings
from samkit.reconcile.claims import p_values
from samkit.simulate.load import names, reference
from samkit.simulate.published import (
    BasesTable,
    LevelsTable,
    MeansTable,
    OrderFact,
    Reference,
    SharesTable,
    SizesTable,
    SourceTable,
)
from samkit.stats import independence

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = SourceTable(title="Printed")


def report(base: Mapping[str, object] | None = None, **shares: Mapping[str, object]) -> Reference:
    return Reference.model_validate(
        {"schema": "samkit-published/1", "source": {"title": "Printed"}, "base": dict(base or {}), "shares": shares}
    )


def found(reference: Reference, severity: str = "error") -> list[tuple[str, str]]:
    return [(each.check, each.subject) for each in findings(reference) if each.severity == severity]


SIZES: dict[str, object] = {"respondents": 397, "top_share": 13, "rest_share": 87}


@pytest.mark.parametrize(
    ("base", "item", "check"),
    [
        # 28 of 52 is 53.8 percent, and 29 is 55.8.
        ({}, {"top": 55, "bases": {"top": 52}}, "percentages"),
        # Of 20 answers each is 5 points.
        ({}, {"all": 51, "bases": {"all": 20}}, "percentages"),
        # Nobody of up to 3 respondents is 40 percent of them.
        ({"respondents": 3}, {"all": 40}, "percentages"),
        # 60 answers, and at most 53 respondents.
        (SIZES, {"top": 50, "bases": {"top": 60}}, "percentages"),
        # 54.5 / 18.5 = 2.95 to 55.5 / 17.5 = 3.17.
        ({}, {"top": 55, "rest": 18, "ratio": 3.3}, "ratios"),
        # Three times 40 is more than all.
        ({}, {"rest": 40, "ratio": 3.0}, "ratios"),
        # 37 points, give or take one.
        ({}, {"top": 55, "rest": 18, "gap": 39}, "ratios"),
        # Each number alone can be, but 28 of 51 over 62 of 346, and all that prints alike, is 3.06 or less.
        ({}, {"top": 55, "rest": 18, "ratio": 3.1, "all": 30, "bases": {"top": 51, "rest": 346}}, "ratios"),
        # All cannot lie above both of the groups.
        ({}, {"top": 55, "rest": 18, "all": 60}, "totals"),
        # The first group weighs 0.12 to 0.14: 18 + 0.13 × 37 is about 23.
        (SIZES, {"top": 55, "rest": 18, "all": 40}, "totals"),
        # 10 of 20 against 8 of 20: p is far above 0.05.
        ({}, {"top": 50, "rest": 40, "verdict": "different", "bases": {"top": 20, "rest": 20}}, "claims"),
    ],
)
def test_what_cannot_be_is_found(base: dict[str, object], item: dict[str, object], check: str) -> None:
    assert check in {name for name, _ in found(report(base, item=item))}


@pytest.mark.parametrize(
    ("base", "item"),
    [
        ({}, {"top": 55, "bases": {"top": 51}}),
        ({}, {"top": 55, "rest": 18, "ratio": 3.1}),
        ({}, {"top": 55, "rest": 18, "ratio": 3.1, "bases": {"top": 51, "rest": 346}}),
        ({}, {"top": 55, "rest": 18, "gap": 38}),
        (SIZES, {"top": 55, "rest": 18, "all": 23, "ratio": 3.1}),
        ({}, {"top": 50, "rest": 40, "verdict": "different", "bases": {"top": 400, "rest": 400}}),
        ({"weighted": True}, {"top": 55, "bases": {"top": 52}}),
        ({}, {"all": {"from": 23, "to": 24.9}, "bases": {"all": 51}}),
    ],
)
def test_what_can_be_is_not(base: dict[str, object], item: dict[str, object]) -> None:
    assert found(report(base, item=item)) == []


def test_sizes_that_no_number_of_respondents_makes_are_found() -> None:
    assert found(report({"respondents": 10, "top_share": 13, "rest_share": 87})) == [("percentages", "base")]


def test_what_can_be_only_if_some_did_not_answer_is_doubtful() -> None:
    base = {"respondents": 52, "top_share": 100, "rest_share": 0}
    assert found(report(base, item={"all": 55}), "warning") == [("percentages", "item (all respondents)")]


def levels(**answers: int) -> Reference:
    tables = {"question": LevelsTable(all=answers)}
    return Reference(schema="samkit-published/1", source=SOURCE, base=SizesTable(respondents=200), levels=tables)


@pytest.mark.parametrize(
    ("answers", "severity"),
    [
        ({"a": 50, "b": 52}, "error"),
        ({"a": 33, "b": 33, "c": 33}, "info"),  # 66 + 67 + 67 of 200 are 33, 33.5 and 33.5
        ({"a": 50, "b": 30}, "warning"),
        ({"a": 50, "b": 51}, "info"),  # 99 of 200 are 49.5, and 101 are 50.5
        ({"a": 50, "b": 51, "c": 1}, "error"),
    ],
)
def test_answers_add_to_the_base_within_rounding(answers: dict[str, int], severity: str) -> None:
    told = [each.severity for each in findings(levels(**answers)) if each.check == "totals" and each.subject]
    assert told == [severity]


def test_answers_that_no_base_of_so_few_gives_are_found() -> None:
    # Of 9 or 10 respondents nobody and nothing is 51 percent.
    tables = {"question": LevelsTable(all={"a": 49, "b": 51})}
    report_of_ten = Reference(
        schema="samkit-published/1", source=SOURCE, base=SizesTable(respondents=10), levels=tables
    )
    assert found(report_of_ten) == [("totals", "question (all respondents)")]


def test_a_mean_of_all_lies_between_its_groups() -> None:
    base = SizesTable(respondents=397, top_share=13, rest_share=87)
    for whole, wrong in ((4.9, []), (5.4, [("totals", "size")]), (7.0, [("totals", "size")])):
        numbers = {"size": MeansTable(top=6.8, rest=4.6, all=whole, digits=1)}
        assert found(Reference(schema="samkit-published/1", source=SOURCE, base=base, numbers=numbers)) == wrong


def test_an_order_that_the_percentages_turn_round_is_found() -> None:
    shares = {"a": SharesTable(all=40), "b": SharesTable(all=50), "c": SharesTable(all=50)}
    fact = OrderFact(kind="order", items=["a", "b", "c"], by="all")
    assert found(Reference(schema="samkit-published/1", source=SOURCE, shares=shares, facts=[fact])) == [
        ("claims", "a")
    ]


def test_p_values_are_those_of_the_counts_that_print_so() -> None:
    # 10 of 20 is 50 percent and 8 of 20 is 40; no other count prints so.
    table = SharesTable(top=50, rest=40, bases=BasesTable(top=20, rest=20))
    p = float(independence.score(10, 20, 8, 20))
    assert p_values(report(), table) == pytest.approx((p, p))


@pytest.mark.parametrize("name", names())
def test_a_built_in_report_holds(name: str) -> None:
    assert found(reference(name)[0]) == []


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    top, rest = draw(st.integers(1, 120)), draw(st.integers(1, 400))
    return draw(st.integers(0, top)), top, draw(st.integers(0, rest)), rest


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(tables(), st.booleans())
def test_what_was_counted_and_rounded_always_holds(table: tuple[int, int, int, int], printed: bool) -> None:
    x1, n1, x0, n0 = table
    one, other, whole = (int(rounded(100 * x / n)) for x, n in ((x1, n1), (x0, n0), (x1 + x0, n1 + n0)))
    item: dict[str, object] = {"top": one, "rest": other, "all": whole}
    item["gap"] = int(rounded(100 * (x1 / n1 - x0 / n0)))
    if x0 and x1:
        ratio = x1 * n0 / (x0 * n1)
        exact = rounded(ratio, 1) if rounded(ratio, 2) >= 1 else rounded(ratio, 2)
        item |= {"ratio": exact} if exact else {}
    if printed:
        item["bases"] = {"top": n1, "rest": n0, "all": n1 + n0}
    share = [int(rounded(100 * n / (n1 + n0))) for n in (n1, n0)]
    base: dict[str, object] = {"respondents": n1 + n0, "top_share": share[0], "rest_share": share[1]}
    assert found(report(base, item=item)) == []


def test_the_reference_of_the_readme_is_read_and_holds(tmp_path: Path) -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    shown = [block for block in blocks if "samkit-published" in block]
    assert len(shown) == 1
    path = tmp_path / "printed.toml"
    path.write_text(shown[0], encoding="utf-8")
    assert found(reference(path)[0]) == []
