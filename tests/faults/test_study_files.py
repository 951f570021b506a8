"""Section D, first half: study files that are broken or hostile; each is refused with its place."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import pytest

from tests.builders import STUDY, answers, files
from tests.cli.programs import inside
from tests.faults.studies import FULL, changed, refused

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

YAML = """\
schema: samkit-study/1
study:
  title: A small study
  title: Another title
groups:
  no: 1:30
  code: 010
  date: 2024-01-01
"""
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hide_below = 5", "hide_below = "),
        ("hide_below = 5", "hide_below = 5 5"),
        ("[scales.yes_no]", "[scales.yes_no"),
        ('["No", "Yes"]', '["No", "Yes"'),
        ("hide_below = 5", "hide_below: 5"),
    ],
)
def test_d01_what_is_no_toml_is_told_with_line_column_and_the_line_itself(
    capsys: Capture, tmp_path: Path, old: str, new: str
) -> None:
    text = changed(old, new)
    told = refused(capsys, tmp_path, text).err
    found = re.search(r"line (\d+): not TOML: .* \(column \d+\); found '(.*)'", told)
    assert found
    line = text.split("\n")[int(found[1]) - 1]
    assert found[2].partition("…")[0] == line.strip()[:40]


@pytest.mark.parametrize("old", ["hide_below = 5", "[scales.yes_no]", 'id = "1"', 'chart = "dumbbell"'])
def test_d02_a_key_or_table_that_stands_twice_is_refused_with_its_line(
    capsys: Capture, tmp_path: Path, old: str
) -> None:
    text = changed(old, f"{old}\n{old}")
    line = text[: text.index(old)].count("\n") + 2
    assert f"line {line}:" in refused(capsys, tmp_path, text).err


def test_d03_yaml_is_never_read_so_none_of_its_readings_can_mislead(capsys: Capture, tmp_path: Path) -> None:
    assert "line 1: not TOML" in refused(capsys, tmp_path, YAML).err


@pytest.mark.parametrize("word", ["no", "1:30", "0o10 + 1", "yes", "~", "010", "1e3 "])
def test_d03_a_bare_word_or_number_where_a_text_belongs_is_refused(capsys: Capture, tmp_path: Path, word: str) -> None:
    refused(capsys, tmp_path, changed('title = "A small study"', f"title = {word}"))


@pytest.mark.parametrize(
    "call",
    ["!!python/object/apply:os.system ['touch pwned']", "!!python/name:os.system", '{ "__class__" = "os.system" }'],
)
def test_d04_no_object_is_made_from_a_study_file(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(capsys, tmp_path, changed('title = "A small study"', f"title = {call}"))
    refused(capsys, tmp_path, f"study: {call}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["survey.toml"]


def test_d05_aliases_that_double_nine_times_are_no_more_than_a_wrong_line(capsys: Capture, tmp_path: Path) -> None:
    assert "line 1: not TOML" in refused(capsys, tmp_path, BOMB).err


@pytest.mark.parametrize("depth", [101, 1_000, 5_000, 200_000])
@pytest.mark.parametrize("sign", ["[", "{ a = ", "a."])
def test_d06_brackets_within_brackets_end_in_a_message(capsys: Capture, tmp_path: Path, depth: int, sign: str) -> None:
    closing = {"[": "]" * depth, "{ a = ": "1" + "}" * depth, "a.": "b = 1"}[sign]
    text = sign * depth + closing if sign == "a." else f"x = {sign * depth}{closing}"
    assert len(refused(capsys, tmp_path, f"{FULL}\n{text}\n").err) < 3_000


KEYS = sorted({match for match in re.findall(r"(?<![\w\"'.])([a-z_]{4,}) = ", FULL) if match not in {
    "growth", "plan", "train", "meet", "ripe", "growth_item", "size",
}})  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_d07_a_misspelt_key_is_told_with_the_one_that_was_meant(capsys: Capture, tmp_path: Path, key: str) -> None:
    wrong = key[0] + key[2:]
    told = refused(capsys, tmp_path, re.sub(rf"(?<![\w\"'.]){key} = ", f"{wrong} = ", FULL, count=1)).err
    assert f"found '{wrong}'" in told
    assert f"did you mean '{key}'?" in told


@pytest.mark.parametrize("table", ["studdy", "scale", "secions", "figure", "export.x", "groups.performance.x"])
def test_d07_a_table_that_is_none_is_refused(capsys: Capture, tmp_path: Path, table: str) -> None:
    refused(capsys, tmp_path, f"{FULL}\n[{table}]\na = 1\n")


WRONG = [
    ('{ unit = "people" }', "{ min = {} }", ['"0"', "nan", "inf", "-inf", "true", "[1]", "2024-01-01"]),
    ("hide_below = 5", "hide_below = {}", ['"5"', "5.0", "true", "nan", "inf", "0", "-1", "[5]"]),
    ("hide_below = 5", "margin = {}", ['"5"', "nan", "inf", "-inf", "0", "101", "true"]),
    ("hide_below = 5", "level = {}", ['"0.95"', "nan", "inf", "true", "[0.9]"]),
    ('is_in = ["Grew"]', "top_share = {}", ["nan", "inf", "0", "1", '"0.2"']),
    ('levels = ["No", "Yes"]', "levels = {}", ['"No"', "[]", "[1, 2]", '[["No"]]', "nan", '{ No = "Yes" }']),
    ('is_in = ["Grew"]', "is_in = {}", ['"Grew"', "[]", "[nan]", "{}"]),
    ('title = "A small study"', "title = {}", ["1", "nan", "true", "[]", '""', "{}"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "value"), [(old, new, value) for old, new, values in WRONG for value in values])
def test_d08_a_value_of_another_type_and_a_number_that_is_none_are_refused_with_their_line(
    capsys: Capture, tmp_path: Path, old: str, new: str, value: str
) -> None:
    text = changed(old, new.replace("{}", value))
    line = text[: text.index(new.replace("{}", value))].count("\n") + 1
    assert f"line {line}" in refused(capsys, tmp_path, text).err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('question = "growth", is_in', 'question = "grwth", is_in', "did you mean 'growth'?"),
        ('is_in = ["Grew"]', 'is_in = ["grew"]', "did you mean 'Grew'?"),
        ('is_in = ["Grew"]', 'between = ["Fell", "Grow"]', "did you mean 'Grew'?"),
        ('is_in = ["Grew"]', 'at_least = "Grew "', "did you mean 'Grew'?"),
        ('favourable = ["Grew"]', 'favourable = ["Gr\u0435w"]', "<U+0435>"),
    ],
)
def test_d09_a_criterion_on_what_there_is_not_is_refused_before_any_data_are_read(
    capsys: Capture, tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert said in refused(capsys, tmp_path, changed(old, new)).err


EXPRESSIONS = [
    "@df.to_csv('pwned.csv') == None",
    "__import__('os').system('touch pwned')",
    "growth > 3 or open('pwned', 'w')",
    "{growth.__class__}",
    "growth; import os; os.mknod('pwned')",
    "$(touch pwned)",
    "`touch pwned`",
]


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_d10_a_text_that_looks_like_code_is_a_name_and_never_run(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    quoted = json.dumps(text)
    for old, new in (
        ('question = "growth", is_in', f"question = {quoted}, is_in"),
        ('is_in = ["Grew"]', f"at_least = {quoted}"),
        ('is_in = ["Grew"]', f"expression = {quoted}"),
        ("[groups.performance]", f"[groups.performance]\nrequire = {quoted}"),
        ("hide_below = 5", f"weight = {quoted}\nlonely = {quoted}"),
    ):
        refused(capsys, tmp_path, changed(old, new))
    path = files(tmp_path, text=changed('label = "Revenue grew"', f"label = {quoted}", STUDY))
    assert inside(capsys, "classify", path, "--format", "json").code == 0
    for by in (text, f"growth={text}", f"performance.{text}"):
        assert inside(capsys, "classify", path, "--by", by).code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["survey.csv", "survey.toml"]


@pytest.mark.parametrize("text", ["not " * 20_000, "a." * 20_000, "9**9**9", "(" * 50_000, "x" * 2_001])
@pytest.mark.parametrize(
    "place",
    [
        'label = "Revenue grew"',
        'question = "growth", is_in',
        'is_in = ["Grew"]',
        'scale = "agreement"',
        'chart = "p_top"',
    ],
)
def test_d11_a_text_of_any_length_is_judged_at_once(capsys: Capture, tmp_path: Path, text: str, place: str) -> None:
    new = re.sub(r'(?<=")[^"]+(?=")', text, place, count=1)
    if place.startswith("label") and len(text) < 2_000:
        path = files(tmp_path, text=changed(place, new, STUDY))
        assert inside(capsys, "classify", path).code == 0
    else:
        assert len(refused(capsys, tmp_path, changed(place, new)).err) < 2_000


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*$", "([a-z]+)*$", "(.*)*x", "a*" * 3, "[", "(?P<x", "\\"])
def test_d12_a_pattern_is_plain_text_however_it_looks(capsys: Capture, tmp_path: Path, pattern: str) -> None:
    quoted = json.dumps(pattern)
    columns = answers()
    columns[f"{'a' * 40}!"] = columns["plan"] = [pattern if text == "Agree" else text for text in columns["plan"]]
    codes = f'codes = {{ {quoted} = "Agree" }}\nmissing = {{ "Don\'t know"'
    text = changed('missing = { "Don\'t know"', codes, STUDY)
    start = time.monotonic()
    assert inside(capsys, "compare", files(tmp_path, columns, text)).code == 0
    replicates = f'hide_below = 5\nreplicate_weights = {{ columns = {quoted}, method = "JK1" }}'
    assert inside(capsys, "compare", files(tmp_path, columns, changed("hide_below = 5", replicates, STUDY))).code in {
        2,
        3,
    }
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    ("rule", "passes", "said"),
    [
        (
            'is_in = ["Grew"] }, { label = "Fell", question = "growth", is_in = ["Fell"]',
            0,
            "nobody is in Top Performers",
        ),
        ('is_in = ["Fell", "Same", "Grew"]', 119, "everybody who answered passes 'Revenue grew'"),
        ('at_least = "Grew"', 40, ""),
    ],
)
def test_d13_criteria_that_contradict_one_another_or_that_all_meet_are_told_with_counts_for_each(
    capsys: Capture, tmp_path: Path, rule: str, passes: int, said: str
) -> None:
    path = files(tmp_path, text=changed('is_in = ["Grew"]', rule, STUDY))
    ended = inside(capsys, "classify", path, "--format", "json")
    assert ended.code == 0
    result = json.loads(ended.out)["results"][0]
    assert result["grouping"]["n_first"] == passes
    steps = [row for row in result["rows"] if row["type"] == "Criterion"]
    assert len(steps) == rule.count("question") + 1
    assert all(step["passed"] + step["failed"] + step["open"] == 120 for step in steps)
    assert said in ended.err
    assert ("warning: " in ended.err) == bool(said)


def test_d13_a_criterion_that_nobody_meets_is_told(capsys: Capture, tmp_path: Path) -> None:
    columns = {**answers(), "growth": ["Fell"] * 120}
    assert "warning: nobody passes 'Revenue grew'" in inside(capsys, "classify", files(tmp_path, columns)).err


@pytest.mark.parametrize("text", ["a = " + "9" * 5_000, "a = " + "[" * 5_000, "a." * 200_000 + "b = 1", "a\x00", ""])
@pytest.mark.parametrize(
    "verb", [("simulate", "sam"), ("reconcile",), ("benchmark", "no.csv", "--study", "sam", "--against")]
)
def test_d06_a_file_of_published_figures_is_read_as_warily(
    capsys: Capture, tmp_path: Path, text: str, verb: tuple[str, ...]
) -> None:
    path = tmp_path / "published.toml"
    path.write_text(text, encoding="utf-8")
    ended = inside(capsys, *verb, path)
    assert ended.code in {2, 3}
    assert ended.err.startswith("error: ")
