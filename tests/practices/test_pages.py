"""The page of each plan, the command, and the figure of a report: what they say, and that nothing acts in them."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import docx
import pytest

from samkit import improving, publish, reporting
from samkit.errors import StudyError
from samkit.payoffs import improvements
from samkit.report import practices as report
from samkit.results import Result
from samkit.study.model import FigureSpec
from samkit.words.language import Words
from samkit.writers import json_text
from tests.practices.made import STUDY, answers, computed, survey

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = FigureSpec("1", "", "payoffs", (), "", "", "gap")


def written(
    tmp_path: Path, *named: str, text: str = STUDY, made: dict[str, list[str]] | None = None
) -> dict[str, bytes]:
    data = survey(made, text)
    data, result = improving.plans(data, "person", named)
    paths = improving.pages(data, result, tmp_path / "plans", ["html", "docx"])
    return {path.name: path.read_bytes() for path in paths}


def test_each_person_who_is_asked_for_has_a_page_and_nobody_else(tmp_path: Path) -> None:
    files = written(tmp_path, "P001", "P007")
    assert set(files) == {"plan-P001.html", "plan-P001.docx", "plan-P007.html", "plan-P007.docx"}
    page = files["plan-P001.html"].decode()
    assert "P001" in page
    assert "P007" not in page
    assert not re.search(r">[^<]*\bP0(?!01)\d\d\b", page)


def test_a_page_says_what_to_improve_how_it_is_followed_and_that_it_is_no_effect(tmp_path: Path) -> None:
    made = answers()
    made["talk"][0], made["plan"][0], made["judge"][0] = "Beginning", "Strong", "Strong"
    files = written(tmp_path, "P000", made=made)
    page = files["plan-P000.html"].decode()
    said = [paragraph.text for paragraph in docx.Document(io.BytesIO(files["plan-P000.docx"])).paragraphs]
    for sentence in (
        "The skill to improve: Talking. It stands at “Beginning”; the target is “Strong”.",
        "How progress is measured: Talks held.",
        "What success is: One a week.",
        "When it is followed up: Every Monday.",
    ):
        assert sentence in page
        assert sentence in said
    assert "This is an association, not an effect" in page
    assert any("This is an association, not an effect" in line for line in said)
    assert "results.json" not in page
    assert not any("results.json" in line for line in said)


def test_pages_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    assert written(tmp_path / "one", "P003") == written(tmp_path / "two", "P003")


def test_hostile_labels_are_text_on_a_page(tmp_path: Path) -> None:
    made = answers()
    made["id"][0] = "<script>alert(1)</script>"
    text = STUDY.replace('measure = "Talks held"', 'measure = "<img src=x onerror=alert(2)>"')
    page = written(tmp_path, made["id"][0], text=text, made=made)["plan-script-alert-1-script.html"].decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_names_that_become_alike_have_files_of_their_own(tmp_path: Path) -> None:
    made = answers()
    made["id"][:3] = ["a/b", "A b", "../.."]
    files = written(tmp_path, "a/b", "A b", "../..", made=made)
    assert {name for name in files if name.endswith("html")} == {
        "plan-a-b.html",
        "plan-A-b-2.html",
        "plan-unnamed.html",
    }
    assert {path.name for path in tmp_path.iterdir()} == {"plans"}


def test_pages_need_a_folder(tmp_path: Path) -> None:
    data, result = improving.plans(survey(), "person", ["P001"])
    with pytest.raises(StudyError, match="into a folder"):
        improving.pages(data, result, tmp_path / "plans.csv", ["html"])


def test_a_plan_in_german_has_no_english(tmp_path: Path) -> None:
    text = STUDY.replace("seed = 3", 'seed = 3\nlanguage = "de"')
    page = written(tmp_path, "P001", text=text)["plan-P001.html"].decode()
    assert "Verbesserungsplan: P001" in page
    assert "keine Wirkung" in page
    for english in ("Payoff", "payoff", "Skill", "target", "respondents"):
        assert not re.search(rf">[^<]*\b{english}\b", re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)), (
            english
        )


def test_titles_are_no_stronger_than_the_draws() -> None:
    result = computed()
    unit = improvements(result.rows)[0]
    said = {
        word: report.title(result._replace(rows=(*result.rows[:3], unit._replace(paying=unit.paying.__class__(word)))))
        for word in ("pays most", "shown to pay", "not shown", "target reached", "not rated")
    }
    assert said["pays most"].endswith("is shown to pay most")
    assert said["shown to pay"].endswith("is shown to pay, though not to pay most")
    assert "no skill is shown to pay" in said["not shown"]
    assert len(set(said.values())) == 5


def test_a_figure_draws_one_unit_and_refuses_others() -> None:
    result = computed()
    assert report.figure(FIGURE, result).title.startswith("All respondents")
    assert report.figure(FIGURE._replace(items=("South",)), result).title.startswith("South")
    for items in (("Suoth",), ("South", "North")):
        with pytest.raises(StudyError, match="draws the plan of one team"):
            report.figure(FIGURE._replace(items=items), result)


def test_a_report_holds_the_plans_of_teams_and_of_no_person() -> None:
    text = (
        STUDY
        + '\n[[figures]]\nid = "1"\nchart = "payoffs"\n\n[[figures]]\nid = "2"\nsection = "table"\nchart = "matrix"\n'
    )
    again = reporting.regenerated(survey(text=text), ["html"], ["svg"])
    told = b"".join(data for name, data in again.files.items() if name.endswith(("json", "csv")))
    assert not re.search(rb"P\d\d\d", told)
    assert not re.search(rb">[^<>]{0,60}\bP\d\d\d\b", again.files["index.html"])
    assert b"South" in again.files["results.json"]


def test_results_come_back_from_json_as_they_were() -> None:
    result = computed()
    assert json_text.read(json_text.write([result])) == (result,)
    assert json.loads(json_text.write([result]))


@pytest.mark.parametrize("form", ["table", "csv", "md"])
def test_tables_tell_every_unit_and_every_skill(form: str) -> None:
    told = publish.text([computed()], form)
    for name in ("All respondents", "North", "South", "East", "Talking", "Planning", "Judging"):
        assert name in told
    assert Words()("paying.most") in told
    assert isinstance(computed(), Result)
