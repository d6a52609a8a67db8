"""Words and signs that must not appear in a translation.

Portuguese is two languages here: what is right in Brazil is wrong in Portugal and the
other way round. The lists come from the language section of the design.
"""

import re
from string import Formatter

# Written as the start of a word; a full stop word ends with \b.
_EUROPEAN_FORBIDS = (
    "usuário", "arquivo", r"telas?\b", "equipe", "salvar", "planilha", "celular",
    "registr", "contat", "gerenc", "você", r"exclu(?!íd|siv|são)", "baixar", "chamado",
    "cadastr", "pesquisa", "faturamento", "somente", "desfaz", "término",
    "em andamento",
)  # fmt: skip
_BRAZILIAN_FORBIDS = (
    "utilizador", "ficheiro", "ecrã", r"equipas?\b", "guardar", "registo", "contacto",
    "folhas? de cálculo", "subscriç", r"moradas?\b", "faturaç", "rácio", "homólog",
    "anular", "eliminar", "contabilista", "inquérito", r"face a\b", "a carregar",
)  # fmt: skip
# A lead is not the metal, and a ticket does not admit anybody.
_EVERYWHERE = ("chumbo", "bilhete", "ingresso")


def _starting_with(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + ")", re.IGNORECASE)


_FORBIDDEN_WORDS = {
    "it": _starting_with(_EVERYWHERE),
    "pt_BR": _starting_with(_BRAZILIAN_FORBIDS + _EVERYWHERE),
    "pt_PT": _starting_with(_EUROPEAN_FORBIDS + _EVERYWHERE),
}
# Quotation marks of other languages; Italian writes the apostrophe as people type it.
_FORBIDDEN_SIGNS = {
    "it": '“”"’',
    "pt_BR": '«»"',
    "pt_PT": '“”"',
}
_GERUND = re.compile(
    r"\b(?!comando\b|incluindo\b)\w+(?:ando|endo|indo)\b", re.IGNORECASE
)


def complaints(language: str, message: str, translation: str) -> list[str]:
    """Return what is wrong with the translation of a message, [] when it is fine."""
    found = [
        f"the word “{match.group()}” does not belong in {language}"
        for match in _FORBIDDEN_WORDS[language].finditer(translation)
    ]
    found += [
        f"the sign {sign} does not belong in {language}"
        for sign in _FORBIDDEN_SIGNS[language]
        if sign in translation
    ]
    if language == "pt_PT" and translation.endswith("…"):
        found += [
            f"progress without gerund: “{match.group()}”"
            for match in _GERUND.finditer(translation)
        ]
    if placeholders(message) != placeholders(translation):
        found.append("the placeholders differ")
    if message.endswith("…") != translation.endswith("…"):
        found.append("the trailing … differs")
    if _margins(message) != _margins(translation):
        found.append("the space around the text differs")
    return found


def placeholders(text: str) -> set[str]:
    """Return the names in braces; a text that is no template has none."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def _margins(text: str) -> tuple[str, str]:
    bare = text.strip()
    before, _, after = text.partition(bare) if bare else (text, "", "")
    return before, after
