"""The samples of Californian schools that R's survey package ships, and their designs as R is told them."""

import csv
from functools import cache

import numpy as np
from numpy.typing import NDArray

from samkit.stats.design import Design, design
from tests.oracles.numbers import FOLDER

Column = NDArray[np.str_]
Floats = NDArray[np.float64]


@cache
def table(file: str) -> dict[str, Column]:
    """Read a file by columns."""
    with (FOLDER / file).open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def numbers(file: str, *names: str) -> Floats:
    """Read columns as numbers, NaN where empty; one column is a vector."""
    found = [[float(text) if text not in {"", "NA"} else np.nan for text in table(file)[name]] for name in names]
    return np.array(found).T if len(names) > 1 else np.array(found[0])


def is_level(file: str, name: str, *levels: str) -> Floats:
    """Say whether each school has each level."""
    return np.stack([table(file)[name] == level for level in levels], axis=1).astype(np.float64)


def many_meals(file: str) -> Floats:
    """Say whether at most half, or more, of each school's pupils have subsidised meals."""
    more = numbers(file, "meals") > 50
    return np.stack([~more, more], axis=1).astype(np.float64)


FILES = {
    "clus1_fpc": "apiclus1.csv",
    "clus1_nofpc": "apiclus1.csv",
    "strat_fpc": "apistrat.csv",
    "strat_nofpc": "apistrat.csv",
    "weights_only": "apistrat.csv",
    "clus2_fpc": "apiclus2.csv",
    "clus2_wr": "apiclus2.csv",
}


@cache
def drawn(name: str) -> Design:
    """Give a design by the name that it has among the reference numbers."""
    file = FILES[name]
    weight, columns = numbers(file, "pw"), table(file)
    if name == "clus2_fpc":
        stages = np.stack([columns["dnum"], columns["snum"]], axis=1)
        return design(weight, cluster=stages, population=numbers(file, "fpc1", "fpc2"))
    return design(
        weight,
        stratum=columns["stype"] if name.startswith("strat") else None,
        cluster=columns["dnum"] if name.startswith("clus") else None,
        population=numbers(file, "fpc") if name.endswith("1_fpc") or name == "strat_fpc" else None,
    )
