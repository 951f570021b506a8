"""The open source survey of 2017 and 2024: its export and its published tables, read without samkit."""

import csv
import io
import zipfile
from pathlib import Path
from typing import NamedTuple

from tests.examples.raw import EXPORTS, Row

ARCHIVE = EXPORTS / "github_oss2024_multiselect.zip"
STUDY = Path(__file__).with_name("open_source_2024.toml")
CLEANED = "gh_clean_data_negative_incidents.csv"
RAW = "gh_raw_data_negative_incidents.csv"
TABLES = ("published_q17.csv", "published_q21.csv", "published_q42.csv")  # of questions whose answers are not given


class Cell(NamedTuple):
    """One row of a published table: of how many, how many said so, and the share with all its digits."""

    column: str
    answer: str
    year: str
    said: int
    base: int
    share: float


def unpacked(member: str, folder: Path) -> Path:
    """Take one file out of the archive."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        return Path(archive.extract(member, folder))


def rows(member: str) -> list[Row]:
    """Read a file of the archive; no rows where there is no archive, so that its tests are skipped with the reason."""
    if not ARCHIVE.is_file():
        return []
    with zipfile.ZipFile(ARCHIVE) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(member).decode("utf-8"), newline="")))


def published(member: str) -> list[Cell]:
    """Read a published table."""
    return [
        Cell(
            row["column"],
            row.get("column1") or row["response"],
            row["year"],
            int(row["count"]),
            int(row["total_count"]),
            float(row["proportion"]),
        )
        for row in rows(member)
    ]
