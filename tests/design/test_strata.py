from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.design import sample as design
from samkit.study.file import StudyTable
from tests.builders import export

if TYPE_CHECKING:
    from samkit.design.sample import Design
    from samkit.errors import Problem

Columns = dict[str, list[str]]
SAMPLE: Columns = {
    "s": ["b", "b", "b", "a", "a", "a", "a", "b"],
    "c": ["4", "3", "4", "2", "10", "2", "10", "3"],
    "n": ["5", "5", "5", "9", "9", "9", "9", "5"],
    "w": ["1", "2", "1", "1", "4", "1", "1", "1"],
}
WHOLE: dict[str, Any] = {"stratum": "s", "cluster": "c", "population": "n", "weight": "w"}


def read(
    columns: Columns, missing: tuple[str, ...] = (), **keys: Any
) -> tuple[Design | None, list[Problem], list[str]]:
    about = StudyTable.model_validate({"title": "t", **keys})
    found, problems, notes = design.read(about, export(columns), missing)
    return found, problems, [f"{note.code}: {note.text}" for note in notes]


def drawn(columns: Columns, **keys: Any) -> Design:
    found, problems, _ = read(columns, **keys)
    assert problems == []
    assert found is not None
    return found


def refused(columns: Columns, missing: tuple[str, ...] = (), **keys: Any) -> list[Problem]:
    found, problems, notes = read(columns, missing, **keys)
    assert found is None
    assert not [note for note in notes if note.startswith(("design", "lonely"))]
    return problems


def test_codes_follow_the_order_of_the_labels_and_clusters_that_of_their_strata() -> None:
    found = drawn(SAMPLE, **WHOLE)
    assert found.stratum is not None
    assert found.cluster is not None
    assert found.population is not None
    assert found.stratum.tolist() == [1, 1, 1, 0, 0, 0, 0, 1]
    assert found.cluster.tolist() == [3, 2, 3, 1, 0, 1, 0, 2]
    assert found.population.tolist() == [5, 5, 5, 9, 9, 9, 9, 5]
    assert found.weight.tolist() == [0.25, 0.5, 0.25, 0.25, 1, 0.25, 0.25, 0.25]
    assert (found.lonely, found.replicates) == ("fail", None)


@given(st.permutations(range(8)))
def test_the_order_of_the_respondents_changes_no_code(order: list[int]) -> None:
    found, moved = drawn(SAMPLE, **WHOLE), drawn({k: [v[row] for row in order] for k, v in SAMPLE.items()}, **WHOLE)
    for ours, theirs in zip(found[:4], moved[:4], strict=True):
        assert np.array_equal(np.asarray(ours)[order], np.asarray(theirs))


def test_what_is_not_declared_is_none() -> None:
    assert read(SAMPLE) == (None, [], [])
    assert drawn(SAMPLE, weight="w")[1:] == (None, None, None, "fail", None)
    found = drawn(SAMPLE, cluster="c")
    assert (found.weight.tolist(), found.stratum, found.population) == ([1.0] * 8, None, None)
    assert found.cluster is not None
    assert found.cluster.tolist() == [3, 2, 3, 1, 0, 1, 0, 2]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (WHOLE, "2 strata, 4 clusters, 2 degrees of freedom, finite population"),
        ({"stratum": "s"}, "2 strata, 6 degrees of freedom"),
        ({"cluster": "c"}, "4 clusters, 3 degrees of freedom"),
        ({"population": "m"}, "finite population"),
    ],
)
def test_the_design_is_told_in_one_line(keys: dict[str, Any], said: str) -> None:
    _, _, notes = read({**SAMPLE, "m": ["800"] * 8}, **keys)
    assert [note for note in notes if note.startswith("design")] == [f"design: sample of 8 respondents: {said}"]


def test_a_label_is_the_same_however_its_letters_are_composed() -> None:
    found = drawn({"s": ["\u00e9", "e\u0301", "\u00e9 ", "z", "z"]}, stratum="s")
    assert found.stratum is not None
    assert found.stratum.tolist() == [1, 1, 1, 0, 0]


@pytest.mark.parametrize("key", ["stratum", "cluster"])
@pytest.mark.parametrize("text", ["", " ", "NA"])
def test_a_missing_label_is_refused_with_its_line_and_column(key: str, text: str) -> None:
    column = WHOLE[key]
    problems = refused({**SAMPLE, column: [text, *SAMPLE[column][1:-1], text]}, ("NA",), **WHOLE)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        (f"missing_{key}", 2, column),
        (f"missing_{key}", 9, column),
    ]
    assert all(problem.got == text and problem.hint for problem in problems)


def test_a_label_that_reads_like_no_answer_is_one_unless_it_is_declared_missing() -> None:
    found = drawn({"s": ["NA", "EMEA", "NA", "EMEA"]}, stratum="s")
    assert found.stratum is not None
    assert found.stratum.tolist() == [1, 0, 1, 0]


def test_a_cluster_in_two_strata_is_refused_with_both_lines_and_the_word_that_allows_it() -> None:
    columns = {**SAMPLE, "c": ["4", "3", "4", "3", "10", "3", "10", "3"]}
    (problem,) = refused(columns, **WHOLE)
    assert (problem.code, problem.place.line, problem.place.column, problem.got) == (
        "cluster_in_two_strata",
        3,
        "c",
        "3",
    )
    assert "stratum 'b' here, and in stratum 'a' on line 5" in problem.message
    assert "nest = true" in problem.hint
    found = drawn(columns, **WHOLE, nest=True)
    assert found.cluster is not None
    assert found.cluster.tolist() == [3, 2, 3, 1, 0, 1, 0, 2]


