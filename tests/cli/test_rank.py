from __future__ import annotations

import csv
import inspect
import io
import json
import random
import tomllib
from typing import TYPE_CHECKING

import pytest

from samkit import workflow
from samkit.results import Rank
from samkit.stats.resample import REPLICATES
from samkit.writers import json_text
from tests.builders import answers, files
from tests.cli.programs import ROOT, inside, program
from tests.reference import SHARED, need_shared

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

EXPORT = ROOT / "data" / "sam_2016.csv"
DESIGNS = {
    "plain": "",
    "weighted": 'weight = "weight"',
    "clustered": 'weight = "weight"\nstratum = "stratum"\ncluster = "cluster"\nnest = true',
    "replicated": 'weight = "weight"\nreplicate_weights = { columns = "rep_*", method = "JK1", df = 5.0 }',
}


def test_the_roles_of_the_shipped_data_stand_on_stdout_in_both_orders(capsys: Capture) -> None:
    ended = inside(capsys, "rank", EXPORT, "roles")
    assert (ended.code, ended.err) == (0, "")
    common, _, separating = ended.out.partition("most separating")
    assert common.index("Technical Expert") < common.index("Project Manager")
    assert separating.index("Project Manager") < separating.index("Technical Expert")
    assert "are reversed by more than chance" in separating


@need_shared
def test_the_orders_that_were_published_of_the_roles_are_those_of_the_shipped_data(capsys: Capture) -> None:
    published = tomllib.loads((SHARED / "published" / "sam_2016.toml").read_text(encoding="utf-8"))
    figure = next(each for each in published["figure"] if each["id"] == "4")
    (result,) = json_text.read(inside(capsys, "rank", EXPORT, "roles", "-f", "json").out)
    rows = [row for row in result.rows if isinstance(row, Rank)]
    for name, order in (("common", "most_common_order"), ("separating", "most_separating_order")):
        by_rank = {getattr(row, name).rank.value: row.item.text for row in rows}
        assert [by_rank[rank] for rank in range(1, 7)] == figure[order]


def test_the_most_separating_challenge_of_the_shipped_data_is_the_process(capsys: Capture) -> None:
    (result,) = json_text.read(inside(capsys, "rank", EXPORT, "challenges", "-f", "json").out)
    first = next(row for row in result.rows if isinstance(row, Rank))
    assert first.separating.rank.value == 1
    assert first.item.text == "An effective strategic account management process"
    assert first.gap.value is not None
    assert first.gap.value < -0.2


