"""Counts in sentences."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> counted(1, "cell"), counted(12, "cell")
    ('1 cell', '12 cells')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
