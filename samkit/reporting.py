"""`samkit report` as a library verb: every figure of the study, its tables, the results, and the report itself."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import catalogue, drawing, publish
from samkit.assembling import made
from samkit.drawing import FORMATS, Format
from samkit.errors import Place, Problem, StudyError
from samkit.writers import csv_text, folder, json_text
from samkit.writers.manifest import Made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from samkit.report.document import Document, Drawn
    from samkit.results import Result
    from samkit.survey import Survey

__all__ = ["DOCUMENTS", "LIBRARIES", "Regenerated", "documents", "formats", "made", "regenerated", "report", "written"]

DOCUMENTS: Final = tuple(name for name, entry in catalogue.WRITERS.items() if entry.takes == "document")
"""The formats of a whole report."""

LIBRARIES: Final = ("jinja2", "matplotlib", "numpy", "pillow", "scipy", "statsmodels")
"""What computes and draws; a page is written by the first, other formats by what their extras install."""


def report(
    data: Survey,
    target: Path,
    *,
    documents: Sequence[str] = ("html",),
    formats: Sequence[Format] = FORMATS,
    force: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[Survey, Path]:
    """Write the report of a study into a folder: the report in each format, figures, tables and `results.json`.

    Parameters
    ----------
    data
        The respondents.
    target
        The folder; it is replaced as a whole when everything is ready.
    documents
        Formats of the report: names of writers that take a document.
    formats
        Of the files of the figures: "svg", "png", "pdf".
    force
        Replace the folder even if it holds files of others.
    progress
        Called before each figure with its number, how many there are, and its title.

    Returns
    -------
    tuple
        The survey with its groups and all notes, and the report in the first of its formats.

    Raises
    ------
    StudyError
        If the study declares no figures.
    """
    _spare(data, target)
    publish.refuse_no_folder(target)
    with folder.reserved(target, force=force) as write:
        again = regenerated(data, documents, formats, progress)
        write(again.files, again.made)
    first = catalogue.WRITERS[documents[0]].file if documents else "results.json"
    return again.survey, target / first


class Regenerated(NamedTuple):
    """A report that is written nowhere yet: its files by path, what they were made from, and what they show."""

    survey: Survey
    files: dict[str, bytes]
    made: Made
    document: Document


def regenerated(
    data: Survey,
    documents: Sequence[str],
    formats: Sequence[Format],
    progress: Callable[[int, int, str], None] | None = None,
) -> Regenerated:
    """Compute, draw and write a report without touching a folder; see `report` for the parameters."""
    labelled, results, document = made(data)
    wanted = {form for name in documents for form in catalogue.WRITERS[name].pictures}
    drawn, notes = drawing.draw(document, {*formats, *wanted}, progress)
    files = {
        **written(document, drawn, documents),
        "results.json": json_text.write(results).encode(),
        **{f"tables/{figure.table.name}.csv": csv_text.write([figure.table]).encode() for figure in document.figures},
        "tables/classification.csv": csv_text.write(document.tables).encode(),
        **({"tables/trust.csv": csv_text.write(document.trust.tables).encode()} if document.trust.tables else {}),
        **{
            f"figures/{name}": data
            for name, data in drawn.items()
            if name.endswith((*formats, *wanted)) and not name.startswith((drawing.BARE, drawing.DARK))
        },
        **drawing.alternatives(document),
    }
    origin = _origin(results, documents, formats)
    return Regenerated(labelled._replace(notes=(*labelled.notes, *notes)), files, origin, document)


def _origin(results: Sequence[Result], documents: Sequence[str], formats: Sequence[Format]) -> Made:
    """Say what a report was made from, and as what."""
    known = results[0].provenance
    data = _exports({result.provenance.data_digest: result.provenance.data for result in results})
    versions = {name: version for name in (*LIBRARIES, *_libraries(documents)) if (version := _version(name))}
    return Made(
        known.samkit, versions, known.study_digest, data, known.seed, documents=tuple(documents), figures=tuple(formats)
    )


def _exports(names: Mapping[str, str]) -> dict[str, str]:
    """Give the digest of each export by the name of its file; files of one name in several folders are counted.

    Examples
    --------
    >>> _exports({"aa": "export.csv", "bb": "export.csv"})
    {'export.csv': 'aa', 'export.csv (2)': 'bb'}
    """
    alike: Counter[str] = Counter()
    found: dict[str, str] = {}
    for digest, name in names.items():
        alike[name] += 1
        found[name if alike[name] == 1 else f"{name} ({alike[name]})"] = digest
    return found


def _libraries(documents: Sequence[str]) -> Iterator[str]:
    """Name what the extras of some formats install."""
    extras = {catalogue.WRITERS[name].extra for name in documents}
    with contextlib.suppress(metadata.PackageNotFoundError):
        for requirement in metadata.requires("samkit") or ():
            name, _, condition = requirement.partition(";")
            if any(extra and condition.strip() == f"extra == '{extra}'" for extra in extras):
                yield re.split(r"[^\w.-]", name)[0]


def _version(library: str) -> str:
    with contextlib.suppress(metadata.PackageNotFoundError):
        return metadata.version(library)
    return ""


def written(document: Document, drawn: Drawn, documents: Sequence[str]) -> Mapping[str, bytes]:
    """Write the report in each of some formats; give the files by name."""
    entries = [catalogue.WRITERS[name] for name in documents]
    return {entry.file: catalogue.load(entry)(document, drawn) for entry in entries}


def _spare(data: Survey, target: Path) -> None:
    """Refuse to replace a folder that holds what is read here, or the folder in which the command runs."""
    place = target.resolve()
    sources = [path for source in data.study.sources.values() for path in (source.export, source.study.path)]
    read = (*(Path(path).resolve() for path in (data.export.path, data.study.path, *sources)), Path.cwd())
    if any(path.is_relative_to(place) for path in read):
        message = "the folder holds a file that is read here, or is the one that the command runs in"
        raise StudyError(Problem("would_overwrite", message, Place(str(target)), hint="name a folder below it with -o"))


def formats(named: Sequence[str]) -> tuple[Format, ...]:
    """Check the formats of figures that a user names; all of them if none is named.

    Raises
    ------
    StudyError
        With every name that is no format.
    """
    _known(named, FORMATS, "figures cannot be written so", "--figures")
    return tuple(form for form in FORMATS if form in named) or FORMATS


def documents(named: Sequence[str]) -> tuple[str, ...]:
    """Check the formats of the report that a user names; a page if none is named, each of them for "all".

    Raises
    ------
    StudyError
        With every name that is no format, and every library that is missing.
    """
    _known(named, (*DOCUMENTS, "all"), "a report cannot be written so", "--format")
    wanted = DOCUMENTS if "all" in named else tuple(dict.fromkeys(named)) or DOCUMENTS[:1]
    missing = [name for name in wanted if catalogue.WRITERS[name].library and not _is_installed(name)]
    if missing:
        raise StudyError(_not_installed(name) for name in missing)
    return wanted


def _known(named: Sequence[str], known: Sequence[str], message: str, option: str) -> None:
    """Refuse names that are not among those that are known."""
    hint = f"say {option} once for each, or leave it out"
    unknown = [name for name in named if name not in known]
    if unknown:
        raise StudyError(
            Problem("unknown_format", message, expected=", ".join(known), got=name, hint=hint) for name in unknown
        )


def _is_installed(name: str) -> bool:
    """Say whether the library of a writer is there."""
    return find_spec(catalogue.WRITERS[name].library) is not None


def _not_installed(name: str) -> Problem:
    """Say what to install for a format."""
    entry = catalogue.WRITERS[name]
    message = f"a report as {name} needs the library {entry.library}, which is not installed"
    return Problem("not_installed", message, hint=f"install it with: pip install 'samkit[{entry.extra}]'")
