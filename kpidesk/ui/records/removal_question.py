"""Deleting: at once where little is lost, with a question where history would go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from kpidesk.domain.records import KINDS
from kpidesk.i18n.messages import N_, _, ngettext

if TYPE_CHECKING:
    from kpidesk.operations.edit_removal import Removal
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.records.desk import RecordDesk

_DELETED = {
    "client": N_("Client deleted"),
    "contract": N_("Contract deleted"),
    "ticket": N_("Ticket deleted"),
}
_TOUCHED = {
    "client": tuple(kind.name for kind in KINDS),
    "contract": ("price_term", "note"),
    "ticket": ("ticket_event", "survey_answer", "note"),
}


class RemovalQuestion(QObject):
    """Deletes for the desk.

    Args:
        desk: Where deletions are asked for.
        window: The window that questions belong to.
    """

    def __init__(self, desk: RecordDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        desk.removal_wanted.connect(self._on_wanted)

    def _on_wanted(self, kind: str, ids: list[int]) -> None:
        today = self._desk.session.today()

        def question(store: RememberingStore) -> tuple[Removal, str, int]:
            from kpidesk.operations.edit_contracts import running_contract
            from kpidesk.operations.edit_removal import plan_removal
            from kpidesk.operations.record_labels import labels

            names = labels(store, kind, ids[:1])
            running = running_contract(store, kind, ids, today)
            return plan_removal(store, kind, ids), names.get(ids[0], ""), running

        self._desk.session.ask(
            question,
            owner=self,
            done=lambda found: self._decide(ids, *found),
            failed=self._desk.failed.emit,
        )

    def _decide(self, ids: list[int], plan: Removal, name: str, running: int) -> None:
        if plan.kind == "client" and plan.destroys_history:
            label = name if len(ids) == 1 else self._number(len(ids), "client")
            self._ask(ids, plan, label, running)
        elif plan.kind == "contract" and running:
            self._ask_contract(ids, plan, running)
        else:
            self._remove(plan.kind, ids)

    def _number(self, count: int, kind: str) -> str:
        formats = self._desk.session.formats
        n = formats.count(count)
        match kind:
            case "client":
                return ngettext("{n} client", "{n} clients", count, n=n)
            case "contract":
                return ngettext(
                    "{n} contract",
                    "{n} contracts",
                    count,
                    zero=N_("No contracts"),
                    n=n,
                )
            case "ticket":
                return ngettext(
                    "{n} ticket", "{n} tickets", count, zero=N_("No tickets"), n=n
                )
            case _:
                return ngettext(
                    "{n} answer", "{n} answers", count, zero=N_("No answers"), n=n
                )

    def _ask(self, ids: list[int], plan: Removal, name: str, running: int) -> None:
        counts = plan.counts()
        text = _(
            "Deleting {name} also deletes {contracts}, {tickets} and {answers}."
            " Past KPIs will change.",
            name=name,
            contracts=self._number(counts["contract"], "contract"),
            tickets=self._number(counts["ticket"], "ticket"),
            answers=self._number(counts["survey_answer"], "survey_answer"),
        )
        self._show(text, plan.kind, ids, running)

    def _ask_contract(self, ids: list[int], plan: Removal, running: int) -> None:
        text = _("Deleting a contract takes it out of past months too.")
        self._show(text, plan.kind, ids, running)

    def _show(self, text: str, kind: str, ids: list[int], running: int) -> None:
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("kpidesk")
        box.setText(text)
        # The better verb comes first; without a running contract there is none.
        if running:
            box.setInformativeText(
                _(
                    "To record a lost client, end the contract instead: history stays"
                    " correct."
                )
            )
            end = box.addButton(_("End contract…"), QMessageBox.ButtonRole.AcceptRole)
            end.clicked.connect(
                lambda: self._desk.verb("end_contract", "contract", running)
            )
            box.setDefaultButton(end)
        delete = box.addButton(_("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        delete.clicked.connect(lambda: self._remove(kind, ids))
        cancel = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(cancel)
        box.open()

    def _remove(self, kind: str, ids: list[int]) -> None:
        from kpidesk.operations.edit_removal import remove_records

        one = _DELETED.get(kind)
        if one and len(ids) == 1:
            say = _(one)
        else:
            count = self._desk.session.formats.count(len(ids))
            rows = ngettext("{n} row", "{n} rows", len(ids), n=count)
            say = _("{what} deleted", what=rows)
        self._desk.do(
            lambda store: remove_records(store, kind, ids),
            (kind, *_TOUCHED.get(kind, ())),
            say=say,
        )
