"""The notebook runs from top to bottom, each cell shows what it says, and nothing of a run is kept in the file."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Any

from tests.examples.raw import EXAMPLES

if TYPE_CHECKING:
    import pytest

NOTEBOOK = EXAMPLES / "notebook.ipynb"
CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
CODE = ["".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "code"]


def run(cell: str, names: dict[str, Any]) -> Any:
    """Run a cell as a notebook does, and give the value of its last line."""
    *before, last = ast.parse(cell).body
    assert isinstance(last, ast.Expr)
    exec(compile(ast.Module(before, []), "cell", "exec"), names)  # noqa: S102 - the notebook is our own
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - likewise


def shown(value: Any) -> str:
    """Show a value as a notebook does: as a page, as a picture, else as text."""
    for hook in ("_repr_html_", "_repr_png_"):
        made = getattr(value, hook)() if hasattr(value, hook) else None
        if made is not None:
            return made if isinstance(made, str) else made[0][:4].decode("latin-1")
    return repr(value)


def test_no_output_is_kept() -> None:
    code = [cell for cell in CELLS if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert len({cell["id"] for cell in CELLS}) == len(CELLS)


def test_every_cell_runs_and_shows_something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    names: dict[str, Any] = {}
    every = [shown(run(cell, names)) for cell in CODE]
    assert every[0] == "Survey(sam_2016.csv: 397 respondents, 54 questions)"
    assert "<td>differs</td>" in every[2]
    assert [each for each in every if each == "\x89PNG"] == ["\x89PNG"] * 2
    assert "no respondent is real" in every[1]
    assert "Naive Bayes" in every[-3]


def test_what_the_text_says_of_the_one_organisation_is_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    names: dict[str, Any] = {}
    for cell in CODE:
        run(cell, names)
    chance = names["one"].frame("chance").set_index("method")["chance"]
    naive, model = (
        chance[chance.index.str.startswith("Naive")].iloc[0],
        chance[chance.index.str.startswith("Log")].iloc[0],
    )
    assert naive > model > chance.iloc[0]
