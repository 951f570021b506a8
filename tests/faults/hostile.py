"""Texts that attack what they are written into, and a survey with such a text in every place that holds words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tests.builders import NUMBERS, STUDY, answers, files, numbers

if TYPE_CHECKING:
    from pathlib import Path

FORMULAS: Final = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1+1",
    '=HYPERLINK("x")',
)
MARKUP: Final = (
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>'",
    "</svg></title></style><!--",
    "]]><![CDATA[",
    "&lt;b&gt;&amp;&#60;",
    "[a](javascript:x) ![b](http://127.0.0.1/c) `d` | e https://example.org www.example.org",
)
MATHS: Final = ("$\\frac{1}{$", "$$", "$x^2$ and \\alpha", "\\$5 {", "100 %")
BROKEN: Final = (
    "a\x0bb",
    "a\x7fb\x9bc",
    "a\x1b[2J\x1b]0;x\x07b",
    "a\ufffeb\uffff",
    "a\u202eb\u2066c",
    "a\u200bb\ufeff\u2060",
    "a\u2028b\u2029c\x85d",
    "a\rb\r\nc\nd\te",
    "Z\u0351\u0352\u0357\u0351\u0352a" * 9,
)
WORDS: Final = (
    "Practices",
    "Plans accounts",
    "How far do you agree",
    "How ripe the process is",
    "Revenue grew",
    "Outcome",
)

FIGURES: Final = "".join(
    f'\n[[figures]]\nid = "{chart}"\nsection = "{section}"\nchart = "{chart}"\n'
    for chart, section in (("forest", "practices"), ("paired_bars", "practices"), ("stacked_levels", "maturity"))
)


def spelt(text: str) -> str:
    """Spell a text as TOML does within quotes."""
    return json.dumps(text)[1:-1].replace("\x7f", "\\u007f")


def survey(folder: Path, text: str) -> Path:
    """Write a survey of which every label, title and answer holds a text, and its study beside it."""
    bad = spelt(text)
    said = STUDY + NUMBERS.replace('"Size"', f'"{bad}"').replace("people", f"{bad}") + FIGURES
    for words in ("A small study", *WORDS):
        said = said.replace(f'"{words}"', f'"{bad}{words}"')
    said = said.replace("How many people", bad)
    said = said.replace("[groups.performance]", f'[groups.performance]\ntop = "{bad}"\nrest = "{bad}Rest"')
    about = "".join(f'{key} = "{bad}"\n' for key in ("universe", "source", "synthetic", "fielded"))
    said = said.replace("hide_below", f"{about}hide_below").replace('"Disagree"', f'"{bad}Disagree"')
    codes = f'codes = {{ D = "{bad}Disagree" }}\nmissing = {{ "Don\'t know"'
    columns = numbers(answers())
    coded = {name: ["D" if cell == "Disagree" else cell for cell in cells] for name, cells in columns.items()}
    return files(folder, coded, said.replace('missing = { "Don\'t know"', codes))
