"""The keys of `[index]`: an index from 0 to 100 for each manager and period, from components that are declared.

What one key says of another is checked in `samkit.study.components`, so that every fault is told at once.
"""

from typing import Literal

from pydantic import Field

from samkit.study.table import Finite, Name, Table, Text

Normalisation = Literal["target", "min-max", "percentile", "z"]
NORMALISATIONS: tuple[Normalisation, ...] = ("target", "min-max", "percentile", "z")


class ComponentTable(Table):
    """`[index.components.NAME]`: one component of the index, and how it becomes a score from 0 to 100."""

    text: str = Field("", max_length=2_000, description="its words; left out: those of its first question")
    questions: list[Text] = Field(
        [], description="its question, or several whose mean it is; left out: the question of its own name"
    )
    weight: float = Field(gt=0, le=1, description="its part of the index; the weights of all components sum to one")
    direction: Literal["higher", "lower"] = Field("higher", description="which values are better")
    normalisation: Normalisation = Field(
        "target",
        description="'target': 0 at the floor, 100 at the target; 'min-max': 0 at the worst value of all rows, 100 at "
        "the best; 'percentile': mid-rank among all rows; 'z': standardised over all rows, as normal percentile",
    )
    floor: Finite | None = Field(None, description="the value that is worth 0; left out: 0")
    target: Finite | None = Field(None, description="the value that is worth 100")


class BandTable(Table):
    """One of `[[index.bands]]`: the indices from one edge to another, and what they are called."""

    name: Text
    above: float | None = Field(None, ge=0, lt=100, description="lower edge, which does not belong to the band")
    from_: float | None = Field(None, alias="from", ge=0, lt=100, description="lower edge, which belongs to the band")
    to: float | None = Field(None, gt=0, le=100, description="upper edge, which belongs to the band")
    below: float | None = Field(None, gt=0, le=100, description="upper edge, which does not belong to the band")


class OutcomeTable(Table):
    """`[index.outcome]`: what the index is held against."""

    question: Text = Field(description="a question that is answered with a number")


class CardTable(Table):
    """`[index.card]`: what whoever uses the index must know of it."""

    definition: str = ""
    insights: list[Text] = []
    measurement: str = ""
    formula: str = Field("", description="left out: written from the components")
    trend: str = ""
    diagnostic_questions: list[Text] = []
    tips: list[Text] = []
    visualisation: str = ""
    risk_warnings: list[Text] = []
    tools: list[Text] = []
    integration: str = ""
    impact_of_change: str = ""


class IndexTable(Table):
    """`[index]`: an index from 0 to 100 for each manager and period; a row of the export is one manager in one."""

    title: Text = "Key account manager performance index"
    manager: Text = Field(description="column that says who is managed by the index")
    period: Text = Field(description="column of the periods, such as 2026-Q3, 2026-09 or 2026")
    team: str = Field("", description="column of the teams")
    periods: list[Text] = Field([], description="in their order; left out: that of quarters, months or years")
    components: dict[Name, ComponentTable] = Field(min_length=1)
    missing: Literal["leave out", "reweight"] = Field(
        "leave out",
        description="what becomes of a row without a component: no index, or the weights of the others scaled up",
    )
    least_weight: float = Field(
        0.5, gt=0, le=1, description="together at least this weight must the components have that 'reweight' leaves"
    )
    bands: list[BandTable] = Field([], description="left out: under-performing below 60, good to 80, exceptional above")
    benchmarks: dict[Text, float] = Field({}, description="values from 0 to 100 that the index is held against")
    since: str = Field("", description="period that a change begins with; left out: the first")
    until: str = Field("", description="period that is ranked and that a change ends with; left out: the last")
    draws: int = Field(2_000, ge=100, le=100_000, description="how often weights are drawn at random")
    vary: float = Field(0.25, gt=0, lt=1, description="how far a drawn weight may be off the declared, as part of it")
    outcome: OutcomeTable | None = None
    card: CardTable = Field(default_factory=CardTable)

    @property
    def edges(self) -> list[BandTable]:
        """The bands as declared, or the usual three."""
        return self.bands or list(USUAL)


USUAL = (
    BandTable.model_validate({"name": "under-performing", "below": 60.0}),
    BandTable.model_validate({"name": "good", "from": 60.0, "to": 80.0}),
    BandTable.model_validate({"name": "exceptional", "above": 80.0}),
)
"""The bands of an index that declares none."""
