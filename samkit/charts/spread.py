"""Moving texts on a line apart until none touch, each as little as may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def spread(centres: Sequence[float], widths: Sequence[float], gap: float, bounds: tuple[float, float]) -> list[float]:
    """Place texts of given widths near their centres, in the same order, without overlap.

    Parameters
    ----------
    centres
        Where each would like its middle, ascending, shape (k,), points.
    widths
        How wide each is, shape (k,), points.
    gap
        Air between two of them, points.
    bounds
        Left and right edge; if there is not room for all, the texts run over the right edge.

    Returns
    -------
    list of float
        Left end of each, shape (k,), points.

    Notes
    -----
    The sum of squared moves is least: with the widths taken off, the places only have to ascend, which pooling of
    adjacent violators solves; bounds are then applied to the pooled places.

    Examples
    --------
    >>> spread([10, 12], [8, 8], 2, (0, 100))
    [2.0, 12.0]
    """
    offsets = [0.0]
    for wide in widths[:-1]:
        offsets.append(offsets[-1] + wide + gap)
    wished = [centre - wide / 2 - offset for centre, wide, offset in zip(centres, widths, offsets, strict=False)]
    pools: list[tuple[float, int]] = []
    for wish in wished:
        pools.append((wish, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, few), (other, more) = pools[-2:]
            pools[-2:] = [((one * few + other * more) / (few + more), few + more)]
    places = [place for place, count in pools for _ in range(count)]
    last = bounds[1] - offsets[-1] - (widths[-1] if widths else 0.0)
    return [max(min(place, last), bounds[0]) + offset for place, offset in zip(places, offsets, strict=False)]
