"""What was counted of answers by the outcomes of criteria; it adds with `+` over disjoint respondents."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Outcomes(NamedTuple):
    """The answers to one question by what the criteria of a rule made of each respondent.

    Parameters
    ----------
    levels
        Level names, worst to best; **length** L.
    criteria
        The outcomes that there are, **shape** (P, criteria): 1 met, 0 not met, -1 open; rising.
    group
        The group that follows from them, **shape** (P,): 0 first, 1 second, 2 unclassified.
    n
        Respondents per outcome and level, **shape** (P, L).
    w
        Sum of their weights, **shape** (P, L).
    """

    levels: tuple[str, ...]
    criteria: NDArray[np.int8]
    group: NDArray[np.int64]
    n: NDArray[np.int64]
    w: NDArray[np.float64]

    def __add__(self, other: "Outcomes") -> "Outcomes":  # type: ignore[override]  # nobody joins them as tuples
        """Add the answers of other respondents to the same question under the same rule.

        Raises
        ------
        ValueError
            If levels or criteria are not the same.
        """
        if (self.levels, self.criteria.shape[1]) != (other.levels, other.criteria.shape[1]):
            message = "outcomes of different questions or rules cannot be added"
            raise ValueError(message)
        criteria, place = np.unique(np.vstack([self.criteria, other.criteria]), axis=0, return_inverse=True)
        group = np.empty(len(criteria), dtype=np.int64)
        group[place] = np.concatenate([self.group, other.group])
        n = np.zeros((len(criteria), len(self.levels)), dtype=np.int64)
        w = np.zeros(n.shape)
        for part, where in ((self, place[: len(self.n)]), (other, place[len(self.n) :])):
            n[where] += part.n
            w[where] += part.w
        return Outcomes(self.levels, criteria, group, n, w)
