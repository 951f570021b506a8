from __future__ import annotations

from itertools import groupby, pairwise

from hypothesis import given
from hypothesis import strategies as st

from samkit.charts.pages import MOST_ROWS, pages
from samkit.charts.spread import spread
from tests.charts import made


@given(st.integers(0, 130))
def test_pages_hold_all_rows_in_order_and_none_is_too_long_or_nearly_empty(count: int) -> None:
    rows = [made.contrast(f"Item {i}", (1, 5, 1, 5)) for i in range(count)]
    shared = pages(rows)
    assert [row for page in shared for row in page] == rows
    assert max(map(len, shared)) <= MOST_ROWS
    assert max(map(len, shared)) - min(map(len, shared)) <= 1


@given(st.integers(1, 20), st.integers(2, 11))
def test_the_levels_of_an_item_stay_on_one_page(items: int, count: int) -> None:
    rows = [
        row
        for i in range(items)
        for row in made.levels(f"Item {i}", [str(level) for level in range(count)], [1] * count, [2] * count)
    ]
    shared = pages(rows)
    assert [row for page in shared for row in page] == rows
    for page in shared:
        assert len(page) <= MOST_ROWS
        assert all(len(list(group)) == count for _, group in groupby(page, key=lambda row: row.item.id))


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 20)), min_size=1, max_size=8))
def test_spread_texts_keep_their_order_and_their_distance(wished: list[tuple[float, float]]) -> None:
    wished.sort()
    widths = [wide for _, wide in wished]
    places = spread([centre for centre, _ in wished], widths, 3.0, (0.0, 400.0))
    ends = [place + wide for place, wide in zip(places, widths, strict=True)]
    assert all(start - end >= 3.0 - 1e-9 for end, (_, start) in zip(ends, pairwise(places), strict=False))
    assert places[0] >= 0
    assert ends[-1] <= 400 + 1e-9
