"""The designs of R's survey package, named in a study file and read from an export, give the errors of R."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from samkit import workflow
from samkit.stats import design as designs
from samkit.stats import influence, plan
from samkit.study.load import parse
from tests.oracles.numbers import FOLDER, load, near
from tests.oracles.numbers import rows as examples
from tests.oracles.schools import is_level, many_meals, numbers, table
from tests.reference import need_shared
from tests.stats import sampled

if TYPE_CHECKING:
    from pathlib import Path

    from samkit.design.sample import Design
    from samkit.stats.plan import Plan

pytestmark = need_shared

DESIGNS: dict[str, Any] = load("survey_api.json").get("designs", {})
REPLICATED: dict[str, Any] = load("replicate_weights.json").get("cases", {})
VIGNETTE = "apistrat mean/SE api00 (fpc)"
DIGITS = 1e-11

STUDY = """\
schema = "samkit-study/1"
[study]
title = "Schools"
respondent = "cds"
weight = "pw"
{keys}
[questions.award]
text = "Whether the school met its target"
column = "comp.imp"
levels = ["No", "Yes"]
"""


def read(path: Path, keys: str) -> Design:
    found = workflow.read(path, parse(STUDY.format(keys=keys), "study.toml")).design
    assert found is not None
    return found


def gap_error(file: str, sample: Plan) -> float:
    groups, favourable = many_meals(file), is_level(file, "comp.imp", "Yes")[:, 0]
    none, one = (sampled.group(favourable * groups[:, place], groups[:, place]) for place in (0, 1))
    return float(sampled.gap(one, none, sample).error)


@pytest.mark.parametrize(
    ("name", "file", "keys"),
    [
        ("clus1_fpc", "apiclus1.csv", 'cluster = "dnum"\npopulation = "fpc"'),
        ("clus1_nofpc", "apiclus1.csv", 'cluster = "dnum"'),
        ("strat_nofpc", "apistrat.csv", 'stratum = "stype"\nnest = true'),
        ("weights_only", "apistrat.csv", ""),
    ],
)
def test_a_design_that_is_read_has_the_errors_of_svydesign(name: str, file: str, keys: str) -> None:
    found, theirs = read(FOLDER / file, keys), DESIGNS[name]["R"]
    sample = designs.design(*found[:4], lonely=found.lonely)
    mean = influence.mean(numbers(file, "api00"), sample.weight)
    assert near(plan.error(mean, sample), theirs["mean_multi"]["se"]["api00"], DIGITS)
    assert near(gap_error(file, sample), theirs["gap_rr_or"]["gap"]["se"], DIGITS)
    assert designs.degrees_of_freedom(sample) == theirs["degf"]


def test_strata_with_a_population_have_the_error_that_the_vignette_of_survey_prints() -> None:
    (theirs,) = (row for row in examples("published_examples.json", "examples") if row["what"] == VIGNETTE)
    found = read(FOLDER / "apistrat.csv", 'stratum = "stype"\npopulation = "fpc"')
    sample = designs.design(*found[:4], lonely=found.lonely)
    mean = influence.mean(numbers("apistrat.csv", "api00"), sample.weight)
    assert near(mean.value, theirs["oracle"][0], DIGITS)
    assert near(plan.error(mean, sample), theirs["oracle"][1], DIGITS)


@pytest.mark.parametrize("name", ["JK1_clus1", "JKn_strat", "bootstrap_strat", "mrbbootstrap_clus2"])
def test_replicate_weights_that_are_read_have_the_errors_of_svrepdesign(tmp_path: Path, name: str) -> None:
    case, file = REPLICATED[name], f"api{name.split('_')[1]}.csv"
    weights = [line.split(",") for line in (FOLDER / case["csv"]).read_text(encoding="utf-8").splitlines()[1:]]
    header = ["cds", "pw", "comp.imp", *(f"rw_{place + 1}" for place in range(len(weights[0])))]
    rows = zip(*(table(file)[column] for column in header[:3]), weights, strict=True)
    with (tmp_path / "schools.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([header, *([*row[:3], *row[3]] for row in rows)])
    method = name[:3] if name.startswith("JK") else "bootstrap"
    keys = f'columns = "rw_*"\nmethod = "{method}"\nscale = {case["scale"]!r}\nrscales = {case["rscales"]!r}'
    text = STUDY.format(keys="").replace("[questions", f"[study.replicate_weights]\n{keys}\n[questions")
    design = workflow.read(tmp_path / "schools.csv", parse(text, "study.toml")).design
    assert design is not None
    found, theirs = design.replicates, case["R"]
    assert found is not None
    assert near(gap_error(file, found), theirs["gap_rr_or"]["gap"]["se"], DIGITS)
    assert near(
        plan.error(plan.ratio(numbers(file, "api00"), 1, found), found), theirs["mean_api00"]["se"]["api00"], DIGITS
    )
    assert (found.df, np.unique(found.weight).size) == (case["degf"], np.unique(numbers(file, "pw")).size)


LONELY: dict[str, Any] = load("survey_api.json").get("lonely_psu", {})


@pytest.mark.parametrize("lonely", ["remove", "certainty", "adjust", "average"])
def test_a_lonely_stratum_that_is_read_counts_as_r_is_told(tmp_path: Path, lonely: str) -> None:
    rows = np.array(LONELY["rows"]) - 1
    names = ("cds", "pw", "comp.imp", "stype")
    with (tmp_path / "schools.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([names, *zip(*(table("apistrat.csv")[name][rows] for name in names), strict=True)])
    found = read(tmp_path / "schools.csv", f'stratum = "stype"\nlonely = "{lonely}"')
    sample = designs.design(*found[:4], lonely=found.lonely)
    mean = influence.mean(numbers("apistrat.csv", "api00")[rows], sample.weight)
    assert near(plan.error(mean, sample), LONELY["R"][lonely]["se"]["api00"], DIGITS)
