"""Every command takes an option for what it is, a question with two levels, and says whom its base leaves out."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from samkit import workflow
from samkit.cli.app import run
from samkit.errors import StudyError
from samkit.results import contrasts
from tests.builders import files, surveyed
from tests.selections.made import HEAD

if TYPE_CHECKING:
    from pathlib import Path

STUDY = f"""{HEAD}
[questions.grew]
text = "Grew"
levels = ["No", "Yes"]
[questions.tools]
text = "Which tools do you use?"
column = "Tools"
delimiter = "; "
[questions.tools.options]
crm = "CRM"
maps = "Maps; plans"
calls = "Calls"
[questions.channels]
text = "How do you meet clients?"
[questions.channels.options]
mail = {{ text = "By e-mail", column = "mail" }}
phone = {{ text = "By phone", column = "phone" }}
[groups.growth]
criteria = [{{ label = "Grew", question = "grew", is_in = ["Yes"] }}]
[groups.users]
top = "Users"
rest = "Others"
criteria = [{{ label = "Uses a CRM", question = "tools.crm", is_in = ["Ticked"] }}]
[sections.tools]
title = "Tools"
options_of = "tools"
[sections.channels]
title = "Channels"
options_of = "channels"
"""

OPTIONS = {"crm": ("CRM", 0.4, 0.3), "maps": ("Maps; plans", 0.5, 0.0), "calls": ("Calls", 0.3, 0.1)}


def ticked(rows: int = 300) -> dict[str, list[str]]:
    """Draw respondents of whom those who grew tick some options more often; every tenth skips the tools."""
    draw = random.Random(4)  # noqa: S311 - a test needs no secret
    columns: dict[str, list[str]] = {"grew": [], "Tools": [], "mail": [], "phone": []}
    for row in range(rows):
        grew = row % 3 == 0
        tools = [text for text, share, more in OPTIONS.values() if draw.random() < share + more * grew]
        columns["grew"].append("Yes" if grew else "No")
        columns["Tools"].append("" if row % 10 == 9 else "; ".join(tools))
        columns["mail"].append(draw.choice("01"))
        columns["phone"].append(draw.choice("01"))
    return columns


def results(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert run([*arguments, "--format", "json"]) == 0
    return list(json.loads(capsys.readouterr().out)["results"])


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return files(tmp_path, ticked(), STUDY)


def test_compare_ranks_the_options_by_gap_and_counts_those_who_ticked_something(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = results(capsys, "compare", str(export), "tools")
    gaps = [row["gap"]["value"] for row in result["rows"]]
    assert gaps == sorted(gaps, reverse=True)
    columns = ticked()
    for row in result["rows"]:
        for side, grew in (("first", "Yes"), ("second", "No")):
            of = [cell for cell, said in zip(columns["Tools"], columns["grew"], strict=True) if said == grew and cell]
            said = sum(row["item"]["text"] in cell for cell in of)
            assert (row[side]["x"], row[side]["n"]) == (said, len(of))
            assert row[side]["missing"] == columns["grew"].count(grew) - len(of)


def test_the_notes_of_a_command_say_how_many_ticked_nothing(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", str(export)]) == 0
    told = " ".join(capsys.readouterr().err.split())
    blank = ticked()["Tools"].count("")
    assert f'tools: {blank} of 300 respondents ticked nothing, and are left out as "not answered"' in told
    assert "skipping the question looks the same as ticking nothing" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["rank", "EXPORT", "tools", "--replicates", "200"],
        ["profile", "EXPORT", "tools.crm", "channels.mail"],
        ["profile", "EXPORT", "--by", "channels.phone"],
        ["trend", "EXPORT", "tools.maps"],
        ["drivers", "EXPORT", "tools", "channels.phone"],
        ["drivers", "EXPORT", "tools.crm", "--adjust", "channels.mail"],
        ["classify", "EXPORT", "--by", "users"],
        ["compare", "EXPORT", "channels", "--by", "tools.calls"],
    ],
)
def test_every_command_takes_options(export: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    found = results(capsys, *[str(export) if part == "EXPORT" else part for part in arguments])
    assert all(result["rows"] for result in found)


def test_a_rule_on_an_option_leaves_those_unclassified_whose_ticks_are_missing() -> None:
    data = surveyed(ticked(), STUDY)
    _, result = workflow.classify(data, "users")
    cells = ticked()["Tools"]
    crm = sum("CRM" in cell for cell in cells)
    grouping = result.grouping
    assert grouping is not None
    assert (grouping.n_first, grouping.n_left_out) == (crm, cells.count(""))
    assert grouping.n_second == len(cells) - crm - cells.count("")


def test_only_the_option_that_makes_the_groups_is_circular() -> None:
    _, (result, _) = workflow.compare(surveyed(ticked(), STUDY), by="users")
    circular = {row.item.id for row in contrasts(result) if "circular" in {note.code for note in row.notes}}
    assert circular == {"tools.crm"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["profile", "EXPORT", "channels"], "name channels.mail channels.phone"),
        (["drivers", "EXPORT", "grew", "--adjust", "channels"], "name channels.mail channels.phone"),
        (["compare", "EXPORT", "channels"], 'declare [sections.channels] with title and options_of = "channels"'),
        (["rank", "EXPORT", "channels"], 'declare [sections.channels] with title and options_of = "channels"'),
        (["compare", "EXPORT", "--by", "channels"], "name one of its options: --by channels.mail"),
    ],
)
def test_a_command_that_is_given_the_question_itself_names_its_options(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = STUDY.replace("[sections.channels]", "[sections.meeting]")
    path = str(files(tmp_path, ticked(), text))
    assert run([path if part == "EXPORT" else part for part in arguments]) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_model_of_a_question_with_options_names_them() -> None:
    text = STUDY.replace("[sections.channels]", "[sections.meeting]")
    with pytest.raises(StudyError, match=r"name channels\.mail channels\.phone"):
        workflow.drivers(surveyed(ticked(), text), ["channels"])


def test_a_figure_of_options_is_drawn_and_one_of_no_option_is_refused(export: Path, tmp_path: Path) -> None:
    figure = '[[figures]]\nid = "1"\nsection = "tools"\nchart = "dumbbell"\nitems = ["tools.maps", "tools.crm"]\n'
    study = export.with_suffix(".toml")
    study.write_text(STUDY + figure, encoding="utf-8")
    assert run(["report", str(export), "-o", str(tmp_path / "report"), "--figures", "svg"]) == 0
    drawn = next((tmp_path / "report").rglob("*.svg")).read_text(encoding="utf-8")
    assert "Maps; plans" in drawn
    assert "Calls" not in drawn
    study.write_text(STUDY + figure.replace("tools.crm", "tools.crn"), encoding="utf-8")
    assert run(["report", str(export), "-o", str(tmp_path / "other")]) == 2
