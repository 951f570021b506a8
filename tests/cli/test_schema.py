from __future__ import annotations

import json
from typing import TYPE_CHECKING

from samkit.study.file import StudyFile
from tests.cli.programs import inside

if TYPE_CHECKING:
    import pytest


def test_the_schema_of_the_study_file_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    ended = inside(capsys, "schema")
    assert json.loads(ended.out) == StudyFile.model_json_schema()
    assert (ended.code, ended.err) == (0, "")
