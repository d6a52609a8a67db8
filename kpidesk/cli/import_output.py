"""An import's plan and result as JSON and as text."""

from __future__ import annotations

from typing import Any

from kpidesk.domain.records import kind as record_kind
from kpidesk.i18n.messages import _, ngettext
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.plan import ImportPlan, Outcome, SheetPlan
from kpidesk.importing.tables import row_text
from kpidesk.operations.import_workbook import ImportResult
from kpidesk.reporting.import_text import IGNORED
from kpidesk.store.protocol import UndoReport

_SHOWN_ISSUES = 30


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "severity": issue.severity.value,
        "code": issue.code,
        "sheet": issue.sheet,
        "row": issue.row or None,
        "column": issue.column or None,
        "value": issue.value or None,
        "message": issue.message,
    }


def _sheet(sheet: SheetPlan) -> dict[str, Any]:
    match = sheet.match
    columns: dict[str, Any] = {}
    scores: dict[str, float] = {}
    if match is not None:
        for column in match.columns:
            header = column.column.header
            columns[header] = column.name if column.field else None
            if column.field:
                scores[header] = round(min(column.score, 1.0), 2)
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "kind": match.layout.entity if match else None,
        "layout": (match.export or None) if match else None,
        "header_row": match.table.header_row + 1 if match else None,
        "columns": columns,
        "scores": scores,
        "read": sheet.read,
        "added": sheet.count(Outcome.ADDED),
        "changed": sheet.count(Outcome.CHANGED),
        "unchanged": sheet.count(Outcome.UNCHANGED),
        "rejected": sheet.count(Outcome.REJECTED),
        "ignored": {
            "blank": sheet.ignored["blank"],
            "title": sheet.ignored["title"],
            "total": sheet.ignored["total"],
            "unrecognised": sheet.ignored["unrecognised"],
            "hidden": sheet.ignored["hidden"],
            "new": sheet.ignored["new"],
        },
        "ignored_rows": _ignored_rows(sheet),
        "created_clients": sheet.created_clients,
        "issues": [_issue(issue) for issue in sheet.issues],
    }


def _ignored_rows(sheet: SheetPlan) -> list[dict[str, Any]]:
    """Rows that are no records but hold something: titles, notes and totals."""
    table = sheet.table
    if table is None:
        return []
    named = {
        **dict.fromkeys(table.titles, "title"),
        **dict.fromkeys(table.totals, "total"),
    }
    return [
        {"row": row + 1, "why": why, "text": row_text(table.sheet.rows[row])}
        for row, why in sorted(named.items())
    ]


def plan_as_dict(
    plan: ImportPlan, result: ImportResult | None, *, dry_run: bool, refused: bool
) -> dict[str, Any]:
    """The public JSON of an import."""
    sheets = [_sheet(sheet) for sheet in plan.sheets]
    return {
        "batch": result.batch_id if result else None,
        "dry_run": dry_run,
        "refused": refused,
        "files": plan.sources,
        "sheets": sheets,
        "currency": plan.currency,
        "imported_before": [
            {"file": one.file, "batch": one.batch, "imported_at": one.imported_at}
            for one in plan.imported_before
        ],
        "created_clients": [
            name for sheet in plan.sheets for name in sheet.created_clients
        ],
        "issues": [issue for sheet in sheets for issue in sheet["issues"]],
    }


def plan_as_text(
    plan: ImportPlan, result: ImportResult | None, *, dry_run: bool, refused: bool
) -> str:
    """What the import did, for people."""
    lines: list[str] = []
    lines += [
        _(
            "“{file}” was imported before, as import number {batch}.",
            file=one.file,
            batch=one.batch,
        )
        for one in plan.imported_before
    ]
    for sheet in plan.sheets:
        lines += _sheet_lines(sheet)
    lines.append("")
    if refused:
        lines.append(_("Nothing was saved, because some rows are rejected."))
    elif dry_run:
        lines.append(_("Nothing has been saved: this was a trial."))
    elif result is None or result.batch_id is None:
        lines.append(_("Nothing to do: the company file already holds all of this."))
    else:
        lines.append(
            _(
                "Saved as import number {batch}. Take it back with:"
                " kpidesk undo-import {batch} --in …",
                batch=result.batch_id,
            )
        )
    return "\n".join(lines)


def _sheet_lines(sheet: SheetPlan) -> list[str]:
    if sheet.match is not None:
        kind = _(sheet.match.layout.label)
    else:
        kind = _("hidden") if sheet.ignored["hidden"] else _("not recognised")
    lines = [f"{sheet.file} · {sheet.sheet} → {kind}"]
    lines.append(
        "  "
        + _(
            "{read} rows: {added} added, {changed} changed, {unchanged} unchanged,"
            " {rejected} rejected, {ignored} ignored",
            read=sheet.read,
            added=sheet.count(Outcome.ADDED),
            changed=sheet.count(Outcome.CHANGED),
            unchanged=sheet.count(Outcome.UNCHANGED),
            rejected=sheet.count(Outcome.REJECTED),
            ignored=sum(sheet.ignored.values()),
        )
    )
    reasons = [
        f"{_(IGNORED[why])}: {count}" for why, count in sheet.ignored.items() if count
    ]
    if reasons:
        said = _("Ignored: {parts}", parts=" · ".join(reasons))
        lines.append(f"  · {said}")
    signs = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "·"}
    for issue in sheet.issues[:_SHOWN_ISSUES]:
        place = _("row {row}", row=issue.row) + ": " if issue.row else ""
        lines.append(f"  {signs[issue.severity]} {place}{issue.message}")
    more = len(sheet.issues) - _SHOWN_ISSUES
    if more > 0:
        lines.append("  " + _("… and {count} more (--json)", count=more))
    return lines


def undo_as_text(report: UndoReport) -> str:
    """What undoing an import did, for people."""
    lines = []
    for counts, sentence in (
        (report.removed, _("removed")),
        (report.restored, _("brought back to what they were")),
    ):
        for name, count in counts.items():
            lines.append(f"{_(record_kind(name).plural)}: {count} {sentence}")
    if report.kept:
        lines.append(
            ngettext(
                "{n} record was edited or used since and is kept.",
                "{n} records were edited or used since and are kept.",
                len(report.kept),
                n=len(report.kept),
            )
        )
    return "\n".join(lines)
