"""What a notebook sees: the verbs behind the commands, whose answers show themselves as tables.

Results stay plain data and know nothing of this: an `Answer` holds them, and asks the tables, the writers and the
charts for what it shows.
"""

from __future__ import annotations

import inspect
import warnings
from functools import cache, partial, wraps
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from samkit import catalogue, publish
from samkit.errors import Problem, StudyError, suggestion
from samkit.notes import few
from samkit.report import build
from samkit.results import Result
from samkit.study.model import FigureSpec
from samkit.writers import terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.survey import Survey
    from samkit.tables.table import Table

MOST_BARS: Final = 6
"""Items that are drawn as bars where no chart is named; more are drawn as dumbbells."""

_RETURNS: Final = """Returns
    -------
    Answer
        Unpacks into the survey with its groups, and the result or results; shows itself as tables.
"""


class Answer(NamedTuple):
    """What a verb found: the survey with its groups, None where there is none, and the result or results.

    A notebook shows it as tables, a terminal too.

    Examples
    --------
    >>> from samkit import reconciling
    >>> answer = Answer(None, reconciling.reconcile("sam_2016"))
    >>> [table.name for table in answer.tables()]
    ['reconcile']
    """

    survey: Survey | None
    found: Result | tuple[Result, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """All results, however many there are."""
        return (self.found,) if isinstance(self.found, Result) else self.found

    def section(self, name: str) -> Answer:
        """Keep the result of one section.

        Raises
        ------
        StudyError
            If there is none of this name.
        """
        found = {result.section: result for result in self.results}
        _known(name, list(found), "no result is of this section")
        return Answer(self.survey, found[name])

    def tables(self) -> tuple[Table, ...]:
        """Lay the results out as tables: cells with a role, no number is text yet."""
        return tuple(table for result in self.results for table in publish.tables(result))

    def frame(self, table: str = "") -> Any:  # noqa: ANN401 - a pandas DataFrame, without importing pandas for its name
        """Give the tables as a pandas DataFrame, with the same columns as in CSV.

        Parameters
        ----------
        table
            The name of one table; all of them, one below the other, if left out.

        Returns
        -------
        DataFrame
            Typed columns; `.attrs["columns"]` says what each means, `.attrs["below"]` what stands below the tables.

        Raises
        ------
        StudyError
            If there is no table of this name.
        """
        from samkit.writers.frame import frame  # start-up: only a frame needs it

        tables = self.tables()
        if table:
            _known(table, [each.name for each in tables], "there is no table of this name")
        return frame([each for each in tables if table in {"", each.name}])

    def figure(self, chart: str = "", *, page: int | None = None) -> Any:  # noqa: ANN401 - a matplotlib Figure, likewise
        """Draw the result.

        Parameters
        ----------
        chart
            A chart that takes such a result; left out, the first of them in the catalogue.
        page
            Which figure, where there are too many rows for one; the first if left out, and that is told.

        Returns
        -------
        Figure
            Of matplotlib.

        Raises
        ------
        StudyError
            If the answer has several results, or no chart of this name takes it.
        """
        drawn = _figures(self._only(), chart)
        if page is None and len(drawn) > 1:
            warnings.warn(f"figure 1 of {len(drawn)}; the others are page=2 and so on", stacklevel=2)
        if not 1 <= (page or 1) <= len(drawn):
            raise StudyError(
                Problem("no_page", "there is no such figure", expected=f"1 to {len(drawn)}", got=str(page))
            )
        return drawn[(page or 1) - 1]()

    def _only(self) -> Result:
        """Give the result where there is one.

        Raises
        ------
        StudyError
            If there are several.
        """
        if len(self.results) != 1:
            names = ", ".join(result.section for result in self.results)
            hint = f'take one with .section("…"): {names}'
            raise StudyError(
                Problem("several_results", "a figure shows one result", got=f"{len(self.results)}", hint=hint)
            )
        return self.results[0]

    def _brief(self) -> tuple[Table, ...]:
        """Give the tables that are short enough to be read."""
        return tuple(table for table in self.tables() if table.brief)

    def _repr_html_(self) -> str:
        """Show the tables in a notebook."""
        from samkit.writers import notebook  # start-up: only a notebook needs it

        return notebook.write(self._brief(), few(self.survey.notes) if self.survey else ())

    def __repr__(self) -> str:
        """Show the tables as text."""
        notes = few(self.survey.notes) if self.survey else ()
        return "\n".join([terminal.write(self._brief()), *(f"note: {note.text}" for note in notes)]).rstrip("\n")


@cache
def shown(verb: Callable[..., Any]) -> Callable[..., Answer]:
    """Make a verb give an `Answer` in place of a survey and its results, and take one name where it takes several.

    Parameters
    ----------
    verb
        Of the library.
    """
    signature = inspect.signature(verb)
    several = [name for name, parameter in signature.parameters.items() if parameter.annotation == "Sequence[str]"]

    @wraps(verb)
    def asked(*given: object, **named: object) -> Answer:
        bound = signature.bind(*given, **named)
        bound.arguments |= {name: [one] for name in several if isinstance(one := bound.arguments.get(name), str)}
        found = verb(*bound.args, **bound.kwargs)
        return Answer(None, found) if isinstance(found, Result) else Answer(*found)

    before, _, after = (verb.__doc__ or "").partition("Returns\n")
    raises = after.partition("Raises\n")[2]
    asked.__doc__ = f"{before}{_RETURNS}" + (f"\n    Raises\n{raises}" if raises else "")
    asked.__signature__ = signature.replace(return_annotation=Answer)  # type: ignore[attr-defined]  # a function may carry one
    return asked


def _figures(result: Result, chart: str) -> list[Callable[[], Any]]:
    """Say how the figures of a result are drawn: one, or as many as hold its rows."""
    from samkit.charts import quality  # start-up: matplotlib
    from samkit.charts.frame import Caption  # start-up: matplotlib
    from samkit.charts.items import about_items  # start-up: matplotlib
    from samkit.charts.pages import pages  # start-up: matplotlib
    from samkit.report import response, standing  # start-up: matplotlib

    name = _chart(result, chart)
    draw = catalogue.load(catalogue.CHARTS[name])
    if result.kind == "check":
        shared = quality.pages(result.rows)
        return [partial(draw, rows, result.grouping, response.caption(rows, result)) for rows in shared]
    if result.kind == "organisation":
        words = standing.caption(result)
        return [partial(draw, rows, result.grouping, words) for rows in pages(about_items(result))]
    figure = build.figure(FigureSpec("", result.section, name, (), "", "", "gap"), result)
    caption = Caption(figure.title, figure.subtitle, "\n".join(figure.footer))
    parts = [picture.rows for picture in figure.pictures]
    return [partial(draw, part.rows, part.grouping, caption, **dict(figure.options)) for part in parts]


def _chart(result: Result, name: str) -> str:
    """Choose the chart of a result.

    Raises
    ------
    StudyError
        If no chart takes it, or the one that is named does not.
    """
    fitting = [key for key, entry in catalogue.CHARTS.items() if entry.takes == result.kind]
    if not fitting:
        drawn = sorted({entry.takes for entry in catalogue.CHARTS.values()})
        message = "no chart takes a result of this kind"
        raise StudyError(Problem("no_chart", message, expected=", ".join(drawn), got=result.kind, hint="use .frame()"))
    if name:
        _known(name, fitting, f"no chart of this name takes a result of kind {result.kind}")
        return name
    return "dumbbell" if result.kind == "gap" and len(result.rows) > MOST_BARS else fitting[0]


def _known(name: str, known: Sequence[str], message: str) -> None:
    """Refuse a name that is not among those that are known."""
    if name not in known:
        raise StudyError(Problem("unknown_name", message, got=name, hint=suggestion(name, known)))
