from __future__ import annotations

import ast
import re
import tomllib
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.errors import StudyError
from samkit.numbers import Signs
from samkit.words.language import ENGLISH, FORMS, LANGUAGES, Words, spoken
from tests.builders import STUDY, study

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIELD = re.compile(r"\{(\w+)\}")
COUNTS = {"count", "number", "Number"}
"""Ways to write one count: a language may choose another one than its neighbour."""

OTHERS = [language for language in LANGUAGES if language != "en"]
LABELS = ["{item}", "{0}", "{item.__class__}", "{item!r:>9}", "{{item}}", "%(item)s", "$item", "{"]


def fields(forms: Mapping[str, str]) -> set[str]:
    return {field for form in forms.values() for field in FIELD.findall(form)} - COUNTS


def test_every_language_that_is_shipped_has_a_file_and_every_file_is_shipped(checkout: Path) -> None:
    assert {path.stem for path in (checkout / "samkit/words").glob("*.toml")} == set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_languages_have_the_same_templates_with_the_same_fields(language: str) -> None:
    english, other = spoken("en").texts, spoken(language).texts
    assert other.keys() == english.keys()
    assert {key: fields(forms) for key, forms in other.items()} == {k: fields(f) for k, f in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_has_its_last_form_and_no_sign_of_a_format(language: str) -> None:
    for key, forms in spoken(language).texts.items():
        assert "other" in forms, key
        assert set(forms) <= set(FORMS), key
        assert all(form.strip() == form and form for form in forms.values()), key
        assert not re.search(r"[{}]", FIELD.sub("", "".join(forms.values()))), key


def test_every_template_is_used(checkout: Path) -> None:
    code = [path.read_text(encoding="utf-8") for path in sorted((checkout / "samkit").rglob("*.py"))]
    parts = (path for path in sorted((checkout / "samkit/writers/templates").rglob("*")) if path.suffix in {
        ".j2", ".js", ".typ",
    })  # fmt: skip
    said, begun = set[str](), set[str]()
    for text in code:
        nodes = list(ast.walk(ast.parse(text)))
        said.update(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
        begun.update(_beginnings(nodes))
    templates = "\n".join(path.read_text(encoding="utf-8") for path in parts)
    unused = [
        key
        for key in ENGLISH_KEYS
        if key not in said and f'"{key}"' not in templates and not any(key.startswith(start) for start in begun)
    ]
    assert unused == []


ENGLISH_KEYS = [key for key in spoken("en").texts if not key.startswith("told.")]


def _beginnings(nodes: list[ast.AST]) -> set[str]:
    """Find how keys begin whose end is known only when the code runs, such as f"alt.{chart}"."""
    firsts = (node.values[0] for node in nodes if isinstance(node, ast.JoinedStr) and node.values)
    found = (first.value for first in firsts if isinstance(first, ast.Constant) and isinstance(first.value, str))
    return {text for text in found if re.fullmatch(r"[a-z]+\.\w*", text)}


def test_every_sentence_of_an_analysis_that_is_translated_is_still_said(checkout: Path) -> None:
    rooms = [path for path in sorted((checkout / "samkit").rglob("*.py")) if "words" not in path.parts]
    strings = [
        node.value
        for path in rooms
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    whole = _spaced(" ".join(strings))
    lost = {
        key: word
        for key, forms in spoken("en").texts.items()
        if key.startswith("told.")
        for word in _spaced(FIELD.sub(" ", forms["other"])).split()
        if word not in whole
    }
    assert lost == {}


def _spaced(text: str) -> str:
    return re.sub(r"[^\w’]+", " ", text).replace("replicated", "linearised").lower()


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_braces_in_a_label_stay_as_they_are(label: str, language: str) -> None:
    words = Words(language)  # type: ignore[arg-type]  # each is a language
    assert label in words("finding.not_shown", item=label, first="A", margin="10")
    assert label in words("finding.circular", item="X", first=label, margin="10")


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_a_text_from_outside_is_put_in_as_it_stands(label: str, language: str) -> None:
    words = Words(language)  # type: ignore[arg-type]  # each is a language
    assert words("page.figure", id=label) == words("page.figure", id="\0").replace("\0", label)
    assert words.told(
        f"circular: {label or 'A'} are defined by “B”, which reads this question, so a difference is no finding"
    ).count(label or "A")


def test_a_field_that_is_not_given_is_an_error_and_so_is_an_unknown_template() -> None:
    for key, given_fields in (("page.figure", {}), ("page.nothing", {}), ("page.figure.id", {"id": "1"})):
        with pytest.raises(KeyError):
            ENGLISH(key, **given_fields)


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "no difference shown on the item"), (2, "on either item"), (3, "any of three items"), (72, "any of 72 items")],
)
def test_a_count_chooses_its_form(count: int, text: str) -> None:
    assert text in ENGLISH("several.not_shown", count, title="T")


