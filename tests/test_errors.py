"""Errors speak the language of the moment and survive another process."""

import pickle

import pytest

from kpidesk.errors import (
    ExportError,
    ImportFileError,
    KpideskError,
    UsageError,
    WorkspaceError,
)
from kpidesk.i18n.messages import language

FAMILY = [WorkspaceError, ImportFileError, ExportError, UsageError]


@pytest.mark.parametrize("kind", FAMILY)
def test_every_error_has_a_sentence_and_a_code_of_its_own(
    kind: type[KpideskError],
) -> None:
    error = kind()

    assert str(error) == error.sentence() == kind.default_message
    assert error.code == kind.default_code
    assert error.code


def test_values_fill_the_message() -> None:
    error = WorkspaceError("No file {name}.", code="missing", name="a.kpidesk")

    assert str(error) == "No file a.kpidesk."
    assert error.code == "missing"
    assert error.values == {"name": "a.kpidesk"}


def test_a_forgotten_value_does_not_hide_the_error() -> None:
    assert str(KpideskError("Row {row} of {sheet}", row=3)) == "Row 3 of {sheet}"


def test_the_language_is_that_of_the_moment_of_showing() -> None:
    error = ImportFileError()

    with language("it"):
        italian = str(error)

    assert italian != str(error)


def test_an_error_crosses_to_another_process() -> None:
    error = ImportFileError("Too big: {size}", code="too_big", size="99 MB")

    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert isinstance(copy, ImportFileError)
    assert (str(copy), copy.code) == ("Too big: 99 MB", "too_big")
