"""What a table's columns say together about fields that headers alone mistake."""

from __future__ import annotations

import re
from dataclasses import replace

from kpidesk.importing.column_evidence import told_by_values
from kpidesk.importing.header_likeness import header_score
from kpidesk.importing.header_text import normalised
from kpidesk.importing.layouts import CLIENT, ImportField, Layout, Parse
from kpidesk.importing.match import ACCEPTED, SURE, ColumnMatch
from kpidesk.importing.tables import Table, is_unnamed

_VALUE = "first_value_date"
_GO_LIVE = re.compile(r"\b(?:go live|live|produ\w*|avvi\w*|arranque|implanta\w*)\b")
_SINCE = "client.client_since"
_MOST, _FEW = 0.6, 0.5
_PERSONS = {"ticket": "requester", "survey_answer": "respondent"}
_COMPANIES = {
    "company",
    "company name",
    "organization",
    "organisation",
    "azienda",
    "ragione sociale",
    "empresa",
    "organizzazione",
    "organizacao",
}
_TAKES_EFFECT = re.compile(r"\b(?:effett\w*|efeit\w*|effective|decorr\w*)\b")
_CALLED = {"name", "nome", "card name", "task name", "item", "elemento"}
"""What boards of tasks call the title of a task."""
_DATED = 0.1
"""What dates below a header add to its likeness to the name of a date."""
_DUE = re.compile(r"\b(?:scadenza|vencimento|expir\w*|due|rinnovo|renova\w*|renewal)\b")
_ENDED = re.compile(
    r"\b(?:cessa\w*|disattiv\w*|desativ\w*|encerr\w*|rescis\w*|terminat\w*|ended|"
    r"chius\w*|saida|churn\w*|cancelamento)\b"
)


def take_by_values(
    table: Table,
    fields: list[tuple[str, str, ImportField]],
    taken: dict[int, ColumnMatch],
    used: set[str],
) -> None:
    """A column of e-mails, or of billing periods, is one under any header."""
    for column in table.columns:
        if column.index in taken or is_unnamed(column) or not column.filled:
            continue
        for name, _entity, field in fields:
            if name not in used and told_by_values(column, field):
                taken[column.index] = ColumnMatch(
                    column, field, name, ACCEPTED, "values"
                )
                used.add(name)
                break


