"""A file that is held for a moment, and one that stays held."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from kpidesk.errors import ExportError
from kpidesk.reporting import file_writing


@pytest.mark.parametrize(("held", "written"), [(0, True), (2, True), (9, False)])
def test_a_file_held_by_a_scanner_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int, *, written: bool
) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    put_in_place, waited = Path.replace, list[float]()

    def replace(self: Path, place: Path) -> Path:
        if len(waited) < held:
            raise PermissionError(errno.EACCES, "held")
        return put_in_place(self, place)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(file_writing, "_PATIENCE", (0.1, 0.2, 0.4))
    monkeypatch.setattr("time.sleep", waited.append)

    def write(path: Path) -> None:
        path.write_text("new")

    if written:
        file_writing.replace_file(target, write)
        assert waited == [0.1, 0.2, 0.4][:held]
    else:
        with pytest.raises(ExportError, match=r"a\.csv"):
            file_writing.replace_file(target, write)
        assert waited == [0.1, 0.2, 0.4]
    assert target.read_text() == ("new" if written else "old")
    assert list(tmp_path.iterdir()) == [target]
