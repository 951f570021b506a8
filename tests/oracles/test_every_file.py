"""No file of reference numbers lies unread: each is named in a test that is not this one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oracles.numbers import FOLDER
from tests.reference import need_shared

pytestmark = need_shared

TESTS = Path(__file__).resolve().parent


def texts(path: Path) -> Iterator[str]:
    """Give the texts in the code of a file, without its docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose:
            yield node.value


READ = {text: path for path in TESTS.glob("*.py") if path.name != Path(__file__).name for text in texts(path)}


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.json")))
def test_a_file_of_reference_numbers_is_read_by_a_test(name: str) -> None:
    assert name in READ
