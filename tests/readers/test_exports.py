"""Real exports, written by nobody here, come through cell by cell."""

import csv
import io
from pathlib import Path

import pytest

from samkit.errors import DataError
from samkit.readers.export import Export, Settings
from tests.readers.made import cells, read
from tests.reference import SHARED, need_shared

EXPORTS = SHARED / "exports"
LIMESURVEY = EXPORTS / "limesurvey_rse2017_uk.csv"
MASCULINITY = EXPORTS / "weighted_masculinity_raw.csv"
STAR_WARS = EXPORTS / "surveymonkey_starwars_macroman.csv"


def usual_reading(path: Path, encoding: str = "utf-8", below: int = 1) -> list[tuple[str, ...]]:
    """Read a file as the csv module does, with blanks taken off its cells."""
    rows = csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline=""), strict=True)
    return [tuple(cell.strip(" ") for cell in row) for row in rows][below:]


@need_shared
@pytest.mark.parametrize("path", [LIMESURVEY, MASCULINITY], ids=lambda path: path.stem)
def test_an_index_without_a_name_is_refused_and_the_hint_reads_the_file_unchanged(path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read(path, Settings(), ())
    assert [problem.hint for problem in caught.value.problems] == ['blank_columns = "number"']
    export = read(path, Settings(blank_columns="number"), ["column 1"], keep_all=True)
    assert cells(export) == usual_reading(path)


@need_shared
def test_a_limesurvey_column_is_found_by_its_code() -> None:
    export = read(LIMESURVEY, Settings(blank_columns="number"), ["likertagree2[affSat1]"])
    (position,) = [
        place for place, name in enumerate(export.header, start=1) if name.startswith("likertagree2[affSat1]. ")
    ]
    assert export.columns["likertagree2[affSat1]"].position == position
    assert export.rows == 253


def read_star_wars(encoding: str = "", skip: int = 0) -> Export:
    settings = Settings(encoding, skip_rows_after_header=skip, blank_columns="number")
    return read(STAR_WARS, settings, ["RespondentID"], keep_all=True)


@need_shared
def test_a_surveymonkey_export_is_refused_step_by_step_until_it_is_read() -> None:
    with pytest.raises(DataError, match=r"line 1: byte 0x8c at offset 641"):
        read_star_wars()
    with pytest.raises(DataError, match="skip_rows_after_header = 1"):
        read_star_wars(encoding="mac_roman")
    export = read_star_wars(encoding="mac_roman", skip=1)
    assert cells(export) == usual_reading(STAR_WARS, "mac_roman", below=2)
