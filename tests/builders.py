"""Small studies and surveys made on the spot, so that a test shows all that it rests on."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

import numpy as np

from samkit import survey
from samkit.readers.export import Column, Export
from samkit.study.load import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from samkit.study.model import Study
    from samkit.survey import Survey

STUDY = """\
schema = "samkit-study/1"

[study]
title = "A small study"
hide_below = 5
mark_below = 8

[scales.yes_no]
levels = ["No", "Yes"]
favourable = ["Yes"]

[scales.agreement]
levels = ["Disagree", "Neither", "Agree"]
favourable = ["Agree"]
missing = { "Don't know" = "does not know" }

[questions.growth]
text = "Revenue"
levels = ["Fell", "Same", "Grew"]

[groups.performance]
criteria = [{ label = "Revenue grew", question = "growth", is_in = ["Grew"] }]

[sections.practices]
title = "Practices"
question = "How far do you agree"
scale = "agreement"
questions = { plan = "Plans accounts", train = "Trains managers", meet = "Meets clients" }

[sections.outcome]
title = "Outcome"
favourable = ["Grew"]
questions = { growth_item = { text = "Revenue grew", question = "growth" } }

[sections.maturity]
title = "Maturity"
analysis = "levels"
scale = "agreement"
questions = { ripe = "How ripe the process is" }

[[figures]]
id = "1"
section = "practices"
chart = "dumbbell"

[[figures]]
id = "2"
section = "maturity"
chart = "p_top"
"""

NUMBERS = """
[questions.size]
text = "Size"
numeric = { unit = "people" }

[sections.amounts]
title = "Amounts"
analysis = "means"
questions = { size = "How many people" }
"""

CROSSED = """
[sections.crossed]
title = "Plans by maturity"
analysis = "across"
across = "ripe"
questions = { plan_and_ripe = { text = "Plans accounts", question = "plan" } }
"""

COLUMNS = ("growth", "plan", "train", "meet", "ripe")


def study(text: str = STUDY, name: str = "study.toml") -> Study:
    """Give a study from the text of its file."""
    return parse(text, name)


def answers(rows: int = 120, seed: int = 1, *, gap: float = 0.4) -> dict[str, list[str]]:
    """Make answers to `STUDY`: those who grew agree more often with `plan`, by `gap`, and some cells are empty."""
    draw = random.Random(seed)  # noqa: S311 - a test needs no secret
    columns: dict[str, list[str]] = {name: [] for name in COLUMNS}
    for row in range(rows):
        grew = row % 3 == 0
        columns["growth"].append("Grew" if grew else draw.choice(["Fell", "Same"]))
        columns["plan"].append("Agree" if draw.random() < 0.3 + gap * grew else draw.choice(["Disagree", "Neither"]))
        columns["train"].append(draw.choice(["Disagree", "Agree", "Neither", "", "Don't know"]))
        columns["meet"].append(draw.choice(["Disagree", "Agree"]))
        columns["ripe"].append(draw.choices(["Disagree", "Neither", "Agree"], [1, 1, 1 + 2 * grew])[0])
    columns["growth"][-1] = ""
    return columns


def numbers(columns: Mapping[str, Sequence[str]], shift: float = 3.0) -> dict[str, list[str]]:
    """Answer the numeric question of `NUMBERS`: more by a shift where revenue grew, every eleventh not at all."""
    chance = np.random.default_rng(7)
    centre = [10 + shift * (grew == "Grew") for grew in columns["growth"]]
    amounts = [f"{value:.3f}" for value in chance.normal(centre, 2)]
    sizes = ["" if place % 11 == 0 else amount for place, amount in enumerate(amounts)]
    return {**{name: list(column) for name, column in columns.items()}, "size": sizes}


def export(columns: Mapping[str, Sequence[str]], path: str = "export.csv") -> Export:
    """Give an export with the columns as a reader would."""
    made = {}
    for position, (name, texts) in enumerate(columns.items(), 1):
        categories = tuple(dict.fromkeys(texts))
        codes = np.array([categories.index(text) for text in texts], dtype=np.int32)
        made[name] = Column(name, position, codes, categories)
    rows = len(next(iter(columns.values())))
    digest = hashlib.sha256(repr(columns).encode()).hexdigest()
    return Export(path, digest, tuple(columns), made, range(2, rows + 2))


def surveyed(columns: Mapping[str, Sequence[str]], text: str = STUDY) -> Survey:
    """Give a survey of coded answers, without groups."""
    return survey.build(study(text), export(columns))


def csv_text(columns: Mapping[str, Sequence[str]]) -> str:
    """Write columns as a CSV file."""
    quoted = [[f'"{text}"' for text in texts] for texts in columns.values()]
    return "\n".join([",".join(columns), *(",".join(row) for row in zip(*quoted, strict=True))]) + "\n"


def files(folder: Path, columns: Mapping[str, Sequence[str]] | None = None, text: str = STUDY) -> Path:
    """Write an export and, beside it, its study file; give the export."""
    path = folder / "survey.csv"
    path.write_text(csv_text(columns or answers()), encoding="utf-8")
    path.with_suffix(".toml").write_text(text, encoding="utf-8")
    return path
