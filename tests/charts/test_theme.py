from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from samkit.charts.theme import DARK, LIGHT, Theme
from samkit.colours import contrast, ink_on
from samkit.look import shades

# The matrices for severity 1.0, on linear RGB, are those of Machado, Oliveira and Fernandes: A physiologically-based
# model for simulation of color vision deficiency. IEEE Transactions on Visualization and Computer Graphics 15, 2009.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def seen(colour: str, matrix: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of a colour as someone with this deficiency sees it."""
    rgb = np.array(to_rgb(colour))
    linear = np.clip(matrix @ np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4), 0, 1)
    xyz = TO_XYZ @ linear / (TO_XYZ @ np.ones(3))
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_text_stands_out_from_what_it_stands_on(theme: Theme) -> None:
    pairs = [
        (ink, theme.palette.paper)
        for ink in (
            theme.palette.ink,
            theme.palette.soft,
            theme.palette.light,
            theme.palette.first_ink,
            theme.palette.second_ink,
        )
    ]
    pairs += [
        (theme.palette.second_ink, theme.palette.first_tint),
        (theme.palette.first_ink, theme.palette.second_tint),
    ]
    assert min(contrast(*pair) for pair in pairs) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(("count", "middle"), [(2, None), (5, None), (11, None), (3, 1), (5, 2), (7, 3)])
def test_every_share_stands_out_from_its_level(theme: Theme, count: int, middle: int | None) -> None:
    made = shades(theme.palette, count, middle)
    assert len(made) == count
    assert min(contrast(ink_on(fill), fill) for fill in made) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_two_groups_differ_for_every_eye(theme: Theme, deficiency: str) -> None:
    first, second = (seen(colour, DEFICIENCIES[deficiency]) for colour in (theme.palette.first, theme.palette.second))
    assert np.linalg.norm(first - second) >= 20


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_two_groups_differ_in_grey(theme: Theme) -> None:
    first, second = (seen(colour, np.eye(3))[0] for colour in (theme.palette.first, theme.palette.second))
    assert abs(first - second) >= 15


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize(("count", "middle"), [(5, None), (5, 2)])
def test_neighbouring_levels_differ_for_every_eye(
    theme: Theme, deficiency: str, count: int, middle: int | None
) -> None:
    made = [seen(colour, DEFICIENCIES[deficiency]) for colour in shades(theme.palette, count, middle)]
    assert min(float(np.linalg.norm(one - other)) for one, other in pairwise(made)) >= 8


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_marks_stand_out_from_the_page(theme: Theme) -> None:
    assert min(contrast(colour, theme.palette.paper) for colour in (theme.palette.first, theme.palette.second)) >= 3