def ended_or_due(
    layout: Layout, table: Table, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """Beside a real end, the day on which a contract falls due is its renewal."""
    due = next(
        (
            match
            for match in taken.values()
            if match.name == "end_date" and _DUE.search(normalised(match.column.header))
        ),
        None,
    )
    if due is None:
        return
    for column in table.columns:
        share = column.share(Parse.DATE)
        dated = share is None or share >= _FEW
        if column.index in taken or not dated:
            continue
        if _ENDED.search(normalised(column.header)):
            end = layout.field("end_date")
            taken[column.index] = ColumnMatch(column, end, "end_date", SURE, "similar")
            del taken[due.column.index]
            if "renewal_date" not in used:
                field = layout.field("renewal_date")
                taken[due.column.index] = replace(
                    due, field=field, name="renewal_date", reason="similar"
                )
            return


def cancelled_or_ended(
    layout: Layout, table: Table, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """Beside another end, the day on which a contract was cancelled is a notice."""
    ended = next((match for match in taken.values() if match.name == "end_date"), None)
    if ended is None or "cancelled_date" in used:
        return
    if header_score(layout.entity, "cancelled_date", ended.column.header) < SURE:
        return
    for column in table.columns:
        likeness = header_score(layout.entity, "end_date", column.header)
        dated = (column.share(Parse.DATE) or 0.0) >= _MOST
        if column.index not in taken and dated and likeness >= ACCEPTED - _DATED:
            end, notice = layout.field("end_date"), layout.field("cancelled_date")
            taken[column.index] = ColumnMatch(
                column, end, "end_date", likeness + _DATED, "similar"
            )
            taken[ended.column.index] = replace(
                ended, field=notice, name="cancelled_date"
            )
            used.add("cancelled_date")
            return


def paid_a_year(
    layout: Layout, table: Table, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """A yearly total is what a client pays where no price, per seat or not, is."""
    if {"amount", "mrr", "quantity"} & used:
        return
    for column in table.columns:
        share = column.share(Parse.MONEY) or 0.0
        yearly = normalised(column.header).split()[:1] == ["arr"]
        if column.index not in taken and yearly and share >= _MOST:
            amount = layout.field("amount")
            taken[column.index] = ColumnMatch(column, amount, "amount", 1.0, "synonym")
            used.add("amount")
            return


def lost_when_notice_ran_out(
    layout: Layout, table: Table, taken: dict[int, ColumnMatch]
) -> None:
    """A client that gave notice is lost on the day on which it takes effect."""
    lost = next((match for match in taken.values() if match.name == "lost_date"), None)
    if lost is None or not _is_notice(lost.column.header):
        return
    for column in table.columns:
        sure = header_score(layout.entity, "lost_date", column.header) >= SURE
        dated = (column.share(Parse.DATE) or 0.0) >= _MOST
        if column.index in taken or not (sure and dated):
            continue
        if _TAKES_EFFECT.search(normalised(column.header)) or not _is_notice(
            column.header
        ):
            taken[column.index] = replace(lost, column=column)
            del taken[lost.column.index]
            return


def _is_notice(header: str) -> bool:
    return header_score("contract", "cancelled_date", header) >= SURE


def started_as_clients(
    layout: Layout, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """Where nothing else dates what clients pay, they pay since they are clients."""
    if "start_date" in used or _SINCE not in used:
        return
    for index, match in taken.items():
        if match.name == _SINCE:
            start = layout.field("start_date")
            taken[index] = replace(match, field=start, name="start_date")
        elif match.name == "external_id" and _is_code_of_client(match):
            code = CLIENT.field("external_id")
            taken[index] = replace(match, field=code, name="client.external_id")
    used -= {_SINCE, "external_id"}
    used.add("start_date")


def code_beside_name(
    layout: Layout, table: Table, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """A number names the client only where no other column does by name."""
    code = next((match for match in taken.values() if match.name == "client"), None)
    if code is None or "client.external_id" in used or not _is_code_of_client(code):
        return
    for column in table.columns:
        other = taken.get(column.index)
        free = other is None or other.name in {"client.legal_name", "client.name"}
        likeness = header_score(layout.entity, "client", column.header)
        if free and column.index != code.column.index and likeness >= SURE:
            number = CLIENT.field("external_id")
            taken[code.column.index] = replace(
                code, field=number, name="client.external_id"
            )
            taken[column.index] = replace(code, column=column, score=likeness)
            used.add("client.external_id")
            return


def named_by_legal_name(
    layout: Layout, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """A client without another name is called by its legal name, not by its code."""
    if {"client", "client.name"} & used:
        return
    for index, match in taken.items():
        if match.name == "client.legal_name":
            taken[index] = replace(match, field=layout.field("client"), name="client")
            used.add("client")
            return


def value_before_go_live(
    layout: Layout, table: Table, taken: dict[int, ColumnMatch]
) -> None:
    """Beside a first value, the day of going live is another milestone."""
    first = next((match for match in taken.values() if match.name == _VALUE), None)
    if first is None or not _GO_LIVE.search(normalised(first.column.header)):
        return
    for column in table.columns:
        header = normalised(column.header)
        exact = header_score(layout.entity, _VALUE, column.header) >= SURE
        if column.index not in taken and exact and not _GO_LIVE.search(header):
            taken[column.index] = replace(first, column=column)
            del taken[first.column.index]
            return


def _is_code_of_client(match: ColumnMatch) -> bool:
    return header_score("client", "external_id", match.column.header) >= SURE


def worked_or_elapsed(
    layout: Layout, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """Hours "spent" are the time to a solution only where nothing dates it."""
    dated = {"resolved_at", "closed_at"} & used
    if not dated or "effort" in used:
        return
    for index, match in taken.items():
        header = normalised(match.column.header)
        if match.name == "resolution_duration" and _is_effort(header):
            field = layout.field("effort")
            taken[index] = replace(match, field=field, name="effort")
            return


def _is_effort(header: str) -> bool:
    return header_score("ticket", "effort", header) == 1.0


def company_beside_person(
    layout: Layout, table: Table, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """Beside a company, the "customer" of a help desk is the person who asks."""
    person = _PERSONS.get(layout.entity)
    found = next((match for match in taken.values() if match.name == "client"), None)
    if person is None or person in used or found is None:
        return
    if normalised(found.column.header) in _COMPANIES:
        return
    for column in table.columns:
        firm = normalised(column.header) in _COMPANIES and column.filled
        if column.index not in taken and firm:
            taken[column.index] = replace(found, column=column)
            taken[found.column.index] = replace(
                found, field=layout.field(person), name=person
            )
            used.add(person)
            return


def subject_by_name(
    layout: Layout, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """What a task is called is its subject, where no other column tells it."""
    if "subject" in used:
        return
    for index, match in taken.items():
        if match.name == "requester" and normalised(match.column.header) in _CALLED:
            subject = layout.field("subject")
            taken[index] = replace(match, field=subject, name="subject")
            used -= {"requester"}
            used.add("subject")
            return
