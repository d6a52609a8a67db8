"""Headers and cell texts as they are compared: without case, accents, punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNIT = re.compile(
    r"\((?:h|hh|hrs?|ore|horas|hours|min|minuti|minutos|gg|giorni|dias|days|€|eur|r\$|"
    r"brl|utc|%|n|n\.|mesi|meses|months)\)"
)
_SIGNS = str.maketrans({"€": " eur ", "#": " n ", "º": "o", "ª": "a", "°": "o"})
_REMEMBERED = 8192
"""Columns repeat the same few texts over and over."""
_JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
"""Where programs join words: ``firstReply``, ``IDCliente``, ``first_reply``."""
_NOT_WORD = re.compile(r"[^0-9a-z%]+")


@lru_cache(maxsize=_REMEMBERED)
def spaced(header: str) -> str:
    """A header of a program with its words apart: ``firstReply_min`` → ``… min``."""
    return _JOINTS.sub(" ", header)


def unaccented(text: str) -> str:
    """The text casefolded and without accents."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


@lru_cache(maxsize=_REMEMBERED)
def normalised(text: str) -> str:
    """A header or a value reduced to its words: ``N.º Contrato`` → ``n o contrato``.

    A parenthesised unit such as ``(h)`` or ``(€)`` is dropped; ``€`` becomes ``eur``,
    ``R$`` ``brl``, ``#`` ``n``; all other punctuation is a space.
    """
    folded = text.casefold().replace("r$", " brl ").translate(_SIGNS)
    plain = unaccented(_UNIT.sub(" ", folded))
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=_REMEMBERED)
def bare_name(text: str) -> str:
    """A company's name without punctuation: ``Rossi S.r.l.`` → ``rossi srl``."""
    plain = unaccented(text).replace("&", " e ")
    plain = re.sub(r"[.'’`´]", "", plain)
    return _NOT_WORD.sub(" ", plain).strip()


def bare_tax_id(text: str) -> str:
    """A tax number's letters and digits, without country prefix or leading zeros.

    Excel eats the leading zeros of a Partita IVA, so they cannot tell two apart.
    """
    plain = re.sub(r"[^0-9a-z]", "", text.casefold())
    plain = re.sub(r"^(?:it|pt|br)(?=\d)", "", plain)
    return plain.lstrip("0")


_WITHOUT = (
    r"(?:s\s*/|\+|\b(?:sem|senza|esclusa|escl|excluding|excl|ex|without|net of|netto|"
    r"al netto (?:d[ei]ll['’])?|più|oltre|mais)\b)"
)
_NET_OF_TAX = re.compile(
    rf"\s*[(\[,–-]?\s*(?:{_WITHOUT}\.?\s*(?:iva|vat|impostos?|imposte|tax(?:es)?)|"
    r"\b(?:iva|vat)\s+(?:esclusa|escl|excluído|excl)\.?)\s*[)\]]?\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=_REMEMBERED)
def without_tax_note(text: str) -> str:
    """A net amount, or its header, without saying so: ``Avença (s/ IVA)`` → ``Avença``.

    What is the tax, or holds it ("IVA", "IVA inclusa"), keeps saying so.
    """
    return _NET_OF_TAX.sub("", text) or text


_MISSED = re.compile(
    r"\b(?:breach\w*|violat\w*|violad\w*|missed|overdue|fuori|fora|scadut\w*|sforat\w*|"
    r"not met|non rispettato|nao cumprido)\b"
)


def says_missed(text: str) -> bool:
    """The text says that a time agreed was not kept: ``Fora do SLA``, ``breached``."""
    return _MISSED.search(normalised(text)) is not None
