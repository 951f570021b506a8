"""The real exports and the study files as they stand, read without samkit: the other side of every count."""

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.reference import SHARED

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EXPORTS = SHARED / "exports"
Row = dict[str, str]
CHARTS = {"paired_bars", "dumbbell", "forest", "stacked_levels", "p_top"}


def respondents(path: Path) -> list[Row]:
    """Read the rows of an export, each cell under the code of its column."""
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    codes = [name.split(". ", 1)[0] for name in header]
    return [dict(zip(codes, row, strict=True)) for row in rows]


def tables(name: str) -> dict[str, Any]:
    """Read a study file as plain tables."""
    return tomllib.loads((EXAMPLES / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Asked:
    """How one item is answered: its column, its levels, and those that count."""

    column: str
    levels: list[str]
    favourable: list[str]


def asked(study: dict[str, Any], section_name: str, item_name: str) -> Asked:
    """Look up how an item is answered, from the item, its section, its question and their scale."""
    section = study["sections"][section_name]
    item = section["questions"][item_name]
    item = {"text": item} if isinstance(item, str) else item
    name = item.get("question", item_name)
    question = _question(study, name)
    scale = study["scales"].get(question.get("scale", ""), {})
    places = (item, section, question, scale)
    favourable: list[str] = next((found["favourable"] for found in places if "favourable" in found), [])
    return Asked(question.get("column", name), question.get("levels") or scale["levels"], favourable)


def _question(study: dict[str, Any], name: str) -> dict[str, Any]:
    if name in study["questions"]:
        return dict(study["questions"][name])
    section = next(section for section in study["sections"].values() if name in section["questions"])
    item = dict(section["questions"][name])
    return item if "levels" in item or "scale" in item else {**item, "scale": section["scale"]}


def at_least(truths: list[bool | None], needed: int) -> bool | None:
    """Say whether enough hold: yes, no, or not to be known from what was answered."""
    held = sum(truth is True for truth in truths)
    unknown = sum(truth is None for truth in truths)
    return True if held >= needed else None if held + unknown >= needed else False
