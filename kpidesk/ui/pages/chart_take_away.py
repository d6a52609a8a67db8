"""The menu of what one can take away of a chart, and the keys for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from kpidesk.errors import ExportError
from kpidesk.i18n.messages import _
from kpidesk.reporting.chart_csv import chart_as_csv
from kpidesk.ui.error_dialog import show_error
from kpidesk.ui.session import Session

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import ChartTable

_BOM = "utf-8-sig"
"""Excel reads a CSV file as UTF-8 only when it starts with a byte order mark."""


class Takeable(Protocol):
    """A chart that can be taken away."""

    def accessibleName(self) -> str:
        """Its title."""

    def table(self) -> ChartTable | None:
        """Its numbers."""

    def as_image(self) -> QImage:
        """Its picture."""

    def save_svg(self, path: str) -> bool:
        """Save it as a drawing; whether that worked."""


class ChartTakeAway:
    """Copies and saves the chart that is shown.

    Args:
        owner: The widget over which questions are asked.
        session: Gives formats and language.
    """

    def __init__(self, owner: QWidget, session: Session) -> None:
        self._owner = owner
        self._session = session
        self.chart: Takeable | None = None
        self.name = ""
        """What the file is about: keys of KPI and chart, and the period."""

    def offer(self, menu: QMenu) -> None:
        """Put what can be done into a menu."""
        menu.addAction(_("Copy chart"), self.copy)
        menu.addSeparator()
        menu.addAction(_("Export as PNG…"), lambda: self._ask("PNG", "png"))
        menu.addAction(_("Export as SVG…"), lambda: self._ask("SVG", "svg"))
        menu.addAction(_("Export as CSV…"), lambda: self._ask("CSV", "csv"))

    def copy(self) -> None:
        """Picture, table and text at once; each program pastes what it can."""
        from kpidesk.ui.charts.take_away import mime_of

        table = self.chart.table() if self.chart else None
        if self.chart is None or table is None:
            return
        title = self.chart.accessibleName()
        mime = mime_of(self.chart.as_image(), title, table, self._session.formats)
        QGuiApplication.clipboard().setMimeData(mime)

    def copy_image(self) -> None:
        """The picture alone."""
        if self.chart is not None:
            QGuiApplication.clipboard().setImage(self.chart.as_image())

    def _ask(self, form: str, ending: str) -> None:
        name = f"kpidesk_{self.name}_{self._session.language}.{ending}"
        path, _filter = QFileDialog.getSaveFileName(
            self._owner,
            _("Export chart"),
            str(Path.home() / name),
            f"{form} (*.{ending})",
        )
        if path and not self.save(path, ending):
            show_error(ExportError(), self._owner)

    def save(self, path: str, ending: str) -> bool:
        """Save the chart in a form; whether that worked."""
        table = self.chart.table() if self.chart else None
        if self.chart is None or table is None:
            return False
        match ending:
            case "svg":
                return self.chart.save_svg(path)
            case "csv":
                text = chart_as_csv(table.headings, table.rows, self._session.formats)
                try:
                    Path(path).write_text(text, encoding=_BOM, newline="")
                except OSError:
                    return False
                return True
            case _:
                return self.chart.as_image().save(path)


def foot_of(session: Session) -> str:
    """What a picture taken away says of its origin: company, filter and day."""
    from kpidesk.operations.segment_choices import segment_words

    company = session.company.workspace.company if session.company else ""
    parts = [company]
    if session.segment is not None:
        words = segment_words(session.segment, session.formats)
        parts += [f"{name}: {values}" for name, values in words]
    parts += [session.formats.date(session.today()), "kpidesk"]
    return " · ".join(part for part in parts if part)
