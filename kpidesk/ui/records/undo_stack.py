"""What was done to the open company file, step by step, and what was taken back."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidesk.operations.edit_records import Edit

DEEPEST = 1000


class UndoStack:
    """Edits that can be taken back, and those taken back that can be repeated."""

    def __init__(self) -> None:
        self._done: deque[Edit] = deque(maxlen=DEEPEST)
        self._undone: list[Edit] = []

    @property
    def undoable(self) -> Edit | None:
        """The edit that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Edit | None:
        """The edit that redo would repeat."""
        return self._undone[-1] if self._undone else None

    def did(self, edit: Edit) -> None:
        """Something new was done: nothing is left to repeat."""
        self._done.append(edit)
        self._undone.clear()

    def take_undoable(self) -> Edit | None:
        """The edit to take back now; it leaves the stack."""
        return self._done.pop() if self._done else None

    def take_redoable(self) -> Edit | None:
        """The edit to repeat now; it leaves the stack."""
        return self._undone.pop() if self._undone else None

    def undid(self, inverse: Edit) -> None:
        """An edit was taken back by its inverse."""
        self._undone.append(inverse)

    def redid(self, edit: Edit) -> None:
        """An edit was repeated."""
        self._done.append(edit)

    def clear(self) -> None:
        """Another file is open."""
        self._done.clear()
        self._undone.clear()
