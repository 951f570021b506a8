"""The page of the shipped report in a browser, on light and dark paper, with and without its script."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from samkit import drawing, reporting, workflow
from samkit.look import DARK, LIGHT
from samkit.writers import csv_text, html
from tests.browser.needed import program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from samkit.report.document import Document

    Opened = Callable[..., Page]

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
ALONE: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
LONGEST: Final = "document.querySelector('#figure-6a table')"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = program(*BROWSERS)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=list(ALONE))
        yield started
        started.close()


@pytest.fixture(scope="module")
def document() -> Document:
    return reporting.made(workflow.read("data/sam_2016.csv", "data/sam_2016.toml"))[2]


@pytest.fixture(scope="module")
def address(document: Document, tmp_path_factory: pytest.TempPathFactory) -> str:
    drawn = drawing.draw(document, ["bare/svg", "dark/svg"])[0]
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_bytes(html.write(document, drawn))
    return path.as_uri()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opened]:
    """Open the page as somebody else would each time, and hold it to silence: no message and no request of its own."""
    contexts, heard = [], list[str]()

    def page(*, dark: bool = False, width: int = 1440, script: bool = True) -> Page:
        scheme = "dark" if dark else "light"
        size = {"width": width, "height": 900}
        context = browser.new_context(color_scheme=scheme, viewport=size, java_script_enabled=script)  # type: ignore[arg-type]
        contexts.append(context)
        found = context.new_page()
        found.on("console", lambda message: heard.append(message.text))
        found.on("pageerror", lambda error: heard.append(str(error)))
        found.on("request", lambda request: heard.append(request.url) if request.url.startswith("http") else None)
        found.goto(address)
        return found

    yield page
    for context in contexts:
        context.close()
    assert heard == []


def paper(page: Page) -> str:
    """Give the colour on which the page stands."""
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def as_computed(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"


def column(table: Locator, number: int) -> list[str]:
    return table.locator(f"tbody tr:visible > :nth-child({number})").all_inner_texts()


def longest(page: Page) -> Locator:
    """Open the longest table and give it."""
    page.evaluate(f"{LONGEST}.closest('details').open = true")
    return page.locator("#figure-6a table")


def test_the_page_shows_every_figure_and_asks_for_nothing(opened: Opened, document: Document) -> None:
    page = opened()
    assert page.title() == document.title
    assert page.locator("h2 bdi").all_inner_texts() == [figure.title for figure in document.figures]
    pictures = [picture for figure in document.figures for picture in figure.pictures]
    assert page.locator("svg[role=img]:visible").count() == len(pictures)


def test_a_heading_sorts_up_then_down_then_gives_the_order_back(opened: Opened, document: Document) -> None:
    (figure,) = (figure for figure in document.figures if figure.id == "6a")
    key = [column.key for column in figure.table.columns].index("ratio")
    ratios = {row[1]: row[key].value for row in figure.table.rows}  # type: ignore[union-attr]
    table = longest(opened())
    button = table.get_by_role("button", name="Times as likely")
    heading = table.get_by_role("columnheader", name="Times as likely")
    original = column(table, 1)
    for direction, reverse in (("ascending", False), ("descending", True)):
        button.click()
        found = [ratios[name] for name in column(table, 1)]
        assert found == sorted(found, reverse=reverse)  # type: ignore[type-var]
        assert heading.get_attribute("aria-sort") == direction
    button.click()
    assert column(table, 1) == original
    assert heading.get_attribute("aria-sort") is None


def test_a_filter_leaves_the_rows_that_hold_the_words_and_says_how_many(opened: Opened) -> None:
    page = opened()
    table = longest(page)
    every = column(table, 1)
    wanted = page.locator("#figure-6a").get_by_role("searchbox", name="Filter rows")
    wanted.fill("ACCOUNT PLAN")
    kept = column(table, 1)
    assert kept == [name for name in every if "account plan" in name.lower()]
    assert 0 < len(kept) < len(every)
    assert page.locator("#figure-6a output").inner_text() == f"{len(kept)} of {len(every)} rows shown"
    wanted.fill("")
    assert column(table, 1) == every


@pytest.mark.parametrize("dark", [False, True])
def test_the_paper_is_that_of_the_reader_until_another_is_chosen_and_then_kept(opened: Opened, dark: bool) -> None:
    page = opened(dark=dark)
    theirs, other = (DARK, LIGHT) if dark else (LIGHT, DARK)
    assert paper(page) == as_computed(theirs.paper)
    choice = page.get_by_label("Theme")
    choice.select_option("light" if dark else "dark")
    assert paper(page) == as_computed(other.paper)
    page.reload()
    assert paper(page) == as_computed(other.paper)
    assert page.locator("#figure-6 svg path").first.evaluate("mark => getComputedStyle(mark).fill") == as_computed(
        other.paper
    )
    choice.select_option("automatic")
    assert paper(page) == as_computed(theirs.paper)


def test_each_table_can_be_saved_with_all_its_numbers(opened: Opened, document: Document, tmp_path: Path) -> None:
    page = opened()
    for figure in document.figures:
        with page.expect_download() as saved:
            page.locator(f"#figure-{figure.id} .saved a").click()
        saved.value.save_as(tmp_path / "saved.csv")
        assert saved.value.suggested_filename == f"{figure.table.name}.csv"
        assert (tmp_path / "saved.csv").read_bytes() == csv_text.write([figure.table]).encode()


@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_is_saved_with_its_words_on_light_paper(opened: Opened, tmp_path: Path, dark: bool) -> None:
    from matplotlib.image import imread

    page = opened(dark=dark)
    with page.expect_download() as saved:
        page.locator("#figure-6").get_by_role("button", name="Picture").click()
    saved.value.save_as(tmp_path / "saved.png")
    assert saved.value.suggested_filename == "figure-6.png"
    pixels = imread(tmp_path / "saved.png")
    box = page.locator("#figure-6 svg").get_attribute("viewBox") or ""
    assert pixels.shape[1] == int(3 * (float(box.split()[2]) + 24))
    assert pixels.shape[0] > 3 * (float(box.split()[3]) + 60)
    assert pixels[0, 0, :3].tolist() == [1, 1, 1]
    assert (pixels[:120, :, :3] < 0.5).any()
    assert (abs(pixels[:, :, :3] - [0x0B / 255, 0x5A / 255, 0x8C / 255]).max(axis=2) < 0.01).any()


def test_in_print_every_finding_and_note_is_there_on_light_paper_and_no_control(
    opened: Opened, document: Document, tmp_path: Path
) -> None:
    page = opened(dark=True)
    page.get_by_label("Theme").select_option("dark")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    reader = program("pdftotext")
    done = subprocess.run([reader, "-layout", str(tmp_path / "page.pdf"), "-"], capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")[:-1]
    text = " ".join(done.stdout.decode().split())
    before = 2 * len(document.passages)  # pages of words, with the cover among them
    assert 2 + len(document.figures) / 3 < len(pages) <= before + len(document.figures)
    assert all(f"{number} / {len(pages)}" in found for number, found in enumerate(pages, 1))
    for figure in document.figures:
        assert any(" ".join(figure.title.split()[:4]) in " ".join(found.split()) for found in pages[1:])
        assert all(note.text in text for note in figure.notes)
    assert document.provenance.synthetic in text
    assert document.provenance.data_digest in text
    assert not {"Theme", "Filter", "Download"} & set(text.split())
    page.emulate_media(media="print")
    assert paper(page) == as_computed(LIGHT.paper)


@pytest.mark.parametrize("script", [True, False])
def test_a_narrow_page_is_not_scrolled_sideways(opened: Opened, script: bool) -> None:
    page = opened(width=360, script=script)
    page.locator("section details > summary").last.scroll_into_view_if_needed()
    sides = [page.locator(part).bounding_box() for part in ("header", "main", "footer")]
    assert all(side and side["x"] >= 0 and side["x"] + side["width"] <= 360 for side in sides)
    if script:
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_its_script_the_page_is_whole_and_shows_no_dead_control(opened: Opened, document: Document) -> None:
    page = opened(script=False)
    assert page.locator("h2 bdi").all_inner_texts() == [figure.title for figure in document.figures]
    assert page.locator("button, select, input").count() == 0
    table = page.locator("#figure-6a table")
    assert not table.is_visible()
    page.locator("#figure-6a summary", has_text="Table").click()
    assert table.is_visible()
    assert page.locator("nav a").count() == len(document.figures) + 2 + len(document.passages)


def test_the_keyboard_reaches_the_content_at_once_and_every_control_in_order(opened: Opened) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    longest(page)
    page.locator("#figure-6a summary", has_text="Table").focus()
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.tagName + document.activeElement.className"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
    assert reached == ["INPUT", "DIVscroll", "BUTTON", "BUTTON"]
    page.keyboard.press("Enter")
    assert page.locator("#figure-6a th[aria-sort]").count() == 1


@pytest.mark.parametrize(("dark", "width"), [(False, 1440), (True, 1440), (False, 360)])
def test_no_rule_of_accessibility_is_broken(opened: Opened, dark: bool, width: int) -> None:
    page = opened(dark=dark, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    # A picture is one thing to a reader of the screen, and all rows of a table are alike.
    page.evaluate("document.querySelectorAll('svg > *, tbody tr:nth-child(n+4)').forEach((each) => each.remove())")
    found = Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, found.generate_report()


def test_no_mark_of_a_drawing_is_cut(opened: Opened) -> None:
    outside = opened().evaluate("""() => [...document.querySelectorAll("svg[role=img]")].flatMap((drawing) => {
      const { x, y, width, height } = drawing.viewBox.baseVal;
      const marks = [...drawing.querySelectorAll("path, g[transform]")].filter((mark) => mark.checkVisibility());
      return marks.filter((mark) => {
        const box = mark.getBBox();
        if (box.width === width + 2 * x) return false; // the paper
        const turn = mark.transform.baseVal.consolidate()?.matrix ?? { a: 1, d: 1, e: 0, f: 0 };
        const edges = [box.x, box.x + box.width].map((at) => at * turn.a + turn.e);
        const sides = [box.y, box.y + box.height].map((at) => at * turn.d + turn.f);
        return Math.min(...edges) < x - .5 || Math.max(...edges) > x + width + .5
          || Math.min(...sides) < y - .5 || Math.max(...sides) > y + height + .5;
      }).map((mark) => `${drawing.dataset.name}: ${mark.outerHTML.slice(0, 120)}`);
    })""")
    assert outside == []


def test_the_contents_show_the_current_place(opened: Opened) -> None:
    page = opened()
    for figure in ("3", "12"):
        page.locator(f'nav a[href="#figure-{figure}"]').click()
        current = page.locator("nav a[aria-current]")
        current.and_(page.locator(f'[href="#figure-{figure}"]')).wait_for()
        assert current.count() == 1


def test_a_script_that_got_into_the_page_would_not_run(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate("""() => {
      document.body.insertAdjacentHTML("beforeend", '<img src="data:," onerror="window.ran = true">');
      document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    page.close()
