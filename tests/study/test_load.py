from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.errors import StudyError
from samkit.study import templates
from samkit.study.load import load, parse
from tests.builders import STUDY

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from samkit.errors import Problem


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(StudyError) as caught:
        parse(text, "study.toml")
    return caught.value.problems


def problems_if_any(text: str) -> tuple[Problem, ...]:
    try:
        parse(text, "study.toml")
    except StudyError as error:
        return error.problems
    return ()


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "code", "part", "said"),
    [
        ("title = ", "titel = ", "unknown_key", "titel", "did you mean 'title'?"),
        ("hide_below = 5", 'hide_below = "5"', "wrong_value", "hide_below", "found '5'; expected a whole number"),
        ("hide_below = 5", "hide_below = nan", "wrong_value", "hide_below", "expected a whole number"),
        ("hide_below = 5", "level = 95", "wrong_value", "level = 95", "level = 0.95"),
        ("hide_below = 5", "level = 0", "wrong_value", "level = 0", "a fraction such as 0.95"),
        ("hide_below = 5", "level = 0.5", "wrong_value", "level = 0.5", "a fraction such as 0.95"),
        ("hide_below = 5", "level = nan", "wrong_value", "level = nan", "a fraction such as 0.95"),
        ("hide_below = 5", "margin = -1", "wrong_value", "margin", "greater than 0"),
        ("hide_below = 5", "margin = inf", "wrong_value", "margin", ""),
        ("hide_below = 5", "seed = -1", "wrong_value", "seed", "greater than or equal to 0"),
        ("hide_below = 5", 'seed = "a"', "wrong_value", "seed", "a whole number"),
        ("hide_below = 5", 'adjust = "bonferoni"', "wrong_value", "adjust", "'holm'"),
        ('favourable = ["Yes"]', 'favourable = ["Yess"]', "unknown_level", "Yess", "did you mean 'Yes'?"),
        ('levels = ["No", "Yes"]', 'levels = ["No", "Yes", "No"]', "duplicate_level", '"No", "Yes"', "found 'No'"),
        ('question = "growth", is_in', 'question = "grwth", is_in', "unknown_question", "grwth", "'growth'"),
        ('is_in = ["Grew"]', 'is_in = ["Grow"]', "unknown_level", "Grow", "did you mean 'Grew'?"),
        ('levels = ["No", "Yes"]', 'levels = ["No", "Yes", " Yes"]', "duplicate_level", '" Yes"', "' Yes'"),
        (
            'levels = ["No", "Yes"]',
            'levels = ["No", "Yes"]\ncodes = { "No" = "Yes" }',
            "code_is_level",
            "codes = ",
            "declared to mean another one, 'Yes'",
        ),
        ("missing = {", 'missing = { "Agree" = "does not know",', "missing_is_level", "missing = ", "found 'Agree'"),
        ('levels = ["Fell", "Same", "Grew"]', "numeric = {}", "not_levels", "growth_item", "answered with a number"),
        ('is_in = ["Grew"]', "at_least = 3", "unknown_level", "at_least = 3", "found '3"),
        ('is_in = ["Grew"]', 'is_in = ["Grew"], at_most = "Same"', "wrong_table", "at_most", "has at_most and is_in"),
        ('is_in = ["Grew"]', 'expression = "growth > 3"', "unknown_key", "expression", ""),
        ('scale = "agreement"\nq', 'scale = "agrement"\nq', "unknown_scale", "agrement", "'agreement'"),
        ('section = "practices"', 'section = "practises"', "unknown_section", "practises", "'practices'"),
        ('chart = "dumbbell"', 'chart = "dumbell"', "unknown_chart", "dumbell", "'dumbbell'"),
        ('chart = "dumbbell"', 'chart = "p_top"', "wrong_chart", "p_top", "paired_bars"),
        ('chart = "dumbbell"', 'chart = "dumbbell"\nanalysis = "rank"', "wrong_chart", "rank", "gap"),
        ('id = "2"', 'id = "1"', "duplicate_figure", 'id = "1"', "each id once"),
        ('id = "2"', 'id = "../x"', "wrong_value", "../x", ""),
        ('id = "2"', 'id = "/etc/x"', "wrong_value", "/etc/x", ""),
        ('id = "2"', 'id = "a\\nb"', "wrong_value", "a\\nb", ""),
        ("[groups.performance]", "[groups.performance]\nrequire = 2", "impossible_rule", "require", "1 to 1"),
        ("[groups.performance]", '[groups."a/b"]', "wrong_value", "a/b", ""),
        ('schema = "samkit-study/1"', 'schema = "samkit-study/2"', "wrong_value", "schema", "samkit-study/1"),
        ('schema = "samkit-study/1"', 'template = "sams"', "unknown_template", "template", "sam"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_what_to_do(old: str, new: str, code: str, part: str, said: str) -> None:
    text = STUDY.replace(old, new, 1) if old != 'id = "2"' else STUDY.replace(old, new)
    assert text != STUDY
    matching = [problem for problem in problems(text) if problem.code == code]
    assert matching
    assert said in str(matching[0])
    last = max(number for number, line in enumerate(text.split("\n"), 1) if part in line)
    assert matching[0].place.line in {line_of(text, part), last}


def test_all_faults_are_told_in_one_go() -> None:
    text = STUDY
    wrong = [
        ("hide_below = 5", "hide_below = 0"),
        ('favourable = ["Agree"]', 'favourable = ["Agre"]'),
        ('question = "growth", is_in', 'question = "growht", is_in'),
        ('chart = "p_top"', 'chart = "p_tip"'),
        ("ripe = ", '"ri pe" = '),
        ('title = "Practices"', 'titel = "Practices"'),
    ]
    for old, new in wrong:
        assert old in text
        text = text.replace(old, new, 1)
    told = str(StudyError(problems(text)))
    for _, new in wrong:
        assert any(f"line {number}," in told for number, line in enumerate(text.split("\n"), 1) if new in line), new


def test_a_table_with_a_fault_is_not_told_as_missing_by_those_who_name_it() -> None:
    text = STUDY.replace('text = "Revenue"\n', "")
    assert [problem.code for problem in problems(text)] == ["missing_key"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a = 1\nb = \n", 2, "not TOML"),
        ("a = 1\na = 2\n", 2, "not TOML"),
        ('a = "x\u2028\x85y"\nb = ', 2, "not TOML"),
        ("[a\n", 1, "not TOML"),
        ("", None, "schema is missing"),
        ("a = 1\rb = 2", 1, "not TOML"),
        ("a = 2024-13-45", 1, "not TOML"),
        ("a = " + "9" * 5000, None, "not TOML"),
        ("a = " + "[" * 5000, None, "nested 100 deep at most"),
        ("a = " + "{b = " * 5000, None, "nested 100 deep at most"),
        ("a\x00b = 1", 1, "not TOML"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, line: int | None, said: str) -> None:
    found = problems(text)
    assert said in str(StudyError(found))
    assert found[0].place.line == line


@pytest.mark.parametrize("depth", [50, 300, 3_000])
def test_keys_nested_deeply_end_in_a_study_error(depth: int) -> None:
    assert problems(f"{'a.' * depth}a = 1")
    assert problems(STUDY.replace("hide_below = 5", f"{'a.' * depth}a = 1"))


@pytest.mark.parametrize("depth", [20, 21, 80, 200])
def test_a_rule_may_be_twenty_deep_and_no_deeper(depth: int) -> None:
    inner = '{ label = "x", question = "growth", is_in = ["Grew"] }'
    for level in range(depth - 1):
        inner = f'{{ label = "l{level}", criteria = [{inner}] }}'
    text = re.sub(r"criteria = \[.*\]", lambda _: f"criteria = [{inner}]", STUDY, count=1)
    if depth <= 20:
        assert parse(text, "s").groups["performance"].rule.parts
    else:
        assert problems(text)


def test_a_label_cannot_smuggle_anything_into_a_message() -> None:
    text = STUDY + '\n["\\u001b[2J\\u202e"]\na = 1\n'
    told = StudyError(problems(text)).told()
    assert "\x1b" not in told
    assert "\u202e" not in told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(STUDY.replace("\n", end).encode(encoding))
    assert load(path).questions == parse(STUDY, str(path)).questions
    assert load(path).digest == parse(STUDY, str(path)).digest


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_another_encoding_is_refused_with_the_hint_to_save_as_utf8(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(STUDY.replace("A small study", "Größe").encode(encoding))
    with pytest.raises(StudyError) as caught:
        load(path)
    assert "UTF-8" in caught.value.told() or "not TOML" in caught.value.told()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text("#" * 10_000_001)
    with pytest.raises(StudyError, match="at most 10 MB"):
        load(path)


@pytest.mark.parametrize("name", templates.names())
def test_every_template_loads_by_its_name(name: str) -> None:
    study = load(name)
    assert study.groups
    assert study.sections
    assert study.figures


def test_a_study_may_take_over_a_template_and_change_what_it_needs() -> None:
    study = parse('schema = "samkit-study/1"\ntemplate = "sam"\n[study]\ntitle = "Ours"\nlevel = 0.9\n', "s")
    base = load("sam")
    assert (study.about.title, study.about.level) == ("Ours", 0.9)
    assert study.questions == base.questions
    assert study.about.universe == base.about.universe
    assert study.digest != base.digest


def test_the_digest_changes_with_every_byte_of_the_file() -> None:
    digests = {parse(text, "s").digest for text in (STUDY, STUDY + "\n", STUDY.replace("A small", "A Small"))}
    assert len(digests) == 3


TOKENS = re.findall(r"\w+|\S|\s+", STUDY)


@settings(max_examples=800)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_a_mangled_study_file_gives_a_study_or_a_study_error_and_nothing_else(
    chance: random.Random, changes: int
) -> None:
    tokens = list(TOKENS)
    for _ in range(changes):
        place = chance.randrange(len(tokens))
        other = chance.choice([*TOKENS, "nan", "-1", "1e999", "[[", '""', "true", "1979-05-27", "{", "\u0000", "0"])
        tokens[place : place + chance.randint(0, 2)] = [other] * chance.randint(0, 2)
    text = "".join(tokens)
    for problem in problems_if_any(text):
        assert problem.place.line is None or 1 <= problem.place.line <= text.count("\n") + 1


@settings(max_examples=150)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(
        ["study", "title", "scales", "levels", "questions", "groups", "sections", "figures", "criteria", "x", "", "id"]
    ), below, max_size=4),
    max_leaves=15,
))  # fmt: skip
def test_a_study_of_any_shape_gives_faults_and_never_another_error(shape: object) -> None:
    from samkit.study.load import validate

    raw = {"schema": "samkit-study/1", "study": {"title": "t"}, **(shape if isinstance(shape, dict) else {"x": shape})}
    _, faults = validate(raw)
    assert all(fault.message for fault in faults)
