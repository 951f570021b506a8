"""The figures of the calibration: how often each method is wrong, where five times in a hundred are promised."""

from typing import NamedTuple

from samkit.charts.frame import Caption, centred, closed, opened
from samkit.charts.plate import Plate, Sheet
from samkit.charts.save import render
from samkit.charts.scale import Linear
from samkit.charts.theme import LIGHT, Style
from samkit.numbers import decimal
from tests.calibration.bars import MOST, draw_bars, draw_worst
from tests.calibration.captions import DRAWN_CAPTION, LISTED_CAPTION, LISTED_TITLE
from tests.calibration.record import FOLDER, Record
from tests.calibration.rows import DRAWN, LISTED, Block, Row, rows

LABELS, NUMBERS = 136.0, 44.0
ROW, BLOCK, HEAD = 21.0, 9.0, 20.0
SHORTER = {"Benjamini-Hochberg of Fisher's mid-p": "… of Fisher's mid-p"}
"""Under the row whose name it continues."""

PROMISED, MARKS = 0.05, (0.0, 0.05, 0.10, 0.15)


class Picture(NamedTuple):
    """A figure: its blocks, the words around it, and what the first column of numbers is called."""

    blocks: tuple[Block, ...]
    caption: Caption
    told: str
    keys: tuple[str, str]


PICTURES = {
    FOLDER / "calibration.png": Picture(LISTED, LISTED_CAPTION, "the study", ("52 and 345 answers", "smaller groups")),
    FOLDER / "simulation.png": Picture(DRAWN, DRAWN_CAPTION, "median", ("397 answers", "fewer")),
}


class Columns(NamedTuple):
    """Where things stand: the scale, and the right edges of the two numbers."""

    scale: Linear
    told: float
    worst: float


def png(picture: Picture, records: list[Record]) -> bytes:
    """Give a figure as a file."""
    return render(draw(picture, records), "png")


def draw(picture: Picture, records: list[Record]) -> Plate:
    """Draw a figure of the table."""
    caption = _titled(picture, records)
    sheet, top = opened(caption, LIGHT)
    right = LIGHT.width - LIGHT.margin
    scale = Linear(0.0, MOST, LIGHT.margin + LABELS, right - 2 * NUMBERS - 12.0)
    columns = Columns(scale, right - NUMBERS, right)
    _heads(sheet, columns, picture, top + 10.0)
    y = top + 14.0
    for block in picture.blocks:
        y = _block(sheet, columns, y, block.heading, rows(block, records)) + BLOCK
    y -= BLOCK
    for mark in MARKS:
        sheet.write(decimal(100 * mark), scale.at(mark), y + 8.0, LIGHT.small, 0.5)
    return closed(sheet, y + 12.0, caption)


def _titled(picture: Picture, records: list[Record]) -> Caption:
    """Put the worst of the default and of Wald's interval of the gap into the title of the figure that shows them."""
    if picture.caption.title != LISTED_TITLE:
        return picture.caption
    gap, *_ = picture.blocks
    worst = {row.method: decimal(100 * row.worst) for row in rows(gap, records)}
    return picture.caption._replace(title=LISTED_TITLE.format(worst[gap.default], worst["Wald"]))


def _heads(sheet: Sheet, columns: Columns, picture: Picture, y: float) -> None:
    for text, x in ((picture.told, columns.told), ("at worst", columns.worst)):
        sheet.write(text, x, y, LIGHT.small, 1.0)
    sheet.write("promised: 5", columns.scale.at(PROMISED), y, Style(LIGHT.small_size, LIGHT.palette.ink), 0.5)
    x = LIGHT.margin
    for text, fill, ink in zip(
        picture.keys,
        (LIGHT.palette.first, LIGHT.palette.second_faint),
        (LIGHT.palette.first_ink, LIGHT.palette.second_ink),
        strict=True,
    ):
        sheet.box(x, y - 6.0, x + 6.0, y, fill)
        x += 9.0 + sheet.write(text, x + 9.0, y, Style(LIGHT.small_size, ink)) + 10.0


def _block(sheet: Sheet, columns: Columns, top: float, heading: str, told: list[Row]) -> float:
    sheet.write(heading, LIGHT.margin, top + HEAD - 6.0, Style(LIGHT.small_size, LIGHT.palette.soft, strong=True))
    y = top + HEAD
    bottom = y + len(told) * ROW
    for mark in MARKS:
        ink, thickness = (LIGHT.palette.soft, 0.9) if mark == PROMISED else (LIGHT.palette.hairline, 0.6)
        x = columns.scale.at(mark)
        sheet.rule((x, y), (x, bottom - 3.0), ink, thickness, layer=0)
    for row in told:
        _row(sheet, columns, row, y)
        y += ROW
    return bottom


def _row(sheet: Sheet, columns: Columns, row: Row, top: float) -> None:
    label = Style(LIGHT.label_size, LIGHT.palette.ink, strong=row.default)
    text, base = centred(top + ROW / 2 + 2.0, label), top + ROW - 3.0
    name = SHORTER.get(row.method, row.method)
    sheet.write(name[0].upper() + name[1:], LIGHT.margin, text, label)
    sheet.rule((columns.scale.left, base), (columns.scale.right, base), LIGHT.palette.hairline, 0.6, layer=0)
    draw_bars(sheet, columns.scale, row, base)
    draw_worst(sheet, columns.scale, row.worst, base)
    for share, x, ink in (
        (row.told, columns.told, LIGHT.palette.first_ink),
        (row.worst, columns.worst, LIGHT.palette.soft),
    ):
        sheet.write(decimal(100 * share, 1), x, text, Style(LIGHT.label_size, ink, strong=row.default), 1.0)
