"""The keys of `[practices]`: a battery of practices, the skills that improvement plans choose from, and their words."""

from pydantic import Field

from samkit.study.table import Name, Table, Text


class ImprovementTable(Table):
    """`[practices.plans.SKILL]`: how its improvement is measured, what success is, how often it is followed."""

    measure: Text
    success: Text
    cadence: Text


class PracticesTable(Table):
    """`[practices]`: practices that are compared, and improvement plans for a person, a team or all together."""

    battery: str = Field("", description="section of the practices; all of them have one scale")
    skills: Text = Field(description="section of the skills, one of which a plan chooses; all of them have one scale")
    team: str = Field("", description="question whose answers are the teams")
    target: str = Field("", description="level that a skill is to reach; left out: the lowest favourable one")
    adjust: list[Text] = Field([], description="questions that the association of skills is adjusted for")
    least_answered: float = Field(
        0.5, gt=0, le=1, description="part of the skills that must be rated for a plan to be made"
    )
    draws: int = Field(10_000, ge=1_000, le=100_000, description="how often payoffs are drawn again to be ranked")
    plans: dict[Name, ImprovementTable] = Field({}, description="by skill; one without is named and not described")
