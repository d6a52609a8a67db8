"""Reports: their choices at the left, the pages as they print at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QMenu,
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
from kpidesk.ui.reports.report_files import ReportFiles
from kpidesk.ui.reports.saved_line import SavedLine
from kpidesk.ui.reports.section_choice import SectionChoice
from kpidesk.ui.reports.summary_words import SummaryWords
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import GUTTER, ScrollPage

if TYPE_CHECKING:
    from pathlib import Path

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
        self.sections = SectionChoice()
        self.words = SummaryWords()
        self.comment = QPlainTextEdit()
        self.preview = PagePreview(session.theme)
        self.turner = PageTurner(session, self.preview)
        self.files = ReportFiles(session, self, self._question, self._say)
        self.print = TextButton(_("Print…"), "primary")
        self.pdf = TextButton(_("Save as PDF…"))
        self.xlsx = TextButton(_("Export to Excel…"))
        self.more = TextButton(_("Other formats"))
        self.more_menu = QMenu(self.more)
        self.schedule = TextButton(_("Every month by itself…"), "link")
        self.said = SavedLine()
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
        side.body.addWidget(self.sections)
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
        self.sections.changed.connect(self.refresh)
        self.words.edited.connect(self._typing.start)
        self.comment.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.refresh)
        self.schedule.clicked.connect(self.show_schedule)
        files = self.files
        self.print.clicked.connect(files.print_pages)
        self.pdf.clicked.connect(files.ask_pdf)
        self.xlsx.clicked.connect(files.ask_workbook)
        self.more.setMenu(self.more_menu)
        self.more_menu.aboutToShow.connect(self.fill_menu)

    def fill_menu(self) -> None:
        """Offer the forms that the chosen report can be had in."""
        menu, files = self.more_menu, self.files
        menu.clear()
        if self._chosen in _WITH_FIGURES:
            menu.addAction(_("Copy summary"), files.copy)
            menu.addAction(_("Copy as Markdown"), files.copy_markdown)
            menu.addSeparator()
            menu.addAction(_("Save as a web page…"), files.ask_web_page)
            menu.addAction(_("Export as CSV…"), files.ask_csv)
            menu.addAction(_("International CSV…"), files.ask_international_csv)
        menu.addAction(_("Charts as pictures…"), files.ask_charts)

    @property
    def _chosen(self) -> Report:
        return Report(str(self.report.currentData()))

    def _say(self, text: str, path: Path | None = None) -> None:
        self.said.say(text, path)

    def _buttons(self) -> tuple[TextButton, ...]:
        return (self.print, self.pdf, self.xlsx, self.more)

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
            self._chosen,
            int(self.client.currentData() or 0),
            hide_names=self.hide_names.isChecked(),
            greyscale=self.greyscale.isChecked(),
            without=self.sections.left_out(),
        )

    def refresh(self) -> None:
        """Put the report together again."""
        report = self._chosen
        self.client.setVisible(report is Report.CLIENT)
        self.xlsx.setVisible(report in _WITH_FIGURES)
        self.sections.offer(report)
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
        self.document = self.files.document = document
        self.logo.setVisible(has_logo)
        self.words.show_sentences(document.summary.sentences)
        self.preview.show_document(document)
        self.turner.refresh()
        for button in self._buttons():
            button.setEnabled(True)

    def show_schedule(self) -> None:
        """Show how this report is written month by month."""
        from kpidesk.ui.reports.schedule_dialog import ScheduleDialog

        path = self._session.path
        if path is not None:
            dialog = ScheduleDialog(self._question(), path, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _failed(self, error: KpideskError) -> None:
        from kpidesk.ui.error_dialog import show_error

        show_error(error, self.window())
