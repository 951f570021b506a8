"""A study file that is drafted reads as its user writes: comments show every script as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.intake.begin import begin
from samkit.intake.written import written
from samkit.readers.export import Settings
from tests.readers.made import saved

if TYPE_CHECKING:
    from pathlib import Path


def test_comments_show_the_names_of_columns_in_any_script_and_hide_nothing(tmp_path: Path) -> None:
    rows = "".join(f"r{place},คำตอบที่ {place} ยาว,ответ номер {place},x{place} \n" for place in range(40))
    text = written(begin(saved(tmp_path, "id,ข้อเสนอแนะ,Замечания,Rem\u0430rk\n" + rows), Settings()).draft)
    assert "# 'ข้อเสนอแนะ': free text" in text
    assert "# 'Замечания': free text" in text
    assert "# 'Rem<U+0430>rk': free text" in text
