"""Long lists are searched and sorted aside, and an edit is seen in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kpidesk.ui.models import record_model
from kpidesk.ui.pages.record_pages import RecordPage, TicketsPage
from tests.ui.conftest import OpenWindow, settle
from tests.ui.test_records_lists import DAY, column, open_page, select, type_over


@pytest.fixture(autouse=True)
def _every_list_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_model, "_MANY", 0)


def subjects(page: RecordPage) -> list[str]:
    at = column(page, "subject")
    model = page._model
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def test_a_long_list_is_searched_and_sorted_while_the_window_lives(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "tickets")
    settle(qtbot, window)
    everything = subjects(page)
    word = everything[0].split()[0].casefold()

    page.table.sortByColumn(column(page, "subject"), Qt.SortOrder.DescendingOrder)
    settle(qtbot, window)
    assert subjects(page) == sorted(everything, key=str.casefold, reverse=True)

    page.search.setText(word)
    qtbot.waitUntil(lambda: page._model.arrangement.query == word)
    settle(qtbot, window)
    found = subjects(page)
    assert 0 < len(found) < len(everything)
    assert found == sorted(found, key=str.casefold, reverse=True)
    page.list.bar.clear_filters()
    settle(qtbot, window)
    assert len(subjects(page)) == len(everything)


def test_a_row_typed_over_moves_to_its_place_and_stays_chosen(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "tickets")
    at = column(page, "subject")
    page.table.sortByColumn(at, Qt.SortOrder.AscendingOrder)
    settle(qtbot, window)
    row = 5
    record = page._model.record_id(row)
    select(page, [row], at)

    type_over(page, "0 first of all")

    qtbot.waitUntil(lambda: subjects(page)[0] == "0 first of all")
    assert page._model.record_id(0) == record
    assert page.list.selected_ids() == [record]
    page.desk.undo()
    settle(qtbot, window)
    assert page._model.record_id(row) == record


def test_what_is_entered_while_a_list_is_sorted_is_in_it(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "tickets")
    assert isinstance(page, TicketsPage)
    settle(qtbot, window)
    total = page._model.total
    # Sorting begins, and the list is read anew before it is done.
    page.table.sortByColumn(column(page, "subject"), Qt.SortOrder.AscendingOrder)
    page.entry.client.show_value(1)
    page.entry.subject.setText("0 entered meanwhile")
    page.entry.save()
    settle(qtbot, window)
    settle(qtbot, window)

    assert page._model.total == total + 1
    assert subjects(page)[0] == "0 entered meanwhile"
