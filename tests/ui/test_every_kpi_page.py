"""From card to page to row, for every KPI: the figures on the way are the same."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.kpi import Kpi
from kpidesk.operations.first_screen import CardFace
from kpidesk.operations.load_dashboard import DashboardQuestion
from kpidesk.operations.show_dashboard import show_cards
from kpidesk.reporting.reading_text import exact_text
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.navigation import LIST_PAGES
from kpidesk.ui.pages.kpi_page import KpiPage
from tests.ui.conftest import OpenWindow, settle

_RECORDS = 1


@pytest.mark.slow
def test_card_page_chart_table_calculation_and_rows_agree(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    session = window.session
    with closing(SqliteStore.open(demo_file, read_only=True)) as store:
        rules = store.rules()
        evaluator = Evaluator(store.dataset(rules), rules)
        question = DashboardQuestion(session.period, session.today())
        keys = [kpi.key for kpi in CATALOG]
        cards = {f.key: f for f in show_cards(store, question, keys, session.formats)}
    problems = []
    for kpi in CATALOG:
        value = evaluator.read(kpi, session.period).value
        page = _open(window, qtbot, kpi)
        try:
            _compare(page, kpi, value, cards[kpi.key])
            _open_first_row(window, qtbot, page)
        except AssertionError as error:
            problems.append(f"{kpi.key}: {error}")

    assert problems == []


def _open(window: MainWindow, qtbot: QtBot, kpi: Kpi) -> KpiPage:
    window.navigator.go("kpi", kpi.key)
    settle(qtbot, window)
    page = window.pages.page("kpi")
    assert isinstance(page, KpiPage)
    qtbot.waitUntil(lambda: page.chart.view is not None)
    return page


def _compare(page: KpiPage, kpi: Kpi, value: float | None, card: CardFace) -> None:
    """The headline, the last point, the last row of the table, and the result."""
    if value is None:
        assert page._value.text() == "Not enough data"
        return
    facts = page.chart._facts
    assert facts is not None
    last = facts.points[-1]
    model = page.chart.table.model()
    cell = model.index(model.rowCount() - 1, 1).data()
    formats = page.session.formats

    assert page._value.text() == card.value == last.text == cell
    assert last.value == value
    assert page.calculation._result.text() == (
        "= " + exact_text(kpi.unit, value, formats)
    )
    behind = page.records.table.model().rowCount()
    adds_up = not page.calculation._check.isHidden()
    assert adds_up or not behind


def _open_first_row(window: MainWindow, qtbot: QtBot, page: KpiPage) -> None:
    """The first record behind the figure opens, and the way back leads here."""
    table = page.records.table
    if not table.model().rowCount():
        return
    page.tabs.setCurrentIndex(_RECORDS)
    row = page.records._rows[0]
    here = window.navigator.place
    table.activated.emit(table.model().index(0, 0))
    if row.kind not in LIST_PAGES:
        # It opens at its client, or nowhere; that takes a question to the file.
        settle(qtbot, window)
        if window.navigator.place != here:
            window.navigator.back()
        settle(qtbot, window)
        return
    assert window.navigator.place.page == LIST_PAGES[row.kind]
    assert window.navigator.place.subject == str(row.record_id)
    window.navigator.back()
    settle(qtbot, window)
    assert window.navigator.place == here
