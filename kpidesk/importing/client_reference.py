"""The client that a row names, found or created."""

from __future__ import annotations

from kpidesk.domain.records import Record
from kpidesk.importing.context import ImportContext
from kpidesk.importing.issues import Severity
from kpidesk.importing.row_values import RowValues

_REFERENCES = ("client.external_id", "client.tax_id", "client", "client.name")
_OWN = {
    "client.legal_name": "legal_name",
    "client.tax_id": "tax_id",
    "client.region": "region",
    "client.city": "city",
    "client.address": "address",
    "client.postcode": "postcode",
    "client.country": "country",
    "client.industry": "industry",
    "client.segment": "segment",
    "client.email": "email",
    "client.phone": "phone",
    "client.website": "website",
}


def carries_client_data(names: frozenset[str]) -> bool:
    """The sheet holds data of the client itself beside what names it."""
    return any(name in names for name in (*_OWN, "client.client_since"))


def resolve_client(
    row: RowValues, context: ImportContext, *, required: bool
) -> int | None:
    """The id of the client that a row names (negative = created by this import).

    Errors are noted on the row: unknown, or several of that name. A row that is
    rejected for another reason names nobody, and leaves no client behind.
    """
    if row.has_errors():
        return None
    named = [(name, row.texts[name]) for name in _REFERENCES if name in row.values]
    for name, text in named:
        found = _find(name, text, context)
        if len(found) == 1:
            return found.pop()
        if len(found) > 1 and name == named[-1][0]:
            row.error("ambiguous_client", name)
            return None
    if not named:
        if required:
            row.error("missing_required", "client")
        return None
    return _unknown(row, context, named)


def _find(name: str, text: str, context: ImportContext) -> set[int]:
    directory = context.clients
    match name:
        case "client.external_id":
            return set(directory.by_code(text))
        case "client.tax_id":
            return set(directory.by_tax_id(text))
        case _:
            return set(directory.find(text))


def _unknown(
    row: RowValues, context: ImportContext, named: list[tuple[str, str]]
) -> int | None:
    own = carries_client_data(context.match_names) and row.sheet == context.sheet.sheet
    name, text = next(
        ((name, text) for name, text in named if name in {"client", "client.name"}),
        named[-1],
    )
    if not (context.choices.create_clients or own):
        suggestion = context.clients.suggestion(text)
        if suggestion:
            row.error("unknown_client_suggestion", name, suggestion=suggestion)
        else:
            row.error("unknown_client", name)
        return None
    suggestion = context.clients.suggestion(text)
    if suggestion:
        row.warn("near_duplicate_client", name, other=suggestion)
    identifier = context.new_client({"name": text, **client_data(row)})
    context.sheet.created_clients.append(text)
    row.report(Severity.INFO, "client_created", name)
    return identifier


def client_data(row: RowValues) -> Record:
    """What the row says of the client itself."""
    values: Record = {
        field: row.text(name) for name, field in _OWN.items() if row.text(name)
    }
    code = row.text("client.external_id")
    if code:
        values["code"] = code
    if row.whole("client.employees") is not None:
        values["employees"] = row.whole("client.employees")
    if row.iso_day("client.client_since"):
        values["signed_up_on"] = row.iso_day("client.client_since")
    return values
