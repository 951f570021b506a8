"""Section F: labels, answers and titles that attack a spreadsheet, a page, a figure, a table or a terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from samkit import catalogue, publish
from samkit.charts import paired_bars
from samkit.charts.save import render
from samkit.results import Estimate
from samkit.tables.table import Column, Table
from samkit.writers.literal import visible
from tests.builders import NUMBERS, STUDY, answers, files, numbers
from tests.charts import made
from tests.cli.programs import Ended, inside
from tests.faults.hostile import BROKEN, FORMULAS, MARKUP, MATHS, survey

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

RAW = set("\x00\x0b\x0c\r\t\x1b\x7f\x9b\u2028\u2029\u202e\u2066\ufffe\uffff")
VERBS = {
    "classify": (),
    "compare": (),
    "profile": ("plan", "size"),
    "trend": ("maturity",),
    "rank": ("practices", "--replicates", "200"),
    "robustness": ("practices", "--permutations", "50"),
    "halo": ("practices", "--replicates", "200"),
    "power": ("practices",),
    "drivers": ("plan", "size", "--force"),
    "check": (),
    "benchmark": ("--against", "{export}"),
}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?inf")


def shown(capsys: Capture, verb: str, path: Path, form: str) -> Ended:
    """Run a command with what it needs beside the export."""
    return inside(capsys, verb, path, *(each.format(export=path) for each in VERBS[verb]), "--format", form)


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def live(text: str) -> list[str]:
    """Give the cells that a spreadsheet would run: they begin like a formula and are no numbers."""
    every = (cell for row in cells(text) for cell in row)
    return [cell for cell in every if cell[:1] in set("=+-@\t\r\n\uff1d") - {""} and not NUMBER.fullmatch(cell)]


@pytest.mark.parametrize("bad", FORMULAS, ids=ascii)
@pytest.mark.parametrize("verb", VERBS)
def test_f01_no_table_has_a_cell_that_a_spreadsheet_would_run(
    capsys: Capture, tmp_path: Path, verb: str, bad: str
) -> None:
    ended = shown(capsys, verb, survey(tmp_path, bad), "csv")
    assert ended.code == 0
    assert live(ended.out) == []
    assert len({len(row) for row in cells(ended.out)}) == 1
    assert any(NUMBER.fullmatch(cell) for row in cells(ended.out)[1:] for cell in row)


@pytest.mark.parametrize("bad", FORMULAS, ids=ascii)
def test_f01_no_file_of_a_report_or_a_labelled_export_has_one_either(capsys: Capture, tmp_path: Path, bad: str) -> None:
    path, out = survey(tmp_path, bad), tmp_path / "out"
    assert inside(capsys, "report", path, "-o", out, "--figures", "svg").code == 0
    written = list((out / "tables").iterdir())
    assert {each.name: live(each.read_bytes().decode()) for each in written} == {each.name: [] for each in written}
    columns = {**answers(), f"x{bad}".strip(): [bad.strip(), "-2.5", "+3", "1e5"] * 30, bad.strip(): ["5"] * 120}
    path = files(tmp_path, {name: [cell.replace('"', '""') for cell in column] for name, column in columns.items()})
    path.write_text(_quoted(columns), encoding="utf-8")
    assert inside(capsys, "classify", path, "-o", tmp_path / "labelled.csv").code == 0
    text = (tmp_path / "labelled.csv").read_bytes().decode()
    assert live(text) == []
    header, *rows = cells(text)
    assert [row[5] for row in rows[1:4]] == ["-2.5", "+3", "1e5"]
    assert header[6].lstrip("'") == bad.strip()


def _quoted(columns: dict[str, list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([list(columns), *zip(*columns.values(), strict=True)])
    return out.getvalue()


def test_f01_a_cell_of_a_hundred_thousand_digits_is_judged_at_once(capsys: Capture, tmp_path: Path) -> None:
    columns = {**answers(), "x": [f"+{'1' * 90_000}x", *["2"] * 119]}
    assert inside(capsys, "classify", files(tmp_path, columns), "-o", tmp_path / "out.csv").code == 0
    assert live((tmp_path / "out.csv").read_text(encoding="utf-8")) == []


def test_f02_f11_every_writer_is_known_here() -> None:
    held_here = {"table", "csv", "md", "json", "html"}
    beside_their_own = {"docx", "pdf", "markdown", "pptx", "xlsx"}  # in tests/writers, with hostile texts there
    assert set(catalogue.WRITERS) == held_here | beside_their_own


@pytest.mark.parametrize("bad", ["a\rb", "a\r", "\r", "a\r\nb", "a\nb", 'a"\r"b', "a\x0bb", "a\u2028b"], ids=ascii)
def test_f03_a_line_end_within_a_cell_splits_no_row(capsys: Capture, tmp_path: Path, bad: str) -> None:
    path = files(tmp_path)
    path.write_bytes(_quoted({**answers(), "comment": [f"x{bad}y"] * 120}).encode())
    ended = inside(capsys, "classify", path, "-o", tmp_path / "out.csv")
    assert ended.code == 0
    rows = cells((tmp_path / "out.csv").read_bytes().decode())
    assert {len(row) for row in rows} == {9}
    assert [row[5] for row in rows[1:]] == [visible(f"x{bad}y")] * 120
    assert inside(capsys, "compare", tmp_path / "out.csv", "--study", path.with_suffix(".toml")).code == 0


NOTED = {"h3", "ul", "li"}


class Page(HTMLParser):
    """The tags of a page, their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("bad", [*MARKUP, *BROKEN], ids=ascii)
