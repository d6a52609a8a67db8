"""The figures of a period written to a file: workbook, CSV, web page or Markdown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.evaluation import Evaluator, compare
from kpidesk.errors import UsageError
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import N_, _, language
from kpidesk.operations.calculations import calculations
from kpidesk.operations.export_summary import TONES, make_summary
from kpidesk.operations.workbook_records import (
    client_months,
    coverage_of,
    record_sheets,
)
from kpidesk.reporting.csv_export import summary_as_csv
from kpidesk.reporting.file_writing import replace_file
from kpidesk.reporting.html import summary_as_html
from kpidesk.reporting.markdown import summary_as_markdown
from kpidesk.reporting.reading_text import (
    change_text,
    reason_text,
    short_period_text,
    value_text,
)
from kpidesk.reporting.summary import SummaryRow, Tone
from kpidesk.reporting.xlsx import (
    ClientMovement,
    WorkbookContents,
    write_summary_workbook,
)

if TYPE_CHECKING:
    from kpidesk.operations.export_summary import SummaryQuestion
    from kpidesk.store.protocol import Store


def write_summary(
    store: Store,
    question: SummaryQuestion,
    target: Path,
    *,
    hide_names: bool = False,
    international: bool = False,
) -> Path:
    """Write the summary to a file whose suffix says the form; PDF apart.

    Args:
        store: The company.
        question: What to write.
        target: ``.xlsx``, ``.csv``, ``.html`` or ``.md``.
        hide_names: Leave out texts that may name a client; the store has no names.
        international: Write CSV with commas between and decimal points.

    Raises:
        UsageError: The suffix is none of these.
        ExportError: The file cannot be written; an older one is left whole.
    """
    writers: dict[str, Callable[[Path], None]] = {
        ".xlsx": lambda path: _write_workbook(
            store, question, path, hide_names=hide_names
        ),
        ".csv": lambda path: _write_csv(
            store, question, path, international=international
        ),
        ".html": lambda path: _write_text(
            path, summary_as_html(make_summary(store, question))
        ),
        ".md": lambda path: _write_text(
            path, summary_as_markdown(make_summary(store, question))
        ),
    }
    write = writers.get(target.suffix.lower())
    if write is None:
        raise UsageError(
            N_("“{name}” must end in .pdf, .xlsx, .csv, .html or .md."),
            name=target.name,
        )
    replace_file(target, write)
    return target


def _write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.write_text(text, encoding=encoding, newline="")


def all_rows(store: Store, question: SummaryQuestion) -> list[SummaryRow]:
    """Every KPI of the catalogue with its comparison, in the active language."""
    rules = store.rules()
    formats = Formats(question.language, currency=rules.currency).for_paper()
    evaluator = Evaluator(store.dataset(rules), rules, question.segment)
    rows = []
    for kpi in CATALOG:
        reading = evaluator.read(kpi, question.period)
        before = evaluator.read(kpi, question.period.previous())
        change = compare(reading, before)
        rows.append(
            SummaryRow(
                reading=reading,
                before=before,
                name=_(kpi.name),
                value=value_text(kpi.unit, reading.value, formats),
                previous=value_text(kpi.unit, before.value, formats),
                change=change_text(kpi, change, formats),
                tone=TONES.get(change.verdict, Tone.NEUTRAL),
                target="",
                target_met=None,
                series=(),
                note=reason_text(reading.measurement),
            )
        )
    return rows


def _write_csv(
    store: Store, question: SummaryQuestion, path: Path, *, international: bool
) -> None:
    with language(question.language):
        formats = Formats(question.language, currency=store.rules().currency)
        written = None if international else formats
        text = summary_as_csv(all_rows(store, question), written)
    # The mark at the beginning tells Excel that the text is UTF-8.
    _write_text(path, text, "utf-8" if international else "utf-8-sig")


def _write_workbook(
    store: Store, question: SummaryQuestion, path: Path, *, hide_names: bool
) -> None:
    summary = make_summary(store, question)
    with language(question.language):
        rules = store.rules()
        formats = Formats(question.language, currency=rules.currency).for_paper()
        evaluator = Evaluator(store.dataset(rules), rules, question.segment)
        window = evaluator.window(question.period)
        moved = window.movements
        names = window.data.clients.name
        movements = [
            ClientMovement(
                names[position],
                *(
                    window.major(float(column[position]))
                    for column in (
                        moved.opening,
                        moved.new,
                        moved.expansion,
                        moved.reactivation,
                        -moved.contraction,
                        -moved.churned,
                        moved.exchange,
                        moved.closing,
                    )
                ),
            )
            for position in range(len(names))
            if moved.opening[position] or moved.closing[position]
        ]
        contents = WorkbookContents(
            summary,
            all_rows(store, question),
            movements,
            calculations(store, evaluator, question.period),
            client_months(evaluator, question.period),
            record_sheets(
                store,
                evaluator,
                question.period,
                question.language,
                hide_names=hide_names,
            ),
            coverage_of(store, evaluator, question.period),
            short_period_text(question.period, formats),
            rules.currency,
        )
        write_summary_workbook(path, contents)
