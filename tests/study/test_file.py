from __future__ import annotations

import tomllib
from typing import Any

import pytest

from samkit.study import templates
from samkit.study.file import StudyFile
from tests.builders import STUDY

SCHEMA = StudyFile.model_json_schema()


def node(found: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference of the schema."""
    return SCHEMA["$defs"][found["$ref"].rpartition("/")[2]] if "$ref" in found else found


def allowed(schema: dict[str, Any], value: object) -> bool:
    """Say whether the schema lets a value stand: as much of JSON Schema as ours uses."""
    schema = node(schema)
    if "anyOf" in schema:
        return any(allowed(option, value) for option in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return value in schema.get("enum", [schema.get("const")])
    if isinstance(value, dict):
        patterns = next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties", True))
        below = {key: schema.get("properties", {}).get(key, patterns) for key in value}
        required = set(schema.get("required", [])) <= set(value)
        return schema.get("type") == "object" and required and all(
            option is True or (option is not False and allowed(option, value[key])) for key, option in below.items()
        )  # fmt: skip
    if isinstance(value, list):
        return schema.get("type") == "array" and all(allowed(schema.get("items", {}), entry) for entry in value)
    kinds = {str: {"string"}, bool: {"boolean"}, int: {"integer", "number"}, float: {"number"}}
    return schema.get("type") in kinds[type(value)] and len(str(value)) >= schema.get("minLength", 0)


@pytest.mark.parametrize("text", [STUDY, *map(templates.text, templates.names())])
def test_the_schema_lets_every_study_stand_that_samkit_reads(text: str) -> None:
    assert allowed(SCHEMA, tomllib.loads(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title = ", "titel = "),
        ("hide_below = 5", 'hide_below = "5"'),
        ('analysis = "levels"', 'analysis = "level"'),
        ('label = "Revenue grew", ', ""),
        ("samkit-study/1", "samkit-study/2"),
    ],
)
def test_the_schema_refuses_what_samkit_refuses(old: str, new: str) -> None:
    assert old in STUDY
    assert not allowed(SCHEMA, tomllib.loads(STUDY.replace(old, new, 1)))


def test_every_table_of_the_schema_says_what_it_is_and_takes_no_other_key() -> None:
    for name, table in SCHEMA["$defs"].items():
        if table.get("type") == "object":
            assert table["description"], name
            assert table["additionalProperties"] is False, name
