"""The shape of the study file, key by key; `samkit schema` prints it as JSON Schema.

These classes check each table by itself: unknown keys, wrong types, impossible values. What one table says of another
(a question that does not exist, a level that a scale does not have) is checked in `samkit.study.references`.
"""

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from typing_extensions import TypeAliasType

from samkit.study.index import IndexTable
from samkit.study.pipeline import PipelineTable
from samkit.study.practices import PracticesTable
from samkit.study.table import Finite, Name, Table, Text
from samkit.study.theme import ThemeTable
from samkit.words.language import Language

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

Reason = Literal["not asked", "not answered", "does not apply", "does not know", "unreadable"]
Nothing = Literal["not asked", "not answered", "does not apply", "does not know", "none of them"]
Operand = str | Finite
Comparison = Literal["at_least", "at_most", "above", "below", "between", "is_in", "top_share"]
Lonely = Literal["fail", "remove", "certainty", "adjust", "average"]
NotNegative = TypeAliasType("NotNegative", Annotated[float, Field(ge=0, allow_inf_nan=False)])
COMPARISONS: tuple[Comparison, ...] = ("at_least", "at_most", "above", "below", "between", "is_in", "top_share")
DEEPEST_RULE = 20
SCORES = "one number a level, rising, on which a trend is tested; left out: 1, 2, 3, …"


class ReplicateTable(Table):
    """`[study.replicate_weights]`: the weights of the sample over again, as they came with the data."""

    columns: Text | list[Text] = Field(
        description='columns, or a pattern with one * for at least one sign, such as "rw_*", taken in natural order'
    )
    method: Literal["JK1", "JKn", "BRR", "Fay", "bootstrap"] = Field(description="how the replicates were made")
    rho: float | None = Field(None, ge=0, lt=1, description="Fay's coefficient")
    scale: float | None = Field(
        None, gt=0, allow_inf_nan=False, description="factor of all squares; left out: that of the method"
    )
    rscales: NotNegative | list[NotNegative] | None = Field(
        None, description="further factor of the squares: one for all replicates, or one for each"
    )
    combined: bool = Field(
        default=True, description="whether the replicate weights have the sampling weight multiplied in"
    )
    about_estimate: bool = Field(
        default=False,
        description="take squares about the estimate of the whole sample, not about the mean of the replicates",
    )
    df: float | None = Field(
        None, gt=0, allow_inf_nan=False, description="degrees of freedom; left out: rank of the weights less one"
    )


class StudyTable(Table):
    """`[study]`: what the study is, and the settings that every result shares."""

    title: Text
    respondent: str = Field("", description="column that identifies a respondent")
    weight: str = Field("", description="column of the weights")
    stratum: str = Field("", description="column of the strata from which the sample was drawn")
    cluster: str = Field("", description="column of the clusters that were drawn as a whole or from within")
    population: str = Field(
        "",
        description="column that says how many clusters (respondents, where no cluster is declared) the respondent's "
        "stratum has in the population",
    )
    nest: bool = Field(default=False, description="whether a cluster's label means another cluster in another stratum")
    lonely: Lonely = Field(
        "fail",
        description="what a stratum of one cluster adds to a variance: 'fail' refuses it, 'remove' and 'certainty' add "
        "nothing, 'adjust' takes it about the mean of the whole sample, 'average' as the average of the other strata",
    )
    replicate_weights: ReplicateTable | None = Field(
        None, description="replicate weights that came with the data, in place of stratum, cluster and population"
    )
    language: Language = Field("en", description="of the words that samkit writes into the report")
    seed: int = Field(0, ge=0, description="seed of everything random")
    level: float = Field(0.95, gt=0.5, lt=1, description="confidence level, as a fraction")
    margin: float = Field(10, gt=0, le=100, description="equivalence margin, in percentage points")
    small_effect: float = Field(
        0.1, gt=0, lt=1, description="Cramér's V below which two groups answer a question with categories alike"
    )
    adjust: Literal["benjamini-hochberg", "benjamini-yekutieli", "holm", "none"] = "benjamini-hochberg"
    readings: int = Field(1000, ge=2, le=10_000, description="readings of a rule that robustness looks at, at most")
    hide_below: int = Field(10, ge=1, description="a base smaller than this hides the row")
    mark_below: int = Field(30, ge=1, description="a base smaller than this marks the row")
    fielded: str = ""
    universe: str = Field("", description="whom the respondents stand for, in words")
    source: str = Field("", description="named under every figure")
    synthetic: str = Field("", description="says that the data are synthetic, and how they were made")

    def tells_design(self) -> bool:
        """Say whether anything is declared of how the sample was drawn."""
        return bool(self.weight or self.stratum or self.cluster or self.population or self.replicate_weights)


