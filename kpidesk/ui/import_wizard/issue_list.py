"""The problems of an import, in the order in which people look at them.

A large file may have a problem in every row. So the list is made off the main thread,
points at the issues of the plan, and tells of a problem only when it is shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.plan import SheetPlan


@dataclass(frozen=True, slots=True)
class ShownIssue:
    """An issue with the table it belongs to and the column it can be corrected in."""

    issue: Issue
    sheet: SheetPlan
    column: int | None


@dataclass(frozen=True, slots=True)
class _Run:
    """The issues of a table that matter as much as each other.

    Attributes:
        sheet: The table.
        columns: Index of each column of it by its header.
        issues: The issues, in the order of the file.
    """

    sheet: SheetPlan
    columns: dict[str, int]
    issues: list[Issue]

    def shown(self, position: int) -> ShownIssue:
        issue = self.issues[position]
        column = self.columns.get(issue.column) if issue.row else None
        return ShownIssue(issue, self.sheet, column)


class IssueList:
    """Errors first, then warnings, then notes, each in the order of the file.

    Attributes:
        counts: How many there are of each severity.
        codes: What kinds of problem there are.
    """

    def __init__(self, sheets: Sequence[SheetPlan] = ()) -> None:
        self.counts: Counter[Severity] = Counter()
        self.codes: set[str] = set()
        self._runs: list[_Run] = []
        self._begins: list[int] = []
        columns = [_columns(sheet) for sheet in sheets]
        for severity in Severity:
            for sheet, named in zip(sheets, columns, strict=True):
                found = [issue for issue in sheet.issues if issue.severity is severity]
                self._append(severity, _Run(sheet, named, found))

    def _append(self, severity: Severity, run: _Run) -> None:
        if run.issues:
            self._begins.append(len(self))
            self._runs.append(run)
            self.counts[severity] += len(run.issues)
            self.codes.update(issue.code for issue in run.issues)

    def __len__(self) -> int:
        """How many issues there are."""
        return self.counts.total()

    def shown(self, position: int) -> ShownIssue:
        """An issue by its place in the list."""
        run = bisect_right(self._begins, position) - 1
        return self._runs[run].shown(position - self._begins[run])

    def places(self, severity: Severity | None) -> range:
        """Where the issues of a severity stand; those of all for ``None``."""
        if severity is None:
            return range(len(self))
        order = list(Severity)
        before = order[: order.index(severity)]
        begin = sum(self.counts[each] for each in before)
        return range(begin, begin + self.counts[severity])


def rows_of_equal_cells(shown: ShownIssue) -> list[int]:
    """Rows of the table whose cell of the column has a problem and the same text."""
    issue = shown.issue
    return [
        other.row
        for other in shown.sheet.issues
        if other.row and other.column == issue.column and other.value == issue.value
    ]


def _columns(sheet: SheetPlan) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in sheet.match.columns if sheet.match is not None else ():
        found.setdefault(each.column.header, each.column.index)
    return found
