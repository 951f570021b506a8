"""Rules about what is written: calls that open doors, errors that are swallowed, names and marks that say nothing."""

import ast
import re
from collections.abc import Iterator

from tests.architecture import rules
from tests.architecture.house import House, Module, Violation


def call_violations(house: House) -> Iterator[Violation]:
    """Report calls that run text as code, unpack foreign objects, reach a shell, or load a module by its name."""
    for module in house.modules.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                for rule, found in _broken_by(module, node):
                    yield Violation(module.path, node.lineno, rule, found)


def _broken_by(module: Module, call: ast.Call) -> Iterator[tuple[str, str]]:
    name = ast.unparse(call.func)
    last = name.rpartition(".")[2]
    if name in rules.NEVER_CALLED or (isinstance(call.func, ast.Attribute) and f"*.{last}" in rules.NEVER_CALLED):
        yield "never called", name
    for keyword in call.keywords:
        if keyword.arg in rules.NEVER_TRUE and not (
            isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        ):
            yield "never called", f"{name}({keyword.arg}=…)"
    if last in {"import_module", "__import__"} and module.path not in rules.LOADS_BY_NAME:
        yield "load by name", name


def except_violations(house: House) -> Iterator[Violation]:
    """Report every `except` of a command, and elsewhere the ones that catch everything."""
    for module in house.modules.values():
        if module.path == rules.CATCHES:
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ExceptHandler) and (module.room == "cli" or _catches_all(node)):
                found = ast.unparse(node.type) if node.type else "everything"
                yield Violation(module.path, node.lineno, "except", f"catches {found}")


def _catches_all(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast.unparse(kind) in {"Exception", "BaseException"} for kind in kinds)


def name_violations(house: House) -> Iterator[Violation]:
    """Report files, folders, functions and classes whose name says nothing about the field."""
    for module in house.modules.values():
        if _says_nothing(module.name.replace(".", "_")):
            yield Violation(module.path, 1, "empty name", module.name)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and _says_nothing(node.name):
                yield Violation(module.path, node.lineno, "empty name", node.name)


def _says_nothing(name: str) -> bool:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")
    return not rules.EMPTY_NAMES.isdisjoint(words)


def mark_violations(house: House) -> Iterator[Violation]:
    """Report marks of unfinished work, ignores that do not say what they ignore, and tests that are left out."""
    unfinished = re.compile("|".join(rf"\b{mark}\b" for mark in rules.UNFINISHED))
    for module in house.modules.values():
        for number, line in enumerate(module.lines, start=1):
            if unfinished.search(line):
                yield Violation(module.path, number, "unfinished", line.strip())
            if re.search(rules.UNNAMED_IGNORE, line):
                yield Violation(module.path, number, "unnamed ignore", line.strip())
            if re.search(rules.SKIPS, line) and module.path not in rules.MAY_SKIP:
                yield Violation(module.path, number, "left out", line.strip())
