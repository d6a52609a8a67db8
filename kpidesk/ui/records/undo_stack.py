"""What was done to the open company file, step by step, and what was taken back."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from kpidesk.ui.records.preference_change import PreferenceChange

if TYPE_CHECKING:
    from kpidesk.operations.edit_records import Edit

    Done = Edit | PreferenceChange
    """A step of the company file, or a preference of the person."""

DEEPEST = 1000


class UndoStack:
    """Edits that can be taken back, and those taken back that can be repeated."""

    def __init__(self) -> None:
        self._done: deque[Done] = deque(maxlen=DEEPEST)
        self._undone: list[Done] = []

    @property
    def undoable(self) -> Done | None:
        """The edit that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Done | None:
        """The edit that redo would repeat."""
        return self._undone[-1] if self._undone else None

    def did(self, edit: Done) -> None:
        """Something new was done: nothing is left to repeat."""
        self._done.append(edit)
        self._undone.clear()

    def preferred(self, change: PreferenceChange) -> None:
        """A preference was changed; what a slider passes on its way is one step."""
        last = self._done[-1] if self._done else None
        if isinstance(last, PreferenceChange) and not self._undone:
            whole = last.continued(change)
            if whole is not None:
                self._done[-1] = whole
                return
        self.did(change)

    def take_undoable(self) -> Done | None:
        """The edit to take back now; it leaves the stack."""
        return self._done.pop() if self._done else None

    def take_redoable(self) -> Done | None:
        """The edit to repeat now; it leaves the stack."""
        return self._undone.pop() if self._undone else None

    def undid(self, inverse: Done) -> None:
        """An edit was taken back by its inverse."""
        self._undone.append(inverse)

    def redid(self, edit: Done) -> None:
        """An edit was repeated."""
        self._done.append(edit)

    def clear(self) -> None:
        """Another file is open."""
        self._done.clear()
        self._undone.clear()
