"""The summary as Markdown, to be pasted into a wiki or a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.reporting.summary import Summary

_MARKS = {True: "✓ ", False: "✕ ", None: ""}
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>|#"})


def summary_as_markdown(summary: Summary) -> str:
    """The page of the summary: sentences, KPIs, movements, what to keep an eye on."""
    lines = [f"# {_plain(summary.title)}", "", f"**{_plain(summary.company)}**", ""]
    lines += [_plain(summary.terms), "", _plain(" ".join(summary.sentences)), ""]
    lines += _table(
        summary.columns[:5],
        [
            (
                row.name,
                row.value,
                row.previous,
                row.change or row.note,
                _MARKS[row.target_met] + row.target if row.target else "",
            )
            for row in summary.rows
        ],
    )
    if summary.waterfall:
        lines += [f"## {_plain(summary.waterfall_title)}", ""]
        lines += [f"- {_plain(bar.label)}: {bar.text}" for bar in summary.waterfall]
        lines.append("")
    if summary.attention:
        lines += [f"## {_plain(summary.attention_title)}", ""]
        lines += [f"- {_plain(line)}" for line in summary.attention]
        lines.append("")
    if summary.comment:
        lines += [
            f"## {_plain(summary.comment_title)}",
            "",
            _plain(summary.comment),
            "",
        ]
    lines += ["---", "", _plain(summary.basis), "", _plain(summary.footer), ""]
    return "\n".join(lines)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [_row(headings), _row(["---"] * len(headings), plain=False)]
    return [*lines, *(_row(row) for row in rows), ""]


def _row(cells: Sequence[str], *, plain: bool = True) -> str:
    return f"| {' | '.join(_plain(cell) if plain else cell for cell in cells)} |"


def _plain(text: str) -> str:
    """Text that Markdown takes as it is; a line break would end a row."""
    return text.replace("\n", " ").translate(_SPECIAL)
