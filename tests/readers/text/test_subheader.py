from pathlib import Path

import pytest

from samkit.readers.export import Settings
from tests.readers.made import HEADER, ROWS, cells, lines, loaded, refused, text_of

TEXTS = ",".join(f"Text of {name}" for name in HEADER)
JSON_CODES = ",".join('"{""ImportId"":""QID' + str(place) + '""}"' for place in range(6))
OLD_CODES = ",".join("{'ImportId': 'QID" + str(place) + "'}" for place in range(6))


@pytest.mark.parametrize(
    "below",
    [
        [TEXTS, JSON_CODES],
        [TEXTS, OLD_CODES],
        [JSON_CODES],
        [",".join(HEADER), JSON_CODES],
        [",Response,Response,Response,Response,Open-Ended Response"],
        ["Response,Response,Response,Response,Response,Response"],
        [TEXTS],
        [",How much did you grow?,,How is one?,How is two?,"],
    ],
    ids=[
        "qualtrics",
        "old qualtrics",
        "codes alone",
        "names again",
        "surveymonkey",
        "all response",
        "texts alone",
        "some texts",
    ],
)
def test_header_rows_below_the_header_are_refused_and_the_hint_skips_them(tmp_path: Path, below: list[str]) -> None:
    table = lines()
    content = text_of([table[0], *below, *table[1:]])
    problems = refused(tmp_path, content)
    if below == [",How much did you grow?,,How is one?,How is two?,"]:
        assert problems == ()  # one column of numbers alone is no proof: the survey refuses the words in it
        return
    (problem,) = problems
    assert (problem.code, problem.place.line) == ("second_header", 2)
    assert problem.hint == f"skip_rows_after_header = {len(below)}"
    assert problem.place.column == "growth"
    assert cells(loaded(tmp_path, content, Settings(skip_rows_after_header=len(below)))) == list(ROWS)


def test_one_who_answers_response_is_a_respondent(tmp_path: Path) -> None:
    rows = [(*ROWS[0][:5], "Response"), *ROWS[1:]]
    assert cells(loaded(tmp_path, text_of(lines(rows)))) == rows


def test_a_first_respondent_with_no_numbers_is_a_respondent(tmp_path: Path) -> None:
    rows = [("R001", "", "NA", *ROWS[0][3:]), *ROWS[1:]]
    assert cells(loaded(tmp_path, text_of(lines(rows)))) == rows
