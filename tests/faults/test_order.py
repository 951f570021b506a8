"""Faults 25 and 26: the same bytes whatever the order of the rows and the number of threads."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from tests.cli.programs import ROOT, program

if TYPE_CHECKING:
    from pathlib import Path

EXPORT = ROOT / "data" / "sam_2016.csv"
STUDY = 'schema = "samkit-study/1"\ntemplate = "sam"\n[study]\ntitle = "Order"\nseed = 2016\n'

DESIGNS = {
    "plain": "",
    "weighted": 'weight = "weight"',
    "clustered": 'weight = "weight"\nstratum = "stratum"\ncluster = "cluster"\nnest = true',
    "replicated": 'weight = "weight"\nreplicate_weights = { columns = "rep_*", method = "JK1", df = 5.0 }',
}


def written(folder: Path, lines: list[str], study: Path, threads: int) -> str:
    """Compare the groups of an export as a program of its own; give its JSON less the digest of the data."""
    folder.mkdir(exist_ok=True)
    export = folder / EXPORT.name
    export.write_text("\n".join(lines) + "\n", encoding="utf-8")
    number = str(threads)
    limits = {"OPENBLAS_NUM_THREADS": number, "OMP_NUM_THREADS": number, "MKL_NUM_THREADS": number}
    ended = program("compare", export, "--study", study, "--format", "json", **limits)
    assert ended.code == 0, ended.err
    plain = json.loads(ended.out)
    digests = {result["provenance"].pop("data_digest") for result in plain["results"]}
    assert len(digests) == 1
    return json.dumps(plain, ensure_ascii=False)


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


@pytest.mark.parametrize("drawn", DESIGNS)
def test_faults_25_and_26_no_byte_depends_on_the_order_of_rows_or_the_number_of_threads(
    tmp_path: Path, drawn: str
) -> None:
    header, rows = respondents()
    study = tmp_path / "study.toml"
    study.write_text(STUDY + DESIGNS[drawn], encoding="utf-8")
    mixed = random.Random(25).sample(rows, len(rows))  # noqa: S311 - a test needs no secret
    first = written(tmp_path / "a", [header, *rows], study, 1)
    assert written(tmp_path / "b", [header, *mixed], study, 2) == first
    assert written(tmp_path / "c", [header, *rows[::-1]], study, 1) == first