def test_f04_f05_f06_f07_f09_no_text_is_acted_upon_by_a_page_its_figures_or_its_data(
    capsys: Capture, tmp_path: Path, bad: str
) -> None:
    (tmp_path / "usual").mkdir()
    plain, out = tmp_path / "plain", tmp_path / "out"
    assert inside(capsys, "report", survey(tmp_path / "usual", "plain"), "-o", plain, "--figures", "svg").code == 0
    assert inside(capsys, "report", survey(tmp_path, bad), "-o", out, "--figures", "svg").code == 0
    text = (out / "index.html").read_text(encoding="utf-8")
    page, usual = Page(text), Page((plain / "index.html").read_text(encoding="utf-8"))
    drawn = {"g", "path", "use"}
    assert [tag for tag in page.tags if tag not in drawn | NOTED] == [
        tag for tag in usual.tags if tag not in drawn | NOTED
    ]
    assert page.tags.count("li") - usual.tags.count("li") in {0, 1}  # a note of signs that nobody sees
    assert page.tags.count("script") == 1
    assert {name for name, _ in page.attributes} ^ {name for name, _ in usual.attributes} <= {"y"}  # of raised letters
    assert "default-src &#39;none&#39;" in text
    assert not (RAW - set("\r\t\u2028\u2029")) & set(text)
    data = (out / "results.json").read_text(encoding="utf-8")
    assert not re.search(r"</|<!", data)
    assert not (RAW - set("\n")) & set(data)
    assert json.loads(data)["results"]
    for figure in (out / "figures").glob("*.svg"):
        names = {element.tag.rpartition("}")[2] for element in ET.fromstring(figure.read_bytes()).iter()}  # noqa: S314
        assert not names & {"text", "script", "image", "foreignObject", "a", "title"}


def shapes(text: str) -> list[str]:
    """Give the outlines that a figure with a label is made of, by their names."""
    drawn = render(paired_bars.draw([made.contrast(text, (29, 52, 62, 345))], made.GROUPING, made.CAPTION), "svg")
    every = (element.attrib.items() for element in ET.fromstring(drawn).iter())  # noqa: S314
    return [value for attributes in every for name, value in attributes if name.endswith("href")]


@pytest.mark.parametrize("text", ["$x^2$", "$$", "\\$", "$\\frac{1}{$", "\\alpha_2"])
def test_f08_every_sign_of_a_formula_is_drawn_as_itself(text: str) -> None:
    assert len(shapes(text)) - len(shapes("x")) == len(text) - 1
    assert len(set(shapes("$")) - set(shapes("x"))) == 1


@pytest.mark.parametrize("bad", MATHS)
def test_f08_formulas_in_labels_stop_no_figure_in_any_format(capsys: Capture, tmp_path: Path, bad: str) -> None:
    assert inside(capsys, "report", survey(tmp_path, bad), "-o", tmp_path / "out").code == 0
    assert inside(capsys, "check", tmp_path / "survey.csv", "-o", tmp_path / "check").code == 0


TABLE_COLUMNS = (Column("item", "Item", "label"), Column("share", "Share, %", "share"))


def table(text: str) -> Table:
    return Table("t", text, TABLE_COLUMNS, ((text, Estimate(0.5, 0.4, 0.6)),), (text,))


@pytest.mark.parametrize("bad", ["\ud800", "a\udfffb", "\x00", "\x0b", "\ufdd0\ufffe", *BROKEN], ids=ascii)
@pytest.mark.parametrize("form", ["table", "csv", "md"])
def test_f09_every_writer_gives_text_that_can_be_saved_whatever_a_label_holds(form: str, bad: str) -> None:
    written: str = catalogue.load(catalogue.WRITERS[form])([table(bad)])
    assert written.encode()
    assert not (RAW - set("\r\t\u2028\u2029" if form == "csv" else "")) & set(written)


