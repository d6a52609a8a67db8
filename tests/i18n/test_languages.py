"""The right language is offered at first start."""

import pytest

from kpidesk.i18n.languages import (
    LANGUAGES,
    find_language,
    guess_language,
    system_locale,
)


@pytest.mark.parametrize(
    ("system", "language"),
    [
        ("it_IT.UTF-8", "it"),
        ("it-CH", "it"),
        ("it", "it"),
        ("pt_BR.UTF-8", "pt_BR"),
        ("pt-BR", "pt_BR"),
        ("pt_PT@euro", "pt_PT"),
        ("pt_AO", "pt_PT"),
        ("pt", None),
        ("en_US.UTF-8", "en"),
        ("de_DE", "en"),
        ("C.UTF-8", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_the_system_is_guessed(
    system: str, language: str | None
) -> None:
    assert guess_language(system) == language


def test_languages_are_found_by_code() -> None:
    assert [language.code for language in LANGUAGES] == ["it", "pt_BR", "pt_PT", "en"]
    assert find_language("pt_BR").currency == "BRL"
    assert find_language("pt_PT").qt_translation is None
    with pytest.raises(KeyError):
        find_language("pt")


def test_the_first_variable_that_is_set_names_the_locale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")

    assert system_locale() == "pt_BR.UTF-8"

    monkeypatch.setenv("LC_ALL", "it_IT")

    assert system_locale() == "it_IT"
