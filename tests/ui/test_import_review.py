"""The review of large files: long lists of problems, tables of many columns."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.plan import SheetPlan
from kpidesk.ui.import_wizard.issue_list import IssueList, rows_of_equal_cells
from tests.cli.workbooks import Sheets, save
from tests.ui.conftest import OpenWindow, settle
from tests.ui.test_import_page import choose, company, drop

__all__ = ["company"]

MANY = 14


def note(severity: Severity, row: int, value: str = "") -> Issue:
    return Issue(severity, "bad_date", "S", row, "Inizio", value)


def test_errors_come_before_warnings_and_notes_over_all_tables() -> None:
    error, warning, info = Severity.ERROR, Severity.WARNING, Severity.INFO
    first = SheetPlan("a.xlsx", "Uno", None)
    first.issues = [note(info, 2), note(error, 3, "x"), note(warning, 4)]
    second = SheetPlan("a.xlsx", "Due", None)
    second.issues = [note(error, 5, "x"), note(error, 6, "x"), note(error, 7, "y")]
    issues = IssueList([first, second])

    found = [issues.shown(place) for place in range(len(issues))]
    assert [shown.issue.row for shown in found] == [3, 5, 6, 7, 4, 2]
    assert [shown.sheet.sheet for shown in found] == ["Uno", *["Due"] * 3, "Uno", "Uno"]
    assert issues.places(error) == range(4)
    assert issues.places(warning) == range(4, 5)
    assert issues.places(info) == range(5, 6)
    assert rows_of_equal_cells(found[1]) == [5, 6]


def test_a_choice_in_a_list_that_is_not_all_there_loses_no_column(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    own = [f"Libero {number}" for number in range(MANY)]
    head: list[object] = ["Cliente", *own, "Comune"]
    rows = [[f"{name} Srl", *own, "Torino"] for name in ("Rossi", "Verdi")]
    sheets: Sheets = {"Foglio1": [head, *rows]}
    window = open_window(company)
    page = drop(window, qtbot, save(sheets, tmp_path / "largo.xlsx"))
    [card] = page.review.cards
    choose(card.kind, "client")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: page.review.is_complete)
    [card] = page.review.cards
    assert len(card.fields) == MANY + 2

    choose(card.fields[own[0]], "industry")
    settle(qtbot, window)
    # As soon as the line is there: those further down come in later turns of the
    # event loop.
    qtbot.waitUntil(lambda: own[1] in page.review.cards[0].fields)
    [card] = page.review.cards
    choose(card.fields[own[1]], "notes")
    settle(qtbot, window)

    assert page.state.plan is not None
    match = page.state.plan.sheets[0].match
    assert match is not None
    taken = {each.column.header: each.name for each in match.columns if each.field}
    assert taken == {
        "Cliente": "name",
        own[0]: "industry",
        own[1]: "notes",
        "Comune": "city",
    }
    qtbot.waitUntil(lambda: page.review.is_complete)
    [card] = page.review.cards
    assert card.fields["Comune"].currentData() == "city"
