"""A small synthetic survey in which there is nothing to find, and how to look at it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from samkit import checking
from samkit.findings import Finding
from tests.builders import export, study

if TYPE_CHECKING:
    from samkit.results import Result

ROWS = 240
ITEMS = ("plan", "train", "meet", "listen", "write", "review")
LEVELS = ("Disagree", "Rather disagree", "Neither", "Rather agree", "Agree")

STUDY = """\
schema = "samkit-study/1"

[study]
title = "A small study"
respondent = "id"

[scales.agreement]
levels = ["Disagree", "Rather disagree", "Neither", "Rather agree", "Agree"]
favourable = ["Rather agree", "Agree"]

[questions.growth]
text = "Revenue"
levels = ["Fell", "Same", "Grew"]

[questions.size]
text = "Size"
numeric = { min = 0, unit = "people" }

[questions.region]
text = "Region"
levels = ["North", "South", "East", "West"]

[groups.performance]
criteria = [{ label = "Revenue grew", question = "growth", is_in = ["Grew"] }]

[sections.practices]
title = "Practices"
scale = "agreement"
[sections.practices.questions]
plan = "Plans"
train = "Trains"
meet = "Meets"
listen = "Listens"
write = "Writes"
review = "Reviews"
"""

Columns = dict[str, list[str]]


def clean(seed: int = 3) -> Columns:
    """Make answers to every question, each drawn for itself; the column of the duration is the last one."""
    draw = random.Random(seed)  # noqa: S311 - a test needs no secret
    columns: Columns = {"id": [f"r{row}" for row in range(ROWS)]}
    columns["growth"] = [draw.choice(["Fell", "Same", "Grew"]) for _ in range(ROWS)]
    for item in ITEMS:
        columns[item] = [draw.choice(LEVELS) for _ in range(ROWS)]
    columns["size"] = [str(draw.randint(20, 60)) for _ in range(ROWS)]
    columns["region"] = [draw.choice(["North", "South", "East", "West"]) for _ in range(ROWS)]
    columns["duration"] = [str(draw.randint(300, 600)) for _ in range(ROWS)]
    return columns


def checked(columns: Columns, text: str = STUDY, *, most_lines: int | None = 5) -> Result:
    """Check a survey."""
    return checking.looked_at(study(text), export(columns), most_lines=most_lines)[1]


def findings(columns: Columns, text: str = STUDY, *, most_lines: int | None = 5) -> list[Finding]:
    """Give what a check of a survey finds."""
    return [row for row in checked(columns, text, most_lines=most_lines).rows if isinstance(row, Finding)]


def told(columns: Columns, text: str = STUDY) -> list[tuple[str, str, str, int | None]]:
    """Give check, subject, severity and count of what is found, sorted."""
    return sorted(
        (found.check, found.subject, found.severity, -1 if found.n is None else found.n)
        for found in findings(columns, text)
    )
