"""Surveys as the platforms lay them out, each personal cell with a canary: a text that may stand in no output."""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from typing import TYPE_CHECKING

from tests.builders import STUDY, answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ROWS = 120
MAIL, FIRST, LAST, ADDRESS, PHONE = (
    "canary{}@example.org",
    "Canaryfirst{}",
    "Canarylast{}",
    "192.0.2.{}",
    "+49 30 55501{:04}",
)
LATITUDE, LONGITUDE, KEY, WORDS = "51.98765{}", "7.98765{}", "canarykey{}", "my canary told me {} times"
TRACES = re.compile(rb"canary|192\.0\.2\.|\+49 30 555|98765", re.IGNORECASE)
"""What shows that a personal cell has come through, or a comment."""

QUALTRICS = {
    "StartDate": ("startDate", "2025-03-01 10:00:00"),
    "IPAddress": ("ipAddress", ADDRESS),
    "Duration (in seconds)": ("duration", "30{}"),
    "Finished": ("finished", "True"),
    "ResponseId": ("_recordId", "R_{}"),
    "RecipientLastName": ("recipientLastName", LAST),
    "RecipientFirstName": ("recipientFirstName", FIRST),
    "RecipientEmail": ("recipientEmail", MAIL),
    "ExternalReference": ("externalDataReference", KEY),
    "LocationLatitude": ("locationLatitude", LATITUDE),
    "LocationLongitude": ("locationLongitude", LONGITUDE),
    "Q8": ("QID8_TEXT", PHONE),
    "Q9": ("QID9_TEXT", WORDS),
}
QUALTRICS_WORDS = {"Q8": "What is your phone number?", "Q9": "Anything else?"}

SURVEYMONKEY = {
    "Respondent ID": ("", "1000000{:04}"),
    "Collector ID": ("", "400000001"),
    "Start Date": ("", "03/04/2025 5:06:07 AM"),
    "IP Address": ("", ADDRESS),
    "Email Address": ("", MAIL),
    "First Name": ("", FIRST),
    "Last Name": ("", LAST),
    "Your phone number": ("Open-Ended Response", PHONE),
    "Anything else?": ("Open-Ended Response", WORDS),
}

LIMESURVEY = {
    "id": "{}",
    "submitdate": "2025-03-01 10:00:00",
    "startlanguage": "en",
    "ipaddr": ADDRESS,
    "token": KEY,
    "firstname": FIRST,
    "lastname": LAST,
    "email": MAIL,
    "phone": PHONE,
    "comment": WORDS,
}

PLATFORMS = {"qualtrics": "ResponseId", "surveymonkey": "Respondent ID", "limesurvey": "id"}
"""The platforms, and what they call the column that tells respondents apart."""


def survey(folder: Path, platform: str) -> Path:
    """Write an export as a platform does, and its study beside it."""
    asked = answers(ROWS)
    head, cells = {"qualtrics": _qualtrics, "surveymonkey": _surveymonkey, "limesurvey": _limesurvey}[platform](
        list(asked)
    )
    rows = ([*(cell.format(row) for cell in cells), *(asked[name][row] for name in asked)] for row in range(ROWS))
    out = io.StringIO(newline="")
    csv.writer(out).writerows([*head, *rows])
    path = folder / "survey.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    text = STUDY.replace("hide_below", f'respondent = "{PLATFORMS[platform]}"\nhide_below')
    path.with_suffix(".toml").write_text(f'{text}\n[export]\nreader = "{platform}"\n', encoding="utf-8")
    return path


def _qualtrics(asked: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    names = [*QUALTRICS, *asked]
    texts = [QUALTRICS_WORDS.get(name, name) for name in names]
    codes = [*(code for code, _ in QUALTRICS.values()), *(f"QID2{place}" for place, _ in enumerate(asked))]
    return [names, texts, [json.dumps({"ImportId": code}) for code in codes]], [cell for _, cell in QUALTRICS.values()]


def _surveymonkey(asked: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    below = [*(part for part, _ in SURVEYMONKEY.values()), *("Response" for _ in asked)]
    return [[*SURVEYMONKEY, *asked], below], [cell for _, cell in SURVEYMONKEY.values()]


def _limesurvey(asked: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    return [[*LIMESURVEY, *asked]], list(LIMESURVEY.values())


def traces(content: bytes) -> list[bytes]:
    """Find canaries in a file, also inside the packed parts of a PDF or PNG."""
    return [found for part in (content, *_unpacked(content)) for found in TRACES.findall(part)]


def _unpacked(content: bytes) -> Iterator[bytes]:
    for start in re.finditer(rb"stream\r?\n|zTXt|iTXt|IDAT", content):
        try:
            yield zlib.decompressobj().decompress(content[start.end() :])
        except zlib.error:
            continue
