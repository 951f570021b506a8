"""Tables in a notebook: escaped, every cell there, shared lines once, no colour that only suits light paper."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from samkit.notes import Note
from samkit.results import Estimate
from samkit.tables.table import Column, Table
from samkit.writers import notebook

EVIL = '<script>alert("1")</script>&amp;\x1b[2J\u202e'
COLUMNS = (
    Column("item", "Item <b>", "label"),
    Column("gap", "Gap, points", "gap"),
    Column("p", "p", "p-value", brief=False),
)


def table(name: str = "one", text: str = "Plan") -> Table:
    rows = ((text, Estimate(0.25, 0.1, 0.4), 0.01),)
    return Table(name, f"Title {text}", COLUMNS, rows, ("Source: made", f"of {name}"), (Note("tied", f"note {text}"),))


class Tags(HTMLParser):
    """Gathers tags and texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= {"class", "scope"}
        self.tags.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_every_brief_cell_is_there_and_every_tag_is_closed() -> None:
    found = Tags(notebook.write([table()]))
    assert found.open == []
    assert {"Item <b>", "Plan", "+25 (+10 to +40)", "Source: made", "note Plan"} <= set(found.texts)
    assert "0.01" not in "".join(found.texts)


def test_no_text_from_outside_acts_upon_the_notebook() -> None:
    html = notebook.write([table(text=EVIL)], [Note("tied", EVIL)])
    found = Tags(html)
    assert set(found.tags) == {"div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "p"}
    assert not re.search("[\x1b\u202e]", html)
    assert '<script>alert("1")</script>&amp;' in "".join(found.texts)


def test_a_line_that_stands_below_every_table_is_said_once() -> None:
    html = notebook.write([table("one"), table("two", "Meet")])
    assert html.count("Source: made") == 1
    assert html.count("<p>of one</p>") == html.count("<p>of two</p>") == 1


def test_colours_are_those_of_the_notebook() -> None:
    style = notebook.write([]).partition("<style>")[2].partition("</style>")[0]
    assert set(re.findall(r"(?<![-\w])color:([^;}]+)", style)) == {"inherit"}
    assert "background" not in style
