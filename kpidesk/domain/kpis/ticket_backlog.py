"""Tickets that wait at the end of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.kpi import (
    Aggregate,
    Direction,
    Family,
    Measurement,
    PartSpec,
    Remark,
    Unit,
    kpi,
)
from kpidesk.domain.kpis.tickets import ages, backlog_at_end, ticket_rows
from kpidesk.domain.reading import count_part, quotient, sum_part, total
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.window import Window

_NEEDS = ("ticket",)
_OPEN = PartSpec("open", N_("tickets open at the end"), Unit.COUNT, Aggregate.COUNT)
_NO_BACKLOG = Remark("no_backlog", N_("No ticket was open at the end of the period."))


@kpi(
    key="backlog",
    name=N_("Open ticket backlog"),
    short=N_("Backlog"),
    definition=N_(
        "Tickets opened before the end of the period and not resolved before it."
    ),
    formula="{open}",
    parts=(_OPEN,),
    unit=Unit.COUNT,
    direction=Direction.DOWN,
    family=Family.SUPPORT,
    noun="ticket",
    needs=_NEEDS,
    stock=True,
)
def backlog(window: Window) -> Measurement:
    """Tickets open at closing, by their dates alone."""
    waiting = backlog_at_end(window)
    return total(count_part("open", ticket_rows(window, waiting)), len(waiting))


@kpi(
    key="backlog_age",
    name=N_("Mean age of open tickets"),
    short=N_("Backlog age"),
    definition=N_(
        "Mean number of days since opening of the tickets open at the end of the"
        " period."
    ),
    formula="{days} ÷ {open}",
    parts=(PartSpec("days", N_("days since opening in total"), Unit.DAYS), _OPEN),
    unit=Unit.DAYS,
    direction=Direction.DOWN,
    family=Family.SUPPORT,
    noun="ticket",
    needs=_NEEDS,
    stock=True,
)
def backlog_age(window: Window) -> Measurement:
    """Mean days from opening to the end of the period, of the tickets open then."""
    waiting = backlog_at_end(window)
    days = sum_part("days", ticket_rows(window, waiting, ages(window, waiting)))
    number = count_part("open", ticket_rows(window, waiting))
    return quotient(
        days.value or 0.0,
        number.value or 0.0,
        scale=1,
        parts=(days, number),
        n=len(waiting),
        reason=_NO_BACKLOG,
    )
