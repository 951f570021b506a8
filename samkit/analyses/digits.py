"""Numbers cut to the digits that hold on every machine, however many threads a matrix product is shared among."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

SIGNIFICANT: Final = 10
"""Digits that are kept."""

NOTHING: Final = 1e-12
"""What is smaller is what rounding left of zero."""


def rounded(values: ArrayLike, nothing: float = NOTHING) -> NDArray[np.float64]:
    """Round to ten significant digits.

    Parameters
    ----------
    values
        Numbers of about one, any shape; what is not finite stays.
    nothing
        What is smaller becomes 0.

    Examples
    --------
    >>> rounded([1 / 3, 2e-15, float("inf")]).tolist()
    [0.3333333333, 0.0, inf]
    """
    given = np.asarray(values, dtype=np.float64)
    near = [0.0 if abs(value) < nothing else float(f"{value:.{SIGNIFICANT}g}") for value in given.ravel().tolist()]
    return np.array(near, dtype=np.float64).reshape(given.shape)
