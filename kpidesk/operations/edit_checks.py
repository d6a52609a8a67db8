"""What looks wrong in a record that is being typed; warnings never block."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.records import Record

_PLAIN = re.compile(r"[^0-9A-Za-z]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_CPF_DIGITS = 11
_NAMES = {
    "IT": "IT",
    "ITALIA": "IT",
    "ITALY": "IT",
    "BR": "BR",
    "BRASIL": "BR",
    "BRAZIL": "BR",
    "BRASILE": "BR",
    "PT": "PT",
    "PORTUGAL": "PT",
    "PORTOGALLO": "PT",
}

VAT_IT = N_("The VAT number has 11 digits and a check digit")
FISCAL_CODE = N_("The codice fiscale has 16 characters, the last is a check character")
CNPJ = N_("A CNPJ has 14 characters, the last two are check digits")
CPF = N_("A CPF has 11 digits, the last two are check digits")
NIF = N_("A NIF has 9 digits, the last is a check digit")
EMAIL = N_("This email address looks incomplete")
FUTURE = N_("This date is in the future")
RESPONSE_EARLY = N_("The first response cannot be before the ticket was opened")
RESOLVED_EARLY = N_("Resolution cannot be before the first response")
END_EARLY = N_("The end must be after the start ({date})")
DUE_EARLY = N_("An invoice cannot be due before it is issued ({date})")


def country_code(country: str | None, home: str) -> str:
    """The country whose tax numbers a client has."""
    text = (country or "").strip().upper()
    return _NAMES.get(text, text or home)


def tax_id_label(country: str) -> str:
    """What the tax number is called there (message id)."""
    return {
        "IT": N_("Partita IVA / codice fiscale"),
        "BR": N_("CNPJ / CPF"),
        "PT": N_("NIF"),
    }.get(country, N_("Tax number"))


def tax_id_warning(tax_id: str, country: str) -> str | None:
    """What a tax number's check digits say (message id); ``None`` = nothing wrong."""
    # Only looked at when a tax number is typed.
    from stdnum.br import cnpj, cpf
    from stdnum.it import codicefiscale, iva
    from stdnum.pt import nif

    plain = _PLAIN.sub("", tax_id).upper()
    if country == "IT":
        plain = plain.removeprefix("IT") if plain[2:].isdigit() else plain
        if not plain.isdigit():
            return None if codicefiscale.is_valid(plain) else FISCAL_CODE
        return None if iva.is_valid(plain) else VAT_IT
    if country == "BR":
        if len(plain) == _CPF_DIGITS and plain.isdigit():
            # Eleven equal digits pass the arithmetic and belong to nobody.
            valid = len(set(plain)) > 1 and cpf.is_valid(plain)
            return None if valid else CPF
        valid = len(set(plain)) > 1 and cnpj.is_valid(plain)
        return None if valid else CNPJ
    if country == "PT":
        return None if nif.is_valid(plain.removeprefix("PT")) else NIF
    return None


def email_warning(email: str) -> str | None:
    """An address without an at sign or a domain is incomplete (message id)."""
    return None if _EMAIL.fullmatch(email.strip()) else EMAIL


def order_problem(kind: str, values: Record) -> tuple[str, str, str] | None:
    """Two dates in the wrong order: field, message id, the earlier limit as ISO."""
    for first, second, message in _ORDERS.get(kind, ()):
        start, end = values.get(first), values.get(second)
        if start and end and str(end) < str(start):
            return second, message, str(start)
    return None


_ORDERS = {
    "contract": (("start_on", "end_on", END_EARLY),),
    "staff": (("hired_on", "left_on", END_EARLY),),
    "ticket": (
        ("opened_at", "first_response_at", RESPONSE_EARLY),
        ("first_response_at", "resolved_at", RESOLVED_EARLY),
        ("opened_at", "resolved_at", RESOLVED_EARLY),
    ),
    "lead": (
        ("created_on", "converted_on", END_EARLY),
        ("created_on", "lost_on", END_EARLY),
    ),
    # It may well be paid before it is issued.
    "invoice": (("issued_on", "due_on", DUE_EARLY),),
}
_PAST_ONLY = {
    "spent_on",
    "answered_on",
    "reached_on",
    "opened_at",
    "created_on",
    "paid_on",
}


def future_warning(field: str, value: str, today: date) -> str | None:
    """A thing that has happened cannot be ahead (message id)."""
    ahead = field in _PAST_ONLY and value[:10] > today.isoformat()
    return FUTURE if ahead else None
