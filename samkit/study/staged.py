"""What `[pipeline]` says of itself: stages that are told apart, columns of their own, days in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.study.labels import normal
from samkit.study.pipeline import PIPELINE_COLUMNS
from samkit.study.references import Fault, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.study.file import StudyFile
    from samkit.study.pipeline import PipelineTable
    from samkit.study.places import Path


def faults(file: StudyFile) -> Iterator[Fault]:
    """Check the pipeline of a study file, where it has one."""
    said = file.pipeline
    if said is None:
        return
    yield from _texts(said)
    yield from _columns(said)
    if said.pace.stage and said.pace.stage not in said.stages:
        yield unknown(("pipeline", "pace", "stage"), "stage", said.pace.stage, said.stages)
    for place, day in enumerate(said.pace.days):
        if day < 1:
            path: Path = ("pipeline", "pace", "days", place)
            yield Fault(path, "landmark_at_start", "nothing is known of an opportunity so early", "1 or more", str(day))
    if said.at and said.exported and said.at > said.exported:
        message = "the pipeline cannot be looked at after its export"
        yield Fault(("pipeline", "at"), "at_in_future", message, f"a day up to {said.exported}", str(said.at))
    if said.quota and not (said.owner and said.value):
        message = "a quota is held against the value that a seller has won"
        yield Fault(("pipeline", "quota"), "no_seller", message, "owner and value as well", said.quota)


def _texts(said: PipelineTable) -> Iterator[Fault]:
    """Check that no text means two things."""
    seen: dict[str, str] = {}
    for key in ("stages", "won", "lost", "closing"):
        for place, text in enumerate(getattr(said, key)):
            plain = normal(text)
            if plain in seen:
                path: Path = ("pipeline", key, place)
                yield Fault(path, "text_twice", f"the text is one of {seen[plain]} already", "each text once", text)
            seen.setdefault(plain, key)


def _columns(said: PipelineTable) -> Iterator[Fault]:
    """Check that each part of the log stands in a column of its own."""
    seen: dict[str, str] = {}
    for key in PIPELINE_COLUMNS:
        column = getattr(said, key)
        if column and column in seen:
            message = f"the column is that of {seen[column]} already"
            yield Fault(("pipeline", key), "column_twice", message, "another column", column)
        seen.setdefault(column, key)
    for place, column in enumerate(said.slices):
        if column in said.slices[:place]:
            path: Path = ("pipeline", "slices", place)
            yield Fault(path, "column_twice", "the column stands twice", "each column once", column)
