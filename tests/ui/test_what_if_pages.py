"""What if, the calculator, and closing a month, in the window."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.month_closing import MonthClosing
from kpidesk.ui.pages.calculator_page import CalculatorPage
from kpidesk.ui.pages.kpi_page import KpiPage
from kpidesk.ui.pages.what_if_page import WhatIfPage
from tests.ui.conftest import OpenWindow, settle


def what_if(window: MainWindow, qtbot: QtBot) -> WhatIfPage:
    window.navigator.go("what_if")
    settle(qtbot, window)
    page = window.pages.page("what_if")
    assert isinstance(page, WhatIfPage)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    return page


def test_the_largest_client_is_offered_first(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    before = demo_file.read_bytes()
    page = what_if(window, qtbot)

    names = [page.model.index(row, 0).data() for row in range(page.model.rowCount())]
    assert names[0] == "Monthly recurring revenue (MRR)"
    now, then = (page.model.index(0, column).data() for column in (1, 2))
    assert now != then
    assert demo_file.read_bytes() == before
    # What fits has no bar to scroll by.
    assert page.table.horizontalScrollBar().maximum() == 0


def test_churn_lower_by_a_point(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = what_if(window, qtbot)
    page.kind.choose("churn")
    page.kind.activated.emit(page.kind.currentIndex())
    settle(qtbot, window)

    assert page.model.index(0, 0).data() == "Client churn rate"
    assert not page.number.isHidden()
    for unread in ("nonsense", "-1"):
        page.number.setText(unread)
        assert page.model.rowCount() == 0
        assert page._problem.text() == "Percentage points: type a number from 0 up."
    page.number.setText("2")
    settle(qtbot, window)
    assert page.model.rowCount() > 0
    assert not page._problem.isVisible()


def test_the_calculator_starts_with_the_printed_example(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    window.navigator.go("calculator")
    settle(qtbot, window)
    page = window.pages.page("calculator")
    assert isinstance(page, CalculatorPage)

    # 004 prints (100 × 4) × 5 × 0.80 = 1,600.
    assert "1,600" in page.result.text()
    page.fields["lifetime"].setText("")
    assert page.result.text() == "—"

    page.kpi.choose("churn_rate")
    page.kpi.activated.emit(page.kpi.currentIndex())
    page.fields["lost"].setText("25")
    page.fields["opening"].setText("500")
    assert page.result.text() == "5.00%"


def test_a_correction_of_a_closed_month_is_told_on_the_kpis_page(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    closing = window.findChild(MonthClosing)
    assert closing is not None
    month = window.session.period
    closing.close_month(month)
    settle(qtbot, window)
    window.navigator.go("kpi", "mrr")
    settle(qtbot, window)
    page = window.pages.page("kpi")
    assert isinstance(page, KpiPage)
    qtbot.waitUntil(lambda: "closed month" in page.changes.empty.text())

    store = SqliteStore.open(demo_file)
    running = next(item for item in store.records("contract") if not item["end_on"])
    with store.writing("bruno") as writer:
        end = month.last_day.isoformat()
        writer.change("contract", int(running["id"] or 0), {"end_on": end})
    store.close()
    window.session.changed.emit(frozenset({"contract"}))
    settle(qtbot, window)

    qtbot.waitUntil(page.changes.empty.isHidden)
