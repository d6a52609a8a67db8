"""The page for partners: shown, printed to a file, in another language."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kpidesk.domain.catalog import CATALOG
from kpidesk.operations.reports.report_question import Section
from kpidesk.reporting.document import Heading
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.reports_page import TABLE, ReportsPage
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.reports.schedule_dialog import (
    ScheduleDialog,
    cron_line,
    task_line,
)
from tests.ui.conftest import OpenWindow, settle


def reports(window: MainWindow, qtbot: QtBot) -> ReportsPage:
    window.navigator.go("reports")
    settle(qtbot, window)
    page = window.pages.page("reports")
    assert isinstance(page, ReportsPage)
    return page


def test_the_page_shows_the_cards_figures(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)

    document = page.reports.document
    assert document is not None
    summary = document.summary
    assert len(summary.rows) == 8
    assert summary.demo
    assert page.reports.preview.accessibleDescription().startswith(document.title)
    picture = page.reports.preview.grab().toImage()
    middle = picture.pixelColor(picture.width() // 2, 20)
    assert middle.lightness() > 200


def test_the_page_stays_light_in_the_dark_theme(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, theme="dark")
    page = reports(window, qtbot)

    picture = page.reports.preview.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 20).lightness() > 200


def test_the_report_speaks_its_own_language(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    box = page.reports.language
    box.choose("it")
    box.activated.emit(box.currentIndex())
    settle(qtbot, window)

    assert page.reports.document is not None
    assert page.reports.document.summary.language == "it"
    assert window.session.language == "en"


def test_the_comment_is_printed(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    QTest.keyClicks(page.reports.comment, "A calm month.")
    qtbot.waitUntil(
        lambda: (
            page.reports.document is not None
            and page.reports.document.summary.comment == "A calm month."
        )
    )


def choose(page: ReportsPage, text: str) -> None:
    """Choose an entry of the menu of other formats."""
    page.reports.more_menu.aboutToShow.emit()
    entries = {action.text(): action for action in page.reports.more_menu.actions()}
    entries[text].trigger()


SAVED = {
    "pdf": "",
    "xlsx": "",
    "html": "Save as a web page…",
    "csv": "Export as CSV…",
}


@pytest.mark.parametrize("suffix", SAVED)
def test_it_is_saved_in_any_form(
    open_window: OpenWindow,
    demo_file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    suffix: str,
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    target = tmp_path / f"summary.{suffix}"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(target), "")
    )

    if SAVED[suffix]:
        choose(page, SAVED[suffix])
    else:
        getattr(page.reports, suffix).click()
    settle(qtbot, window)

    qtbot.waitUntil(target.exists)
    assert target.stat().st_size > 1000
    assert str(target) in page.reports.said.text.text()
    if suffix == "xlsx":
        sheet = load_workbook(target).worksheets[0]
        values = [cell.value for cell in sheet["B"][6:14]]
        assert all(isinstance(value, int | float) for value in values)


def test_every_kpi_is_in_the_table(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    page.tabs.setCurrentIndex(TABLE)
    settle(qtbot, window)

    assert page.kpis.table.model().rowCount() == len(CATALOG)


def test_the_schedulers_line_names_file_and_report(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    page.reports.report.choose("renewals")
    page.reports.refresh()
    page.reports.show_schedule()

    dialog = page.reports.findChild(ScheduleDialog)
    assert dialog is not None
    dialog.copy()
    line = QApplication.clipboard().text()
    assert str(demo_file) in line
    assert "--report renewals" in line


def test_lines_of_schedulers_are_quoted_as_each_wants() -> None:
    command = ["kpidesk", "export", "--to", "/home/ana/My 100%/{period}.pdf"]

    assert cron_line(command) == (
        "0 8 * * 1 [ $(date +\\%d) -le 7 ] &&"
        " kpidesk export --to '/home/ana/My 100\\%/{period}.pdf'"
    )
    assert task_line(command).endswith(
        '/TR "kpidesk export --to \\"/home/ana/My 100%/{period}.pdf\\""'
    )


def test_the_summary_is_copied_as_markdown(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    choose(page, "Copy as Markdown")

    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].startswith("# KPI summary")
    rows = [line for line in lines if line.startswith("| ")]
    # Headings, the line under them, and the eight cards; every row has five cells.
    assert len(rows) == 10
    assert {line.count("|") for line in rows} == {6}


def test_pages_are_turned_and_counted(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    page.reports.report.choose("folder")
    page.reports.refresh()
    settle(qtbot, window)

    preview = page.reports.preview
    assert preview.pages > 8
    assert page.reports.turner.said.text().startswith("Page 1 of ")
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 1
    assert page.reports.turner.said.text().startswith("Page 2 of ")


def test_a_client_report_is_about_the_client_chosen(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    page.reports.report.choose("client")
    page.reports.refresh()
    settle(qtbot, window)
    qtbot.waitUntil(
        lambda: (
            page.reports.document is not None and not page.reports.document.with_summary
        )
    )

    document = page.reports.document
    assert document is not None
    first = document.blocks[0]
    assert isinstance(first, Heading)
    assert first.text == page.reports.client.itemText(0)


def test_everything_is_taken_away_as_one_archive(
    open_window: OpenWindow,
    demo_file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(demo_file)
    target = tmp_path / "all.zip"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(target), "")
    )
    said: list[str] = []
    RecordDesk.of(window.session).said.connect(lambda text, _undo: said.append(text))

    window.actions_of_menus.by_key["export_all"].trigger()
    settle(qtbot, window)

    assert zipfile.is_zipfile(target)
    assert said == [f"Written: {target}"]


def test_the_sentences_are_edited_for_one_report_and_taken_back(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    words = page.reports.words

    def printed() -> str:
        document = page.reports.document
        told = " ".join(document.summary.sentences) if document else ""
        # A text field gives spaces that do not break back as plain ones.
        return told.replace("\xa0", " ")

    automatic = printed()
    assert words.text.toPlainText() == automatic
    assert automatic.startswith("MRR ")
    words.text.selectAll()
    QTest.keyClicks(words.text, "A month of rain.")
    qtbot.waitUntil(lambda: printed() == "A month of rain.")
    QTest.keyClicks(page.reports.comment, "So be it.")
    qtbot.waitUntil(
        lambda: (
            page.reports.document is not None
            and page.reports.document.summary.comment == "So be it."
        )
    )
    assert printed() == "A month of rain."

    window.commands.run("earlier")
    settle(qtbot, window)
    other = printed()
    assert other.startswith("MRR ")
    assert words.text.toPlainText() == other
    window.commands.run("later")
    settle(qtbot, window)
    assert printed() == words.text.toPlainText() == "A month of rain."

    words.automatic.click()
    qtbot.waitUntil(lambda: printed() == automatic)
    assert words.text.toPlainText() == automatic
    assert not words.automatic.isVisible()


def test_csv_is_local_or_international(
    open_window: OpenWindow,
    demo_file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    page.reports.language.choose("it")
    written: dict[str, bytes] = {}
    for entry in ("Export as CSV…", "International CSV…"):
        target = tmp_path / f"{len(written)}.csv"
        monkeypatch.setattr(
            QFileDialog,
            "getSaveFileName",
            lambda *_args, chosen=target: (str(chosen), ""),
        )
        choose(page, entry)
        settle(qtbot, window)
        written[entry] = target.read_bytes()

    local, international = written.values()
    assert local.startswith(b"\xef\xbb\xbfkpi;Indicatore;")
    assert international.startswith(b"kpi,Indicatore,")
    here = [line.split(";") for line in local.decode("utf-8-sig").splitlines()[1:]]
    there = list(csv.reader(international.decode().splitlines()))[1:]
    values = [(a[3], b[3]) for a, b in zip(here, there, strict=True) if b[3]]
    assert len(values) > 60
    assert any("," in a for a, _b in values)
    for a, b in values:
        assert float(a.replace(",", ".")) == pytest.approx(float(b))


def test_the_charts_of_a_report_are_saved_as_pictures(
    open_window: OpenWindow,
    demo_file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    page.reports.report.choose("folder")
    page.reports.refresh()
    settle(qtbot, window)
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path)
    )
    choose(page, "Charts as pictures…")

    (folder,) = (path for path in tmp_path.iterdir() if path.name.endswith("_charts"))
    pictures = sorted(path.stem for path in folder.glob("*.png"))
    assert pictures == sorted(path.stem for path in folder.glob("*.svg"))
    # Two charts of the summary, and for each card its year and what tells most.
    assert {"mrr_movements", "nps_answers", "mrr", "mrr_waterfall"} <= set(pictures)
    assert len(pictures) > 12
    drawing = (folder / "mrr_waterfall.svg").read_text(encoding="utf-8")
    assert "Demo" in drawing or "Software" in drawing
    assert "<image" not in drawing
    image = QImage(str(folder / "mrr_waterfall.png"))
    assert image.width() > 1400
    assert image.pixelColor(3, 3).lightness() == 255
    assert str(folder) in page.reports.said.text.text()


def test_the_summary_is_copied_as_text_and_as_a_page(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    choose(page, "Copy summary")

    mime = QApplication.clipboard().mimeData()
    assert "<table>" in mime.html()
    lines = mime.text().splitlines()
    assert lines[1].startswith("KPI summary")
    rows = [line.split("\t") for line in lines if "\t" in line]
    assert len(rows) == 9
    assert {len(row) for row in rows} == {5}
    assert page.reports.said.text.text() == "Copied"


def test_sections_are_left_out_but_never_all(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    assert page.reports.sections.isHidden()
    page.reports.report.choose("folder")
    page.reports.refresh()
    settle(qtbot, window)
    every = page.reports.preview.pages
    boxes = page.reports.sections.boxes

    boxes[Section.DETAILS].click()
    settle(qtbot, window)
    document = page.reports.document
    assert document is not None
    assert document.with_summary
    titles = [each.text for each in document.blocks if isinstance(each, Heading)]
    assert titles == ["Definitions", "What the figures rest on"]
    assert page.reports.preview.pages < every

    for section in (Section.DEFINITIONS, Section.COVERAGE, Section.SUMMARY):
        boxes[section].click()
        settle(qtbot, window)
    # The last one stays.
    assert boxes[Section.SUMMARY].isChecked()
    assert page.reports.preview.pages == 1

    # Another report has other sections: it is never without any.
    page.reports.report.choose("details")
    page.reports.refresh()
    assert boxes[Section.DETAILS].isChecked()
    assert boxes[Section.DEFINITIONS].isChecked()


def test_a_written_file_and_its_folder_are_a_click_away(
    open_window: OpenWindow,
    demo_file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(demo_file)
    page = reports(window, qtbot)
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile())
    )
    said = page.reports.said
    assert said.open.isHidden()
    page.reports.files.save(tmp_path / "summary.pdf")
    said.open.click()
    said.folder.click()

    assert opened == [str(tmp_path / "summary.pdf"), str(tmp_path)]
