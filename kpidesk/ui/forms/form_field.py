"""A field of a form: its label above, its editor, what is wrong with it below."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from kpidesk.domain.records import Value
from kpidesk.i18n.messages import _
from kpidesk.ui.forms.editors import Editor
from kpidesk.ui.forms.field_typing import UnreadableError
from kpidesk.ui.widgets.plain_label import PlainLabel

_TALL = 32
Check = Callable[[Value], str | None]


class FormField(QWidget):
    """One value with its label; checked when it is left, never while typing.

    Args:
        name: Name of the field.
        label: What it is called, in the language of the moment.
        editor: The widget in which it is entered.
        required: It may not be empty.

    Signals:
        edited: The person changed it.
        left: The focus went elsewhere, and it was checked.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, name: str, label: str, editor: Editor, *, required: bool = False
    ) -> None:
        super().__init__()
        self.name = name
        self.label = label
        self.editor = editor
        self.required = required
        self.warn: Check = lambda _value: None
        """What looks wrong but may be right."""
        self.widget = cast("QWidget", editor)
        self._caption = PlainLabel(f"{label} *" if required else label, "small")
        self._message = PlainLabel("", "small", wraps=True)
        self._build()
        editor.edited.connect(self._on_edited)
        editor.left.connect(self._on_left)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._caption)
        column.addWidget(self.widget)
        column.addWidget(self._message)
        column.addStretch(1)
        self.widget.setMinimumHeight(max(_TALL, self.widget.minimumHeight()))
        self._caption.setBuddy(self.widget)
        self._message.hide()
        # A check box says by itself what it is about.
        self._caption.setVisible(not isinstance(self.widget, QAbstractButton))
        self._name()

    def _name(self) -> None:
        name = _("{field}, required", field=self.label) if self.required else self.label
        self._caption.setText(f"{self.label} *" if self.required else self.label)
        self.widget.setAccessibleName(name)

    def set_label(self, label: str) -> None:
        """Call it something else."""
        self.label = label
        self._name()

    def set_required(self, *, required: bool) -> None:
        """It may not be empty from now on, or may be again."""
        self.required = required
        self._name()

    def value(self) -> Value:
        """What is entered; ``None`` while it means nothing."""
        try:
            return self.editor.value()
        except UnreadableError:
            return None

    def problem(self) -> str | None:
        """Why it cannot be saved."""
        try:
            value = self.editor.value()
        except UnreadableError as error:
            return str(error)
        if self.required and value is None:
            return _("Enter {field}", field=self.label)
        return None

    def check(self) -> bool:
        """Say what is wrong; ``True`` if it can be saved."""
        problem = self.problem()
        if problem is not None:
            self.show_message(problem, "bad")
            return False
        warning = self.warn(self.value())
        self.show_message(warning or "", "warn")
        return True

    def show_message(self, text: str, tone: str = "bad") -> None:
        """Say something under the field; nothing hides it."""
        mark = "✕" if tone == "bad" else "⚑"
        self._message.setText(f"{mark} {text}" if text else "")
        self._message.set_tone(tone)
        self._message.setVisible(bool(text))
        self.widget.setAccessibleDescription(text)

    @property
    def message(self) -> str:
        """What stands under the field."""
        return self._message.text()

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_left(self) -> None:
        # An empty field that was only passed is no mistake yet.
        if self.problem() is None or self._is_filled():
            self.check()
        self.left.emit()

    def _is_filled(self) -> bool:
        text = getattr(self.widget, "text", None)
        return bool(text and text().strip())
