"""The keys of `[theme]`, and of a theme file, which several studies share."""

from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from samkit.study.table import Colour, Table


class ThemeTable(Table):
    """`[theme]`: how the report looks."""

    file: str = Field("", description="theme file with the same keys, which several studies share")
    top: Colour = Field("", description="colour of the first group, and of everything that stands out")
    rest: Colour = Field("", description="colour of the second group")
    font: str = Field(
        "", max_length=60, pattern=r"^[A-Za-z0-9 -]*$", description="typeface of pages, slides and documents"
    )
    logo: str = Field("", description="PNG or JPEG file beside this one")
    logo_alt: str = Field("", max_length=200, description="what the logo shows, for those who cannot see it")
    page: Literal["A4", "Letter"] = "A4"

    @model_validator(mode="after")
    def _describes_its_logo(self) -> Self:
        if self.logo and not self.logo_alt:
            message = "a logo needs logo_alt, its words for those who cannot see it"
            raise ValueError(message)
        return self


class ThemeFile(ThemeTable):
    """A samkit theme file."""

    model_config = ConfigDict(title="samkit theme file")

    schema_: Literal["samkit-theme/1"] = Field(alias="schema")
    file: Literal[""] = ""
