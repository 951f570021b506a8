"""SPSS and Stata files to columns: labels in place of codes, codes where an answer is declared missing.

The codes and what the file says of them are read, and the labels put in here: pyreadstat's own labelling fails on
columns that hold both numbers and letters, as those with tagged missing values do.
"""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from samkit.errors import Place, Problem, shown
from samkit.readers.counting import counted
from samkit.readers.foreign.calendar import spss_writer, stata_writer
from samkit.readers.foreign.numbers import EXACT, text_of_number
from samkit.readers.foreign.reply import Given, Reply, coded, pick
from samkit.readers.foreign.sets import Sets, sets_of
from samkit.readers.foreign.variable import Variable, described, texts_of
from samkit.readers.foreign.weight import weight_of
from samkit.readers.foreign.whole import broken_texts
from samkit.readers.text.header import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from samkit.readers.foreign.reply import Picked, Wish

_ICONV: Final = {"mac-roman": "MACINTOSH", "utf-8": "UTF-8", "tis-620": "TIS-620"}
_LISTED: Final = 8


class _File(NamedTuple):
    """How a file is read: the function, what it is told, and what writes the days of its formats."""

    reads: Callable[..., tuple[dict[str, list[Any]], Any]]
    told: dict[str, Any]
    writer: Callable[[str], Callable[[float], str] | None]


def read_spss(data: bytes, wish: Wish) -> Reply:
    """Read a file of SPSS: a system file, compressed or not, or a portable one.

    Parameters
    ----------
    data
        The bytes of the file.
    wish
        What is asked for.
    """
    import pyreadstat  # start-up: only this process, and only for these files

    if not data.startswith((b"$FL2", b"$FL3")):
        return _read(data, wish, _File(pyreadstat.read_por, {}, spss_writer))
    told = {"user_missing": True, "encoding": _iconv(wish.encoding)}
    reply = _read(data, wish, _File(pyreadstat.read_sav, told, spss_writer))
    weight = weight_of(data)
    if weight and weight not in wish.needed and not reply.problems:
        said = f"the file is weighted by {shown(weight)}, and the study does not use it: weight = {_quoted(weight)}"
        return reply._replace(notes=(*reply.notes, ("weighted_file", said)))
    return reply


def read_stata(data: bytes, wish: Wish) -> Reply:
    """Read a file of Stata.

    Parameters
    ----------
    data
        The bytes of the file.
    wish
        What is asked for.
    """
    import pyreadstat  # start-up: only this process, and only for these files

    told = {"user_missing": True, "encoding": _iconv(wish.encoding)}
    return _read(data, wish, _File(pyreadstat.read_dta, told, stata_writer))


def _iconv(encoding: str) -> str | None:
    """Give an encoding the name that the library knows it by; None where none is declared."""
    if not encoding:
        return None
    name = codecs.lookup(encoding).name
    return _ICONV.get(name.replace("_", "-"), name.upper().replace("ISO8859-", "ISO-8859-"))


def _read(data: bytes, wish: Wish, file: _File) -> Reply:
    """Read what the file says of its columns, then those that are kept."""
    plain = {"output_format": "dict", "disable_datetime_conversion": True, **file.told}
    _, meta = file.reads(io.BytesIO(data), metadataonly=True, **plain)
    given = {tidy(name): name for name in meta.column_names}
    picked = pick(list(given), wish)
    if picked.problems:
        return Reply(problems=picked.problems)
    chosen = [given[name] for name in given if name in picked.names]
    values, meta = file.reads(io.BytesIO(data), usecols=chosen, **plain) if chosen else ({}, meta)
    rows = len(next(iter(values.values()))) if values else int(meta.number_rows or 0)
    sets = sets_of(meta)
    variables = [
        described(meta, given[name], place, sets, file.writer(str(meta.original_variable_types.get(given[name]))))
        for place, name in enumerate(given, start=1)
        if name in picked.names
    ]
    reply = _replied(list(given), rows, variables, values, picked, sets, wish)
    broken = broken_texts(file.reads, data, meta, chosen) if "encoding" in file.told and not reply.problems else []
    return reply._replace(notes=[*reply.notes, *broken])


