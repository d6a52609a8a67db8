"""Why clients left, as their contracts say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kpidesk.domain.dataset import IntArray
    from kpidesk.domain.window import Window


def lost_with_reasons(window: Window) -> tuple[IntArray, IntArray]:
    """The clients lost in the period, and the code of each one's reason.

    The reason is that of the client's contract that ended last among those that name
    one, by the end of the period; −1 where none does.
    """
    contracts = window.data.contracts
    lost = window.movements.is_lost
    over = np.minimum(
        contracts.end,
        np.where(
            window.known_day(contracts.cancelled), contracts.cancelled, contracts.end
        ),
    )
    told = np.flatnonzero((contracts.reason >= 0) & (over <= window.end))
    # Later contracts overwrite earlier ones of the same client.
    told = told[np.argsort(contracts.end[told], kind="stable")]
    reason = np.full(window.scope.client_count, -1, dtype=np.int64)
    reason[contracts.client[told]] = contracts.reason[told]
    return window.data.clients.id[lost], reason[lost]
