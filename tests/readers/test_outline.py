"""The questions of a table are brought together, given a kind and told."""

import time

import numpy as np
import pytest

from samkit.readers.export import Asked, Column, Kind
from samkit.readers.outline import by_question, in_brackets, is_meant, outlined, packed_in, unnamed, with_packed


def column(name: str, texts: list[str], group: str = "", kind: Kind = "") -> Column:
    """Make a column of texts."""
    categories = tuple(dict.fromkeys(texts))
    codes = np.array([categories.index(text) for text in texts], dtype=np.int32)
    return Column(name, 1, codes, categories, Asked(group=group, kind=kind))


def test_questions_are_counted_by_kind_with_their_parts() -> None:
    kinds: list[tuple[str, Kind]] = [
        ("a", "option"),
        ("a", "option"),
        ("b", "option"),
        ("c", "grid"),
        ("d", "packed"),
        ("e", ""),
    ]
    columns = {f"q{place}": column(f"q{place}", ["x"], group, kind) for place, (group, kind) in enumerate(kinds)}
    (note,) = outlined(columns)
    assert note.text == (
        "2 multi-select questions with 3 options; 1 grid with 1 row; "
        "1 multi-select question with all ticked options in one cell"
    )
    assert outlined({}) == ()


def test_the_words_beside_other_and_what_the_platform_notes_are_no_part_of_a_question() -> None:
    kinds: list[Kind] = ["", "other", "meta", "option"]
    columns = {str(kind): column(kind, ["x"], "q", kind) for kind in kinds}
    assert [one.name for one in by_question(columns)["q"]] == ["", "option"]


def test_a_question_is_meant_for_several_answers_if_more_than_a_few_cells_hold_them() -> None:
    levels = ["Often", "Sometimes", "Never"] * 40
    few = column("q", [*levels, "Often;Never"])
    found = packed_in(few)
    assert found is not None
    assert not is_meant(found, few)
    done, notes = with_packed({"q": few})
    assert done["q"].asked.kind == ""
    assert [note.text for note in notes] == ["1 cell of column 'q' with several answers, ';' between them"]
    many, notes = with_packed({"q": column("q", levels + ["Often;Never", "Often;Sometimes"] * 5)})
    assert (many["q"].asked.kind, notes) == ("packed", ())


@pytest.mark.parametrize(
    ("text", "deep", "expected"),
    [
        ("a [b]", 1, ("a", ("b",))),
        ("a [b [c] d]", 1, ("a", ("b [c] d",))),
        ("a [b][c]", 2, ("a", ("b", "c"))),
        ("a [b][c]", 1, ("a [b]", ("c",))),
        ("[b]", 1, ("", ("b",))),
        ("a b]", 1, ("a b]", ())),
        ("a [b] c", 1, ("a [b] c", ())),
        ("a [b]", 0, ("a [b]", ())),
    ],
)
def test_brackets_are_taken_off_the_end(text: str, deep: int, expected: tuple[str, tuple[str, ...]]) -> None:
    assert in_brackets(text, deep) == expected


def test_a_heading_made_to_keep_the_reader_busy_does_not() -> None:
    begun = time.process_time()
    for text in ("a" + " " * 100_000 + "b]", "[" * 100_000, "]" * 100_000, "[" * 50_000 + "]" * 50_000):
        in_brackets(text)
    assert time.process_time() - begun < 2


def test_a_column_without_a_heading_is_named_only_if_it_holds_something() -> None:
    top = [["", "q", ""], ["1", "a", ""], ["2", "b"]]
    assert [unnamed(top, place) for place in range(3)] == ["column 1", "column 2", ""]
