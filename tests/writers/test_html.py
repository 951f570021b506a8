from __future__ import annotations

from html.parser import HTMLParser

import pytest

from samkit import drawing, reporting
from samkit.writers import html
from tests.builders import answers, surveyed

DOCUMENT = reporting.made(surveyed(answers()))[2]
DRAWN = drawing.draw(DOCUMENT, ["svg"])[0]


class Words(HTMLParser):
    """The words of a page, and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.tags = "", list[str]()
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs is not None
        self.tags.append(tag)


@pytest.mark.parametrize(
    "text",
    ["</script><script>x", '"><img src=x>', "</title><script>", "{{ 7 * 7 }}", "{% raw %}", "&amp;", "<!--", "]]>"],
)
def test_a_text_from_outside_is_shown_and_never_acted_upon(text: str) -> None:
    usual = Words(html.write(DOCUMENT, DRAWN).decode())
    page = Words(html.write(DOCUMENT._replace(title=text, lead=text), DRAWN).decode())
    assert page.text.count(text) == 3 - usual.text.count(text)
    assert page.tags == usual.tags


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\u202e", "\ud800"])
def test_no_control_or_direction_character_reaches_the_page(bad: str) -> None:
    text = html.write(DOCUMENT._replace(title=f"a{bad}b"), DRAWN).decode()
    assert bad not in text
    assert "a\ufffdb" in text


def test_synthetic_data_are_said_so_above_everything() -> None:
    made = DOCUMENT._replace(provenance=DOCUMENT.provenance._replace(synthetic="Made up"))
    page = html.write(made, DRAWN).decode()
    assert page.index("Made up") < page.index("<nav")
