"""Two versions of one record, side by side: what is typed and what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.records import kind
from kpidesk.i18n.messages import _

if TYPE_CHECKING:
    from kpidesk.domain.records import Record
    from kpidesk.ui.forms.record_form import RecordForm


def conflict_text(form: RecordForm, mine: Record, theirs: Record) -> str:
    """What the two versions differ in, field by field."""
    lines = [_("This record was changed by somebody else in the meantime.")]
    for field in kind(form.facts.kind).fields:
        if field.name not in mine or mine[field.name] == theirs.get(field.name):
            continue
        lines.append(
            _(
                "{field}: yours {mine}, saved meanwhile {theirs}",
                field=_(field.label),
                mine=_quoted(form, field.name, mine),
                theirs=_quoted(form, field.name, theirs),
            )
        )
    return "\n".join(lines)


def _quoted(form: RecordForm, name: str, record: Record) -> str:
    field = kind(form.facts.kind).field(name)
    value = record.get(name)
    if field.refers_to in {"client", "product"}:
        picks = form.facts.clients + form.facts.products
        names = {pick.id: pick.name for pick in picks}
        return names.get(int(value or 0), "—")
    text = form.typing.write(field, value, kind=form.facts.kind)
    return form.session.formats.quoted(text) if text else "—"
