"""The words of a header as they are compared: one spelling for each meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from kpidesk.importing.header_text import normalised, unaccented

_JOINING_WORDS = (
    "a ai al alla allo ao as com con d da dal das de dei del della delle dello di do "
    "dos e ed em for from i il in is l la le lo na nel no o of on os per por su sul "
    "sulla the to um uma un una eur euro brl usd gbp reais"
)
_JOINING = frozenset(_JOINING_WORDS.split())
"""Words that join others, and currencies: they tell nothing about the field."""
_NUMBER_SIGN = "n"
_SAME_GROUPS = (
    "n nr num no nº numero number",
    "cod cd code codice codigo",
    "data date dt",
    "vl val vlr vr valor valore value",
    "qt qta qtd qtde qty quant quantidade quantita quantity",
    "1 1a 1o primo prima primeiro primeira first",
    "rag razao ragione",
    "soc social sociale",
    "doc docum document documento",
    "desc descr descricao description descrizione descritivo",
    "resp responsabile responsavel responsible",
    "rif ref referencia reference riferimento",
    "mail email",
    "tel telef telf fone phone telefone telefono telephone",
    "id identificador identificativo identifier",
    "cl cli client clienti cliente customer cust",
    "contr contract contrato contratto",
    "fatt ft fat fattura fatura inv invoice",
    "cat categ categoria category",
    "tip tipo tipologia type",
    "tempo time",
    "durata duracao duration",
    "inizio inicio start",
    "fine fim end",
    "motivo motivazione perche porque reason why",
    "chiuso chiusura closed closing encerrado encerramento fechado fechamento fecho",
    "aperto apertura aberto abertura opened",
    "risolto risoluzione resolvido resolucao resolved resolution solucao soluzione",
    "creato creazione criado criacao created creation",
    "risposta resposta response reply",
    "prodotto produto product prod",
    "servizio servico service serv",
    "priorita prioridade priority prio",
    "paese pais country",
    "citta cidade city",
    "ore ora hora horas hour hours hrs",
    "minuti minutos minutes mins min",
    "mese mes month mesi meses months",
    "giorni gg dias days",
    "utenti usuarios utilizadores users",
    "commento comentario comment",
    "fornitore fornecedor supplier forn",
    "reparto departamento department dept depto rep dip dipartimento",
    "rinnovo renovacao renewal",
    "mensile mensal monthly mens",
    "annuo annua annuale anual annual yearly",
    "cancellation cancellazione cancelamento",
    "periodicita periodicidade periodicity",
    "amm amministrativo amministrativa amministrazione",
    "indirizzo endereco address",
    "dipendenti funcionarios employees dip",
)
_DATE_WORD = "data"
_UNITS = (
    "h hh hr hrs ore hora horas hour hours m min mins minuti minutos minutes s sec "
    "secs d gg giorni dias days mesi meses months eur euro brl usd gbp € r$ $ £ % n "
    "si sim nao no yes y utc gmt su out of max da de a al to from ate opcional "
    "facoltativo optional dd mm aa aaaa yy yyyy hh gg obbligatorio obrigatorio"
)
_UNIT_WORDS = frozenset(_UNITS.split())
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SHORTEST_STEM = 4


def stem(word: str) -> str:
    """A word without what marks plural and gender: ``aperti`` → ``apert``."""
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    plain = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return plain[:-1] if plain[-1] in "aeio" and len(plain) > _SHORTEST_STEM else plain


_SAME = {
    spelling: group.split()[0]
    for group in reversed(_SAME_GROUPS)
    for word in group.split()
    for spelling in (word, stem(word))
}
"""Words of one meaning, as people shorten or write them in several languages."""
_SPELLINGS: defaultdict[str, list[str]] = defaultdict(list)
for _spelling, _word in _SAME.items():
    _SPELLINGS[_word].append(_spelling)
DATE_WORD = _SAME[_DATE_WORD]
REFERENCE_WORD = _SAME["ref"]


def spellings_of(word: str) -> tuple[str, ...]:
    """The ways in which people write a word that ``words_of`` gives."""
    return tuple(dict.fromkeys((word, *_SPELLINGS.get(word, ()))))


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a header that tell something, in their order.

    A bracket that only gives a unit, a range or a form (``(h)``, ``(1-5)``, ``(S/N)``)
    is left out.
    """
    words = normalised(_BRACKETS.sub(_without_unit, text)).split()
    telling = [word for word in words if word not in _JOINING]
    if "no" in words and _is_number_sign(words):
        telling.insert(0, _NUMBER_SIGN)
    return tuple(_SAME.get(word) or _spelled(word) for word in telling) or tuple(words)


def _is_number_sign(words: list[str]) -> bool:
    """``No.`` at either end of a header is a number, but "motivo del no" is a no."""
    if len(words) == 1:
        return False
    return words[0] == "no" or (words[-1] == "no" and words[-2] not in _JOINING)


def _spelled(word: str) -> str:
    plain = stem(word)
    return _SAME.get(plain, plain)


def _without_unit(match: re.Match[str]) -> str:
    words = re.split(r"[\s/.,;:\-–]+", unaccented(match[1]).strip())
    unit = all(word in _UNIT_WORDS or word.isdigit() or not word for word in words)
    return " " if unit else f" {match[1]} "
