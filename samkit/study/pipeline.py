"""The keys of `[pipeline]`: an event log of opportunities, and the steps of the buyer that they go through."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from samkit.study.table import Table, Text


class PaceTable(Table):
    """`[pipeline.pace]`: which opportunities are fast: those that have reached a stage within some days."""

    stage: str = Field("", description="stage that a fast opportunity has reached; left out: the one in the middle")
    days: list[int] = Field(
        [],
        max_length=12,
        description="days after its beginning on which an opportunity is called fast or slow, one comparison each; "
        "left out: by which half of those that reach the stage have reached it",
    )


class AmountTable(Table):
    """`[pipeline.amounts]`: how the numbers of value and quota are written."""

    decimal: Literal[".", ","] = "."
    thousands: Literal["", ",", ".", " ", "'"] = ""
    strip: str = Field("", max_length=10, description="sign to be taken off, such as a currency sign")


class PipelineTable(Table):
    """`[pipeline]`: opportunities, stage by stage; a row is one step of one, or one opportunity with a date a stage."""

    title: Text = "Opportunity pipeline"
    opportunity: Text = Field(description="column that identifies an opportunity")
    stages: list[Text] = Field(
        min_length=2,
        max_length=30,
        description="steps of the buyer's decision in their order, as the column stage names them, or the columns of "
        "their dates",
    )
    stage: str = Field("", description="column of the stage that is entered; left out: a column of dates for each")
    entered: str = Field("", description="column of the date on which it is entered")
    left: str = Field("", description="column of the date on which it is left, held against the other")
    closed: str = Field("", description="column of the date on which an opportunity is closed, where no row says it")
    outcome: str = Field("", description="column of the outcome, where no stage says it")
    won: list[Text] = Field(["Won"], min_length=1, description="texts of stage or outcome that mean won")
    lost: list[Text] = Field(["Lost"], min_length=1, description="texts of stage or outcome that mean lost")
    closing: list[Text] = Field([], description="texts of stage that mean closed, the outcome telling how")
    value: str = Field("", description="column of the value of an opportunity; its last number counts")
    currency: str = Field("", max_length=20, description="unit of the value")
    owner: str = Field("", description="column of the seller; opportunities of one seller are a cluster")
    slices: list[Text] = Field([], max_length=30, description="columns by which the pipeline is taken apart")
    due: str = Field("", description="column of the date on which the opportunity is forecast to be won")
    quota: str = Field("", description="column of the value that its seller is to win")
    quota_from: date | None = Field(None, description="first day of what counts against the quota; left out: all")
    exported: date | None = Field(
        None, description="day of the export; a later event cannot have been; left out: that of the last event"
    )
    at: date | None = Field(None, description="day on which the pipeline is looked at; left out: that of the export")
    horizon: int | None = Field(
        None,
        ge=1,
        le=36_500,
        description="days after which chances are told; left out: as long as ten are seen",
    )
    top_sellers: float = Field(
        0.25, gt=0, lt=1, description="share of the sellers, by value won, who are set against the rest"
    )
    amounts: AmountTable = Field(default_factory=AmountTable)
    top: Text = "Top sellers"
    rest: Text = "Other sellers"
    pace: PaceTable = Field(default_factory=PaceTable)

    @property
    def is_wide(self) -> bool:
        """Whether a row is one opportunity with a column of dates for each stage."""
        return not self.stage

    @property
    def columns(self) -> dict[str, str]:
        """The columns that the log needs, each with the key that names it."""
        dates = {name: f"pipeline.stages.{place}" for place, name in enumerate(self.stages)} if self.is_wide else {}
        cut = {name: f"pipeline.slices.{place}" for place, name in enumerate(self.slices)}
        named = {getattr(self, key): f"pipeline.{key}" for key in PIPELINE_COLUMNS}
        return {column: use for column, use in {**cut, **dates, **named}.items() if column}

    @model_validator(mode="after")
    def _is_long_or_wide(self) -> Self:
        if bool(self.stage) != bool(self.entered):
            message = "stage and entered belong together: one row a step; without them, stages are columns of dates"
            raise ValueError(message)
        if self.is_wide and not (self.closed and self.outcome):
            message = "one row an opportunity needs closed and outcome, the columns of the last date and of what came"
            raise ValueError(message)
        if self.is_wide and (self.left or self.closing):
            message = "left and closing are of one row a step, with stage and entered"
            raise ValueError(message)
        if bool(self.closed or self.closing) != bool(self.outcome):
            message = "outcome, the column that says how it ended, goes with closed or closing, which say when"
            raise ValueError(message)
        return self


PIPELINE_COLUMNS = (
    "opportunity", "stage", "entered", "left", "closed", "outcome", "value", "owner", "due", "quota",
)  # fmt: skip
"""The keys of `[pipeline]` that name a column."""
