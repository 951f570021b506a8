from __future__ import annotations

import pytest

from samkit.study.places import dotted, line_of

TEXT = """\
# a comment with title = 1
[study]
title = "t"

[scales]
yes_no.levels = ["No", "Yes"]

[groups.p]
criteria = [
  { label = "a", question = "x" },
  { label = "b",
    question = "y" },
]

[[figures]]
id = "1"

[[figures]]
id = "2"
"quoted key" = 3
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("study",), 2),
        (("study", "title"), 3),
        (("study", "missing"), 2),
        (("scales", "yes_no", "levels"), 6),
        (("scales", "yes_no", "levels", 1), 6),
        (("groups", "p", "criteria"), 9),
        (("groups", "p", "criteria", 0), 10),
        (("groups", "p", "criteria", 1), 11),
        (("groups", "p", "criteria", 1, "question"), 12),
        (("figures", 0, "id"), 16),
        (("figures", 1), 18),
        (("figures", 1, "quoted key"), 20),
        (("nowhere",), None),
    ],
)
def test_a_key_is_found_on_the_line_on_which_it_stands(path: tuple[str | int, ...], line: int | None) -> None:
    assert line_of(TEXT, path) == line


def test_a_path_is_written_as_in_the_study_file() -> None:
    assert dotted(("figures", 1, "items", 0)) == "figures[1].items[0]"
