"""Which kind of records a table holds, if any.

Every kind is tried; the one whose fields take most columns, and most surely, wins. The
name of the sheet counts too, and what many of the headers say.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.contract_grid import beside_months, match_contract_grid
from kpidesk.importing.header_likeness import names_of
from kpidesk.importing.header_text import normalised
from kpidesk.importing.layouts import (
    CONTRACT,
    INVOICE,
    LAYOUTS,
    LEAD,
    Layout,
)
from kpidesk.importing.match import ColumnMatch, Match
from kpidesk.importing.matching import CLIENT_PREFIX, match_columns
from kpidesk.importing.month_grid import match_grid, says_cost, says_counts
from kpidesk.importing.synonyms import entity_of_sheet
from kpidesk.importing.tables import Table, is_unnamed

_SUMMARY_SHARE, _SUMMARY_FIELDS = 0.6, 3
_FEW_KNOWN = 3
"""A sheet called "summary" must look very much like records to be taken for some."""
_EXPORTED_FIELDS = 8
"""A program's export is called "report" too; nothing else knows so many fields."""
_NOT_RECORDS, _SUMMARY = "none", "summary"
_TELLS_TICKET = {
    "external_id",
    "subject",
    "category",
    "priority",
    "status",
    "requester",
    "closed_at",
    "resolved_at",
    "first_response_at",
}
"""What hours worked for clients have none of, though they have a day and a client."""
_ANYWHERE = {INVOICE, LEAD}
_TELLS_INVOICE = {"due_on", "paid_on"}
_TELLS_LEAD = {"created_at", "outcome", "value"}
_NO_HINTS = {None, _NOT_RECORDS, _SUMMARY, "client"}
_NAMED_SHARE = 0.3
"""Of headers that name a kind of record, for a sheet to be of that kind."""
_RECURRING = {None, "client", "contract", "price_term"}
"""What the name of a sheet of months may hint at for clients' amounts to recur."""


def _missing(layout: Layout, names: set[str]) -> int:
    """How many groups of fields, of which one is needed, no column gives."""
    referred = (
        names | {"client"}
        if any(name.startswith(CLIENT_PREFIX) for name in names)
        else names
    )
    return sum(
        1 for group in layout.either if not any(name in referred for name in group)
    )


def _is_nearly(
    layout: Layout, names: set[str], missing: int, hinted: str | None
) -> bool:
    """The sheet's name says what it is, and one needed column alone is missing.

    Its rows are rejected for that, rather than taken for something else.
    """
    return layout.entity == hinted and missing == 1 and len(names) >= _SUMMARY_FIELDS


def match_table(
    table: Table, clients: ClientDirectory, entity: str | None = None
) -> Match | None:
    """Decide what a table holds; ``None`` when nothing fits.

    Args:
        table: The table.
        clients: Known clients, whose names tell a client column.
        entity: What a person says it is; otherwise all kinds are tried.
    """
    if table.months:
        return _match_months(table, clients, entity)
    hinted = _hint_of(table)
    best: Match | None = None
    for layout in LAYOUTS:
        if entity is not None and layout.entity != entity:
            continue
        if entity is None and hinted == _NOT_RECORDS and layout not in _ANYWHERE:
            continue
        columns = match_columns(table, layout, clients)
        if entity is None and not _is_plausible(layout, columns, hinted):
            continue
        own = sum(
            min(column.score, 1.1) for column in columns if column.field is not None
        )
        missed = sum(
            1
            for column in columns
            if column.field is None and not is_unnamed(column.column)
        )
        score = own - 0.4 * missed + (1.5 if layout.entity == hinted else 0.0)
        if best is None or score > best.score:
            best = Match(table, layout, columns, score, "")
    return best and replace(best, language=_language(best.columns, best.layout))


def _hint_of(table: Table) -> str | None:
    """What the sheet's name says it holds, else what many of its headers say."""
    said = entity_of_sheet(table.sheet.name)
    if said is not None:
        return said
    # "Customer name", "Customer age": that clients are named says nothing.
    named = Counter(
        entity
        for column in table.columns
        if (entity := entity_of_sheet(column.header)) not in _NO_HINTS
    )
    entity, count = next(iter(named.most_common(1)), (None, 0))
    many = count >= _SUMMARY_FIELDS and count >= _NAMED_SHARE * len(table.columns)
    return entity if many else None


def _match_months(
    table: Table, clients: ClientDirectory, entity: str | None
) -> Match | None:
    """A grid of months holds what clients pay, or what is spent."""
    hinted = entity_of_sheet(table.sheet.name)
    if entity == CONTRACT.entity or (
        entity is None
        and hinted in _RECURRING
        and not (says_cost(table) or says_counts(table))
    ):
        beside = match_columns(beside_months(table), CONTRACT, clients)
        said = CONTRACT.entity in {entity, hinted}
        match = match_contract_grid(table, beside, said=said)
        if match is not None:
            return match
    return match_grid(table, entity)


def _is_plausible(
    layout: Layout, columns: tuple[ColumnMatch, ...], hinted: str | None
) -> bool:
    names = {column.name for column in columns if column.field is not None}
    missing = _missing(layout, names)
    if missing and not _is_nearly(layout, names, missing, hinted):
        return False
    if layout.entity == "ticket" and hinted is None and not names & _TELLS_TICKET:
        return False
    told = sum(1 for column in columns if not is_unnamed(column.column))
    few = len(names) <= _FEW_KNOWN and len(names) * _FEW_KNOWN <= told
    if hinted == _NOT_RECORDS:
        # Invoices alone fall due and are paid, and quotes alone end well or badly,
        # whatever the sheet is called.
        tells = _TELLS_INVOICE if layout is INVOICE else _TELLS_LEAD
        return names >= tells
    if hinted is None and few:
        # Two thirds of its columns mean nothing, and its name says nothing: a sheet
        # about something else that happens to hold a name, a date and an amount.
        # Exports of programs may have many columns more, but then more are known.
        return False
    if hinted != _SUMMARY:
        return True
    enough = len(names) >= _SUMMARY_SHARE * len(columns)
    return len(names) >= (_SUMMARY_FIELDS if enough else _EXPORTED_FIELDS)


def _language(columns: tuple[ColumnMatch, ...], layout: Layout) -> str:
    """The language most headers are written in: ``it``, ``pt`` or ``en``."""
    votes = {"it": 0, "pt": 0, "en": 0}
    for match in columns:
        if match.field is None:
            continue
        entity = layout.entity
        if match.name.startswith(CLIENT_PREFIX):
            entity = "client"
        header = normalised(match.column.header)
        spoken = {
            language[:2]
            for text, language in names_of(entity, match.field.name)
            if text == header
        }
        # A word that English shares says nothing; Italian and Portuguese write
        # figures and dates alike.
        if len(spoken) == 1 or "en" not in spoken:
            for one in spoken:
                votes[one] += 1
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] else "en"