def test_the_draws_are_ten_thousand_unless_said(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    assert inspect.signature(workflow.rank).parameters["replicates"].default == REPLICATES
    assert "percentiles of 10,000 bootstrap draws" in inside(capsys, "rank", path, "-f", "md").out
    assert "percentiles of 400 bootstrap draws" in inside(capsys, "rank", path, "--replicates", "400", "-f", "md").out


def test_the_seed_of_the_study_decides(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    study = path.with_suffix(".toml")
    once, again = (inside(capsys, "rank", path, "-f", "csv").out for _ in range(2))
    study.write_text(study.read_text().replace("hide_below", "seed = 8\nhide_below"))
    assert once == again != inside(capsys, "rank", path, "-f", "csv").out


@pytest.mark.parametrize("replicates", ["99", "0", "-1", "100001", "many"])
def test_a_number_of_draws_that_proves_nothing_or_has_no_end_is_refused(
    capsys: Capture, tmp_path: Path, replicates: str
) -> None:
    ended = inside(capsys, "rank", files(tmp_path), "--replicates", replicates)
    assert (ended.code, ended.out) == (2, "")
    assert "--replicates" in ended.err


def test_json_comes_back_and_csv_has_a_row_for_each_item_and_order(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    results = json_text.read(inside(capsys, "rank", path, "-f", "json").out)
    assert [(result.kind, result.section) for result in results] == [("rank", "practices"), ("rank", "outcome")]
    rows = list(csv.DictReader(io.StringIO(inside(capsys, "rank", path, "practices", "-f", "csv").out)))
    assert [row["section"] for row in rows] == ["practices_common"] * 3 + ["practices_separating"] * 3


@pytest.mark.parametrize(("suffix", "begins"), [("csv", '"section"'), ("json", "{"), ("md", "###"), ("txt", "Practic")])
def test_a_file_is_written_by_its_suffix(capsys: Capture, tmp_path: Path, suffix: str, begins: str) -> None:
    out = tmp_path / f"ranks.{suffix}"
    ended = inside(capsys, "rank", files(tmp_path), "practices", "-o", out)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.endswith(f"written: {out}\n")
    assert out.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("practises",), "did you mean 'practices'?"),
        (("maturity",), "samkit trend EXPORT maturity"),
        (("meet",), "it is in practices"),
        (("practices", "--by", "plan"), "say which"),
    ],
)
def test_a_wrong_name_is_one_message_with_code_2(
    capsys: Capture, tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    ended = inside(capsys, "rank", files(tmp_path), *names)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_other_groups_are_ranked_by_what_separates_them(capsys: Capture) -> None:
    ended = inside(capsys, "rank", EXPORT, "roles", "--by", "industry=Technology")
    assert ended.code == 0
    assert "1 where Technology are furthest above Not Technology" in " ".join(ended.out.split())


def test_items_that_nobody_answered_are_told_and_end_with_code_5_if_that_is_asked_for(
    capsys: Capture, tmp_path: Path
) -> None:
    columns = answers()
    for name in ("plan", "train", "meet"):
        columns[name] = [""] * len(columns["growth"])
    ended = inside(capsys, "rank", files(tmp_path, columns), "practices", "--strict")
    assert ended.code == 5
    assert "nobody answered plan" in ended.err
    assert "3 items are not ranked: too few answers" in ended.out


def respondents() -> tuple[str, list[str]]:
    """Give the shipped respondents as lines, each with a weight, a stratum, a cluster, and six replicate weights."""
    header, *rows = EXPORT.read_text(encoding="utf-8").splitlines()
    draw = random.Random(26)  # noqa: S311 - a test needs no secret
    more = []
    for place in range(len(rows)):
        weight = draw.lognormvariate(0, 0.5)
        parts = [f"{weight * 6 / 5 * (place % 6 != kept):.5f}" for kept in range(6)]
        more.append(",".join([f"{weight:.5f}", "ab"[place % 2], f"{draw.randrange(40):02d}", *parts]))
    names = ["weight", "stratum", "cluster", *(f"rep_{kept}" for kept in range(6))]
    return ",".join([header, *names]), [f"{row},{extra}" for row, extra in zip(rows, more, strict=True)]


def written(folder: Path, lines: list[str], study: Path, threads: int) -> str:
    """Rank the items of an export as a program of its own; give its JSON less the digest of the data."""
    folder.mkdir()
    export = folder / EXPORT.name
    export.write_text("\n".join(lines) + "\n", encoding="utf-8")
    number = str(threads)
    limits = {"OPENBLAS_NUM_THREADS": number, "OMP_NUM_THREADS": number, "MKL_NUM_THREADS": number}
    ended = program("rank", export, "roles", "challenges", "--study", study, "--format", "json", **limits)
    assert ended.code == 0, ended.err
    plain = json.loads(ended.out)
    assert len({result["provenance"].pop("data_digest") for result in plain["results"]}) == 1
    return json.dumps(plain, ensure_ascii=False)


@pytest.mark.parametrize("drawn", DESIGNS)
def test_no_byte_depends_on_the_order_of_rows_or_the_number_of_threads(tmp_path: Path, drawn: str) -> None:
    header, rows = respondents()
    study = tmp_path / "study.toml"
    text = 'schema = "samkit-study/1"\ntemplate = "sam"\n[study]\ntitle = "Order"\nseed = 2016\n'
    study.write_text(text + DESIGNS[drawn], encoding="utf-8")
    mixed = random.Random(25).sample(rows, len(rows))  # noqa: S311 - a test needs no secret
    first = written(tmp_path / "a", [header, *rows], study, 1)
    assert written(tmp_path / "b", [header, *mixed], study, 2) == first
    assert written(tmp_path / "c", [header, *rows[::-1]], study, 1) == first
