"""Section D, second half: scales, settings, names of files, templates, and how a study file is saved."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.builders import STUDY, answers, files, numbers
from tests.cli.programs import inside
from tests.faults.studies import FULL, changed, refused

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("levels", ['["No", "Yes", "No"]', '["No", "Yes", "Yes "]', '["é", "e\\u0301"]'])
def test_d14_a_label_that_stands_twice_in_a_scale_is_refused(capsys: Capture, tmp_path: Path, levels: str) -> None:
    text = changed('levels = ["No", "Yes"]\nfavourable = ["Yes"]', f"levels = {levels}")
    assert "a level stands twice" in refused(capsys, tmp_path, text).err


TURNED = '{ text = "Trains managers", levels = ["Agree", "Neither", "Disagree"], favourable = ["Agree"] }'


@pytest.mark.parametrize(("old", "new", "warned"), [
    ('"Trains managers"', TURNED, True),
    ('"Trains managers"', '{ text = "Trains", levels = ["Yes", "No", "Agree", "Neither", "Disagree"] }', False),
])  # fmt: skip
def test_d14_a_scale_that_is_turned_round_for_one_item_is_told(
    capsys: Capture, tmp_path: Path, old: str, new: str, warned: bool
) -> None:
    favourable = new if warned else new.replace(" }", ', favourable = ["Agree"] }')
    text = changed(old, favourable.replace("favourable", 'missing = { "Don\'t know" = "does not know" }, favourable'))
    ended = inside(capsys, "compare", files(tmp_path, numbers(answers()), text))
    assert ended.code == 0
    assert ("the levels stand in the order opposite to that of" in ended.err) == warned


@pytest.mark.parametrize(("value", "said"), [
    ("95", "level = 0.95"), ("99.9", "level = 0.999"), ("90.0", "level = 0.9"), ("0", "such as 0.95"),
    ("1", "such as 0.95"), ("1.0", "such as 0.95"), ("100", "such as 0.95"), ("-0.95", "such as 0.95"),
    ('"95 %"', "such as 0.95"),
])  # fmt: skip
def test_d15_a_confidence_level_that_is_none_is_told_as_it_was_meant(
    capsys: Capture, tmp_path: Path, value: str, said: str
) -> None:
    assert said in refused(capsys, tmp_path, changed("hide_below = 5", f"level = {value}")).err


@pytest.mark.parametrize("value", ['"2016"', "-1", "1.5", "nan", "true"])
def test_d15_a_seed_that_is_no_whole_number_is_refused(capsys: Capture, tmp_path: Path, value: str) -> None:
    assert (
        "whole number" in refused(capsys, tmp_path, changed("hide_below = 5", f"seed = {value}")).err or value == "-1"
    )


@pytest.mark.parametrize("value", ["-1", "0", "1e3", "many", "99999999999999999999"])
def test_d15_a_number_of_replicates_that_is_none_ends_with_2(capsys: Capture, tmp_path: Path, value: str) -> None:
    ended = inside(capsys, "rank", files(tmp_path), "--replicates", value)
    assert (ended.code, ended.out) == (2, "")
    assert "--replicates" in ended.err


NAMES = [
    "../../x", "/etc/x", "a/b", "a\\b", "..", ".", "x\x00", "x\ny", "x\n", "x\r", "", " ", "x y", "é", "x" * 101,
    "x" * 300, "~", "-x", "x\u202ey", "C:x", "x:y",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_d16_a_name_that_becomes_that_of_a_file_is_made_of_plain_letters(
    capsys: Capture, tmp_path: Path, name: str
) -> None:
    quoted = json.dumps(name)
    refused(capsys, tmp_path, changed('id = "1"', f"id = {quoted}"))
    refused(capsys, tmp_path, changed("[sections.practices]", f"[sections.{quoted}]"))
    refused(capsys, tmp_path, changed("[groups.performance]", f"[groups.{quoted}]"))


@pytest.mark.parametrize("name", ["CON", "con", "Nul", "aux.x", "COM1", "lpt9", "prn", "roles."])
def test_d16_a_section_has_no_name_that_a_system_keeps_for_itself(capsys: Capture, tmp_path: Path, name: str) -> None:
    text = FULL.replace("practices", json.dumps(name)).replace(f'"{json.dumps(name)}"', json.dumps(name))
    assert "another name" in refused(capsys, tmp_path, text).err


def test_d16_names_that_are_one_file_on_many_systems_are_refused(capsys: Capture, tmp_path: Path) -> None:
    figures = changed('id = "2"', 'id = "B"', changed('id = "1"', 'id = "b"'))
    assert "only in small and capital letters" in refused(capsys, tmp_path, figures).err
    sections = FULL.replace("[sections.outcome]", "[sections.Practices]")
    assert "only in small and capital letters" in refused(capsys, tmp_path, sections).err


def test_d16_every_file_of_a_report_stays_in_its_folder_under_a_plain_name(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path, text=changed('id = "1"', f'id = "{"x" * 100}"', changed('id = "2"', 'id = "a..b"', STUDY)))
    assert inside(capsys, "report", path, "-o", tmp_path / "out", "--figures", "svg").code == 0
    assert {each.name for each in tmp_path.iterdir()} == {"survey.csv", "survey.toml", "out"}
    names = [each.relative_to(tmp_path / "out").as_posix() for each in (tmp_path / "out").rglob("*") if each.is_file()]
    assert all(re.fullmatch(r"((figures|tables)/)?[A-Za-z0-9][A-Za-z0-9._-]{0,119}", name) for name in names)
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    "name", ["../sam", "/etc/passwd", "http://127.0.0.1:9/x.toml", "~/x.toml", "sam.toml", "other"]
)
def test_d17_a_template_is_one_of_those_that_are_built_in_and_nothing_else_is_fetched(
    capsys: Capture, tmp_path: Path, name: str
) -> None:
    (tmp_path / "other").write_text(STUDY, encoding="utf-8")
    text = f'schema = "samkit-study/1"\ntemplate = {json.dumps(name)}\n[study]\ntitle = "x"\n'
    assert "there is no such template" in refused(capsys, tmp_path, text).err


@pytest.mark.parametrize("key", ["extends", "include", "data", "export_file", "import", "source_file"])
def test_d17_no_key_of_a_study_file_names_another_file(capsys: Capture, tmp_path: Path, key: str) -> None:
    assert "unknown key" in refused(capsys, tmp_path, f'{key} = "../other.toml"\n{FULL}').err


@pytest.mark.parametrize(
    "name", ["http://127.0.0.1:9/x.csv", "file:///etc/passwd", "~/x.csv", "s3://x/y.csv", "data:,a"]
)
def test_d17_an_address_is_taken_for_the_name_of_a_file_that_is_not_there(capsys: Capture, name: str) -> None:
    assert (inside(capsys, "classify", name, "--study", "sam").code, inside(capsys, "init", name).code) == (3, 3)
    assert inside(capsys, "classify", "nothing.csv", "--study", name).code == 2


class Words(HTMLParser):
    """All words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.text += data


