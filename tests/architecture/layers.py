"""Rules about imports: which room knows which, what is loaded when, and that nothing goes in circles."""

import sys
from collections.abc import Iterator
from itertools import pairwise

from tests.architecture.house import House, Import, Module, Violation, room_of
from tests.architecture.rules import IMPORTED_BY_ONE_ROOM, NEVER_IMPORTED, ROOMS, Room


def layer_violations(house: House) -> Iterator[Violation]:
    """Walk every import of samkit and hold it against the table of rooms."""
    for module in house.modules.values():
        room = ROOMS.get(module.room)
        if room is None:
            yield Violation(module.path, 1, "known room", f"no rule speaks of {module.room}")
            continue
        for found in house.imports(module):
            for rule, message in _broken_by(module, room, found):
                yield Violation(module.path, found.line, rule, message)


def _broken_by(module: Module, room: Room, found: Import) -> Iterator[tuple[str, str]]:
    if found.target.startswith("."):
        yield "absolute import", found.target
    elif found.package == "samkit":
        yield from _broken_at_home(module, room, found)
    elif found.package not in sys.stdlib_module_names:
        yield from _broken_abroad(module, room, found)
    if _is_under(found.target, NEVER_IMPORTED):
        yield "never imported", found.target


def _broken_at_home(module: Module, room: Room, found: Import) -> Iterator[tuple[str, str]]:
    if not _knows(module.room, room, found.target):
        yield "layers", f"{module.name} imports {found.target}"
    if found.inside and not room.samkit_inside:
        yield "late import", f"{found.target} is imported inside a function"


def _knows(name: str, room: Room, target: str) -> bool:
    other = room_of(target)
    if other == name:
        return True
    admits = ROOMS[other].open_to if other in ROOMS else frozenset[str]()
    listed = other in room.samkit or target.removeprefix("samkit.") in room.samkit or "*" in room.samkit
    return listed and ("*" in admits or name in admits)


def _broken_abroad(module: Module, room: Room, found: Import) -> Iterator[tuple[str, str]]:
    owner = IMPORTED_BY_ONE_ROOM.get(found.package)
    if owner is not None and owner != module.room:
        yield "one room alone", f"{found.package} belongs to {owner}"
    allowed = room.at_the_top | room.inside if found.inside or found.types_only else room.at_the_top
    if found.package not in allowed:
        when = "inside a function" if found.inside else "at the top"
        yield "third party", f"{module.room} imports {found.target} {when}"


def _is_under(target: str, names: frozenset[str]) -> bool:
    return any(target == name or target.startswith(name + ".") for name in names)


def cycle_violations(house: House) -> Iterator[Violation]:
    """Follow the imports of samkit among its own modules, late ones and those for types too, and report each circle."""
    edges = {name: list(_own_imports(house, module)) for name, module in house.modules.items()}
    for circle in sorted(_circles({name: [found.target for found in out] for name, out in edges.items()})):
        way = (*circle, circle[0])
        for here, there in pairwise(way):
            line = next(found.line for found in edges[here] if found.target == there)
            yield Violation(house.modules[here].path, line, "no cycle", " → ".join(way))


def _own_imports(house: House, module: Module) -> Iterator[Import]:
    return (found for found in house.imports(module) if found.target in house.modules)


def _circles(graph: dict[str, list[str]]) -> set[tuple[str, ...]]:
    """Find one circle for each module that lies on one, written from its alphabetically first member."""
    circles = (_shortest_way_back(graph, start) for start in graph)
    return {_from_the_first(circle) for circle in circles if circle}


def _shortest_way_back(graph: dict[str, list[str]], start: str) -> tuple[str, ...]:
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        for step in sorted(graph[way[-1]]):
            if step == start:
                return way
            if step not in seen:
                seen.add(step)
                ways.append((*way, step))
    return ()


def _from_the_first(circle: tuple[str, ...]) -> tuple[str, ...]:
    at = circle.index(min(circle))
    return circle[at:] + circle[:at]
