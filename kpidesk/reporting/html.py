"""The summary as one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kpidesk.reporting.html_charts import answers_svg, waterfall_svg
from kpidesk.reporting.summary import Summary, SummaryRow, Tone

_STYLE = """
body{font:14px/1.45 system-ui,sans-serif;color:#1A1F26;background:#fff;max-width:900px;
margin:32px auto;padding:0 16px}
h1{font-size:20px;margin:0}h2{font-size:15px;margin:28px 0 8px}
header{display:flex;justify-content:space-between;border-bottom:2px solid #1150C9;
padding-bottom:8px}
.small{color:#626C7A;font-size:12px}
table{border-collapse:collapse;width:100%}
th{text-align:left;color:#4A5462;font-size:12px}
th,td{padding:7px 8px;border-bottom:1px solid #E3E7EC;vertical-align:top}
.num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.good{color:#066B50}.bad{color:#A8340A}.value{font-weight:600}
footer{margin-top:28px;border-top:1px solid #E3E7EC;padding-top:8px}
.demo{color:#A8340A;font-weight:600}
.logo{max-width:151px;max-height:53px;vertical-align:middle;margin-right:12px}
"""


def summary_as_html(summary: Summary) -> str:
    """The whole page."""
    demo = '<span class="demo">DEMO</span> ' if summary.demo else ""
    language = summary.language.replace("_", "-")
    title = escape(summary.title)
    who = _logo(summary) + demo + escape(summary.company)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<header><strong>{who}</strong><h1>{title}</h1></header>",
        f'<p class="small">{escape(summary.terms)}</p>',
        f"<p>{escape(' '.join(summary.sentences))}</p>",
        _table(summary),
    ]
    if summary.waterfall:
        fall_title = summary.waterfall_title
        parts.append(f"<h2>{escape(fall_title)}</h2>")
        parts.append(waterfall_svg(summary.waterfall, fall_title))
    if summary.answers is not None:
        parts.append(f"<h2>{escape(summary.answers_title)}</h2>")
        parts.append(answers_svg(summary.answers, summary.answers_title))
    parts += [
        _list(summary.times_title, [f"{f.label}: {f.value}" for f in summary.times]),
        _list(summary.attention_title, summary.attention),
    ]
    if summary.comment:
        parts.append(
            f"<h2>{escape(summary.comment_title)}</h2><p>{escape(summary.comment)}</p>"
        )
    parts.append(
        f'<footer class="small">{escape(summary.basis)}<br>{escape(summary.footer)}'
        "</footer></body></html>\n"
    )
    return "\n".join(parts)


def _logo(summary: Summary) -> str:
    if not summary.logo:
        return ""
    return f'<img class="logo" alt="" src="{escape(summary.logo)}">'


def _table(summary: Summary) -> str:
    heads = "".join(
        f'<th class="{"num" if 0 < i < 3 else ""}">{escape(text)}</th>'  # noqa: PLR2004
        for i, text in enumerate(summary.columns)
    )
    rows = "".join(_row(row) for row in summary.rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(row: SummaryRow) -> str:
    tone = "" if row.tone is Tone.NEUTRAL else row.tone.value
    note = f'<br><span class="small">{escape(row.note)}</span>' if row.note else ""
    mark = {True: "✓ ", False: "✕ ", None: ""}[row.target_met]
    return (
        f"<tr><td>{escape(row.name)}{note}</td>"
        f'<td class="num value">{escape(row.value)}</td>'
        f'<td class="num">{escape(row.previous)}</td>'
        f'<td class="{tone}">{escape(row.change)}</td>'
        f"<td>{mark}{escape(row.target)}</td><td>{_sparkline(row.series)}</td></tr>"
    )


def _sparkline(series: Sequence[float | None]) -> str:
    known = [value for value in series if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    low, high = min(known), max(known)
    span = (high - low) or 1
    step = 120 / max(len(series) - 1, 1)
    pieces: list[list[str]] = [[]]
    for position, value in enumerate(series):
        if value is None:
            pieces.append([])
            continue
        y = 22 - (value - low) / span * 20
        pieces[-1].append(f"{position * step:.1f},{y:.1f}")
    lines = "".join(
        f'<polyline points="{" ".join(piece)}" fill="none" stroke="#1150C9"'
        ' stroke-width="1.6"/>'
        for piece in pieces
        if piece
    )
    return f'<svg width="124" height="24" role="img" aria-hidden="true">{lines}</svg>'


def _list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{escape(title)}</h2><ul>{items}</ul>"
