"""SPSS files: labels in place of codes, codes where an answer is declared missing, and what else the file says."""

import csv
import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import pyreadstat
import pytest

from samkit import survey
from samkit.readers.export import Settings
from samkit.study.load import load
from samkit.tally import Missing
from tests.readers.labelled import loaded, refused, sav, texts, told
from tests.reference import SHARED, need_shared

AGREEMENT = {1.0: "Disagree", 2.0: "Agree", 9.0: "No answer"}
DATA: dict[str, list[Any]] = {
    "id": [1.0, 2.0, 3.0, 4.0],
    "q1": [1.0, 2.0, 9.0, None],
    "name": ["Zoë", "", " x ", "long " * 80],
}
SAID: dict[str, Any] = {
    "column_labels": {"q1": "How far do you agree?"},
    "variable_value_labels": {"q1": AGREEMENT},
    "missing_ranges": {"q1": [9.0]},
    "variable_measure": {"q1": "ordinal", "id": "nominal"},
}
STUDY = """
schema = "samkit-study/1"
[study]
title = "Labelled answers"
[questions.q1]
text = "How far do you agree?"
levels = ["Disagree", "Agree"]
"""
REAL = {
    "haven/labelled-num-na.sav": 2,
    "haven/labelled-num.sav": 1,
    "haven/labelled-str.sav": 2,
    "haven/tagged-na-double.dta": 8,
    "haven/tagged-na-int.dta": 8,
    "haven/types.dta": 2,
    "haven/umlauts.sav": 4,
    "prs/hebrews.sav": 99,
    "prs/missing_char.sav": 2,
    "prs/missing_test.dta": 1,
    "prs/missing_test.sav": 2,
    "prs/ordered_category.sav": 4,
    "prs/sample.dta": 5,
    "prs/sample.por": 5,
    "prs/sample.sav": 5,
    "prs/sample.zsav": 5,
    "prs/sample_large.sav": 485,
    "prs/sample_missing.sav": 7,
    "prs/simple_alltypes.sav": 6,
    "prs/tegulu.sav": 1,
}


def real(folder: Path, name: str) -> Path:
    """Unpack a real file."""
    path = folder / Path(name).name
    with zipfile.ZipFile(SHARED / "exports" / "labelled_spss_stata.zip") as opened:
        path.write_bytes(opened.read(member(opened, name)))
    return path


def member(opened: zipfile.ZipFile, name: str) -> str:
    """Find a file in an archive by the end of its name."""
    (found,) = [each for each in opened.namelist() if each.endswith(name)]
    return found


@pytest.mark.parametrize("compress", [False, True])
def test_answers_come_as_labels_and_missing_ones_as_codes(tmp_path: Path, compress: bool) -> None:
    name = "survey.zsav" if compress else "survey.sav"
    export = loaded(sav(tmp_path / name, DATA, compress=compress, **SAID))
    assert (export.reader, export.unit, list(export.lines)) == ("spss", "case", [1, 2, 3, 4])
    assert texts(export)["q1"] == ["Disagree", "Agree", "9", ""]
    asked = export.columns["q1"].asked
    assert (asked.text, asked.kind) == ("How far do you agree?", "single")
    assert dict(asked.labels) == {"1": "Disagree", "2": "Agree", "9": "No answer"}
    assert dict(asked.missing) == {"9": "No answer"}
    assert told(export, "declared_missing")[0].endswith("q1: 9 (1)")


def test_ids_are_whole_numbers_and_texts_are_trimmed(tmp_path: Path) -> None:
    found = texts(loaded(sav(tmp_path / "survey.sav", DATA, **SAID)))
    assert found["id"] == ["1", "2", "3", "4"]
    assert found["name"] == ["Zoë", "", "x", ("long " * 80).strip()]


