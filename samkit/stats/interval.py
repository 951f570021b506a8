"""A pair of bounds, item by item."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]


class Interval(NamedTuple):
    """Lower and upper bounds of the same shape, in the unit of the quantity they enclose."""

    lower: Floats
    upper: Floats

    def excludes(self, value: float) -> NDArray[np.bool_]:
        """Say where the interval lies wholly to one side of a value.

        Parameters
        ----------
        value
            Scalar, in the unit of the bounds.

        Returns
        -------
        Array of the bounds' shape: true where ``value`` is outside.

        Examples
        --------
        >>> Interval(np.array([0.1, -0.2]), np.array([0.5, 0.3])).excludes(0).tolist()
        [True, False]
        """
        return (self.lower > value) | (self.upper < value)
