"""The card of an index: what whoever uses it must know, in the order in which it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.indexed import CardEntry
from samkit.study.index import CardTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from samkit.study.index import IndexTable


def card(index: IndexTable, texts: Mapping[str, str]) -> Iterator[CardEntry]:
    """Give the entries that the study declares, and the formula as it is computed where none is declared.

    Parameters
    ----------
    index
        What is declared.
    texts
        The words of each component.
    """
    for key in CardTable.model_fields:
        said = getattr(index.card, key) or ([formula(index, texts)] if key == "formula" else [])
        sentences = (said,) if isinstance(said, str) else tuple(said)
        if sentences:
            yield CardEntry(key, sentences)


def formula(index: IndexTable, texts: Mapping[str, str]) -> str:
    """Write the weighted sum."""
    return " + ".join(f"{said.weight:g} × {texts[name]}" for name, said in index.components.items())
