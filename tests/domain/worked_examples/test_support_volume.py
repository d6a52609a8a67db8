"""Support volume and quality, computed by hand."""

from __future__ import annotations

import pytest

from kpidesk.domain.kpis.ticket_categories import (
    Slice,
    opened_by_category,
    opened_by_channel,
    resolved_by_category,
    resolved_by_channel,
)
from kpidesk.domain.rules import Rules, SlaTarget
from tests.domain.company import Company
from tests.domain.examples import example


@example("tickets_opened", "tickets_resolved")
def test_opened_and_resolved() -> None:
    """February opens A and B, March opens C and spam; A and C are solved in March.

    March: 1 opened, the spam left out; 2 resolved. Midnight of 1 April is April.
    """
    company = Company()
    company.ticket("Acme", "2025-02-10 09:00", resolved="2025-03-01 00:00")
    company.ticket("Acme", "2025-02-28 23:59", resolved="2025-04-01 00:00")
    company.ticket("Acme", "2025-03-01 00:00", resolved="2025-03-31 23:59")
    spam = company.spam("2025-03-15 12:00")
    opened = company.read("tickets_opened", "2025-03")

    assert opened.value == 1
    assert opened.excluded[0].ids.tolist() == [spam]
    assert company.value("tickets_opened", "2025-02") == 2
    assert company.value("tickets_resolved", "2025-03") == 2
    assert company.value("tickets_resolved", "2025-04") == 1


@example("contacts_handled")
def test_contacts_handled() -> None:
    """Replies of March are counted one by one, where they are recorded.

    T1 has replies on 28 February, 3 and 4 March: 2 in March. T2 has none recorded but
    5 contacts and was solved in March: 5. T3 has none and nothing is known: left out.
    T4 has contacts but was solved in April. 2 + 5 = 7 in March.
    """
    company = Company()
    company.ticket(
        "Acme",
        "2025-02-28 09:00",
        resolved="2025-03-05 09:00",
        contacts=3,
        replies=["2025-02-28 10:00", "2025-03-03 10:00", "2025-03-04 10:00"],
    )
    company.ticket("Acme", "2025-03-01 09:00", resolved="2025-03-02 09:00", contacts=5)
    unknown = company.ticket("Acme", "2025-03-01 09:00", resolved="2025-03-02 09:00")
    company.ticket("Acme", "2025-03-01 09:00", resolved="2025-04-02 09:00", contacts=9)
    reading = company.read("contacts_handled", "2025-03")

    assert reading.value == 7
    assert reading.part("replies").value == 2
    assert reading.part("contacts").value == 5
    assert reading.n == 2
    assert reading.excluded[0].ids.tolist() == [unknown]


def _solved(company: Company, **fields: int | bool) -> int:
    return company.ticket(
        "Acme",
        "2025-03-03 09:00",
        resolved="2025-03-04 09:00",
        **fields,  # type: ignore[arg-type]
    )


@example("fcr")
def test_fcr() -> None:
    """Six tickets solved in March.

    One contact, never reopened: counts. One contact but reopened: not. Three contacts:
    not. No contact at all: known, not solved by contact. Imported "yes": counts.
    Nothing known: left out. 2 ÷ 5 = 40 %.
    """
    company = Company()
    _solved(company, contacts=1, reopenings=0)
    _solved(company, contacts=1, reopenings=1)
    _solved(company, contacts=3)
    _solved(company, contacts=0)
    _solved(company, first_contact=True)
    unknown = _solved(company)
    reading = company.read("fcr", "2025-03")

    assert reading.value == 40
    assert (reading.numerator, reading.denominator) == (2, 5)
    assert reading.excluded[0].ids.tolist() == [unknown]


@example("reopen_rate")
def test_reopen_rate() -> None:
    """Of four tickets with known reopenings (0, 0, 1, 3) two were reopened: 50 %."""
    company = Company()
    for reopenings in (0, 0, 1, 3):
        _solved(company, reopenings=reopenings)
    unknown = _solved(company)
    reading = company.read("reopen_rate", "2025-03")

    assert reading.value == 50
    assert reading.excluded[0].ids.tolist() == [unknown]


SLA = Rules(sla=(("high", SlaTarget(2, 24)), ("normal", SlaTarget(None, 48))))


