"""Every real export that can be read gets a study file that loads, reads it, and with which the next commands run."""

from __future__ import annotations

import shlex
import zipfile
from pathlib import Path

import pytest

from samkit import workflow
from samkit.study.load import load
from tests.cli.programs import inside
from tests.reference import SHARED, need_shared

EXPORTS = SHARED / "exports"
KINDS = {".csv", ".sav", ".zsav", ".dta"}
REFUSED = {
    "SUMMARY_NOT_RESPONSES_maintainers2020h2.csv": "summary",
    "SUMMARY_NOT_RESPONSES_strimzi2020.csv": "summary",
    "SUMMARY_NOT_RESPONSES_cncf2021.xlsx": "summary",
}
ENCODED = {"surveymonkey_starwars_macroman.csv": ("--encoding", "mac_roman")}


def listed() -> list[str]:
    """Name every export, those in an archive after a colon."""
    plain = [path.name for path in sorted(EXPORTS.glob("*.csv"))]
    packed = [
        f"{path.name}:{name}"
        for path in sorted(EXPORTS.glob("*.zip"))
        for name in zipfile.ZipFile(path).namelist()
        if Path(name).suffix in KINDS and Path(name).name not in REFUSED
    ]
    return plain + packed


def saved(name: str, folder: Path) -> Path:
    """Copy an export into a folder."""
    archive, _, member = name.partition(":")
    data = zipfile.ZipFile(EXPORTS / archive).read(member) if member else (EXPORTS / archive).read_bytes()
    path = folder / Path(member or archive).name
    path.write_bytes(data)
    return path


@need_shared
@pytest.mark.parametrize("name", listed())
def test_every_export_gets_a_study_file_with_which_the_next_commands_run(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = saved(name, tmp_path)
    begun = inside(capsys, "init", export, "--yes", *ENCODED.get(export.name, ()))
    assert begun.code == 0, begun.err
    study = load(export.with_suffix(".toml"))
    data = workflow.read(export, study)
    assert data.respondents > 0
    assert set(data.answers) == set(study.questions)
    following = [line.removeprefix("next: ") for line in begun.out.splitlines() if line.startswith("next: ")]
    assert following
    for command in following:
        words = shlex.split(command)
        assert words[0] == "samkit"
        ended = inside(capsys, *words[1:])
        assert ended.code == 0, f"{command}\n{ended.err}"


@need_shared
@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_respondents_is_refused_and_nothing_is_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = saved(f"surveymonkey_small_mix.zip:{name}", tmp_path)
    ended = inside(capsys, "init", export, "--yes")
    assert ended.code == 3
    assert REFUSED[name] in ended.err
    assert not export.with_suffix(".toml").exists()
