"""What a form asks of the widget in which a value is entered."""

from __future__ import annotations

from typing import Any, Protocol

from kpidesk.domain.records import Value


class Editor(Protocol):
    """A widget for one value.

    ``edited`` is emitted when the person changes something, ``left`` when the focus
    goes elsewhere.
    """

    edited: Any
    left: Any

    def value(self) -> Value:
        """What is entered.

        Raises:
            UnreadableError: It means nothing.
        """

    def show_value(self, value: Value) -> None:
        """Show a value that was not entered here."""

    def set_fixed(self, *, fixed: bool) -> None:
        """The value can be read but not changed."""
