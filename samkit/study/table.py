"""What all tables of samkit's own files have in common: strict keys and types, and the usual kinds of values."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType

Text = TypeAliasType("Text", Annotated[str, Field(min_length=1, max_length=2_000)])
Name = TypeAliasType(
    "Name", Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]
)
Finite = TypeAliasType("Finite", Annotated[float, Field(allow_inf_nan=False)])
Colour = TypeAliasType("Colour", Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")])


class Table(BaseModel):
    """One table of the study file: unknown keys are refused, types are not converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)
