"""The slides, the document and the workbook of the shipped report in an office: opened, printed, and read again."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Final

import pytest
from pptx import Presentation

from samkit import catalogue, drawing, reporting, workflow
from samkit.catalogue import WRITERS
from samkit.numbers import percent
from tests.browser.needed import program

if TYPE_CHECKING:
    from pathlib import Path

    from samkit.report.document import Document

FORMS: Final = ("pptx", "docx", "xlsx")
SECONDS: Final = 240


@pytest.fixture(scope="module")
def document() -> Document:
    return reporting.made(workflow.read("data/sam_2016.csv", "data/sam_2016.toml"))[2]


@pytest.fixture(scope="module")
def printed(document: Document, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Print the report in each format as an office does; each program starts without settings of its own."""
    office, folder = program("soffice", "libreoffice"), tmp_path_factory.mktemp("office")
    drawn = drawing.draw(document, {form for name in FORMS for form in WRITERS[name].pictures})[0]
    files = []
    for name in FORMS:
        path = folder / WRITERS[name].file
        path.write_bytes(catalogue.load(WRITERS[name])(document, drawn))
        files.append(path.rename(folder / f"{name}.{name}"))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [
        office,
        "--headless",
        "--norestore",
        home,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return {name: folder / f"{name}.pdf" for name in FORMS}


def pages(path: Path) -> list[str]:
    """Read the text of each page of a PDF, on one line."""
    found = subprocess.run([program("pdftotext"), "-layout", path, "-"], check=True, capture_output=True, text=True)
    return [" ".join(page.split()) for page in found.stdout.removesuffix("\f").split("\f")]


def flat(text: str) -> str:
    """Take out what a program may set otherwise: blanks, and the hyphen of a broken word."""
    return re.sub(r"[\s\u00ad-]", "", text)


@pytest.mark.parametrize("form", FORMS)
def test_every_finding_is_on_a_page(form: str, printed: dict[str, Path], document: Document) -> None:
    text = flat("".join(pages(printed[form])))
    assert [figure.id for figure in document.figures if flat(figure.title) not in text] == []


def test_every_slide_is_a_page_with_its_title_its_number_and_what_is_synthetic(
    printed: dict[str, Path], document: Document
) -> None:
    slides = list(Presentation(str(printed["pptx"].with_suffix(".pptx"))).slides)
    found = pages(printed["pptx"])
    told = [flat(made.synthetic) for made in (document.provenance, *document.sources)]
    assert len(found) == len(slides)
    for number, (slide, page) in enumerate(zip(slides, found, strict=True), 1):
        assert flat(slide.shapes.title.text) in flat(page)
        assert any(text in flat(page) for text in told)
        assert number == 1 or str(number) in page.split()


def test_the_numbers_of_native_charts_are_drawn(printed: dict[str, Path], document: Document) -> None:
    found = pages(printed["pptx"])
    for figure in document.figures:
        native = figure.native
        if native is None or native.kind != "bars":
            continue
        text = " ".join(page for page in found if flat(figure.title) in flat(page))
        values = [value for series in native.series for value in series.values if value is not None]
        assert values
        assert [value for value in values if f"{percent(value)}%" not in text] == []


def test_every_sheet_is_printed(printed: dict[str, Path], document: Document) -> None:
    text = flat("".join(pages(printed["xlsx"])))
    assert [table.title for table in document.tables if flat(table.title) not in text] == []
    assert text.count(flat(document.provenance.synthetic)) > len(document.figures)
