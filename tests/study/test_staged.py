from __future__ import annotations

import pytest

from samkit.errors import StudyError
from tests.builders import study
from tests.pipeline.made import HEAD, LONG, WIDE


@pytest.mark.parametrize(
    ("text", "more", "line", "message"),
    [
        (LONG.replace('"Offers", ', '"Need", '), "", 10, "the text is one of stages already"),
        (LONG, 'won = ["Need"]\n', 18, "the text is one of stages already"),
        (LONG.replace('owner = "owner"', 'owner = "value"'), "", 16, "the column is that of value already"),
        (LONG.replace('["source"]', '["source", "source"]'), "", 17, "the column stands twice"),
        (LONG, '[pipeline.pace]\nstage = "Ofers"\n', 19, "did you mean 'Offers'"),
        (LONG, "[pipeline.pace]\ndays = [0]\n", 19, "nothing is known of an opportunity so early"),
        (LONG, "exported = 2026-03-01\nat = 2026-03-02\n", 19, "cannot be looked at after its export"),
        (
            LONG.replace('owner = "owner"\n', ""),
            'quota = "quota"\n',
            17,
            "held against the value that a seller has won",
        ),
        (LONG.replace('entered = "entered"\n', ""), "", 8, "stage and entered belong together"),
        (LONG.replace('outcome = "outcome"\n', ""), "", 8, "outcome, the column that says how it ended, goes with"),
        (WIDE.replace('closed = "closed"\n', ""), "", 8, "one row an opportunity needs closed and outcome"),
        (WIDE, 'left = "left"\n', 8, "left and closing are of one row a step"),
    ],
)
def test_a_pipeline_that_cannot_be_is_told_with_its_line(text: str, more: str, line: int, message: str) -> None:
    with pytest.raises(StudyError) as raised:
        study(HEAD + text + more)
    assert message in raised.value.told()
    assert f"line {line}," in raised.value.told()


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ('chart = "win_rate"\nitems = ["sauce"]\n', "did you mean 'source'"),
        ('chart = "funnel"\nitems = ["source"]\n', "there is no column of this name"),
        ('chart = "funnel"\nsection = "x"\n', "this chart draws no section"),
    ],
)
def test_a_figure_of_a_pipeline_names_columns_of_its_slices_alone(figure: str, message: str) -> None:
    with pytest.raises(StudyError) as raised:
        study(f'{HEAD}{LONG}[[figures]]\nid = "1"\n{figure}')
    assert message in raised.value.told()


def test_a_chart_of_a_pipeline_needs_one() -> None:
    with pytest.raises(StudyError, match=r"draws what the study does not declare(.|\n)*\[pipeline\]"):
        study('schema = "samkit-study/1"\n[study]\ntitle = "x"\n[[figures]]\nid = "1"\nchart = "funnel"\n')


def test_every_column_of_the_log_is_asked_for_with_the_key_that_needs_it() -> None:
    needed = study(HEAD + LONG).columns()
    assert needed["entered"] == "pipeline.entered"
    assert needed["source"] == "pipeline.slices.0"
    assert study(HEAD + WIDE).columns()["Offers"] == "pipeline.stages.2"
