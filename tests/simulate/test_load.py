"""The file of published figures: every problem in one go, with its line."""

from pathlib import Path

import pytest

from samkit.errors import StudyError
from samkit.simulate.load import load, parse
from tests.simulate.small import PUBLISHED


def test_a_sound_file_loads(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(PUBLISHED, encoding="utf-8")
    assert load(path).base.respondents == 160


def test_all_problems_are_told_together_with_their_lines() -> None:
    text = PUBLISHED.replace("top = 62", "top = 162").replace("digits = 1", 'digits = 1\ncolour = "red"')
    with pytest.raises(StudyError) as caught:
        parse(text, "p.toml")
    told = str(caught.value)
    lines = {text.splitlines()[int(line) - 1] for line in [part.split(",")[0] for part in told.split("line ")[1:]]}
    assert lines == {"top = 162", 'colour = "red"'}
    assert "162" in told
    assert "unknown key" in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("respondents = 160", "", "respondents is missing"),
        ("respondents = 160", "respondents = 1", "not a valid value"),
        ('kind = "rank"', 'kind = "rang"', "not a valid value"),
        ("[levels.region]", "[levels.region]\nall = { North = 50, South = 50 }", "either all, or both top and rest"),
        ("rest = { from = 20, to = 40 }", "rest = { from = 40, to = 20 }", "from is above to"),
        ("[base]", "[correlation]\ngeneral = 0.6\nsection = 0.5\n[base]", "must stay below 1"),
    ],
)
def test_a_faulty_table_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(StudyError, match=said):
        parse(PUBLISHED.replace(old, new), "p.toml")


def test_what_is_not_toml_is_refused() -> None:
    with pytest.raises(StudyError, match="not TOML"):
        parse("= 3", "p.toml")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="cannot be read"):
        load(tmp_path / "none.toml")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StudyError, match="not UTF-8"):
        load(path)
