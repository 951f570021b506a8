"""The file of published figures, key by key: what was printed, and what is assumed because nothing was.

Numbers are kept as they were printed; what no reader of the source could know stands under `assumed`. The tables are
checked here by themselves, and against the study in `samkit.simulate.references`.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - pydantic reads annotations when the program runs
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from samkit.study.table import Finite, Name, Table, Text

Side = Literal["top", "rest"]
Verdict = Literal["", "similar", "different"]
SIDES: tuple[Side, Side] = ("top", "rest")
Points = Annotated[int, Field(ge=-100, le=100)]
Percent = Annotated[int, Field(ge=0, le=100)]
Base = Annotated[int, Field(ge=1, le=100_000_000)]
Fraction = Annotated[float, Field(ge=0, le=1)]


class Range(Table):
    """Two bounds, both included, for a number that was printed in words."""

    from_: Finite = Field(alias="from")
    to: Finite
    says: str = Field("", description="the words that were printed")

    @model_validator(mode="after")
    def _runs_upwards(self) -> Range:
        if self.from_ > self.to:
            message = "from is above to"
            raise ValueError(message)
        return self


Printed = Percent | Range


class SourceTable(Table):
    """`[source]`: where the printed figures come from."""

    title: Text
    fielded: str = ""
    universe: str = ""
    facts: dict[str, str | int | float] = Field(default_factory=dict, description="what else was printed of the study")


class SizesTable(Table):
    """`[base]` of a reference: respondents, and the shares of the groups, as far as they were printed."""

    respondents: Base | None = None
    group: str = Field("", description="the grouping of the printed figures; left out: the first one of the study")
    top_share: Percent | None = None
    rest_share: Percent | None = None
    weighted: bool = Field(default=False, description="the percentages were weighted: no count stands behind them")
    assumed: list[Literal["respondents", "top_share", "rest_share"]] = Field(
        default_factory=list, description="those of these numbers of which nothing was printed"
    )

    def printed(self, key: Literal["respondents", "top_share", "rest_share"]) -> int | None:
        """Give a number if it was printed."""
        return None if key in self.assumed else getattr(self, key)


class BaseTable(SizesTable):
    """`[base]`: how many respondents there were, and how many of them in the first group."""

    respondents: int = Field(ge=2, le=10_000)
    top_share: Percent
    rest_share: Percent


class BasesTable(Table):
    """Valid answers to an item, where they were printed: in each group, or in all."""

    top: Base | None = None
    rest: Base | None = None
    all: Base | None = None

    @property
    def printed(self) -> bool:
        """Whether any was printed."""
        return any(base is not None for base in (self.top, self.rest, self.all))


class MissingTable(Table):
    """`[missing]`: how many answers to one question may be missing in a group, in percent (assumed)."""

    typical: float = Field(2, ge=0, le=50)
    at_most: float = Field(6, ge=0, le=50)


class Guess(Table):
    """Shares that nothing was printed of, in percent."""

    top: float | None = Field(None, ge=0, le=100)
    rest: float | None = Field(None, ge=0, le=100)


class SharesTable(Table):
    """`[shares.ITEM]`: the favourable share of an item, in whole percent, and the ratio of the two groups."""

    figure: str = ""
    says: str = Field("", description="the line of the source")
    top: Printed | None = None
    rest: Printed | None = None
    all: Printed | None = None
    ratio: float | None = Field(None, gt=0, description="one decimal, two below one")
    gap: Points | None = Field(None, description="the difference of the groups, top less rest, as printed")
    bases: BasesTable = Field(default_factory=BasesTable, description="valid answers, where they were printed")
    verdict: Verdict = Field("", description="what the text claims of the groups; different: significantly so")
    text: str = Field("", description="the question as it was put, where it was printed")
    favourable: list[Text] = Field(default_factory=list, description="the answers that were counted, where printed")
    assumed: Guess = Field(default_factory=lambda: Guess(top=None, rest=None))

    @property
    def printed(self) -> bool:
        """Whether anything of this item was printed."""
        return any(value is not None for value in (self.top, self.rest, self.all, self.ratio, self.gap))


class LevelsTable(Table):
    """`[levels.QUESTION]`: the share of each answer, in percent: of all respondents, or of each group."""

    figure: str = ""
    says: str = ""
    all: dict[Text, Percent] = Field(default_factory=dict)
    top: dict[Text, Percent] = Field(default_factory=dict)
    rest: dict[Text, Percent] = Field(default_factory=dict)
    assumed: bool = Field(default=False, description="nothing of this was printed: a shape, not a constraint")

    @model_validator(mode="after")
    def _of_all_or_of_each(self) -> LevelsTable:
        if bool(self.all) == bool(self.top or self.rest) or bool(self.top) != bool(self.rest):
            message = "needs either all, or both top and rest"
            raise ValueError(message)
        return self


class Spread(Table):
    """How numbers lie around their mean (assumed): log-standard deviation or standard deviation, by group."""

    shape: Literal["lognormal", "normal"]
    top: float = Field(gt=0)
    rest: float = Field(gt=0)
    step: float = Field(1, gt=0, description="answers are whole multiples of it")
    mean: Finite | None = Field(None, description="for a number of which nothing was printed")


class MeansTable(Table):
    """`[numbers.QUESTION]` of a reference: means as printed."""

    figure: str = ""
    says: str = ""
    all: Finite | None = None
    top: Finite | None = None
    rest: Finite | None = None
    digits: int = Field(0, ge=0, le=6, description="decimals that were printed")
    verdict: Verdict = ""
    assumed: Spread | None = None


class NumbersTable(MeansTable):
    """`[numbers.QUESTION]`: means as printed, and how the numbers lie around them."""

    assumed: Spread


class BandTable(Table):
    """`[bands.SECTION]`: where the values of items lie of which nothing was printed, in percent and points."""

    rest: Range
    gap: Range


class RankFact(Table):
    """An item's place among others, counted from the largest."""

    kind: Literal["rank"]
    item: Name
    rank: int = Field(ge=1)
    by: Literal["top", "rest", "all", "gap"]
    section: str = ""
    items: list[Name] = Field(default_factory=list, description="left out: every item of the section")
    group: str = Field("", description="left out: the grouping of the printed figures")
    says: str = ""


