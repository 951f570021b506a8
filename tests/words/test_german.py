"""A report in German: no word of English is left in it, in any figure, table, note or sentence."""

from __future__ import annotations

import importlib
import re
from functools import cache
from html.parser import HTMLParser
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from samkit import catalogue, drawing, reporting
from samkit.catalogue import CHARTS, WRITERS
from samkit.charts.frame import Caption
from samkit.charts.theme import Theme
from samkit.made import Method
from samkit.notes import Note
from samkit.results import Result
from samkit.words.language import Words, spoken
from tests.builders import NUMBERS, STUDY, answers, numbers, surveyed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from samkit.report.document import Document, Figure

WORDS = Words("de")
LABELS = {
    "A small study": "Eine kleine Studie", '["Yes"]': '["Ja"]', '["No", "Yes"]': '["Nein", "Ja"]',
    '["Disagree", "Neither", "Agree"]': '["Dagegen", "Weder noch", "Dafür"]', '["Agree"]': '["Dafür"]',
    "Don't know": "Weiß nicht", '"Revenue"': '"Umsatz"', '["Fell", "Same", "Grew"]': '["Kleiner", "Gleich", "Größer"]',
    '"Revenue grew"': '"Umsatz gewachsen"', '["Grew"]': '["Größer"]', '"Practices"': '"Vorgehen"',
    "How far do you agree": "Wie sehr stimmen Sie zu", "Plans accounts": "Plant Konten", "Outcome": "Ergebnis",
    "Trains managers": "Schult Verantwortliche", "Meets clients": "Trifft Kunden", "Maturity": "Reife",
    "How ripe the process is": "Wie reif der Ablauf ist", '"Size"': '"Größe"', '"people"': '"Leute"',
    '"Amounts"': '"Mengen"', "How many people": "Wie viele Leute",
}  # fmt: skip
ANSWERS = {"Fell": "Kleiner", "Same": "Gleich", "Grew": "Größer", "Disagree": "Dagegen", "Neither": "Weder noch",
           "Agree": "Dafür", "Don't know": "Weiß nicht"}  # fmt: skip
GROUPS = '[groups.performance]\ntop = "Spitzenreiter"\nrest = "Übrige"\nadjust = ["where"]\n'
DRAWN = [f"samkit.analyses.{name}" for name in ("gap", "levels", "means", "profile", "rank", "drivers", "across")]
DRAWN += ["samkit.analyses.benchmark", "samkit.analyses.robustness", "samkit.analyses.adjusted"]
DRAWN += ["samkit.analyses.halo_notes"]
"""The analyses that figures draw."""

GAPS = ("paired_bars", "dumbbell", "forest", "quadrant", "ranked_bars")
FIGURES = [
    *(f'section = "practices"\nchart = "{chart}"\n' for chart in GAPS),
    'section = "practices"\nchart = "ranked_bars"\ncut_off = 40\nof = "rest"\n',
    'section = "practices"\nanalysis = "rank"\nchart = "slope"\n',
    'section = "outcome"\nchart = "dumbbell"\n',
    'section = "practices"\nchart = "paired_bars"\nitems = ["plan"]\n',
    'section = "practices"\nchart = "paired_bars"\nitems = ["train", "meet"]\n',
    'chart = "margins"\n',
    'section = "practices"\nchart = "margins"\n',
    'section = "practices"\nchart = "odds"\nitems = ["plan", "meet"]\n',
    'section = "maturity"\nchart = "p_top"\n',
    'section = "maturity"\nchart = "stacked_levels"\n',
    'section = "amounts"\nchart = "means"\n',
    'chart = "composition"\nitems = ["where"]\n',
    'section = "crossed"\nchart = "heat_map"\n',
    'chart = "forest"\norder = "ratio"\n',
    'section = "practices"\nchart = "reading_map"\n',
    'section = "practices"\nchart = "specification_curve"\nitems = ["plan"]\n',
    'section = "outcome"\nchart = "specification_curve"\n',
    'section = "practices"\nchart = "beyond"\n',
    'section = "practices"\nchart = "adjusted"\n',
    'section = "practices"\nchart = "reach"\n',
]
MORE = """
[questions.where]
text = "Ort"
levels = ["Nord", "Süd"]

[sections.crossed]
title = "Reife nach Ort"
question = "Wie reif ist der Ablauf?"
analysis = "across"
across = "ripe"
questions = { place = { text = "Ort", question = "where" } }
"""


def study_text() -> str:
    text = STUDY.split("[[figures]]")[0] + NUMBERS
    text = text.replace(
        "hide_below = 5\nmark_below = 8",
        'language = "de"\nsource = "Eigene Befragung"\nhide_below = 5\nmark_below = 100',
    )
    for english, german in LABELS.items():
        text = text.replace(english, german)
    figures = "".join(f'\n[[figures]]\nid = "{place}"\n{said}' for place, said in enumerate(FIGURES))
    return text.replace("[groups.performance]\n", GROUPS) + MORE + figures


