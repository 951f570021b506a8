"""A survey against a reference: by hand, against itself, the other way round, weighted, and too small to be shown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from samkit import benchmarking
from samkit.errors import StudyError
from samkit.results import Benchmark, Result, Verdict
from samkit.stats import difference, independence, proportion
from tests.builders import NUMBERS, STUDY, answers, export, numbers, study, surveyed
from tests.simulate.small import PUBLISHED, made
from tests.simulate.small import STUDY as TEAMS

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'schema = "samkit-published/1"\n[source]\ntitle = "Printed"\n'


def printed(folder: Path, text: str) -> str:
    path = folder / "printed.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return str(path)


def rows(result: Result) -> dict[tuple[str, str], Benchmark]:
    return {(row.item.id, row.group): row for row in result.rows if isinstance(row, Benchmark)}


def codes(row: Benchmark) -> set[str]:
    return {note.code for note in row.notes}


def test_a_printed_base_is_a_second_sample_and_every_count_that_prints_so_is_allowed_for(tmp_path: Path) -> None:
    columns = answers()
    x = columns["meet"].count("Agree")
    path = printed(tmp_path, "[shares.meet]\nall = 30\nbases = { all = 200 }\n")
    row = rows(benchmarking.benchmark(surveyed(columns), path)[1])["meet", "All respondents"]
    # 59 to 60 of 200 print as 30 percent: 59 / 200 = 29.5, 60 / 200 = 30, and 61 / 200 = 30.5 is 31.
    bounds = [difference.miettinen_nurminen(x, 120, x0, 200) for x0 in (59, 60)]
    assert row.gap.value == pytest.approx(x / 120 - 0.30)
    assert row.gap.lower == pytest.approx(min(float(each.lower) for each in bounds))
    assert row.gap.upper == pytest.approx(max(float(each.upper) for each in bounds))
    assert row.p == pytest.approx(max(float(independence.score(x, 120, x0, 200)) for x0 in (59, 60)))
    assert (row.ours.x, row.ours.n, row.n) == (x, 120, 200)
    assert "rounded" in codes(row)


def test_without_a_base_it_is_a_fixed_figure(tmp_path: Path) -> None:
    columns = answers()
    x = columns["meet"].count("Agree")
    row = rows(benchmarking.benchmark(surveyed(columns), printed(tmp_path, "[shares.meet]\nall = 30\n"))[1])
    found = row["meet", "All respondents"]
    bounds = proportion.wilson(x, 120)
    assert found.n is None
    assert found.gap.lower == pytest.approx(float(bounds.lower) - 0.305)
    assert found.gap.upper == pytest.approx(float(bounds.upper) - 0.295)
    assert found.verdict == Verdict.ABOVE
    assert "fixed_figure" in codes(found)


def test_groups_are_held_against_the_same_groups_and_one_family_is_corrected(tmp_path: Path) -> None:
    text = "[base]\nrespondents = 300\ntop_share = 33\nrest_share = 67\n[shares.plan]\ntop = 20\nrest = 30\nall = 27\n"
    columns = answers(gap=0.5)
    columns["growth"][-1] = "Fell"  # one alone without a group could be worked out from all and both groups
    result = benchmarking.benchmark(surveyed(columns), printed(tmp_path, text))[1]
    found = rows(result)
    assert {group for _, group in found} == {"Top Performers", "The Rest", "All respondents"}
    assert found["plan", "Top Performers"].verdict == Verdict.ABOVE
    assert found["plan", "Top Performers"].n == 98  # 98 / 300 = 32.7 prints as 33, and 202 / 300 = 67.3 as 67
    assert result.family.startswith("3 items")
    values = [row.gap.value for row in result.rows if isinstance(row, Benchmark)]
    assert values == sorted(values, key=lambda value: -(value or 0))


def test_with_whole_all_of_ours_are_held_against_each_group(tmp_path: Path) -> None:
    path = printed(tmp_path, "[shares.growth_item]\ntop = 20\n[shares.meet]\ntop = 20\nrest = 30\n")
    found = rows(benchmarking.benchmark(surveyed(answers()), path, whole=True)[1])
    assert {row.ours.n for row in found.values()} == {120, 119}
    assert all("all_of_ours" in codes(row) and row.verdict != Verdict.CIRCULAR for row in found.values())
    grouped = rows(benchmarking.benchmark(surveyed(answers()), path)[1])
    assert grouped["growth_item", "Top Performers"].verdict == Verdict.CIRCULAR


def test_a_survey_without_groups_is_taken_as_a_whole(tmp_path: Path) -> None:
    head, _, tail = STUDY.partition("[groups.performance]")
    text = head + "[sections" + tail.partition("[sections")[2].partition("[[figures]]")[0]
    path = printed(tmp_path, "[shares.meet]\nall = 50\ntop = 40\n")
    assert len(rows(benchmarking.benchmark(surveyed(answers(), text), path)[1])) == 2


def test_another_survey_of_the_same_answers_shows_no_difference_anywhere() -> None:
    data = surveyed(answers())
    for row in rows(benchmarking.benchmark(data, data)[1]).values():
        assert row.gap.value in {0, None}
        assert row.verdict not in {Verdict.ABOVE, Verdict.BELOW}
        assert row.p in {1, None}


def test_swapping_the_surveys_turns_every_sign() -> None:
    one, other = surveyed(answers(seed=1)), surveyed(answers(300, seed=2, gap=0.1))
    there, back = (rows(benchmarking.benchmark(a, b)[1]) for a, b in ((one, other), (other, one)))
    turned = {Verdict.ABOVE: Verdict.BELOW, Verdict.BELOW: Verdict.ABOVE}
    assert there.keys() == back.keys()
    for key, row in there.items():
        assert row.gap.value == pytest.approx(-(back[key].gap.value or 0))
        assert row.gap.lower == pytest.approx(-(back[key].gap.upper or 0), abs=1e-9)
        assert row.p == pytest.approx(back[key].p)
        assert turned.get(row.verdict, row.verdict) == back[key].verdict


def test_other_words_other_favourable_answers_and_other_levels_are_told(tmp_path: Path) -> None:
    text = '[shares.meet]\nall = 50\ntext = "Sees clients"\nfavourable = ["Neither", "Agree"]\n'
    found = rows(benchmarking.benchmark(surveyed(answers()), printed(tmp_path, text))[1])["meet", "All respondents"]
    assert {"other_wording", "other_favourable"} <= codes(found)
    same = '[shares.meet]\nall = 50\ntext = "meets clients."\nfavourable = ["Agree"]\n'
    found = rows(benchmarking.benchmark(surveyed(answers()), printed(tmp_path, same))[1])["meet", "All respondents"]
    assert not {"other_wording", "other_favourable"} & codes(found)
    other = STUDY.replace('levels = ["Disagree", "Neither", "Agree"]', 'levels = ["Neither", "Disagree", "Agree"]')
    result = benchmarking.benchmark(surveyed(answers()), surveyed(answers(), other))[1]
    assert all("other_levels" in codes(row) for row in rows(result).values() if row.item.id != "growth_item")


def test_what_no_count_gives_and_what_was_weighted_is_told(tmp_path: Path) -> None:
    text = "[shares.meet]\nall = 55\nbases = { all = 52 }\n"
    found = rows(benchmarking.benchmark(surveyed(answers()), printed(tmp_path, text))[1])["meet", "All respondents"]
    assert "unprintable" in codes(found)
    weighted = rows(
        benchmarking.benchmark(surveyed(answers()), printed(tmp_path, f"[base]\nweighted = true\n{text}"))[1]
    )
    assert "their_weights" in codes(weighted["meet", "All respondents"])


def test_what_is_not_in_the_study_is_told_and_nothing_in_common_is_refused(tmp_path: Path) -> None:
    path = printed(tmp_path, "[shares.meet]\nall = 50\n[shares.nowhere]\nall = 50\n")
    assert [note.code for note in benchmarking.benchmark(surveyed(answers()), path)[1].notes] == ["not_compared"]
    path = printed(tmp_path, "[shares.nowhere]\nall = 50\n")
    with pytest.raises(StudyError, match="no percentage of any item"):
        benchmarking.benchmark(surveyed(answers()), path)


def test_bases_that_are_too_small_are_hidden_and_cannot_be_worked_out(tmp_path: Path) -> None:
    columns = answers(30)
    columns["growth"] = ["Grew"] * 3 + ["Fell"] * 27
    path = printed(tmp_path, "[shares.meet]\ntop = 50\nrest = 50\nall = 50\n")
    found = rows(benchmarking.benchmark(surveyed(columns), path)[1])
    for group in ("Top Performers", "All respondents"):
        row = found["meet", group]
        assert row.verdict == Verdict.HIDDEN
        assert (row.ours.x, row.ours.share.value, row.gap.value, row.p, row.q) == (None,) * 5
    assert found["meet", "The Rest"].ours.x is not None


def test_weights_enter_by_linearisation(tmp_path: Path) -> None:
    columns = {**answers(), "w": [str(1 + row % 4) for row in range(120)]}
    text = STUDY.replace("hide_below", 'weight = "w"\nhide_below')
    path = printed(tmp_path, "[shares.meet]\nall = { from = 40, to = 40 }\n")
    result = benchmarking.benchmark(surveyed(columns, text), path)[1]
    row = rows(result)["meet", "All respondents"]
    weight = np.array(columns["w"], dtype=float)
    agrees = np.array([answer == "Agree" for answer in columns["meet"]], dtype=float)
    share = (weight @ agrees) / weight.sum()
    scores = weight * (agrees - share) / weight.sum()
    error = math.sqrt(120 / 119 * (scores @ scores))
    from scipy.stats import t

    assert row.ours.share.value == pytest.approx(share)
    assert row.gap.value == pytest.approx(share - 0.4)
    assert row.gap.upper == pytest.approx(share - 0.4 + t.ppf(0.975, 119) * error)
    assert row.p == pytest.approx(2 * t.sf(abs(share - 0.4) / error, 119))
    assert any(method.of == "weights" for method in result.methods)


def test_a_weighted_and_an_unweighted_survey_are_compared_either_way() -> None:
    columns = {**answers(), "w": [str(1 + row % 4) for row in range(120)]}
    weighted = surveyed(columns, STUDY.replace("hide_below", 'weight = "w"\nhide_below'))
    plain = surveyed(answers(200, 3))
    there, back = (rows(benchmarking.benchmark(a, b)[1]) for a, b in ((weighted, plain), (plain, weighted)))
    for key, row in there.items():
        assert row.gap.value == pytest.approx(-(back[key].gap.value or 0))
        assert (row.gap.lower or 0) < (row.gap.value or 0) < (row.gap.upper or 0)


def test_respondents_drawn_from_a_reference_differ_nowhere_from_it(tmp_path: Path) -> None:
    path = tmp_path / "printed.toml"
    path.write_text(PUBLISHED, encoding="utf-8")
    drawn = made()
    columns = {name: [row[place] for row in drawn.rows] for place, name in enumerate(drawn.header)}
    from samkit import survey

    found = rows(benchmarking.benchmark(survey.build(study(TEAMS), export(columns)), str(path))[1])
    assert len(found) == 7
    for row in found.values():
        assert row.theirs.lower is not None
        assert row.theirs.upper is not None
        assert row.theirs.lower <= (row.ours.share.value or 0) <= row.theirs.upper
        assert row.verdict not in {Verdict.ABOVE, Verdict.BELOW}


def test_an_item_that_has_no_favourable_answers_is_named_as_not_compared(tmp_path: Path) -> None:
    data = surveyed(numbers(answers()), STUDY + NUMBERS)
    path = printed(tmp_path, "[shares.meet]\nall = 50\n[shares.size]\nall = 50\n")
    for against in (path, data):
        (note,) = benchmarking.benchmark(data, against)[1].notes
        assert "size" in note.text


def test_a_few_unclassified_of_the_reference_hide_nothing_but_what_they_could_be_worked_out_from() -> None:
    columns = answers()
    columns["growth"][:3] = ["", "", ""]
    data = surveyed(columns)
    assert {name for item, name in rows(benchmarking.benchmark(data, data)[1]) if item == "plan"} == {
        "Top Performers",
        "The Rest",
    }
    assert "plan" not in {item for item, _ in rows(benchmarking.benchmark(data, data, whole=True)[1])}
