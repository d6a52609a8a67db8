"""95 % intervals for proportions and for the Net Promoter Score."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""Two-sided 95 % quantile of the normal distribution."""


def wilson(successes: float, trials: float) -> tuple[float, float] | None:
    """Wilson score interval of a proportion, in percent; ``None`` without trials.

    Source: E. B. Wilson, "Probable Inference", JASA 22 (1927).
    """
    if trials <= 0:
        return None
    share = successes / trials
    square = Z_95**2
    centre = share + square / (2 * trials)
    margin = Z_95 * sqrt(share * (1 - share) / trials + square / (4 * trials**2))
    scale = 100 / (1 + square / trials)
    return max(0.0, (centre - margin) * scale), min(100.0, (centre + margin) * scale)


def net_promoter(
    promoters: float, detractors: float, answers: float
) -> tuple[float, float] | None:
    """Adjusted Wald interval of an NPS in points; ``None`` without answers.

    Three answers are added, three quarters of one to each end (Sauro and Lewis).
    """
    if answers <= 0:
        return None
    n = answers + 3
    up, down = (promoters + 0.75) / n, (detractors + 0.75) / n
    score = up - down
    margin = Z_95 * sqrt(max(0.0, up + down - score**2) / n)
    return max(-100.0, (score - margin) * 100), min(100.0, (score + margin) * 100)
