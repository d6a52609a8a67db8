"""What becomes of a report: printed, written to files, copied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import _
from kpidesk.ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.reports.report_question import ReportQuestion
    from kpidesk.reporting.document import Document


class ReportFiles(QObject):
    """Takes the report that is shown away.

    Args:
        session: What the window works on.
        parent: The widget over which questions are asked.
        question: Tells what is shown.
        said: Told in a sentence what was done, and to which file.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        question: Callable[[], ReportQuestion],
        said: Callable[[str, Path | None], None],
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._question = question
        self._said = said
        self.document: Document | None = None
        """The report that is shown."""

    # -- paper ---------------------------------------------------------------

    def print_pages(self) -> None:
        """Let the person choose a printer, then print the pages that are shown."""
        # Printing is imported when it is asked for: few starts of the program print.
        from kpidesk.ui.reports.print_document import print_document

        if self.document is not None:
            print_document(self.document, self._parent, self._failed)

    # -- files ---------------------------------------------------------------

    def ask_pdf(self) -> None:
        """Ask where to write the pages."""
        self._ask("pdf", "PDF (*.pdf)", self.save)

    def ask_workbook(self) -> None:
        """Ask where to write the figures with what they come from."""
        self._ask("xlsx", "Excel (*.xlsx)", self.save)

    def ask_web_page(self) -> None:
        """Ask where to write the summary as a web page."""
        self._ask("html", "HTML (*.html)", self.save)

    def ask_csv(self) -> None:
        """Ask where to write the figures as a spreadsheet here opens them."""
        self._ask("csv", "CSV (*.csv)", self.save)

    def ask_international_csv(self) -> None:
        """Ask where to write the figures with commas between and decimal points."""
        self._ask(
            "csv", "CSV (*.csv)", lambda path: self.save(path, international=True)
        )

    def _name(self) -> str:
        asked = self._question()
        period = asked.summary.period.code.replace("..", "_")
        return f"kpidesk_{asked.report}_{period}_{asked.summary.language}"

    def _ask(self, suffix: str, kinds: str, save: Callable[[Path], None]) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self._parent,
            _("Save as"),
            str(Path.home() / f"{self._name()}.{suffix}"),
            kinds,
        )
        if chosen:
            path = Path(chosen)
            save(path if path.suffix else path.with_suffix(f".{suffix}"))

    def save(self, path: Path, *, international: bool = False) -> None:
        """Write the report to a file whose suffix says the form."""
        if path.suffix.lower() == ".pdf":
            self._save_pdf(path)
            return
        question = self._question()

        def write(store: RememberingStore) -> Path:
            from kpidesk.operations.reports.make_report import write_figures

            return write_figures(store, question, path, international=international)

        self._session.ask(
            write,
            owner=self,
            done=self._on_saved,
            failed=self._failed,
            title=_("Exporting…"),
        )

    def _save_pdf(self, path: Path) -> None:
        from kpidesk.printing.pdf import write_pdf
        from kpidesk.reporting.file_writing import replace_file
        from kpidesk.ui.reports.paper_pictures import PaperPictures

        document, pictures = self.document, PaperPictures()
        if document is None:
            return
        try:
            replace_file(path, lambda aside: write_pdf(document, aside, pictures))
        except KpideskError as error:
            self._failed(error)
        else:
            self._on_saved(path)

    def ask_charts(self) -> None:
        """Ask for a folder for the charts of the report."""
        chosen = QFileDialog.getExistingDirectory(
            self._parent, _("Folder of the charts"), str(Path.home())
        )
        if chosen:
            self.save_charts(Path(chosen) / f"{self._name()}_charts")

    def save_charts(self, folder: Path) -> None:
        """Write every chart of the report into a folder, as PNG and SVG."""
        from kpidesk.printing.chart_files import write_charts
        from kpidesk.ui.reports.paper_pictures import PaperPictures

        if self.document is None:
            return
        try:
            write_charts(self.document, folder, PaperPictures())
        except KpideskError as error:
            self._failed(error)
        else:
            self._on_saved(folder)

    def _on_saved(self, path: Path) -> None:
        self._said(_("Written: {file}", file=path), path)

    def _failed(self, error: KpideskError) -> None:
        from kpidesk.ui.error_dialog import show_error

        show_error(error, self._parent.window())

    # -- the clipboard -------------------------------------------------------

    def copy(self) -> None:
        """Put the summary on the clipboard: as a page, and as text with columns."""
        from kpidesk.reporting.html import summary_as_html
        from kpidesk.reporting.plain_text import summary_as_text

        if self.document is not None:
            summary = self.document.summary
            mime = QMimeData()
            mime.setHtml(summary_as_html(summary))
            mime.setText(summary_as_text(summary))
            QGuiApplication.clipboard().setMimeData(mime)
            self._said(_("Copied"), None)

    def copy_markdown(self) -> None:
        """Put the summary on the clipboard for a wiki or a message."""
        from kpidesk.reporting.markdown import summary_as_markdown

        if self.document is not None:
            text = summary_as_markdown(self.document.summary)
            QGuiApplication.clipboard().setText(text)
            self._said(_("Copied"), None)