@cache
def document() -> Document:
    columns = {name: [ANSWERS.get(text, text) for text in texts] for name, texts in numbers(answers()).items()}
    columns["where"] = ["Nord", "Süd", "Nord"] * (len(columns["growth"]) // 3)
    return reporting.made(surveyed(columns, study_text()))[2]


def english() -> list[re.Pattern[str]]:
    """Give what stands between the fields of English templates, where German says something else."""
    german = " ".join(form for forms in spoken("de").texts.values() for form in forms.values()).lower()
    found = {
        part.strip(" .,:;()“”%±=")
        for forms in spoken("en").texts.values()
        for form in forms.values()
        for part in re.split(r"\{\w+\}", form)
    }
    told = [part for part in found if re.search(r"[A-Za-z]{4}", part) and part.lower() not in german]
    return [re.compile(rf"(?<!\w){re.escape(part)}(?!\w)", re.IGNORECASE) for part in sorted(told)]


PATTERNS = english()


def left_in(text: str) -> list[str]:
    return [found[0] for pattern in PATTERNS if (found := pattern.search(" ".join(text.split())))]


def texts(value: Any) -> Iterator[str]:
    """Give every text that a reader sees in a part of a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple) and not isinstance(value, Result):
        for each in value:
            yield from texts(each)


def lettered(figure: Figure) -> str:
    """Give all words inside the pictures of a figure."""
    draw = catalogue.load(CHARTS[figure.chart])
    caption = Caption(figure.title, figure.subtitle, "\n".join(figure.footer))
    plates = [
        draw(picture.rows.rows, picture.rows.grouping, caption, theme=Theme(words=WORDS), **dict(figure.options))
        for picture in figure.pictures
    ]
    return " ".join(line.text for plate in plates for line in plate.lettering)


def test_the_search_for_english_finds_it() -> None:
    assert left_in("Widest gap shown: nothing")
    assert len(PATTERNS) > 300


@pytest.mark.parametrize("place", range(len(FIGURES)))
def test_no_english_is_left_in_a_figure(place: int) -> None:
    figure = document().figures[place]
    said = (figure.title, figure.subtitle, figure.footer, figure.takeaway, *(each.alt for each in figure.pictures))
    columns = tuple(column.heading for column in figure.table.columns)
    cells = (figure.table.title, columns, figure.table.rows, figure.table.footer)
    for text in texts((said, cells, tuple(note.text for note in figure.notes))):
        assert left_in(text) == [], text
    assert left_in(lettered(figure)) == []


def test_no_english_is_left_around_the_figures() -> None:
    made = document()
    tables = tuple(
        (table.title, tuple(c.heading for c in table.columns), table.rows, table.footer) for table in made.tables
    )
    said = (made.lead, made.about, tuple(each.text for each in made.summary), tuple(note.text for note in made.notes))
    for text in texts((said, tables)):
        assert left_in(text) == [], text


def modules(names: Iterable[str]) -> dict[str, ModuleType]:
    """Load the analyses of some names, and those that they take something from."""
    found: dict[str, ModuleType] = {}
    left = list(names)
    while left:
        module = importlib.import_module(left.pop())
        found[module.__name__] = module
        near = {getattr(value, "__module__", getattr(value, "__name__", "")) for value in vars(module).values()}
        near |= {value.__name__ for value in vars(module).values() if isinstance(value, ModuleType)}
        left += [name for name in near if str(name).startswith("samkit.analyses.") and name not in found]
    return found


def constants(kind: type[Any]) -> list[Any]:
    """Give every method or note that an analysis has ready."""
    held = [value for module in modules(DRAWN).values() for value in vars(module).values()]
    inside = [each for value in held if type(value) is tuple for each in value]
    return sorted({value for value in (*held, *inside) if isinstance(value, kind)}, key=repr)


@pytest.mark.parametrize("method", constants(Method), ids=lambda method: method.name[:40])
def test_every_method_of_an_analysis_has_its_german_name(method: Method) -> None:
    for text in (method.of, method.name):
        assert WORDS.knows(text), text
        assert WORDS.knows(text.replace("linearised", "replicated")), text


@pytest.mark.parametrize("note", constants(Note), ids=lambda note: note.text[:40])
def test_every_note_that_an_analysis_has_ready_has_its_german_text(note: Note) -> None:
    assert WORDS.knows(note.text), note.text


class Page(HTMLParser):
    """What a reader of a page sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"style", "script"}
        self.said += [text for name, text in attrs if text and name in {"aria-label", "title", "alt", "placeholder"}]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"style", "script"}

    def handle_data(self, data: str) -> None:
        self.said += [] if self.hidden else [data]


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_no_english_is_left_in_what_a_writer_adds(name: str) -> None:
    made = document()
    made = made._replace(figures=made.figures[:1])
    drawn = drawing.draw(made, WRITERS[name].pictures)[0]
    page = Page()
    page.feed(catalogue.load(WRITERS[name])(made, drawn).decode())
    for text in page.said:
        assert left_in(text) == [], text


def test_numbers_have_german_signs() -> None:
    said = " ".join(figure.title for figure in document().figures)
    assert re.search(r"\d,\d-mal", said)
    assert not re.search(r"\d\.\d", said)
