"""The rules that a house may choose, because they change figures.

They are stored in the company file. Defaults are those of the definitions page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

DAYS_OF_WEEK = 7


class ChurnAt(StrEnum):
    """When a cancelled contract stops counting."""

    END_OF_SERVICE = "end"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class SupportHours:
    """When the support desk works.

    Attributes:
        time_zone: IANA name; all instants of the company file are its wall clock.
        windows: For Monday to Sunday, the windows as ``(from, to)`` minutes since
            midnight, ``to`` excluded; several a day are allowed (a lunch break).
        country: ISO code whose national holidays close the desk, or empty.
        subdivision: Region or state code whose holidays close it too, or empty.
        extra_closures: Further closed days, ISO text.
    """

    time_zone: str = "Europe/Rome"
    windows: tuple[tuple[tuple[int, int], ...], ...] = (
        ((540, 780), (840, 1080)),
        ((540, 780), (840, 1080)),
        ((540, 780), (840, 1080)),
        ((540, 780), (840, 1080)),
        ((540, 780), (840, 1080)),
        (),
        (),
    )
    country: str = "IT"
    subdivision: str = ""
    extra_closures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlaTarget:
    """Promised times of one priority, in hours; ``None`` = nothing promised."""

    first_response: float | None = None
    resolution: float | None = None


@dataclass(frozen=True, slots=True)
class HealthWeights:
    """Weight of each factor of the health score; only their ratios matter."""

    usage: float = 25
    tickets: float = 20
    satisfaction: float = 25
    payments: float = 15
    contract: float = 15


@dataclass(frozen=True, slots=True)
class Rules:
    """Every choice of the house that a figure depends on.

    Attributes:
        currency: Base currency (ISO 4217) of every money reading.
        fiscal_start: Month (1–12) in which the year begins.
        gross_margin: Share of revenue that is margin, 0…1.
        ltv_cap_months: Longest lifetime that LTV assumes.
        discount_rate: Yearly rate that discounts 004's CLTV; 0 = none.
        churn_at: When a cancelled contract stops counting.
        movement_grace_days: Longest gap that movements bridge.
        renewal_grace_days: Distance of a renewal from the end it renews.
        csat_top: Scale maximum → lowest score that counts as satisfied.
        anonymity_floor: Fewest staff answers that may be shown.
        support_hours: The desk's calendar.
        sla: Priority → promised times.
        health_weights: Weights of the health score.
        health_threshold: A client under it is at risk, 0…100.
        salary_factor: Yearly salaries that replacing a leaver costs.
        working_hours_only: Cards show response times in support hours.
    """

    currency: str = "EUR"
    fiscal_start: int = 1
    gross_margin: float = 1.0
    ltv_cap_months: int = 60
    discount_rate: float = 0.0
    churn_at: ChurnAt = ChurnAt.END_OF_SERVICE
    movement_grace_days: int = 0
    renewal_grace_days: int = 30
    csat_top: tuple[tuple[int, float], ...] = (
        (3, 3),
        (4, 3),
        (5, 4),
        (6, 5),
        (7, 6),
        (10, 8),
    )
    anonymity_floor: int = 4
    support_hours: SupportHours = field(default_factory=SupportHours)
    sla: tuple[tuple[str, SlaTarget], ...] = ()
    health_weights: HealthWeights = field(default_factory=HealthWeights)
    health_threshold: float = 50.0
    salary_factor: float = 2.0
    working_hours_only: bool = False

    def csat_threshold(self, scale_max: int) -> float:
        """Lowest score that counts as satisfied on a scale up to *scale_max*.

        Scales without a rule of their own count their top 30 %.
        """
        for maximum, threshold in self.csat_top:
            if maximum == scale_max:
                return threshold
        return scale_max * 0.7
