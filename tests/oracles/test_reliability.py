"""Cronbach's alpha against pingouin.

Written by pingouin 0.7.0 under Python 3.11, 22 November 2026, from
``pingouin.cronbach_alpha(DataFrame(answers), ci=level)``; it prints its bounds with three decimals.
"""

import pytest

from samkit.stats.reliability import alpha

CASES = [
    (
        [[8, 7, 9], [6, 6, 5], [9, 9, 8], [4, 5, 5], [7, 8, 6], [5, 4, 6], [8, 8, 9], [3, 4, 2]],
        0.938676967648479,
        {0.95: (0.793, 0.987), 0.9: (0.830, 0.983)},
    ),
    (
        [[1, 5, 2, 4], [4, 2, 5, 3], [3, 3, 1, 5], [5, 1, 4, 2], [2, 4, 3, 3], [4, 4, 2, 1]],
        -10.390804597701145,
        {0.95: (-39.738, -0.772), 0.9: (-32.048, -1.466)},
    ),
    (
        [[1.5, 2.5], [2.0, 2.25], [3.5, 3.0], [4.0, 5.5], [5.0, 4.5]],
        0.8896551724137931,
        {0.95: (-0.06, 0.989), 0.9: (0.295, 0.983)},
    ),
]


@pytest.mark.parametrize(("answers", "value", "bounds"), CASES)
def test_alpha_and_its_interval_are_those_of_pingouin(
    answers: list[list[float]], value: float, bounds: dict[float, tuple[float, float]]
) -> None:
    for level, theirs in bounds.items():
        ours = alpha(answers, level)
        assert ours.value == pytest.approx(value, rel=1e-12)
        assert tuple(round(float(bound), 3) for bound in ours.interval) == theirs
