"""The charts of a report as pictures and drawings, one file each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from kpidesk.errors import ExportError
from kpidesk.i18n.messages import N_
from kpidesk.printing.charts import paint_answers, paint_line_chart, paint_waterfall
from kpidesk.printing.ink import greyscale, ink, is_greyscale
from kpidesk.printing.layout import CHART_HEIGHT, SIZES
from kpidesk.printing.pdf import ensure_application
from kpidesk.printing.sheet import WIDTH, Sheet, mm
from kpidesk.reporting.document import LineChart, Picture
from kpidesk.reporting.file_writing import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kpidesk.printing.pictures import Pictures
    from kpidesk.reporting.document import Document

_MARGIN, _TITLE, _FOOT = mm(4), mm(7), mm(5)
_DENSITY = 2
_PIXELS_PER_INCH = 96


@dataclass(frozen=True, slots=True)
class _Chart:
    """A chart to write: its file's name, what stands above, how it is painted."""

    name: str
    title: str
    said: str
    height: float
    paint: Callable[[Sheet, QRectF], None]


def write_charts(document: Document, folder: Path, pictures: Pictures) -> list[Path]:
    """Write every chart of a report into a folder, which is made if need be.

    Raises:
        ExportError: A file cannot be written.
    """
    application = ensure_application()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            N_("The folder “{folder}” cannot be made. Choose another place."),
            code="no_permission",
            folder=str(folder),
        ) from error
    written = []
    names: Counter[str] = Counter()
    with greyscale(on=document.greyscale):
        for chart in _charts(document, pictures):
            names[chart.name] += 1
            number = f"_{names[chart.name]}" if names[chart.name] > 1 else ""
            for suffix, make in (("png", _png), ("svg", _svg)):
                path = folder / f"{chart.name}{number}.{suffix}"
                content = make(document, chart)
                replace_file(path, lambda aside, data=content: _write(aside, data))  # type: ignore[misc]
                written.append(path)
    del application
    return written


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _charts(document: Document, pictures: Pictures) -> Iterator[_Chart]:
    if document.with_summary:
        yield from _summary_charts(document)
    for block in document.blocks:
        match block:
            case LineChart():
                # It writes its own title.
                yield _Chart(
                    _plain(block.title),
                    "",
                    "",
                    CHART_HEIGHT,
                    lambda sheet, box, chart=block: paint_line_chart(sheet, box, chart),  # type: ignore[misc]
                )
            case Picture():
                yield _Chart(
                    block.name,
                    block.title,
                    block.said,
                    pictures.height_of(block.drawn),
                    lambda sheet, box, drawn=block.drawn: pictures.paint(  # type: ignore[misc]
                        sheet.painter, box, drawn, grey=is_greyscale()
                    ),
                )


def _summary_charts(document: Document) -> Iterator[_Chart]:
    summary = document.summary
    bars, answers = summary.waterfall, summary.answers
    if bars:
        yield _Chart(
            "mrr_movements",
            summary.waterfall_title,
            "",
            mm(64),
            lambda sheet, box: paint_waterfall(sheet, box, bars),
        )
    if answers is not None:
        yield _Chart(
            "nps_answers",
            summary.answers_title,
            "",
            mm(16),
            lambda sheet, box: paint_answers(sheet, box, answers),
        )


def _plain(title: str) -> str:
    """A title as the name of a file."""
    return re.sub(r"[^\w-]+", "_", title.partition(" — ")[0]).strip("_").lower()


def _size(chart: _Chart) -> QSize:
    above = _TITLE * bool(chart.title) + mm(5) * bool(chart.said)
    high = chart.height + above + _FOOT + 2 * _MARGIN
    return QSize(round(WIDTH + 2 * _MARGIN), round(high))


def _paint(painter: QPainter, document: Document, chart: _Chart) -> None:
    sheet, summary = Sheet(painter), document.summary
    size = _size(chart)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), Qt.GlobalColor.white)
    painter.translate(_MARGIN, _MARGIN)
    top = 0.0
    if chart.title:
        sheet.text(QRectF(0, 0, WIDTH, _TITLE), chart.title, size=13, strong=True)
        top = _TITLE
    if chart.said:
        said = QRectF(0, top, WIDTH, mm(5))
        sheet.text(said, chart.said, size=SIZES["small"], colour=ink().text2)
        top += mm(5)
    chart.paint(sheet, QRectF(0, top, WIDTH, chart.height))
    foot = QRectF(0, top + chart.height, WIDTH, _FOOT)
    demo = "DEMO · " if summary.demo else ""
    text = f"{demo}{summary.company} · {summary.terms}"
    sheet.text(foot, text, size=9.5, colour=ink().text3)


def _png(document: Document, chart: _Chart) -> bytes:
    """The picture at twice the size."""
    image = QImage(_size(chart) * _DENSITY, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        painter.scale(_DENSITY, _DENSITY)
        _paint(painter, document, chart)
    finally:
        # A painter that is still open when an exception passes aborts the program.
        painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def _svg(document: Document, chart: _Chart) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(_size(chart))
    generator.setViewBox(QRect(0, 0, _size(chart).width(), _size(chart).height()))
    generator.setResolution(_PIXELS_PER_INCH)
    generator.setTitle(chart.title or chart.name)
    generator.setDescription(chart.said)
    painter = QPainter(generator)
    try:
        _paint(painter, document, chart)
    finally:
        painter.end()
    return bytes(content.data())
