from __future__ import annotations

import base64
import csv
import hashlib
import io
import itertools
import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from samkit import drawing, reporting
from samkit.look import Logo
from samkit.report.document import Sentence
from samkit.words.language import Words as Language
from samkit.writers import csv_text, html
from tests.builders import STUDY, answers, surveyed

if TYPE_CHECKING:
    from samkit.report.document import Document

DOCUMENT = reporting.made(surveyed(answers()))[2]
DRAWN = drawing.draw(DOCUMENT, ["bare/svg", "dark/svg"])[0]


class Page(HTMLParser):
    """The words of a page, its elements, and what stands within its style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.elements, self.within = "", list[tuple[str, dict[str, str | None]]](), dict[str, str]()
        self.feed(text)

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.within[self.cdata_elem] = self.within.get(self.cdata_elem, "") + data
        else:
            self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def values(self, attribute: str, tag: str = "") -> list[str]:
        """Give every value of an attribute, of one kind of element or of all."""
        return [
            value for name, found in self.elements if tag in {"", name} and (value := found.get(attribute)) is not None
        ]


def written(document: Document = DOCUMENT) -> Page:
    return Page(html.write(document, DRAWN).decode())


@pytest.mark.parametrize(
    "text",
    ["</script><script>x", '"><img src=x>', "</title><script>", "{{ 7 * 7 }}", "{% raw %}", "&amp;", "<!--", "]]>"],
)
def test_a_text_from_outside_is_shown_and_never_acted_upon(text: str) -> None:
    usual = written()
    page = written(DOCUMENT._replace(title=text, lead=text))
    assert page.text.count(text) == 3 - usual.text.count(text)
    assert page.tags == usual.tags


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\u202e", "\ud800"])
def test_no_control_or_direction_character_reaches_the_page(bad: str) -> None:
    text = html.write(DOCUMENT._replace(title=f"a{bad}b"), DRAWN).decode()
    assert bad not in text
    assert "a\ufffdb" in text


def test_synthetic_data_are_said_so_above_everything_and_at_each_figure() -> None:
    document = reporting.made(surveyed(answers(), STUDY.replace("[study]", '[study]\nsynthetic = "Made up"')))[2]
    page = html.write(document, drawing.draw(document, ["bare/svg"])[0]).decode()
    assert page.index("Made up") < page.index("<nav")
    figures = page.split('class="figure"')[1:]
    assert len(figures) == len(document.figures)
    assert all("Made up" in figure.partition("</figure>")[0] for figure in figures)


def test_synthetic_data_of_other_studies_are_said_so_above_everything_by_their_names() -> None:
    other = DOCUMENT.provenance._replace(study="An earlier study", synthetic="Assumed throughout")
    page = html.write(DOCUMENT._replace(sources=(other, other)), DRAWN).decode()
    assert page.count("An earlier study: Assumed throughout") == 1
    assert page.index("An earlier study: Assumed throughout") < page.index("<nav")


def test_the_policy_names_the_style_and_the_script_of_the_page_and_lets_nothing_else_act() -> None:
    page = written()
    policy = page.values("content", "meta")[0]
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.within[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert page.tags.count(tag) == 1
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_nothing_acts_from_an_attribute_and_nothing_is_asked_for_from_elsewhere() -> None:
    page = written(DOCUMENT._replace(look=DOCUMENT.look._replace(logo=Logo(b"\x89PNG", "png", "A house"))))
    names = {name for _, found in page.elements for name in found}
    assert not any(name.startswith("on") or name == "style" for name in names)
    ids = page.values("id")
    assert len(set(ids)) == len(ids)
    targets = [*page.values("href"), *page.values("src")]
    assert all(target.startswith("data:") or target.removeprefix("#") in ids for target in targets)
    assert not re.search(r"url\((?!\"data:)|@import", page.within["style"])


def test_every_reference_within_the_page_finds_its_target() -> None:
    page = written()
    wanted = {name for value in page.values("aria-labelledby") for name in value.split()}
    assert wanted <= set(page.values("id"))
    properties = set(re.findall(r"(--[\w-]+):", page.within["style"]))
    used = {
        found for value in page.values("fill") + page.values("stroke") for found in re.findall(r"var\((.+)\)", value)
    }
    assert used
    assert used | set(re.findall(r"var\((--[\w-]+)\)", page.within["style"])) <= properties


def test_headings_go_down_one_by_one() -> None:
    levels = [int(tag[1]) for tag in written().tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_each_figure_has_its_title_its_alternative_text_and_its_table_as_a_file() -> None:
    page = written()
    files = {found["download"] or "": found["href"] or "" for _, found in page.elements if "download" in found}
    for figure in DOCUMENT.figures:
        assert figure.title in page.text
        assert all(picture.alt in page.values("aria-label", "svg") for picture in figure.pictures)
        content = unquote(files[f"{figure.table.name}.csv"].partition(",")[2])
        assert content == csv_text.write([figure.table])
        assert len(list(csv.reader(io.StringIO(content)))) == 1 + len(figure.table.rows)


def test_a_cell_is_sorted_by_its_number_and_not_by_how_it_is_spelt() -> None:
    (figure,) = (figure for figure in DOCUMENT.figures if figure.chart == "dumbbell")
    place = [column.key for column in figure.table.columns].index("gap")
    found = [float(value) for value in written().values("data-order", "td")]
    assert {row[place].value for row in figure.table.rows} <= set(found)  # type: ignore[union-attr]


def test_every_method_is_named_once_at_the_end_with_what_all_figures_were_made_from() -> None:
    other = DOCUMENT.provenance._replace(data="other.csv", data_digest="f" * 64)
    end = html.write(DOCUMENT._replace(sources=(other, other)), DRAWN).decode().rpartition("<footer")[2]
    names = {method.name for figure in DOCUMENT.figures for method in figure.pictures[0].rows.methods}
    assert len(names) > 3
    assert all(unescape(end).count(f": {name}<") == 1 for name in names)
    for made in (DOCUMENT.provenance, other):
        assert end.count(made.data_digest) == 1
        assert made.study_digest in end


def test_a_takeaway_stands_between_title_and_question() -> None:
    figures = (DOCUMENT.figures[0]._replace(takeaway="It pays."), *DOCUMENT.figures[1:])
    page = html.write(DOCUMENT._replace(figures=figures), DRAWN).decode()
    assert page.count('class="takeaway"') == 1
    assert page.index(f"{DOCUMENT.figures[0].title}</bdi></h2>") < page.index("It pays.") < page.index('class="asked"')


def test_a_summary_is_shown_with_links_to_its_figures_and_left_out_where_it_is_empty() -> None:
    page = written(DOCUMENT._replace(summary=(Sentence("All is well.", ("1", "2")),)))
    without = written(DOCUMENT._replace(summary=()))
    assert "All is well." in page.text
    assert page.values("href", "a").count("#figure-2") == without.values("href", "a").count("#figure-2") + 1
    assert "summary" in page.values("id")
    assert "summary" not in without.values("id")


def test_the_page_speaks_the_language_of_the_report() -> None:
    page = written(DOCUMENT._replace(words=Language("de")))
    assert page.values("lang", "html") == ["de"]
    assert "Abbildung 1" in page.text
    assert set(json.loads(page.values("data-words", "body")[0]).values()).isdisjoint(
        json.loads(written().values("data-words", "body")[0]).values()
    )


def test_without_drawings_for_dark_paper_a_figure_stays_on_light_paper() -> None:
    light = {name: data for name, data in DRAWN.items() if name.startswith("bare/")}
    page = Page(html.write(DOCUMENT, light).decode())
    tones = re.findall(r"--tone-(\w{6})-(\w{6})", page.within["style"])
    assert tones
    assert all(one == other for one, other in tones)


def test_a_page_of_two_figures_is_written_the_same_each_time_and_small() -> None:
    assert html.write(DOCUMENT, DRAWN) == html.write(DOCUMENT, dict(reversed(list(DRAWN.items()))))
    assert len(html.write(DOCUMENT, DRAWN)) < 700_000
