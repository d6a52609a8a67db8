"""How well a header names a field: exactly, by words, or nearly letter by letter."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache

from kpidesk.importing.synonyms import header_synonyms

_LIKENESS = 0.8
_SAME_WORDS, _SHORTENED, _BUT_A_DATE = 0.96, 0.9, 0.92
_BEGINS, _CONTAINS = 0.74, 0.62
_FEWEST_LETTERS, _FEWEST_SHORTENED = 3, 3
_JOINING_WORDS = (
    "a alla allo as ao com con d da das de dei del della delle dello di do dos e "
    "ed em for il in is la le lo na o of on os per por the un una um uma eur euro "
    "brl usd gbp reais"
)
_JOINING = frozenset(_JOINING_WORDS.split())
"""Words that join others, and currencies: they tell nothing about the field."""
_TELLING_WORDS = (
    "iva vat imposta imposto tax lordo lorda previsto prevista prevedibile "
    "expected forecast estimated precedente previous anterior pec sdi senza sem "
    "without sollecito promemoria reminder prossimo prossima next ultima ultimo "
    "last fiscale fiscal destinatario postale postal iban ateco probabilita "
    "probabilidade probability tecnico interna"
)
_TELLING = frozenset(_TELLING_WORDS.split())
"""Words that make another thing of what they stand beside: "importo IVA"."""
_SAME = {
    word: words.split()[0]
    for words in (
        "n nr num no numero number nro nº",
        "cod codice codigo code cd",
        "data date dt",
        "valor valore vlr value val",
        "qtd quantidade quantita qta qty quantity qtde",
        "1 1a 1o prima primo primeira primeiro first",
        "rag ragione razao",
        "soc sociale social",
        "desc descrizione descricao description",
        "resp responsabile responsavel",
        "ref rif riferimento referencia reference",
        "mail email",
        "tel telefono telefone phone",
        "id identificativo identificador identifier",
    )
    for word in words.split()
}
"""Words of one meaning, as people shorten or write them in several languages."""
_DATE_WORD = "data"
_NAMES_ONLY = frozenset(
    {"name", "legal_name", "client", "tax_id", "document_no", "contract", "ticket"}
)
"""Fields that say who or what a row is about: a word within a header is too little."""
_OPPOSITES = ("dis", "des", "un", "non", "in", "re", "ri")


@cache
def names_of(entity: str, field: str) -> tuple[tuple[str, str], ...]:
    """Every (normalised name, language) that a field goes by.

    What names a client names it beside any kind of record.
    """
    entities = header_synonyms() if field == "client" else (entity,)
    return tuple(
        dict.fromkeys(
            (synonym.text, synonym.language)
            for each in entities
            for synonym in header_synonyms().get(each, ())
            if synonym.field == field
        )
    )


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a normalised text that tell something, in their order."""
    words = text.split()
    telling = tuple(_SAME.get(word, word) for word in words if word not in _JOINING)
    return telling or tuple(words)


@cache
def header_score(entity: str, field: str, header: str) -> float:
    """How well a normalised header names a field, 0…1."""
    best = 0.0
    for text, _language in names_of(entity, field):
        if text == header:
            return 1.0
        best = max(best, _likeness(header, text, part=field not in _NAMES_ONLY))
    return best


def _likeness(header: str, text: str, *, part: bool) -> float:
    """How alike two names are, 0…1."""
    words, other = words_of(header), words_of(text)
    mine, its = frozenset(words), frozenset(other)
    if mine == its:
        return _SAME_WORDS
    if mine ^ its == {_DATE_WORD} and mine & its:
        return _BUT_A_DATE
    if (mine ^ its) & _TELLING or _are_opposites(mine - its, its - mine):
        return 0.0
    if _is_shortened(words, other):
        return _SHORTENED
    shared = len(mine & its)
    best = shared / len(mine | its)
    if part and shared == len(its) and len(text) >= _FEWEST_LETTERS:
        begins = words[: len(other)] == other
        best = max(best, _BEGINS if begins else _CONTAINS)
    matcher = SequenceMatcher(None, header, text)
    if matcher.real_quick_ratio() >= _LIKENESS and matcher.quick_ratio() >= _LIKENESS:
        ratio = matcher.ratio()
        if ratio >= _LIKENESS:
            best = max(best, 0.95 * ratio)
    return best


def _is_shortened(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Each word is the other's or the beginning of it: ``num contr``."""
    return len(words) == len(other) and all(
        long == short or (len(short) >= _FEWEST_SHORTENED and long.startswith(short))
        for short, long in zip(words, other, strict=True)
    )


def _are_opposites(mine: frozenset[str], its: frozenset[str]) -> bool:
    """Activation and deactivation look alike and mean the contrary."""
    return any(
        longer == prefix + shorter
        for first in mine
        for second in its
        for longer, shorter in ((first, second), (second, first))
        for prefix in _OPPOSITES
    )
