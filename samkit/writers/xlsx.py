"""A report as a workbook: a sheet for each table, numbers as numbers, and beside each figure's table its chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.writers.book.charts import add_chart
from samkit.writers.book.columns import columns
from samkit.writers.book.names import names
from samkit.writers.book.styles import height, styles
from samkit.writers.cells import put, workbook
from samkit.writers.literal import on_one_line
from samkit.writers.paper import methods

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from samkit.report.document import Document, Drawn, Figure, Passage
    from samkit.tables.table import Table
    from samkit.writers.book.styles import Styles
    from samkit.writers.cells import Untyped

HEAD: Final = 4
"""The row of the headings of every table."""

FIRST, SECOND = 32.0, 110.0
"""Widths of the columns of sheets of words, in characters."""


class Page(NamedTuple):
    """What stands on one sheet: its name, what it shows and what was asked, its table, and its figure if it has one."""

    name: str
    title: str
    subtitle: str
    table: Table
    figure: Figure | None


def write(document: Document, _: Drawn) -> bytes:
    """Write the workbook: contents, a sheet for each table, methods.

    Parameters
    ----------
    document
        The report.
    _
        Its pictures, which a workbook does without.

    Returns
    -------
    bytes
        The same for the same report; no text is ever a formula or a link.
    """
    words = document.words
    told = [words("page.figure", id=figure.id) for figure in document.figures]
    wanted = [words("page.contents"), *(table.title for table in document.tables), *told, words("page.method")]
    first, *named, last = names(wanted)
    tables = [Page(name, table.title, "", table, None) for name, table in zip(named, document.tables, strict=False)]
    figures = [
        Page(name, figure.title, f"{figure.takeaway} {figure.subtitle}".strip(), figure.table, figure)
        for name, figure in zip(named[len(tables) :], document.figures, strict=True)
    ]

    def fill(book: Untyped) -> None:
        made = styles(book, document.look)
        book.set_properties({"title": on_one_line(document.title), "author": "samkit"})
        _contents(book.add_worksheet(first), document, [*tables, *figures], last, made)
        for page in (*tables, *figures):
            _table(book, page, document, first, made)
        _methods(book.add_worksheet(last), document, made)
        for sheet in book.worksheets():
            sheet.set_paper(9 if document.look.page == "A4" else 1)

    return workbook(fill)


def _contents(sheet: Untyped, document: Document, pages: Sequence[Page], last: str, made: Styles) -> None:
    """Write what the report is about, its summary, and a link to each sheet."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, FIRST)
    sheet.set_column(1, 1, SECOND)
    _top(sheet, document.title, document.lead, document.provenance.synthetic, made)
    row = HEAD
    row = _pairs(sheet, row, document.about, made) + 1
    for passage in document.passages:
        heading = ("", document.words(f"page.{passage.name}"))
        row = _pairs(sheet, row, (heading, *_sentences(passage, document)), made) + 1
    for page in pages:
        sheet.write_url(row, 0, f"internal:'{page.name}'!A1", made.link, page.name)
        put(sheet, (row, 1), page.title, made.words)
        row += 1
    sheet.write_url(row, 0, f"internal:'{last}'!A1", made.link, last)


def _sentences(passage: Passage, document: Document) -> Iterator[tuple[str, str]]:
    """Give each sentence of a passage behind the figures that it rests on."""
    for sentence in passage.sentences:
        yield ", ".join(document.words("page.figure", id=name) for name in sentence.figures), sentence.text


def _top(sheet: Untyped, title: str, subtitle: str, synthetic: str, made: Styles) -> None:
    """Write what stands above every sheet, and set how it is printed."""
    put(sheet, (0, 0), on_one_line(title), made.title)
    put(sheet, (1, 0), on_one_line(subtitle), made.soft)
    put(sheet, (2, 0), on_one_line(synthetic), made.alarm)
    sheet.set_row(0, 24)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _table(book: Untyped, page: Page, document: Document, first: str, made: Styles) -> None:
    """Write a sheet: the table with its filter, what stands below it, the chart beside it."""
    sheet = book.add_worksheet(page.name)
    sheet.hide_gridlines(2)
    about = page.figure.pictures[0].rows.provenance if page.figure else document.provenance
    _top(sheet, page.title, page.subtitle, about.synthetic, made)
    sheet.write_url(3, 0, f"internal:'{first}'!A1", made.link, first)
    found = columns(page.table, document.words)
    for place, column in enumerate(found):
        folded = {} if column.brief else {"level": 1, "hidden": True}
        sheet.set_column(place, place, column.width, None, folded)
        put(sheet, (HEAD, place), on_one_line(column.heading), made.head)
        for row, value in enumerate(column.cells, HEAD + 1):
            put(sheet, (row, place), value, made.cells[column.role])
    shown = [column for column in found if column.brief]
    sheet.set_row(HEAD, height([(column.heading, column.width) for column in shown]))
    for row in range(len(page.table.rows)):
        sheet.set_row(HEAD + 1 + row, height([(column.cells[row], column.width) for column in shown]))
    end = HEAD + len(page.table.rows)
    if found:
        sheet.set_column(len(found), len(found), 3, None, {"collapsed": any(not column.brief for column in found)})
        sheet.autofilter(HEAD, 0, max(end, HEAD + 1), len(found) - 1)
    sheet.freeze_panes(HEAD + 1, 1)
    row = end + 2
    for text in _below(page):
        put(sheet, (row, 0), on_one_line(text), made.soft)
        row += 1
    if page.figure:
        put(sheet, (row + 1, 0), document.words("sheet.numbers"), made.head)
        add_chart(book, sheet, page.figure, document.look, row + 1, (HEAD, len(found) + 1), made)


def _below(page: Page) -> Iterator[str]:
    """Give what stands below a table, each text once."""
    texts = (
        *(page.figure.footer if page.figure else ()),
        *page.table.footer,
        *(note.text for note in page.table.notes),
    )
    yield from dict.fromkeys(texts)


def _methods(sheet: Untyped, document: Document, made: Styles) -> None:
    """Write the methods, what must be known of the data, and what the report was made from."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, FIRST)
    sheet.set_column(1, 1, SECOND)
    _top(sheet, document.words("page.method"), document.title, document.provenance.synthetic, made)
    _pairs(sheet, HEAD, _said(document), made)


def _pairs(sheet: Untyped, row: int, pairs: Iterable[tuple[str, str]], made: Styles) -> int:
    """Write names and texts below each other, each row as high as it needs; give where the next begins."""
    for name, text in pairs:
        put(sheet, (row, 0), on_one_line(name), made.strong)
        put(sheet, (row, 1), text, made.words)
        sheet.set_row(row, height([(name, FIRST), (text, SECOND)]))
        row += 1
    return row


def _said(document: Document) -> Iterator[tuple[str, str]]:
    """Give the rows of the sheet of methods."""
    words = document.words
    for text in methods(document):
        yield words("page.method"), text
    for figure in document.figures:
        yield words("page.figure", id=figure.id), "\n".join(figure.footer)
    for note in document.notes:
        yield words("page.notes"), note.text
    for made in dict.fromkeys((document.provenance, *document.sources)):
        yield words("page.data"), f"{made.data} (SHA-256 {made.data_digest})"
        yield words("page.study_file"), f"{made.study} (SHA-256 {made.study_digest})"
        yield words("page.respondents"), str(made.respondents)
        yield words("page.source"), ". ".join(filter(None, (made.source.rstrip("."), made.synthetic)))
        yield words("sheet.seed"), str(made.seed)
        yield "samkit", made.samkit
