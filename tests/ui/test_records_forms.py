"""Forms in the side sheet: filled, checked, saved, undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.forms.form_field import FormField
from kpidesk.ui.forms.record_form import RecordForm
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.records.desk import RecordDesk
from tests.ui.conftest import OpenWindow, settle

DAY = date(2025, 3, 20)


def desk(window: MainWindow) -> RecordDesk:
    return RecordDesk.of(window.session)


def form_of(window: MainWindow, qtbot: QtBot) -> RecordForm:
    settle(qtbot, window)
    form = window.commands.records.forms.sheet.form
    assert form is not None
    return form


def type_into(field: FormField, text: str) -> None:
    field.widget.setFocus()
    clear = getattr(field.widget, "clear", None)
    if clear is not None:
        clear()
    QTest.keyClicks(field.widget, text)


def leave(field: FormField) -> None:
    field.widget.clearFocus()


def save(window: MainWindow, qtbot: QtBot) -> None:
    sheet = window.commands.records.forms.sheet
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def count(path: Path, kind: str) -> int:
    store = SqliteStore.open(path, read_only=True)
    try:
        return store.count(kind)
    finally:
        store.close()


def first(path: Path, kind: str, **wanted: object) -> dict[str, object]:
    store = SqliteStore.open(path, read_only=True)
    try:
        for record in store.records(kind):
            if all(record[name] == value for name, value in wanted.items()):
                return dict(record)
    finally:
        store.close()
    raise AssertionError(wanted)


def test_a_contract_tells_what_follows_before_it_is_saved(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, language="it", today=DAY)
    before = count(demo_file, "contract")
    desk(window).new("contract")
    form = form_of(window, qtbot)

    type_into(form.fields["client_id"], "a")
    leave(form.fields["client_id"])
    type_into(form.fields["amount_minor"], "14.400")
    form.fields["interval"].editor.show_value("annual")
    type_into(form.fields["start_on"], "01/04/2025")
    type_into(form.fields["renewal_months"], "12")
    type_into(form.fields["notice_days"], "90")

    said = " ".join(label.text() for label in form._lines.values())  # type: ignore[attr-defined]
    assert "1.200,00" in said
    assert "01/04/2026" in said
    assert "01/01/2026" in said
    assert count(demo_file, "contract") == before

    save(window, qtbot)
    assert count(demo_file, "contract") == before + 1
    window.actions_of_menus.by_key["undo"].trigger()
    settle(qtbot, window)
    assert count(demo_file, "contract") == before


def test_a_contract_is_compared_with_the_others_while_one_types(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    known = first(demo_file, "contract", end_on=None, currency=None)
    desk(window).new("contract", client_id=int(str(known["client_id"])))
    form = form_of(window, qtbot)
    form.fields["product_id"].editor.show_value(int(str(known["product_id"])))
    type_into(form.fields["start_on"], "20/03/2025")
    type_into(form.fields["amount_minor"], "9000000")
    start, amount = form.fields["start_on"], form.fields["amount_minor"]
    qtbot.waitUntil(lambda: "is unusual" in amount.message)
    assert "€9,000,000.00 a month" in amount.message
    assert "This client has another contract for this product" in start.message

    # Leaving the field keeps the warning, and nobody is kept from saving.
    leave(amount)
    assert amount.message.startswith("⚑")
    assert "is unusual" in amount.widget.accessibleDescription()
    before = count(demo_file, "contract")
    save(window, qtbot)
    assert count(demo_file, "contract") == before + 1


def test_saving_goes_to_the_first_mistake(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    desk(window).new("client")
    form = form_of(window, qtbot)
    type_into(form.fields["signed_up_on"], "soon")

    save(window, qtbot)

    sheet = window.commands.records.forms.sheet
    assert sheet.isVisible()
    assert window.focusWidget() is form.fields["name"].widget
    assert "Name" in form.fields["name"].message
    assert "2 errors" in sheet.summary.text()
    assert form.fields["name"].widget.accessibleDescription()


def test_warnings_do_not_keep_anybody_from_saving(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    known = str(first(demo_file, "client")["name"])
    desk(window).new("client")
    form = form_of(window, qtbot)
    type_into(form.fields["country"], "IT")
    type_into(form.fields["tax_id"], "00743110158")
    leave(form.fields["tax_id"])
    type_into(form.fields["name"], known.upper())
    leave(form.fields["name"])

    assert "11 digits" in form.fields["tax_id"].message
    assert known in form._known.text()  # type: ignore[attr-defined]
    before = count(demo_file, "client")
    save(window, qtbot)
    assert count(demo_file, "client") == before + 1


def test_esc_asks_only_when_something_was_typed(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    sheet = window.commands.records.forms.sheet
    desk(window).new("lead")
    settle(qtbot, window)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()

    desk(window).new("lead")
    form = form_of(window, qtbot)
    type_into(form.fields["name"], "Anna")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)

    assert sheet.isVisible()
    assert sheet.asking


def test_an_answer_by_keyboard(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    client = first(demo_file, "client")
    before = count(demo_file, "survey_answer")
    desk(window).new("survey_answer")
    form = form_of(window, qtbot)

    type_into(form.fields["client_id"], str(client["name"]))
    leave(form.fields["client_id"])
    form.fields["score_milli"].widget.setFocus()
    QTest.keyClicks(form.fields["score_milli"].widget, "9")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)

    assert count(demo_file, "survey_answer") == before + 1
    answer = first(
        demo_file,
        "survey_answer",
        client_id=client["id"],
        score_milli=9000,
        answered_on=DAY.isoformat(),
    )
    assert (answer["scale_min"], answer["scale_max"]) == (0, 10)


def test_what_somebody_else_saved_is_shown_beside_mine(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    client = first(demo_file, "client")
    identifier = int(str(client["id"]))
    desk(window).edit("client", identifier)
    form = form_of(window, qtbot)
    type_into(form.fields["city"], "Aosta")
    store = SqliteStore.open(demo_file)
    with store.writing("marta") as writer:
        writer.change("client", identifier, {"city": "Trento"})
    store.close()

    save(window, qtbot)
    sheet = window.commands.records.forms.sheet
    assert sheet.asking
    assert "Aosta" in sheet._notice_text.text()
    assert "Trento" in sheet._notice_text.text()
    assert first(demo_file, "client", id=identifier)["city"] == "Trento"

    keep = sheet._notice_buttons.itemAt(0)
    assert keep is not None
    button = keep.widget()
    assert isinstance(button, QWidget)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert first(demo_file, "client", id=identifier)["city"] == "Aosta"


def test_closing_a_contract_tells_its_effect(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    contract = first(demo_file, "contract", end_on=None)
    desk(window).verb("end_contract", "contract", int(str(contract["id"])))
    form = form_of(window, qtbot)
    settle(qtbot, window)

    assert "MRR −" in form._effect.text()  # type: ignore[attr-defined]
    save(window, qtbot)
    assert form.fields["end_reason"].message
    type_into(form.fields["end_reason"], "Price")
    save(window, qtbot)
    closed = first(demo_file, "contract", id=contract["id"])
    assert closed["end_reason"] == "Price"
    assert closed["end_on"] == "2025-04-01"
    undo = window.actions_of_menus.by_key["undo"].text()
    assert undo == "Undo: end contract"


def test_deleting_a_client_says_what_goes_along(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    contract = first(demo_file, "contract", end_on=None)
    client = int(str(contract["client_id"]))
    before = {kind: count(demo_file, kind) for kind in ("client", "ticket", "contract")}
    desk(window).remove("client", [client])
    settle(qtbot, window)
    [box] = window.findChildren(QMessageBox)
    buttons = [button.text() for button in box.buttons()]
    default = box.defaultButton()

    assert "contract" in box.text()
    assert default is not None
    assert default.text() == "End contract…"
    delete = box.buttons()[buttons.index("Delete")]
    QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert count(demo_file, "client") == before["client"] - 1
    assert window.commands.records.toast.text.text() == "Client deleted"
    QTest.mouseClick(window.commands.records.toast.button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    after = {kind: count(demo_file, kind) for kind in before}
    assert after == before


@pytest.mark.parametrize(
    "kind",
    ["client", "contract", "ticket", "survey_answer", "lead", "cost", "staff"],
)
def test_every_field_has_a_name(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, kind: str
) -> None:
    window = open_window(demo_file, text_size=150)
    desk(window).new(kind)
    form = form_of(window, qtbot)

    for field in form.fields.values():
        assert field.widget.accessibleName(), field.name
    assert form.minimumSizeHint().width() <= window.session.theme.px(420)


def test_a_file_that_is_only_read_shows_forms_that_cannot_be_changed(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    from kpidesk.operations.open_workspace import lock_workspace

    with lock_workspace(demo_file):
        window = open_window(demo_file)
        desk(window).new("client")
        settle(qtbot, window)
        assert window.commands.records._forms is None
        desk(window).edit("client", 1)
        form = form_of(window, qtbot)

        assert not window.commands.records.forms.sheet.save.isVisible()
        assert form.fields["name"].editor.isReadOnly()  # type: ignore[attr-defined]
        assert not window.actions_of_menus.by_key["new"].isEnabled()
