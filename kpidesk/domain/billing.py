"""How often a contract is billed."""

INTERVAL_MONTHS: dict[str, tuple[int, int]] = {
    "monthly": (1, 1),
    "bimonthly": (2, 1),
    "quarterly": (3, 1),
    "four_monthly": (4, 1),
    "semiannual": (6, 1),
    "annual": (12, 1),
    "biennial": (24, 1),
    "weekly": (3, 13),
    "one_off": (0, 1),
}
"""Months of a billing interval as a fraction, in the order in which forms offer them.

A week is 12/52 of a month; what is sold once has none.
"""
