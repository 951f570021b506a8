"""A sampling design on the command line: R's numbers come out of its own files, and every table tells the design."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from scipy import stats

from tests.cli.programs import inside
from tests.oracles.numbers import FOLDER, load
from tests.reference import need_shared

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

pytestmark = need_shared

STUDY = """\
schema = "samkit-study/1"

[study]
title = "Schools"
respondent = "cds"
weight = "pw"
hide_below = 2
{keys}

[questions.meals]
text = "Pupils with subsidised meals"
numeric = {{}}

[questions.enroll]
text = "Pupils"
numeric = {{ missing = ["NA"] }}

[groups.meals]
top = "Many meals"
rest = "Few meals"
criteria = [{{ label = "More than half", question = "meals", above = 50 }}]

[groups.growth]
top = "Met"
rest = "Did not meet"
criteria = [{{ label = "Met its target of growth", question = "met", is_in = ["Yes"] }}]

[groups.wide]
top = "Grew as a whole"
rest = "Did not"
criteria = [{{ label = "School-wide growth", question = "wide", is_in = ["Yes"] }}]

[questions.wide]
text = "School-wide growth"
column = "sch.wide"
levels = ["No", "Yes"]

[sections.target]
title = "Target"
questions = {{ met = {{ text = "Met", column = "comp.imp", levels = ["No", "Yes"], favourable = ["Yes"] }} }}

[sections.kind]
title = "Kind"
analysis = "levels"
questions = {{ kind = {{ text = "Kind", column = "stype", levels = ["E", "M", "H"], favourable = ["H"] }} }}

[sections.size]
title = "Size"
analysis = "means"
questions = {{ enroll = "Pupils" }}

[[figures]]
id = "1"
section = "target"
chart = "dumbbell"
"""
JACKKNIFE = '[study.replicate_weights]\ncolumns = "rw_*"\nmethod = "JK1"'
DESIGNS = {
    "clus1_fpc": ("apiclus1.csv", 'cluster = "dnum"\npopulation = "fpc"', "15 clusters in one stratum, of a finite"),
    "clus1_nofpc": ("apiclus1.csv", 'cluster = "dnum"', "15 clusters in one stratum, 14 degrees"),
    "strat_nofpc": ("apistrat.csv", 'stratum = "stype"', "200 respondents in 3 strata, 197 degrees"),
    "JK1_clus1": ("apiclus1.csv", JACKKNIFE, "15 replicate weights, 14 degrees"),
}


def theirs(name: str) -> dict[str, Any]:
    if name.startswith("JK"):
        found: dict[str, Any] = load("replicate_weights.json")["cases"][name]
        return {**found["R"], "degf": found["degf"]}
    return dict(load("survey_api.json")["designs"][name]["R"])


@pytest.fixture(params=DESIGNS)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    file, keys, _ = DESIGNS[request.param]
    path = tmp_path / "schools.csv"
    path.write_bytes((FOLDER / file).read_bytes())
    if request.param.startswith("JK"):
        beside(path, load("replicate_weights.json")["cases"][request.param]["csv"])
    path.with_suffix(".toml").write_text(STUDY.format(keys=keys), encoding="utf-8")
    return request.param, path


def beside(path: Path, weights: str) -> None:
    """Write replicate weights beside the other columns."""
    columns = (csv.reader(each.read_text(encoding="utf-8").splitlines()) for each in (path, FOLDER / weights))
    (header, *rows), (_, *parts) = (list(each) for each in columns)
    names = [f"rw_{place + 1}" for place in range(len(parts[0]))]
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([header + names, *(row + part for row, part in zip(rows, parts, strict=True))])


def results(capsys: Capture, *arguments: str | Path) -> list[dict[str, Any]]:
    ended = inside(capsys, *arguments, "-f", "json")
    assert ended.code == 0
    found: list[dict[str, Any]] = json.loads(ended.out)["results"]
    return found


def test_compare_gives_the_gap_of_svycontrast_and_the_interval_of_its_error(
    capsys: Capture, case: tuple[str, Path]
) -> None:
    name, path = case
    (result,) = results(capsys, "compare", path, "target", "--by", "meals")
    (row,), found = result["rows"], theirs(name)
    gap = found["gap_rr_or"]["gap"]
    half = stats.t.ppf(0.975, found["degf"]) * gap["se"]
    bounds = [gap["estimate"], gap["estimate"] - half, gap["estimate"] + half]
    assert [row["gap"][key] for key in ("value", "lower", "upper")] == pytest.approx(bounds, rel=1e-9)
    assert row["p"] == pytest.approx(2 * stats.t.sf(gap["estimate"] / gap["se"], found["degf"]), rel=1e-9)
    shares = [row[side]["share"]["value"] for side in ("second", "first")]
    assert shares == pytest.approx(found["gap_rr_or"]["p"], rel=1e-11)


def test_compare_gives_the_f_of_svychisq(capsys: Capture, case: tuple[str, Path]) -> None:
    name, path = case
    (result,) = results(capsys, "compare", path, "kind", "--by", "wide")
    test, expected = result["tests"][1], theirs(name)["chisq_F"]
    assert (test["statistic"], test["df"]) == pytest.approx((expected["statistic"], expected["df"][0]), rel=1e-9)
    assert test["p"] == pytest.approx(expected["p"], rel=1e-9)


def test_compare_gives_the_t_of_svyttest(capsys: Capture, case: tuple[str, Path]) -> None:
    name, path = case
    if name.startswith("JK"):
        return
    (result,) = results(capsys, "compare", path, "size", "--by", "growth")
    (row,), expected = result["rows"], theirs(name)["ttest"]
    assert row["difference"]["value"] == pytest.approx(expected["diff"], rel=1e-11)
    assert row["difference"]["lower"] == pytest.approx(expected["lower"], rel=1e-9)
    assert row["p"] == pytest.approx(expected["p"], rel=1e-9)


def test_classify_gives_the_interval_of_svyciprop(capsys: Capture, case: tuple[str, Path]) -> None:
    name, path = case
    result = results(capsys, "classify", path, "--by", "growth")[0]
    share, expected = result["rows"][0]["share"], theirs(name)["ciprop_logit"]
    # svyciprop fits a regression until it changes by less than 1e-8.
    assert [share[key] for key in ("value", "lower", "upper")] == pytest.approx(
        [expected[key] for key in ("estimate", "lower", "upper")], rel=1e-8
    )


@pytest.mark.parametrize("verb", ["classify", "compare"])
@pytest.mark.parametrize("form", ["table", "md", "json"])
def test_the_design_is_told_by_every_command(capsys: Capture, case: tuple[str, Path], verb: str, form: str) -> None:
    name, path = case
    written = " ".join(inside(capsys, verb, path, "-f", form).out.split())
    assert DESIGNS[name][2] in written


def test_a_report_tells_the_design_and_has_the_numbers_of_compare(
    capsys: Capture, case: tuple[str, Path], tmp_path: Path
) -> None:
    name, path = case
    assert inside(capsys, "report", path, "-o", tmp_path / "out", "--figures", "svg").code == 0
    assert DESIGNS[name][2] in " ".join((tmp_path / "out" / "index.html").read_text(encoding="utf-8").split())
    compared = results(capsys, "compare", path, "target")
    reported = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))["results"]
    (mine,) = (result for result in reported if result["section"] == "target" and result["kind"] == "gap")
    assert mine["rows"] == compared[0]["rows"]
    assert mine["rows"][0]["first"]["design_effect"] is not None
