"""The table of trust says what was not examined, so that nothing holds for want of an objection."""

from __future__ import annotations

from samkit import workflow
from samkit.analyses import trust
from samkit.tables import trust as table
from tests.analyses.reread import answers, text
from tests.builders import surveyed


def below(study: str) -> str:
    """Give the lines below the table of practices."""
    columns = answers(400, effect=1.5)
    columns["size"] = ["small" if place % 2 else "large" for place in range(400)]
    analysis = trust.analysis(19, replicates=50)
    (result,) = workflow._with_gaps(surveyed(columns, study), ["practices"], "", analysis)[1]
    return " ".join(table.table(result).footer)


def test_what_was_not_examined_stands_below_the_table() -> None:
    told = below(text())
    assert "Not examined: " in told
    for objection in ("no groups without self-ratings", "no common factor of all answers", "not adjusted for how"):
        assert objection in told


def test_what_was_examined_is_not_said_to_be_left_out_and_its_method_is_named() -> None:
    study = text().replace("criteria = [", 'adjust = ["size"]\nself_rated = ["Successful"]\ncriteria = [', 1)
    told = below(study + '\n[questions.size]\ntext = "Size"\nlevels = ["small", "large"]\n')
    assert "no groups without self-ratings" not in told
    assert "not adjusted for how" not in told
    assert "adjusted for: Size" in told


def test_nothing_is_said_where_nothing_is_claimed() -> None:
    columns = {name: cells[:15] for name, cells in answers(400).items()}
    (result,) = workflow._with_gaps(surveyed(columns, text()), ["practices"], "", trust.analysis(19, replicates=50))[1]
    assert "Not examined" not in " ".join(table.table(result).footer)


def test_why_nothing_is_claimed_of_an_item_stands_beside_it() -> None:
    columns = {name: cells[:15] for name, cells in answers(400).items()}
    (result,) = workflow._with_gaps(surveyed(columns, text()), ["practices"], "", trust.analysis(19, replicates=50))[1]
    laid = table.table(result)
    place = [column.key for column in laid.columns].index("notes")
    assert {row[place] for row in laid.rows} == {"hidden base"}
    assert any("base below 10" in note.text for note in laid.notes)
