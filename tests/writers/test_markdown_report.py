from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from samkit.writers import markdown_report
from tests.writers.reports import HOSTILE, SYNTHETIC, drawn, hostile, report, withheld

if TYPE_CHECKING:
    from samkit.report.document import Document

DRAWN = drawn("markdown")


def written(document: Document) -> str:
    return markdown_report.write(document, DRAWN).decode()


def test_each_figure_has_its_finding_its_picture_and_its_footer() -> None:
    text = written(report())
    for figure in report().figures:
        assert f"Figure {figure.id}: " in text
        assert all(f"](figures/{picture.name}.svg)" in text for picture in figure.pictures)
        assert all(line[:20] in text for line in figure.footer)


def test_every_link_leads_to_a_figure_that_is_there() -> None:
    text = written(report())
    places = re.findall(r'<a id="([^"]+)">', text)
    assert len(set(places)) == len(places) == len(report().figures)
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert set(links) == set(places)
    assert "- Those who grew plan more often. ([Figure 1](#figure-1), [Figure 2](#figure-2))\n- That is all.\n" in text


def test_a_picture_that_is_not_there_is_not_named() -> None:
    assert "](figures/" not in markdown_report.write(report(), {}).decode()


def test_headings_go_down_one_level_at_a_time_from_one_title() -> None:
    levels = [len(marks) for marks in re.findall("^(#+) ", written(report()), re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_synthetic_data_are_said_so_above_everything() -> None:
    text = written(report(synthetic=True))
    assert text.index(SYNTHETIC) < text.index("\n## ")
    assert SYNTHETIC not in written(report())


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_from_outside_is_shown_and_never_acted_upon(bad: str) -> None:
    usual, found = written(report()), written(hostile(bad))
    for active in (r"(?<!\\)`", r"<(?!a id=|/a>)", r"(?<!\\)\$", r"(?<![\\])://", r"^[-+*] (?!\[|\*\*)", "^=+$", "^>"):
        assert len(re.findall(active, found, re.MULTILINE)) <= len(re.findall(active, usual, re.MULTILINE)) + 1
    assert re.findall(r"(?<!\\)\]\((?!#figure-|figures/)", found) == []
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\u2066\ud800\ufffe]", found)


def test_of_an_item_that_too_few_answered_there_is_no_number_but_its_bases() -> None:
    found = markdown_report.write(withheld(), {}).decode()
    assert "| Trains managers | – | – | – | – | – | hidden | 3 | 48 | hidden base |" in found
