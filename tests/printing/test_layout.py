"""Pages: nothing is cut, nothing is lost, headings stay with what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from kpidesk.operations.charts.choice import chart_names
from kpidesk.operations.data_span import last_complete_month
from kpidesk.operations.demo_company import make_demo_company
from kpidesk.operations.export_summary import SummaryQuestion
from kpidesk.operations.load_dashboard import DEFAULT_CARDS
from kpidesk.operations.progress import silent
from kpidesk.operations.remembering_store import DatasetMemory, remembering
from kpidesk.operations.reports.make_report import make_report
from kpidesk.operations.reports.report_question import Report, ReportQuestion
from kpidesk.printing.charts import _free_place
from kpidesk.printing.layout import BOTTOM, Pages, lay_out, row_height
from kpidesk.printing.pdf import ensure_application, page_picture, write_pdf
from kpidesk.printing.sheet import WIDTH, mm, paragraph_height
from kpidesk.printing.summary_page import comment_place
from kpidesk.reporting.document import (
    Block,
    Document,
    Heading,
    LineChart,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.reports.paper_pictures import PaperPictures

PICTURES = PaperPictures()
MEMORY = DatasetMemory()


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """The demo company, made once; texts are measured by the tests' application."""
    assert ensure_application() is qapp
    path = tmp_path_factory.mktemp("printed") / "demo.kpidesk"
    make_demo_company(path, "en", silent)
    return path


def made(company: Path, report: Report, **choices: object) -> Document:
    # The columns are read once for all the reports.
    with remembering(company, MEMORY, read_only=True) as store:
        today = date.fromisoformat(str(store.latest_day()))
        period = last_complete_month(store, today)
        summary = SummaryQuestion(period, today, str(choices.pop("language", "en")))
        client = int(store.records("client")[0]["id"] or 0)
        question = ReportQuestion(summary, report, client, **choices)  # type: ignore[arg-type]
        return make_report(store, question)


def report_of(company: Path, *blocks: Block) -> Document:
    return replace(
        made(company, Report.SUMMARY), with_summary=False, blocks=tuple(blocks)
    )


def printed_rows(pages: Pages, table: Table) -> list[int]:
    return [
        row
        for page in pages
        for part in page
        if part.block is table
        for row in range(part.first, part.last)
    ]


def test_every_row_is_printed_once_and_none_is_cut(company: Path) -> None:
    rows = tuple((f"row {n}", "word " * (n % 40)) for n in range(300))
    table = Table(("A", "B"), rows, (1, 2))
    pages = lay_out(report_of(company, Heading("All"), table), PICTURES)

    assert printed_rows(pages, table) == list(range(300))
    assert len(pages) > 5
    for page in pages:
        for part in page:
            if part.block is table:
                high = row_height(table, table.headings)
                high += sum(
                    row_height(table, rows[n]) for n in range(part.first, part.last)
                )
                assert part.y + high <= BOTTOM + 0.01


def test_a_row_higher_than_a_page_goes_on_after_it(company: Path) -> None:
    words = " ".join(f"w{n}" for n in range(3000))
    table = Table(
        ("A", "B"), (("x", "y"), ("long", words), ("unbroken", "u" * 9000)), (1, 2)
    )
    pages = lay_out(report_of(company, Heading("All"), table), PICTURES)

    parts = [part for page in pages for part in page if isinstance(part.block, Table)]
    rows = [part.block.rows[n] for part in parts for n in range(part.first, part.last)]  # type: ignore[union-attr]
    assert rows[0] == ("x", "y")
    assert " ".join(row[1] for row in rows[1:] if row[1].startswith("w")) == words
    assert "".join(row[1] for row in rows if row[1].startswith("u")) == "u" * 9000
    assert sum(row[1].startswith("u") for row in rows) > 1
    for part in parts:
        assert part.y + part.height <= BOTTOM + 0.01


def test_a_heading_moves_to_the_page_of_what_follows(company: Path) -> None:
    filling = [Paragraph("word " * 900)] * 2
    pages = lay_out(
        report_of(company, *filling, Heading("Next"), Paragraph("text")), PICTURES
    )

    last = [part.block for page in pages for part in page[-1:]]
    assert not any(isinstance(block, Heading) for block in last)


def test_what_begins_on_a_new_page_does(company: Path) -> None:
    chart = LineChart("MRR", ("a", "b"), (1.0, None), ("1", ""))
    document = report_of(company, Paragraph("one"), PageBreak(), PageBreak(), chart)
    pages = lay_out(document, PICTURES)

    assert [[type(part.block) for part in page] for page in pages] == [
        [Paragraph],
        [LineChart],
    ]


