"""What there is: readers, engines, analyses, charts and writers by name.

A new one is one new file and one line here. Targets are strings, so that reading this file imports nothing.
"""

from __future__ import annotations

import importlib
from typing import Any, Final, NamedTuple


class Entry(NamedTuple):
    """One thing by name: where it is, what it takes, and what it is for.

    Parameters
    ----------
    target
        "module:object".
    takes
        What it is given.
    what
        What it is for, in a few words.
    file
        Of a writer of documents: the name of its file in the folder of a report.
    pictures
        Of a writer of documents: the formats of the figures that it puts in; "bare/svg" is a chart
        without the words around it, which the writer sets itself, "dark/svg" the same for dark paper.
    library
        The library that it needs and that not everybody has; empty where there is none.
    extra
        The extra of the package that installs that library.
    """

    target: str
    takes: str
    what: str
    file: str = ""
    pictures: tuple[str, ...] = ()
    library: str = ""
    extra: str = ""


READERS: Final[dict[str, Entry]] = {
    "qualtrics": Entry("samkit.readers.qualtrics:READER", "csv xlsx", "Qualtrics, with import codes or as until 2017"),
    "surveymonkey": Entry("samkit.readers.surveymonkey:READER", "csv xlsx", "SurveyMonkey, responses not summaries"),
    "limesurvey": Entry("samkit.readers.limesurvey:READER", "csv xlsx", "LimeSurvey, codes or full texts"),
    "alchemer": Entry("samkit.readers.alchemer:READER", "csv xlsx", "Alchemer, once SurveyGizmo"),
    "typeform": Entry("samkit.readers.typeform:READER", "csv xlsx", "Typeform"),
    "microsoftforms": Entry("samkit.readers.microsoftforms:READER", "xlsx csv", "Microsoft Forms"),
    "googleforms": Entry("samkit.readers.googleforms:READER", "csv xlsx", "Google Forms"),
    "csv": Entry("samkit.readers.delimited:READER", "csv tsv txt", "delimited text, read strictly"),
    "xlsx": Entry("samkit.readers.workbook:READER", "xlsx", "one sheet of a workbook, read strictly"),
    "spss": Entry("samkit.readers.spss:READER", "sav zsav por", "SPSS, with labels and declared missing codes"),
    "stata": Entry("samkit.readers.stata:READER", "dta", "Stata, with labels and tagged missing values"),
    "parquet": Entry("samkit.readers.parquet:READER", "parquet", "the flat columns of a Parquet file"),
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
    "across": Entry("samkit.analyses.across:ACROSS", "across", "a question over the ordered answers to another"),
    "matrix": Entry("samkit.analyses.matrix:MATRIX", "matrix", "the first group's share in each cell of two questions"),
    "profile": Entry("samkit.analyses.profile:PROFILE", "profile", "who the groups are, and what did not matter"),
    "trend": Entry("samkit.analyses.trend:TREND", "trend", "an ordered factor: trend of the share, and its verdict"),
    "rank": Entry("samkit.analyses.rank:RANK", "rank", "most common and most separating items, and how surely"),
    "drivers": Entry(
        "samkit.analyses.drivers:DRIVERS", "drivers", "items together in a model: odds, effect, importance"
    ),
    "adjusted": Entry(
        "samkit.analyses.adjusted:ADJUSTED", "adjusted", "the gap of each item among respondents who are alike"
    ),
    "robustness": Entry(
        "samkit.analyses.robustness:ROBUSTNESS", "robustness", "each finding under every reading of the rule"
    ),
    "trust": Entry("samkit.analyses.trust:TRUST", "trust", "each finding, and what is left of it under objections"),
    "halo": Entry("samkit.analyses.halo:HALO", "halo", "each gap without self-ratings and beyond one common factor"),
    "power": Entry("samkit.analyses.power:POWER", "power", "the smallest gap of each item that a sample can show"),
}

