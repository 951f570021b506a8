"""Every analysis says what limits its findings, or it is written here why it need not; elsewhere it is silent.

One study is planted with an item for every guard. A guard rings on its own item, in the row or in the result; it does
not ring on the clean one; and what it says is in every table and file, below every figure and beside it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from samkit import publish, workflow
from samkit.assembling import made
from samkit.catalogue import ANALYSES, CHARTS
from samkit.errors import RefusedError
from samkit.report.below import below
from samkit.results import Place, Result, Verdict
from samkit.tables.trust import TOLD
from samkit.words.language import ENGLISH, Words
from tests.builders import STUDY, surveyed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from samkit.survey import Survey

ITEMS = {
    "clean": "A clean item",
    "full": "Everybody has it",
    "silent": "Many are silent",
    "small": "A few were asked",
    "hidden": "Very few were asked",
    "even": "Alike in both",
    "own": "Revenue grew",
}
NUMERIC = {name: f"{name}_size" for name in ("clean", "silent", "small", "hidden", "even")}
QUESTIONS = {name: name for name in ITEMS} | {"own": "growth"}


def section(name: str, more: str, named: Mapping[str, str]) -> str:
    entries = "".join(f'{name}_{item} = {{ text = "{ITEMS[item]}", question = "{named[item]}" }}\n' for item in named)
    return f'\n[sections.{name}]\ntitle = "{name}"\n{more}\n[sections.{name}.questions]\n{entries}'


SCALE = 'levels = ["No", "Partly", "Yes"]\nfavourable = ["Yes"]\nmissing = { "n/a" = "does not apply" }'
TEXT = (
    STUDY.partition("[[figures]]")[0]
    .replace("hide_below = 5", "hide_below = 10")
    .replace("mark_below = 8", "mark_below = 30")
    + "".join(f'\n[questions.{name}]\ntext = "{text}"\n{SCALE}\n' for name, text in ITEMS.items() if name != "own")
    + "".join(
        f'\n[questions.{question}]\ntext = "{ITEMS[name]}"\nmissing = {{ "n/a" = "does not apply" }}\n'
        f'numeric = {{ unit = "people", margin = 2 }}\n'
        for name, question in NUMERIC.items()
    )
    + '\n[questions.size]\ntext = "Size"\nnumeric = { unit = "people" }\n'
    + '\n[groups.large]\ncriteria = [{ label = "Large", question = "size", at_least = 10 }]\n'
    + section("gaps", "", QUESTIONS).replace('question = "growth"', 'question = "growth", favourable = ["Grew"]')
    + section("ordered", 'analysis = "levels"', QUESTIONS)
    + section("sizes", 'analysis = "means"', NUMERIC)
    + '\n[sections.own_size]\ntitle = "Own"\nanalysis = "means"\n'
    + 'questions = { size_item = { text = "Size", question = "size" } }\n'
    + section("celled", 'analysis = "matrix"\nacross = "ripe"', {"clean": "clean", "hidden": "hidden"})
    + section("crossed", 'analysis = "across"\nacross = "ripe"', {"clean": "clean", "hidden": "hidden"})
)

TOP, REST = 100, 300


def answered(top: Mapping[str, int], rest: Mapping[str, int]) -> list[str]:
    """Give the answers to one question, the first group in front; the rest of a group says what stands first."""
    found = []
    for counts, every in ((top, TOP), (rest, REST)):
        texts = [text for text, n in counts.items() for _ in range(n)]
        found += texts + [next(iter(counts))] * (every - len(texts))
    return found


@cache
def planted() -> Survey:
    """Respondents whose answers hold one doubt an item."""
    spread = [str(10 + place % 7) for place in range(TOP + REST)]
    columns = {
        "growth": ["Grew"] * TOP + ["Fell"] * REST,
        "clean": answered({"No": 20, "Partly": 20, "Yes": 60}, {"No": 150, "Partly": 90, "Yes": 60}),
        "full": answered({"No": 1, "Yes": 99}, {"No": 9, "Yes": 291}),
        "silent": answered({"": 60, "No": 12, "Yes": 28}, {"No": 190, "Partly": 20, "Yes": 88, "": 2}),
        "small": answered({"n/a": 80, "No": 11, "Partly": 2, "Yes": 7}, {"No": 200, "Yes": 100}),
        "hidden": answered({"n/a": 95, "No": 2, "Yes": 3}, {"No": 200, "Yes": 100}),
        "even": answered({"No": 40, "Partly": 10, "Yes": 50}, {"No": 120, "Partly": 30, "Yes": 150}),
        "ripe": [("Disagree", "Neither", "Agree")[place % 3] for place in range(TOP + REST)],
        "size": spread,
    }
    columns["silent"][-60:] = ["Yes"] * 60
    for name, question in NUMERIC.items():
        shift = 4 if name == "clean" else 0
        numbers = [str(int(text) + shift * (place < TOP)) for place, text in enumerate(spread)]
        columns[question] = [
            text if text in {"", "n/a"} else number for text, number in zip(columns[name], numbers, strict=True)
        ]
    return surveyed({**columns, "plan": columns["ripe"], "train": columns["ripe"], "meet": columns["ripe"]}, TEXT)


MADE: dict[str, Callable[[], tuple[Result, ...]]] = {
    "gap": lambda: workflow.compare(planted(), ["gaps"])[1],
    "levels": lambda: workflow.compare(planted(), ["ordered"])[1],
    "means": lambda: (
        *workflow.compare(planted(), ["sizes"])[1],
        *workflow.compare(planted(), ["own_size"], "large")[1],
    ),
    "across": lambda: workflow.compare(planted(), ["crossed"])[1],
    "matrix": lambda: workflow.compare(planted(), ["celled"])[1],
    "profile": lambda: (workflow.profile(planted(), [*QUESTIONS.values(), *NUMERIC.values()])[1],),
    "trend": lambda: workflow.trend(planted(), ["ordered"])[1],
    "rank": lambda: workflow.rank(planted(), ["gaps"], replicates=200)[1],
    "drivers": lambda: (workflow.drivers(planted(), ["gaps_clean", "gaps_silent", "gaps_full"])[1],),
    "adjusted": lambda: workflow.adjusted(planted(), ["gaps"], adjust=["ripe"])[1],
    "robustness": lambda: workflow.robustness(planted(), ["gaps"], permutations=20)[1],
    "trust": lambda: workflow.trust(planted(), ["gaps"])[1],
    "halo": lambda: workflow.halo(planted(), ["gaps"], replicates=50)[1],
    "power": lambda: workflow.power(planted(), ["gaps"])[1],
}
"""How each analysis is made of the planted study; a new one must be added."""


@cache
def found(kind: str) -> tuple[Result, ...]:
    return MADE[kind]()


def about(row: Any) -> Any:
    """Give the part of a row that has an item and notes; None where it is about no item."""
    part = getattr(row, "location", row)
    return part if hasattr(part, "item") else None


def parts(kind: str, *names: str) -> list[Any]:
    """Give what is said of some items; of all where none is named."""
    wanted = {QUESTIONS[name] for name in names or QUESTIONS} | {
        NUMERIC[name] for name in names or NUMERIC if name in NUMERIC
    }
    wanted |= {"size"} if "own" in names else set()
    rows = [part for result in found(kind) for part in map(about, result.rows) if part is not None]
    return [part for part in rows if part.item.question in wanted]


def codes(kind: str, *names: str) -> set[str]:
    return {note.code for part in parts(kind, *names) for note in part.notes}


NO_GROUPS = "compares no groups"
BESIDE = "stands beside the comparison, which says it of the same gap"
NO_GAP = "has no gap that could have a limit"
CELL_BY_CELL = "has no gap: it gives the share of the first group cell by cell, and hides small cells by themselves"
OWN_ORDER = "keeps the order of the questionnaire"

RINGS: dict[str, tuple[str, frozenset[str]]] = {
    "ceiling": ("full", frozenset({"ceiling"})),
    "missing": ("silent", frozenset({"missing_matters", "missing_undoes", "missing_differs"})),
    "small base": ("small", frozenset({"small_base"})),
    "hidden base": ("hidden", frozenset({"hidden_base"})),
    "wide interval": ("small", frozenset({"wide_interval"})),
    "circular": ("own", frozenset({"circular"})),
}
"""By guard: the item that is planted for it, and the notes of which one must stand in its row."""

WITHOUT: dict[tuple[str, str], str] = {
    **{("matrix", guard): CELL_BY_CELL for guard in (*RINGS, "order", "family", "equivalence")},
    **{("across", guard): NO_GROUPS for guard in (*RINGS, "order", "family", "equivalence") if guard != "hidden base"},
    **{(kind, "ceiling"): NO_GAP for kind in ("levels", "means", "profile", "trend", "drivers")},
    **{(kind, "wide interval"): NO_GAP for kind in ("levels", "means", "trend")},
    **{(kind, "order"): OWN_ORDER for kind in ("levels", "means", "profile", "trend", "drivers")},
    **{(kind, guard): BESIDE for kind in ("adjusted", "halo") for guard in ("order", "ceiling", "missing")},
    ("halo", "wide interval"): BESIDE,
    ("rank", "family"): "has no p-values: its ranges of ranks hold together",
    ("rank", "equivalence"): "says of no item that it is alike",
    ("levels", "family"): "describes: `trend` judges the same items as one family",
    ("levels", "equivalence"): "says of no item that it is alike",
    ("trend", "equivalence"): "a trend has no margin",
    ("drivers", "equivalence"): "a margin of the share of the first group is not declared",
    ("drivers", "missing"): "is of those who answered everything: it says how many are left out, and by what",
    ("drivers", "small base"): "says it of the model: few respondents for each coefficient",
    ("drivers", "hidden base"): "refuses a model of too few",
    ("drivers", "wide interval"): "says it of effects, none of which is wide here",
    ("drivers", "circular"): "refuses a criterion as a term",
}
"""Where a guard has no place, and why."""


def cases(*guards: str) -> list[object]:
    pairs = [(kind, guard) for kind in ANALYSES for guard in guards]
    return [pytest.param(*pair, id=" ".join(pair)) for pair in pairs if pair not in WITHOUT]


def test_every_analysis_is_tried() -> None:
    assert set(MADE) == set(ANALYSES)
    assert {kind for kind, _ in WITHOUT} <= set(ANALYSES)


@pytest.mark.parametrize(("kind", "guard"), cases(*RINGS))
def test_a_guard_rings_on_the_item_that_is_planted_for_it(kind: str, guard: str) -> None:
    item, rings = RINGS[guard]
    assert parts(kind, item)
    assert rings & codes(kind, item)


@pytest.mark.parametrize(("kind", "guard"), cases(*RINGS))
def test_a_guard_is_silent_on_a_clean_item(kind: str, guard: str) -> None:
    assert parts(kind, "clean")
    assert not RINGS[guard][1] & codes(kind, "clean")


@pytest.mark.parametrize(("kind", "guard"), [pair for pair, why in WITHOUT.items() if why == BESIDE])
def test_what_is_left_to_the_comparison_is_said_there(kind: str, guard: str) -> None:
    assert {part.item.id for part in parts(kind)} == {part.item.id for part in parts("gap")}
    if guard in RINGS:
        assert RINGS[guard][1] & codes("gap", RINGS[guard][0])
    else:
        assert "order" in {note.code for result in found("gap") for note in result.notes}


@pytest.mark.parametrize(("kind", "guard"), cases("order"))
def test_an_order_that_is_not_certain_is_told(kind: str, guard: str) -> None:
    told = {note.code for result in found(kind) for note in result.notes}
    ranges = [part.separating.range for part in parts(kind) if hasattr(part, "separating")]
    assert guard in told
    assert not ranges or any(each.lower != each.upper for each in ranges)


@pytest.mark.parametrize(("kind", "guard"), cases("family"))
def test_p_values_are_adjusted_together_and_circular_items_are_in_no_family(kind: str, guard: str) -> None:
    result = found(kind)[0]
    assert result.family, guard
    in_family = [part for part in parts(kind) if getattr(part, "q", None) is not None]
    assert kind in {"power", "halo", "trust"} or in_family
    assert all(part.q >= part.p for part in in_family if hasattr(part, "p"))
    assert all(part.q is None for part in in_family if part.item.question == "growth")


@pytest.mark.parametrize(("kind", "guard"), cases("equivalence"))
def test_sameness_is_said_where_it_is_shown_and_nowhere_else(kind: str, guard: str) -> None:
    if kind == "power":
        assert all(part.same is None or 0 <= part.same <= 1 for part in parts(kind))
        return
    verdict = {part.item.question: part.verdict for part in parts(kind) if hasattr(part, "verdict")}
    alike = {name for name, said in verdict.items() if said is Verdict.EQUIVALENT}
    assert alike & {"even", "even_size", "full"}, guard
    assert not alike & {"small", "hidden", "hidden_size", "clean", "clean_size", "growth"}


def test_what_a_model_does_not_say_of_a_row_it_says_as_a_whole_or_refuses() -> None:
    assert "incomplete" in {note.code for result in found("drivers") for note in result.notes}
    for item in ("gaps_own", "gaps_hidden"):
        with pytest.raises(RefusedError):
            workflow.drivers(planted(), [item, "gaps_clean"])
    few = workflow.drivers(planted(), ["gaps_small", "gaps_clean", "gaps_even"])[1]
    assert {note.code for note in few.notes} & {"few_events", "small_base"}


def test_a_family_is_not_asked_of_what_has_no_p_value() -> None:
    assert all(isinstance(part.separating, Place) and not hasattr(part, "p") for part in parts("rank"))
    assert not any(result.family for result in found("levels"))


IN_WORDS = {"trust": TOLD}
"""The notes for which a table has words of its own where something is claimed; its files hold the notes as well."""


@pytest.mark.parametrize("kind", list(ANALYSES))
def test_every_note_of_a_row_stands_in_every_table_and_file(kind: str) -> None:
    notes = {note for part in parts(kind) for note in part.notes}
    for form in ("table", "csv", "md", "json"):
        said = " ".join(publish.text(found(kind), form).split())
        in_words = IN_WORDS.get(kind, frozenset()) if form in {"table", "md"} else frozenset()
        for note in notes:
            label = ENGLISH(f"note.{note.code}")
            assert note.text in said or label in said or note.code in in_words, (form, note.code)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("chart", [name for name, entry in CHARTS.items() if entry.takes in ANALYSES])
def test_every_note_of_a_row_stands_below_every_figure(chart: str, language: str) -> None:
    words = Words("en" if language == "en" else "de")
    for result in found(CHARTS[chart].takes):
        said = "\n".join(below(result, chart, words))
        rows = [part for part in map(about, result.rows) if part is not None and type(part).__name__ != "Level"]
        shown = rows if CHARTS[chart].takes != "levels" else [about(row) for row in result.rows]
        for code in {note.code for part in shown for note in part.notes}:
            assert words(f"note.{code}") in said, (chart, code)


def test_a_report_says_beside_each_figure_what_its_rows_are_noted_for() -> None:
    figures = '\n[[figures]]\nid = "1"\nsection = "gaps"\nchart = "dumbbell"\n'
    data = planted()
    with_figures = surveyed({name: _texts(data, name) for name in data.export.columns}, TEXT + figures)
    (figure,) = made(with_figures)[2].figures
    noted = {note.text for part in parts("gap") for note in part.notes}
    assert noted <= {note.text for note in figure.notes}
    assert any(line.startswith("Sorted by gap as measured") for line in figure.footer)


def _texts(data: Survey, name: str) -> list[str]:
    column = data.export.columns[name]
    return [column.categories[code] for code in column.codes]