PLACES = [
    "{weight.__class__}",
    "{0.__globals__}",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "%(title)s %s %d",
    "${HOME}",
    "{title!r:>99}",
]


@pytest.mark.parametrize("text", PLACES)
def test_d18_a_text_with_places_to_fill_is_shown_as_it_stands(capsys: Capture, tmp_path: Path, text: str) -> None:
    said = FULL.replace("A small study", text).replace("Practices", text).replace("Plans accounts", text)
    said = said.replace("[groups.performance]", f'[groups.performance]\ntop = "{text}"')
    said = said.replace('chart = "dumbbell"', f'chart = "dumbbell"\ntitle = "{text}"')
    path = files(tmp_path, numbers(answers()), said)
    for form in ("table", "csv", "json"):
        assert text in inside(capsys, "compare", path, "practices", "--format", form).out
    assert inside(capsys, "report", path, "-o", tmp_path / "out", "--figures", "svg").code == 0
    page = Words((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    assert page.text.count(text) >= 4


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("blank", ["", "\t"])
def test_d19_a_byte_order_mark_windows_line_ends_and_tabs_change_nothing(
    capsys: Capture, tmp_path: Path, start: bytes, end: str, blank: str
) -> None:
    path = files(tmp_path)
    usual = inside(capsys, "compare", path, "--format", "csv")
    lines = [f"{blank}{line}{blank}" if line else line for line in STUDY.split("\n")]
    path.with_suffix(".toml").write_bytes(start + end.join(lines).encode())
    assert inside(capsys, "compare", path, "--format", "csv") == usual


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp037"])
def test_d19_another_encoding_is_told_or_refused_as_no_toml(capsys: Capture, tmp_path: Path, encoding: str) -> None:
    told = refused(capsys, tmp_path, STUDY.replace("A small", "Größe €").encode(encoding, errors="replace")).err
    assert "save the study file as UTF-8" in told or "not TOML" in told


@pytest.mark.parametrize(
    "content", [b"\r".join(STUDY.encode().split(b"\n")), STUDY.encode() + b"\x1a", b"\0" * 99, b""]
)
def test_d19_old_line_ends_and_bytes_that_are_no_text_are_refused(
    capsys: Capture, tmp_path: Path, content: bytes
) -> None:
    refused(capsys, tmp_path, content)
