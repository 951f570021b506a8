from __future__ import annotations

import io
import zipfile

import pytest

from samkit.writers.packaging import MOMENT, packed

CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dcterms="d" xmlns:xsi="x"><dcterms:created xsi:type="dcterms:W3CDTF">{0}'
    "</dcterms:created><dcterms:modified>{0}</dcterms:modified></cp:coreProperties>"
)


def package(moment: str, year: int, inside: bytes | None = None) -> bytes:
    """Write a package as a library does: with the clock in its members and in the times of its members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        members = {"b.xml": b"<b/>" * 100, "docProps/core.xml": CORE.format(moment).encode()}
        for name, content in (members | ({"x/Sheet1.xlsx": inside} if inside else {})).items():
            archive.writestr(zipfile.ZipInfo(name, (year, 2, 3, 4, 5, 6)), content)
    return made.getvalue()


@pytest.mark.parametrize("within", [False, True])
def test_two_packages_that_differ_by_the_clock_alone_become_the_same_bytes(within: bool) -> None:
    one, other = (
        package(f"{year}-05-06T07:08:09Z", year, package(f"{year}-01-01", year) if within else None)
        for year in (2001, 2031)
    )
    assert one != other
    assert packed(one) == packed(other)


def test_a_package_keeps_its_members_their_order_and_their_content() -> None:
    before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (package("now", 2001), packed(package("now", 2001))))
    assert before.namelist() == after.namelist()
    assert before.read("b.xml") == after.read("b.xml")
    assert after.read("docProps/core.xml").decode() == CORE.format(MOMENT)
    assert after.testzip() is None
