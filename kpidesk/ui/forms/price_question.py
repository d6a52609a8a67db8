"""What a changed price means, from when it holds, and why it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _

if TYPE_CHECKING:
    from kpidesk.domain.records import Value
    from kpidesk.ui.forms.form_field import FormField


class PriceQuestion(QWidget):
    """Asks whether another price corrects the last one or follows it.

    Args:
        valid_from: From when a new price holds.
        reason: Why the price changed.
    """

    def __init__(self, valid_from: FormField, reason: FormField) -> None:
        super().__init__()
        self._valid_from, self._reason = valid_from, reason
        self.correction = QRadioButton(_("Correction of a mistake"))
        self.new_price = QRadioButton(_("New price from a date"))
        self.correction.setChecked(True)
        self._changed = self._follows = False
        self._recorded: Value = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.correction, self.new_price, valid_from, reason):
            column.addWidget(widget)
        self.new_price.toggled.connect(lambda on: self._on_answer(new=on))
        self._show()

    def show_last(self, recorded: Value, *, follows: bool) -> None:
        """Begin with the last price.

        Args:
            recorded: Why it differs from the one before it, if that is known.
            follows: There is one before it.
        """
        self._recorded, self._follows = recorded, follows
        self._reason.editor.show_value(recorded)
        self._show()

    def show_changed(self, *, changed: bool) -> None:
        """The price in the form is, or is no longer, another than the last one."""
        self._changed = changed
        self._show()

    def ask_for_new_price(self) -> None:
        """The price will be another one from a day on."""
        self._changed = True
        self.new_price.setChecked(True)

    @property
    def is_new_price(self) -> bool:
        """The price follows the last one."""
        return self.new_price.isChecked()

    def _on_answer(self, *, new: bool) -> None:
        # A new price has a reason of its own, which nobody has given yet.
        self._reason.editor.show_value(None if new else self._recorded)
        self._show()

    def _show(self) -> None:
        new = self._changed and self.is_new_price
        self.correction.setVisible(self._changed)
        self.new_price.setVisible(self._changed)
        self._valid_from.setVisible(new)
        self._valid_from.set_required(required=new)
        self._reason.setVisible(new or self._follows)
