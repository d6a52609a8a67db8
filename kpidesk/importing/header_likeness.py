"""How well a header names a field: by a known name, or word by word.

Names of fields are split into words, and every word weighs by how few fields of the
kind of sheet it occurs with: ``data`` says little, ``disdetta`` much. A header is
compared only with names that share a word with it, found through an index; words that
are not known are first led back to known ones (shortened or mistyped).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from kpidesk.importing.header_text import normalised, spaced, without_tax_note
from kpidesk.importing.header_words import DATE_WORD, spellings_of, words_of
from kpidesk.importing.synonyms import header_synonyms

_EXACT, _SAME_WORDS, _SHORTENED, _BUT_A_DATE = 1.0, 0.96, 0.9, 0.92
_BEGINS, _CONTAINS = 0.74, 0.62
_BY_WORDS = 0.72
"""Most that the words one by one can say, without any name like the header."""
_UNKNOWN = 0.4
NO_FIELD = "-"
"""The field of names that look like those of a field and mean none."""
"""Weight of a word that no name has."""
_TYPO = 0.82
_FEWEST_SHORTENED, _FEWEST_MISTYPED, _FEWEST_LETTERS = 3, 5, 3
_TELLING_WORDS = (
    "iva vat imposta imposto tax lordo lorda gross previsto prevista prevedibile "
    "expected forecast estimated precedente previous anterior pec sdi senza sem "
    "without sollecito promemoria reminder prossimo prossima proximo proxima next "
    "ultima ultimo last fiscale fiscal destinatario postale postal iban ateco "
    "probabilita probabilidade probability tecnico interna breached violato violado "
    "missed mancato fora fuori"
)
_TELLING = frozenset(word for text in _TELLING_WORDS.split() for word in words_of(text))
"""Words that make another thing of what they stand beside: "importo IVA"."""
_NAMES_ONLY = frozenset(
    {"name", "legal_name", "client", "tax_id", "document_no", "contract", "ticket"}
)
"""Fields that say who or what a row is about: a word within a header is too little."""
_OPPOSITES = ("dis", "des", "un", "non", "in", "re", "ri")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a field and its words."""

    field: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The names of a kind of sheet's fields.

    Attributes:
        exact: Fields by the name that they go by.
        names: Names by each of their words.
        weights: How much each word tells, 0…1.
        fields: Per word, how its names share out among the fields; adds up to 1.
        initials: The words as they are spelled, with each word itself, by first letter.
    """

    exact: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[_Name, ...]]
    weights: Mapping[str, float]
    fields: Mapping[str, Mapping[str, float]]
    initials: Mapping[str, tuple[tuple[str, str], ...]]


@cache
def names_of(entity: str, field: str) -> tuple[tuple[str, str], ...]:
    """Every (normalised name, language) that a field goes by.

    What names a client names it beside any kind of record, but a lead: what that is
    called by is its own company's name.
    """
    anywhere = field == "client" and entity != "lead"
    entities = header_synonyms() if anywhere else (entity,)
    if (entity, field) == ("contract", "end_date"):
        # What a client was lost on ends what it paid.
        return tuple(
            dict.fromkeys((*_names(entities, field), *_names(("client",), "lost_date")))
        )
    return _names(entities, field)


def _names(entities: Iterable[str], field: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        dict.fromkeys(
            (synonym.text, synonym.language)
            for each in entities
            for synonym in header_synonyms().get(each, ())
            if synonym.field == field
        )
    )


@cache
def _vocabulary(entity: str) -> _Vocabulary:
    fields = {synonym.field for synonym in header_synonyms().get(entity, ())}
    fields.discard(NO_FIELD)
    exact: dict[str, set[str]] = defaultdict(set)
    names: dict[str, dict[_Name, None]] = defaultdict(dict)
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for field in sorted(fields):
        seen: set[frozenset[str]] = set()
        for text, _language in names_of(entity, field):
            exact[text].add(field)
            name = _Name(field, text, words_of(text))
            if frozenset(name.words) in seen:
                continue
            seen.add(frozenset(name.words))
            for word in set(name.words):
                names[word][name] = None
                counts[word][field] += 1 / len(name.words)
    shares = {
        word: {field: count / sum(by.values()) for field, count in by.items()}
        for word, by in counts.items()
    }
    initials: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for word in names:
        for spelling in spellings_of(word):
            initials[spelling[0]].append((spelling, word))
    return _Vocabulary(
        {text: frozenset(owners) for text, owners in exact.items()},
        {word: tuple(those) for word, those in names.items()},
        {word: _weight(by) for word, by in shares.items()},
        shares,
        {letter: tuple(words) for letter, words in initials.items()},
    )


def _weight(shares: Mapping[str, float]) -> float:
    """A word of one field tells all, one that is even among many nearly nothing."""
    return math.sqrt(sum(share * share for share in shares.values()))


@cache
def _names_of_nothing(entity: str) -> frozenset[str]:
    """Headers whose words are like those of a field, and which mean none."""
    return frozenset(text for text, _language in names_of(entity, NO_FIELD))


@cache
def header_score(entity: str, field: str, header: str) -> float:
    """How well a header names a field, 0…1."""
    words = spaced(header)
    if normalised(words) in _names_of_nothing(entity):
        return 0.0
    # "JobTitle" is two words, but "eMail" and "CSAT" are names as they are.
    net = without_tax_note(words)
    for text in (header, words, net):
        if field in _vocabulary(entity).exact.get(normalised(text), ()):
            return _EXACT
    return _scores(entity, net).get(field, 0.0)


@cache
def _scores(entity: str, header: str) -> Mapping[str, float]:
    """How well a header without a known name of its own names each field."""
    vocabulary = _vocabulary(entity)
    if _TELLING.issuperset(words_of(header)):
        # "IVA" alone is no tax number.
        return {}
    known = [_known(vocabulary, word) for word in words_of(header)]
    words = tuple(word for word, _likeness in known)
    sure = min((likeness for _word, likeness in known), default=0.0)
    found = {} if is_told_apart(header) else _by_words(vocabulary, words)
    for name in {
        name: None for word in words for name in vocabulary.names.get(word, ())
    }:
        score = _likeness(vocabulary, words, name) * (sure or 1.0)
        found[name.field] = max(found.get(name.field, 0.0), score)
    return found


@cache
def _known_word(spellings: tuple[tuple[str, str], ...], word: str) -> tuple[str, float]:
    """The known word that *word* is short for or mistyped from, and how like it is."""
    best, likeness = word, 0.0
    for spelling, known in spellings:
        score = _word_likeness(word, spelling)
        if score > likeness:
            best, likeness = known, score
    return best, likeness


def _known(vocabulary: _Vocabulary, word: str) -> tuple[str, float]:
    if word in vocabulary.names:
        return word, 1.0
    best, likeness = _known_word(vocabulary.initials.get(word[0], ()), word)
    return (best, likeness) if likeness else (word, 1.0)


def _word_likeness(word: str, known: str) -> float:
    if len(word) >= _FEWEST_SHORTENED and known.startswith(word):
        return 0.95
    if min(len(word), len(known)) < _FEWEST_MISTYPED or not _are_near(word, known):
        return 0.0
    ratio = SequenceMatcher(None, word, known).ratio()
    return 0.95 * ratio if ratio >= _TYPO else 0.0


def _are_near(word: str, known: str) -> bool:
    near = abs(len(word) - len(known)) <= 2  # noqa: PLR2004 - letters
    return near and word[:2] == known[:2] and not _are_opposites({word}, {known})


def _by_words(vocabulary: _Vocabulary, words: tuple[str, ...]) -> dict[str, float]:
    """What the words say one by one about the fields."""
    found: dict[str, float] = defaultdict(float)
    total = sum(vocabulary.weights.get(word, _UNKNOWN) for word in words)
    if not total:
        return {}
    for word in words:
        for field, share in vocabulary.fields.get(word, {}).items():
            if field not in _NAMES_ONLY:
                found[field] += _BY_WORDS * share * vocabulary.weights[word] / total
    return dict(found)


def _likeness(vocabulary: _Vocabulary, words: tuple[str, ...], name: _Name) -> float:
    """How alike a header and a name are, 0…1."""
    mine, its = frozenset(words), frozenset(name.words)
    if mine == its:
        return _SAME_WORDS
    if mine ^ its == {DATE_WORD} and mine & its:
        return _BUT_A_DATE
    if (mine ^ its) & _TELLING or _are_opposites(mine - its, its - mine):
        return 0.0
    if mine < its and mine & _TELLING:
        # "Importo IVA" is not what "importo IVA esclusa" is.
        return 0.0
    weights = vocabulary.weights
    shared = sum(weights[word] for word in mine & its)
    apart = sum(weights.get(word, _UNKNOWN) for word in mine ^ its)
    best = shared / (shared + apart)
    if its < mine and its != {DATE_WORD} and len(name.text) >= _FEWEST_LETTERS:
        # "Data" begins the name of every date, whatever it dates.
        strangers = not any(word in weights for word in mine - its)
        if name.field not in _NAMES_ONLY or strangers:
            begins = words[: len(name.words)] == name.words
            best = max(best, _BEGINS if begins else _CONTAINS)
    return best


def _are_opposites(
    mine: frozenset[str] | set[str], its: frozenset[str] | set[str]
) -> bool:
    """Activation and deactivation look alike and mean the contrary."""
    return any(
        longer == prefix + shorter
        for first in mine
        for second in its
        for longer, shorter in ((first, second), (second, first))
        for prefix in _OPPOSITES
    )


def is_told_apart(header: str) -> bool:
    """A word of the header says that it is another thing than what it looks like."""
    return not _TELLING.isdisjoint(words_of(header))
