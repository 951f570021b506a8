"""Mutants of a file: a few changes of the kinds that transfers, editors and bad programs make, from a seed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    Change = Callable[[bytes, Random, Sequence[bytes]], bytes]

MOST_CHANGES: Final = 4


def mutant(seeds: Sequence[bytes], tokens: Sequence[bytes], random: Random) -> bytes:
    """Make one mutant.

    Parameters
    ----------
    seeds
        Files in good order.
    tokens
        What is put in: signs that mean something in such files.
    random
        Where all choices come from.
    """
    data = random.choice(seeds)
    for _ in range(random.randint(1, MOST_CHANGES)):
        data = random.choice(CHANGES)(data, random, tokens)
    return data


def _span(data: bytes, random: Random, longest: int = 64) -> tuple[int, int]:
    """Choose a part of some bytes."""
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.randint(1, longest))


def flip(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Turn one bit."""
    if not data:
        return data
    place = random.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << random.randrange(8)]) + data[place + 1 :]


def put(data: bytes, random: Random, tokens: Sequence[bytes]) -> bytes:
    """Put a token somewhere."""
    place = random.randint(0, len(data))
    return data[:place] + random.choice(tokens) + data[place:]


def write_over(data: bytes, random: Random, tokens: Sequence[bytes]) -> bytes:
    """Write a token over something."""
    start, end = _span(data, random, 8)
    return data[:start] + random.choice(tokens) + data[end:]


def take_out(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Take a part out."""
    start, end = _span(data, random)
    return data[:start] + data[end:]


def repeat(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Let a part stand several times."""
    start, end = _span(data, random)
    return data[:start] + data[start:end] * random.randint(2, 9) + data[end:]


def move(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Move a part elsewhere."""
    start, end = _span(data, random)
    rest = data[:start] + data[end:]
    place = random.randint(0, len(rest))
    return rest[:place] + data[start:end] + rest[place:]


def cut(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """End in the middle."""
    return data[: random.randint(0, len(data))]


def swap_lines(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Let two lines change places."""
    lines = data.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def double_line(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Let a line stand again somewhere else."""
    lines = data.split(b"\n")
    lines.insert(random.randint(0, len(lines)), random.choice(lines))
    return b"\n".join(lines)


def one_for_another(data: bytes, random: Random, tokens: Sequence[bytes]) -> bytes:
    """Write one token for another throughout."""
    return data.replace(random.choice(tokens), random.choice(tokens), random.choice([1, 3, -1]))


CHANGES: Final[tuple[Change, ...]] = (
    flip,
    put,
    write_over,
    take_out,
    repeat,
    move,
    cut,
    swap_lines,
    double_line,
    one_for_another,
)
