"""Rules about sizes: files, function bodies, commands, public names, and what lies on top of the repository."""

import ast
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.architecture import rules
from tests.architecture.house import Function, House, Module, Violation


def file_violations(house: House) -> Iterator[Violation]:
    """Report files and function bodies above the limit, and commands above theirs."""
    for module in house.modules.values():
        length = len(module.lines)
        if length > _file_limit(module):
            yield Violation(module.path, length, "file size", f"{length} lines, at most {_file_limit(module)}")
        for function in module.functions():
            body = body_lines(function)
            if body > rules.BODY_AT_MOST:
                yield Violation(module.path, function.lineno, "body size", f"{function.name} has {body} lines")


def _file_limit(module: Module) -> int:
    if module.path in rules.SHARED_COMMANDS:
        return rules.SHARED_COMMAND_AT_MOST
    is_command = module.room == "cli" and module.path.startswith("samkit/") and not module.path.endswith("__init__.py")
    return rules.COMMAND_AT_MOST if is_command else rules.FILE_AT_MOST


def body_lines(function: Function) -> int:
    """Count the lines of a function from its first statement to its end, the docstring left out."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    if not body:
        return 0
    decorators: list[ast.expr] = getattr(body[0], "decorator_list", [])
    first = min([body[0].lineno, *(decorator.lineno for decorator in decorators)])
    return (function.end_lineno or first) - first + 1


def half_violations(house: House) -> Iterator[Violation]:
    """Report when fewer than half of the files, or of the function bodies, are short."""
    modules = house.modules.values()
    bodies = [body_lines(function) for module in modules for function in module.functions()]
    files = [len(module.lines) for module in modules]
    for rule, sizes, limit in (
        ("half of the files", files, rules.FILE_HALF_UNDER),
        ("half of the bodies", bodies, rules.BODY_HALF_UNDER),
    ):
        if not _half_under(sizes, limit):
            short = sum(size < limit for size in sizes)
            yield Violation(house.folder, 0, rule, f"{short} of {len(sizes)} have under {limit} lines")


def _half_under(sizes: Sequence[int], limit: int) -> bool:
    return 2 * sum(size < limit for size in sizes) >= len(sizes)


def door_violations(house: House) -> Iterator[Violation]:
    """Report a package that offers more public names than one can keep in mind, or does not list them in its source."""
    module = house.modules[house.folder]
    values = {name: (node, value) for node in module.tree.body for name, value in _assigned(node)}
    if "__all__" not in values:
        yield Violation(module.path, 1, "public names", "there is no __all__")
        return
    node, listed = values["__all__"]
    size = _written_size(listed, {name: value for name, (_, value) in values.items()})
    if size is None:
        yield Violation(module.path, node.lineno, "public names", "__all__ is not written out")
    elif size > rules.PUBLIC_NAMES_AT_MOST:
        yield Violation(module.path, node.lineno, "public names", f"{size} names")


def _assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    for target in targets:
        if isinstance(target, ast.Name) and value is not None:
            yield target.id, value


def _written_size(value: ast.expr | None, known: dict[str, ast.expr]) -> int | None:
    """Count the elements of a literal, through the names of others, or give None where only a run could tell."""
    if isinstance(value, ast.Name):
        return _written_size(known.get(value.id), known)
    if isinstance(value, ast.Starred):
        return _written_size(value.value, known)
    if isinstance(value, ast.Dict):
        return len(value.keys)
    if not isinstance(value, ast.List | ast.Tuple):
        return None
    sizes = [_written_size(part, known) if isinstance(part, ast.Starred) else 1 for part in value.elts]
    return None if None in sizes else sum(size for size in sizes if size is not None)


def top_level_violations(root: Path) -> Iterator[Violation]:
    """Report what lies on top of the repository without a place in the plan."""
    for name in sorted({path.partition("/")[0] for path in _kept_files(root)}):
        if name not in rules.TOP_LEVEL and not name.startswith("."):
            yield Violation(name, 0, "top level", name)


def _kept_files(root: Path) -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    if (root / ".git").exists():
        return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.splitlines()
    return [path.name for path in root.iterdir() if path.name not in {"build", "dist"}]
