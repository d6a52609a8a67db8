"""Contracts and their prices as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import OPEN_ENDED, Contracts, PriceTerms
from kpidesk.domain.pieces import monthly_amount
from kpidesk.domain.records import PRICE_CHANGES
from kpidesk.store.dataset_columns import Columns, positions

if TYPE_CHECKING:
    import sqlite3

    from kpidesk.domain.dataset import IntArray
    from kpidesk.store.dataset_columns import Currencies

_CHANGES = {kind: code for code, kind in enumerate(PRICE_CHANGES)}


def load_contracts(
    connection: sqlite3.Connection,
    client_ids: IntArray,
    product_ids: IntArray,
    currencies: Currencies,
) -> tuple[Contracts, PriceTerms]:
    """Contracts that are signed, and the prices of what recurs in them."""
    rows = Columns(
        connection, "SELECT * FROM contract WHERE status = 'signed' ORDER BY id"
    )
    ids = rows.ints("id")
    prices = Columns(
        connection,
        "SELECT contract_id, valid_from, amount_minor, months_num, months_den,"
        " quantity_milli, discount_ppm, change_kind FROM price_term"
        " WHERE contract_id IN (SELECT id FROM contract WHERE status = 'signed')"
        " ORDER BY contract_id, valid_from",
    )
    contract = positions(ids, prices.ints("contract_id"))
    months_num = prices.floats("months_num")
    share = 1 - prices.floats("discount_ppm") / 1_000_000
    quantity = prices.floats("quantity_milli") / 1000
    amount = prices.floats("amount_minor")
    monthly = monthly_amount(
        amount,
        months_num,
        prices.floats("months_den"),
        prices.floats("quantity_milli"),
        prices.floats("discount_ppm"),
    )
    one_off = np.zeros(len(ids))
    is_one_off = months_num == 0
    # A one-off price is no other price of what recurs: it may not end an earlier one.
    recurs = ~is_one_off
    valid_from = prices.days("valid_from")
    why = [_CHANGES.get(kind, -1) for kind in prices.raw("change_kind")]
    terms = PriceTerms(
        contract[recurs],
        valid_from[recurs],
        monthly[recurs],
        quantity[recurs],
        np.array(why, dtype=np.int64)[recurs],
    )
    np.add.at(one_off, contract[is_one_off], (amount * quantity * share)[is_one_off])
    last_monthly = np.zeros(len(ids))
    interval = np.zeros(len(ids))
    # Later prices overwrite earlier ones: the query is in order of validity.
    last_monthly[contract[recurs]] = monthly[recurs]
    interval[contract[recurs]] = (months_num / prices.floats("months_den"))[recurs]
    reason, reasons = rows.codes("end_reason")
    contracts = Contracts(
        id=ids,
        client=positions(client_ids, rows.ints("client_id")),
        product=positions(product_ids, rows.ints("product_id")),
        start=rows.days("start_on"),
        end=rows.days("end_on", OPEN_ENDED),
        signed=rows.days("signed_on"),
        cancelled=rows.days("cancelled_on"),
        auto_renew=rows.ints("auto_renew", 0) == 1,
        renewal=rows.days("renewal_on"),
        renewal_months=rows.ints("renewal_months"),
        notice_days=rows.ints("notice_days"),
        renews=positions(ids, rows.ints("renews_contract_id")),
        currency=currencies.codes(rows.raw("currency")),
        monthly=last_monthly,
        interval_months=interval,
        one_off=one_off,
        setup_fee=rows.floats("setup_fee_minor"),
        reason=reason,
        reasons=reasons,
    )
    return contracts, terms
