from pathlib import Path

import pytest

from samkit.readers.export import Settings
from samkit.readers.text.header import MOST_COLUMNS, matching
from tests.readers.made import HEADER, ROWS, cells, codes, lines, loaded, refused, text_of


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u200b", "\t", "\ufeff", "\u2060"])
def test_what_cannot_be_seen_round_a_name_is_taken_off_and_said(tmp_path: Path, blank: str) -> None:
    export = loaded(tmp_path, text_of(lines(header=[f"{blank}{name}{blank}" for name in HEADER])))
    assert export.header == HEADER
    assert codes(export)[0] == "header_trimmed"


def test_a_composed_name_and_its_decomposed_form_are_one(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of(lines(header=[*HEADER[:5], "re\u0301sume\u0301"])), needed=["résumé"])
    assert export.columns["résumé"].texts() == ["fine"] * 12


def test_every_missing_column_is_named_with_the_nearest_name(tmp_path: Path) -> None:
    problems = refused(tmp_path, text_of(lines(header=["id", "Growth", "wieght", "q1", "q2", "comment"])))
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        ("missing_column", 1, "growth"),
        ("missing_column", 1, "weight"),
    ]
    assert [problem.hint for problem in problems] == ["did you mean 'Growth'?", "did you mean 'wieght'?"]


def test_a_blank_of_another_kind_inside_a_name_is_shown(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text_of(lines(header=[*HEADER[:4], "q\u00a02", "comment"])))
    assert "<U+00A0>" in problem.hint


@pytest.mark.parametrize("second", ["weight", " weight", "weight\u00a0"])
def test_a_name_that_stands_twice_is_refused_and_the_hint_tells_them_apart(tmp_path: Path, second: str) -> None:
    content = text_of(lines(header=[*HEADER[:5], second]))
    problems = refused(tmp_path, content)
    assert [(problem.code, problem.place.column) for problem in problems] == [("duplicate_column", "weight")]
    assert problems[0].hint == 'duplicate_columns = "number"'
    export = loaded(tmp_path, content, Settings(duplicate_columns="number"), ["id", "weight (1)"])
    assert export.header[2::3] == ("weight (1)", "weight (2)")


def test_a_column_without_a_name_that_holds_data_is_refused_and_the_hint_numbers_it(tmp_path: Path) -> None:
    content = text_of(lines(header=["", *HEADER[1:]]))
    (problem,) = refused(tmp_path, content, needed=["q1"])
    assert (problem.code, problem.place.line, problem.hint) == ("blank_column_name", 1, 'blank_columns = "number"')
    assert "column 1 " in problem.message
    export = loaded(tmp_path, content, Settings(blank_columns="number"), ["column 1"])
    assert export.columns["column 1"].texts()[0] == "R001"


def test_a_trailing_delimiter_on_every_line_is_an_empty_column_left_out(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of([line + "," for line in lines()]))
    assert (codes(export), cells(export)) == (["blank_column_dropped"], list(ROWS))


def test_a_study_may_name_a_column_by_the_code_before_its_text(tmp_path: Path) -> None:
    header = ["id", "likert[a]. How true?\n[First]", "likert[b]. How true? [Second]", "q1", "q2", "comment"]
    content = text_of(lines(header=[f'"{name}"' for name in header]))
    export = loaded(tmp_path, content, needed=["likert[a]", "likert[b]. How true? [Second]"])
    assert export.columns["likert[a]"].position == 2
    assert export.columns["likert[b]. How true? [Second]"].position == 3


def test_a_code_that_begins_two_headers_is_refused_with_both(tmp_path: Path) -> None:
    content = text_of(lines(header=["id", "a1. One", "a1. Two", "q1", "q2", "comment"]))
    (problem,) = refused(tmp_path, content, needed=["a1"])
    assert problem.code == "ambiguous_column"
    assert "'a1. One', 'a1. Two'" in problem.message


def test_too_many_columns_are_refused_with_the_limit(tmp_path: Path) -> None:
    header = ",".join(f"x{place}" for place in range(MOST_COLUMNS + 1))
    (problem,) = refused(tmp_path, header + "\n", needed=["x1"])
    assert (problem.code, problem.place.line) == ("too_many_columns", 1)
    assert str(MOST_COLUMNS) in problem.message


def test_many_columns_that_the_study_does_not_name_are_said(tmp_path: Path) -> None:
    extra = "," + ",".join(f"x{place}" for place in range(1500))
    content = text_of([lines()[0] + extra, *(line + "," * 1500 for line in lines()[1:])])
    assert codes(loaded(tmp_path, content, keep_all=False)) == ["many_ignored_columns"]


def test_only_the_needed_columns_are_kept_unless_all_are_asked_for(tmp_path: Path) -> None:
    content = text_of(lines())
    assert list(loaded(tmp_path, content, needed=["q2", "id"], keep_all=False).columns) == ["q2", "id"]
    assert list(loaded(tmp_path, content, needed=["q2", "id"]).columns) == list(HEADER)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("q*", ["q1", "q2", "q10", "q_x"]),
        ("*1", ["q1", "w1"]),
        ("q*0", ["q10"]),
        ("*", ["q1", "q2", "q10", "q_x", "w1"]),
        ("q1*1", []),
        ("\u00a0w*", ["w1"]),
    ],
)
def test_a_pattern_means_the_columns_that_it_matches_by_the_numbers_in_their_names(
    pattern: str, expected: list[str]
) -> None:
    assert matching(pattern, ["q10", "w1", "q2", "q_x", "q1"]) == sorted(expected, key=expected.index)


def test_numbers_of_any_length_are_put_in_order_and_equal_ones_by_their_spelling() -> None:
    names = ["w" + "9" * 5000, "w010", "w10", "w9"]
    assert matching("w*", names) == [names[3], "w010", "w10", names[0]]


def test_columns_that_match_a_pattern_are_kept_beside_the_needed_ones_and_need_not_be_there(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of(lines()), Settings(patterns=("q*", "none*")), ["id", "q2"], keep_all=False)
    assert list(export.columns) == ["id", "q2", "q1"]
    assert loaded(tmp_path, text_of(lines()), Settings(patterns=("q*",)), ["id"]).columns.keys() == set(HEADER)


def test_a_star_in_the_name_of_a_needed_column_is_a_sign_like_any_other(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text_of(lines()), needed=["id", "q*"])
    assert (problem.code, problem.place.column) == ("missing_column", "q*")
