"""The monthly summary: its choices at the left, the page at the right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kpidesk.errors import KpideskError
from kpidesk.i18n.languages import LANGUAGES
from kpidesk.i18n.messages import _
from kpidesk.ui.reports.page_preview import PagePreview
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from kpidesk.operations.export_summary import SummaryQuestion
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.reporting.summary import Summary

_LONGEST_COMMENT = 600
_TYPING_MS = 250
_SIDE = 300


class SummaryView(QWidget):
    """Shows the summary of the period and prints it or writes it to a file."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.summary: Summary | None = None
        languages: list[tuple[object, str]] = [
            (language.code, language.native_name) for language in LANGUAGES
        ]
        self.language = ChoiceBox(session.theme, _("Language"), languages)
        self.language.choose(session.language)
        self.comment = QPlainTextEdit()
        self.preview = PagePreview(session.theme)
        self.print = TextButton(_("Print…"), "primary")
        self.pdf = TextButton(_("Save as PDF…"))
        self.xlsx = TextButton(_("Export to Excel…"))
        self.html = TextButton(_("Save as a web page…"))
        self.csv = TextButton(_("Export as CSV…"))
        self.said = PlainLabel("", "small", "text2", wraps=True)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        side = CardPanel(_("Contents"))
        side.setFixedWidth(self._session.theme.px(_SIDE))
        side.body.addWidget(PlainLabel(_("Language of the report"), tone="text2"))
        side.body.addWidget(self.language)
        side.body.addWidget(PlainLabel(_("Management comment"), tone="text2"))
        self.comment.setAccessibleName(_("Management comment"))
        self.comment.setTabChangesFocus(True)
        self.comment.setMaximumHeight(140)
        side.body.addWidget(self.comment)
        for button in (self.print, self.pdf, self.xlsx, self.html, self.csv):
            side.body.addWidget(button)
        side.body.addWidget(self.said)
        side.body.addStretch(1)
        column = QVBoxLayout()
        column.addWidget(side)
        column.addStretch(1)
        line.addLayout(column)
        page = ScrollPage()
        page.column.addWidget(self.preview)
        line.addWidget(page, 1)

    def _connect(self) -> None:
        self.language.activated.connect(self.refresh)
        self.comment.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.refresh)
        self.print.clicked.connect(self.print_page)
        self.pdf.clicked.connect(lambda: self._save("pdf", "PDF (*.pdf)"))
        self.xlsx.clicked.connect(lambda: self._save("xlsx", "Excel (*.xlsx)"))
        self.html.clicked.connect(lambda: self._save("html", "HTML (*.html)"))
        self.csv.clicked.connect(lambda: self._save("csv", "CSV (*.csv)"))

    def _question(self) -> SummaryQuestion:
        from kpidesk.domain.segment import EVERYTHING
        from kpidesk.operations.export_summary import SummaryQuestion

        return SummaryQuestion(
            period=self._session.period,
            today=self._session.today(),
            language=str(self.language.currentData()),
            compare_with=self._session.compare_with,
            segment=self._session.segment or EVERYTHING,
            comment=self.comment.toPlainText()[:_LONGEST_COMMENT],
        )

    def refresh(self) -> None:
        """Put the summary together again."""
        question = self._question()

        def put_together(store: RememberingStore) -> Summary:
            from kpidesk.operations.export_summary import make_summary

            return make_summary(store, question)

        self._session.ask(put_together, owner=self, done=self._on_made, group="summary")

    def _on_made(self, summary: Summary) -> None:
        self.summary = summary
        self.preview.show_summary(summary)
        self._enable(enabled=True)

    def _enable(self, *, enabled: bool) -> None:
        for button in (self.print, self.pdf, self.xlsx, self.html, self.csv):
            button.setEnabled(enabled)

    # -- printing and saving -------------------------------------------------

    def print_page(self) -> None:
        """Let the person choose a printer, then print the page that is shown."""
        # Printing is imported when it is asked for: few starts of the program print.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from kpidesk.printing.pdf import page_layout, paint_on

        if self.summary is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.summary.title)
        printer.setPageLayout(page_layout())
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        try:
            paint_on(printer, self.summary)
        except KpideskError as error:
            self._failed(error)

    def _save(self, suffix: str, kinds: str) -> None:
        question = self._question()
        name = f"kpidesk_{question.period.code}_{question.language}.{suffix}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save as"), str(Path.home() / name.replace("..", "_")), kinds
        )
        if not chosen:
            return
        path = Path(chosen)
        self.save(path if path.suffix else path.with_suffix(f".{suffix}"))

    def save(self, path: Path) -> None:
        """Write the summary to a file whose suffix says the form."""
        if path.suffix.lower() == ".pdf":
            self._save_pdf(path)
            return
        question = self._question()

        def write(store: RememberingStore) -> Path:
            from kpidesk.operations.export_summary import write_summary

            return write_summary(store, question, path)

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

        summary = self.summary
        if summary is None:
            return
        try:
            replace_file(path, lambda aside: write_pdf(replace(summary), aside))
        except KpideskError as error:
            self._failed(error)
        else:
            self._on_saved(path)

    def _on_saved(self, path: Path) -> None:
        self.said.setText(_("Written: {file}", file=path))

    def _failed(self, error: KpideskError) -> None:
        from kpidesk.ui.error_dialog import show_error

        show_error(error, self.window())
