from __future__ import annotations

import hashlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from samkit.writers.json_text import read
from tests.builders import STUDY, answers, files
from tests.cli.programs import inside

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

PAYLOAD = """<script>alert(1)</script></script><img src=x onerror=y>\\"'>{{7*7}}$\\\\frac{1}{$</svg>"""


class Page(HTMLParser):
    """What stands in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tree(place: Path) -> dict[str, str]:
    return {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def test_a_report_holds_figures_tables_results_and_a_page_and_tells_where_it_is(
    capsys: Capture, tmp_path: Path
) -> None:
    ended = inside(capsys, "report", files(tmp_path), "-o", tmp_path / "out")
    assert (ended.code, ended.out) == (0, f"{tmp_path}/out/index.html\n")
    figures = {f"figures/figure-{number}.{form}" for number in (1, 2) for form in ("svg", "png", "pdf", "txt")}
    tables = {f"tables/{name}.csv" for name in ("figure-1", "figure-2", "classification", "trust")}
    assert set(tree(tmp_path / "out")) == {*figures, *tables, "index.html", "results.json", "manifest.json"}
    found = read((tmp_path / "out" / "results.json").read_text())
    assert [result.kind for result in found] == ["classification", "gap", "levels", "trust"]


def test_a_report_has_the_same_bytes_each_time(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path)
    inside(capsys, "report", path, "-o", tmp_path / "one")
    inside(capsys, "report", path, "-o", tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_page_has_one_script_an_alternative_for_every_drawing_and_no_broken_link(
    capsys: Capture, tmp_path: Path
) -> None:
    text = STUDY
    for words in ("A small study", "Plans accounts", "How far do you agree", 'title = "Maturity"', "How ripe"):
        quoted = f'title = "{PAYLOAD}"' if words.startswith("title") else PAYLOAD
        assert words in text
        text = text.replace(words, quoted)
    text = text.replace("[groups.performance]", f'[groups.performance]\ntop = "{PAYLOAD}"')
    ended = inside(capsys, "report", files(tmp_path, text=text), "-o", tmp_path / "out", "--figures", "svg")
    assert ended.code == 0
    html = (tmp_path / "out" / "index.html").read_text()
    page = Page(html)
    names = [tag for tag, _ in page.tags]
    assert (names.count("script"), names.count("style"), names.count("img")) == (1, 1, 0)
    assert "{{7*7}}" in html
    assert "&gt;49$" not in html
    assert not any(attribute.startswith("on") for _, attributes in page.tags for attribute in attributes)
    assert any("default-src 'none'" in (attributes.get("content") or "") for _, attributes in page.tags)
    drawings = [attributes for tag, attributes in page.tags if tag == "svg" and attributes.get("role") == "img"]
    assert len(drawings) == 2
    assert all(attributes["aria-label"] for attributes in drawings)
    ids = {attributes.get("id") for _, attributes in page.tags}
    targets = [attributes.get("href") or attributes.get("src") or "#content" for _, attributes in page.tags]
    assert all(target.startswith("data:") or target.removeprefix("#") in ids for target in targets)


def test_a_report_names_no_user_no_folder_and_no_respondent(capsys: Capture, tmp_path: Path) -> None:
    columns = {"id": [f"canary-{row}" for row in range(120)], "mail": ["canary@example.org"] * 120, **answers()}
    text = STUDY.replace("hide_below", 'respondent = "id"\nhide_below')
    ended = inside(capsys, "report", files(tmp_path, columns, text), "-o", tmp_path / "out")
    assert ended.code == 0
    for path in (tmp_path / "out").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"canary" not in content
        assert str(tmp_path).encode() not in content


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("target", ["", "..", "/"])
def test_the_folder_that_holds_the_export_is_never_replaced(
    capsys: Capture, tmp_path: Path, target: str, force: list[str]
) -> None:
    path = files(tmp_path)
    ended = inside(capsys, "report", path, "-o", tmp_path / target, *force)
    assert ended.code == 2
    assert path.exists()


def test_the_folder_in_which_the_command_runs_is_never_replaced(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    path = files(tmp_path)
    monkeypatch.chdir(tmp_path / "here")
    assert inside(capsys, "report", path, "-o", ".", "--force").code == 2


def test_files_of_others_are_kept_unless_forced(capsys: Capture, tmp_path: Path) -> None:
    path, out = files(tmp_path), tmp_path / "out"
    out.mkdir()
    (out / "mine").write_text("mine")
    ended = inside(capsys, "report", path, "-o", out, "--figures", "svg")
    assert ended.code == 4
    assert (out / "mine").read_text() == "mine"
    assert inside(capsys, "report", path, "-o", out, "--figures", "svg", "--force").code == 0
    assert not (out / "mine").exists()


def test_a_study_without_figures_and_a_format_that_is_none_end_with_2(capsys: Capture, tmp_path: Path) -> None:
    path = files(tmp_path, text=STUDY[: STUDY.index("[[figures]]")])
    assert "add [[figures]]" in inside(capsys, "report", path, "-o", tmp_path / "out").err
    path = files(tmp_path)
    ended = inside(capsys, "report", path, "-o", tmp_path / "out", "--figures", "gif")
    assert ended.code == 2
    assert "svg, png, pdf" in ended.err
    assert not (tmp_path / "out").exists()