def test_german_says_one_and_many_and_writes_numbers_with_its_own_signs() -> None:
    german = Words("de")
    assert german("items.some", 1, every=german.number(6)) == "einer von sechs Aussagen"
    assert german("items.some", 3, every=german.number(72)) == "drei von 72 Aussagen"
    assert german("page.respondents_in", 12345, file="a.csv").startswith("12.345 ")
    assert german.signs == Signs(",", ".", "{lower} bis {upper}")


FRACTIONS = {"a tenth": (1, 10), "a fifth": (1, 5), "a quarter": (1, 4), "a third": (1, 3), "half": (1, 2),
             "two thirds": (2, 3), "three quarters": (3, 4), "four fifths": (4, 5), "nine tenths": (9, 10)}  # fmt: skip


@given(st.integers(1, 3000), st.data())
def test_a_share_in_words_is_true_of_its_counts(n: int, data: st.DataObject) -> None:
    share = Fraction(data.draw(st.integers(0, n)), n)
    said = ENGLISH.fraction(float(share))
    if not said:
        assert all(abs(share - Fraction(*of)) > Fraction(249, 10000) for of in FRACTIONS.values())
        return
    ways = ("a little under ", "a little over ", "about ", "")
    way, name = next((way, name) for way in ways for name in FRACTIONS if said == f"{way}{name}")
    away = share - Fraction(*FRACTIONS[name])
    assert (away == 0) == (not way)
    assert not way.endswith("over ") or 0 < away < Fraction(251, 10000)
    assert not way.endswith("under ") or 0 > away > Fraction(-251, 10000)
    assert way != "about " or abs(away) < Fraction(51, 10000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fractions_of_every_language_are_the_same(language: str) -> None:
    own, english = spoken(language).fractions, spoken("en").fractions
    assert [of for of, _ in own.names] == [of for of, _ in english.names]
    assert (own.about, own.near) == (english.about, english.near)


def test_a_sentence_is_told_wholly_or_not_at_all() -> None:
    german = Words("de")
    half = "There is no order to compare: the cat sat on it"
    assert german.told(half) == half
    assert not german.knows(half)
    assert german.knows("There is no order to compare: all shares are equal")
    assert ENGLISH.told(half) == half


def test_numbers_within_a_sentence_that_is_told_have_the_signs_of_the_language() -> None:
    said = Words("de").told("the shift is left out: more than 3,000 distinct answers")
    assert said == "die Verschiebung entfällt: mehr als 3.000 verschiedene Antworten"


def test_a_language_that_is_not_shipped_is_refused_with_those_that_are() -> None:
    with pytest.raises(StudyError) as refused:
        study(STUDY.replace("hide_below", 'language = "fr"\nhide_below'))
    (problem,) = refused.value.problems
    assert problem.expected is not None
    assert all(language in problem.expected for language in LANGUAGES)
    assert "language" in str(problem.place)


def test_the_files_hold_nothing_but_what_is_read(checkout: Path) -> None:
    for language in LANGUAGES:
        told = tomllib.loads((checkout / f"samkit/words/{language}.toml").read_text(encoding="utf-8"))
        assert {"signs", "numbers", "fractions", "page", "finding"} <= told.keys()


ENGLISH_ALONE = frozenset({
    "charts/quality.py", "report/response.py", "tables/quality.py", "tables/organisation.py", "report/standing.py",
    "charts/standing.py", "tables/reconciled.py", "report/changes.py", "report/cells.py", "report/summary.py",
    "writers/claim.py", "writers/files.py", "writers/folder.py", "writers/frame.py", "writers/notebook.py",
})  # fmt: skip
"""What the terminal, a notebook and errors say: English, whatever the language of a report."""


def test_no_sentence_of_a_report_stands_in_the_code(checkout: Path) -> None:
    rooms = [
        path
        for room in ("charts", "report", "tables", "writers")
        for path in (checkout / "samkit" / room).rglob("*.py")
    ]
    known = {form for key, forms in spoken("en").texts.items() if key.startswith("told.") for form in forms.values()}
    found = {
        (path.name, text)
        for path in rooms
        if path.relative_to(checkout / "samkit").as_posix() not in ENGLISH_ALONE
        for text in _literals(ast.parse(path.read_text(encoding="utf-8")))
        if re.search(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", text) and text not in known and "{" not in text
    }
    assert found == set()


def _literals(tree: ast.Module) -> set[str]:
    """Give the texts of a module that are no docstrings."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in said)
    return {node.value for node in constants if isinstance(node.value, str)}
