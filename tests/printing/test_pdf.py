"""A PDF can be searched, walked by its bookmarks, and says its language."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from kpidesk.domain.period import parse_period
from kpidesk.operations.demo_company import make_demo_company
from kpidesk.operations.export_summary import SummaryQuestion
from kpidesk.operations.progress import silent
from kpidesk.operations.reports.make_report import make_report
from kpidesk.operations.reports.report_question import Report, ReportQuestion
from kpidesk.printing.layout import lay_out
from kpidesk.printing.pdf import write_pdf
from kpidesk.printing.pdf_outline import Bookmark, bookmarks
from kpidesk.reporting.document import Document
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.reports.paper_pictures import PaperPictures
from tests.printing.pdf_reading import Pdf, read_pdf


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Document:
    path = tmp_path_factory.mktemp("pdf") / "demo.kpidesk"
    make_demo_company(path, "pt_BR", silent, today=date(2026, 11, 24))
    with closing(SqliteStore.open(path, read_only=True)) as store:
        period = parse_period("2026-10", 1)
        summary = SummaryQuestion(period, date(2026, 11, 24), "pt_BR")
        return make_report(store, ReportQuestion(summary, Report.FOLDER))


@pytest.fixture(scope="module")
def pdf(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    path = tmp_path_factory.mktemp("written") / "folder.pdf"
    write_pdf(document, path, PaperPictures())
    return read_pdf(path)


def test_every_figure_can_be_found_by_its_text(document: Document, pdf: Pdf) -> None:
    text = pdf.text(pdf.pages()[0])

    for row in document.summary.rows:
        for figure in (row.name, row.value, row.previous, row.change, row.target):
            assert "".join(figure.split()) in text
    assert "".join(document.summary.title.split()) in text
    # Brackets, points and signs are there too.
    for sentence in document.summary.sentences:
        assert "".join(sentence.split()) in text


def test_all_fonts_are_embedded(pdf: Pdf) -> None:
    described = [each for each in pdf.objects.values() if b"/FontDescriptor" in each]
    files = [each for each in described if b"/FontFile" in each]

    assert files
    assert len([each for each in described if b"/Type /FontDescriptor" in each]) == len(
        files
    )


def test_bookmarks_lead_to_the_pages_of_their_titles(
    document: Document, pdf: Pdf
) -> None:
    pages = pdf.pages()
    wanted = bookmarks(document, lay_out(document, PaperPictures()))
    assert [mark.page for mark in wanted[:2]] == [0, 1]

    def walk(parent: int, marks: tuple[Bookmark, ...]) -> None:
        number = pdf.at(pdf.objects[parent], b"/First")
        for mark in marks:
            item = pdf.objects[number]
            title = re.findall(rb"/Title <FEFF([0-9A-F]+)>", item)[0].decode()
            assert bytes.fromhex(title).decode("utf-16-be") == mark.title
            page = pdf.at(item, b"/Dest")
            assert page == pages[mark.page]
            assert pdf.at(item, b"/Parent") == parent
            assert "".join(mark.title.split()) in pdf.text(page)
            if mark.below:
                walk(number, mark.below)
            if mark is marks[-1]:
                assert b"/Next" not in item
                assert pdf.at(pdf.objects[parent], b"/Last") == number
            else:
                number = pdf.at(item, b"/Next")

    walk(pdf.at(pdf.catalog, b"/Outlines"), tuple(wanted))
    # The summary, eight cards, definitions and coverage.
    assert len(wanted) == 11


def test_it_says_its_language(pdf: Pdf) -> None:
    assert b"/Lang (pt-BR)" in pdf.catalog
    assert b"/DisplayDocTitle true" in pdf.catalog
