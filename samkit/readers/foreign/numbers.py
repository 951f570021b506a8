"""Numbers as text: whole ones without a point, others with as many digits as tell them apart."""

from __future__ import annotations

from typing import Final

EXACT: Final = 2.0**53
"""From which size on whole numbers are not told apart."""


def text_of_number(value: float) -> str:
    """Write a number.

    Examples
    --------
    >>> text_of_number(7.0), text_of_number(-0.5), text_of_number(1e300), text_of_number(12)
    ('7', '-0.5', '1e+300', '12')
    """
    if isinstance(value, int) or (value.is_integer() and abs(value) < EXACT):
        return str(int(value))
    return repr(float(value))


def text_of_single(value: float) -> str:
    """Write a number of single precision, without the digits that it never had.

    Examples
    --------
    >>> text_of_single(3.140000104904175), text_of_single(7.0)
    ('3.14', '7')
    """
    import numpy as np  # start-up: few files hold such numbers

    return text_of_number(float(str(np.float32(value))))
