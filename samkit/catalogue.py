"""What there is: readers, engines, analyses, charts and writers by name.

A new one is one new file and one line here. Targets are strings, so that reading this file imports nothing.
"""

from __future__ import annotations

import importlib
from typing import Any, Final, NamedTuple


class Entry(NamedTuple):
    """One thing by name: where it is, what it takes, and what it is for."""

    target: str
    takes: str
    what: str


READERS: Final[dict[str, Entry]] = {
    "csv": Entry("samkit.readers.delimited:read", "csv tsv txt", "delimited text, read strictly"),
}

ENGINES: Final[dict[str, Entry]] = {
    "memory": Entry("samkit.engines.memory:count", "survey", "numpy, one scan in memory"),
}

ANALYSES: Final[dict[str, Entry]] = {
    "gap": Entry("samkit.analyses.gap:GAP", "gap", "gap and likelihood ratio of each item between two groups"),
    "levels": Entry(
        "samkit.analyses.levels:LEVELS", "levels", "an ordered factor: spread by group, share per level, trend"
    ),
    "means": Entry("samkit.analyses.means:MEANS", "means", "means of numeric answers and their difference"),
}

CHARTS: Final[dict[str, Entry]] = {
    "paired_bars": Entry("samkit.charts.paired_bars:draw", "gap", "one to six items, two groups"),
    "dumbbell": Entry("samkit.charts.dumbbell:draw", "gap", "six to thirty items, two groups"),
    "forest": Entry("samkit.charts.forest:draw", "gap", "likelihood ratios of many items"),
    "stacked_levels": Entry("samkit.charts.stacked_levels:draw", "levels", "an ordered item by group"),
    "p_top": Entry("samkit.charts.p_top:draw", "levels", "an ordered factor against being in the first group"),
}

WRITERS: Final[dict[str, Entry]] = {
    "table": Entry("samkit.writers.terminal:write", "tables", "a table for the terminal"),
    "csv": Entry("samkit.writers.csv_text:write", "tables", "comma-separated values"),
    "json": Entry("samkit.writers.json_text:write", "results", "the whole result, there and back"),
    "md": Entry("samkit.writers.markdown:write", "tables", "a table in Markdown"),
    "html": Entry("samkit.writers.html:write", "document", "the index page of a report"),
}

KINDS: Final[dict[str, dict[str, Entry]]] = {
    "readers": READERS,
    "engines": ENGINES,
    "analyses": ANALYSES,
    "charts": CHARTS,
    "writers": WRITERS,
}


def load(entry: Entry) -> Any:  # noqa: ANN401 - the target decides what comes out
    """Import the thing that an entry names."""
    module, _, name = entry.target.partition(":")
    return getattr(importlib.import_module(module), name)
