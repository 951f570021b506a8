from __future__ import annotations

import pytest

from samkit.errors import StudyError
from samkit.stats.lonely import LONELY
from samkit.study.file import StudyFile
from samkit.study.load import parse
from tests.builders import STUDY

REPLICATES = 'replicate_weights = { columns = "rw_*", method = "JK1" }'


def study(*lines: str) -> str:
    return STUDY.replace("hide_below", "\n".join([*lines, "hide_below"]), 1)


def test_a_study_names_its_design_and_the_columns_that_it_needs() -> None:
    text = study('weight = " w"', 'stratum = "s"', 'cluster = "e\u0301"', 'population = "n"', 'lonely = "adjust"')
    found = parse(text, "s")
    needed = {column: use for column, use in found.columns().items() if not use.startswith("questions.")}
    assert needed == {"w": "study.weight", "s": "study.stratum", "é": "study.cluster", "n": "study.population"}
    assert (found.about.lonely, found.about.nest, found.patterns()) == ("adjust", False, ())


def test_a_list_of_replicate_weights_is_needed_and_a_pattern_may_match() -> None:
    listed = parse(study('replicate_weights = { columns = ["a", " b"], method = "BRR" }'), "s")
    assert (listed.columns()["b"], listed.patterns()) == ("study.replicate_weights", ())
    assert parse(study(REPLICATES), "s").patterns() == ("rw_*",)


def test_replicate_weights_have_the_settings_of_svrepdesign_where_nothing_is_said() -> None:
    found = parse(study(REPLICATES), "s").about.replicate_weights
    assert found is not None
    assert (found.combined, found.about_estimate, found.df, found.scale, found.rscales) == (
        True,
        False,
        None,
        None,
        None,
    )


def weights(rest: str, columns: str = '"rw_*"') -> str:
    return f"replicate_weights = {{ columns = {columns}, {rest} }}"


@pytest.mark.parametrize(
    ("lines", "key", "code", "said"),
    [
        (['stratum = " "'], "stratum", "wrong_value", "a column without a name"),
        (['cluster = "\u200b"'], "cluster", "wrong_value", "a column without a name"),
        ([REPLICATES, 'stratum = "s"'], "stratum", "design_said_twice", "leave stratum out"),
        ([REPLICATES, 'cluster = "c"'], "cluster", "design_said_twice", "leave cluster out"),
        ([REPLICATES, 'population = "n"'], "population", "design_said_twice", "leave population out"),
        ([weights('method = "JK1"', '"rw"')], "replicate_weights.columns", "wrong_value", "a pattern with one *"),
        ([weights('method = "JK1"', '"r*w*"')], "replicate_weights.columns", "wrong_value", "a pattern with one *"),
        ([weights('method = "JK1"', '["a"]')], "replicate_weights.columns", "too_few_replicates", "at least two"),
        ([weights('method = "JK1"', "[]")], "replicate_weights.columns", "too_few_replicates", "at least two"),
        ([weights('method = "JK1"', '["a", "b", "a"]')], "replicate_weights.columns", "duplicate_column", "2 times"),
        ([weights('method = "JK1"', '["a", " "]')], "replicate_weights.columns", "wrong_value", "without a name"),
        (
            ['weight = "b"', weights('method = "JK1"', '["a", "b"]')],
            "replicate_weights.columns", "duplicate_column", "the sampling weight",
        ),
        ([weights('method = "JK1", rho = 0.3')], "replicate_weights.rho", "wrong_factor", "only Fay's method"),
        ([weights('method = "Fay"')], "replicate_weights.method", "wrong_factor", "needs rho"),
        ([weights('method = "JKn"')], "replicate_weights.method", "wrong_factor", "rscales = (n - 1) / n"),
        ([weights('method = "BRR", scale = 2')], "replicate_weights.scale", "wrong_factor", "leave scale out"),
        (
            [weights('method = "JKn", rscales = [1, 2, 3]', '["a", "b"]')],
            "replicate_weights.rscales", "wrong_factor", "3 factors and 2 replicate weights",
        ),
        ([weights('method = "JKn", rscales = 0')], "replicate_weights.rscales", "wrong_factor", "every factor is zero"),
        ([weights('method = "jk1"')], "replicate_weights.method", "wrong_value", "did you mean 'JK1'?"),
        ([weights('method = "JK1", scale = -1')], "replicate_weights.scale", "wrong_value", "greater than 0"),
        ([weights('method = "JK1", rscales = [1, nan]')], "replicate_weights.rscales[1]", "wrong_value", "finite"),
        ([weights('method = "JK1", rscales = "1"')], "replicate_weights.rscales", "wrong_value", "a number or a list"),
        ([weights('method = "JK1"', '["a", 3]')], "replicate_weights.columns[1]", "wrong_value", "a text"),
        ([weights('method = "JK1"', "3")], "replicate_weights.columns", "wrong_value", "quotes or a list"),
        ([weights('method = "JK1", df = 0')], "replicate_weights.df", "wrong_value", "greater than 0"),
        ([weights('method = "Fay", rho = 1')], "replicate_weights.rho", "wrong_value", "less than 1"),
        (['lonely = "ajust"'], "lonely", "wrong_value", "did you mean 'adjust'?"),
        (['nest = "yes"'], "nest", "wrong_value", "true or false"),
    ],
)  # fmt: skip
def test_a_design_that_cannot_be_is_told_with_its_line(lines: list[str], key: str, code: str, said: str) -> None:
    text = study(*lines)
    with pytest.raises(StudyError) as caught:
        parse(text, "study.toml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.key) == (code, f"study.{key}")
    first = text.split("\n").index(lines[0]) + 1
    assert problem.place.line == first + len(lines) - 1
    assert said in str(problem)


def test_faults_of_the_design_are_told_together_with_the_others() -> None:
    text = study(REPLICATES, 'stratum = "s"', 'cluster = "c"').replace(
        'question = "growth", is_in', 'question = "g", is_in'
    )
    with pytest.raises(StudyError) as caught:
        parse(text, "study.toml")
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["design_said_twice", "design_said_twice", "unknown_question"]


def test_whom_the_respondents_stand_for_is_the_universe() -> None:
    assert parse(study('universe = "everybody"'), "s").about.universe == "everybody"


def test_the_schema_describes_every_key_of_the_design() -> None:
    tables = StudyFile.model_json_schema()["$defs"]
    keys = {**tables["ReplicateTable"]["properties"], **tables["StudyTable"]["properties"]}
    design = {*tables["ReplicateTable"]["properties"], "weight", "stratum", "cluster", "population", "nest", "lonely"}
    assert all(keys[key]["description"] for key in design | {"replicate_weights"})
    assert set(keys["lonely"]["enum"]) == set(LONELY)
