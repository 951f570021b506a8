"""A package on disk as its syntax trees: modules, their rooms, and the imports in them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, order=True)
class Violation:
    """One place where the code breaks a rule of the house."""

    path: str
    line: int
    rule: str
    found: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.found}"


@dataclass(frozen=True)
class Import:
    """One imported module, and when it is loaded."""

    target: str
    line: int
    inside: bool  # in the body of a function
    types_only: bool  # under `if TYPE_CHECKING`

    @property
    def package(self) -> str:
        return self.target.partition(".")[0]


@dataclass(frozen=True)
class Module:
    """One source file: where it lies, its dotted name, its text and its tree."""

    path: str
    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return room_of(self.name)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]


def room_of(name: str) -> str:
    """Give the room of a dotted name: what stands after samkit, or `__init__` for samkit itself."""
    return name.split(".")[1] if "." in name else "__init__"


@dataclass(frozen=True)
class House:
    """Every module of the checkout under one folder."""

    root: Path
    folder: str

    @cached_property
    def modules(self) -> dict[str, Module]:
        found = (self._module(path) for path in sorted((self.root / self.folder).rglob("*.py")))
        return {module.name: module for module in found}

    def _module(self, path: Path) -> Module:
        relative = path.relative_to(self.root)
        parts = relative.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        return Module(relative.as_posix(), name, text, ast.parse(text, filename=str(path)))

    def imports(self, module: Module) -> list[Import]:
        return list(self._imports(module.tree, inside=False, types_only=False))

    def _imports(self, node: ast.AST, *, inside: bool, types_only: bool) -> Iterator[Import]:
        for target in self._targets(node):
            yield Import(target, node.lineno, inside, types_only)  # type: ignore[attr-defined]  # an import has a line
        late = inside or isinstance(node, Function | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            for_types = types_only or (isinstance(node, ast.If) and child in node.body and _asks_for_types(node.test))
            yield from self._imports(child, inside=late, types_only=for_types)

    def _targets(self, node: ast.AST) -> list[str]:
        if isinstance(node, ast.Import):
            return [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            return sorted({self._module_or_member(base, alias.name) for alias in node.names})
        return []

    def _module_or_member(self, base: str, name: str) -> str:
        whole = f"{base}.{name}"
        is_module = whole in self.modules or whole in {"matplotlib.pyplot", "matplotlib.pylab"}
        return whole if is_module else base


def _asks_for_types(test: ast.expr) -> bool:
    return ast.unparse(test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
