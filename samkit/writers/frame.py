"""Tables as pandas: each column typed and with its meaning, the same columns as in CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from samkit.writers.csv_text import flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.tables.table import Column, Role, Table

_TYPES: Final[dict[Role, str]] = {"label": "string", "text": "string", "count": "Int64"}
"""The types of columns that do not hold numbers with decimals."""

_NAMED: Final = frozenset({"section", "severity", "verdict"})
"""The columns whose texts are a few names."""

_MEANING: Final[dict[Role, str]] = {
    "count": "count",
    "rank": "rank, 1 is the first",
    "range": "rank",
    "share": "share, a fraction of one",
    "gap": "difference of two shares, a fraction of one",
    "ratio": "ratio, a plain number",
    "mean": "in the unit of the question",
    "p-value": "probability",
    "number": "number",
}


def frame(tables: Sequence[Table]) -> Any:  # noqa: ANN401 - a pandas DataFrame, without importing pandas for its name
    """Put tables one below the other into a pandas DataFrame.

    Parameters
    ----------
    tables
        In the order in which they are put.

    Returns
    -------
    DataFrame
        Texts as `string`, a few names as `category`, counts as `Int64`, other numbers as `Float64`, an estimate in
        three columns. `.attrs["columns"]` says what each column means, `.attrs["below"]` what stands below the tables.
    """
    import pandas as pd  # start-up: only notebooks need it

    header, rows = flat(tables)
    cells = zip(*rows, strict=True) if rows else [()] * len(header)
    made = pd.DataFrame(
        {
            name: pd.array(values, dtype=_type(name, column))
            for (name, column), values in zip(header.items(), map(list, cells), strict=True)
        }
    )
    made.attrs["columns"] = {name: meaning(name, column) for name, column in header.items()}
    texts = (text for table in tables for text in (*table.footer, *(note.text for note in table.notes)))
    made.attrs["below"] = list(dict.fromkeys(texts))
    return made


def meaning(name: str, column: Column) -> str:
    """Say what a column of a frame holds.

    Examples
    --------
    >>> from samkit.tables.table import Column
    >>> meaning("gap_lower", Column("gap", "Gap, points", "gap"))
    'Gap: difference of two shares, a fraction of one; lower bound of the interval'
    """
    heading = column.heading.removesuffix(", %").removesuffix(", points")
    what = f"{heading}: {_MEANING[column.role]}" if column.role in _MEANING else heading
    bound = name.removeprefix(column.key).removeprefix("_")
    return f"{what}; {bound} bound of the interval" if bound else what


def _type(name: str, column: Column) -> Any:  # noqa: ANN401 - one of the names that pandas knows
    return "category" if name in _NAMED else _TYPES.get(column.role, "Float64")