def test_a_declared_missing_answer_is_missing_in_the_survey(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(STUDY)
    study = load(tmp_path / "study.toml")
    built = survey.build(study, loaded(sav(tmp_path / "survey.sav", DATA, **SAID)))
    assert built.answers["q1"].codes.tolist() == [0, 1, Missing.NOT_ANSWERED, Missing.NOT_ANSWERED]  # type: ignore[union-attr]


def test_a_value_without_a_label_is_told_by_code_and_variable(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(STUDY)
    path = sav(tmp_path / "survey.sav", {"q1": [1.0, 2.0, 7.0]}, variable_value_labels={"q1": AGREEMENT})
    _, (problem,) = survey.code(load(tmp_path / "study.toml"), loaded(path))
    assert (problem.got, problem.place.column, problem.place.at) == ("7", "q1", "case 3")


def test_numbers_between_labelled_ends_stay_numbers(tmp_path: Path) -> None:
    ends = {0.0: "Not at all", 10.0: "Entirely"}
    path = sav(tmp_path / "s.sav", {"q": [0.0, 3.0, 7.0, 10.0]}, variable_value_labels={"q": ends})
    assert texts(loaded(path))["q"] == ["Not at all", "3", "7", "Entirely"]


def test_two_codes_with_one_label_are_refused_where_they_are_needed(tmp_path: Path) -> None:
    same = {1.0: "Agree", 2.0: "Agree"}
    path = sav(tmp_path / "s.sav", {"q": [1.0, 2.0], "r": [1.0, 2.0]}, variable_value_labels={"q": same})
    problem = refused(path, ("q",))
    assert (problem.code, problem.place.column) == ("label_twice", "q")
    assert all(word in problem.message for word in ("1", "2", "'Agree'", "'q'"))
    export = loaded(path, ("r",))
    assert texts(export)["q"] == ["1", "2"]
    assert "'q'" in told(export, "structure")[0]


def test_a_range_of_missing_codes_is_read_by_every_code_in_it(tmp_path: Path) -> None:
    ranges = {"z": [{"lo": -999.0, "hi": -1.0}, 999.0]}
    export = loaded(sav(tmp_path / "s.sav", {"z": [-999.0, -5.0, 0.0, 1.5, 999.0]}, missing_ranges=ranges))
    assert texts(export)["z"] == ["-999", "-5", "0", "1.5", "999"]
    assert set(export.columns["z"].asked.missing) == {"-999", "-5", "999"}


def test_a_declared_missing_word_is_a_missing_answer(tmp_path: Path) -> None:
    export = loaded(sav(tmp_path / "s.sav", {"w": ["a", "ZZ", "b"]}, missing_ranges={"w": ["ZZ"]}))
    assert dict(export.columns["w"].asked.missing) == {"ZZ": "declared missing"}


@pytest.mark.parametrize(
    ("form", "value", "text", "kind"),
    [
        ("DATE11", 13_744_944_000.0, "2018-05-06", "moment"),
        ("DATETIME20", 13_744_980_610.0, "2018-05-06 10:10:10", "moment"),
        ("TIME8", 36_610.0, "10:10:10", ""),
        ("TIME8", 100_000.0, "27:46:40", ""),
        ("DATETIME20", 0.0, "1582-10-14 00:00:00", "moment"),
        ("DATE11", 1e18, "1e+18", "moment"),
    ],
)
def test_days_and_times_are_written_as_iso_8601(tmp_path: Path, form: str, value: float, text: str, kind: str) -> None:
    export = loaded(sav(tmp_path / "s.sav", {"d": [value]}, variable_format={"d": form}))
    assert (texts(export)["d"], export.columns["d"].asked.kind) == ([text], kind)


def test_a_missing_column_is_refused_with_the_nearest(tmp_path: Path) -> None:
    problem = refused(sav(tmp_path / "s.sav", DATA, **SAID), ("Q1",))
    assert (problem.code, problem.hint) == ("missing_column", "did you mean 'q1'?")


def test_only_what_is_asked_for_is_kept(tmp_path: Path) -> None:
    from samkit.readers import choose

    export = choose.read(sav(tmp_path / "s.sav", DATA, **SAID), Settings(patterns=("n*",)), ("q1",))
    assert (set(export.columns), export.header) == ({"q1", "name"}, ("id", "q1", "name"))
    assert export.columns["q1"].position == 2


def test_a_file_without_respondents_is_refused(tmp_path: Path) -> None:
    assert refused(sav(tmp_path / "s.sav", {"q": []})).code == "no_rows"


def weighted(path: Path) -> Path:
    """Declare the second variable to be the weight, in the header of the file."""
    content = bytearray(path.read_bytes())
    content[76:80] = struct.pack("<i", 2)
    path.write_bytes(content)
    return path


def test_a_weight_that_the_study_does_not_use_is_told(tmp_path: Path) -> None:
    data = {"id": [1.0, 2.0], "a_long_name_of_a_weight": [0.5, 1.5]}
    path = weighted(sav(tmp_path / "s.sav", data, variable_value_labels={"id": {1.0: "one"}}))
    (said,) = told(loaded(path, ("id",)), "weighted_file")
    assert "a_long_name_of_a_weight" in said
    assert told(loaded(path, ("id", "a_long_name_of_a_weight")), "weighted_file") == []


# Real files


@need_shared
@pytest.mark.parametrize("name", REAL)
def test_every_real_file_holds_the_values_that_the_library_finds(tmp_path: Path, name: str) -> None:
    path = real(tmp_path, name)
    export = loaded(path)
    assert export.rows == REAL[name]
    reads: Any = {".dta": pyreadstat.read_dta, ".por": pyreadstat.read_por}.get(path.suffix, pyreadstat.read_sav)
    options = {} if path.suffix == ".por" else {"user_missing": True}
    values, meta = reads(str(path), output_format="dict", disable_datetime_conversion=True, **options)
    assert list(export.header) == meta.column_names
    for column, found in values.items():
        labels = {str(value): label for value, label in meta.variable_value_labels.get(column, {}).items()}
        kept = export.columns[column]
        for text, value in zip(kept.texts(), found, strict=True):
            if value in {None, ""}:
                assert text == ""
            elif text not in kept.asked.missing and str(value) in labels:
                assert text == labels[str(value)]
            elif isinstance(value, str):
                assert text.removeprefix(".") == value
            elif kept.asked.kind != "moment" and ":" not in text:
                assert float(text) == pytest.approx(value, rel=1e-7)
        assert (kept.asked.part or kept.asked.text) == (meta.column_names_to_labels.get(column) or "")


@need_shared
@pytest.mark.parametrize(("name", "beside"), [("prs/sample_missing.sav", "prs/sample_missing_user.csv")])
def test_declared_missing_codes_are_those_that_the_program_itself_writes(
    tmp_path: Path, name: str, beside: str
) -> None:
    export = loaded(real(tmp_path, name))
    with zipfile.ZipFile(SHARED / "exports" / "labelled_spss_stata.zip") as opened:
        with_codes = list(csv.DictReader(io.StringIO(opened.read(member(opened, beside)).decode())))
        without = list(csv.DictReader(io.StringIO(opened.read(member(opened, "sample_missing.csv")).decode())))
    for column in ("mynum", "mylabl", "myord"):
        kept = export.columns[column]
        codes = {label: code for code, label in kept.asked.labels.items()}
        for text, coded, plain in zip(kept.texts(), with_codes, without, strict=True):
            code = codes.get(text, text)
            assert (code == "") == (coded[column] == "#NULL!")
            assert not code or float(code) == float(coded[column])
            is_missing = plain[column] == "#NULL!"
            assert (text in {"", *kept.asked.missing}) == is_missing
    assert [text for text in export.columns["mydate"].texts() if text] == [
        row["mydate"] for row in without if row["mydate"] != "#NULL!"
    ]
    assert [text for text in export.columns["dtime"].texts() if text] == [
        row["dtime"].replace("T", " ").removesuffix(".000000") for row in without if row["dtime"] != "#NULL!"
    ]


@need_shared
def test_sets_of_answers_are_questions_with_options_or_mentions(tmp_path: Path) -> None:
    export = loaded(real(tmp_path, "prs/simple_alltypes.sav"))
    options = [column.asked for column in export.columns.values() if column.asked.kind == "option"]
    assert [(asked.group, asked.part) for asked in options] == [
        ("mymrset", "Response #1"),
        ("mymrset", "Response #2"),
        ("mymrset", "Response #3"),
    ]
    mentions = [name for name, column in export.columns.items() if column.asked.group == "categorical_array"]
    assert mentions == ["ca_subvar_1", "ca_subvar_2", "ca_subvar_3"]
    assert len(told(export, "structure")) == 2
    assert set(export.columns["z"].asked.missing) == {"-9", "999"}
    assert set(export.columns["x"].asked.missing) == {"8"}


@need_shared
def test_other_scripts_come_through(tmp_path: Path) -> None:
    assert list(loaded(real(tmp_path, "prs/hebrews.sav")).columns) == ["ותק_ב"]
    assert texts(loaded(real(tmp_path, "haven/umlauts.sav")))["var1"][:2] == ["the ä umlaut", "the ü umlaut"]
