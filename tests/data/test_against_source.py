"""Every fact of the source stands in our file of published figures, with the same numbers."""

import tomllib
from typing import Any

import pytest

from tests.data.respondents import DATA
from tests.reference import SHARED, need_shared

pytestmark = need_shared
OURS = tomllib.loads((DATA / "sam_2016_published.toml").read_text(encoding="utf-8"))
PATH = SHARED / "published" / "sam_2016.toml"
SOURCE: dict[str, Any] = tomllib.loads(PATH.read_text(encoding="utf-8")) if PATH.is_file() else {}
FIGURES: list[dict[str, Any]] = SOURCE.get("figure", [])
PRINTED = [(figure["id"], line) for figure in FIGURES for line in figure.get("published", [])]


def of_other_respondents(line: dict[str, Any]) -> bool:
    return "gap" in line or "all" in line


def by_words(words: str) -> dict[str, Any]:
    found = [table for table in OURS["shares"].values() if table.get("says") == words]
    assert len(found) == 1, words
    return dict(found[0])


def facts(kind: str, item: str = "") -> list[dict[str, Any]]:
    return [fact for fact in OURS["facts"] if fact["kind"] == kind and item in {"", fact.get("item")}]


@pytest.mark.parametrize(("figure", "line"), [entry for entry in PRINTED if not of_other_respondents(entry[1])])
def test_a_printed_item_stands_in_our_file(figure: str, line: dict[str, Any]) -> None:
    ours = by_words(line["item"])
    assert ours["figure"] == figure
    for key in {"top", "rest", "ratio"} & set(line):
        said = ours[key]
        assert (said["says"] if isinstance(said, dict) else said) == line[key]
    assert not ({"top", "rest", "ratio"} & set(ours)) - set(line)


@pytest.mark.parametrize(("figure", "line"), [entry for entry in PRINTED if of_other_respondents(entry[1])])
def test_a_figure_of_other_respondents_is_kept_beside_the_data(figure: str, line: dict[str, Any]) -> None:
    value = line.get("gap", line.get("all"))
    found = [other for other in OURS["elsewhere"] if other["says"].startswith(line["item"])]
    assert [(other["figure"], other["value"], other.get("rank")) for other in found] == [
        (figure, value, line.get("rank"))
    ]


def test_sizes_and_groups_are_those_of_the_source() -> None:
    study, base = SOURCE["study"], OURS["base"]
    assert base["respondents"] == study["respondents"]
    assert (base["top_share"], base["rest_share"]) == (study["top_share"], study["rest_share"])
    assert OURS["source"]["universe"] == study["population"]
    assert OURS["source"]["facts"]["industries"] == study["industries"]
    assert OURS["source"]["facts"]["challenges asked"] == study["challenges_asked"]
    assert any(other["value"] == study["factors_2015"] for other in OURS["elsewhere"])


@pytest.mark.parametrize("place", range(3))
def test_a_demographic_is_that_of_the_source(place: int) -> None:
    levels = {level.casefold(): value for level, value in SOURCE["demographic"][place]["levels"].items()}
    ours = [{level.casefold(): v for level, v in table.get("all", {}).items()} for table in OURS["levels"].values()]
    assert levels in ours


@pytest.mark.parametrize("place", range(3))
def test_a_mean_is_that_of_the_source(place: int) -> None:
    line = SOURCE["numeric"][place]
    ours = next(table for table in OURS["numbers"].values() if table["says"].startswith(line["question"]))
    assert {key: ours.get(key) for key in ("all", "top", "rest")} == {
        key: line.get(key) for key in ("all", "top", "rest")
    }
    words = {"statistically similar": "similar", "significantly different": "different"}
    if "verdict" in line:
        assert ours["verdict"] == words[line["verdict"]]


def test_ranks_orders_and_findings_are_those_of_the_source() -> None:
    figures = {figure["id"]: figure for figure in FIGURES}
    named = {name: name.replace("_", " ").title() for fact in facts("order") for name in fact["items"]}
    orders = {fact["by"]: [named[name] for name in fact["items"]] for fact in facts("order")}
    assert orders["all"] == figures["4"]["most_common_order"]
    assert orders["gap"] == figures["4"]["most_separating_order"]
    tool = next(line for line in figures["15a"]["published"] if "rank_rest" in line)
    assert facts("rank", "planning_tool")[0]["rank"] == tool["rank_rest"]
    assert facts("rank", "short_term_pressure")[0]["rank"] == 1
    assert by_words(figures["15a"]["rank_1_rest"] + " (first for The Rest, no number)")
    assert facts("rank", "deeper_reach")[0]["rank"] == 3
    assert facts("rank", "sam_process")[0]["by"] == "gap"
    assert facts("rank", "new_business_created")[0]["group"] == "value_focused"
    assert {fact["outcome"] for fact in facts("rises")} == {"performance", "new_opportunities"}


def test_what_made_no_difference_is_that_of_the_source() -> None:
    similar = {name for name, table in OURS["numbers"].items() if table.get("verdict") == "similar"}
    ours = set(facts("no_difference")[0]["questions"]) | similar
    assert {name.replace(" ", "_") for name in SOURCE["no_difference"]["questions"]} <= ours
