"""One small synthetic survey in every format: all files read to the same answers, and begin the same study."""

from __future__ import annotations

import math
import shutil
import zipfile
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.etree.ElementTree import canonicalize

import numpy as np
import pytest

from samkit import starting, workflow
from samkit.answers import Coded
from samkit.catalogue import READERS
from samkit.intake.begin import begin
from samkit.readers import choose
from samkit.readers.export import Settings
from samkit.selections.marks import USUAL_BLANKS
from samkit.study.load import parse
from samkit.tally import Missing
from tests.cli.programs import inside
from tests.data.formats import FILES, FOLDER
from tests.data.respondents import DATA
from tests.data.small.platforms import numbered
from tests.data.small.respondents import (
    DONT_KNOW,
    GRID,
    OPTIONS,
    PRACTICES,
    SINGLE,
    TOOLS,
    Respondent,
    respondents,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from samkit.intake.begin import Begun
    from samkit.readers.export import Column, Export
    from samkit.survey import Survey

ALL: Final = respondents()
SCALED: Final = {each.key: each for each in (*SINGLE, *PRACTICES)}
TICKS: Final = (*OPTIONS, "other")

PACKED: Final = {"plain.tsv", "google_forms.csv", "microsoft_forms.xlsx"}
"""All ticked options stand in one cell."""

EITHER: Final = PACKED | {
    "qualtrics_text.csv",
    "qualtrics_legacy.csv",
    "surveymonkey.csv",
    "surveymonkey.xlsx",
    "limesurvey_codes.csv",
    "typeform.csv",
    "alchemer.csv",
}
"""Blank cells are all that says that nothing was ticked, and all that says that the question was not asked."""

CODES: Final = {"qualtrics_numeric.csv": "", "limesurvey_codes.csv": "A"}
"""Levels are codes without a label, here with what stands before their number; "Don't know" is one of them."""

WITHOUT_GRID: Final = {"microsoft_forms.xlsx", "typeform.csv", "stata.dta"}
"""The rows of the grid stand without its question."""

WITHOUT_TOOLS: Final = {"typeform.csv", "stata.dta"}
"""The options of the multi-select question stand without its words."""

WITHOUT_WORDS: Final = {"plain.tsv", "limesurvey_codes.csv"}
"""Headings are names or codes, and no words."""


@pytest.fixture(scope="module", params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    """Give the name of each file."""
    found: str = request.param
    return found


def neutral(name: str, folder: Path) -> Path:
    """Copy a file under a name that does not say where it is from."""
    path = folder / f"export.{name.rpartition('.')[2]}"
    shutil.copyfile(FOLDER / name, path)
    return path


def column(export: Export, name: str, key: str) -> Column:
    """Find the column that holds something of the survey, by its place."""
    place = FILES[name].keys.index(key) + 1
    return next(each for each in export.columns.values() if each.position == place)


def test_every_reader_has_a_file() -> None:
    assert {file.reader for file in FILES.values()} == set(READERS)
    assert {path.name for path in FOLDER.iterdir()} == set(FILES)


def contents(path: Path) -> Any:
    """Give what a file holds, without what only says when and by what it was written."""
    import pyarrow.parquet as pq
    import pyreadstat

    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as opened:
            # The same XML is spelt in more than one way, by which of two libraries is there.
            return {part: canonicalize(opened.read(part).decode()) for part in opened.namelist()}
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        return table.to_pydict(), table.schema, table.schema.metadata
    if path.suffix in {".sav", ".zsav", ".dta"}:
        reads: Callable[..., tuple[pd.DataFrame, Any]] = (
            pyreadstat.read_dta if path.suffix == ".dta" else pyreadstat.read_sav
        )
        frame, meta = reads(str(path), user_missing=True)
        said = (meta.file_label, meta.column_names_to_labels, meta.variable_value_labels, meta.missing_ranges)
        return frame.to_csv(), said, meta.missing_user_values, meta.variable_measure
    return path.read_bytes()


def test_the_files_come_out_again(name: str, tmp_path: Path) -> None:
    FILES[name].write(tmp_path / name)
    assert contents(tmp_path / name) == contents(FOLDER / name)


def test_a_file_is_recognised_by_what_it_holds(name: str, tmp_path: Path) -> None:
    export = choose.read(neutral(name, tmp_path), Settings(), (), keep_all=True)
    assert (export.reader, export.rows) == (FILES[name].reader, len(ALL))


class Started(NamedTuple):
    """A file under a neutral name, the study that `init --yes` begins, and the file read with it."""

    path: Path
    begun: Begun
    text: str
    survey: Survey


@pytest.fixture(scope="module")
def started(name: str, tmp_path_factory: pytest.TempPathFactory) -> Started:
    """Begin a study."""
    path = neutral(name, tmp_path_factory.mktemp("formats"))
    begun = begin(path, Settings())
    text = starting.text(begun, begun.draft)
    return Started(path, begun, text, workflow.read(path, parse(text, "export.toml")))


@pytest.fixture(scope="module")
def export(started: Started) -> Export:
    """Give everything that was read of a file."""
    return started.begun.export


def level(column: Column, text: str, before: str | None, key: str) -> str:
    """Give the words of a level; those of its code, where the file has only codes."""
    if before is not None and text not in column.asked.missing:
        return {code: words for words, code in numbered(SCALED[key].levels, before).items()}[text]
    return (
        {"not answered": "", "Don't know": DONT_KNOW}[column.asked.missing[text]]
        if text in column.asked.missing
        else text
    )


def test_questions_with_one_answer_are_the_same(name: str, export: Export) -> None:
    for key in SCALED:
        found = column(export, name, key)
        read = [level(found, text, CODES.get(name), key) for text in found.texts()]
        assert read == [one.answers[key] for one in ALL], key


def test_numbers_and_words_are_the_same(name: str, export: Export) -> None:
    numbers = column(export, name, "accounts").texts()
    assert [int(float(text)) if text else None for text in numbers] == [one.accounts for one in ALL]
    assert column(export, name, "wish").texts() == [one.wish for one in ALL]
    if "words" in FILES[name].keys:
        assert column(export, name, "words").texts() == [one.words for one in ALL]


def ticks(export: Export, name: str, row: int) -> frozenset[str] | None:
    """Say what a respondent ticked; None where every cell says that the question was not asked, or nothing at all."""
    found: set[str] = set()
    blank = 0
    for key in TICKS:
        each = column(export, name, f"tools.{key}" if f"tools.{key}" in FILES[name].keys else "words")
        text = each.texts()[row]
        blank += text == "" or text in each.asked.missing
        found |= {key} if text.casefold() not in USUAL_BLANKS | {"", *each.asked.missing} else set()
    return None if blank == len(TICKS) else frozenset(found)


def unpacked(text: str) -> tuple[frozenset[str] | None, str]:
    """Take a cell apart by the words of the options: which are ticked, and what else stands there."""
    found = frozenset(key for key, words in OPTIONS.items() if words in text)
    for key in found:
        text = text.replace(OPTIONS[key], "")
    words = text.strip(" ,;")
    return (found | ({"other"} if words else frozenset())) or None, words


def test_nobody_ticked_differs_from_not_asked_wherever_the_file_says_so(name: str, export: Export) -> None:
    if name in PACKED:
        cells = [unpacked(text) for text in column(export, name, "tools").texts()]
        assert [words for _, words in cells] == [one.words for one in ALL]
        read = [ticked for ticked, _ in cells]
    else:
        read = [ticks(export, name, row) for row in range(len(ALL))]
    given = [one.tools for one in ALL]
    assert frozenset() in given
    assert None in given
    assert read == ([ticked or None for ticked in given] if name in EITHER else given)


def question(survey: Survey, name: str, key: str) -> str:
    """Find the question that reads a column."""
    wanted = FILES[name].keys.index(key) + 1
    names = {each.name for each in survey.export.columns.values() if each.position == wanted}
    return next(each.id for each in survey.study.questions.values() if each.column in names and not each.selection)


def answered(survey: Survey, question: str) -> list[str | float]:
    """Give the answers to a question: a level, a number, or the reason why there is none."""
    coded = survey.answers[question]
    if isinstance(coded, Coded):
        return [coded.levels[code] if code >= 0 else Missing(code).label for code in coded.codes.tolist()]
    numbers, reasons = coded
    pairs = zip(numbers.tolist(), reasons.tolist(), strict=True)
    return [Missing(reason).label if math.isnan(value) else value for value, reason in pairs]


def expected(name: str, key: str) -> list[str]:
    """Give the answers to a question as a study should hold them: words, or the codes that the file has for them.

    Codes may be taken for levels or for numbers: which they are the file does not say.
    """
    words = [one.answers[key] for one in ALL]
    if name not in CODES:
        return [{"": "not answered", DONT_KNOW: "does not know"}.get(text, text) for text in words]
    codes = numbered(SCALED[key].levels, CODES[name])
    return [codes[text] or "not answered" for text in words]


def test_the_first_study_holds_the_same_answers(name: str, started: Started) -> None:
    survey = started.survey
    for key in SCALED:
        read = answered(survey, question(survey, name, key))
        assert [f"{value:g}" if isinstance(value, float) else value for value in read] == expected(name, key), key
    accounts = [float(one.accounts) if one.accounts else "not answered" for one in ALL]
    assert answered(survey, question(survey, name, "accounts")) == accounts


def of_option(one: Respondent, key: str) -> str:
    """Say what a study should hold of an option, as long as ticking nothing is no answer."""
    return ("Ticked" if key in one.tools else "Not ticked") if one.tools else "missing"


def test_the_first_study_holds_the_same_ticks(started: Started) -> None:
    survey = started.survey
    (selection,) = survey.study.selections.values()
    assert len(selection.options) == len(TICKS)
    for option, key in zip(selection.options, TICKS, strict=True):
        read = [text if str(text).endswith("icked") else "missing" for text in answered(survey, option.id)]
        assert read == [of_option(one, key) for one in ALL], key


@pytest.mark.parametrize("name", sorted(FILES.keys() - EITHER), indirect=True)
def test_who_ticked_nothing_is_in_the_base_if_the_study_says_so_and_who_was_not_asked_is_not(
    started: Started,
) -> None:
    text = started.text.replace('nothing = "not answered"', 'nothing = "none of them"')
    survey = workflow.read(started.path, parse(text, "export.toml"))
    (selection,) = survey.study.selections.values()
    for option, key in zip(selection.options, TICKS, strict=True):
        read = [text if str(text).endswith("icked") else None for text in answered(survey, option.id)]
        assert read == [None if one.tools is None else "Ticked" if key in one.tools else "Not ticked" for one in ALL]


@pytest.mark.parametrize("name", sorted(FILES.keys() - WITHOUT_WORDS), indirect=True)
def test_the_first_study_holds_the_same_words(name: str, started: Started) -> None:
    survey = started.survey
    study = survey.study
    for key, each in SCALED.items():
        assert study.questions[question(survey, name, key)].text == each.text
    (selection,) = study.selections.values()
    assert [option.text for option in selection.options[:-1]] == list(OPTIONS.values())
    assert selection.options[-1].text.startswith("Other")
    assert (selection.text == TOOLS) is (name not in WITHOUT_TOOLS)
    grid = next(section for section in study.sections.values() if len(section.items) == len(PRACTICES))
    assert [item.text for item in grid.items] == [each.text for each in PRACTICES]
    assert (grid.title == GRID) is (name not in WITHOUT_GRID)


@pytest.mark.parametrize("name", sorted(FILES.keys() - CODES), indirect=True)
def test_the_first_study_proposes_the_same_groups(started: Started) -> None:
    survey = started.survey
    labelled, _ = workflow.classify(survey)
    grown = {"Increased 1-9%", "Increased 10-19%", "Increased 20% or more"}
    best = {"Very good", "Excellent"}
    better = {"Same", "Somewhat better", "Significantly better"}
    passes = [
        (one.answers["revenue"] in grown)
        and one.answers["profit"] in grown
        and one.answers["success"] in best
        and one.answers["satisfaction"] in better
        for one in ALL
    ]
    (groups,) = labelled.groups.values()
    assert np.array_equal(groups.truth == 1, passes)


def test_the_e_mail_address_is_found_personal_and_stands_in_no_study(name: str, started: Started) -> None:
    draft = started.begun.draft
    left = {each.seen.name for each in draft.left if each.why.startswith("personal")}
    assert column(started.begun.export, name, "mail").name in left
    assert "@" not in started.text
    assert "@" not in starting.told(started.begun, draft)


def test_words_of_ones_own_are_no_question_for_a_comparison(name: str, started: Started) -> None:
    left = {each.seen.name: each.why for each in started.begun.draft.left}
    assert left[column(started.begun.export, name, "wish").name].startswith("free text")


def test_a_check_finds_nothing_that_the_first_study_cannot_read(
    started: Started, capsys: pytest.CaptureFixture[str]
) -> None:
    started.path.with_suffix(".toml").write_text(started.text, encoding="utf-8")
    ended = inside(capsys, "check", started.path, "--strict")
    assert ended.code == 0, ended.err
    assert "no errors" in ended.out


def test_the_readme_says_that_the_survey_is_synthetic_and_what_each_file_holds() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    part = readme.partition("## One small survey in every format")[2]
    assert "synthetic" in part
    assert [name for name in FILES if f"`{name}`" not in part] == []
    assert "python -m tests.data.formats" in part
