from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import look
from samkit.errors import StudyError
from samkit.study.brand import LARGEST
from samkit.study.load import load
from tests.builders import STUDY
from tests.pictures import picture

if TYPE_CHECKING:
    from pathlib import Path

    from samkit.study.model import Study

PNG = picture()


def themed(folder: Path, theme: str, **files: bytes) -> Study:
    """Load a study with a theme, and files beside it."""
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    path = folder / "study.toml"
    path.write_text(f"{STUDY}\n[theme]\n{theme}\n", encoding="utf-8")
    return load(path)


def codes(folder: Path, theme: str, **files: bytes) -> list[tuple[str, str]]:
    """Give code and place of what is refused."""
    with pytest.raises(StudyError) as refused:
        themed(folder, theme, **files)
    return [(each.code, each.place.key) for each in refused.value.problems]


def test_a_study_without_a_theme_has_the_usual_look(tmp_path: Path) -> None:
    assert themed(tmp_path, "").look == look.Look()


def test_two_colours_make_both_palettes(tmp_path: Path) -> None:
    found = themed(tmp_path, 'top = "#c8102e"\nrest = "#8E8F91"').look
    assert (found.light, found.dark) == (look.on_white("#C8102E", "#8E8F91"), look.on_black("#C8102E", "#8E8F91"))


def test_a_theme_file_says_what_the_study_leaves_out(tmp_path: Path) -> None:
    house = (
        b'schema = "samkit-theme/1"\ntop = "#00703C"\nfont = "Georgia"\npage = "Letter"\nlogo = "a.png"\nlogo_alt = "A"'
    )
    found = themed(tmp_path, 'file = "house.toml"\nfont = "Arial"', house__toml=house, a__png=PNG).look
    assert (found.light.first, found.font, found.page) == ("#00703C", "Arial", "Letter")
    assert found.logo == look.Logo(PNG, "png", "A")


def test_the_digest_of_a_study_covers_its_theme_file_and_its_logo(tmp_path: Path) -> None:
    house, other = (
        b'schema = "samkit-theme/1"\nfont = "%s"\nlogo = "a.png"\nlogo_alt = "A"' % name for name in (b"A", b"B")
    )
    theme = 'file = "house.toml"'
    found = [
        themed(tmp_path, theme, house__toml=house, a__png=PNG).digest,
        themed(tmp_path, theme, house__toml=other, a__png=PNG).digest,
        themed(tmp_path, theme, house__toml=house, a__png=picture("blue")).digest,
    ]
    assert len(set(found)) == 3


@pytest.mark.parametrize(
    ("theme", "code", "key"),
    [
        ('top = "red"', "wrong_value", "theme.top"),
        ('top = "#FFE000"', "unreadable_theme", "theme"),
        ('top = "#4F8F4F"\nrest = "#C0504D"', "unreadable_theme", "theme"),
        ('font = "x; } body { display: none"', "wrong_value", "theme.font"),
        ('logo = "a.png"', "wrong_table", "theme"),
        ('logo = "a.png"\nlogo_alt = "A"', "no_file_beside", "theme.logo"),
        ('logo = "../a.png"\nlogo_alt = "A"', "outside_folder", "theme.logo"),
        ('logo = "/etc/passwd"\nlogo_alt = "A"', "outside_folder", "theme.logo"),
        ('logo = "study.toml"\nlogo_alt = "A"', "bad_logo", "theme.logo"),
        ('file = "nowhere.toml"', "no_file_beside", "theme.file"),
        ('page = "A3"', "wrong_value", "theme.page"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(tmp_path: Path, theme: str, code: str, key: str) -> None:
    assert (code, key) in codes(tmp_path, theme)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(PNG)
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "a.png").symlink_to(tmp_path / "outside.png")
    assert ("outside_folder", "theme.logo") in codes(tmp_path / "inside", 'logo = "a.png"\nlogo_alt = "A"')


def test_faults_of_a_theme_file_are_told_with_its_own_name_and_line(tmp_path: Path) -> None:
    house = b'schema = "samkit-theme/1"\nfile = "other.toml"\ncolour = "#000000"'
    with pytest.raises(StudyError) as refused:
        themed(tmp_path, 'file = "house.toml"', house__toml=house)
    places = [each.place for each in refused.value.problems]
    assert {place.file.rpartition("/")[2] for place in places} == {"house.toml"}
    assert {place.line for place in places} == {2, 3}


def test_a_logo_is_not_large(tmp_path: Path) -> None:
    assert codes(tmp_path, 'logo = "a.png"\nlogo_alt = "A"', a__png=PNG + bytes(LARGEST))[0][0] == "too_large"
