"""The small survey in every format that samkit reads: `python -m tests.data.formats` writes data/formats/ again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tests.data.respondents import DATA
from tests.data.small import forms, labelled, plain, platforms
from tests.data.small.tables import Part, table, text, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

FOLDER: Final = DATA / "formats"
_MARK: Final = b"\xef\xbb\xbf"


class File(NamedTuple):
    """One file.

    Parameters
    ----------
    reader
        The reader that is to recognise it.
    write
        Writes it to a path.
    keys
        What of the survey each column holds; empty for what the platform notes for itself.
    """

    reader: str
    write: Callable[[Path], object]
    keys: Sequence[str]


def _text(reader: str, parts: Sequence[Part], *, mark: bytes = b"", delimiter: str = ",", end: str = "\r\n") -> File:
    """Describe a file of delimited text."""
    content = mark + text(table(parts), delimiter, end)
    return File(reader, lambda path: path.write_bytes(content), keys(parts))


def keys(parts: Sequence[Part]) -> list[str]:
    """Say what of the survey each column holds."""
    return [part.key for part in parts]


def _workbook(reader: str, parts: Sequence[Part], title: str) -> File:
    """Describe a workbook."""
    return File(reader, lambda path: path.write_bytes(workbook(table(parts), title)), keys(parts))


FILES: Final[Mapping[str, File]] = {
    "plain.csv": _text("csv", plain.headed_by_words(), end="\n"),
    "plain.tsv": _text("csv", plain.headed_by_names(), delimiter="\t", end="\n"),
    "workbook.xlsx": _workbook("xlsx", plain.typed(), "Answers"),
    "qualtrics_text.csv": _text("qualtrics", platforms.qualtrics(codes=False)),
    "qualtrics_numeric.csv": _text("qualtrics", platforms.qualtrics(codes=True)),
    "qualtrics_legacy.csv": _text("qualtrics", platforms.qualtrics_legacy(), mark=_MARK),
    "surveymonkey.csv": _text("surveymonkey", platforms.surveymonkey(), mark=_MARK),
    "surveymonkey.xlsx": _workbook("surveymonkey", platforms.surveymonkey(), "Sheet"),
    "limesurvey_text.csv": _text("limesurvey", platforms.limesurvey(codes=False), mark=_MARK),
    "limesurvey_codes.csv": _text("limesurvey", platforms.limesurvey(codes=True), mark=_MARK),
    "google_forms.csv": _text("googleforms", forms.google()),
    "microsoft_forms.xlsx": _workbook("microsoftforms", forms.microsoft(), "Sheet1"),
    "typeform.csv": _text("typeform", forms.typeform()),
    "alchemer.csv": _text("alchemer", platforms.alchemer()),
    "spss.sav": File("spss", labelled.spss, [*labelled.VARIABLES]),
    "spss.zsav": File("spss", labelled.spss, [*labelled.VARIABLES]),
    "stata.dta": File("stata", labelled.stata, [*labelled.VARIABLES]),
    "columns.parquet": File("parquet", labelled.parquet, keys(plain.typed())),
}


def main() -> None:
    """Write every file."""
    FOLDER.mkdir(exist_ok=True)
    for name, file in FILES.items():
        file.write(FOLDER / name)


if __name__ == "__main__":
    main()
