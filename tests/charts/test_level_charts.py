from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit.charts import p_top, stacked_levels
from samkit.charts.levels import neutral
from samkit.charts.theme import LIGHT
from samkit.look import shades
from samkit.notes import Note
from samkit.results import Estimate
from tests.charts import made

if TYPE_CHECKING:
    from samkit.results import Level


def test_every_level_is_named_once_and_in_its_own_order() -> None:
    plate = stacked_levels.draw(made.MATURITY, made.GROUPING, made.CAPTION)
    at = [
        next(line.x for line in plate.lettering if line.text == name)
        for name in ("No process", "Ad hoc", "Followed by most")
    ]
    assert at == sorted(at)
    assert made.words(plate).count("No process") == 1


def test_shares_stand_in_the_bars_and_the_net_outside() -> None:
    lines = stacked_levels.draw(made.MATURITY, made.GROUPING, made.CAPTION).lettering
    # 12 + 18 of 52 and 16 + 61 of 345
    inside = max(line.x for line in lines if line.text in {"23", "35", "18", "31", "28"})
    assert [line.text for line in lines if line.text in {"58", "22"} and line.x > inside] == ["58", "22"]


def test_a_net_is_taken_from_shares_not_from_rounded_numbers() -> None:
    rows = made.levels("Q", ["a", "b", "c"], [100, 49, 51], [100, 50, 50], ["b", "c"])
    rows = [row._replace(first=row.first._replace(share=Estimate(part, None, None)))
            for row, part in zip(rows, (0.011, 0.4945, 0.4945), strict=True)]  # fmt: skip
    texts = [line.text for line in stacked_levels.draw(rows, made.GROUPING, made.CAPTION).lettering]
    assert "99" in texts
    assert "98" not in texts


def test_bars_are_as_wide_as_their_shares_and_together_whole() -> None:
    plate = stacked_levels.draw(made.MATURITY, made.GROUPING, made.CAPTION)
    wide = sorted(right - left for _, _, left, right in made.rectangles(plate))
    shares = sorted([3 / 52, 7 / 52, 12 / 52, 18 / 52, 12 / 52, *(x / 345 for x in (62, 108, 98, 61, 16))])
    whole = (wide[-1] + 0.8) / shares[-1]
    assert [(width + 0.8) / whole for width in wide] == pytest.approx(shares, abs=1e-6)


def test_a_scale_of_agreement_is_centred_on_its_neutral_middle() -> None:
    rows = made.levels("We know", made.AGREEMENT, [1, 4, 9, 23, 15], [20, 70, 110, 105, 40])
    plate = stacked_levels.draw(rows, made.GROUPING, made.CAPTION)
    middle = shades(LIGHT.palette, 5, 2)[2]
    centres = [(left + right) / 2 for fill, _, left, right in made.rectangles(plate) if fill == middle.upper()]
    assert len(centres) == 2
    assert centres[0] == pytest.approx(centres[1], abs=1e-6)


@pytest.mark.parametrize("names", [["No", "Yes"], ["Ad hoc", "Defined", "Improved"], []])
def test_a_scale_without_a_neutral_level_has_no_middle(names: list[str]) -> None:
    assert neutral(names) is None


def test_several_items_are_headed_by_their_wordings() -> None:
    rows = [*made.levels("We plan", made.AGREEMENT, [1, 2, 3, 4, 5], [5, 4, 3, 2, 1])]
    rows += made.levels("We measure", made.AGREEMENT, [1, 2, 3, 4, 5], [0, 0, 0, 0, 0])
    said = made.words(stacked_levels.draw(rows, made.GROUPING, made.CAPTION))
    assert "We plan" in said
    assert "We measure" in said
    assert "No answers" in said


def test_a_hidden_item_gives_its_reason() -> None:
    rows = [row._replace(notes=(Note("hidden_base", "Too few"),)) for row in made.MATURITY]
    for chart in made.LEVEL_CHARTS:
        said = made.words(chart.draw(rows, made.GROUPING, made.CAPTION))
        assert "Too few" in said
        assert "58" not in said


def test_the_share_of_the_first_group_is_shown_for_every_level_beside_the_overall_share() -> None:
    said = {line.text for line in p_top.draw(made.MATURITY, made.GROUPING, made.CAPTION).lettering}
    # 3 of 65, 7 of 115, 12 of 110, 18 of 79, 12 of 28; overall 52 of 397
    assert {"5", "6", "11", "23", "43", "Top Performers overall 13"} <= said


def test_the_overall_share_follows_weighted_shares_not_counts() -> None:
    rows = []
    for row, (first, second) in zip(made.MATURITY[:2], ((0.25, 0.75), (0.75, 0.25)), strict=True):
        here = 0.4 * first / (0.4 * first + 0.6 * second)
        rows.append(
            row._replace(
                first=row.first._replace(share=Estimate(first, None, None)),
                second=row.second._replace(share=Estimate(second, None, None)),
                first_share=Estimate(here, None, None),
            )
        )
    assert "Top Performers overall 40" in made.words(p_top.draw(rows, made.GROUPING, made.CAPTION))


