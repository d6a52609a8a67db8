"""The desk: every page and form changes records through it, so all can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kpidesk.i18n.messages import _
from kpidesk.ui.records.preference_change import PreferenceChange
from kpidesk.ui.records.undo_stack import UndoStack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.records import Value
    from kpidesk.errors import KpideskError
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.progress import Progress
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.records.undo_stack import Done
    from kpidesk.ui.session import Session

Doing = Callable[["RememberingStore"], "Edit"]
LongDoing = Callable[["RememberingStore", "Progress"], "Edit"]


@dataclass(frozen=True, slots=True)
class FormRequest:
    """A form somebody wants to see.

    Attributes:
        form: ``record`` or a verb: ``end_contract``, ``change_price``,
            ``convert_lead``, ``lose_lead``.
        kind: Kind of record.
        record_id: The record; 0 = a new one.
        prefill: Values of a new record.
    """

    form: str
    kind: str
    record_id: int
    prefill: Mapping[str, Value]


class RecordDesk(QObject):
    """Changes records for whoever asks, and keeps the undo stack of the open file.

    Signals:
        form_wanted: A form shall be shown (``FormRequest``).
        said: Something was done: a sentence, and whether it can be undone at once.
        file_saved: A file was written (its ``Path``).
        failed: Something could not be done (``KpideskError``).
        removal_wanted: Records shall be deleted (kind, ids).
        history_changed: Undo or redo would do something else now.
    """

    form_wanted = Signal(object)
    said = Signal(str, bool)
    file_saved = Signal(object)
    failed = Signal(object)
    removal_wanted = Signal(str, list)
    history_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.stack = UndoStack()
        self._path = session.path
        session.company_changed.connect(self._on_company_changed)

    @classmethod
    def of(cls, session: Session) -> RecordDesk:
        """The desk of a session, made when first asked for."""
        found = session.findChild(cls)
        return found if isinstance(found, cls) else cls(session)

    def _on_company_changed(self) -> None:
        if self.session.path != self._path:
            self._path = self.session.path
            self.forget_history()

    def forget_history(self) -> None:
        """Nothing done so far can be undone any more."""
        self.stack.clear()
        self.history_changed.emit()

    # -- asking for forms ----------------------------------------------------

    def new(self, kind: str, **prefill: Value) -> None:
        """Show the form of a new record."""
        if self.session.writable:
            self.form_wanted.emit(FormRequest("record", kind, 0, prefill))

    def edit(self, kind: str, record_id: int) -> None:
        """Show the form of a record; it can be read where it cannot be changed."""
        self.form_wanted.emit(FormRequest("record", kind, record_id, {}))

    def verb(self, form: str, kind: str, record_id: int) -> None:
        """Show the form of a verb."""
        if self.session.writable:
            self.form_wanted.emit(FormRequest(form, kind, record_id, {}))

    def remove(self, kind: str, record_ids: Iterable[int]) -> None:
        """Delete records, with a question where history would go along."""
        ids = list(record_ids)
        if ids and self.session.writable:
            self.removal_wanted.emit(kind, ids)

    # -- doing ---------------------------------------------------------------

    def do(
        self,
        doing: Doing,
        kinds: Iterable[str],
        *,
        done: Callable[[Edit], None] | None = None,
        failed: Callable[[KpideskError], None] | None = None,
        say: str = "",
        owner: QObject | None = None,
    ) -> None:
        """Take a step that can be undone.

        Args:
            doing: The operation.
            kinds: Kinds of record it touches.
            done: Called with the edit.
            failed: Called with a known error; without it the window tells.
            say: A sentence for the toast, with the offer to undo.
            owner: Who wants *done* and *failed*; gone, they are not called.
        """
        self.session.change(
            lambda store, _progress: _with_warnings(store, doing(store)),
            owner=self,
            kinds=kinds,
            done=lambda edit: self._on_done(edit, say, _alive(done, owner)),
            failed=_alive(failed, owner) or self.failed.emit,
        )

    def do_long(
        self, doing: LongDoing, kinds: Iterable[str], *, title: str, say: str = ""
    ) -> None:
        """Take a step that takes a while and can be undone.

        Args:
            doing: The operation; it tells how far it is.
            kinds: Kinds of record it touches.
            title: What people are told it does.
            say: A sentence for the toast, with the offer to undo.
        """
        self.session.change(
            doing,
            owner=self,
            kinds=kinds,
            done=lambda edit: self._on_done(edit, say, None),
            failed=self.failed.emit,
            title=title,
        )

    def _on_done(
        self, edit: Edit, say: str, done: Callable[[Edit], None] | None
    ) -> None:
        if edit.operation:
            self.stack.did(edit)
            self.history_changed.emit()
        sentences = [say] if say else []
        sentences += edit.warnings
        if sentences:
            self.said.emit(" ".join(sentences), bool(edit.operation))
        if done is not None:
            done(edit)

    def prefer(self, **choices: Any) -> None:
        """Change what the person prefers, as a step that can be undone."""
        before = {name: getattr(self.session.preferences, name) for name in choices}
        if before != choices:
            self.stack.preferred(PreferenceChange(before, choices))
            self.session.prefer(**choices)
            self.history_changed.emit()

    def undo(self) -> None:
        """Take the last edit back."""
        edit = self.stack.take_undoable()
        if edit is None:
            self.said.emit(_("Nothing to undo"), False)
            return
        self._repeat(edit, self.stack.undid, _("Undo: {action}", action=edit.title()))

    def redo(self) -> None:
        """Repeat the edit that was taken back last."""
        edit = self.stack.take_redoable()
        if edit is not None:
            title = _("Redo: {action}", action=edit.title())
            self._repeat(edit, self.stack.redid, title)

    def _repeat(self, edit: Done, keep: Callable[[Done], None], title: str) -> None:
        if isinstance(edit, PreferenceChange):
            keep(edit.inverse())
            self.session.prefer(**edit.before)
            self.history_changed.emit()
            self.said.emit(title, False)
            return
        self.history_changed.emit()

        def inverse(store: RememberingStore) -> Edit:
            from kpidesk.operations.undo_edits import undo_edit

            return undo_edit(store, edit)

        def done(taken: Edit) -> None:
            keep(taken)
            self.history_changed.emit()
            self.said.emit(title, False)

        self.session.change(
            lambda store, _progress: inverse(store),
            owner=self,
            kinds=edit.kinds,
            done=done,
            failed=self.failed.emit,
        )


def _with_warnings(store: RememberingStore, edit: Edit) -> Edit:
    from kpidesk.operations.edit_closed_months import warned

    return warned(store, edit)


def _alive(
    call: Callable[..., None] | None, owner: QObject | None
) -> Callable[..., None] | None:
    """The same call, unless its owner is gone by then."""
    if call is None or owner is None:
        return call

    from shiboken6 import Shiboken

    def guarded(value: object) -> None:
        if Shiboken.isValid(owner):
            call(value)

    return guarded
