"""Random numbers that are the same on every machine: one stream for each purpose, all from the study's seed.

Only the raw bits of the generator are used. They are fixed for good, while the ways to turn bits into normal numbers
may change from one release of numpy to the next.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Stream:
    """The random numbers of one purpose.

    Parameters
    ----------
    seed
        The seed of the study, at least 0.
    purpose
        Words that name what the numbers are for, so that one more question changes no other question.

    Examples
    --------
    >>> Stream(2016, "bases").uniform(2).tolist() == Stream(2016, "bases").uniform(2).tolist()
    True
    """

    def __init__(self, seed: int, *purpose: str | int) -> None:
        key = [seed, *(crc32(str(word).encode()) for word in purpose)]
        self._bits = np.random.PCG64(np.random.SeedSequence(key))

    def uniform(self, size: int) -> NDArray[np.float64]:
        """Draw numbers between 0 and 1, both excluded, **shape** (size,)."""
        high = np.asarray(self._bits.random_raw(size), dtype=np.uint64) >> np.uint64(12)
        return np.asarray((high.astype(np.float64) + 0.5) / 2.0**52, dtype=np.float64)

    def normal(self, size: int) -> NDArray[np.float64]:
        """Draw standard normal numbers, **shape** (size,)."""
        quantile = NormalDist().inv_cdf
        return np.array([quantile(value) for value in self.uniform(size).tolist()])

    def order(self, size: int) -> NDArray[np.int64]:
        """Draw an order of the numbers 0 to size - 1."""
        return np.asarray(np.argsort(self.uniform(size), kind="stable"), dtype=np.int64)

    def successes(self, trials: int, chance: float) -> int:
        """Draw how many of so many trials succeed, each by the same chance."""
        return int((self.uniform(trials) < chance).sum())
