"""Hadamard matrices: columns of signs that are orthogonal to one another."""

import numpy as np

from samkit.stats.interval import Floats


def hadamard(order: int) -> Floats:
    """Give the smallest Hadamard matrix at hand of at least a given order.

    Parameters
    ----------
    order
        Least number of rows, count.

    Returns
    -------
    Matrix of 1 and -1, shape (m, m), its first column all 1, its columns orthogonal.

    Raises
    ------
    ValueError
        If the order is below 1.

    Notes
    -----
    Paley's matrices of order q + 1 for primes q that leave 3 when divided by 4, doubled as often as needed.

    References
    ----------
    Sylvester (1867), Philosophical Magazine 34, 461-475; Paley (1933), Journal of Mathematics and Physics 12, 311-320.

    Examples
    --------
    >>> hadamard(3).astype(int).tolist()
    [[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]]
    """
    if order < 1:
        raise ValueError(f"an order of at least 1 is expected, got {order}")
    found = order
    while (core := _core(found)) == 0:
        found += 1
    matrix = np.ones((1, 1)) if core == 1 else _paley(core - 1)
    while matrix.shape[0] < found:
        matrix = np.kron(np.array([[1.0, 1.0], [1.0, -1.0]]), matrix)
    return matrix


def _core(order: int) -> int:
    """Give the order from which doubling leads to this one, 0 where none does."""
    if order & (order - 1) == 0:
        return 1
    while order % 4 == 0:
        if _prime(order - 1):
            return order
        order //= 2
    return 0


def _prime(number: int) -> bool:
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))


def _paley(q: int) -> Floats:
    squares = np.unique(np.arange(1, q) ** 2 % q)
    character = np.full(q, -1.0)
    character[squares] = 1.0
    character[0] = -1.0
    steps = np.arange(q)
    matrix = np.ones((q + 1, q + 1))
    matrix[1:, 1:] = character[(steps[:, None] - steps) % q]
    return matrix
