from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.results import Estimate
from samkit.tables.table import Column, Table
from samkit.writers import markdown

COLUMNS = (
    Column("item", "Item", "label"),
    Column("n", "n", "count", brief=False),
    Column("share", "Share, %", "share"),
)


def table(text: str) -> Table:
    return Table("t", text, COLUMNS, ((text, 3, Estimate(0.5, 0.4, 0.6)),), (text,))


def test_a_table_has_a_title_its_brief_columns_and_a_footer() -> None:
    assert markdown.write([table("A")]) == (
        "### A\n\n| Item | Share, % |\n| :--- | ---: |\n| A | 50 (40 to 60) |\n\nA  \n"
    )


@given(st.text())
def test_whatever_a_label_holds_a_row_keeps_its_cells_and_a_table_its_lines(text: str) -> None:
    lines = markdown.write([table(text)]).split("\n")
    assert len(lines) == 8
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", lines[4])) == 3


@pytest.mark.parametrize("text", ["<script>", "[a](b)", "`a`", "a|b", "*a*", "_a_", "# a", "a\nb", "&lt;", "![a](b)"])
def test_neither_markdown_nor_html_acts_on_a_label(text: str) -> None:
    cell = markdown.write([table(text)]).split("\n")[4]
    assert not re.search(r"(?<!\\)[*_`\[\]#]", cell)
    assert "<" not in cell
    assert "&lt;" in cell or "<" not in text
    assert cell.count("|") - cell.count("\\|") == 3


@pytest.mark.parametrize("text", ["- a", "+ a", "> a", "1. a", "12) a", "=====", "---", "95 % a", "1.5 a"])
def test_a_line_of_its_own_begins_nothing_but_a_line(text: str) -> None:
    line = markdown.write([table(text)]).split("\n")[-2]
    assert not re.match(r"[-+=>]|\d+[.)] ", line)
    assert line.replace("\\", "") == f"{text}  "


@pytest.mark.parametrize("text", ["https://example.org", "$x$", "www.example.org", "~a~"])
def test_neither_an_address_nor_mathematics_is_left(text: str) -> None:
    cell = markdown.write([table(text)]).split("\n")[4]
    assert not re.search(r"(?<!\\)[$~]|(?<!\\)://|www\.", cell)