class HighestFact(Table):
    """Items that come before all others of their section, in whatever order among themselves."""

    kind: Literal["highest"]
    items: list[Name] = Field(min_length=1)
    section: Name
    by: Literal["top", "rest", "all", "gap"]
    at_least: Percent | None = Field(None, description="whole percent that they reach and no other does")
    says: str = ""


class OrderFact(Table):
    """Items in descending order."""

    kind: Literal["order"]
    items: list[Name] = Field(min_length=2)
    by: Literal["top", "rest", "all", "gap"]
    says: str = ""


class RisesFact(Table):
    """The share of an item, or of the first group, rises from each level of a question to the next."""

    kind: Literal["rises"]
    outcome: Name
    along: Name
    says: str = ""


class NoDifferenceFact(Table):
    """The answers to questions with levels are spread alike in both groups."""

    kind: Literal["no_difference"]
    questions: list[Name] = Field(min_length=1)
    says: str = ""


Fact = Annotated[RankFact | HighestFact | OrderFact | RisesFact | NoDifferenceFact, Field(discriminator="kind")]


class CorrelationTable(Table):
    """`[correlation]`: what makes a respondent's answers hang together (assumed).

    `general` and `section` are shares of the variance of an answer; `links` lets a question follow others, each with a
    weight in standard deviations.
    """

    general: Fraction = 0.2
    section: Fraction = 0.3
    links: dict[Name, dict[Name, Finite]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _leaves_something(self) -> CorrelationTable:
        if self.general + self.section >= 1:
            message = "general and section together must stay below 1"
            raise ValueError(message)
        return self


class ElsewhereTable(Table):
    """`[[elsewhere]]`: a figure that was printed of other respondents, which this data set does not hold."""

    figure: str
    says: Text
    value: Finite
    unit: Text
    rank: int | None = None


class Reference(Table):
    """What was printed of a survey, with as much of its bases as was printed."""

    model_config = ConfigDict(title="samkit file of published figures, as a reference")

    schema_: Literal["samkit-published/1"] = Field(alias="schema")
    source: SourceTable
    base: SizesTable = Field(default_factory=SizesTable)
    missing: MissingTable = Field(default_factory=lambda: MissingTable(typical=2, at_most=6))
    shares: dict[Name, SharesTable] = Field(default_factory=dict)
    levels: dict[Name, LevelsTable] = Field(default_factory=dict)
    numbers: Mapping[Name, MeansTable] = Field(default_factory=dict)
    bands: dict[Name, BandTable] = Field(default_factory=dict)
    facts: list[Fact] = Field(default_factory=list)
    correlation: CorrelationTable = Field(default_factory=lambda: CorrelationTable(general=0.2, section=0.3))
    elsewhere: list[ElsewhereTable] = Field(default_factory=list)


class Published(Reference):
    """A samkit file of published figures that respondents can be drawn from."""

    model_config = ConfigDict(title="samkit file of published figures")

    base: BaseTable
    numbers: dict[Name, NumbersTable] = Field(default_factory=dict)
