"""Qualtrics exports that lost rows below the names, as after a pass through a statistics program."""

from pathlib import Path

import pytest

from samkit.readers import choose
from samkit.readers.export import Settings
from tests.readers.made import cells, saved
from tests.readers.platforms import kinds, table, told

NAMES = ("StartDate", "Status", "IPAddress", "Duration (in seconds)", "RecordedDate", "ResponseId", "Q1", "Q1_4_TEXT")
TEXTS = ("Startdatum", "Antworttyp", "IP-Adresse", "Dauer", "Datum", "ID", "Was?", "Was? - Sonstiges - Text")
ROW = ("2025-03-01 10:00:00", "IP Address", "192.0.2.7", "301", "2025-03-01 10:06:00", "R_1", "Gut", "so")


@pytest.mark.parametrize("below", [[], [TEXTS]])
def test_the_platforms_own_columns_are_known_by_their_names(tmp_path: Path, below: list[tuple[str, ...]]) -> None:
    path = saved(tmp_path, table(NAMES, [*below, ROW, ROW]))
    export = choose.read(path, Settings(), (), keep_all=True, likely=True)
    assert export.reader == "qualtrics"
    assert cells(export) == [ROW, ROW]
    assert list(kinds(export).values()) == ["moment", "meta", "personal", "duration", "moment", "meta", "", "other"]
    assert export.columns["Q1"].asked.text == ("Was?" if below else "")
    assert any("not in the file" in text for text in told(export, "structure"))


def test_a_command_without_a_study_does_not_take_names_alone_for_proof(tmp_path: Path) -> None:
    path = saved(tmp_path, table(NAMES, [ROW, ROW]))
    assert choose.read(path, Settings(), (), keep_all=True).reader == "csv"
