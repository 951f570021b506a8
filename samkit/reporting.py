"""`samkit report` as a library verb: every figure of the study, its tables, the results, and an index page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from samkit import catalogue, publish, workflow
from samkit.classify import with_groups
from samkit.errors import Place, Problem, StudyError, shown
from samkit.notes import Note
from samkit.report import build
from samkit.study.asked import defining
from samkit.study.named import profiled
from samkit.writers import csv_text, folder, html, json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.report.document import Document, Figure, Picture
    from samkit.results import Result
    from samkit.study.model import FigureSpec, Groups, Section, Study
    from samkit.survey import Survey

Format = Literal["png", "svg", "pdf"]

FORMATS: Final[tuple[Format, ...]] = ("svg", "png", "pdf")


def report(
    data: Survey,
    target: Path,
    *,
    formats: Sequence[Format] = FORMATS,
    force: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[Survey, Path]:
    """Write the report of a study into a folder: figures, tables, `results.json` and `index.html`.

    Parameters
    ----------
    data
        The respondents.
    target
        The folder; it is replaced as a whole when everything is ready.
    formats
        Of the figures: "svg", "png", "pdf".
    force
        Replace the folder even if it holds files of others.
    progress
        Called before each figure with its number, how many there are, and its title.

    Returns
    -------
    tuple
        The survey with its groups and all notes, and the index page.

    Raises
    ------
    StudyError
        If the study declares no figures.
    """
    _spare(data, target)
    publish.refuse_no_folder(target)
    folder.check(target, force=force)
    labelled, results, document = made(data)
    pictures, notes = _pictures(document, formats, progress)
    files = {
        "index.html": html.write(document, formats).encode(),
        "results.json": json_text.write(results).encode(),
        **{f"tables/{figure.table.name}.csv": csv_text.write([figure.table]).encode() for figure in document.figures},
        "tables/classification.csv": csv_text.write(document.tables).encode(),
        **pictures,
    }
    folder.write(target, files, force=force)
    return labelled._replace(notes=(*labelled.notes, *notes)), target / "index.html"


def _spare(data: Survey, target: Path) -> None:
    """Refuse to replace a folder that holds what is read here, or the folder in which the command runs."""
    place = target.resolve()
    read = (Path(data.export.path).resolve(), Path(data.study.path).resolve(), Path.cwd())
    if any(path.is_relative_to(place) for path in read):
        message = "the folder holds a file that is read here, or is the one that the command runs in"
        raise StudyError(Problem("would_overwrite", message, Place(str(target)), hint="name a folder below it with -o"))


def formats(named: Sequence[str]) -> tuple[Format, ...]:
    """Check the formats that a user names; all of them if none is named.

    Raises
    ------
    StudyError
        With every name that is no format.
    """
    unknown = [name for name in named if name not in FORMATS]
    if unknown:
        known, hint = ", ".join(FORMATS), "say --figures once for each, or leave it out for all three"
        raise StudyError(
            Problem("unknown_format", "figures cannot be written so", expected=known, got=name, hint=hint)
            for name in unknown
        )
    return tuple(form for form in FORMATS if form in named) or FORMATS


def made(data: Survey) -> tuple[Survey, tuple[Result, ...], Document]:
    """Compute everything that the report shows, without drawing or writing it."""
    study = data.study
    if not study.figures:
        hint = "add [[figures]] with id, section and chart; see samkit catalogue for the charts"
        raise StudyError(Problem("no_figures", f"the study {study.path} declares no figures", hint=hint))
    wanted = [_wanted(study, spec) for spec in study.figures]
    labelled = with_groups(data, *{groups.id: groups for _, _, groups in wanted}.values())
    labelled, classification = workflow.classify(labelled)
    results = workflow.answer_each(labelled, wanted)
    pairs = list(zip(study.figures, results, strict=True))
    document = build.document(study.about, classification, pairs, labelled.notes)
    once = {(result.kind, result.section, result.grouping.id): result for result in results}
    return labelled, (classification, *once.values()), document


def _wanted(study: Study, spec: FigureSpec) -> tuple[str, Section, Groups]:
    """Say what a figure rests on: an analysis of a section by a grouping."""
    groups = workflow.grouping(study, spec.by)
    kind = catalogue.CHARTS[spec.chart].takes
    if spec.section:
        return kind, study.sections[spec.section], groups
    return kind, profiled(study, (), defining(study, groups), f"Profile of {groups.first} and {groups.second}"), groups


def _pictures(
    document: Document, formats: Sequence[Format], progress: Callable[[int, int, str], None] | None
) -> tuple[dict[str, bytes], list[Note]]:
    """Draw every figure once, and render it in each format; note every sign that our typefaces do not have."""
    from samkit.charts.save import missing_glyphs, render  # start-up: matplotlib

    files: dict[str, bytes] = {}
    notes: list[Note] = []
    for number, figure in enumerate(document.figures, 1):
        if progress:
            progress(number, len(document.figures), figure.title)
        for picture in figure.pictures:
            drawn = _draw(figure, picture)
            files.update({f"figures/{picture.name}.{form}": render(drawn, form) for form in formats})
            files[f"figures/{picture.name}.txt"] = f"{picture.alt}\n".encode()
            if missing := missing_glyphs(drawn):
                signs = " ".join(shown(sign, quote=False) for sign in missing)
                notes.append(Note("missing_glyph", f"figure {figure.id}: drawn as \ufffd for want of a glyph: {signs}"))
    return files, notes


def _draw(figure: Figure, picture: Picture) -> Any:  # noqa: ANN401 - a matplotlib figure, not imported for its name
    """Draw one picture of a figure."""
    from samkit.charts.frame import Caption  # start-up: matplotlib

    draw = catalogue.load(catalogue.CHARTS[figure.chart])
    caption = Caption(figure.title, figure.subtitle, "\n".join(figure.footer))
    return draw(picture.rows.rows, picture.rows.grouping, caption, **dict(figure.options))
