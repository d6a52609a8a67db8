"""What the commands about records do in a window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from kpidesk.i18n.messages import _
from kpidesk.ui.records.preference_change import PreferenceChange
from kpidesk.ui.records.removal_question import RemovalQuestion
from kpidesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from kpidesk.errors import KpideskError
    from kpidesk.ui.forms.form_host import FormHost
    from kpidesk.ui.main_window import MainWindow
    from kpidesk.ui.records.desk import FormRequest, RecordDesk

NEW_OF_PAGE = {
    "dashboard": "ticket",
    "clients": "client",
    "client": "contract",
    "contracts": "contract",
    "tickets": "ticket",
    "surveys": "survey_answer",
    "leads": "lead",
    "costs": "cost",
}
"""What "New" makes on each page."""
_UNNAMED = frozenset({"dashboard"})
"""Pages about everything: the button says only that something can be added."""
NEW_KINDS = (
    "client",
    "contract",
    "ticket",
    "survey_answer",
    "lead",
    "cost",
    "staff",
)
PAGE_COMMANDS = (
    "edit_record",
    "delete",
    "panel",
    "export",
    "first_response",
    "resolve",
    "reopen",
    "end_contract",
    "renew_contract",
    "change_price",
    "convert_lead",
    "lose_lead",
    "customize",
)
"""Commands that the page that is shown carries out, where it can."""
_WRITING = frozenset(PAGE_COMMANDS) - {"panel", "export"}


class RecordCommands(QObject):
    """Shows forms, toasts and questions in a window, and runs commands.

    Args:
        window: The window.
        desk: Where records are changed.
    """

    def __init__(self, window: MainWindow, desk: RecordDesk) -> None:
        super().__init__(window)
        self._window = window
        self.desk = desk
        self._forms: FormHost | None = None
        self.toast = Toast(window.session.theme, _body(window))
        self.removals = RemovalQuestion(desk, window)
        desk.form_wanted.connect(self._on_form_wanted)
        desk.said.connect(self._on_said)
        desk.file_saved.connect(self._on_file_saved)
        desk.failed.connect(self._on_failed)
        desk.history_changed.connect(self.show_history)
        window.session.company_changed.connect(self.show_history)
        window.pages.currentChanged.connect(lambda _index: self.show_history())
        window.status.undo.clicked.connect(desk.undo)
        window.header.add.wanted.connect(self._new_of_page)
        window.header.add.choice_wanted.connect(self._show_new_menu)

    def runs(self) -> dict[str, Callable[[], object]]:
        """What each command about records does, by its key."""
        found: dict[str, Callable[[], object]] = {
            "undo": self.desk.undo,
            "redo": self.desk.redo,
            "new": self._new_of_page,
            "new_menu": self._show_new_menu,
        }
        for kind in NEW_KINDS:
            found[f"new.{kind}"] = partial(self._new, kind)
        for key in PAGE_COMMANDS:
            found[key] = partial(self._run_on_page, key)
        return found

    @property
    def forms(self) -> FormHost:
        """The side sheet and its forms, made when first needed."""
        if self._forms is None:
            # Forms are not needed to paint the window.
            from kpidesk.ui.forms.form_host import FormHost

            self._forms = FormHost(self.desk, _body(self._window))
        return self._forms

    def _new_of_page(self) -> None:
        self._new(self._kind_of_page())

    def _kind_of_page(self) -> str:
        return NEW_OF_PAGE.get(self._window.navigator.place.page, "client")

    def _show_new_menu(self) -> None:
        """Offer every kind of new record, to be chosen by an arrow or a letter."""
        self._window.header.add.offer(self._window.actions_of_menus.add)

    def _page(self) -> QWidget | None:
        return self._window.pages.currentWidget()

    def _new(self, kind: str) -> None:
        page = self._page()
        prefill = getattr(page, "prefill", None)
        self.desk.new(kind, **(prefill(kind) if prefill else {}))

    def _run_on_page(self, key: str) -> None:
        run = getattr(self._page(), "run_command", None)
        if run is not None:
            run(key)

    # -- telling -------------------------------------------------------------

    def show_history(self) -> None:
        """Say in the menu what undo and redo would do, and what can be done here."""
        actions = getattr(self._window, "actions_of_menus", None)
        if actions is None:
            return
        stack, writable = self.desk.stack, self._window.session.writable
        undo, redo = actions.by_key["undo"], actions.by_key["redo"]
        back, again = stack.undoable, stack.redoable
        undo.setText(_("Undo: {action}", action=back.title()) if back else _("Undo"))
        redo.setText(_("Redo: {action}", action=again.title()) if again else _("Redo"))
        undo.setEnabled(writable or isinstance(back, PreferenceChange))
        self._window.status.show_undo(undo.text() if back and undo.isEnabled() else "")
        redo.setEnabled(
            again is not None and (writable or isinstance(again, PreferenceChange))
        )
        for key, action in actions.by_key.items():
            if key.startswith("new") and key != "new_file":
                action.setEnabled(writable)
        self._show_new()
        self._show_page_commands()

    def _show_new(self) -> None:
        """Say what "New" makes on this page, in the menu and in the page's head."""
        window, page = self._window, self._window.navigator.place.page
        actions = window.actions_of_menus.by_key
        words = actions[f"new.{self._kind_of_page()}"].text()
        actions["new"].setText(words)
        named = page in NEW_OF_PAGE and page not in _UNNAMED
        allowed = window.session.writable
        window.header.show_add(words, named=named, allowed=allowed)

    def _show_page_commands(self) -> None:
        page = self._page()
        known: frozenset[str] = getattr(page, "commands", frozenset())
        writable = self._window.session.writable
        for key in PAGE_COMMANDS:
            action = self._window.actions_of_menus.by_key[key]
            action.setEnabled(key in known and (writable or key not in _WRITING))

    def _on_form_wanted(self, request: FormRequest) -> None:
        self.forms.show_request(request)

    def _on_said(self, text: str, undoable: bool) -> None:  # noqa: FBT001 - a signal's
        if undoable:
            self.toast.say(text, _("Undo"), self.desk.undo)
        else:
            self.toast.say(text)

    def _on_file_saved(self, path: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

        self.toast.say(_("Saved: {name}", name=path.name), _("Show in folder"), show)

    def _on_failed(self, error: KpideskError) -> None:
        # The dialog is needed once in a while.
        from kpidesk.ui.error_dialog import show_error

        show_error(error, self._window)


def _body(window: MainWindow) -> QWidget:
    """What lies between the menu bar and the status bar."""
    return cast("QWidget", window.centralWidget())
