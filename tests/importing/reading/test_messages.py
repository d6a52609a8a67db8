"""Every reason and every warning has a sentence with all its places filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpidesk.importing import reading
from kpidesk.importing.reading.model import ReadWarning
from kpidesk.importing.reading.refusal_messages import import_file_error
from kpidesk.importing.reading.refusals import Reason, Refusal
from kpidesk.importing.reading.warning_messages import warning_sentence

_CODES = {
    "not_found",
    "not_readable",
    "empty",
    "password",
    "damaged",
    "unsafe",
    "too_big",
    "not_a_spreadsheet",
    "unsupported",
}
_VALUES: dict[str, str | int] = {
    "sheet": "S",
    "column": 300,
    "limit": 200,
    "size": 500,
    "encoding": "cp1252",
}


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence_and_a_code(reason: Reason) -> None:
    kind = {"kind": "numbers"} if reason in {"other_kind", "unsupported"} else {}
    error = import_file_error(Refusal(reason, **_VALUES, **kind), "clienti.xlsx")

    assert error.code in _CODES
    assert "clienti.xlsx" in error.sentence()
    assert "{" not in error.sentence()


def _sources() -> str:
    folder = Path(str(reading.__file__)).parent
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))


@pytest.mark.parametrize(
    "code",
    sorted(
        set(re.findall(r'\bwarn\(\s*"(\w+)"', _sources()))
        | set(re.findall(r'_warn_cells\("(\w+)"', _sources()))
    ),
)
@pytest.mark.parametrize("count", [1, 2])
def test_every_warning_has_a_sentence(code: str, count: int) -> None:
    values: dict[str, str | int] = {
        "count": count,
        "cells": "B2",
        "rows": "7",
        "columns": 3,
        "encoding": "cp1252",
        "format": "HTML",
    }
    sentence = warning_sentence(ReadWarning(code, "Foglio", values))

    assert sentence
    assert "{" not in sentence


@pytest.mark.parametrize(
    "kind",
    sorted(
        set(
            re.findall(r'kind="(\w+)"', _sources())
            + re.findall(r'b"[^,]*, "(\w+)"\),', _sources())
        )
    ),
)
def test_every_kind_has_a_name(kind: str) -> None:
    error = import_file_error(Refusal(Reason.OTHER_KIND, kind=kind), "x")

    assert error.code == "not_a_spreadsheet"