def _replied(
    header: list[str],
    rows: int,
    variables: Sequence[Variable],
    values: Mapping[str, list[Any]],
    picked: Picked,
    sets: Sets,
    wish: Wish,
) -> Reply:
    """Write every column, and say what was decided and what cannot be."""
    columns, problems, counts, merged = [], [], dict[str, str](), list[str]()
    for variable in variables:
        found = values[variable.name]
        needed = tidy(variable.name) in picked.needed
        texts = texts_of(variable, found)
        if texts.clash and needed:
            problems.append(_clash(variable, texts.clash, wish.file))
        merged += [variable.name] if texts.clash and not needed else []
        if needed:
            problems += _lost_digits(variable, found, wish.file)
        missing = texts.missing
        if missing:
            counts[variable.name] = ", ".join(f"{text} ({found_so})" for text, found_so in missing.items())
        codes, categories = coded(found, texts.by_value.__getitem__)
        name = picked.names[tidy(variable.name)]
        columns.append(Given(name, variable.position, codes, categories, variable.asked._replace(missing=texts.said)))
    notes = [*_declared(counts), *_unlabelled(merged), *sets.notes()]
    problems += _wrong_encoding(columns, wish)
    return Reply(header, rows, columns, notes, problems)


def _clash(variable: Variable, clash: tuple[str, str, str], file: str) -> Problem:
    """Say that two codes have one label."""
    first, second, label = clash
    message = (
        f"the codes {first} and {second} of {shown(variable.name)} both mean {shown(label)}: they cannot be told apart"
    )
    hint = "give each code a label of its own, and save the file again"
    return Problem("label_twice", message, Place(file, None, variable.name), hint=hint)


def _lost_digits(variable: Variable, found: Sequence[Any], file: str) -> list[Problem]:
    """Say which whole numbers have more digits than the file can hold."""
    for case, value in enumerate(found, start=1):
        if isinstance(value, float) and EXACT <= abs(value) < 1e30 and value.is_integer():
            message = "a whole number of more than 15 digits is stored as a number: its last digits are lost"
            place = Place(file, case, variable.name, at=f"case {case}")
            hint = "export the column as text"
            return [Problem("lost_digits", message, place, got=text_of_number(value), hint=hint)]
    return []


def _declared(counts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Say how many answers the file declares to be missing."""
    if not counts:
        return []
    listed = "; ".join(f"{name}: {told}" for name, told in list(counts.items())[:_LISTED])
    more = f"; and {len(counts) - _LISTED} more" if len(counts) > _LISTED else ""
    return [("declared_missing", f"codes that the file declares to be no answer, with their count: {listed}{more}")]


def _unlabelled(names: Sequence[str]) -> list[tuple[str, str]]:
    """Say where codes were kept because labels do not tell them apart."""
    if not names:
        return []
    listed = ", ".join(shown(name) for name in names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
    what = counted(len(names), "column")
    return [("structure", f"{what} kept as codes, because two of them have one label: {listed}")]


def _wrong_encoding(columns: Sequence[Given], wish: Wish) -> list[Problem]:
    """Say that every text with other than plain letters reads as UTF-8 that was taken for something else."""
    texts = [text for column in columns for text in (*column.categories, column.asked.text) if not text.isascii()]
    if wish.encoding or not texts or not all(_is_twice_encoded(text) for text in texts):
        return []
    message = "the texts of the file are UTF-8, though it says that they are not"
    return [Problem("bad_encoding", message, Place(wish.file), got=texts[0], hint='encoding = "utf-8"')]


def _is_twice_encoded(text: str) -> bool:
    """Say whether a text is UTF-8 that was read as the code page of Western Europe."""
    try:
        text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True


def _quoted(name: str) -> str:
    """Write a name as the study file would."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
