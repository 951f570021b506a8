from __future__ import annotations

import json

import pytest

from samkit.report.cells import Change, spelt, values_in, within

HEAD = '"section","item_id","item","gap","verdict"\n'
ROWS = ('"f","plan","Plans",0.25,"differs"\n', '"f","meet","Meets",0.5,"not shown"\n')


def table(*rows: str) -> bytes:
    return (HEAD + "".join(rows)).encode()


def test_a_number_is_told_with_its_item_and_its_column() -> None:
    (found,) = within("figure 1", table(*ROWS), table(ROWS[0].replace("0.25", "0.75"), ROWS[1]))
    assert found == Change("figure 1", "numbers", "plan", "gap", 0.25, 0.75)


@pytest.mark.parametrize(("old", "new"), [(0.25, None), (None, 0.25), (0.0, None), (0.25, 0.0)])
def test_a_number_that_comes_or_goes_is_told_and_none_is_not_nought(old: float | None, new: float | None) -> None:
    before, now = ('""' if value is None else str(value) for value in (old, new))
    (found,) = within("f", table(ROWS[0].replace("0.25", before)), table(ROWS[0].replace("0.25", now)))
    assert (found.kind, found.old, found.new) == ("numbers", old, new)


def test_the_last_digit_of_a_number_is_enough() -> None:
    changed = ROWS[0].replace("0.25", "0.25000000000000006")
    assert [found.kind for found in within("f", table(ROWS[0]), table(changed))] == ["numbers"]


def test_a_word_is_told_as_such() -> None:
    (found,) = within("f", table(*ROWS), table(ROWS[0].replace("differs", "not shown"), ROWS[1]))
    assert found == Change("f", "words", "plan", "verdict", "differs", "not shown")


def test_rows_are_held_against_those_of_the_same_item_and_another_order_is_told_once() -> None:
    assert [found.kind for found in within("f", table(*ROWS), table(*reversed(ROWS)))] == ["order"]


def test_a_row_that_comes_or_goes_is_told() -> None:
    (gone,) = within("f", table(*ROWS), table(ROWS[0]))
    (came,) = within("f", table(ROWS[0]), table(*ROWS))
    assert (gone.what, gone.new) == (came.what, came.old) == ("meet", None)


def test_two_rows_about_the_same_are_both_compared() -> None:
    twice = table(ROWS[0], ROWS[0])
    (found,) = within("f", twice, table(ROWS[0], ROWS[0].replace("0.25", "0.3")))
    assert (found.what, found.old, found.new) == ("plan (2)", 0.25, 0.3)


@pytest.mark.parametrize("old", [b"", b"\xff\xfe", b'"a","b"\n"1"\n', b'"open', b"x,y\n1,2\n", HEAD.encode(), b"\n\n"])
def test_bytes_that_are_no_table_still_differ(old: bytes) -> None:
    assert list(within("f", old, table(*ROWS)))


def test_values_of_json_are_counted_and_the_first_is_named_by_its_place() -> None:
    old, new = {"a": [1, {"b": 2}], "c": "x"}, {"a": [1, {"b": 2.5}, None], "c": "y", "d": True}
    found = values_in("results.json", json.dumps(old).encode(), json.dumps(new).encode())
    assert found == Change("results.json", "file", "3 values, the first at", "a[1].b", 2.0, 2.5)


@pytest.mark.parametrize("old", [b"", b"{", b"\xff", b"[" * 100_000, b'{"a":  1}'])
def test_bytes_that_are_no_json_or_the_same_one_still_differ(old: bytes) -> None:
    assert values_in("results.json", old, b'{"a": 1}').kind == "file"


def test_long_texts_are_shown_from_where_they_differ() -> None:
    first, second = spelt("same " * 50 + "one" + " x" * 50, "same " * 50 + "two")
    assert first.startswith("…same same same one")
    assert second == "…same same same two"
    assert len(first) <= 61
