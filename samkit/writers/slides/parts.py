"""Parts of a chart that the library does not write: where things stand in its frame, and intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.writers.cells import Untyped

CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAMES: Final = f'xmlns:c="{CHART}" xmlns:a="{_DRAWING}"'


def place_plot(chart: Untyped, left: float, top: float, width: float, height: float) -> None:
    """Say where in the frame the plot lies, in parts of it, so that its rows meet those of a table beside it."""
    from pptx.oxml import parse_xml  # start-up: only reports need it

    area = chart.element.find(f".//{{{CHART}}}plotArea")
    for old in area.findall(f"{{{CHART}}}layout"):
        area.remove(old)
    area.insert(0, parse_xml(_layout(left, top, width, height, '<c:layoutTarget val="inner"/>')))


def place_legend(chart: Untyped, left: float, top: float, width: float, height: float) -> None:
    """Say where in the frame the names of the series lie, in parts of it."""
    from pptx.oxml import parse_xml  # start-up: only reports need it

    chart.element.find(f".//{{{CHART}}}legendPos").addnext(parse_xml(_layout(left, top, width, height)))


def _layout(left: float, top: float, width: float, height: float, target: str = "") -> str:
    sides = (("x", left), ("y", top), ("w", width), ("h", height))
    told = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in sides)
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout {_NAMES}><c:manualLayout>{target}{modes}{told}</c:manualLayout></c:layout>"


def show_every_label(chart: Untyped) -> None:
    """Keep a program from leaving out labels of categories that stand close together."""
    from pptx.oxml import parse_xml  # start-up: only reports need it

    last = chart.element.find(f".//{{{CHART}}}catAx/{{{CHART}}}noMultiLvlLbl")
    last.addprevious(parse_xml(f'<c:tickLblSkip {_NAMES} val="1"/>'))


def add_intervals(chart: Untyped, minus: Sequence[float | None], plus: Sequence[float | None], form: str) -> None:
    """Draw the intervals of the one series of a chart; their lengths lie in columns C and D of its workbook."""
    from pptx.oxml import parse_xml  # start-up: only reports need it

    line = '<a:ln w="15875"><a:solidFill><a:schemeClr val="accent3"/></a:solidFill></a:ln>'
    bars = (
        f'<c:errBars {_NAMES}><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/>{_ends("plus", "D", plus, form)}{_ends("minus", "C", minus, form)}'
        f"<c:spPr>{line}</c:spPr></c:errBars>"
    )
    chart.element.find(f".//{{{CHART}}}cat").addprevious(parse_xml(bars))


def _ends(name: str, column: str, found: Sequence[float | None], form: str) -> str:
    told = "".join(f'<c:pt idx="{at}"><c:v>{far!r}</c:v></c:pt>' for at, far in enumerate(found) if far is not None)
    cells = f"Sheet1!${column}$2:${column}${len(found) + 1}"
    cache = f'<c:formatCode>{form}</c:formatCode><c:ptCount val="{len(found)}"/>{told}'
    return f"<c:{name}><c:numRef><c:f>{cells}</c:f><c:numCache>{cache}</c:numCache></c:numRef></c:{name}>"