def test_a_level_that_nobody_chose_says_so() -> None:
    rows = made.levels("Q", ["a", "b"], [0, 5], [0, 9])
    assert "Nobody at this level" in made.words(p_top.draw(rows, made.GROUPING, made.CAPTION))


SATISFACTION = ["0 - Not at all satisfied", *map(str, range(1, 10)), "10 - Completely satisfied"]
ELEVEN = made.levels(
    "Satisfaction", SATISFACTION, [1, 1, 0, 1, 1, 6, 17, 26, 23, 8, 4], [4, 3, 7, 13, 18, 17, 18, 26, 16, 3, 0],
    SATISFACTION[7:],
)  # fmt: skip


def test_eleven_levels_are_named_without_a_broken_word() -> None:
    plate = stacked_levels.draw(ELEVEN, made.GROUPING, made.CAPTION)
    lines = [line.text for line in plate.lettering if line.size == LIGHT.small_size]
    assert {"Not", "satisfied", "Completely"} <= set(" ".join(lines).split())
    assert not {"satisfie", "d", "Comple", "tely"} & set(" ".join(lines).split())
    assert made.overlaps(plate) == []


@pytest.mark.parametrize("count", range(2, 12))
@pytest.mark.parametrize("name", ["Continuously improved", "Institutionalised", "Sometimes or now and then"])
def test_names_of_levels_are_whole_over_the_bars_or_in_a_legend(count: int, name: str) -> None:
    names = [f"{name} {at}" for at in range(count)]
    plate = stacked_levels.draw(made.levels("Q", names, [5] * count, [4] * count), made.GROUPING, made.CAPTION)
    said = " ".join(line.text for line in plate.lettering if line.ink == LIGHT.palette.soft).split()
    assert sorted(word for word in said if word in name.split()) == sorted(name.split() * count)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


def test_a_legend_has_a_patch_of_the_colour_of_each_level() -> None:
    names = [f"Institutionalised everywhere {at}" for at in range(9)]
    plate = stacked_levels.draw(made.levels("Q", names, [5] * 9, [4] * 9), made.GROUPING, made.CAPTION)
    fills = [fill for fill, *_ in made.rectangles(plate)]
    assert [fills.count(colour.upper()) for colour in shades(LIGHT.palette, 9, None)] == [3] * 9


@pytest.mark.parametrize(
    ("names", "favourable", "head"),
    [
        (["a", "b", "c", "D e"], ["b", "c", "D e"], "b to D e"),
        (["a", "b", "Often", "Very Often"], ["Often", "Very Often"], "Often or Very Often"),
        (["a", "b", "c", "d"], ["a", "b", "d"], "a, b or d"),
        (["a", "b"], ["b"], "b"),
    ],
)
def test_the_net_is_named_by_its_ends_where_its_levels_follow_each_other(
    names: list[str], favourable: list[str], head: str
) -> None:
    rows = made.levels("Q", names, [3] * len(names), [4] * len(names), favourable)
    plate = stacked_levels.draw(rows, made.GROUPING, made.CAPTION)
    heads = [line for line in plate.lettering if line.x + line.width == pytest.approx(LIGHT.width - LIGHT.margin)]
    assert " ".join(line.text for line in heads if line.size == LIGHT.small_size) == head


def hidden(at: int) -> list[Level]:
    """The five levels of maturity, of which one has too few respondents to be told."""
    rows = list(made.MATURITY)
    few = Note("small_level", "fewer than 10 at this level: the share there is not given")
    rows[at] = rows[at]._replace(first_share=Estimate(None, None, None), notes=(few,))
    return rows


@pytest.mark.parametrize("at", range(5))
def test_the_overall_line_does_not_run_through_a_reason(at: int) -> None:
    plate = p_top.draw(hidden(at), made.GROUPING, made.CAPTION)
    (line,) = [line for line in plate.lettering if line.text.startswith("fewer than")]
    upright = [part for look, part in made.shapes(plate) if look == "line" and np.ptp(part[:, 0]) == 0]
    assert upright
    assert line.x < upright[0][0, 0] < line.x + line.width
    for part in upright:
        assert part[:, 1].max() < line.y - 0.72 * line.size or part[:, 1].min() > line.y


def test_both_ends_of_the_scale_are_written_on_the_line_of_the_overall_share() -> None:
    lines = {line.text: line for line in p_top.draw(made.MATURITY, made.GROUPING, made.CAPTION).lettering}
    # the highest bound is 12 / 28 and 1 / √28, together 62 percent
    assert lines["0"].y == lines["80"].y == lines["Top Performers overall 13"].y
    assert lines["0"].x < lines["Top Performers overall 13"].x < lines["80"].x
    assert lines["80"].ink == LIGHT.palette.light
