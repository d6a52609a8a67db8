"""The menu of what one can take away of a chart, and the keys for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from kpidesk.errors import ExportError, KpideskError
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.save_chart import NumbersAs, save_numbers
from kpidesk.reporting.file_writing import replace_file
from kpidesk.ui.error_dialog import show_error
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.operations.charts.facts import ChartTable


class Takeable(Protocol):
    """A chart that can be taken away.

    ``foot`` says whose data it shows, filtered how, and when.
    """

    foot: str

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
        menu.addSeparator()
        for name, form in (
            (_("Export to Excel…"), NumbersAs.WORKBOOK),
            (_("Export as CSV…"), NumbersAs.CSV),
            (_("Export as international CSV…"), NumbersAs.INTERNATIONAL_CSV),
        ):
            menu.addAction(name, partial(self._ask_numbers, form))

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
        self._save_where(form, ending, lambda path: self.save_picture(path, ending))

    def _ask_numbers(self, form: NumbersAs) -> None:
        ending = form.partition("-")[0]
        name = "Excel" if form is NumbersAs.WORKBOOK else "CSV"
        self._save_where(name, ending, lambda path: self.save_numbers(path, form))

    def _save_where(self, form: str, ending: str, save: Callable[[Path], None]) -> None:
        """Ask where to, save, and say that it was done or why it could not be."""
        name = f"kpidesk_{self.name}_{self._session.language}.{ending}"
        path, _filter = QFileDialog.getSaveFileName(
            self._owner,
            _("Export chart"),
            str(Path.home() / name),
            f"{form} (*.{ending})",
        )
        if not path:
            return
        try:
            save(Path(path))
        except KpideskError as error:
            show_error(error, self._owner)
        else:
            RecordDesk.of(self._session).file_saved.emit(Path(path))

    def save_picture(self, path: Path, ending: str) -> None:
        """Save the chart as a picture (``png``) or a drawing (``svg``).

        Raises:
            ExportError: It cannot be written there.
        """
        chart = self.chart
        if chart is None:
            return

        def write(target: Path) -> None:
            if ending == "svg":
                done = chart.save_svg(str(target))
            else:
                done = chart.as_image().save(str(target))
            if not done:
                raise ExportError

        replace_file(path, write)

    def save_numbers(self, path: Path, form: NumbersAs) -> None:
        """Save the numbers of the chart.

        Raises:
            ExportError: They cannot be written there.
        """
        table = self.chart.table() if self.chart else None
        if self.chart is not None and table is not None:
            story = self.chart.accessibleName(), self.chart.foot, table
            save_numbers(path, form, story, self._session.formats)


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