@pytest.mark.parametrize(
    ("row", "text", "code", "got"),
    [
        (0, "", "missing_population_size", ""),
        (2, "-5", "negative_population_size", "-5"),
        (3, "nan", "not_finite", "nan"),
        (3, "inf", "not_finite", "inf"),
        (3, "about 9", "not_a_number", "about 9"),
        (6, "8", "population_varies", "8"),
    ],
)
def test_a_population_that_is_no_number_or_not_constant_is_refused(row: int, text: str, code: str, got: str) -> None:
    sizes = list(SAMPLE["n"])
    sizes[row] = text
    (problem,) = refused({**SAMPLE, "n": sizes}, **WHOLE)
    assert (problem.code, problem.place.line, problem.place.column, problem.got) == (code, row + 2, "n", got)
    assert problem.hint


@pytest.mark.parametrize("size", ["1", "0", "0.4"])
def test_a_population_below_the_clusters_drawn_is_refused(size: str) -> None:
    (problem,) = refused({**SAMPLE, "n": [size if s == "a" else "5" for s in SAMPLE["s"]]}, **WHOLE)
    assert (problem.code, problem.place.line) == ("population_too_small", 5)
    assert (problem.expected, problem.got) == ("2 or more", size)
    assert "2 clusters of stratum 'a' were drawn" in problem.message


def test_without_clusters_the_population_counts_respondents() -> None:
    columns = {**SAMPLE, "n": ["4"] * 8}
    assert drawn(columns, stratum="s", population="n").population is not None
    (problem,) = refused(columns, population="n")
    assert "8 respondents of the sample were drawn" in problem.message


def test_a_stratum_of_one_cluster_is_refused_by_name_with_the_ways_out() -> None:
    columns = {"s": ["a", "a", "b", "c", "c", "d", "b"], "c": ["1", "2", "3", "4", "5", "6", "3"]}
    (problem,) = refused(columns, stratum="s", cluster="c")
    assert (problem.code, problem.place.line, problem.place.column) == ("lonely_stratum", 4, "s")
    assert "2 strata have one cluster" in problem.message
    assert problem.message.endswith("'b' (line 4), 'd' (line 7)")
    assert 'lonely = "adjust"' in problem.hint


@pytest.mark.parametrize("lonely", ["remove", "certainty", "adjust", "average"])
def test_lonely_strata_are_told_with_their_number_and_how_they_are_taken(lonely: str) -> None:
    columns = {"s": ["a", "a", "b", "c"]}
    found, problems, notes = read(columns, stratum="s", lonely=lonely)
    assert found is not None
    assert (found.lonely, problems) == (lonely, [])
    assert notes[1].startswith("lonely_strata: 2 strata of one cluster")
    assert notes[1].endswith(f'(lonely = "{lonely}")')


def test_a_stratum_that_was_drawn_as_a_whole_is_not_lonely() -> None:
    columns = {"s": ["a", "a", "b"], "n": ["7", "7", "1"]}
    found, problems, notes = read(columns, stratum="s", population="n")
    assert found is not None
    assert (problems, len(notes)) == ([], 1)


@pytest.mark.parametrize(
    ("columns", "keys"),
    [
        ({"s": ["a", "b", "c"]}, {"stratum": "s", "lonely": "average"}),
        ({"c": ["a", "a", "a"]}, {"cluster": "c", "lonely": "adjust"}),
        ({"s": ["a", "a", "b"], "w": ["0", "1", "1"]}, {"stratum": "s", "weight": "w", "lonely": "remove"}),
    ],
)
def test_as_many_strata_as_clusters_leave_nothing_to_estimate_from(columns: Columns, keys: dict[str, Any]) -> None:
    assert [problem.code for problem in refused(columns, **keys)] == ["no_degrees_of_freedom"]


def test_a_sample_of_one_cluster_is_refused() -> None:
    (problem,) = refused({"c": ["a", "a"]}, cluster="c")
    assert (problem.code, problem.place.column) == ("lonely_stratum", "c")


def test_all_kinds_of_problems_are_told_in_one_go() -> None:
    columns = {
        "s": ["a", "a", "a", "b", "b", "c", "", "d", "d"],
        "c": ["1", "2", "3", "1", "5", "6", "7", "8", "9"],
        "n": ["9", "9", "8", "9", "9", "x", "9", "1", "1"],
        "w": ["1", "-1", "", "1", "1", "1", "1", "1", "1"],
    }
    assert {problem.code for problem in refused(columns, **WHOLE)} == {
        "negative_weight", "missing_weight", "missing_stratum", "cluster_in_two_strata",
        "population_varies", "not_a_number", "population_too_small",
    }  # fmt: skip


def test_a_stratum_that_only_seems_lonely_for_want_of_a_label_is_not_told() -> None:
    columns = {"s": ["a", "a", "b", "b"], "c": ["1", "2", "3", ""]}
    assert [problem.code for problem in refused(columns, stratum="s", cluster="c")] == ["missing_cluster"]


@pytest.mark.parametrize("seed", range(20))
def test_texts_of_any_kind_give_a_design_or_problems_with_a_place(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - a test needs no secret
    texts = ["", "a", "b", "1", "2", "2.0", "-1", "0", "nan", "1e400", "9" * 400, "é", "\u200b", "NA"]
    columns = {name: draw.choices(texts, k=12) for name in "scnw"}
    found, problems, _ = read(columns, **WHOLE, lonely=draw.choice(["fail", "adjust"]))
    assert (found is None) == bool(problems)
    assert all(problem.place.file and problem.place.column for problem in problems)
