"""Settings that are records or rules, backups, and the palette that finds it all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpidesk.domain.rules import ChurnAt, Rules
from kpidesk.store.backups import list_backups
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.command_palette import CommandPalette
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.settings_page import SettingsPage
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.widgets.scroll_page import ScrollPage
from tests.ui.conftest import OpenWindow, settle

DAY = date(2026, 11, 20)
_HOURS, _PRODUCTS = 4, 5


def open_settings(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    window.navigator.go("settings")
    settle(qtbot, window)
    page = window.pages.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_a_rule_tells_its_effect_before_it_is_kept_and_can_be_undone(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_settings(window, qtbot)
    page.margin.looked_at.emit(50)
    settle(qtbot, window)
    assert "With this choice" in page.effect.text()
    assert window.session.company is not None
    assert window.session.company.rules.gross_margin != 0.5

    page.churn_at.choose(ChurnAt.NOTICE)
    page.churn_at.activated.emit(page.churn_at.currentIndex())
    settle(qtbot, window)
    window.actions_of_menus.by_key["undo"].trigger()
    settle(qtbot, window)
    assert window.session.company.rules.churn_at is ChurnAt.END_OF_SERVICE


def test_weights_and_scores_are_rules_of_the_house(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_settings(window, qtbot)
    fields = {field.accessibleName(): field for field in page.numbers}
    for name, number in (
        ("Health: weight of usage", "60"),
        ("Satisfied from this score, on a scale up to 5", "5"),
        ("Gap before a renewal, at most (days)", "10"),
    ):
        fields[name].setText(number)
        fields[name].editingFinished.emit()
        settle(qtbot, window)

    assert window.session.company is not None
    rules = window.session.company.rules
    assert (rules.health_weights.usage, rules.health_weights.tickets) == (60, 20)
    assert (rules.csat_threshold(5), rules.csat_threshold(10)) == (5, 8)
    assert rules.renewal_grace_days == 10


def test_support_hours_are_typed(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_settings(window, qtbot)
    page.hours.days[0].setText("8-12:30, 14:00-18")
    page.hours.days[0].editingFinished.emit()
    settle(qtbot, window)

    assert window.session.company is not None
    hours = window.session.company.rules.support_hours
    assert hours.windows[0] == ((480, 750), (840, 1080))
    page.hours.days[1].setText("nine to five")
    page.hours.days[1].editingFinished.emit()
    assert page.hours.problem.text()


@pytest.mark.parametrize("language", ["it", "pt_BR"])
def test_no_section_is_wider_than_its_room(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, language: str
) -> None:
    window = open_window(demo_file, today=DAY, language=language, text_size=150)
    window.resize(960, 600)
    page = open_settings(window, qtbot)
    wider = []
    for row in range(page.sections.count()):
        page.sections.setCurrentRow(row)
        settle(qtbot, window)
        section = page._stack.currentWidget()
        assert isinstance(section, ScrollPage)
        inside = section.widget()
        assert inside is not None
        if inside.minimumSizeHint().width() > section.viewport().width():
            wider.append(page.sections.item(row).text())

    assert wider == []


def test_promised_times_are_set_for_each_priority(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY, language="it")
    page = open_settings(window, qtbot)
    page.sections.setCurrentRow(_HOURS)
    panel = page.sla
    company = window.session.company
    assert company is not None
    before = company.rules.sla
    field = panel.fields["urgent", "first_response"]
    field.clear()
    QTest.keyClicks(field, "0,5")
    settle(qtbot, window)
    assert "Entro lo SLA di ottobre 2026 è" in panel.effect.text()
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)

    assert rules_of(window).sla[0][0] == "urgent"
    assert dict(rules_of(window).sla)["urgent"].first_response == 0.5
    assert field.text() == "0,5"
    window.actions_of_menus.by_key["undo"].trigger()
    settle(qtbot, window)
    assert rules_of(window).sla == before

    QTest.keyClicks(field, "presto")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert panel.problem.isVisible()
    assert rules_of(window).sla == before


def rules_of(window: MainWindow) -> Rules:
    assert window.session.company is not None
    return window.session.company.rules


def test_categories_of_tickets_are_renamed_and_merged(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_settings(window, qtbot)
    page.sections.setCurrentRow(_PRODUCTS)
    panel = page.categories
    first, second = panel.found[:2]
    panel.rename_category(second.name, first.name)
    settle(qtbot, window)
    assert panel.found[0].tickets == first.tickets + second.tickets
    assert second.name not in {each.name for each in panel.found}
    assert window.status.undo.text() == "↶ Undo: merge categories"

    panel.add_category("Odd jobs")
    settle(qtbot, window)
    row = [each.name for each in panel.found].index("Odd jobs")
    panel.table.selectRow(row)
    panel.delete.click()
    settle(qtbot, window)
    assert "Odd jobs" not in {each.name for each in panel.found}

    # What tickets have cannot be deleted.
    panel.table.selectRow(0)
    assert panel.rename.isEnabled()
    assert not panel.delete.isEnabled()

    undo = window.actions_of_menus.by_key["undo"]
    for _step in range(3):
        undo.trigger()
        settle(qtbot, window)
    assert panel.found[:2] == [first, second]


def test_preferences_are_undone_like_everything_else(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page, session = open_settings(window, qtbot), window.session
    undo = window.actions_of_menus.by_key["undo"]
    page.theme_choice.choose("dark")
    page.theme_choice.activated.emit(page.theme_choice.currentIndex())
    # A slider that is drawn is one step, however many sizes it passes.
    for size in (110, 120, 130):
        page.text_size.setValue(size)
    assert (session.preferences.theme, session.preferences.text_size) == ("dark", 130)

    undo.trigger()
    assert (session.preferences.theme, session.preferences.text_size) == ("dark", 100)
    assert page.text_size.value() == 100
    undo.trigger()
    assert page.theme_choice.currentData() == "system"
    window.actions_of_menus.by_key["redo"].trigger()
    assert session.preferences.theme == "dark"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("target", {"value_milli": "3,5"}),
        ("exchange_rate", {"rate_nano": "0,18"}),
        ("product", {"name": "Cloud"}),
        ("staff", {"name": "Anna"}),
    ],
)
def test_records_of_the_settings_are_added(
    open_window: OpenWindow,
    demo_file: Path,
    qtbot: QtBot,
    kind: str,
    fields: dict[str, str],
) -> None:
    window = open_window(demo_file, language="it", today=DAY)
    page = open_settings(window, qtbot)
    lists = {
        "target": page.targets,
        "exchange_rate": page.rates,
        "product": page.products,
        "staff": page.team,
    }
    before = lists[kind].model.total
    RecordDesk.of(window.session).new(kind)
    settle(qtbot, window)
    sheet = window.commands.records.forms.sheet
    assert sheet.form is not None
    if kind == "exchange_rate":
        sheet.form.fields["currency"].editor.show_value("BRL")
    for name, text in fields.items():
        QTest.keyClicks(sheet.form.fields[name].widget, text)

    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    settle(qtbot, window)

    assert lists[kind].model.total == before + 1


def test_a_backup_is_made_and_put_back(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_settings(window, qtbot)
    page.backups.back_up()
    settle(qtbot, window)
    [backup] = list_backups(demo_file)
    store = SqliteStore.open(demo_file)
    with store.writing("test") as writer:
        writer.change("client", 1, {"city": "Nowhere"})
    store.close()

    page.backups.put_back(backup.path)
    settle(qtbot, window)

    assert window.session.writable
    store = SqliteStore.open(demo_file, read_only=True)
    assert store.records("client", [1])[0]["city"] != "Nowhere"
    store.close()
    # What was there before is not lost either.
    assert len(list_backups(demo_file)) >= 1


@pytest.mark.parametrize(
    ("query", "page"),
    [("ticket", "tickets"), ("chamados", "tickets"), ("abbandono", "kpi")],
)
def test_the_palette_understands_every_language(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, query: str, page: str
) -> None:
    window = open_window(demo_file, today=DAY)
    window.commands.search()
    [palette] = window.findChildren(CommandPalette)
    palette._query.setText(query)

    QTest.keyClick(palette._query, Qt.Key.Key_Return)
    settle(qtbot, window)

    assert window.navigator.place.page == page


def test_the_palette_finds_records(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    store = SqliteStore.open(demo_file)
    with store.writing("test") as writer:
        [client] = writer.add("client", [{"name": "Zephyr Città"}])
    store.close()
    window = open_window(demo_file, today=DAY)
    window.commands.search()
    [palette] = window.findChildren(CommandPalette)
    palette._query.setText("zephyr citta")
    qtbot.waitUntil(lambda: bool(palette._found))

    QTest.keyClick(palette._query, Qt.Key.Key_Return)
    settle(qtbot, window)

    assert window.navigator.place.subject == str(client)
