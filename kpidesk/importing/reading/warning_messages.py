"""What people are told about a file that was read but has something remarkable."""

from __future__ import annotations

from kpidesk.i18n.messages import N_, _, ngettext
from kpidesk.importing.reading.model import ReadWarning

_TEXTS: dict[str, str] = {
    "filter_on": N_(
        "A filter is on in the sheet “{sheet}”. Rows that it hides were read too."
    ),
    "macros_ignored": N_("The file has macros. They were not run."),
    "external_links_ignored": N_(
        "The file refers to other files or data. They were not opened."
    ),
    "sheet_without_cells": N_(
        "“{sheet}” is a chart or another sheet without cells, and was left out."
    ),
    "encoding_guessed": N_(
        "The encoding of the text is not certain; {encoding} was assumed. Check that "
        "accented letters are right."
    ),
    "encoding_mixed": N_(
        "Some lines are in UTF-8 and others in {encoding}; each was read its own way. "
        "Check that accented letters are right."
    ),
    "other_format": N_(
        "The name of the file says otherwise, but inside it is {format}."
    ),
}


def warning_sentence(warning: ReadWarning) -> str:
    """The warning in the language of the moment."""
    values = {"sheet": warning.sheet, **warning.values}
    if warning.code in _TEXTS:
        return _(_TEXTS[warning.code], **values)
    count = int(warning.values["count"])
    return _counted(warning.code, count, {**values, "n": count})


def _counted(code: str, count: int, values: dict[str, str | int]) -> str:
    """A sentence that says how many."""
    match code:
        case "hidden_rows":
            return ngettext(
                "{n} row of the sheet “{sheet}” is hidden. It was read too.",
                "{n} rows of the sheet “{sheet}” are hidden. They were read too.",
                count,
                zero=None,
                **values,
            )
        case "formulas_without_value":
            return ngettext(
                "{n} formula of the sheet “{sheet}” has no value ({cells}). Open the "
                "file in Excel and save it, so that it is calculated.",
                "{n} formulas of the sheet “{sheet}” have no value ({cells}). Open the "
                "file in Excel and save it, so that they are calculated.",
                count,
                zero=None,
                **values,
            )
        case "error_cells":
            return ngettext(
                "{n} cell of the sheet “{sheet}” shows an error ({cells}).",
                "{n} cells of the sheet “{sheet}” show an error ({cells}).",
                count,
                zero=None,
                **values,
            )
        case "unclosed_quote":
            return ngettext(
                "{n} row of “{sheet}” has a quotation mark that is never closed "
                "({rows}). It was read as a letter.",
                "{n} rows of “{sheet}” have a quotation mark that is never closed "
                "({rows}). It was read as a letter.",
                count,
                zero=None,
                **values,
            )
        case "ragged_rows":
            return ngettext(
                "{n} row of “{sheet}” does not have {columns} fields as the others "
                "have ({rows}).",
                "{n} rows of “{sheet}” do not have {columns} fields as the others "
                "have ({rows}).",
                count,
                zero=None,
                **values,
            )
        case "bytes_undefined":
            return ngettext(
                "{n} character means nothing in this encoding. Check the text.",
                "{n} characters mean nothing in this encoding. Check the text.",
                count,
                zero=None,
                **values,
            )
        case "zero_characters":
            return ngettext(
                "{n} zero character was found in the text.",
                "{n} zero characters were found in the text.",
                count,
                zero=None,
                **values,
            )
    raise KeyError(code)
