"""The errors that a person is told about in plain words.

Each class stands for what the person was doing. ``code`` tells programs which of the
known reasons it was. Any other exception is a mistake of ours and ends in a report.
"""

from kpidesk.i18n.messages import N_, _


class KpideskError(Exception):
    """Something could not be done."""

    default_message = N_("Something could not be done.")
    default_code = ""

    def __init__(
        self, message: str | None = None, /, *, code: str = "", **values: object
    ) -> None:
        """Remember an English message marked with ``N_`` and its placeholders.

        Args:
            message: The message id; None takes the default of the class.
            code: A short stable name of the reason, for programs and tests.
            values: What fills the placeholders, already formatted for people.
        """
        super().__init__(message or self.default_message)
        self.message = message or self.default_message
        self.code = code or self.default_code
        self.values = values

    def sentence(self) -> str:
        """Return the message in the language of the moment, placeholders filled."""
        return _(self.message, **self.values)

    def __str__(self) -> str:
        return self.sentence()

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from the process that reads workbooks; Exception's own way
        # would lose what is given by name.
        return _rebuild, (type(self), self.message, self.code, self.values)


class WorkspaceError(KpideskError):
    """The company file cannot be used."""

    default_message = N_("The company file cannot be used.")
    default_code = "workspace"


class ImportFileError(KpideskError):
    """This file cannot be imported.

    Codes: password, damaged, not_a_spreadsheet, unsafe, too_big, empty, unsupported.
    """

    default_message = N_("This file cannot be imported.")
    default_code = "unsupported"


class ExportError(KpideskError):
    """The file could not be written."""

    default_message = N_("The file could not be written.")
    default_code = "export"


class UsageError(KpideskError):
    """This cannot be done with what was given."""

    default_message = N_("This cannot be done with what was given.")
    default_code = "usage"


def _rebuild(
    kind: type[KpideskError], message: str, code: str, values: dict[str, object]
) -> KpideskError:
    return kind(message, code=code, **values)
