"""Tables of counts to try methods on."""

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from samkit.stats.interval import Floats

Cells = tuple[Floats, Floats, Floats, Floats]


def every_table(largest: int, chunk: int = 60_000) -> Iterator[Cells]:
    """Give every pair of groups of 1 to ``largest`` answers, as x1, n1, x0, n0, in chunks."""
    groups = np.array([(x, n) for n in range(1, largest + 1) for x in range(n + 1)], dtype=np.float64)
    one, none = (part.ravel() for part in np.meshgrid(*[np.arange(len(groups))] * 2, indexing="ij"))
    for start in range(0, one.size, chunk):
        here = slice(start, start + chunk)
        yield groups[one[here], 0], groups[one[here], 1], groups[none[here], 0], groups[none[here], 1]


def random_tables(count: int, largest: int, seed: int) -> Cells:
    """Give tables whose groups have up to ``largest`` answers, the sizes spread evenly over their logarithm."""
    draw = np.random.default_rng(seed)
    n1, n0 = np.floor(np.exp(draw.uniform(0, np.log(largest), (2, count))))
    # Shares close together, so that many tables lie near the border between a difference and none.
    share = draw.beta(0.5, 0.5, count)
    other = np.clip(share + draw.normal(0, 2, count) * np.sqrt(share * (1 - share) * (1 / n1 + 1 / n0)), 0, 1)
    return np.floor(share * n1), n1, np.floor(other * n0), n0


@st.composite
def groups(draw: st.DrawFn, largest: int = 2000) -> tuple[int, int]:
    """Draw favourable answers and base of one group."""
    n = draw(st.integers(1, largest))
    return draw(st.integers(0, n)), n
