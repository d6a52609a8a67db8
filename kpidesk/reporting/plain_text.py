"""The summary as text with columns, for a message or a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.formats import Formats

if TYPE_CHECKING:
    from kpidesk.reporting.summary import Summary


def summary_as_text(summary: Summary) -> str:
    """Title, sentences, a line per KPI with tabs between, what to keep an eye on."""
    lines = [summary.company, summary.title, summary.terms, ""]
    lines += [" ".join(summary.sentences), "", "\t".join(summary.columns[:5])]
    lines += [
        "\t".join(
            (row.name, row.value, row.previous, row.change or row.note, row.target)
        )
        for row in summary.rows
    ]
    lines.append("")
    for title, texts in (
        (summary.attention_title, summary.attention),
        (summary.comment_title, (summary.comment,) if summary.comment else ()),
    ):
        if texts:
            lines += [title, *texts, ""]
    lines += [summary.basis, summary.footer]
    return Formats.plain("\n".join(lines))