SYSTEMS: Final[dict[str, Entry]] = {
    "index": Entry("samkit.indexing:index", "index", "an index of each manager and period, from declared components"),
    "pipeline": Entry("samkit.pipelining:pipeline", "pipeline", "opportunities stage by stage, from an event log"),
    "practices": Entry("samkit.improving:reported", "practices", "which one skill, improved, pays most, and for whom"),
}
"""What has a table of its own in the study file, of this name, and is computed by a verb from the study's own export.

A chart that takes one draws its result; beside a survey it is a source, with a study file and an export of its own.
"""

TABLES: Final[dict[str, Entry]] = {
    "groups": Entry("samkit.tables.membership:groups", "classification", "who is in which group"),
    "waterfall": Entry("samkit.tables.membership:waterfall", "classification", "who passes which criterion"),
    "contrast": Entry("samkit.tables.contrast:table", "gap", "one row an item: gap, ratio, verdict"),
    "level": Entry("samkit.tables.level:table", "levels", "one row a level of an ordered item"),
    "crossed": Entry("samkit.tables.crossed:table", "across", "one row a category, one column an answer"),
    "matrix": Entry("samkit.tables.matrix:table", "matrix", "one row a category: the first group's share in each cell"),
    "location": Entry("samkit.tables.location:table", "means", "one row a numeric item"),
    "factor": Entry("samkit.tables.profile:factors", "profile", "one row a question with categories"),
    "category": Entry("samkit.tables.profile:categories", "profile", "one row a category"),
    "quantity": Entry("samkit.tables.quantity:means", "profile", "one row a numeric question: means"),
    "order": Entry("samkit.tables.quantity:ranks", "profile", "one row a numeric question: medians, shift, order"),
    "trend": Entry("samkit.tables.trend:trends", "trend", "one row an ordered item"),
    "trend_level": Entry("samkit.tables.trend:levels", "trend", "one row a level of an ordered item"),
    "common": Entry("samkit.tables.rank:common", "rank", "items from the most to the least common"),
    "separating": Entry("samkit.tables.rank:separating", "rank", "items from the most to the least separating"),
    "drivers": Entry("samkit.tables.drivers:terms", "drivers", "one row a term of a model"),
    "model": Entry("samkit.tables.drivers:model", "drivers", "one row for a model as a whole"),
    "adjusted": Entry("samkit.tables.adjusted:table", "adjusted", "one row an item: gap as found and adjusted"),
    "robust": Entry("samkit.tables.robust:items", "robustness", "one row an item over all readings of the rule"),
    "choices": Entry("samkit.tables.robust:choices", "robustness", "one row a choice of a criterion"),
    "readings": Entry("samkit.tables.robust:each", "robustness", "one row an item under a reading, in files alone"),
    "trust": Entry("samkit.tables.trust:table", "trust", "one row an item: what is left of what is found"),
    "halo": Entry("samkit.tables.halo:items", "halo", "one row an item: without self-ratings, beyond the factor"),
    "common_factor": Entry("samkit.tables.halo:common", "halo", "one row for the common factor of all answers"),
    "power": Entry("samkit.tables.power:items", "power", "one row an item: the smallest gap that can be shown"),
    "planned": Entry("samkit.tables.power:planned", "power", "one row a claim: the answers that it needs"),
    "plans": Entry("samkit.tables.practices:plans", "practices", "one row a person or team: the skill to improve"),
    "payoffs": Entry("samkit.tables.practices:payoffs", "practices", "one row a skill: what its improvement pays"),
    "skills": Entry("samkit.tables.practices:known", "practices", "one row a skill: association, gap, how to follow"),
    "benchmark": Entry("samkit.tables.benchmark:table", "benchmark", "one row an item and group: ours and theirs"),
    "league": Entry("samkit.tables.index:league", "index", "one row a manager of the ranked period"),
    "teams": Entry("samkit.tables.index:means", "index", "one row a team and period: mean indices"),
    "index_change": Entry("samkit.tables.index:changes", "index", "one row a change: what each component adds"),
    "components": Entry("samkit.tables.index_trust:components", "index", "one row a component, as declared"),
    "normalisations": Entry("samkit.tables.index_trust:normalisations", "index", "one row another way of scoring"),
    "reliability": Entry(
        "samkit.tables.index_trust:reliabilities", "index", "one row a component of several questions"
    ),
    "association": Entry("samkit.tables.index_trust:associations", "index", "what the index goes with"),
    "card": Entry("samkit.tables.index_trust:card", "index", "what whoever uses the index must know"),
    "index": Entry("samkit.tables.index:scores", "index", "one row a manager and period, in files alone"),
    "organisation": Entry("samkit.tables.organisation:items", "organisation", "one row an item of one respondent"),
    "chance": Entry("samkit.tables.organisation:chances", "organisation", "its chance of being in the first group"),
    "pipeline": Entry("samkit.tables.pipeline:whole", "pipeline", "one row: opportunities open, won and lost"),
    "stages": Entry("samkit.tables.pipeline:stages", "pipeline", "one row a stage: volume, value, velocity"),
    "ageing": Entry("samkit.tables.pipeline:ageing", "pipeline", "one row a stage: how long open ones have been there"),
    "shape": Entry("samkit.tables.pipeline_ends:shape", "pipeline", "one row an ending: where opportunities are lost"),
    "pace": Entry("samkit.tables.pipeline_ends:pace", "pipeline", "one row a landmark: fast against slow"),
    "slices": Entry("samkit.tables.pipeline_ends:slices", "pipeline", "one row a category of a column"),
    "forecast": Entry("samkit.tables.pipeline_ends:forecasts", "pipeline", "forecasts and quotas, met or missed"),
    "log": Entry("samkit.tables.pipeline:faults", "pipeline", "one row a kind of fault in the log"),
    "faults": Entry("samkit.tables.pipeline:faulty", "log", "one row a faulty row of a log"),
    "velocity": Entry("samkit.tables.pipeline:velocity", "pipeline", "one row a stage and day, in files alone"),
    "reconciled": Entry("samkit.tables.reconciled:table", "reconcile", "what of a printed report cannot be"),
    "response": Entry("samkit.tables.quality:answered", "check", "who answered which question"),
    "findings": Entry("samkit.tables.quality:found", "check", "what a check of the data found"),
}

