"""Adjusted p-values against R's p.adjust, which drops missing values and shrinks the family, as we do."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import families
from tests.oracles.numbers import name, near, number, rows
from tests.reference import need_shared

pytestmark = need_shared

METHODS = {
    "BH": families.benjamini_hochberg,
    "BY": families.benjamini_yekutieli,
    "holm": families.holm,
    "none": families.none,
}


@pytest.mark.parametrize("case", rows("multiple_testing.json"), ids=name)
@pytest.mark.parametrize("method", METHODS)
def test_adjusted_values_are_those_of_r(case: dict[str, Any], method: str) -> None:
    ours = METHODS[method]([number(p) for p in case["inputs"]["p"]])
    theirs = np.atleast_1d(np.array(case["R"][method], dtype=object))
    assert all(near(a, b, 1e-14) for a, b in zip(ours, theirs, strict=True))
