"""The rows of an import that need a look, correctable in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kpidesk.i18n.messages import N_, _
from kpidesk.importing.issues import Issue, Severity
from kpidesk.ui.import_wizard.issue_list import IssueList, ShownIssue

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_VALUE = 4
_SEVERITIES = {
    Severity.ERROR: N_("✕ Error"),
    Severity.WARNING: N_("⚠ Warning"),
    Severity.INFO: N_("· Note"),
}


def _named(shown: ShownIssue) -> Issue:
    """The issue with the name of a field that no column gives, as people call it."""
    issue, match = shown.issue, shown.sheet.match
    if match is None or shown.column is not None:
        return issue
    for field in match.layout.fields:
        if field.name == issue.column:
            return replace(issue, column=_(field.label))
    return issue


class IssueModel(QAbstractTableModel):
    """Issues as a table; the value of an error can be typed over.

    Signals:
        corrected: A cell was corrected (table key, row number, column index, text).
    """

    corrected = Signal(str, int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._headings = (
            _("Result"),
            _("Sheet"),
            _("Row"),
            _("Column"),
            _("Value"),
            _("Problem found"),
        )
        self._issues = IssueList()
        self._places = range(0)

    def show(self, issues: IssueList, severity: Severity | None = None) -> None:
        """Show other issues, or only those of a severity."""
        self.beginResetModel()
        self._issues = issues
        self._places = issues.places(severity)
        self.endResetModel()

    def shown(self, row: int) -> ShownIssue:
        """The issue in a row."""
        return self._issues.shown(self._places[row])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many issues there are."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        shown = self.shown(index.row())
        issue = shown.issue
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            named = _named(shown)
            return (
                _(_SEVERITIES[issue.severity]),
                issue.sheet,
                str(issue.row) if issue.row else "",
                named.column,
                issue.value,
                named.message,
            )[index.column()]
        if role == Qt.ItemDataRole.EditRole and index.column() == _VALUE:
            return issue.value
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The headings."""
        if orientation is Qt.Orientation.Vertical:
            return None
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The value of a cell that the file holds can be edited."""
        flags = super().flags(index)
        if index.column() == _VALUE and self.shown(index.row()).column is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take a correction."""
        shown = self.shown(index.row())
        if role != Qt.ItemDataRole.EditRole or shown.column is None:
            return False
        text = str(value).strip()
        if text == shown.issue.value:
            return False
        self.corrected.emit(shown.sheet.key, shown.issue.row, shown.column, text)
        return True