class ExportTable(Table):
    """`[export]`: what cannot be found out about the export file for certain."""

    reader: str = Field("", description="name of the reader (samkit catalogue readers); left out: recognised")
    sheet: str = Field("", description="sheet of a workbook that has several")
    encoding: str = ""
    delimiter: str = Field("", max_length=1)
    header_row: int = Field(1, ge=1)
    skip_rows_after_header: int = Field(0, ge=0)
    escape: str = Field("", max_length=1)
    columns: list[Text] = Field([], description="column names, for a file without a header")
    blank_columns: Literal["refuse", "number"] = Field(
        "refuse", description="'number' names nameless columns 'column 1', 'column 2', …"
    )
    duplicate_columns: Literal["refuse", "number"] = Field(
        "refuse", description="'number' names columns of the same name 'weight (1)', 'weight (2)', …"
    )
    missing: dict[str, Reason] = Field({}, description="texts that mean a missing answer anywhere")
    empty: Reason = Field("not answered", description="why an empty cell is empty")


class Answers(Table):
    """How the answers to a question are read: by a named scale, or by levels of its own."""

    scale: str = ""
    levels: list[Text] = Field([], description="worst to best")
    favourable: list[Text] = Field([], description="the levels that count, the top box")
    missing: dict[str, Reason] = {}
    codes: dict[str, Text] = Field({}, description="text in the export = level that it means")
    scores: list[Finite] = Field([], description=SCORES)


class ScaleTable(Table):
    """`[scales.NAME]`: an ordered list of answers."""

    levels: list[Text] = Field(min_length=1)
    favourable: list[Text] = []
    missing: dict[str, Reason] = {}
    codes: dict[str, Text] = {}
    scores: list[Finite] = Field([], description=SCORES)
    ordered: bool = True


class NumericTable(Table):
    """A question that is answered with a number."""

    min: Finite | None = None
    max: Finite | None = None
    unit: str = ""
    margin: float | None = Field(
        None, gt=0, allow_inf_nan=False, description="largest difference of means that does not matter, in the unit"
    )
    decimal: Literal[".", ","] = "."
    thousands: Literal["", ",", ".", " ", "'"] = ""
    strip: str = Field("", max_length=10, description="sign to be taken off, such as a percent or currency sign")
    missing: list[str] = Field([], description="codes that mean a missing answer")


class ShortTable(Table):
    """A table for which a plain text, its words, may stand."""

    text: Text

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: "CoreSchema", handler: "GetJsonSchemaHandler"
    ) -> "JsonSchemaValue":
        """Let editors accept the short form, a plain text, as well."""
        return {"anyOf": [{"type": "string", "minLength": 1, "maxLength": 2000}, handler(core_schema)]}


class OptionTable(ShortTable):
    """One option of a question of which several may be ticked."""

    column: str = Field("", description="column of the option, where each has one of its own")
    ticked: list[Text] = Field(
        [], description="texts that mean that it is ticked; left out: its own text, and in a column 1, Yes, X and such"
    )


