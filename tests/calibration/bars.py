"""The marks of the figures: cells gathered into bars, and the worst of them."""

import numpy as np

from samkit.charts.plate import Sheet
from samkit.charts.scale import Linear
from tests.calibration.rows import Row

MOST, STEP = 0.15, 0.0025
"""The scale ends at fifteen in a hundred, and a bar gathers a quarter of one."""

TALL, SHORT = 15.0, 1.6
"""Height of a row's tallest bar, and of one that would else hardly be seen."""


def draw_bars(sheet: Sheet, scale: Linear, row: Row, base: float) -> None:
    """Stack the cells of the study's bases on those of the others; the tallest bar of each row is equally high."""
    others, study = (_counts(cells) for cells in (row.others, row.study))
    unit = TALL / max(int((others + study).max()), 4)
    for place, (grey, blue) in enumerate(zip(others.tolist(), study.tolist(), strict=True)):
        start, end = scale.at(place * STEP) + 0.15, scale.at((place + 1) * STEP) - 0.15
        low = max(grey * unit, SHORT) if grey else 0.0
        high = low + (max(blue * unit, SHORT) if blue else 0.0)
        if grey:
            sheet.box(start, base - low, end, base, sheet.theme.palette.second_faint)
        if blue:
            sheet.box(start, base - high, end, base - low, sheet.theme.palette.first)


def draw_worst(sheet: Sheet, scale: Linear, worst: float, base: float) -> None:
    """Mark the worst on the scale, or point to where it lies beyond."""
    if worst > MOST:
        sheet.arrow(scale.right + 7.0, base - 4.0, sheet.theme.palette.second, right=True)
    else:
        x = scale.at(worst)
        sheet.rule((x, base), (x, base - 6.5), sheet.theme.palette.ink, 1.0, layer=3)


def _counts(cells: tuple[float, ...]) -> np.ndarray:
    edges = np.arange(0.0, MOST + STEP / 2, STEP)
    return np.histogram([share for share in cells if share <= MOST], edges)[0]
