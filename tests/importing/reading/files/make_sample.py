"""Build the workbook that LibreOffice turned into the sample files."""

from __future__ import annotations

import datetime as dt

import openpyxl

ROWS: list[list[object]] = [
    ["Testo", "Intero", "Decimale", "Data", "Momento", "Ora", "Durata", "Quota"],
    [
        "Città di Forlì",
        42,
        1.5,
        dt.date(2024, 2, 29),
        dt.datetime(2024, 2, 29, 10, 30),
        dt.time(8, 15),
        dt.timedelta(hours=36),
        0.125,
    ],
    [
        "00123",
        -7,
        1234567890123,
        dt.date(2025, 12, 31),
        dt.datetime(2025, 3, 9, 23, 59, 59),
        dt.time(23, 59),
        dt.timedelta(days=3),
        1.0,
    ],
    ["a\nb & <c> 🙂"],
]
ENDS: list[list[object]] = [
    ["Vero", "Errore", "Formula"],
    [True, "=1/0", "=1+2"],
    [False, "=NA()", '="a"&"b"'],
    [],
]


def main() -> None:
    """Write ``sample.xlsx`` into the current folder."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Dati", 0)
    for row, (begin, end) in enumerate(zip(ROWS, ENDS, strict=True), 3):
        for column, value in enumerate(begin + end, 2):
            sheet.cell(row, column).value = value
    for row in (4, 5):
        sheet.cell(row, 8).number_format = "[h]:mm:ss"
        sheet.cell(row, 9).number_format = "0.0%"
    sheet.row_dimensions[5].hidden = True
    sheet.merge_cells("B8:D9")
    sheet["B8"] = "unita"
    hidden = book["Sheet"]
    hidden.title = "Nascosto"
    hidden.sheet_state = "hidden"
    hidden["A1"] = "segreto"
    book.save("sample.xlsx")


if __name__ == "__main__":
    main()
