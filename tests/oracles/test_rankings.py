"""Raking and rankings against R: anesrake, survey::rake and rank."""

import csv
from typing import Any

import numpy as np
import pytest

from samkit.stats import rankings
from samkit.stats.raking import Raked, rake
from tests.oracles.numbers import FOLDER, load, name, near, rows
from tests.reference import need_shared

pytestmark = need_shared

# R's own weights stop this near to the margins; a margin met more closely moves a weight no further.
ANESRAKE, SURVEY = 1e-13, 1e-11


def column(file: str, key: str) -> list[str]:
    with (FOLDER / file).open(newline="", encoding="utf-8") as stream:
        return [row[key] for row in csv.DictReader(stream)]


def raked(file: str, targets: dict[str, dict[str, float]], start: list[float] | None) -> Raked:
    codes = [[list(wanted).index(answer) for answer in column(file, key)] for key, wanted in targets.items()]
    found = rake(codes, [list(wanted.values()) for wanted in targets.values()], start, tolerance=1e-14)
    assert isinstance(found, Raked)
    return found


@pytest.mark.parametrize(
    ("key", "weighted"), [("anesrake", False), ("anesrake_start_w", True), ("survey_rake_start_w", True)]
)
def test_every_weight_is_that_of_anesrake_and_of_survey(key: str, weighted: bool) -> None:
    general = load("weighting.json")["general"]
    targets = general["anesrake_start_w" if weighted else "anesrake"]["inputs"]["targets"]
    counts = {margin: {level: share * 397 for level, share in wanted.items()} for margin, wanted in targets.items()}
    start = [float(weight) for weight in column("synthetic_sam.csv", "w")] if weighted else None
    found = raked("synthetic_sam.csv", counts, start)
    theirs = general[key]["R"]
    assert all(near(a, b, ANESRAKE) for a, b in zip(found.weights, theirs["weights"], strict=True))
    if "deff" in theirs:
        assert near(found.design_effect, theirs["deff"], ANESRAKE)


def test_every_weight_of_a_clustered_sample_is_that_of_survey() -> None:
    theirs = load("survey_api.json")["calibration"]["rake_stype_schwide"]
    targets = {"stype": {"E": 4421.0, "H": 755.0, "M": 1018.0}, "sch.wide": {"No": 1072.0, "Yes": 5122.0}}
    found = raked("apiclus1.csv", targets, [float(weight) for weight in column("apiclus1.csv", "pw")])
    assert all(near(a, b, SURVEY) for a, b in zip(found.weights, theirs["weights"], strict=True))


def test_a_level_that_the_sample_lacks_is_refused_as_survey_refuses_it() -> None:
    assert "absent from sample" in load("weighting.json")["general"]["rake_missing_level"]["R"]["error"]
    with pytest.raises(ValueError, match="has a target and no respondent"):
        rake([[0, 0, 1]], [[0.5, 0.3, 0.2]])


@pytest.mark.parametrize("case", rows("rank_correlation.json", "ranks"), ids=name)
def test_shared_ranks_are_those_of_r(case: dict[str, Any]) -> None:
    values = np.array(case["inputs"]["x"], dtype=float)
    assert rankings.positions(values).tolist() == case["R"]["desc_min"]
    assert rankings.positions(-values).tolist() == case["R"]["min"]
