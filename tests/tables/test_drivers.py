from __future__ import annotations

from samkit import publish, workflow
from samkit.results import Driver, Estimate
from tests.builders import NUMBERS, STUDY, answers, numbers, surveyed

RESULT = workflow.drivers(
    surveyed(numbers(answers(180)), STUDY + NUMBERS), ["plan", "meet"], adjust=["ripe", "size"], force=True
)[1]
TERMS, MODEL = publish.tables(RESULT)


def test_a_row_is_a_term_or_a_category_of_the_one_above_and_the_model_is_one_row() -> None:
    at = [column.key for column in TERMS.columns].index("level")
    assert [bool(row[at]) for row in TERMS.rows] == [False, False, False, True, True, False]
    assert len(MODEL.rows) == 1
    assert all(len(row) == len(table.columns) for table in (TERMS, MODEL) for row in table.rows)


def test_a_cell_is_what_its_role_says() -> None:
    kinds = {"label": str, "text": str, "count": int, "share": Estimate, "gap": Estimate, "ratio": Estimate}
    for table in (TERMS, MODEL):
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                assert cell is None or isinstance(cell, kinds.get(column.role, float)), column.key


def test_the_columns_that_an_analyst_reads_first_fit_a_terminal() -> None:
    assert [column.key for column in TERMS.columns if column.brief] == [
        "item", "odds_ratio", "effect", "importance", "q", "verdict", "notes",
    ]  # fmt: skip


def test_below_stand_the_methods_the_family_and_that_an_association_is_no_effect() -> None:
    below = " ".join([*TERMS.footer, *(note.text for note in TERMS.notes)])
    for said in ("profile likelihood interval", "likelihood-ratio test", "Shapley (LMG)", "q: 2 items", "not effects"):
        assert said in below
    assert "equivalent" not in below


def test_an_importance_without_an_interval_is_shown_by_its_number() -> None:
    rows = tuple(
        row._replace(shapley=row.shapley._replace(share=Estimate(0.6, None, None))) if isinstance(row, Driver) else row
        for row in RESULT.rows
    )
    assert " 60 " in publish.text([RESULT._replace(rows=rows)], "table")