CHARTS: Final[dict[str, Entry]] = {
    "paired_bars": Entry("samkit.charts.paired_bars:draw", "gap", "one to six items, two groups"),
    "dumbbell": Entry("samkit.charts.dumbbell:draw", "gap", "six to thirty items, two groups"),
    "forest": Entry("samkit.charts.forest:draw", "gap", "likelihood ratios of many items"),
    "margins": Entry("samkit.charts.margins:draw", "profile", "what did not matter: differences against the margin"),
    "odds": Entry("samkit.charts.odds:draw", "drivers", "odds ratios of the terms of a model"),
    "adjusted": Entry("samkit.charts.adjusted:draw", "adjusted", "gaps as found and adjusted, and E-values"),
    "reach": Entry("samkit.charts.reach:draw", "power", "gaps against those that the sample does not show"),
    "beyond": Entry("samkit.charts.beyond:draw", "halo", "gaps as found, and beyond one common factor of all answers"),
    "quadrant": Entry("samkit.charts.quadrant:draw", "gap", "how common each item is against its gap"),
    "ranked_bars": Entry("samkit.charts.ranked_bars:draw", "gap", "shares of one group, with a cut-off"),
    "slope": Entry("samkit.charts.slope:draw", "rank", "most common against most separating items"),
    "stacked_levels": Entry("samkit.charts.stacked_levels:draw", "levels", "an ordered item by group"),
    "p_top": Entry("samkit.charts.p_top:draw", "levels", "an ordered factor against being in the first group"),
    "means": Entry("samkit.charts.means:draw", "means", "numeric items, each on the scale of its unit"),
    "composition": Entry("samkit.charts.composition:draw", "profile", "who was asked, category by category"),
    "waves": Entry("samkit.charts.waves:draw", "benchmark", "shares of this survey and of another"),
    "heat_map": Entry("samkit.charts.heat_map:draw", "across", "a question over the ordered answers to another"),
    "matrix": Entry("samkit.charts.matrix:draw", "matrix", "the first group's share in each cell of two questions"),
    "reading_map": Entry(
        "samkit.charts.reading_map:draw", "robustness", "the gaps of many items under every reading of the rule"
    ),
    "specification_curve": Entry(
        "samkit.charts.specification_curve:draw", "robustness", "the gap of an item under every reading of the rule"
    ),
    "league": Entry("samkit.charts.league:draw", "index", "managers ranked, with what the weights leave of it"),
    "bullet": Entry("samkit.charts.bullet:draw", "index", "each index on its bands, against the benchmarks"),
    "waterfall": Entry("samkit.charts.waterfall:draw", "index", "what each component adds to a change"),
    "index_trend": Entry("samkit.charts.index_trend:draw", "index", "indices over the periods, on their bands"),
    "funnel": Entry("samkit.charts.funnel:draw", "pipeline", "who entered each stage, and what became of them"),
    "velocity": Entry("samkit.charts.velocity:draw", "pipeline", "how fast each stage is left, onward or lost"),
    "ageing": Entry("samkit.charts.ageing:draw", "pipeline", "open opportunities by how long they are in their stage"),
    "win_rate": Entry("samkit.charts.win_rate:draw", "pipeline", "the chance of being won by category"),
    "pace": Entry("samkit.charts.pace:draw", "pipeline", "the chance of being won, fast against slow"),
    "payoffs": Entry("samkit.charts.payoffs:draw", "practices", "what improving each skill of one unit pays"),
    "standing": Entry("samkit.charts.standing:draw", "organisation", "one respondent against both groups"),
    "response": Entry("samkit.charts.quality:draw", "check", "who answered which question, and where people left"),
}

