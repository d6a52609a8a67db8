"""Calendar months over whole columns of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kpidesk.domain.dataset import IntArray


def months_later(days: IntArray, months: IntArray) -> IntArray:
    """The same day of another month, clamped to that month's last day.

    As ``period.add_months``, for columns of day numbers.
    """
    dates = days.astype("datetime64[D]")
    of_month = dates.astype("datetime64[M]")
    day = dates - of_month.astype("datetime64[D]")
    reached = of_month + months.astype("timedelta64[M]")
    first = reached.astype("datetime64[D]")
    length = (reached + 1).astype("datetime64[D]") - first
    clamped = first + np.minimum(day, length - np.timedelta64(1, "D"))
    numbers: IntArray = clamped.astype(np.int64)
    return numbers
