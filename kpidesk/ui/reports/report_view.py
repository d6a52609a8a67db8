"""Reports: their choices at the left, the pages as they print at the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kpidesk.errors import KpideskError
from kpidesk.i18n.languages import LANGUAGES
from kpidesk.i18n.messages import _
from kpidesk.operations.reports.report_question import REPORT_NAMES, Report
from kpidesk.ui.reports.page_preview import PagePreview
from kpidesk.ui.reports.page_turner import PageTurner
from kpidesk.ui.reports.summary_words import SummaryWords
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import GUTTER, ScrollPage

if TYPE_CHECKING:
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.reports.report_question import ReportQuestion
    from kpidesk.reporting.document import Document

_LONGEST_COMMENT = 600
_TYPING_MS = 250
_SIDE = 300
_WITH_FIGURES = frozenset({Report.SUMMARY, Report.FOLDER})
"""Reports whose figures can also be had as a workbook, a web page or CSV."""


class ReportView(QWidget):
    """Shows a report of the period and prints it or writes it to a file."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.document: Document | None = None
        reports: list[tuple[object, str]] = [
            (report, _(name)) for report, name in REPORT_NAMES.items()
        ]
        self.report = ChoiceBox(session.theme, _("Report"), reports)
        self.client = ChoiceBox(session.theme, _("Client"), [])
        languages: list[tuple[object, str]] = [
            (language.code, language.native_name) for language in LANGUAGES
        ]
        self.language = ChoiceBox(session.theme, _("Language"), languages)
        self.language.choose(session.language)
        self.hide_names = QCheckBox(_("Hide clients' names"))
        self.greyscale = QCheckBox(_("Black and white"))
        self.logo = QCheckBox(_("Company logo"))
        self.logo.setChecked(True)
        self.words = SummaryWords()
        self.comment = QPlainTextEdit()
        self.preview = PagePreview(session.theme)
        self.turner = PageTurner(session, self.preview)
        self.print = TextButton(_("Print…"), "primary")
        self.pdf = TextButton(_("Save as PDF…"))
        self.xlsx = TextButton(_("Export to Excel…"))
        self.html = TextButton(_("Save as a web page…"))
        self.csv = TextButton(_("Export as CSV…"))
        self.markdown = TextButton(_("Copy as Markdown"))
        self.schedule = TextButton(_("Every month by itself…"), "link")
        self.said = PlainLabel("", "small", "text2", wraps=True)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        # The choices scroll too: a small window or large text must not squeeze them.
        choices = ScrollPage()
        side = self._side()
        choices.column.addWidget(side)
        choices.column.addStretch(1)
        choices.setFixedWidth(side.width() + GUTTER)
        line.addWidget(choices)
        page = ScrollPage()
        page.column.addWidget(self.preview)
        right = QVBoxLayout()
        right.addWidget(self.turner)
        right.addWidget(page, 1)
        line.addLayout(right, 1)

    def _side(self) -> CardPanel:
        side = CardPanel(_("Contents"))
        side.setFixedWidth(self._session.theme.px(_SIDE))
        side.body.addWidget(self.report)
        side.body.addWidget(self.client)
        side.body.addWidget(PlainLabel(_("Language of the report"), tone="text2"))
        side.body.addWidget(self.language)
        side.body.addWidget(self.hide_names)
        side.body.addWidget(self.greyscale)
        side.body.addWidget(self.logo)
        side.body.addWidget(self.words)
        side.body.addWidget(PlainLabel(_("Management comment"), tone="text2"))
        self.comment.setAccessibleName(_("Management comment"))
        self.comment.setTabChangesFocus(True)
        self.comment.setMaximumHeight(100)
        side.body.addWidget(self.comment)
        for button in self._buttons():
            side.body.addWidget(button)
        side.body.addWidget(self.schedule)
        side.body.addWidget(self.said)
        side.body.addStretch(1)
        return side

    def _connect(self) -> None:
        self.report.activated.connect(self.refresh)
        self.client.activated.connect(self.refresh)
        self.language.activated.connect(self.refresh)
        for box in (self.hide_names, self.greyscale, self.logo):
            box.toggled.connect(self.refresh)
        self.words.edited.connect(self._typing.start)
        self.comment.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.refresh)
        self.print.clicked.connect(self.print_pages)
        self.schedule.clicked.connect(self.show_schedule)
        self.pdf.clicked.connect(lambda: self._save("pdf", "PDF (*.pdf)"))
        self.xlsx.clicked.connect(lambda: self._save("xlsx", "Excel (*.xlsx)"))
        self.html.clicked.connect(lambda: self._save("html", "HTML (*.html)"))
        self.csv.clicked.connect(lambda: self._save("csv", "CSV (*.csv)"))
        self.markdown.clicked.connect(self.copy_markdown)

    def _buttons(self) -> tuple[TextButton, ...]:
        figures = (self.xlsx, self.html, self.csv, self.markdown)
        return (self.print, self.pdf, *figures)

    def copy_markdown(self) -> None:
        """Put the summary on the clipboard for a wiki or a message."""
        from kpidesk.reporting.markdown import summary_as_markdown

        if self.document is not None:
            text = summary_as_markdown(self.document.summary)
            QGuiApplication.clipboard().setText(text)
            self.said.setText(_("Copied"))

    def _question(self) -> ReportQuestion:
        from kpidesk.domain.segment import EVERYTHING
        from kpidesk.operations.export_summary import SummaryQuestion
        from kpidesk.operations.reports.report_question import ReportQuestion

        summary = SummaryQuestion(
            period=self._session.period,
            today=self._session.today(),
            language=str(self.language.currentData()),
            compare_with=self._session.compare_with,
            segment=self._session.segment or EVERYTHING,
            comment=self.comment.toPlainText()[:_LONGEST_COMMENT],
            logo=self.logo.isChecked(),
        )
        summary = self.words.put_into(summary)
        return ReportQuestion(
            summary,
            Report(str(self.report.currentData())),
            int(self.client.currentData() or 0),
            hide_names=self.hide_names.isChecked(),
            greyscale=self.greyscale.isChecked(),
        )

    def refresh(self) -> None:
        """Put the report together again."""
        report = Report(str(self.report.currentData()))
        self.client.setVisible(report is Report.CLIENT)
        for button in (self.xlsx, self.html, self.csv, self.markdown):
            button.setVisible(report in _WITH_FIGURES)
        self.words.setVisible(report in _WITH_FIGURES)
        if report is Report.CLIENT and not self.client.count():
            self._ask_clients()
            return
        question = self._question()

        def put_together(store: RememberingStore) -> tuple[Document, bool]:
            from kpidesk.operations.change_settings import COMPANY_LOGO
            from kpidesk.operations.reports.make_report import make_report

            return make_report(store, question), bool(
                store.settings().get(COMPANY_LOGO)
            )

        self._session.ask(
            put_together,
            owner=self,
            done=self._on_made,
            failed=self._failed,
            group="report",
        )

    def _ask_clients(self) -> None:
        def list_them(store: RememberingStore) -> list[tuple[int, str]]:
            named = [
                (int(each["id"] or 0), str(each["name"]))
                for each in store.records("client")
            ]
            return sorted(named, key=lambda client: client[1].casefold())

        self._session.ask(
            list_them, owner=self, done=self._on_clients, group="report clients"
        )

    def _on_clients(self, clients: list[tuple[int, str]]) -> None:
        for identifier, name in clients:
            self.client.addItem(name, identifier)
        self.client.updateGeometry()
        if clients:
            self.refresh()

    def forget_clients(self) -> None:
        """Another company is open, or its clients changed."""
        self.client.clear()
        self.words.forget()

    def _on_made(self, made: tuple[Document, bool]) -> None:
        document, has_logo = made
        self.document = document
        self.logo.setVisible(has_logo)
        self.words.show_sentences(document.summary.sentences)
        self.preview.show_document(document)
        self.turner.refresh()
        for button in self._buttons():
            button.setEnabled(True)

    # -- printing and saving -------------------------------------------------

    def print_pages(self) -> None:
        """Let the person choose a printer, then print the pages that are shown."""
        from kpidesk.ui.reports.print_document import print_document

        if self.document is not None:
            print_document(self.document, self, self._failed)

    def show_schedule(self) -> None:
        """Show how the system writes this report by itself."""
        from kpidesk.ui.reports.schedule_dialog import ScheduleDialog

        path = self._session.path
        if path is not None:
            dialog = ScheduleDialog(self._question(), path, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _save(self, suffix: str, kinds: str) -> None:
        asked = self._question()
        period = asked.summary.period.code.replace("..", "_")
        name = f"kpidesk_{asked.report}_{period}_{asked.summary.language}.{suffix}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save as"), str(Path.home() / name), kinds
        )
        if not chosen:
            return
        path = Path(chosen)
        self.save(path if path.suffix else path.with_suffix(f".{suffix}"))

    def save(self, path: Path) -> None:
        """Write the report to a file whose suffix says the form."""
        if path.suffix.lower() == ".pdf":
            self._save_pdf(path)
            return
        question = self._question()

        def write(store: RememberingStore) -> Path:
            from kpidesk.operations.reports.make_report import write_figures

            return write_figures(store, question, path)

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

        document = self.document
        if document is None:
            return
        try:
            replace_file(
                path, lambda aside: write_pdf(document, aside, PaperPictures())
            )
        except KpideskError as error:
            self._failed(error)
        else:
            self._on_saved(path)

    def _on_saved(self, path: Path) -> None:
        self.said.setText(_("Written: {file}", file=path))

    def _failed(self, error: KpideskError) -> None:
        from kpidesk.ui.error_dialog import show_error

        show_error(error, self.window())
