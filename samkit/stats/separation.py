"""Whether columns tell the two groups apart, so that maximum likelihood has no finite estimate."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samkit.stats.binary import Model
from samkit.stats.interval import Floats


class Separation(NamedTuple):
    """Which patterns are told apart, shape (patterns,), and which coefficients are infinite, shape (1 + columns,)."""

    rows: NDArray[np.bool_]
    columns: NDArray[np.bool_]

    @property
    def complete(self) -> bool:
        """Say whether everybody is told apart."""
        return bool(self.rows.all())

    def __bool__(self) -> bool:
        return bool(self.rows.any())


class SeparatedError(ValueError):
    """The groups are separated; ``found`` says by which columns, the constant first, and in which patterns."""

    def __init__(self, found: Separation) -> None:
        self.found = found
        kind = "all" if found.complete else f"{np.count_nonzero(found.rows)} of {found.rows.size}"
        super().__init__(
            f"the columns tell group 1 from group 0 in {kind} patterns of answers, so that no finite "
            "coefficients are most likely; Firth's penalised likelihood has some"
        )


def separation(data: Model) -> Separation:
    """Find by linear programming what separates the rows of group 1 from those of group 0.

    Parameters
    ----------
    data
        The two groups and their columns.

    Returns
    -------
    The patterns that a combination of columns can put on the side of their group while none is on the wrong side, and
    the coefficients that maximum likelihood sends to infinity, the constant's first.

    Notes
    -----
    With s = 1 for a pattern of group 1 and -1 for one of group 0: maximise the sum of t over all patterns,
    ``0 <= t <= 1``, ``t <= s x' b``; ``x' b = 0`` where a pattern is found in both groups. At the maximum t is 1 where
    a pattern can be told apart and 0 elsewhere. A coefficient is infinite if it can change without a change of
    ``x' b`` on the other patterns.

    References
    ----------
    Albert and Anderson (1984), Biometrika 71, 1-10; Konis (2007), Linear programming algorithms for detecting separated
    data in binary logistic regression models, University of Oxford.

    Examples
    --------
    >>> from samkit.stats.binary import model
    >>> found = separation(model([[0], [0], [1]], [0, 1, 1]))
    >>> found.rows.tolist(), found.columns.tolist(), found.complete
    ([False, True], [False, True], False)
    """
    ones, both = data.groups.ones[:, 0], data.groups.both[:, 0]
    one, none = ones > 0, both > ones
    alone = one != none
    told = np.zeros(len(data.x), dtype=np.bool_)
    told[alone] = _told(data.x[alone] * np.where(one, 1.0, -1.0)[alone, None], data.x[one & none])
    return Separation(told, _loose(data.x[(one | none) & ~told], data.back))


def _told(signed: Floats, mixed: Floats) -> NDArray[np.bool_]:
    from scipy.optimize import linprog

    rows, columns = signed.shape
    if not rows:
        return np.zeros(0, dtype=np.bool_)
    found = linprog(
        np.concatenate([np.zeros(columns), -np.ones(rows)]),
        A_ub=np.hstack([-signed, np.eye(rows)]),
        b_ub=np.zeros(rows),
        A_eq=np.hstack([mixed, np.zeros((len(mixed), rows))]) if len(mixed) else None,
        b_eq=np.zeros(len(mixed)) if len(mixed) else None,
        bounds=[(None, None)] * columns + [(0, 1)] * rows,
        method="highs",
    )
    if found.x is None:
        raise ValueError(f"whether the groups are separated could not be told: {found.message}")
    return np.asarray(found.x[columns:] > 0.5)


def _loose(x: Floats, back: Floats) -> NDArray[np.bool_]:
    _, values, directions = np.linalg.svd(np.vstack([x, np.zeros_like(back)]))
    null = back @ directions[values <= 1e-9 * max(float(values.max()), 1.0)].T
    size = np.abs(null) / np.linalg.norm(back, axis=1, keepdims=True)
    return np.asarray(size.max(axis=1, initial=0.0) > 1e-7)
