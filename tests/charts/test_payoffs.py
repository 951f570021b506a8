"""Payoffs: each skill with its standing, payoff and rank; open where nothing is shown, words where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samkit.charts import payoffs
from samkit.payoffs import Improvement, Paying, Payoff, Skill
from samkit.results import Estimate, Item
from tests.charts import made

if TYPE_CHECKING:
    from samkit.charts.frame import Caption
    from samkit.results import Grouping

BRIEF = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
NONE = Estimate(None, None, None)


def row(place: int, name: str, paying: Paying, level: str = "Able") -> Payoff:
    """Give one skill; one that is rated and not at its target has a payoff."""
    item, there = Item(f"skill{place}", name, "s", "q", ()), paying not in {Paying.REACHED, Paying.UNRATED}
    payoff = Estimate(0.04 / (place + 1), 0.01, 0.09) if there else NONE
    rank = Estimate(place + 1.0, 1.0, 4.0) if there else NONE
    return Payoff(item, level, 0.5, 1, 0, 0.25 if there else 0.0, 0.1, payoff, rank, 0.5 if there else None, paying)


def rows(*found: Payoff) -> tuple[Skill | Improvement, ...]:
    skills = (Skill(each.item, NONE, NONE, 300, "Strong", "", "", "", at) for at, each in enumerate(found))
    return (*skills, Improvement(Item("P", "P", "", "", ()), "person", 1, "", Paying.SHOWN, found))


@BRIEF
@given(
    skills=st.lists(st.tuples(made.texts, st.sampled_from(list(Paying)), made.texts), max_size=6),
    grouping=made.groupings,
    caption=made.captions,
)
def test_no_text_touches_another_or_leaves_the_page(
    skills: list[tuple[str, Paying, str]], grouping: Grouping, caption: Caption
) -> None:
    plate = payoffs.draw(rows(*(row(at, *each) for at, each in enumerate(skills))), grouping, caption)
    assert made.overlaps(plate) == []
    assert made.outside(plate) == []


def test_payoffs_ranks_and_standings_are_written_in_points() -> None:
    plate = payoffs.draw(
        rows(row(0, "Talking", Paying.MOST), row(1, "Planning", Paying.SHOWN)), made.GROUPING, made.CAPTION
    )
    texts = {line.text for line in plate.lettering}
    assert {"4.0", "2.0", "1.0 to 9.0", "1 to 4", "Able; target Strong", "0"} <= texts
    assert "Open marks" not in made.words(plate)


def test_what_is_not_shown_is_open_and_explained_and_what_has_no_payoff_says_why() -> None:
    found = rows(row(0, "A", Paying.NOT_SHOWN), row(1, "B", Paying.REACHED), row(2, "C", Paying.UNRATED))
    said = made.words(payoffs.draw(found, made.GROUPING, made.CAPTION))
    assert "Open marks and lighter ink: not shown to pay." in said
    assert "target reached" in said
    assert "not rated" in said


def test_a_unit_without_skills_is_a_figure_with_its_words_alone() -> None:
    texts = {line.text for line in payoffs.draw(rows(), made.GROUPING, made.CAPTION).lettering}
    assert "0" not in texts
