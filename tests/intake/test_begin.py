"""Whatever an export holds, its first study file is valid, reads it, and hides nothing that was guessed."""

from __future__ import annotations

import csv
import io
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from samkit import survey
from samkit.errors import DataError
from samkit.intake.begin import begin
from samkit.intake.written import written
from samkit.readers.export import Settings
from samkit.study.load import parse

ANSWERS = (
    ["Agree", "Disagree", "Neutral", "Strongly agree"],
    ["Yes", "No", "Don't know"],
    ["Mail", "Phone", "Mail, Phone", "Fair (own, other)", "Mail, Fair (own, other)"],
    ["1", "0", ""],
    ["1", "2,5", "3", "N/A"],
    ["$1,000", "$250", "unknown"],
    ['a "quoted" text', "back\\slash", "# hash", "[brackets]", "{ braces }", "two\nlines", "tab\there"],
    ["a = 1", "'''", '"""', "\u202eturned", "\u00a0", "émigré", "年龄"],
    ["1 (None at all)", "2", "5 (All)"],
    ["Increased 1-9%", "Decreased", "Same"],
)
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff"), min_size=1, max_size=30)


@st.composite
def exports(draw: st.DrawFn) -> str:
    """Make an export of a few columns, with names and answers that are awkward to write down."""
    names = draw(st.lists(NAMES.map(str.strip).filter(bool), min_size=2, max_size=6, unique=True))
    rows = draw(st.integers(3, 25))
    free = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff"), max_size=20)
    kinds = [draw(st.sampled_from([*map(st.sampled_from, ANSWERS), free])) for _ in names]
    table = [[draw(kind) for kind in kinds] for _ in range(rows)]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([names, *table])
    return text.getvalue()


@given(exports())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_an_export_holds_its_study_file_loads_and_reads_it(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.csv"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            begun = begin(path, Settings())
        except DataError:
            assume(False)
    made = written(begun.draft)
    assert tomllib.loads(made)["study"]["title"] == "made"
    _, problems = survey.code(parse(made, "made.toml"), begun.export)
    assert problems == []


def saved(folder: Path, text: str) -> Path:
    """Save an export."""
    path = folder / "made.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("id,,q\nr1,x,Yes\nr2,y,No\n", "blank_columns", "number"),
        ("id,q,q\nr1,Yes,No\nr2,No,Yes\n", "duplicate_columns", "number"),
        ("My survey,,\nall waves,,\nid,q,p\nr1,Yes,No\nr2,No,Yes\n", "header_row", 3),
    ],
)
def test_what_the_reader_must_be_told_stands_in_the_file(tmp_path: Path, text: str, key: str, value: str | int) -> None:
    begun = begin(saved(tmp_path, text), Settings())
    assert tomllib.loads(written(begun.draft))["export"] == {key: value}
    assert any(key in note.text for note in begun.notes)


def test_every_question_left_out_is_named_with_its_reason(tmp_path: Path) -> None:
    rows = "".join(f"r{row},Yes,I say that number {row} is best,{row}@example.org\n" for row in range(1, 15))
    begun = begin(saved(tmp_path, "id,q,remark,contact\n" + rows), Settings())
    made = written(begun.draft)
    assert {each.seen.name for each in begun.draft.left} == {"remark", "contact"}
    assert all(f"# '{each.seen.name}': {each.why[:9]}" in made for each in begun.draft.left)


def test_without_candidates_no_groups_are_invented(tmp_path: Path) -> None:
    begun = begin(saved(tmp_path, "id,colour\nr1,Blue\nr2,Red\nr3,Blue\n"), Settings())
    made = written(begun.draft)
    assert "groups" not in tomllib.loads(made)
    assert "# [groups.performance]" in made


def test_questions_on_one_scale_share_it_whatever_each_of_them_uses(tmp_path: Path) -> None:
    rows = ["Agree,Strongly Agree,x", "Disagree,Agree,y", "Agree,strongly agree,x", "Neutral,Strongly disagree,y"]
    text = "plan,meet,other\n" + "".join(row + "\n" for row in rows)
    study = tomllib.loads(written(begin(saved(tmp_path, text), Settings()).draft))
    shared = [scale for scale in study["scales"].values() if scale.get("ordered", True)]
    assert len(shared) == 1
    assert shared[0]["levels"] == ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly Agree"]
    assert shared[0]["codes"] == {"strongly agree": "Strongly Agree"}


def test_ranges_of_different_things_are_different_scales(tmp_path: Path) -> None:
    rows = ["18 - 29,$0 to $9,18 - 29", "30 - 44,$10 to $24,60+", "60+,$25 and up,30 - 44"]
    text = "age,income,age of partner\n" + "".join(row + "\n" for row in rows)
    study = tomllib.loads(written(begin(saved(tmp_path, text), Settings()).draft))
    assert sorted(scale["levels"] for scale in study["scales"].values()) == [
        ["$0 to $9", "$10 to $24", "$25 and up"],
        ["18 - 29", "30 - 44", "60+"],
    ]


def test_a_grid_without_favourable_answers_is_offered_in_a_comment(tmp_path: Path) -> None:
    rows = "".join(f"{one},{other}\n" for one, other in zip("ABCAB", "BCABA", strict=True))
    begun = begin(saved(tmp_path, "Zone [north],Zone [south]\n" + rows), Settings())
    made = written(begun.draft)
    assert "sections" not in tomllib.loads(made)
    assert "# [sections.zone]" in made
    for line in ('"A"', '"B"', '"C"'):
        assert line in made
