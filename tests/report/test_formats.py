from __future__ import annotations

import pytest

from samkit import reporting
from samkit.catalogue import WRITERS
from samkit.errors import StudyError

NEEDY = [name for name, entry in WRITERS.items() if entry.library]


def test_all_means_every_format_once() -> None:
    assert reporting.documents(["all", "html"]) == reporting.DOCUMENTS
    assert reporting.documents(["html", "html"]) == ("html",)
    assert {"pptx", "xlsx", "docx", "pdf"} <= set(NEEDY)


@pytest.mark.parametrize("name", NEEDY)
def test_a_format_whose_library_is_missing_says_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "find_spec", lambda library: None if library == WRITERS[name].library else object())
    with pytest.raises(StudyError) as told:
        reporting.documents([name])
    assert f"pip install 'samkit[{WRITERS[name].extra}]'" in str(told.value)
    assert WRITERS[name].library in str(told.value)
    assert reporting.documents(["html"]) == ("html",)