class QuestionTable(Answers):
    """`[questions.NAME]`: one question of the questionnaire."""

    text: Text
    column: str = Field("", description="column of the export; the question's own name if left out")
    numeric: NumericTable | None = None
    options: dict[Name, OptionTable] = Field(
        {}, description="options of which several may be ticked; each becomes a question of its own, NAME.OPTION"
    )
    delimiter: str = Field(
        "", max_length=10, description="signs between the ticked options, where they stand in one cell"
    )
    other: str = Field("", description="option that is ticked by words which are none of the options")
    nothing: Nothing | None = Field(
        None, description="what it means that no option is ticked; left out: what an empty cell means"
    )
    unticked: list[Text] = Field(
        [], description="texts that mean that an option is not ticked; left out: 0, No, Not selected and such"
    )

    @model_validator(mode="after")
    def _answered_in_one_way(self) -> Self:
        ways = [bool(self.scale), bool(self.levels), self.numeric is not None, bool(self.options)]
        if sum(ways) != 1:
            message = "needs exactly one of scale, levels, numeric and options"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _keys_of_one_way(self) -> Self:
        keys = ("favourable", "codes", "scores") if self.options else ("delimiter", "other", "nothing", "unticked")
        given = [key for key in keys if getattr(self, key)]
        if given:
            without = "no options" if self.options else "options"
            message = f"{' and '.join(given)} can only stand in a question with {without}"
            raise ValueError(message)
        return self


class ItemTable(Answers, ShortTable):
    """One item of a section: a question declared here, or another net of a question declared elsewhere."""

    column: str = ""
    question: str = Field("", description="the question this item is a net of; left out, the item is a question itself")


class SectionTable(Table):
    """`[sections.NAME]`: items that are compared together and whose p-values are adjusted together."""

    title: Text
    question: str = Field("", description="the words above the items")
    scale: str = ""
    favourable: list[Text] = []
    questions: dict[Name, ItemTable] = Field({}, description="the items, in the order of the questionnaire")
    options_of: str = Field("", description="question whose options are the items, before those of questions")
    analysis: Literal["gap", "levels", "means", "across", "matrix"] = Field(
        "gap",
        description="'levels' treats the answers as an ordered factor, 'means' compares numeric answers, 'across' "
        "crosses them with another question, 'matrix' gives the share of the first group in each cell of the two",
    )
    across: str = Field("", description="question with ordered levels that the items are crossed with")
    of: Literal["top", "rest", "all"] = Field("all", description="the group in which they are crossed; all: both")
    against: Literal["rest", "total"] = Field(
        "rest", description="what the first group is held against by gap: the others, or the total that holds it, too"
    )

    @model_validator(mode="after")
    def _has_items(self) -> Self:
        if not self.questions and not self.options_of:
            message = "needs questions, or options_of a question"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _crosses_with_something(self) -> Self:
        if bool(self.across) != (self.analysis in {"across", "matrix"}):
            message = "the analyses across and matrix, and no other, need across: the question to cross with"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _is_held_against_a_total_by_gap(self) -> Self:
        if self.against == "total" and self.analysis != "gap":
            message = "against = 'total' can only stand where the analysis is 'gap'"
            raise ValueError(message)
        return self


class CriterionTable(Table):
    """One criterion of a rule: a comparison of one question, or criteria of its own."""

    label: Text
    question: str = ""
    at_least: Operand | None = None
    at_most: Operand | None = None
    above: Operand | None = None
    below: Operand | None = None
    between: list[Operand] | None = Field(None, min_length=2, max_length=2)
    is_in: list[Text] | None = Field(None, min_length=1)
    top_share: float | None = Field(None, gt=0, lt=1, description="the best such share of those who answered")
    within: str = Field("", description="question whose answers are the segments within which top_share is taken")
    criteria: list["CriterionTable"] | None = Field(None, min_length=1)
    require: Literal["all", "any"] | int | None = None
    negate: bool = False

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        given = [name for name in (*COMPARISONS, "criteria") if getattr(self, name) is not None]
        if len(given) != 1:
            message = f"needs exactly one of {', '.join(COMPARISONS)} and criteria, has {' and '.join(given) or 'none'}"
            raise ValueError(message)
        if given != ["criteria"] and not self.question:
            message = "needs the question that it compares"
            raise ValueError(message)
        return self


