from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from samkit.results import Estimate
from samkit.writers.spelling import NUMERIC, spell

if TYPE_CHECKING:
    from samkit.tables.table import Role


@pytest.mark.parametrize(
    ("role", "cell", "said"),
    [
        ("share", Estimate(0.145, 0.1, 0.2), "15 (10 to 20)"),
        ("share", Estimate(None, None, None), "–"),
        ("gap", Estimate(-0.2, -0.305, 0.0), "−20 (−31 to 0)"),
        ("ratio", Estimate(math.inf, 1.6, math.inf), "∞ (1.6 to ∞)"),
        ("ratio", Estimate(None, 0.0, math.inf), "– (0.00 to ∞)"),
        ("p-value", 0.00004, "< 0.001"),
        ("p-value", None, "–"),
        ("count", 1234, "1,234"),
        ("count", None, "–"),
        ("number", 2.5, "2.50"),
        ("text", None, "–"),
        ("label", "a", "a"),
    ],
)
def test_a_cell_is_spelt_by_its_role(role: Role, cell: str | float | Estimate | None, said: str) -> None:
    assert spell(role, cell) == said


def test_words_are_not_numbers() -> None:
    assert NUMERIC.isdisjoint({"label", "text"})