@pytest.mark.parametrize("bad", ["\ud800", "a\udfffb", "\x00\x9b", "</script>"], ids=ascii)
def test_f09_results_hold_any_title_as_json(capsys: Capture, tmp_path: Path, bad: str) -> None:
    from samkit import workflow

    result = workflow.compare(workflow.read(files(tmp_path), tmp_path / "survey.toml"))[1][0]
    text = publish.text([result._replace(title=bad)], "json")
    read: dict[str, Any] = json.loads(text.encode())
    assert read["results"][0]["title"] == bad.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace(
        "\ufffd\ufffd", "\ufffd"
    )
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("form", ["table", "csv", "md"])
def test_f10_a_text_of_forty_thousand_signs_is_written_whole(form: str) -> None:
    words = " ".join(f"w{place}" for place in range(8_000))
    written = catalogue.load(catalogue.WRITERS[form])([table(words)])
    assert re.findall(r"w\d+", written)[:8_000] == words.split()


@pytest.mark.parametrize("bad", BROKEN, ids=ascii)
@pytest.mark.parametrize("verb", VERBS)
def test_f09_f13_no_text_steers_the_terminal_or_leaves_its_line(
    capsys: Capture, tmp_path: Path, verb: str, bad: str
) -> None:
    path = survey(tmp_path, bad)
    for form in ("table", "md"):
        ended = shown(capsys, verb, path, form)
        assert ended.code == 0
        assert not RAW & set(ended.out + ended.err)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\u00ad"], ids=ascii)
def test_f13_signs_that_turn_or_hide_are_told_and_kept_to_their_label(
    capsys: Capture, tmp_path: Path, sign: str
) -> None:
    study = STUDY.replace("Plans accounts", f"Plans{sign} \u05d7\u05e9\u05d1\u05d5\u05e0\u05d5\u05ea")
    ended = inside(capsys, "report", files(tmp_path, text=study), "-o", tmp_path / "out", "--figures", "svg")
    assert ended.code == 0
    assert f"first '<U+{ord(sign):04X}>' in" in ended.err
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert page.count("\u05d7\u05e9\u05d1") >= 2
    labels = re.findall(r'<th scope="row">(.*?)</th>', page)
    assert all(label.startswith("<bdi>") and label.endswith("</bdi>") for label in labels)


def test_f13_an_export_with_such_signs_is_read_with_a_warning(capsys: Capture, tmp_path: Path) -> None:
    columns = answers()
    columns["plan"] = ["Ag\u200bree" if cell == "Agree" else cell for cell in columns["plan"]]
    text = STUDY.replace("missing = { \"Don't", 'codes = { "Ag\u200bree" = "Agree" }\nmissing = { "Don\'t')
    ended = inside(capsys, "compare", files(tmp_path, columns, text))
    assert (ended.code, "first '<U+200B>'" in ended.err) == (0, True)


def test_f14_two_hundred_items_and_labels_of_two_thousand_signs_are_drawn_and_told(
    capsys: Capture, tmp_path: Path
) -> None:
    columns = numbers(answers())
    names = [f"item_{place}" for place in range(200)]
    items = "".join(f'{name} = "{"word " * 99}{name}"\n' for name in names)
    levels = json.dumps(["Disagree", "Neither", "Agree", *(f"{'level ' * 20}{place}" for place in range(197))])
    text = f'{STUDY}{NUMBERS}\n[scales.wide]\nlevels = {levels}\nfavourable = ["Agree"]\n'
    text += '[scales.wide.missing]\n"Don\'t know" = "does not know"\n'
    text += f'[sections.many]\ntitle = "{"t" * 2_000}"\nscale = "wide"\n[sections.many.questions]\n{items}'
    text += '[[figures]]\nid = "3"\nsection = "many"\nchart = "dumbbell"\n'
    text = text.replace('scale = "agreement"\nquestions = { ripe', 'scale = "wide"\nquestions = { ripe')
    path = files(tmp_path, {**columns, **dict.fromkeys(names, columns["meet"])}, text)
    for form in ("table", "csv", "md", "json"):
        assert inside(capsys, "compare", path, "many", "maturity", "--format", form).code == 0
    assert inside(capsys, "profile", path, "ripe").code == 0
    assert inside(capsys, "report", path, "-o", tmp_path / "out", "--figures", "svg").code == 0
    figures = list((tmp_path / "out" / "figures").glob("figure-3-page-*.svg"))
    assert len(figures) >= 5
    assert all(ET.fromstring(figure.read_bytes()).tag.endswith("svg") for figure in figures)  # noqa: S314
