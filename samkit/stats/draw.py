"""How often each unit counts in each replicate of a bootstrap: drawn with replacement, or by weights of its own."""

import numpy as np
from numpy.typing import NDArray

from samkit.stats.design import Codes
from samkit.stats.units import Float

_BLOCK = 1 << 15  # draws made at a time, so that they stay in the processor's cache
_BYTES = 1 << 18  # weights made at a time
_NARROW = 1 << 16
_STEPS = (95, 187, 236, 251, 255)  # of 256 random bytes those below count 0, 1, 2, 3 and 4 times, the last one 5 times


class Draw:
    """Draws with replacement within strata, one replicate after the other from one stream of random bits.

    Parameters
    ----------
    sizes
        Units of each stratum, shape (strata,), count: those of a stratum lie side by side.
    draws
        How many of them are drawn in each replicate, shape (strata,), count, at most as many as there are.
    seed
        Seed of the generator PCG64.

    Notes
    -----
    Draw j of a stratum of n units takes unit ``floor((u n + j) / 2^16)``, u being 16 random bits: a unit's chance is
    less than ``2^-16`` from ``1 / n``, and as much above it in some draws as below in others, so that over n draws
    each unit is expected exactly once. With more than ``2^16`` units, 32 bits. Only the raw bits of the generator
    are used, which no release of numpy changes.

    References
    ----------
    Efron (1979), Annals of Statistics 7, 1-26; O'Neill (2014), Harvey Mudd College HMC-CS-2014-0905 (the generator).

    Examples
    --------
    >>> draw = Draw(np.array([2, 3]), np.array([2, 3]), seed=1)
    >>> times = np.empty((2, draw.columns), dtype=np.float32)
    >>> draw.fill(times)
    >>> times[:, :2].sum(axis=1).tolist(), times[:, 2:5].sum(axis=1).tolist()
    ([2.0, 2.0], [3.0, 3.0])
    """

    def __init__(self, sizes: Codes, draws: Codes, seed: int) -> None:
        # One column more than there are units: the last word of a replicate may hold more draws than are left.
        self.columns = int(sizes.sum()) + 1
        narrow = self.columns <= _NARROW
        self._draw = np.dtype[np.unsignedinteger]("<u2" if narrow else "<u4")
        place = np.dtype[np.unsignedinteger]("<u4" if narrow else "<u8")
        half = 8 * self._draw.itemsize
        self._words = -(-int(draws.sum()) * half // 64)
        padding = 64 * self._words // half - int(draws.sum())
        stratum = np.repeat(np.arange(len(sizes) + 1), np.append(draws, padding))
        size = np.append(sizes, 1)[stratum]
        number = np.arange(stratum.size) - np.append(draws.cumsum() - draws, draws.sum())[stratum]
        start = (np.append(0, sizes.cumsum())[stratum] << half) + number % size
        self._rows = max(min(_BLOCK // stratum.size, (_NARROW if narrow else _BLOCK) // self.columns), 1)
        row = np.arange(self._rows)[:, None] * self.columns << half
        self._start, self._sizes = (row + start).astype(place), np.tile(size.astype(place), (self._rows, 1))
        self._bits = np.random.PCG64(seed)
        self._total = int(draws.sum())
        # Memory that is used again is in the cache already.
        self._place = np.empty_like(self._start)
        self._cells = np.zeros(self._start.size, dtype="<i8")
        self._counts = np.empty((self._rows, self.columns), dtype=self._draw)

    def fill(self, times: NDArray[Float]) -> None:
        """Draw the next replicates.

        Parameters
        ----------
        times
            Where to put how often each unit is drawn, shape (replicates, columns): units, and what does not count.
        """
        for start in range(0, len(times), self._rows):
            block = times[start : start + self._rows]
            self._count(len(block))
            block[...] = self._counts[: len(block)]

    def most(self, columns: NDArray[Float]) -> float:
        """Give what no sum of columns exceeds in any replicate.

        Parameters
        ----------
        columns
            Numbers from 0 of some of the units, shape (units, columns).

        Returns
        -------
        Scalar: all that is drawn, times the largest number.
        """
        return self._total * float(columns.max(initial=0.0))

    def _count(self, rows: int) -> None:
        raw = np.asarray(self._bits.random_raw(rows * self._words), dtype="<u8")
        place = self._place[:rows]
        place[...] = raw.view(self._draw).reshape(rows, -1)
        place *= self._sizes[:rows]
        place += self._start[:rows]
        # The upper half of each number is the cell that is drawn; the upper parts of the cells stay zero.
        cells = self._cells[: place.size]
        cells.view(self._draw)[:: 8 // self._draw.itemsize] = place.reshape(-1).view(self._draw)[1::2]
        counts = self._counts[:rows]
        counts.fill(0)
        # Twice as fast as bincount.
        np.add.at(counts.reshape(-1), cells, self._draw.type(1))


class Weigh:
    """Weights 0 to 5 of mean 1 and variance 1 for every unit by itself, one replicate after the other from one stream.

    Parameters
    ----------
    size
        Units, count.
    seed
        Seed of the generator PCG64.

    Notes
    -----
    How often a unit is drawn with replacement is nearly a Poisson number of mean 1; here it is a number with chances of
    95, 92, 49, 15, 4 and 1 in 256 for 0 to 5, of mean and variance exactly 1, from one random byte. The units of a
    replicate then add up to nearly the size of the sample, which shares do not feel: they are taken of that sum. To
    draw exactly as many costs twice as long.

    References
    ----------
    Praestgaard and Wellner (1993), Annals of Probability 21, 2053-2086 (weights in place of draws); Chamandy,
    Muralidharan, Najmi and Naidu (2012), Estimating uncertainty for massive data streams (Poisson weights).

    Examples
    --------
    >>> weigh = Weigh(1000, seed=1)
    >>> times = np.empty((100, weigh.columns), dtype=np.float32)
    >>> weigh.fill(times)
    >>> round(float(times.mean()), 1), round(float(times.var()), 1)
    (1.0, 1.0)
    """

    def __init__(self, size: int, seed: int) -> None:
        self.columns = -(-size // 8) * 8  # a word of the generator is eight bytes
        self._rows = max(_BYTES // self.columns, 1)
        self._bits = np.random.PCG64(seed)
        self._counts = np.empty(self._rows * self.columns, dtype=np.uint8)
        self._over = np.empty_like(self._counts)

    def fill(self, times: NDArray[Float]) -> None:
        """Weigh the next replicates.

        Parameters
        ----------
        times
            Where to put the weights, shape (replicates, columns): units, and what does not count.
        """
        for start in range(0, len(times), self._rows):
            block = times[start : start + self._rows]
            raw = np.asarray(self._bits.random_raw(block.size // 8), dtype="<u8").view(np.uint8)
            counts, over = self._counts[: block.size], self._over[: block.size]
            np.greater_equal(raw, _STEPS[0], out=counts.view(np.bool_))
            for step in _STEPS[1:]:
                np.greater_equal(raw, step, out=over.view(np.bool_))
                np.add(counts, over, out=counts)
            block[...] = counts.reshape(block.shape)

    def most(self, columns: NDArray[Float]) -> float:
        """Give what no sum of columns exceeds in any replicate.

        Parameters
        ----------
        columns
            Numbers from 0 of some of the units, shape (units, columns).

        Returns
        -------
        Scalar: the largest sum of a column, times the largest weight.
        """
        return len(_STEPS) * float(columns.sum(axis=0, dtype=np.float64).max(initial=0.0))
