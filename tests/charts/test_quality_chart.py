from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts.quality import BAR, MOST_ROWS, draw, pages
from samkit.charts.theme import LIGHT
from samkit.findings import Finding, Response
from samkit.results import Grouping
from tests.charts import made

if TYPE_CHECKING:
    from samkit.charts.frame import Caption

ALL = Grouping("", "Respondents", "", 100, 0, 0, "")
Counts = tuple[int, int, int, int, int, int]
BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])


def answered(text: str, counts: Counts, still: float = 1.0) -> Response:
    """A question from the counts of answers, none, does not apply, does not know, not readable, not asked."""
    return Response(text, text, text, 1, sum(counts) - counts[5], *counts, still)


@st.composite
def parts(draw: st.DrawFn) -> Counts:
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=5, max_size=5)))
    a, b, c, d, e, f = (after - before for before, after in pairwise([0, *cuts, 100]))
    return a, b, c, d, e, f


questions = st.builds(answered, made.texts, parts(), st.floats(0, 1))


@BRIEF
@given(rows=st.lists(questions, max_size=8), caption=made.captions)
def test_no_text_touches_another_or_leaves_the_page(rows: list[Response], caption: Caption) -> None:
    plate = draw(rows, ALL, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


@BRIEF
@given(parts())
def test_the_parts_of_a_bar_are_as_long_as_the_shares_of_all_respondents(counts: Counts) -> None:
    row = answered("q", counts)
    bars = [box for box in made.rectangles(draw([row], ALL, made.CAPTION)) if box[3] - box[2] != pytest.approx(7.0)]
    expected = [
        (LIGHT.palette.first_tint, counts[0]),
        (LIGHT.palette.second_faint, counts[2] + counts[3]),
        (LIGHT.palette.split[0], counts[4]),
        (LIGHT.palette.first, counts[1]),
        (LIGHT.palette.second_tint, counts[5]),
    ]
    drawn = {fill: right - left for fill, _, left, right in bars}
    whole = max(right for *_, right in bars) - min(left for _, _, left, _ in bars)
    for fill, count in expected:
        if count and abs(count / 100 * whole - 7.0) > 0.01:
            assert drawn[fill] == pytest.approx(count / 100 * whole)


def test_the_line_steps_to_the_share_that_is_still_there_and_is_left_out_if_all_are() -> None:
    rows = [answered("a", (100, 0, 0, 0, 0, 0)), answered("b", (60, 40, 0, 0, 0, 0), 0.6)]
    plate = draw(rows, ALL, made.CAPTION)
    bars = [box for box in made.rectangles(plate) if box[0] == LIGHT.palette.first_tint and box[3] - box[2] > 10]
    left, whole = bars[0][2], bars[0][3] - bars[0][2]
    down = [part for look, part in made.shapes(plate) if look == "line" and part[0, 0] == part[1, 0]]
    assert [part[0, 0] for part in down] == pytest.approx([left + whole, left + 0.6 * whole])
    assert all(abs(part[1, 1] - part[0, 1]) > BAR for part in down)
    assert not [look for look, _ in made.shapes(draw(rows[:1], ALL, made.CAPTION)) if look == "line"]


def test_the_shares_are_printed_beside_the_bar() -> None:
    words = made.words(draw([answered("a", (45, 15, 0, 0, 0, 40), 0.88)], ALL, made.CAPTION))
    assert "25" in words.splitlines()  # 15 of the 60 who were asked
    assert "88" in words.splitlines()


def test_only_what_occurs_is_named() -> None:
    words = made.words(draw([answered("a", (90, 10, 0, 0, 0, 0))], ALL, made.CAPTION))
    assert "not asked" not in words
    assert "no answer" in words


def test_findings_among_the_rows_are_passed_over_and_no_questions_are_words_alone() -> None:
    finding = Finding("ids", "id", "error", 1, 2, 0.5, "twice")
    plate = draw([finding], ALL, made.CAPTION)
    assert "3.1 times as likely" in made.words(plate)
    assert made.overlaps(plate) == []


@pytest.mark.parametrize("count", [0, 1, MOST_ROWS, MOST_ROWS + 1, 955])
def test_questions_are_shared_among_as_few_figures_as_hold_them(count: int) -> None:
    rows = [answered(str(number), (100, 0, 0, 0, 0, 0)) for number in range(count)]
    shared = pages(rows)
    assert [row for page in shared for row in page] == rows
    assert len(shared) == max(-(-count // MOST_ROWS), 1)
    assert max(map(len, shared)) - min(map(len, shared)) <= 1