@pytest.mark.parametrize("report", list(Report))
@pytest.mark.parametrize("language", ["en", "it", "pt_BR", "pt_PT"])
def test_every_report_is_written_in_every_language(
    company: Path, tmp_path: Path, report: Report, language: str
) -> None:
    document = made(company, report, language=language, greyscale=True)
    target = tmp_path / "report.pdf"
    write_pdf(document, target, PICTURES)

    content = target.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == len(lay_out(document, PICTURES))


def _texts(document: Document) -> str:
    texts = [*document.summary.attention, document.title]
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                texts.append(text)
            case Table(_headings, rows):
                texts += [cell for row in rows for cell in row]
    return "\n".join(texts)


@pytest.mark.parametrize("report", list(Report))
def test_hidden_names_appear_nowhere(company: Path, report: Report) -> None:
    store = SqliteStore.open(company, read_only=True)
    names = [str(each["name"]) for each in store.records("client")]
    store.close()
    shown = _texts(made(company, report))
    hidden = _texts(made(company, report, hide_names=True))

    if report is not Report.SUMMARY:
        assert any(name in shown for name in names)
    assert [name for name in names if name in hidden] == []


def test_the_folder_has_a_page_per_card_definitions_and_coverage(company: Path) -> None:
    document = made(company, Report.FOLDER)
    headings = [b.text for b in document.blocks if isinstance(b, Heading)]

    assert document.with_summary
    assert headings.count("Calculation") == 8
    assert headings[-2:] == ["Definitions", "What the figures rest on"]


def test_a_cut_table_ends_on_its_page_and_tells_the_rest(company: Path) -> None:
    rows = tuple((f"row {n}",) for n in range(9))
    cut = tuple(f"{20 - printed} more" for printed in range(10))
    table = Table(("A",), rows, (1,), cut=cut)
    for words in (100, 900, 1400):
        filling = Paragraph("word " * words)
        pages = lay_out(report_of(company, filling, table), PICTURES)
        printed = printed_rows(pages, table)
        where = [page for page in pages for part in page if part.block is table]

        assert printed == list(range(len(printed)))
        assert len(printed) >= 1
        assert len(where) == 1
        assert where[0][-1].block == Paragraph(f"{20 - len(printed)} more", "small")
    assert len(printed_rows(lay_out(report_of(company, table), PICTURES), table)) == 9


@pytest.mark.parametrize(
    ("before", "level", "below"),
    [
        (110.0, None, False),
        (60.0, None, True),
        (100.0, 88.0, True),
        (90.0, 112.0, False),
    ],
)
def test_the_last_value_is_written_where_no_line_strikes_it(
    before: float, level: float | None, below: bool
) -> None:
    last = QPointF(200, 100)
    box = _free_place(last, QPointF(150, before), 40, level)

    assert (box.top() > last.y()) is below
    assert level is None or not box.top() < level < box.bottom()


def test_special_charts_are_whole_on_their_page_and_grey_on_grey_paper(
    company: Path,
) -> None:
    document = made(company, Report.DETAILS, greyscale=True)
    pages = lay_out(document, PICTURES)
    found = [part for page in pages for part in page if isinstance(part.block, Picture)]

    assert len(found) == sum(1 for key in DEFAULT_CARDS if chart_names(key)) >= 7
    for part in found:
        assert part.height > 100
        assert part.y + part.height <= BOTTOM + 0.01
    for number in range(len(pages)):
        picture = page_picture(document, pages, number, 0.5, PICTURES)
        colours = {
            (picture.pixelColor(x, y).red(), picture.pixelColor(x, y).blue())
            for x in range(0, picture.width(), 2)
            for y in range(0, picture.height(), 2)
        }
        assert all(red == blue for red, blue in colours)
        assert len(colours) > 5


def test_the_longest_comment_is_whole_below_the_longest_text(
    qapp: QApplication,
) -> None:
    # 600 letters, in the room that a text of 600 letters at the head leaves.
    comment = (
        "Due contratti firmati, uno perso; il resto procede come previsto. " * 10
    )[:600]
    room = mm(38)
    width, size = comment_place(comment, room)

    beside = WIDTH - width - mm(6)
    assert paragraph_height(comment, beside, size) <= room
    assert comment_place("Bene.", room) == (mm(112), 11.4)