WRITERS: Final[dict[str, Entry]] = {
    "table": Entry("samkit.writers.terminal:write", "tables", "a table for the terminal"),
    "csv": Entry("samkit.writers.csv_text:write", "tables", "comma-separated values"),
    "json": Entry("samkit.writers.json_text:write", "results", "the whole result, there and back"),
    "md": Entry("samkit.writers.markdown:write", "tables", "a table in Markdown"),
    "html": Entry(
        "samkit.writers.html:write", "document", "a report as a page", "index.html", ("bare/svg", "dark/svg")
    ),
    "pptx": Entry(
        "samkit.writers.pptx:write", "document", "slides for PowerPoint", "report.pptx", ("bare/png",), "pptx", "office"
    ),
    "xlsx": Entry(
        "samkit.writers.xlsx:write", "document", "a workbook for Excel", "report.xlsx", (), "xlsxwriter", "office"
    ),
    "docx": Entry(
        "samkit.writers.docx:write", "document", "a report for Word", "report.docx", ("bare/png",), "docx", "office"
    ),
    "pdf": Entry(
        "samkit.writers.pdf:write", "document", "a report for print", "report.pdf", ("bare/svg",), "typst", "pdf"
    ),
    "markdown": Entry(
        "samkit.writers.markdown_report:write", "document", "a report in Markdown", "report.md", ("svg",)
    ),
}

KINDS: Final[dict[str, dict[str, Entry]]] = {
    "readers": READERS,
    "engines": ENGINES,
    "analyses": ANALYSES,
    "systems": SYSTEMS,
    "tables": TABLES,
    "charts": CHARTS,
    "writers": WRITERS,
}


def load(entry: Entry) -> Any:  # noqa: ANN401 - the target decides what comes out
    """Import the thing that an entry names."""
    module, _, name = entry.target.partition(":")
    return getattr(importlib.import_module(module), name)
