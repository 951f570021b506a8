from pathlib import Path

import numpy as np
import pytest

from samkit.readers.columns import narrow
from tests.readers.made import HEADER, ROWS, cells, codes, lines, loaded, spoilt, text_of


def test_every_row_comes_through_unchanged_and_in_order(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of(lines()))
    assert cells(export) == list(ROWS)
    assert [column.position for column in export.columns.values()] == list(range(1, 7))
    assert list(export.columns) == list(HEADER)


def test_categories_are_distinct_and_in_order_of_first_appearance(tmp_path: Path) -> None:
    column = loaded(tmp_path, text_of(lines())).columns["q1"]
    assert column.categories == tuple(dict.fromkeys(row[3] for row in ROWS))
    assert column.codes.dtype == np.int8


def test_codes_are_as_narrow_as_the_number_of_texts_allows() -> None:
    for distinct, bits in ((0, 8), (1, 8), (128, 8), (129, 16), (32_768, 16), (32_769, 32)):
        codes = np.arange(distinct, dtype=np.int64)
        held = narrow(codes, distinct)
        assert held.dtype == np.dtype(f"int{bits}")
        assert held.tolist() == codes.tolist()


def test_blanks_round_words_are_taken_off_and_said(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of([line.replace(",", ", ") for line in lines()]))
    assert (cells(export), codes(export)) == (list(ROWS), ["header_trimmed", "cells_trimmed"])
    assert "36 cells" in export.notes[1].text
    assert "line 2" in export.notes[1].text


def test_blanks_round_a_number_mean_nothing(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of(spoilt(4, "R003, 7 ,1.1,Agree,Disagree,fine")))
    assert (export.columns["growth"].texts()[2], export.notes) == ("7", ())


def test_texts_that_become_equal_when_trimmed_are_one_category(tmp_path: Path) -> None:
    column = loaded(tmp_path, text_of(spoilt(4, "R003,-2,1.1,Agree ,Disagree,fine"))).columns["q1"]
    assert column.texts()[2] == "Agree"
    assert len(set(column.categories)) == len(column.categories)


@pytest.mark.parametrize("sign", ["\u00a0", "\t", "\u200b", "\u2009"])
def test_white_space_of_another_kind_stays_in_the_cell(tmp_path: Path, sign: str) -> None:
    export = loaded(tmp_path, text_of(spoilt(4, f"R003,-2,1.1,Agree{sign},Disagree,fine")))
    assert export.columns["q1"].texts()[2] == f"Agree{sign}"


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\u202e", "\u2066", "\x85", "\ufeff", "\u200b", "\x7f"])
def test_control_and_direction_characters_are_kept_and_said_by_number(tmp_path: Path, sign: str) -> None:
    export = loaded(tmp_path, text_of(spoilt(4, f"R{sign}3,-2,1.1,Agree,Disagree,fine")))
    assert (export.columns["id"].texts()[2], codes(export)) == (f"R{sign}3", ["control_characters"])
    assert f"<U+{ord(sign):04X}>" in export.notes[0].text
    assert "line 4" in export.notes[0].text
    assert sign not in export.notes[0].text


def test_ids_that_look_like_numbers_stay_text(tmp_path: Path) -> None:
    ids = ["007", "7", "1E5", "100000", "0x10", "1.0", "1", "NA", "12345678901234565", "12345678901234566", "-0", "0"]
    rows = [(name, *row[1:]) for name, row in zip(ids, ROWS, strict=True)]
    export = loaded(tmp_path, text_of(lines(rows)))
    assert (export.columns["id"].texts(), export.notes) == (ids, ())
