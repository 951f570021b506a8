"""Finding the line of the study file that a key stands on; the TOML parser of the standard library does not tell."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"([^"]*)"|'([^']*)'""")


def line_of(text: str, path: Path) -> int | None:
    r"""Find the line on which a key path, or the deepest part of it that is written out, stands.

    Parameters
    ----------
    text
        The study file.
    path
        Keys, and positions in arrays counted from 0.

    Returns
    -------
    int or None
        A line counted from 1; None if no part of the path is in the file.

    Examples
    --------
    >>> line_of('[groups.p]\ncriteria = [\n  {label = "a"},\n  {label = "b"},\n]', ("groups", "p", "criteria", 1))
    4
    """
    best, depth = None, 0
    for number, where in _keys(text.split("\n")):
        shared = _shared(where, path)
        if shared == len(where) and shared > depth:
            best, depth = number, shared
    if best is None or depth == len(path):
        return best
    return _inside(text.split("\n"), best, path, depth)


def dotted(path: Path) -> str:
    """Write a key path as a reader of the study file would.

    Examples
    --------
    >>> dotted(("groups", "performance", "criteria", 2, "question"))
    'groups.performance.criteria[2].question'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _keys(lines: list[str]) -> list[tuple[int, Path]]:
    """List every header and key with its line and full path."""
    table: Path = ()
    arrays: dict[Path, int] = {}
    found: list[tuple[int, Path]] = []
    for number, line in enumerate(lines, 1):
        if header := _HEADER.match(line):
            table = _split(header[2])
            if header[1] == "[[":
                arrays[table] = arrays.get(table, -1) + 1
                table = (*table, arrays[table])
            found.append((number, table))
        elif key := _KEY.match(line):
            found.append((number, (*table, *_split(key[1]))))
    return found


def _split(key: str) -> Path:
    """Split a dotted key."""
    return tuple(match[1] or match[2] or match[0] for match in _PART.finditer(key))


def _shared(left: Path, right: Path) -> int:
    """Count the leading parts that two paths share."""
    pairs = zip(left, right, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


def _inside(lines: list[str], start: int, path: Path, depth: int) -> int:
    """Find the line of an element of an array or inline table that begins on a known line."""
    line = start
    for place, part in enumerate(path[depth:], depth):
        if isinstance(part, int) and not _of_tables(lines[line - 1 : line + 499], path[place - 1]):
            continue
        mark = re.compile(r"\{" if isinstance(part, int) else rf"(?<![\w-]){re.escape(part)}(?![\w-])\s*=")
        skip = part if isinstance(part, int) else 0
        for number in range(line, min(len(lines), line + 500) + 1):
            skip -= len(mark.findall(lines[number - 1]))
            if skip < 0:
                line = number
                break
    return line


def _of_tables(lines: list[str], key: str | int) -> bool:
    """Say whether an array that begins on the first line has tables in it; values have no line of their own."""
    begins = rf"(?<![\w-]){re.escape(str(key))}[\"']?\s*=\s*\[(?:\s|#[^\n]*\n)*([^\s#])"
    found = re.search(begins, "\n".join(lines))
    return found is None or found[1] == "{"
