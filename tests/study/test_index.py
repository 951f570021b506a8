"""What a study file says of an index: every fault at once, each with its key."""

from __future__ import annotations

import pytest

from samkit.errors import StudyError
from tests.builders import study
from tests.index.made import BENCHMARKS, COMPONENTS, HEAD, STUDY

FIGURE = '\n[[figures]]\nid = "1"\nchart = "league"\n'


def faults(text: str) -> list[tuple[str, str]]:
    with pytest.raises(StudyError) as refused:
        study(text)
    return [(each.code, each.place.key) for each in refused.value.problems]


def bands(*said: str) -> str:
    return STUDY + "".join(f'\n[[index.bands]]\nname = "b{at}"\n{each}\n' for at, each in enumerate(said))


def test_an_index_is_read_with_its_columns_and_questions() -> None:
    found = study()
    assert found.index_table is None
    found = study(STUDY)
    assert found.index_table is not None
    assert found.columns()["who"] == "index.manager"
    assert found.index_table.components["growth"].questions == ["growth"]


def test_weights_that_do_not_sum_to_one_are_refused_with_their_sum() -> None:
    assert faults(STUDY.replace("weight = 0.5", "weight = 0.6")) == [("weights_not_one", "index.components")]
    with pytest.raises(StudyError, match=r"found '1\.1'; expected 1"):
        study(STUDY.replace("weight = 0.5", "weight = 0.6"))
    thirds = STUDY.replace("0.5", "0.3333333333").replace("0.25", "0.33333333335")
    assert study(thirds).index_table is not None


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("target = 10\n", "", "no_target", "index.components.growth"),
        ("target = 10\n", "target = 0\n", "target_turned", "index.components.growth.target"),
        ("target = 10\n", 'target = 10\ndirection = "lower"\n', "target_turned", "index.components.growth.target"),
        (
            "target = 10\n",
            'target = 10\nnormalisation = "z"\n',
            "no_use_of_target",
            "index.components.growth.target",
        ),
        ('"trust", "care"', '"trust", "cares"', "unknown_question", "index.components.satisfaction.questions[1]"),
        ("components.retention]", "components.keeping]", "unknown_question", "index.components.keeping"),
        ('question = "profit"', 'question = "trust"', "not_numeric", "index.outcome.question"),
        ('question = "profit"', 'question = "profits"', "unknown_question", "index.outcome.question"),
        ("= 85", "= 101", "benchmark_outside", "index.benchmarks.Top quartile"),
        ("= 85", "= -1", "benchmark_outside", "index.benchmarks.Top quartile"),
        ('team = "team"', 'team = "who"', "column_twice", "index.team"),
        ('team = "team"', 'team = "team"\nperiods = ["a", "b", "a"]', "duplicate_period", "index.periods[2]"),
        ('team = "team"', 'team = "team"\nperiods = ["a", "b"]\nuntil = "c"', "unknown_period", "index.until"),
        ('team = "team"', 'team = "team"\nsince = "a"\nuntil = "a"', "same_period", "index.until"),
        ('manager = "who"\n', "", "missing_key", "index.manager"),
        ("weight = 0.5", "weight = 0", "wrong_value", "index.components.growth.weight"),
        ("weight = 0.5", "wieght = 0.5", "missing_key", "index.components.growth.weight"),
        ('team = "team"', 'team = "team"\nmissing = "ignore"', "wrong_value", "index.missing"),
    ],
)
def test_a_fault_of_an_index_is_told_at_its_key(old: str, new: str, code: str, key: str) -> None:
    found = faults(STUDY.replace(old, new, 1))
    assert (code, key) == found[0]


def test_levels_without_an_order_are_no_component() -> None:
    text = STUDY.replace('text = "Trust"\nlevels = ["Low", "Middle", "High"]', 'text = "Trust"\nscale = "places"')
    places = '\n[scales.places]\nlevels = ["Low", "Middle", "High"]\nordered = false\n'
    assert faults(text + places) == [("not_ordered", "index.components.satisfaction.questions[0]")]


def test_several_faults_are_told_together() -> None:
    text = STUDY.replace("weight = 0.5", "weight = 0.6").replace("target = 10\n", "").replace("= 85", "= 185")
    assert {code for code, _ in faults(text)} == {"weights_not_one", "no_target", "benchmark_outside"}


@pytest.mark.parametrize(
    "said",
    [
        ("below = 50", "from = 60"),  # a hole
        ("below = 60", "above = 60"),  # 60 in none
        ("to = 60", "from = 60"),  # 60 in both
        ("below = 70", "from = 60"),  # an overlap
        ("from = 10\nbelow = 60", "from = 60"),  # begins late
        ("above = 0\nbelow = 60", "from = 60"),  # 0 in none
        ("below = 60", "from = 60\nbelow = 100"),  # 100 in none
        ("below = 60", "from = 60\nto = 90"),  # ends early
    ],
)
def test_bands_that_leave_an_index_out_or_share_one_are_refused(said: tuple[str, str]) -> None:
    assert faults(bands(*said)) == [("bands_apart", "index.bands")]


def test_a_band_has_one_edge_a_side_and_a_name_of_its_own() -> None:
    assert faults(bands("above = 1\nfrom = 2", "to = 60")) == [("two_edges", "index.bands[0]")]
    twice = bands("below = 60", "from = 60").replace('"b1"', '"b0"')
    assert faults(twice) == [("duplicate_band", "index.bands[1].name")]


@pytest.mark.parametrize("said", [("from = 0",), ("to = 60", "above = 60"), ("from = 60", "below = 60")])
def test_bands_from_0_to_100_are_taken_in_any_order(said: tuple[str, ...]) -> None:
    assert study(bands(*said)).index_table is not None


def test_a_chart_of_an_index_needs_one_and_draws_no_section() -> None:
    assert faults(HEAD.split("[index]")[0] + FIGURE) == [("no_table", "figures[0].chart")]
    assert faults(f'{STUDY}{FIGURE}section = "practices"\n') == [("wrong_chart", "figures[0].section")]
    assert faults(f'{STUDY}{FIGURE}analysis = "gap"\n') == [("wrong_chart", "figures[0].analysis")]


@pytest.mark.parametrize("said", ["cut_off = 15", "ends = 3"])
def test_a_chart_of_an_index_refuses_what_it_would_not_heed(said: str) -> None:
    assert faults(f"{STUDY}{FIGURE}{said}\n") == [("wrong_chart", f"figures[0].{said.split(maxsplit=1)[0]}")]


def test_an_index_at_fault_is_not_said_to_be_missing() -> None:
    assert faults(HEAD + COMPONENTS.replace("weight = 0.5", "weight = 5") + BENCHMARKS + FIGURE) == [
        ("wrong_value", "index.components.growth.weight")
    ]