class AlternativeTable(Table):
    """Another reading of a rule: one criterion replaced or dropped."""

    replace: str = ""
    drop: str = ""
    label: str = ""
    at_least: Operand | None = None
    at_most: Operand | None = None
    above: Operand | None = None
    below: Operand | None = None
    between: list[Operand] | None = Field(None, min_length=2, max_length=2)
    is_in: list[Text] | None = Field(None, min_length=1)
    top_share: float | None = Field(None, gt=0, lt=1)

    @model_validator(mode="after")
    def _replaces_or_drops(self) -> Self:
        given = [name for name in COMPARISONS if getattr(self, name) is not None]
        if bool(self.replace) == bool(self.drop) or len(given) != (1 if self.replace else 0):
            message = "needs either drop, or replace with exactly one comparison"
            raise ValueError(message)
        return self


class GroupTable(Table):
    """`[groups.NAME]`: two groups, made by a rule."""

    top: Text = "Top Performers"
    rest: Text = "The Rest"
    criteria: list[CriterionTable] = Field(min_length=1)
    require: Literal["all", "any"] | Annotated[int, Field(ge=1)] = Field(
        "all", description="how many of the criteria must hold"
    )
    alternatives: dict[Name, AlternativeTable] = {}
    adjust: list[Name] = Field([], description="questions for which the gaps between these groups are adjusted")
    self_rated: list[Text] = Field([], description="labels of the criteria on which respondents rate themselves")


class FigureTable(Table):
    """`[[figures]]`: one figure of the report."""

    id: Name
    section: str = Field(
        "",
        description="left out: every item that is compared by gap; where a profile is drawn, the questions that no "
        "section compares",
    )
    analysis: str = Field("", description="left out: the one that the chart draws")
    chart: str
    items: list[str] = Field([], description="left out: every item of the section")
    by: str = Field("", description="grouping; left out: the first one")
    title: str = Field("", description="left out: written from the result, only as strong as the result")
    order: Literal["gap", "prevalence", "ratio", "questionnaire"] = "gap"
    of: Literal["top", "rest", "all"] = Field(
        "top", description="the group whose shares ranked bars and heat maps show; all: both together"
    )
    cut_off: float | None = Field(
        None, gt=0, lt=100, description="percent below which ranked bars gather items in one row"
    )
    ends: int | None = Field(
        None, ge=1, le=15, description="how many of the first and of the last rows are drawn; left out: all rows"
    )
    source: str = Field("", description="source that the figure is drawn from; left out: this study")
    compare: str = Field("", description="source that a chart of two surveys compares with")


class SourceTable(Table):
    """`[sources.NAME]`: another study and its export, of which the report draws figures too."""

    study: Text = Field(description="its study file, below the folder of this one")
    export: Text = Field(description="its export, below the folder of this one")
    title: str = Field("", description="what the report calls it; left out: the title of its study")


class StudyFile(Table):
    """A samkit study file."""

    model_config = ConfigDict(title="samkit study file")

    schema_: Literal["samkit-study/1"] = Field(alias="schema")
    template: str = Field("", description="built-in study file that this one adds to")
    study: StudyTable
    export: ExportTable = Field(default_factory=ExportTable)
    scales: dict[Name, ScaleTable] = {}
    questions: dict[Name, QuestionTable] = {}
    groups: dict[Name, GroupTable] = {}
    sections: dict[Name, SectionTable] = {}
    sources: dict[Name, SourceTable] = {}
    index: IndexTable | None = None
    pipeline: PipelineTable | None = None
    practices: PracticesTable | None = None
    figures: list[FigureTable] = []
    theme: ThemeTable = Field(default_factory=ThemeTable)
