"""A table of one platform's form, whether it came as delimited text or as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.readers import delimited, workbook
from samkit.readers.form import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from samkit.readers.export import Export, Settings
    from samkit.readers.form import Form, Peek, Sign
    from samkit.readers.source import Source


def reader(form: Form, recognised: Callable[[Peek], Sign | None]) -> Reader:
    """Make a reader of a form.

    Parameters
    ----------
    form
        How the platform lays out its table.
    recognised
        What it recognises a table of its own by.
    """

    def read(source: Source, settings: Settings, needed: Collection[str], *, keep_all: bool = False) -> Export:
        take = workbook.read if source.data.startswith(b"PK") else delimited.read
        return take(source, settings, needed, form, keep_all=keep_all)

    return Reader(recognised, read, form)
