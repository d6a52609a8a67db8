"""An import's plan in sentences, for people."""

from __future__ import annotations

from collections.abc import Iterable

from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import N_, _, ngettext


def outcome_sentence(counts: dict[str, int], created: int, formats: Formats) -> str:
    """What would be saved: so many to add, to change, to skip."""
    parts = []
    added, changed = counts.get("added", 0), counts.get("changed", 0)
    rejected, unchanged = counts.get("rejected", 0), counts.get("unchanged", 0)
    if added:
        parts.append(
            ngettext("{n} row to add", "{n} rows to add", added, n=formats.count(added))
        )
    if changed:
        parts.append(
            ngettext(
                "{n} to update", "{n} to update", changed, n=formats.count(changed)
            )
        )
    if unchanged:
        parts.append(
            ngettext(
                "{n} already there",
                "{n} already there",
                unchanged,
                n=formats.count(unchanged),
            )
        )
    if rejected:
        parts.append(
            ngettext(
                "{n} to skip because of errors",
                "{n} to skip because of errors",
                rejected,
                n=formats.count(rejected),
            )
        )
    if created:
        parts.append(
            ngettext(
                "{n} client to create",
                "{n} clients to create",
                created,
                n=formats.count(created),
            )
        )
    return " · ".join(parts) if parts else _("Nothing to import in these files.")


IGNORED = {
    "blank": N_("empty rows"),
    "title": N_("titles and notes"),
    "total": N_("totals"),
    "hidden": N_("hidden rows"),
    "new": N_("new rows"),
    "unrecognised": N_("rows of unrecognised sheets"),
}


def ignored_sentence(counts: Iterable[tuple[str, int]], formats: Formats) -> str:
    """Rows that are no data: so many empty, titles, totals."""
    parts = [
        f"{_(IGNORED[why])}: {formats.count(count)}" for why, count in counts if count
    ]
    return _("Ignored: {parts}", parts=" · ".join(parts)) if parts else ""
