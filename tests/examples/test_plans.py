"""The example of improvement plans: what its page says of two teams and of a person is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit import improving, reporting, workflow
from samkit.payoffs import Paying, improvements

if TYPE_CHECKING:
    from pathlib import Path


def test_one_skill_comes_first_for_both_teams_and_is_not_shown_to_pay_most(checkout: Path) -> None:
    data = workflow.read(checkout / "data/practices_2017.csv", checkout / "examples/plans.toml")
    _, result = improving.plans(data, "team", ["North", "South"])
    made = improvements(result.rows)
    assert [unit.item.text for unit in made] == ["North", "South"]
    assert {(unit.chosen, unit.paying) for unit in made} == {("executive_talks", Paying.SHOWN)}


def test_the_report_of_the_example_has_its_four_figures(checkout: Path) -> None:
    data = workflow.read(checkout / "data/practices_2017.csv", checkout / "examples/plans.toml")
    _, _, document = reporting.made(data)
    assert [figure.id for figure in document.figures] == ["practices", "matrix", "north", "south"]
    assert document.figures[2].title.startswith(
        "North: by association, improving “Talking with executives” is shown to pay"
    )
    assert "The Rest" in document.figures[0].footer[0]
