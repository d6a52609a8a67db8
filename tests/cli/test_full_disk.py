"""A file that cannot be written: a sentence, and the older file as it was."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Kpidesk

OLD = b"what was there before"
EXPORT = ("export", "--in", "{company}", "--period", "2026-10", "--to")
FORMS = {
    "summary.pdf": EXPORT,
    "summary.xlsx": EXPORT,
    "summary.html": EXPORT,
    "summary.csv": EXPORT,
    "summary.md": EXPORT,
    "all.xlsx": ("export-all", "--in", "{company}", "--to"),
    "all.zip": ("export-all", "--in", "{company}", "--to"),
}
FULL = """
import json, resource, sys
from kpidesk.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
for arguments in json.loads(sys.argv[1]):
    print(main(arguments))
"""


def asked(form: str, company: Path, folder: Path) -> list[str]:
    words = [word.format(company=company) for word in FORMS[form]]
    return [*words, str(folder / form), "--language", "pt_BR"]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes there")
def test_a_full_disk_leaves_every_older_file_whole(tmp_path: Path, demo: Path) -> None:
    for form in FORMS:
        (tmp_path / form).write_bytes(OLD)
    child = subprocess.run(
        [
            *(sys.executable, "-c", FULL),
            json.dumps([asked(form, demo, tmp_path) for form in FORMS]),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    assert child.stdout.split() == ["2"] * len(FORMS)
    sentences = [
        line for line in child.stderr.splitlines() if "disco está cheio" in line
    ]
    assert len(sentences) == len(FORMS)
    for form, sentence in zip(FORMS, sentences, strict=True):
        assert form in sentence
        assert (tmp_path / form).read_bytes() == OLD
    assert "Traceback" not in child.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FORMS)


@pytest.mark.parametrize("form", ["summary.pdf", "summary.xlsx", "all.zip"])
def test_a_file_open_in_another_program_is_told_and_stays(
    kpidesk: Kpidesk,
    tmp_path: Path,
    demo: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    target = tmp_path / form
    target.write_bytes(OLD)

    def refused(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "sharing violation")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refused)
        run = kpidesk(*asked(form, demo, tmp_path))

    assert run.code == 2
    assert f"“{form}”" in run.err
    assert "outro programa" in run.err
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_missing_or_protected_is_told(
    kpidesk: Kpidesk, tmp_path: Path, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = kpidesk(*asked("summary.pdf", demo, tmp_path / "gone"))
    assert missing.code == 2
    assert str(tmp_path / "gone") in missing.err

    def protected(**_where: object) -> tuple[int, str]:
        raise PermissionError(errno.EACCES, "permission denied")

    monkeypatch.setattr("tempfile.mkstemp", protected)
    refused = kpidesk(*asked("summary.csv", demo, tmp_path))
    assert refused.code == 2
    assert "protegida" in refused.err
    assert list(tmp_path.iterdir()) == []
