"""Workbooks made for a test part by part, so that each can be spoilt; all of them are synthetic."""

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from html import escape
from pathlib import Path

from samkit.errors import DataError, Problem
from samkit.readers import choose
from samkit.readers.export import Export, Settings, letters
from tests.readers.made import saved

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER = ("id", "growth", "q1")
ROWS = (("R1", 1.5, "Agree"), ("R2", 2, "Disagree"), ("R3", -0.25, "Agree"))

Cell = str | float | bool | None
Parts = dict[str, str | bytes]


def cell(place: str, value: Cell) -> str:
    """Write a cell as a spreadsheet program does; text that begins with "<" is taken as it stands."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith("<"):
        return value.replace("<c ", f'<c r="{place}" ', 1)
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value, quote=False)}</t></is></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def sheet(rows: Sequence[Sequence[Cell]], *, before: str = "", behind: str = "", hidden: Collection[int] = ()) -> str:
    """Write a sheet."""
    lines = []
    for number, values in enumerate(rows, start=1):
        cells = "".join(cell(f"{letters(place)}{number}", value) for place, value in enumerate(values, start=1))
        lines.append(
            f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if number in hidden else ""}>{cells}</row>'
        )
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(lines)}</sheetData>{behind}</worksheet>'


def parts(sheets: Mapping[str, str], *, states: Mapping[str, str] | None = None, date1904: bool = False) -> Parts:
    """Write the parts of a workbook."""
    names = list(sheets)
    shown = {name: (states or {}).get(name, "visible") for name in names}
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{place}" r:id="rId{place}" state="{shown[name]}"/>'
        for place, name in enumerate(names, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{place}" Type="{LINKS}/worksheet" Target="worksheets/sheet{place}.xml"/>'
        for place in range(1, len(names) + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{LINKS}/styles" Target="styles.xml"/>'
    links += f'<Relationship Id="rIdT" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
    year = '<workbookPr date1904="1"/>' if date1904 else ""
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{year}<sheets>{listed}</sheets></workbook>'
    made: Parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>Agree</t></si></sst>',
    }
    return made | {f"xl/worksheets/sheet{place}.xml": sheets[name] for place, name in enumerate(names, start=1)}


STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts>
<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/>
<numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/>
</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>
{"".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 164, 165, 20, 46))}
</cellXfs></styleSheet>"""
"""Styles: 0 plain, 1 a day, 2 a moment, 3 a number with words, 4 a time of day, 5 a length of time."""


def archive(made: Mapping[str, str | bytes]) -> bytes:
    """Pack parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in made.items():
            opened.writestr(name, content)
    return buffer.getvalue()


def workbook(rows: Sequence[Sequence[Cell]] = (HEADER, *ROWS), **said: str | Collection[int]) -> bytes:
    """Write a workbook of one sheet."""
    return archive(parts({"Answers": sheet(rows, **said)}))  # type: ignore[arg-type]  # the words of `sheet`


def loaded(
    folder: Path,
    content: bytes,
    needed: Collection[str] = (),
    settings: Settings | None = None,
    *,
    name: str = "survey.xlsx",
) -> Export:
    """Read a workbook that was made for the test, as the commands read a file."""
    return choose.read(saved(folder, content, name), settings or Settings(), needed, keep_all=True)


def refused(
    folder: Path,
    content: bytes,
    needed: Collection[str] = HEADER,
    settings: Settings | None = None,
    *,
    name: str = "survey.xlsx",
) -> Problem:
    """Give the first problem for which a workbook is refused."""
    try:
        export = loaded(folder, content, needed, settings, name=name)
    except DataError as error:
        return error.problems[0]
    message = f"it was read: {[column.texts() for column in export.columns.values()]}"
    raise AssertionError(message)


def notes(export: Export) -> list[str]:
    """Give the codes of the notes."""
    return [note.code for note in export.notes]
