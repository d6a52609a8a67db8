"""The client that a row names, found or created."""

from __future__ import annotations

from kpidesk.domain.records import Record
from kpidesk.importing.clients import is_tax_id
from kpidesk.importing.context import ImportContext
from kpidesk.importing.issues import Severity
from kpidesk.importing.match import starts_as_client
from kpidesk.importing.row_values import RowValues
from kpidesk.importing.scope import NotAddedError

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
_MORE = ("client.client_since", "client.employees", "client.first_value_date")


def carries_client_data(names: frozenset[str]) -> bool:
    """The sheet holds data of the client itself beside what names it."""
    return any(name in names for name in (*_OWN, *_MORE))


def _is_own_list(context: ImportContext) -> bool:
    """Rows of this sheet may bring clients of their own.

    Where nothing lists clients, a grid of what each pays by month does. A tax number
    beside the name does so only there too: in a company that has a list of them, an
    unknown name is more likely a mistake.
    """
    names = context.match_names
    if not ({"client", "client.name"} & names):
        return False
    table = context.sheet.table
    if table is not None and table.months and not context.lists_clients:
        return True
    if any(name in names for name in (*_OWN, *_MORE) if name != "client.tax_id"):
        return True
    match = context.sheet.match
    if match is not None and starts_as_client(match):
        return True
    return "client.tax_id" in names and not context.lists_clients


def resolve_client(
    row: RowValues, context: ImportContext, *, required: bool
) -> int | None:
    """The id of the client that a row names (negative = created by this import).

    Errors are noted on the row: unknown, or several of that name. A row that is
    rejected for another reason names nobody, and leaves no client behind.
    """
    if row.has_errors():
        return None
    named = [(name, row.written(name)) for name in _REFERENCES if name in row.values]
    for name, text in named:
        found = _find(name, text, context)
        if len(found) == 1:
            [identifier] = found
            if len(named) > 1:
                _check_other_names(row, context, named, identifier)
            return identifier
        if len(found) > 1 and name == named[-1][0]:
            row.error("ambiguous_client", name)
            return None
    if not named:
        if required:
            row.error("missing_required", "client")
        return None
    return _unknown(row, context, named)


def _check_other_names(
    row: RowValues,
    context: ImportContext,
    named: list[tuple[str, str]],
    identifier: int,
) -> None:
    """Code and name of a row may belong to two different clients."""
    for name, text in named:
        others = _find(name, text, context)
        if others and identifier not in others:
            other = context.clients.clients[identifier].name
            row.warn("client_mismatch", name, other=other)


def _find(name: str, text: str, context: ImportContext) -> set[int]:
    directory = context.clients
    match name:
        case "client.external_id":
            return directory.by_code(text)
        case "client.tax_id":
            return directory.by_tax_id(text)
        case _:
            return directory.find(text)


def _unknown(
    row: RowValues, context: ImportContext, named: list[tuple[str, str]]
) -> int | None:
    by_name = [
        (name, text) for name, text in named if name in {"client", "client.name"}
    ]
    name, text = (by_name or named)[0]
    suggestion = context.clients.suggestion(text)
    own = bool(by_name) and _is_own_list(context)
    if "client" in context.plan.refused and not suggestion:
        # What belongs to an unknown client is new, and only updates are wanted.
        raise NotAddedError
    if not (context.choices.create_clients or own):
        if suggestion:
            row.error("unknown_client_suggestion", name, suggestion=suggestion)
        else:
            row.error("unknown_client", name)
        return None
    if suggestion:
        row.warn("near_duplicate_client", name, other=suggestion)
    values = {"name": text, **client_data(row)}
    if own and row.text("account_manager"):
        values["account_manager"] = row.text("account_manager")
    if name in {"client", "client.tax_id"} and is_tax_id(text):
        values.setdefault("tax_id", text)
    identifier = context.new_client(values)
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
