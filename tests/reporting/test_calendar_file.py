"""Calendar files as RFC 5545 wants them."""

from datetime import UTC, date, datetime

from kpidesk.reporting.calendar_file import CalendarDay, calendar

MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_a_day_is_a_whole_day_with_its_sentence() -> None:
    day = CalendarDay("notice-7", date(2026, 12, 31), "Rossi, Srl; 2")
    text = calendar([day], MADE)

    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "UID:notice-7@kpidesk" in lines
    assert "DTSTAMP:20261124T093000Z" in lines
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "SUMMARY:Rossi\\, Srl\\; 2" in lines
    assert text.endswith("END:VCALENDAR\r\n")


def test_long_lines_are_folded_between_characters() -> None:
    name = "Società à à à " * 12
    text = calendar([CalendarDay("x", date(2026, 1, 1), name)], MADE)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"SUMMARY:{name}" in text.replace("\r\n ", "")