@example("sla_compliance")
def test_sla_compliance() -> None:
    """High: response in 2 hours, solution in 24. Normal: solution in 48. Low: nothing.

    1. high, answered after 2 h and solved after 24 h: kept, to the minute
    2. high, answered after 3 h: broken
    3. normal, solved after 24 h: kept, its response was not promised
    4. low: nothing promised, left out
    5. low, imported "yes": kept
    6. high, response unknown: not known whether kept, left out

    3 ÷ 4 = 75 %.
    """
    company = Company()

    def solved(
        priority: str, response: str | None = None, *, met: bool | None = None
    ) -> int:
        return company.ticket(
            "Acme",
            "2025-03-03 09:00",
            first_response=response,
            resolved="2025-03-04 09:00",
            priority=priority,
            sla_met=met,
        )

    solved("high", "2025-03-03 11:00")
    solved("high", "2025-03-03 12:00")
    solved("normal")
    nothing = solved("low")
    solved("low", met=True)
    unknown = solved("high")
    reading = company.read("sla_compliance", "2025-03", rules=SLA)

    assert reading.value == 75
    assert reading.denominator == 4
    assert reading.excluded[0].ids.tolist() == [nothing, unknown]


def test_sla_in_support_hours() -> None:
    """Friday 17:00 to Monday 10:00 is 65 hours, and 2 support hours: within 4."""
    company = Company()
    company.ticket(
        "Acme", "2025-03-07 17:00", resolved="2025-03-10 10:00", priority="high"
    )
    targets = (("high", SlaTarget(None, 4)),)
    calendar = Rules(sla=targets)
    business = Rules(sla=targets, working_hours_only=True)

    assert company.read("sla_compliance", "2025-03", rules=calendar).value == 0
    assert company.read("sla_compliance", "2025-03", rules=business).value == 100


@example("backlog", "backlog_age")
def test_backlog() -> None:
    """Open at midnight of 1 April: T1 since 22 March noon, T2 since 31 March noon.

    T2 is solved on 1 April at 0:00, which is after March. T3 was solved in March.
    9.5 days + 0.5 days = 10 ÷ 2 = 5 days.
    """
    company = Company()
    company.ticket("Acme", "2025-03-22 12:00")
    company.ticket("Acme", "2025-03-31 12:00", resolved="2025-04-01 00:00")
    company.ticket("Acme", "2025-03-01 12:00", resolved="2025-03-31 23:00")

    assert company.value("backlog", "2025-03") == 2
    assert company.value("backlog_age", "2025-03") == 5
    assert company.value("backlog", "2025-04") == 1


@example("contact_rate")
def test_contact_rate() -> None:
    """Three tickets, two clients active at the end of March: 3 ÷ 2 = 1.5.

    The client that left on 1 March is no longer there to divide by.
    """
    company = Company()
    company.contract("A", "2025-01-01")
    company.contract("B", "2025-01-01")
    company.contract("C", "2025-01-01", "2025-03-01")
    for client in ("A", "A", "C"):
        company.ticket(client, "2025-03-03 09:00")

    assert company.value("contact_rate", "2025-03") == 1.5


@example("measured_effort")
def test_measured_effort() -> None:
    """Replies 1, 2, 4 and reopenings 0, 1, unknown: (7 + 1) ÷ 3 = 2.67 a ticket."""
    company = Company()
    _solved(company, contacts=1, reopenings=0)
    _solved(company, contacts=2, reopenings=1)
    _solved(company, contacts=4)
    unknown = _solved(company, reopenings=5)
    reading = company.read("measured_effort", "2025-03")

    assert reading.value == pytest.approx(8 / 3)
    assert reading.excluded[0].ids.tolist() == [unknown]
    assert reading.remarks[0].values == {"count": 1}


@example("ticket_categories")
def test_ticket_categories() -> None:
    """Three about bugs, one about an invoice, one without category: 4 with one.

    Bugs are 3 of 5, 60 %; then, in alphabetical order, none and invoice: 80, 100 %.
    """
    company = Company()
    for category in ("Bug", "Invoice", "Bug", None, "Bug"):
        company.ticket(
            "A",
            "2025-03-03 09:00",
            resolved="2025-03-04",
            category=category,
            channel="phone",
        )
    reading = company.read("ticket_categories", "2025-03")
    labelled = [(part.label, part.value) for part in reading.parts[1:]]
    window = company.window("2025-03")
    expected = (Slice("Bug", 3, 60.0), Slice("", 1, 80.0), Slice("Invoice", 1, 100.0))

    assert reading.value == 4
    assert labelled == [("Bug", 3), ("Invoice", 1)]
    assert opened_by_category(window) == resolved_by_category(window) == expected
    assert opened_by_channel(window) == (Slice("phone", 5, 100.0),)
    assert resolved_by_channel(window) == (Slice("phone", 5, 100.0),)
